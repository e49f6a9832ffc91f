/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weighted.h - percentiles of pay with weights, exactly.  Layer: analysis.
 *
 * With values x ascending, C the weight at or below a value, W that of all and n rows:
 *
 *   freq      the percentile of the sample that has each row as often as it weighs, of
 *             any type: bp_quantile_position among W values
 *   sampling  type 1: the smallest x with C(x) >= p W; type 2: the mean of it and of the
 *             next value where C(x) = p W
 *   analytic  type 7 (Akinshin 2023, Weighted quantile estimators, arXiv:2304.07265):
 *             n* = W^2 / sum of w^2,  h = p (n* - 1) + 1,  t_i = C(x_i) / W,
 *             Q(p) = sum of (F(t_i) - F(t_i-1)) x_i,  F(t) = clamp(t n* - h + 1, 0, 1),
 *             the mean of the x with C between W h' and W (h' + 1 / n*), h' = (h - 1) /
 * n*
 *
 * Weights are whole numbers, and so is everything up to the last rounding: the order of
 * rows and the scale of weights move no bit, Q rises with p and stays within the values,
 * and where all rows weigh the same it is the percentile without weights. */
#ifndef BP_ANALYSIS_WEIGHTED_H
#define BP_ANALYSIS_WEIGHTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/level.h"
#include "benchpay/money.h"
#include "benchpay/weights.h"

struct bp_sample;

/* Are there percentiles of this type under this meaning?  Without weights there are. */
bool bp_weighting_has(bp_weighting meaning, int qtype);

/* Some pay with what it weighs; constant once made. */
typedef struct bp_weighted bp_weighted;

/* Copies n rows, in any order; those that weigh nothing are left out.
 *   value    [n] in units
 *   weight   [n] 0 or more, below 2^122 together and with freq at most 2^62.  Of freq and
 *            sampling the rows of equal values may come as one; for analytic they are
 *            single rows
 *   meaning  BP_UNWEIGHTED: as freq
 * NULL: memory is out, or no row weighs anything. */
bp_weighted *bp_weighted_new(const int64_t value[], const bp_int128 weight[], size_t n,
                             bp_weighting meaning);

/* The same of a sample, which is not empty.  NULL: memory is out. */
bp_weighted *bp_weighted_of(const struct bp_sample *x, bp_weighting meaning);

void bp_weighted_free(bp_weighted *w);

/* A percentile; it is within the values. */
typedef struct bp_weighted_point {
    double value;    /* in currency units, rounded once */
    int64_t at_most; /* in units, rounded down: the values at or below the percentile are
                        those at or below this */
} bp_weighted_point;

/* The percentile p; bp_weighting_has its type.  `scale` is that of the units. */
bp_weighted_point bp_weighted_quantile(const bp_weighted *w, bp_level p, int qtype,
                                       int scale);

/* The same of a share that was computed, from 0 to 1: the limit of an interval. */
bp_weighted_point bp_weighted_quantile_share(const bp_weighted *w, double share,
                                             int qtype, int scale);

/* What all rows weigh together, and those of at most so many units of pay. */
bp_int128 bp_weighted_all(const bp_weighted *w);
bp_int128 bp_weighted_up_to(const bp_weighted *w, int64_t units);

/* An amount of num / den units of pay, den > 0. */
typedef struct bp_weighted_amount {
    bp_int128 num; /* below 2^95 */
    int64_t den;
} bp_weighted_amount;

/* The percentile rank of an amount, in percent: the largest p with Q(p) <= amount, 0
 * below all values and 100 from the highest on, as bp_percentile_rank has it.
 *   mid  of an amount that is one of the values: the middle between that and the smallest
 *        p with Q(p) >= amount */
double bp_weighted_rank(const bp_weighted *w, bp_weighted_amount amount, int qtype,
                        bool mid);

#endif
