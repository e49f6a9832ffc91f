/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend.c - growth of pay: a given rate, and a trend fitted to yearly pay.
 *
 * Pay grows by a share of itself, so the line is fitted to its logarithm. */
#include "benchpay/trend.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "base/mem.h"

double bp_grow(double value, double rate, double years)
{
    return value * pow(1 + rate, years);
}

double bp_cagr(double first, double last, double years)
{
    return pow(last / first, 1 / years) - 1;
}

static int by_year(const void *a, const void *b)
{
    double x = ((const bp_year_pay *)a)->year, y = ((const bp_year_pay *)b)->year;
    return (x > y) - (x < y);
}

static bp_status check(const bp_year_pay point[], size_t n, bp_year_weights weights,
                       double level, bp_err *err)
{
    if (!(level > 0 && level < 1))
        return bp_fail(err, NULL, BP_EUSAGE, "the level of a trend is not in (0, 1)");
    if (n < 2)
        return bp_fail(err, NULL, BP_EDATA, "a trend needs pay of at least two years");
    for (size_t i = 0; i < n; i++) {
        if (!(point[i].value > 0))
            return bp_fail(err, NULL, BP_EDATA, "pay of year %g is not above 0",
                           point[i].year);
        if (i > 0 && point[i].year == point[i - 1].year)
            return bp_fail(err, NULL, BP_EDATA, "year %g appears twice", point[i].year);
        if (weights == BP_YEARS_PEOPLE && point[i].n == 0)
            return bp_fail(err, NULL, BP_EDATA,
                           "years cannot be weighed by people: those of %g are not known",
                           point[i].year);
    }
    return BP_OK;
}

/* The points of a fit. */
typedef struct points {
    double *x; /* [n] years, less their mean */
    double *y; /* [n] ln pay */
    double *w; /* [n] 1 in the mean */
    size_t n;
} points;

/* Years are centred before the fit: at 2,000 and more the sums of squares would
 * lose half of their digits. */
static double centre(points *p, const bp_year_pay point[], bp_year_weights weights)
{
    double people = 0;
    for (size_t i = 0; i < p->n; i++)
        people += (double)point[i].n;
    for (size_t i = 0; i < p->n; i++) {
        p->x[i] = point[i].year;
        p->y[i] = log(point[i].value);
        p->w[i] =
            weights == BP_YEARS_PEOPLE ? (double)point[i].n / (people / (double)p->n) : 1;
    }
    const double mean = gsl_stats_wmean(p->w, 1, p->x, 1, p->n);
    for (size_t i = 0; i < p->n; i++)
        p->x[i] -= mean;
    return mean;
}

static void fit(bp_trend *out, const points *p, bp_year_weights weights, double level)
{
    const size_t n = p->n;
    double cov00, cov01, cov11, sse;
    bp_trend t = { .n = n };
    for (size_t i = 0; i < n; i++)
        t.sxx += p->w[i] * p->x[i] * p->x[i];
    if (weights == BP_YEARS_PEOPLE)
        gsl_fit_wlinear(p->x, 1, p->w, 1, p->y, 1, n, &t.a, &t.b, &cov00, &cov01, &cov11,
                        &sse);
    else
        gsl_fit_linear(p->x, 1, p->y, 1, n, &t.a, &t.b, &cov00, &cov01, &cov11, &sse);
    const double tss = gsl_stats_wtss(p->w, 1, p->y, 1, n);
    t.r2 = tss > 0 ? 1 - sse / tss : 1;
    t.rate = t.rate_lo = t.rate_hi = expm1(t.b);
    if (n >= BP_TREND_POINTS) {
        t.has_interval = true;
        t.s = sqrt(sse / (double)(n - 2));
        t.t = gsl_cdf_tdist_Pinv(.5 + level / 2, (double)(n - 2));
        const double half = t.t * t.s / sqrt(t.sxx);
        t.rate_lo = expm1(t.b - half);
        t.rate_hi = expm1(t.b + half);
    }
    *out = t;
}

bp_status bp_trend_fit(bp_trend *out, const bp_year_pay point[], size_t n,
                       bp_year_weights weights, double level, bp_err *err)
{
    bp_year_pay *sorted = bp_alloc(0, n, sizeof *sorted);
    double *room = bp_alloc(0, n, 3 * sizeof *room);
    bp_status status = BP_OK;
    if (sorted == NULL || room == NULL)
        status = bp_no_memory(err, "a trend");
    if (status == BP_OK) {
        for (size_t i = 0; i < n; i++)
            sorted[i] = point[i];
        qsort(sorted, n, sizeof *sorted, by_year);
        status = check(sorted, n, weights, level, err);
    }
    bp_trend made = { 0 };
    bp_gsl_begin();
    if (status == BP_OK) {
        points p = { room, room + n, room + 2 * n, n };
        const double mean = centre(&p, sorted, weights);
        fit(&made, &p, weights, level);
        made.mean_year = mean;
        made.last_year = sorted[n - 1].year;
        made.last_value = sorted[n - 1].value;
    }
    status = bp_gsl_end(status, err);
    free(room);
    free(sorted);
    if (status == BP_OK)
        *out = made;
    return status;
}

bp_projected bp_trend_at(const bp_trend *t, double year, bp_anchor anchor)
{
    double from_mean = year - t->mean_year;
    double m = anchor == BP_ANCHOR_FIT
                   ? t->a + t->b * from_mean
                   : log(t->last_value) + t->b * (year - t->last_year);
    double half = 0;
    if (t->has_interval)
        half = t->t * t->s * sqrt(1 + 1 / (double)t->n + from_mean * from_mean / t->sxx);
    return (bp_projected){ exp(m), exp(m - half), exp(m + half) };
}
