/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regress.h - linear regression: its coefficients and how sure they are.
 * Layer: analysis.
 *
 * With n observations, k coefficients (the constant among them), the design X, residuals
 * u and leverages h_i = w_i x_i' (X'WX)^-1 x_i:
 *
 *   ols        s^2 (X'WX)^-1, s^2 = sum w u^2 / (n - k); df n - k
 *   hc3        (X'WX)^-1 sum x x' (w u)^2 / (1 - h)^2 (X'WX)^-1; df n - k.  MacKinnon and
 *              White (1985), Journal of Econometrics 29, 305-325; R sandwich::vcovHC
 *   clustered  G / (G - 1) (n - 1) / (n - k) (X'WX)^-1 sum_g s_g s_g' (X'WX)^-1 with the
 *              scores s_g = sum w u x of a cluster; df G - 1.  Liang and Zeger (1986),
 *              Biometrika 73, 13-22; Stata's CR1, R sandwich::vcovCL type HC1
 *
 * A row may count several times (frequencies): it is then as if it stood so often. */
#ifndef BP_ANALYSIS_REGRESS_H
#define BP_ANALYSIS_REGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/room.h"
#include "benchpay/err.h"
#include "benchpay/regression.h"

/* Clusters that `auto` wants at least. */
#define BP_CLUSTERS_MIN 10

/* Columns, each of length 1, whose least singular value is below this part of the
 * greatest, determine each other. */
#define BP_RANK_TOLERANCE 1e-10

/* ... and above this condition number the answer loses half of its digits. */
#define BP_CONDITION_HIGH 1e8

/* 1 - h below this: the row alone determines a coefficient. */
#define BP_LEVERAGE_FULL 1e-10

/* What is fitted.  Borrowed for the length of a call. */
typedef struct bp_design {
    size_t n;                /* rows */
    size_t k;                /* columns */
    const double *x;         /* [n][k] */
    const double *y;         /* [n] */
    const double *weight;    /* [n] with mean 1; NULL: all 1 */
    const double *count;     /* [n] how often each row stands; NULL: once */
    const uint32_t *cluster; /* [n] below n_clusters; NULL: there are none */
    size_t n_clusters;
} bp_design;

typedef enum bp_fitted {
    BP_FITTED,
    BP_FIT_FEW,      /* no more observations than coefficients */
    BP_FIT_DEPENDENT /* a column is determined by those before it: `column` */
} bp_fitted;

typedef struct bp_coefficient {
    double value, se, t, p, lo, hi; /* p two-sided */
    bool tested;                    /* t and p are there: se is not 0 */
} bp_coefficient;

typedef struct bp_regression {
    bp_fitted fitted; /* unless BP_FITTED all else is 0 */
    size_t column;    /* of BP_FIT_DEPENDENT */
    size_t k;
    double n;        /* observations */
    size_t clusters; /* 0: there are none */
    bp_se se;        /* which standard errors: never BP_SE_AUTO */
    double df;
    double t; /* quantile of Student's distribution at the level */
    double s;
    double r2, adjusted_r2;
    bool has_r2; /* not where all y are equal */
    double lone; /* rows that alone determine a coefficient */
    double condition;
    size_t pair[2]; /* the columns of the highest correlation, where the condition is high
                     */
    bp_coefficient *at; /* [k] */
    double *v;          /* [k][k] covariance of the coefficients */
    double *u;          /* [n] residuals */
    double *h;          /* [n] leverages */
    bp_room room;       /* of these four */
} bp_regression;

/* Fits y = X b.
 *   level  of the intervals, in (0, 1)
 * On success *out is released with bp_regression_release.
 * Errors: BP_EDATA   clustered errors of fewer than two clusters
 *         BP_ELIMIT  memory */
bp_status bp_regress(bp_regression *out, const bp_design *d, bp_se se, double level,
                     bp_err *err);
void bp_regression_release(bp_regression *r);

/* x'b and its standard error, for a row of the design.
 *   column, x  [n] what is not 0 in it */
double bp_regression_at(const bp_regression *r, const size_t column[], const double x[],
                        size_t n, double *se);

/* Numbers the clusters of a design by its organisations.
 *   cluster  [n] the id of each row's organisation, up to `ids`; BP_NO_ID: it has none,
 *            and is a cluster of its own
 *   named    how many organisations there are
 * False: memory is out. */
bool bp_clusters_number(uint32_t cluster[], size_t n, uint64_t ids, size_t *n_clusters,
                        uint64_t *named);

#endif
