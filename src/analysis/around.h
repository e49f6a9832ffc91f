/* SPDX-License-Identifier: GPL-3.0-or-later */
/* around.h - the values around a percentile, by which it can be worked out by hand.
 * Layer: analysis.
 *
 * Found apart from the percentile itself, by sorting all values: who explains a figure
 * checks it. */
#ifndef BP_ANALYSIS_AROUND_H
#define BP_ANALYSIS_AROUND_H

#include "benchpay/level.h"
#include "data/pay.h"

/* How a percentile comes from values in order. */
typedef enum bp_around_kind {
    BP_AROUND_RANKS, /* between two ranks; with `freq` among as many as rows weigh */
    BP_AROUND_STEPS, /* where the weights reach the level (sampling weights) */
    BP_AROUND_WINDOW /* a mean of the values in a window of weight (analytic weights) */
} bp_around_kind;

/* What is at a percentile, ranks counted from 1 at the lowest value.
 *   ranks   value = lower + fraction (upper - lower), at rank h = rank + fraction
 *   steps   lower is the first value with a share of at least the level at or below it;
 *           upper is the next where that share is the level and the type takes both,
 *           else the same
 *   window  value = sum of value * part over the values from rank to last, h as of
 *           n* values, weighted.h */
typedef struct bp_around {
    bp_around_kind kind;
    uint64_t values; /* that are ranked */
    double n; /* that the rank is among: of `freq` what they weigh, of a window n* */
    double h;
    uint64_t rank; /* of lower */
    uint64_t last; /* of upper */
    double fraction;
    double lower; /* in currency units */
    double upper;
    double value;
    double below;   /* the share of the weight below lower, 0 to 1 */
    double at_most; /* at or below lower */
    double share;   /* at or below the percentile */
} bp_around;

/* Of the total of some groups, on their basis.
 * Errors: BP_EDATA  nobody has pay; BP_ELIMIT memory */
bp_status bp_around_find(bp_around *out, const bp_pay_groups *g, bp_level p, int qtype,
                         bp_err *err);

#endif
