/* SPDX-License-Identifier: GPL-3.0-or-later */
/* knots.c - an amount among published percentiles.
 *
 * Published tables give a handful of percentiles; between two of them the share is what
 * the chosen curve through both says, and outside of them only as far as the curve
 * through the two nearest goes on - never towards a top-coded one, of which only a lower
 * bound is known. */
#include "benchpay/knots.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <math.h>

#include "analysis/gsl.h"

static const char *const names[] = {
    [BP_LOGNORMAL] = "lognormal",
    [BP_LINEAR] = "linear",
    [BP_PARETO] = "pareto",
    [BP_FIT] = "fit",
};

const char *bp_between_name(bp_between method)
{
    return names[method];
}

/* How many knots there are before the first top-coded one. */
static size_t known(const bp_knot knot[], size_t n)
{
    size_t k = 0;
    while (k < n && !knot[k].top_coded)
        k++;
    return k;
}

static bp_status check(const bp_knot knot[], size_t n, bp_err *err)
{
    if (n > BP_KNOTS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d percentiles", BP_KNOTS_MAX);
    if (known(knot, n) == 0)
        return bp_fail(err, NULL, BP_EDATA, "no percentile is known");
    for (size_t i = 0; i < n; i++) {
        if (!(knot[i].p > 0 && knot[i].p < 1 && knot[i].value > 0))
            return bp_fail(err, NULL, BP_EDATA, "P%g is not above 0", 100 * knot[i].p);
        if (i > 0 && !(knot[i].p > knot[i - 1].p && knot[i].value >= knot[i - 1].value))
            return bp_fail(err, NULL, BP_EDATA, "P%g is below P%g", 100 * knot[i].p,
                           100 * knot[i - 1].p);
    }
    return BP_OK;
}

bp_status bp_knots_lognormal(const bp_knot knot[], size_t n, double *mu, double *sigma,
                             bp_err *err)
{
    bp_status status = check(knot, n, err);
    if (status != BP_OK)
        return status;
    size_t k = known(knot, n);
    if (k < 2)
        return bp_fail(err, NULL, BP_EDATA, "a lognormal needs two known percentiles");

    bp_gsl_begin();
    double z[BP_KNOTS_MAX], x[BP_KNOTS_MAX], cov00, cov01, cov11, sse;
    for (size_t i = 0; i < k; i++) {
        z[i] = gsl_cdf_ugaussian_Pinv(knot[i].p);
        x[i] = log(knot[i].value);
    }
    gsl_fit_linear(z, 1, x, 1, k, mu, sigma, &cov00, &cov01, &cov11, &sse);
    return bp_gsl_end(BP_OK, err);
}

/* The share at `amount` on the line that the method draws through two knots of
 * different value. */
static double along(const bp_knot *a, const bp_knot *b, double amount, bp_between method)
{
    double t = log(amount / a->value) / log(b->value / a->value);
    if (method == BP_LINEAR)
        return a->p + (b->p - a->p) * (amount - a->value) / (b->value - a->value);
    if (method == BP_PARETO)
        return 1 - (1 - a->p) * pow((1 - b->p) / (1 - a->p), t);
    double z1 = gsl_cdf_ugaussian_Pinv(a->p), z2 = gsl_cdf_ugaussian_Pinv(b->p);
    return gsl_cdf_ugaussian_P(z1 + (z2 - z1) * t);
}

/* Beyond the outer knots the line through the two nearest goes on. */
static void extrapolate(bp_standing *s, const bp_knot knot[], size_t k, double amount,
                        bp_between method)
{
    bool below = s->lower < 0;
    const bp_knot *a = below ? &knot[0] : &knot[k - 2];
    s->extrapolated = true;
    if (k < 2 || method == BP_LINEAR || a[0].value == a[1].value)
        return;
    double p = along(&a[0], &a[1], amount, method);
    s->known = p > 0 && p < 1;
    s->p = s->known ? p : 0;
}

bp_status bp_knots_place(bp_standing *out, const bp_knot knot[], size_t n, double amount,
                         bp_between method, bp_err *err)
{
    bp_status status = check(knot, n, err);
    if (status != BP_OK)
        return status;
    if (!(amount > 0))
        return bp_fail(err, NULL, BP_EDATA, "the amount is not above 0");

    bp_gsl_begin();
    size_t k = known(knot, n), i = 0;
    while (i < k && knot[i].value <= amount)
        i++;
    bp_standing s = { .lower = (int)i - 1, .upper = (int)i };
    if (method != BP_FIT && i > 0 && knot[i - 1].value == amount) {
        s.known = true;
        s.p = knot[i - 1].p;
    } else if (i == k && k < n) {
        s.extrapolated = amount >= knot[k].value;
    } else if (method == BP_FIT) {
        double mu, sigma;
        status = bp_knots_lognormal(knot, n, &mu, &sigma, err);
        if (status != BP_OK)
            return status;
        s.extrapolated = i == 0 || i == k;
        s.known = sigma > 0;
        s.p = s.known ? gsl_cdf_ugaussian_P((log(amount) - mu) / sigma) : 0;
    } else if (i == 0 || i == k) {
        extrapolate(&s, knot, k, amount, method);
    } else {
        s.known = true;
        s.p = along(&knot[i - 1], &knot[i], amount, method);
    }
    status = bp_gsl_end(BP_OK, err);
    if (status == BP_OK)
        *out = s;
    return status;
}
