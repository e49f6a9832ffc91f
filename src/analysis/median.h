/* SPDX-License-Identifier: GPL-3.0-or-later */
/* median.h - the middle of numbers that are no pay.  Layer: analysis. */
#ifndef BP_ANALYSIS_MEDIAN_H
#define BP_ANALYSIS_MEDIAN_H

#include <stddef.h>

/* The median of n > 0 finite numbers, of an even number the mean of the middle two (all
 * definitions but 1 and 3 of Hyndman & Fan, 1996).  Puts x into another order. */
double bp_median(double x[], size_t n);

#endif
