/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replicates.h - intervals from a statistic of samples drawn again.  Layer: analysis. */
#ifndef BP_ANALYSIS_REPLICATES_H
#define BP_ANALYSIS_REPLICATES_H

#include "analysis/intervals.h"

/* So many that the limits of 95 % and 99 % are replicates themselves: (n + 1) / 40 and
 * (n + 1) / 200 are whole (Davison and Hinkley 1997, Bootstrap Methods and their
 * Application, 2.4 and 5.3). */
#define BP_REPLICATES 1999

/* The statistic without each of the units in turn. */
typedef struct bp_jackknife {
    double *value; /* [n] */
    size_t n;
} bp_jackknife;

/* By percentiles of the replicates, the share p at rank (n + 1) p:
 *   bootstrap  lo and hi at alpha / 2 and 1 - alpha / 2
 *   bca        at Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z = -+Phi^-1(1 - alpha / 2),
 *              z0 = Phi^-1(share of the replicates below the estimate, of those equal to
 *              it half), a = sum d^3 / (6 (sum d^2)^(3/2)), d = mean of the jackknife's
 *              values less each of them
 * (Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3 and 14.3).
 * precision.se is the standard deviation of the replicates.  Not estimable where all
 * replicates are the same, a limit is beyond the first or the last of them, or z0 or a
 * are not known.
 *   value     [n] in any order; sorted here
 *   estimate  of the sample itself
 *   without   of bca; NULL: bootstrap */
bp_limits bp_replicates_limits(double value[], size_t n, double estimate,
                               const bp_jackknife *without, double level);

#endif
