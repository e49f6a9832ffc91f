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

typedef struct spot {
    double x, y;
} spot;

static int by_place(const void *a, const void *b)
{
    const spot *s = a, *t = b;
    return s->x != t->x ? (s->x > t->x) - (s->x < t->x) : (s->y > t->y) - (s->y < t->y);
}

/* The points in one order, whichever they come in, so that sums of them round alike.
 *   to  [2 n] all x, then all y */
static bool put_in_order(double to[], const double x[], const double y[], size_t n)
{
    spot *all = bp_alloc(0, n, sizeof *all);
    if (all == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        all[i] = (spot){ x[i], y[i] };
    qsort(all, n, sizeof *all, by_place);
    for (size_t i = 0; i < n; i++) {
        to[i] = all[i].x;
        to[n + i] = all[i].y;
    }
    free(all);
    return true;
}

bp_status bp_logline_fit(bp_logline *out, const double x[], const double y[], size_t n,
                         double level, bp_err *err)
{
    double *room = bp_alloc(0, n, 2 * sizeof *room);
    bp_status status = BP_OK;
    if (room == NULL || !put_in_order(room, x, y, n)) {
        free(room);
        return bp_no_memory(err, "a line");
    }
    bp_gsl_begin();
    const double mean = gsl_stats_mean(room, 1, n);
    double sxx = 0;
    for (size_t i = 0; i < n; i++) {
        room[i] -= mean;
        room[n + i] = log(room[n + i]);
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
