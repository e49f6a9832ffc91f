/* SPDX-License-Identifier: GPL-3.0-or-later */
/* density.h - a kernel density of ln pay.  Layer: analysis. */
#ifndef BP_ANALYSIS_DENSITY_H
#define BP_ANALYSIS_DENSITY_H

#include "analysis/curve.h"
#include "analysis/pick.h"

/* A density is drawn for at least this many people. */
#define BP_DENSITY_PEOPLE 10

/* The quantiles that limit its curve and set the width of its kernel. */
enum {
    BP_DENSITY_P5,
    BP_DENSITY_P25,
    BP_DENSITY_P50,
    BP_DENSITY_P75,
    BP_DENSITY_P95,
    BP_DENSITY_LEVELS
};
extern const bp_level bp_density_level[BP_DENSITY_LEVELS];

/* A Gaussian kernel density of ln pay turned back to pay, from P5 to P95: the share of
 * people per unit of pay, at BP_CURVE_POINTS points; Silverman's bandwidth
 * .9 min(s, IQR/1.34) n^-1/5 (Silverman 1986, Density Estimation, eq. 3.31), with s alone
 * where IQR is 0.  There are none for fewer than BP_DENSITY_PEOPLE people, when
 * all pay is equal, or when P5 is not above 0.
 * With weights the share is of these, and n is W^2 / sum of w^2 (Kish 1965, Survey
 * Sampling).
 *   s  that x is of
 *   p  [BP_DENSITY_LEVELS] of x
 * False: memory is out. */
bool bp_density_curve(bp_curve *out, const bp_survey *s, const bp_sample *x,
                      const bp_picked p[]);

#endif
