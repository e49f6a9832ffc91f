/* density.h - a kernel density of ln pay.  Layer: analysis. */
#ifndef BP_ANALYSIS_DENSITY_H
#define BP_ANALYSIS_DENSITY_H

#include "analysis/curve.h"
#include "analysis/groups.h"
#include "analysis/pick.h"

/* A density is drawn for at least this many people. */
#define BP_DENSITY_PEOPLE 10

/* Where the curve is wanted, in ln units of pay. */
typedef struct bp_density_span {
    double from;
    double to;
    double median;
    double iqr;
} bp_density_span;

/* A Gaussian kernel density of ln pay (pay above 0) at n_points points, evenly
 * spaced from `from` to `to`; Silverman's bandwidth .9 min(s, IQR/1.34) n^-1/5
 * (Silverman 1986, Density Estimation, eq. 3.31), with s alone where IQR is 0.
 * Pay is first put on a grid of bandwidth/64, in integers, so that no order of
 * rows moves a bit.
 *   y  [n_points] density per unit of ln pay
 * *drawn is false when all pay is equal.  False: memory is out. */
bool bp_density_find(const bp_gathered *g, const bp_density_span *span, size_t n_points,
                     double y[], bool *drawn);

/* The quantiles that tell where its curve runs and how wide its kernel is. */
enum { BP_DENSITY_P5, BP_DENSITY_P25, BP_DENSITY_P50, BP_DENSITY_P75, BP_DENSITY_P95,
       BP_DENSITY_LEVELS };
extern const bp_level bp_density_level[BP_DENSITY_LEVELS];

/* The same turned back to pay, from P5 to P95: the share of people per unit of pay, at
 * BP_CURVE_POINTS points.  There are none for fewer than BP_DENSITY_PEOPLE people, when
 * all pay is equal, or when P5 is not above 0.
 *   p      [BP_DENSITY_LEVELS] of g
 *   scale  of the units
 * False: memory is out. */
bool bp_density_curve(bp_curve *out, const bp_gathered *g, const bp_picked p[],
                      int scale);

#endif
