/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend.h - growth of pay: a given rate, and a trend fitted to yearly pay.
 * Layer: analysis.  Rates are fractions: .07 is 7 % a year. */
#ifndef BP_TREND_H
#define BP_TREND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"

BP_API_BEGIN

/* A trend with an interval needs this many points. */
#define BP_TREND_POINTS 3

typedef struct bp_year_pay {
    double year;
    double value; /* pay, > 0 */
    uint64_t n;   /* people it is of; 0: unknown */
} bp_year_pay;

/* value (1 + rate)^years.  rate > -1. */
double bp_grow(double value, double rate, double years);

/* (last / first)^(1 / years) - 1, the compound annual growth rate; years > 0. */
double bp_cagr(double first, double last, double years);

/* What a year weighs in a trend. */
typedef enum bp_year_weights {
    BP_YEARS_EQUAL,
    BP_YEARS_PEOPLE /* its people / the mean of all years' people */
} bp_year_weights;

/* ln value = a + b year by least squares (gsl_fit_linear, gsl_fit_wlinear), and what its
 * intervals need.  With weights w, which are 1 in the mean, all sums are weighted. */
typedef struct bp_trend {
    size_t n; /* years */
    double a; /* at the mean year */
    double b;
    double mean_year;
    double
        s; /* residual standard error sqrt(sum w u^2 / (n - 2)); 0 below three points */
    double sxx; /* sum of w (year - mean)^2 */
    double r2;
    double rate;       /* e^b - 1 */
    bool has_interval; /* n >= BP_TREND_POINTS */
    double rate_lo;    /* at the confidence level of the fit */
    double rate_hi;
    double t;         /* quantile of Student's t at that level, n - 2 df */
    double last_year; /* of the points, and its value */
    double last_value;
} bp_trend;

/* Fits the trend.
 *   point  [n] in any order, years distinct
 *   level  of the intervals, 0 < level < 1
 * Errors: BP_EDATA  fewer than two points; two points of one year; a value that is not
 *                   above 0; weights by people, and those of a year are not known */
bp_status bp_trend_fit(bp_trend *out, const bp_year_pay point[], size_t n,
                       bp_year_weights weights, double level, bp_err *err);

/* Where a projection starts. */
typedef enum bp_anchor {
    BP_ANCHOR_FIT, /* on the fitted line */
    BP_ANCHOR_LAST /* at the last observed value, growing at the fitted rate */
} bp_anchor;

/* The projection at a year and its prediction interval
 * exp(m -+ t s sqrt(1 + 1/n + (year - mean)^2 / Sxx)), lo = hi = value without
 * an interval. */
typedef struct bp_projected {
    double value;
    double lo;
    double hi;
} bp_projected;

bp_projected bp_trend_at(const bp_trend *t, double year, bp_anchor anchor);

BP_API_END

#endif
