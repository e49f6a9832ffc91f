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
        const bp_level level = knot[i].level;
        if (!(level.num > 0 && level.num < level.den && knot[i].value > 0))
            return bp_fail(err, NULL, BP_EDATA, "P%g is not above 0",
                           bp_level_percent(level));
        if (i > 0 && !(bp_level_compare(level, knot[i - 1].level) > 0 &&
                       knot[i].value >= knot[i - 1].value))
            return bp_fail(err, NULL, BP_EDATA, "P%g is below P%g",
                           bp_level_percent(level), bp_level_percent(knot[i - 1].level));
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
        z[i] = gsl_cdf_ugaussian_Pinv(bp_level_share(knot[i].level));
        x[i] = log(knot[i].value);
    }
    gsl_fit_linear(z, 1, x, 1, k, mu, sigma, &cov00, &cov01, &cov11, &sse);
    return bp_gsl_end(BP_OK, err);
}

/* The share at `amount` on the line that the method draws through two knots of
 * different value. */
static double along(const bp_knot *a, const bp_knot *b, double amount, bp_between method)
{
    const double p1 = bp_level_share(a->level), p2 = bp_level_share(b->level);
    const double t = log(amount / a->value) / log(b->value / a->value);
    if (method == BP_LINEAR)
        return p1 + (p2 - p1) * (amount - a->value) / (b->value - a->value);
    if (method == BP_PARETO)
        return 1 - (1 - p1) * pow((1 - p2) / (1 - p1), t);
    double z1 = gsl_cdf_ugaussian_Pinv(p1), z2 = gsl_cdf_ugaussian_Pinv(p2);
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
        s.p = bp_level_share(knot[i - 1].level);
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
