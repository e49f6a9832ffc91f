/* density.h - a kernel density of ln pay.  Layer: analysis. */
#ifndef BP_ANALYSIS_DENSITY_H
#define BP_ANALYSIS_DENSITY_H

#include "analysis/groups.h"

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

#endif
