/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile.h - percentiles of exact pay.  Layer: analysis. */
#ifndef BP_QUANTILE_H
#define BP_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/level.h"

BP_API_BEGIN

/* Which order statistics the p-quantile of n values needs, and how far between them it
 * lies:  Q(p) = x[lo] + fraction (x[hi] - x[lo])  with x ascending from
 * x[0].  Found in integers, so that no rounding of p can move it; fraction =
 * num / den.
 *   qtype  1..9 of Hyndman & Fan (1996), The American Statistician 50(4), 361-365:
 *          4 k/n, 5 (k-1/2)/n, 6 k/(n+1), 7 (k-1)/(n-1), 8 (k-1/3)/(n+1/3),
 *          9 (k-3/8)/(n+1/4); 1 inverse of the ECDF, 2 the same averaged at
 *          jumps, 3 nearest even order statistic
 *   n      > 0 */
typedef struct bp_position {
    uint64_t lo;
    uint64_t hi;
    uint64_t num;
    uint64_t den;
} bp_position;

bp_position bp_quantile_position(uint64_t n, bp_level p, int qtype);

/* The same of a share that was computed, from 0 to 1: the limit of an interval. */
bp_position bp_quantile_position_share(uint64_t n, double share, int qtype);

/* The quantile from its two order statistics, in units of pay, clamped to lie
 * between them. */
double bp_quantile_between(const bp_position *at, int64_t lo, int64_t hi, int scale);

BP_API_END

#endif
