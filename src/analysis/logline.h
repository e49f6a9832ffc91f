/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logline.h - the line of the logarithm of pay on a number.  Layer: analysis. */
#ifndef BP_ANALYSIS_LOGLINE_H
#define BP_ANALYSIS_LOGLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/err.h"

/* ln y = a + b x by ordinary least squares (gsl_fit_linear, x centred), and the growth
 * of y a step of x: e^b - 1, with its interval e^(b -+ t s / sqrt(Sxx)) - 1, t of n - 2
 * degrees of freedom. */
typedef struct bp_logline {
    double a;
    double b;
    double r2;
    size_t n;
    double growth;
    bool has_interval; /* n >= 3 */
    double lo;
    double hi;
} bp_logline;

/* Fits it.
 *   x, y   [n] y > 0
 *   level  of the interval, 0 < level < 1
 * Errors: BP_EDATA   fewer than two different x
 *         BP_ELIMIT */
bp_status bp_logline_fit(bp_logline *out, const double x[], const double y[], size_t n,
                         double level, bp_err *err);

#endif
