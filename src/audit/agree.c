/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree.c - does a number of a report agree with one that was found again?
 *
 * One answer, and one wording of a no, for all that a report can have: figures of groups,
 * growth, offers. */
#include "audit/agree.h"

#include <math.h>
#include <stdlib.h>

bool bp_agree_number(double *out, const bp_json_value *object, const char *key)
{
    const bp_json_value *v = bp_json_find(object, key);
    const bool number = bp_json_is(v, BP_IS_NUMBER);
    *out = number ? strtod(v->text.at, NULL) : 0;
    return number;
}

bool bp_agree_level(bp_level *out, const bp_json_value *percentile)
{
    double percent;
    if (!bp_agree_number(&percent, percentile, "p") || !(percent >= 0 && percent <= 100))
        return false;
    *out = bp_level_of_percent(percent);
    return true;
}

const bp_json_value *bp_agree_percentile(const bp_json_value *row, bp_level level)
{
    BP_JSON_EACH (v, bp_json_find(row, "percentiles")) {
        bp_level own;
        if (bp_agree_level(&own, v) && bp_level_compare(own, level) == 0)
            return v;
    }
    return NULL;
}

bool bp_agree_near(double shown, long double x, long double slack)
{
    return fabsl((long double)shown - x) <= slack * fabsl(x) + 1e-300L;
}

long double bp_agree_rounded(bp_agree_rule *rule, long double x, uint64_t digits)
{
    if (x == 0)
        return 0;
    long double power = 1, size = fabsl(x), most = powl(10, (long double)digits);
    while (size / power >= most)
        power *= 10;
    if (power > 1)
        return rule(x / power) * power;
    while (size * power * 10 < most)
        power *= 10;
    return rule(x * power) / power;
}

bool bp_agree_differs(bp_str *why, const char *what, double shown, long double x)
{
    bp_str_printf(why, "%s is ", what);
    bp_str_number(why, shown);
    bp_str_puts(why, ", the records give ");
    bp_str_number(why, (double)x);
    return false;
}

bool bp_agree_not_known(bp_str *why, const char *what)
{
    bp_str_printf(why, "%s is shown, and the records do not give it", what);
    return false;
}

bool bp_agree_with(bp_agreed *a, const bp_json_value *in, const char *key,
                   const char *what, const long double *x, long double size)
{
    double shown;
    if (in == NULL || !bp_agree_number(&shown, in, key))
        return true;
    a->figures++;
    if (x == NULL)
        return bp_agree_not_known(a->why, what);
    return fabsl((long double)shown - *x) <= BP_AGREE_COMPUTED * fmaxl(fabsl(*x), size)
               ? true
               : bp_agree_differs(a->why, what, shown, *x);
}
