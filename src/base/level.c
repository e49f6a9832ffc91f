/* SPDX-License-Identifier: GPL-3.0-or-later */
/* level.c - a percentile as an exact fraction.
 *
 * 97.5 % has no double, and two doubles that should be equal may differ by a bit; so
 * levels are compared as whole numbers. */
#include "benchpay/level.h"

#include <stdio.h>
#include <string.h>

#include "benchpay/money.h"

#define LEVEL_DECIMALS 6

bp_status bp_level_parse(bp_level *out, const char *percent, bp_err *err)
{
    bp_decimal d;
    bool ok = bp_decimal_parse(&d, percent, strlen(percent));
    while (ok && d.scale > 0 && d.units % 10 == 0)
        ok = bp_decimal_rescale(&d, d.scale - 1);
    if (!ok || d.scale > LEVEL_DECIMALS)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "'%s' is no percentile: write a number like 10 or 97.5", percent);
    int64_t all = 100 * bp_pow10(d.scale);
    if (d.units < 0 || d.units > all)
        return bp_fail(err, NULL, BP_EUSAGE, "percentile %s is not between 0 and 100",
                       percent);
    *out = (bp_level){ (uint32_t)d.units, (uint32_t)all };
    return BP_OK;
}

int bp_level_compare(bp_level a, bp_level b)
{
    const uint64_t x = (uint64_t)a.num * b.den, y = (uint64_t)b.num * a.den;
    return (x > y) - (x < y);
}

int bp_level_order(const void *a, const void *b)
{
    return bp_level_compare(*(const bp_level *)a, *(const bp_level *)b);
}

bp_level bp_level_of_percent(double percent)
{
    return (bp_level){ (uint32_t)(percent * 1e6 + .5), 100000000 };
}

double bp_level_percent(bp_level level)
{
    return 100.0 * level.num / level.den;
}

double bp_level_share(bp_level level)
{
    return (double)level.num / level.den;
}

/* Nine digits hold 99.999999; no locale is ever set, so the point is a point. */
void bp_level_text(char *out, size_t size, bp_level level)
{
    snprintf(out, size, "%.9g", bp_level_percent(level));
}
