/* SPDX-License-Identifier: GPL-3.0-or-later */
/* composite.h - the market of several surveys, from the percentiles of each.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_COMPOSITE_H
#define BP_ANALYSIS_COMPOSITE_H

#include <stdbool.h>
#include <stddef.h>

/* A percentile of one source: the share p, inside (0, 1), is paid at most x > 0. */
typedef struct bp_composite_knot {
    double p;
    double x;
} bp_composite_knot;

typedef struct bp_composite_source {
    const bp_composite_knot *knot; /* [n] ascending in p, x not decreasing */
    size_t n;
    double weight; /* 0 or more */
} bp_composite_source;

/* The pay at share p on the piecewise lognormal through the knots: ln x linear in
 * Phi^-1(p) between two of them.  False outside them. */
bool bp_composite_between(double *out, const bp_composite_knot knot[], size_t n,
                          double p);

/* The pay x at which the mixture of the sources has the share p:
 *     sum w_s F_s(x) / sum w_s = p
 * F_s is the piecewise lognormal through the source's knots; its outer segments go on,
 * and equal knots are a step.  Sources without weight or with fewer than two knots do not
 * count.  x that is beyond the knots of every source is none: false.
 *   extrapolated  x is beyond the knots of one that counts, by more than 1e-9 of it
 * Source: the pooled distribution of finite mixtures (McLachlan & Peel 2000, 1.4). */
bool bp_composite_mixture(double *out, bool *extrapolated,
                          const bp_composite_source source[], size_t n, double p);

#endif
