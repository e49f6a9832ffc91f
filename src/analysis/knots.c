/* SPDX-License-Identifier: GPL-3.0-or-later */
/* knots.c - an amount among published percentiles.
 *
 * Published tables give a handful of percentiles; between two of them the share is what
 * the chosen curve through both says, and outside of them only as far as the curve
 * through the two nearest goes on - never towards a coded one, of which only a bound is
 * known. */
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

/* The known knots, which are side by side: those from `first` on, before `end`. */
typedef struct known_knots {
    size_t first;
    size_t end;
} known_knots;

static known_knots find_known(const bp_knot knot[], size_t n)
{
    known_knots k = { 0, 0 };
    while (k.first < n && knot[k.first].code == BP_CODED_AT_MOST)
        k.first++;
    k.end = k.first;
    while (k.end < n && knot[k.end].code == BP_CODED_NOT)
        k.end++;
    return k;
}

static bp_status check(const bp_knot knot[], size_t n, bp_err *err)
{
    if (n > BP_KNOTS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d percentiles", BP_KNOTS_MAX);
    const known_knots k = find_known(knot, n);
    if (k.first == k.end)
        return bp_fail(err, NULL, BP_EDATA, "no percentile is known");
    for (size_t i = k.end; i < n; i++)
        if (knot[i].code == BP_CODED_NOT || knot[i].code == BP_CODED_AT_MOST)
            return bp_fail(err, NULL, BP_EDATA, "P%g follows one that is top-coded",
                           bp_level_percent(knot[i].level));
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
    const known_knots known = find_known(knot, n);
    const size_t k = known.end - known.first;
    if (k < 2)
        return bp_fail(err, NULL, BP_EDATA, "a lognormal needs two known percentiles");

    bp_gsl_begin();
    double z[BP_KNOTS_MAX], x[BP_KNOTS_MAX], cov00, cov01, cov11, sse;
    for (size_t i = 0; i < k; i++) {
        const bp_knot *one = &knot[known.first + i];
        z[i] = gsl_cdf_ugaussian_Pinv(bp_level_share(one->level));
        x[i] = log(one->value);
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
static void extrapolate(bp_standing *s, const bp_knot knot[], known_knots k,
                        double amount, bp_between method)
{
    const bool below = s->lower < (int)k.first;
    const bp_knot *a = below ? &knot[k.first] : &knot[k.end - 2];
    s->extrapolated = true;
    if (k.end - k.first < 2 || method == BP_LINEAR || a[0].value == a[1].value)
        return;
    double p = along(&a[0], &a[1], amount, method);
    s->known = p > 0 && p < 1;
    s->p = s->known ? p : 0;
}

/* Above the last known knot, below one at or above a code: the nearest whose code shows
 * that the amount is below it is above the amount. */
static void below_codes(bp_standing *s, const bp_knot knot[], size_t n, known_knots k,
                        double amount)
{
    s->upper = (int)n;
    for (size_t i = k.end; i < n && s->upper == (int)n; i++)
        if (knot[i].code == BP_CODED_AT_LEAST && amount < knot[i].value)
            s->upper = (int)i;
    s->extrapolated = s->upper == (int)n && amount >= knot[k.end].value;
}

/* The same below the first known one. */
static void above_codes(bp_standing *s, const bp_knot knot[], known_knots k,
                        double amount)
{
    s->lower = -1;
    for (size_t i = 0; i < k.first; i++)
        if (amount >= knot[i].value)
            s->lower = (int)i;
    s->extrapolated = s->lower < 0;
}

static bp_status by_fit(bp_standing *s, const bp_knot knot[], size_t n, double amount,
                        bool outside, bp_err *err)
{
    double mu, sigma;
    bp_status status = bp_knots_lognormal(knot, n, &mu, &sigma, err);
    if (status != BP_OK)
        return status;
    s->extrapolated = outside;
    s->known = sigma > 0;
    s->p = s->known ? gsl_cdf_ugaussian_P((log(amount) - mu) / sigma) : 0;
    return BP_OK;
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
    const known_knots k = find_known(knot, n);
    size_t i = k.first;
    while (i < k.end && knot[i].value <= amount)
        i++;
    bp_standing s = { .lower = (int)i - 1, .upper = (int)i };
    const bool below = i == k.first, above = i == k.end;
    if (method != BP_FIT && !below && knot[i - 1].value == amount) {
        if (above && k.end < n)
            below_codes(&s, knot, n, k, amount);
        s.known = true;
        s.extrapolated = false;
        s.p = bp_level_share(knot[i - 1].level);
    } else if (above && k.end < n) {
        below_codes(&s, knot, n, k, amount);
    } else if (below && k.first > 0) {
        above_codes(&s, knot, k, amount);
    } else if (method == BP_FIT) {
        status = by_fit(&s, knot, n, amount, below || above, err);
        if (status != BP_OK)
            return status;
    } else if (below || above) {
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
