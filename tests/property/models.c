/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models.c - do intervals and tests of regressions say what they promise?
 *
 *   models [RUNS [SEED]]
 *
 * Pay is simulated where the truth is known, and a regression is fitted many times: how
 * often an interval holds the truth, and how often a gap is found, must be what theory
 * says, within what chance allows for so many runs. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/regress.h"

static gsl_rng *rng;
static size_t runs = 2000;
static int failed, number;

static void verdict(bool ok, const char *what, double share)
{
    printf("%s %d - %s: %.1f%%\n", ok ? "ok" : "not ok", ++number, what, 100 * share);
    failed += !ok;
}

static bp_regression fit(const bp_design *d, bp_se se)
{
    bp_regression r;
    if (bp_regress(&r, d, se, .95, NULL) != BP_OK || r.fitted != BP_FITTED)
        abort();
    return r;
}

static bool holds(const bp_coefficient *c, double truth)
{
    return c->lo <= truth && truth <= c->hi;
}

/* One more person is in the range of the prediction. */
static void predict(void)
{
    enum { N = 30 };
    static const size_t both[] = { 0, 1 };
    double x[2 * N], y[N];
    size_t in = 0;
    for (size_t run = 0; run < runs; run++) {
        for (size_t i = 0; i < N; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = 4 + gsl_rng_uniform(rng) * 3;
            y[i] = 11 + .15 * x[2 * i + 1] + gsl_ran_gaussian(rng, .2);
        }
        const bp_design d = { .n = N, .k = 2, .x = x, .y = y };
        bp_regression r = fit(&d, BP_SE_OLS);
        const double at[] = { 1, 4 + gsl_rng_uniform(rng) * 3 };
        double se;
        const double m = bp_regression_at(&r, both, at, 2, &se);
        const double half = r.t * sqrt(r.s * r.s + se * se);
        const double next = 11 + .15 * at[1] + gsl_ran_gaussian(rng, .2);
        in += fabs(next - m) <= half;
        bp_regression_release(&r);
    }
    const double share = (double)in / (double)runs;
    verdict(fabs(share - .95) <= .015, "prediction intervals of 95% hold one more person",
            share);
}

/* 20 organisations of 10 people, who are alike: an intra-class correlation of 0.3. */
static void cluster(void)
{
    enum { ORGS = 20, PEOPLE = 10, N = ORGS * PEOPLE };
    static const size_t both[] = { 0, 1 };
    static double x[2 * N], y[N];
    static uint32_t org[N];
    size_t line = 0, slope = 0, naive = 0;
    for (size_t run = 0; run < runs; run++) {
        for (size_t g = 0, i = 0; g < ORGS; g++) {
            const double scope = 4 + 3 * (double)g / (ORGS - 1);
            const double own = gsl_ran_gaussian(rng, .2 * sqrt(.3));
            for (size_t k = 0; k < PEOPLE; k++, i++) {
                x[2 * i] = 1;
                x[2 * i + 1] = scope;
                y[i] = 11 + .15 * scope + own + gsl_ran_gaussian(rng, .2 * sqrt(.7));
                org[i] = (uint32_t)g;
            }
        }
        bp_design d = {
            .n = N, .k = 2, .x = x, .y = y, .cluster = org, .n_clusters = ORGS
        };
        bp_regression r = fit(&d, BP_SE_AUTO);
        const double at[] = { 1, 5.5 };
        double se;
        const double m = bp_regression_at(&r, both, at, 2, &se);
        line += fabs(m - (11 + .15 * 5.5)) <= r.t * se;
        slope += holds(&r.at[1], .15);
        bp_regression_release(&r);
        r = fit(&d, BP_SE_OLS);
        naive += holds(&r.at[1], .15);
        bp_regression_release(&r);
    }
    const double n = (double)runs;
    verdict((double)line / n >= .92, "clustered intervals hold the line",
            (double)line / n);
    verdict((double)slope / n >= .89, "clustered intervals hold its slope",
            (double)slope / n);
    verdict((double)naive / n < .8, "intervals of ols hold the slope too rarely",
            (double)naive / n);
}

/* How often a gap is found among n people alike in a factor. */
static double found(size_t n, double gap, double *delta)
{
    double *x = calloc(n * 3, sizeof *x), *y = calloc(n, sizeof *y);
    size_t hits = 0;
    *delta = 0;
    if (x == NULL || y == NULL)
        abort();
    for (size_t run = 0; run < runs; run++) {
        double share = 0, z2 = 0, z = 0, gz = 0;
        for (size_t i = 0; i < n; i++) {
            const bool woman = i % 2 == 0;
            const double years = 12 - 2 * woman + gsl_ran_gaussian(rng, 5);
            x[3 * i] = 1;
            x[3 * i + 1] = woman;
            x[3 * i + 2] = years;
            y[i] = 11 + .01 * years + log1p(-gap) * woman + gsl_ran_gaussian(rng, .15);
            share += woman;
            z += years;
            z2 += years * years;
            gz += woman * years;
        }
        const bp_design d = { .n = n, .k = 3, .x = x, .y = y };
        bp_regression r = fit(&d, BP_SE_HC3);
        hits += r.at[1].p < .05;
        bp_regression_release(&r);
        /* the true standard error: sigma over what is left of the dummy */
        const double m = (double)n, sgg = share - share * share / m;
        const double szz = z2 - z * z / m, sgz = gz - share * z / m;
        *delta += fabs(log1p(-gap)) / (.15 / sqrt(sgg - sgz * sgz / szz));
    }
    free(x);
    free(y);
    *delta /= (double)runs;
    return (double)hits / (double)runs;
}

/* The power of a two-sided t test at 5 %, by the noncentral t distribution. */
static double power(double delta, double df)
{
    enum { STEPS = 2000 };
    const double c = gsl_cdf_tdist_Pinv(.975, df);
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
        const double v = gsl_cdf_chisq_Pinv((i + .5) / STEPS, df);
        const double at = c * sqrt(v / df);
        sum += gsl_cdf_ugaussian_Q(at - delta) + gsl_cdf_ugaussian_P(-at - delta);
    }
    return sum / STEPS;
}

int main(int argc, char **argv)
{
    runs = argc > 1 ? strtoul(argv[1], NULL, 10) : runs;
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, argc > 2 ? strtoul(argv[2], NULL, 10) : 17);
    predict();
    cluster();
    double delta;
    double share = found(100, 0, &delta);
    verdict(fabs(share - .05) <= .015, "gaps found where pay is equal", share);
    share = found(400, .04, &delta);
    verdict(fabs(share - power(delta, 397)) <= .04, "gaps of 4% found among 400 people",
            share);
    printf("# theory says %.1f%%\n1..%d\n", 100 * power(delta, 397), number);
    gsl_rng_free(rng);
    return failed > 0;
}
