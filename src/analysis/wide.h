/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wide.h - whole numbers of 512 bits, for products of sums of weights.  Layer: analysis.
 */
#ifndef BP_ANALYSIS_WIDE_H
#define BP_ANALYSIS_WIDE_H

#include <stdint.h>

#include "benchpay/money.h"

#define BP_WIDE_LIMBS 8

/* Not negative; results that do not fit are a mistake of the caller. */
typedef struct bp_wide {
    uint64_t limb[BP_WIDE_LIMBS]; /* the lowest first */
} bp_wide;

/* x >= 0. */
bp_wide bp_wide_of(bp_int128 x);

bp_wide bp_wide_plus(bp_wide a, bp_wide b);
bp_wide bp_wide_minus(bp_wide a, bp_wide b); /* a >= b */
bp_wide bp_wide_times(bp_wide a, bp_wide b);

/* Below, at or above 0 as a is smaller than b, equal to it, or larger. */
int bp_wide_compare(bp_wide a, bp_wide b);

/* The double nearest to num / den, half to even; num / den < 2^63, den > 0. */
double bp_wide_ratio(bp_wide num, bp_wide den);

/* num / den, rounded down, which is below 2^63; den > 0. */
int64_t bp_wide_floor(bp_wide num, bp_wide den);

#endif
