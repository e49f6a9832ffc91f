/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.h - the middle of ln pay, and how far pay is from it.  Layer: analysis. */
#ifndef BP_ANALYSIS_SPREAD_H
#define BP_ANALYSIS_SPREAD_H

#include "data/pay.h"

/* Fewer values have no spread. */
#define BP_SPREAD_LEAST 12

/* Of ln pay; the quartiles are of type 7. */
typedef struct bp_spread {
    double q1;
    double median;
    double q3;
    double mad; /* the median of |ln pay - median|, to 2^-40 */
} bp_spread;

/* Finds it exactly, with logarithms of few values.
 *   n  how many values are above 0, at least BP_SPREAD_LEAST: the others do not count
 * False: memory is out. */
bool bp_sample_spread(const bp_sample *x, uint64_t n, bp_spread *out);

/* x >= 0 without its fraction; the largest number where that is beyond it. */
int64_t bp_spread_whole(double x);

#endif
