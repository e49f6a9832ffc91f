/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.h - the percentile rank of an amount: a percentile definition, read backwards.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_RANK_H
#define BP_ANALYSIS_RANK_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/money.h"

/* Where an amount is among n values in order.  Between two of them (0 < up_to < n) it is
 * num / den of the way from the one to the next, 0 <= num < den; else num is 0 and den 1.
 */
typedef struct bp_standing_among {
    uint64_t n;     /* 0 < n < 2^57 */
    uint64_t below; /* values below the amount */
    uint64_t up_to; /* ... and those equal to it */
    bp_int128 num;
    bp_int128 den;
} bp_standing_among;

/* The largest p with Q(p) <= amount, in percent, for the Q of bp_quantile_position: 0
 * below all values, 100 from the highest on.  With h = up_to + num / den
 *   types 4 to 9  p = (h - a) / (n + b), from their rank h = p (n + b) + a
 *   types 1, 2    p = up_to / n, the end of the step (at its very end type 2 is higher)
 *   type 3        p = (up_to + 1/2) / n (at its very end an odd step is higher)
 * of type 7 Excel's PERCENTRANK.INC.  Found in whole numbers and rounded once.
 *   qtype  1..9 (Hyndman & Fan 1996, as bp_quantile_position)
 *   mid    of an amount that is one of the values, the middle of its lowest place, the
 *          smallest p with Q(p) >= amount, and its highest */
double bp_percentile_rank(const bp_standing_among *at, int qtype, bool mid);

#endif
