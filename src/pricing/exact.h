/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exact.h - from whole numbers to doubles, once.  Layer: pricing. */
#ifndef BP_PRICING_EXACT_H
#define BP_PRICING_EXACT_H

#include "benchpay/money.h"

/* a / b, nearest or next to it; b is not 0. */
static inline double bp_exact_ratio(bp_int128 a, bp_int128 b)
{
    return (double)((long double)a / (long double)b);
}

/* 10^k for 0 <= k <= 36. */
static inline bp_int128 bp_exact_pow10(int k)
{
    return k <= 18 ? bp_pow10(k) : (bp_int128)bp_pow10(18) * bp_pow10(k - 18);
}

/* n * 10^-scale. */
static inline double bp_exact_double(bp_int128 n, int scale)
{
    return bp_exact_ratio(n, bp_exact_pow10(scale));
}

#endif
