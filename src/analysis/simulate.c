/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.c - paths that a trend may take.
 *
 * Each path has a generator of its own, seeded by its number, so that more paths change
 * none of those that there were. */
#include "analysis/simulate.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "base/mem.h"

/* Neighbouring paths get distant seeds, and no two of a run the same. */
static unsigned long seed_of(uint64_t seed, size_t path)
{
    return (uint32_t)((seed * UINT64_C(0x9e3779b97f4a7c15) >> 32) +
                      path * UINT64_C(0x9e3779b1));
}

/* ln pay of one path, less that of the trend: out[i * stride] for point i. */
static void draw(gsl_rng *rng, const bp_trend *t, const bp_point point[], size_t n,
                 double out[], size_t stride)
{
    double df = (double)(t->n - 2);
    double sigma = t->s * sqrt(df / gsl_ran_chisq(rng, df));
    double level = gsl_ran_gaussian(rng, sigma / sqrt((double)t->n));
    double slope = gsl_ran_gaussian(rng, sigma / sqrt(t->sxx));
    for (size_t i = 0; i < n; i++)
        out[i * stride] =
            level + slope * (point[i].year - t->mean_year) + gsl_ran_gaussian(rng, sigma);
}

static bp_figure quantile(const double sorted[], size_t n, double p, double centre)
{
    double x = centre * exp(gsl_stats_quantile_from_sorted_data(sorted, 1, n, p));
    return isfinite(x) ? bp_figure_of(x)
                       : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

/* The generator's state is allocated here: where memory is out, gsl_rng_alloc would call
 * GSL's error handler. */
bp_status bp_simulate(bp_point point[], size_t n, const bp_trend *t,
                      const bp_growth_plan *plan, bp_err *err)
{
    static const double share[] = { .1, .5, .9 };
    size_t paths = plan->paths;
    double *drawn = bp_alloc(0, n * paths, sizeof *drawn); /* [n][paths] */
    gsl_rng rng = { gsl_rng_mt19937, bp_alloc(gsl_rng_mt19937->size, 0, 0) };
    bp_status status = BP_OK;
    bp_gsl_begin();
    if (drawn == NULL || rng.state == NULL)
        status = bp_no_memory(err, "%zu paths", paths);
    for (size_t i = 0; status == BP_OK && i < paths; i++) {
        gsl_rng_set(&rng, seed_of(plan->seed, i));
        draw(&rng, t, point, n, drawn + i, paths);
    }
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        double *sorted = drawn + i * paths;
        gsl_sort(sorted, 1, paths);
        for (size_t k = 0; k < 3; k++)
            point[i].sim[k] = quantile(sorted, paths, share[k], point[i].pay.value);
    }
    free(rng.state);
    free(drawn);
    return bp_gsl_end(status, err);
}
