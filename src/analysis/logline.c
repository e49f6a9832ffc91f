/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logline.c - the line of the logarithm of pay on a number, such as a grade or points.
 *
 * Unlike a trend, several values of y may stand at one x, since a grade has many jobs. */
#include "analysis/logline.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "base/mem.h"

static bp_logline fit(const double x[], const double y[], size_t n, double mean,
                      double sxx, double level)
{
    double cov00, cov01, cov11, sse, centre;
    bp_logline l = { .n = n };
    gsl_fit_linear(x, 1, y, 1, n, &centre, &l.b, &cov00, &cov01, &cov11, &sse);
    const double tss = gsl_stats_tss(y, 1, n);
    l.a = centre - l.b * mean;
    l.r2 = tss > 0 ? 1 - sse / tss : 1;
    l.growth = l.lo = l.hi = expm1(l.b);
    l.has_interval = n >= 3;
    if (l.has_interval) {
        const double df = (double)(n - 2);
        const double half = gsl_cdf_tdist_Pinv(.5 + level / 2, df) * sqrt(sse / df / sxx);
        l.lo = expm1(l.b - half);
        l.hi = expm1(l.b + half);
    }
    return l;
}

bp_status bp_logline_fit(bp_logline *out, const double x[], const double y[], size_t n,
                         double level, bp_err *err)
{
    double *room = bp_alloc(0, n, 2 * sizeof *room);
    bp_status status = BP_OK;
    if (room == NULL)
        return bp_no_memory(err, "a line");
    bp_gsl_begin();
    const double mean = gsl_stats_mean(x, 1, n);
    double sxx = 0;
    for (size_t i = 0; i < n; i++) {
        room[i] = x[i] - mean;
        room[n + i] = log(y[i]);
        sxx += room[i] * room[i];
    }
    bp_logline made = { 0 };
    if (n >= 2 && sxx > 0)
        made = fit(room, room + n, n, mean, sxx, level);
    else
        status = bp_fail(err, NULL, BP_EDATA,
                         "a line needs pay at two different places at least");
    status = bp_gsl_end(status, err);
    free(room);
    if (status == BP_OK)
        *out = made;
    return status;
}
