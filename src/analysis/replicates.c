/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replicates.c - intervals from a statistic of samples drawn again.
 *
 * Whatever the statistic, all that counts is its replicates in order, so the order in
 * which they were drawn changes no bit. */
#include "analysis/replicates.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                   .hi_state = BP_NOT_ESTIMABLE };

/* What the doubles of a level miss by is no part of a rank. */
#define RANK_BITS 1e-9

static bool find_limit(double *out, const double sorted[], size_t n, double share)
{
    double rank = ((double)n + 1) * share;
    if (fabs(rank - round(rank)) < RANK_BITS)
        rank = round(rank);
    if (!(rank >= 1 && rank <= (double)n))
        return false;
    const size_t below = (size_t)rank;
    const double way = rank - (double)below;
    *out = sorted[below - 1];
    if (way > 0)
        *out += way * (sorted[below] - sorted[below - 1]);
    return true;
}

static void put_limits(bp_limits *l, const double sorted[], size_t n, double low,
                       double high)
{
    if (find_limit(&l->lo, sorted, n, low))
        l->lo_state = BP_SHOWN;
    if (find_limit(&l->hi, sorted, n, high))
        l->hi_state = BP_SHOWN;
}

/* False: nobody knows, since no unit makes a difference. */
static bool accelerate(double *out, const bp_jackknife *j)
{
    const double mean = gsl_stats_mean(j->value, 1, j->n);
    double squares = 0, cubes = 0;
    for (size_t i = 0; i < j->n; i++) {
        const double d = mean - j->value[i];
        squares += d * d;
        cubes += d * d * d;
    }
    if (!(squares > 0))
        return false;
    *out = cubes / (6 * pow(squares, 1.5));
    return isfinite(*out);
}

/* False: all replicates are on one side of the estimate. */
static bool find_bias(double *z0, const double sorted[], size_t n, double estimate)
{
    double below = 0;
    for (size_t i = 0; i < n && sorted[i] <= estimate; i++)
        below += sorted[i] < estimate ? 1 : .5;
    if (!(below > 0 && below < (double)n))
        return false;
    *z0 = gsl_cdf_ugaussian_Pinv(below / (double)n);
    return true;
}

/* The share of replicates at which the limit is; below 0 where there is none. */
static double share_at(double z, double z0, double a)
{
    const double rest = 1 - a * (z0 + z);
    return rest > 0 ? gsl_cdf_ugaussian_P(z0 + (z0 + z) / rest) : -1;
}

bp_limits bp_replicates_limits(double value[], size_t n, double estimate,
                               const bp_jackknife *without, double level)
{
    bp_limits l = unknown;
    double a, z0;
    gsl_sort(value, 1, n);
    if (value[0] == value[n - 1])
        return l;
    if (without == NULL) {
        put_limits(&l, value, n, (1 - level) / 2, (1 + level) / 2);
    } else if (accelerate(&a, without) && find_bias(&z0, value, n, estimate)) {
        const double z = gsl_cdf_ugaussian_Pinv(.5 + level / 2);
        put_limits(&l, value, n, share_at(-z, z0, a), share_at(z, z0, a));
    }
    l.precision.se = gsl_stats_sd(value, 1, n);
    return l;
}
