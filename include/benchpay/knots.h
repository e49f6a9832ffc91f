/* SPDX-License-Identifier: GPL-3.0-or-later */
/* knots.h - an amount among published percentiles.  Layer: analysis. */
#ifndef BP_KNOTS_H
#define BP_KNOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/figure.h"
#include "benchpay/level.h"

BP_API_BEGIN

#define BP_KNOTS_MAX 32

/* One published percentile. */
typedef struct bp_knot {
    bp_level level; /* inside (0, 1) */
    double value;   /* > 0; of a coded knot the code, which bounds it */
    bp_coded code;  /* those at or above a code come last, those at or below one first */
} bp_knot;

/* How the share between and beyond the knots is found. */
typedef enum bp_between {
    BP_LOGNORMAL, /* z = Phi^-1(p) linear in ln value between two knots */
    BP_LINEAR,    /* p linear in value; nothing beyond the knots */
    BP_PARETO,    /* 1 - p a power of value */
    BP_FIT        /* one lognormal: OLS of ln value on z over all knots */
} bp_between;

/* "lognormal", ... */
const char *bp_between_name(bp_between method);

/* The position of an amount.  lower and upper are the knots around it: lower = -1
 * below the first, upper = n above the last.  A coded knot is one of them where its code
 * is shown and shows on which side of it the amount is. */
typedef struct bp_standing {
    int lower;
    int upper;
    bool known;        /* p holds a share; false: only the band is known */
    bool extrapolated; /* beyond the outer knots, and beyond their codes */
    double p;          /* share at or below, 0..1 */
} bp_standing;

/* Places an amount.
 *   lognormal  p = Phi(z1 + (z2 - z1) ln(v/x1) / ln(x2/x1)) (Kleiber & Kotz 2003, 4)
 *   pareto     1 - p = (1 - p1) (v/x1)^-theta,
 *              theta = ln((1-p1)/(1-p2)) / ln(x2/x1)
 *   fit        needs two known knots
 * An amount equal to a knot has its share (but for `fit`, which need not pass
 * through the knots).  Beyond the known knots the line through the two nearest
 * goes on, but never towards a coded knot: there the share is not known.
 *   knot   [n] by level; values not decreasing
 * Errors: BP_EDATA  no known knot; levels or values out of order; amount not above 0 */
bp_status bp_knots_place(bp_standing *out, const bp_knot knot[], size_t n, double amount,
                         bp_between method, bp_err *err);

/* mu and sigma of the fitted lognormal, over the known knots (two at least). */
bp_status bp_knots_lognormal(const bp_knot knot[], size_t n, double *mu, double *sigma,
                             bp_err *err);

BP_API_END

#endif
