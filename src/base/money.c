/* SPDX-License-Identifier: GPL-3.0-or-later */
/* money.c - exact decimals, and their way to the nearest double.
 *
 * Rounding happens once: where the numbers are exact as doubles by one division,
 * elsewhere by long division in whole numbers.  So a mean does not depend on the order of
 * rows. */
#include "benchpay/money.h"

#include <assert.h>
#include <math.h>

int64_t bp_pow10(int k)
{
    static const int64_t power[] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
    };
    return power[k];
}

bool bp_decimal_parse(bp_decimal *out, const char *text, size_t n)
{
    bp_decimal d = { 0, 0 };
    size_t i = n > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t digits = 0;
    bool point = false;
    for (; i < n; i++) {
        if (text[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9')
            return false;
        digits++;
        if (point && ++d.scale > BP_SCALE_MAX)
            return false;
        if (__builtin_mul_overflow(d.units, 10, &d.units) ||
            __builtin_add_overflow(d.units, text[i] - '0', &d.units))
            return false;
    }
    if (digits == 0)
        return false;
    if (text[0] == '-')
        d.units = -d.units;
    *out = d;
    return true;
}

bool bp_decimal_rescale(bp_decimal *d, int scale)
{
    int64_t units = d->units;
    if (scale >= d->scale) {
        if (__builtin_mul_overflow(units, bp_pow10(scale - d->scale), &units))
            return false;
    } else {
        int64_t step = bp_pow10(d->scale - scale);
        if (units % step != 0)
            return false;
        units /= step;
    }
    *d = (bp_decimal){ units, scale };
    return true;
}

/* Long division of whole numbers, bit by bit: 55 bits of the quotient, the last
 * of which also says whether anything is left, round to 53 as the exact quotient
 * does (to even). */
double bp_money_mean(bp_int128 sum, uint64_t n, int scale)
{
    __extension__ typedef unsigned __int128 whole;
    assert(n > 0 && scale >= 0 && scale <= 18);
    const whole size = sum < 0 ? -(whole)sum : (whole)sum;
    const whole by = (whole)n * (whole)bp_pow10(scale); /* < 2^94 */
    if (size == 0)
        return 0;
    if (size >> 53 == 0 && by >> 53 == 0) { /* both are exact as doubles */
        const double mean = (double)(uint64_t)size / (double)(uint64_t)by;
        return sum < 0 ? -mean : mean;
    }
    whole quotient = size / by, rest = size % by;
    int exponent = 0;
    while (quotient >> 54 == 0) {
        rest *= 2;
        quotient = 2 * quotient + (rest >= by);
        if (rest >= by)
            rest -= by;
        exponent--;
    }
    double mean = ldexp((double)(quotient | (rest != 0)), exponent);
    return sum < 0 ? -mean : mean;
}

/* Whole numbers below 2^53 and the powers of ten are exact as doubles: one
 * division rounds once. */
double bp_money_double(int64_t units, int scale)
{
    const int64_t exact = (int64_t)1 << 53;
    if (units < exact && units > -exact)
        return (double)units / (double)bp_pow10(scale);
    return bp_money_mean(units, 1, scale);
}
