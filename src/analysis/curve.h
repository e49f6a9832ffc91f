/* SPDX-License-Identifier: GPL-3.0-or-later */
/* curve.h - points of a curve.  Layer: analysis. */
#ifndef BP_ANALYSIS_CURVE_H
#define BP_ANALYSIS_CURVE_H

#include <stdbool.h>
#include <stddef.h>

/* A smooth curve has this many points. */
#define BP_CURVE_POINTS 201

/* x is pay, ascending.  {0} has no points. */
typedef struct bp_curve {
    double *x; /* [n] */
    double *y; /* [n] */
    size_t n;
} bp_curve;

/* Room for n points, for the caller to set.  False: memory is out. */
bool bp_curve_make(bp_curve *out, size_t n);
void bp_curve_release(bp_curve *c);

#endif
