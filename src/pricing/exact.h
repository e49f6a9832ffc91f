/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exact.h - from whole numbers to doubles, once.  Layer: pricing. */
#ifndef BP_PRICING_EXACT_H
#define BP_PRICING_EXACT_H

#include "benchpay/money.h"

__extension__ typedef unsigned __int128 bp_uint128;

/* high * 2^128 + low: a product of two amounts. */
typedef struct bp_uint256 {
    bp_uint128 high;
    bp_uint128 low;
} bp_uint256;

/* a * b; neither is below 0. */
bp_uint256 bp_exact_times(bp_int128 a, bp_int128 b);

/* Below, at or above 0 as a is less than, equal to or more than b. */
int bp_exact_order(bp_uint256 a, bp_uint256 b);

/* a - b, which is not below 0. */
bp_uint256 bp_exact_minus(bp_uint256 a, bp_uint256 b);

/* a / b as the nearest double, of two the even one; b is not 0. */
double bp_exact_quotient(bp_uint256 a, bp_uint256 b);
double bp_exact_ratio(bp_int128 a, bp_int128 b);

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

/* The largest power of ten that divides all that it was asked about. */
typedef struct bp_exact_step {
    int64_t by;
    int zeros; /* of it */
} bp_exact_step;

/* Before anything: 10^zeros. */
static inline bp_exact_step bp_exact_step_of(int zeros)
{
    return (bp_exact_step){ bp_pow10(zeros), zeros };
}

static inline void bp_exact_step_divide(bp_exact_step *s, int64_t n)
{
    while (s->zeros > 0 && n % s->by != 0) {
        s->by /= 10;
        s->zeros--;
    }
}

#endif
