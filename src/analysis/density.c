/* SPDX-License-Identifier: GPL-3.0-or-later */
/* density.c - a kernel density of ln pay.
 *
 * Sums of doubles would depend on the order of rows, which depends on threads; so moments
 * and the weights on the grid are whole numbers, and only what is computed of them at the
 * end is floating point. */
#include "analysis/density.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "benchpay/money.h"

#define GRID_PER_BANDWIDTH 64
#define GRID_MAX ((size_t)1 << 20)
#define REACH 6.0 /* bandwidths; beyond, a kernel is below 1e-8 of its height */

/* Sums of ln pay are exact in whole numbers of 2^-30; with weights, which are squared
 * with them, of 2^-26. */
#define FRACTION_BITS 30
#define WEIGHED_BITS 26

/* Some pay of a survey, and how its weights are put on the grid. */
typedef struct pay {
    const bp_sample *x;
    bp_weighting weights;
    int shift; /* what of a weight is lost there: its last bits */
} pay;

typedef struct moments {
    double n;     /* values, or what they are worth by their weights */
    uint64_t all; /* weight on the grid */
    double s;     /* standard deviation */
} moments;

static uint64_t weight_of(const pay *p, const bp_block *b, size_t i)
{
    return p->weights != BP_UNWEIGHTED ? (uint64_t)b->weight[i] : 1;
}

static moments find_moments(const pay *p, double centre)
{
    const int bits = p->weights != BP_UNWEIGHTED ? WEIGHED_BITS : FRACTION_BITS;
    bp_int128 sum = 0, squares = 0, weights = 0, own = 0;
    moments m = { 0 };
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, p->x);)
        for (size_t i = 0; i < b.n; i++) {
            const int64_t v = b.value[i];
            if (v <= 0)
                continue;
            const bp_int128 w = (bp_int128)weight_of(p, &b, i);
            int64_t d = llround(ldexp(log((double)v) - centre, bits));
            sum += w * d;
            squares += w * ((bp_int128)d * d);
            weights += w;
            own += w * w;
            m.all += (uint64_t)w >> p->shift;
        }
    if (weights < 2)
        return m;
    const double all = (double)weights, mean = (double)sum / all;
    m.n = p->weights == BP_WEIGHTS_SAMPLING || p->weights == BP_WEIGHTS_ANALYTIC
              ? all * all / (double)own
              : all;
    double variance = ((double)squares - mean * (double)sum) / (all - all / m.n);
    m.s = variance > 0 ? ldexp(sqrt(variance), -bits) : 0;
    return m;
}

static double bandwidth(moments m, double iqr)
{
    double spread = iqr > 0 ? fmin(m.s, iqr / 1.34) : m.s;
    return .9 * spread * pow(m.n, -.2);
}

/* Each value is shared between the two grid points around it, the nearer one
 * getting more of its ONE (linear binning; Wand & Jones 1995, Kernel Smoothing,
 * appendix D). */
#define ONE ((uint64_t)1 << 20)

typedef struct grid {
    uint64_t *weight; /* [n] in parts of ONE */
    size_t n;
    double low;
    double step;
} grid;

static void share(const pay *p, grid *on)
{
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, p->x);)
        for (size_t i = 0; i < b.n; i++) {
            const int64_t v = b.value[i];
            double at = v > 0 ? (log((double)v) - on->low) / on->step : -1;
            if (!(at >= 0 && at < (double)(on->n - 1)))
                continue;
            size_t k = (size_t)at;
            uint64_t next = (uint64_t)((at - (double)k) * (double)ONE);
            const uint64_t w = weight_of(p, &b, i) >> p->shift;
            on->weight[k] += w * (ONE - next);
            on->weight[k + 1] += w * next;
        }
}

static double density(const grid *on, double x, double h, uint64_t n)
{
    double first = (x - REACH * h - on->low) / on->step;
    double last = (x + REACH * h - on->low) / on->step;
    double sum = 0;
    for (size_t k = first > 0 ? (size_t)first : 0; k < on->n && (double)k <= last; k++)
        if (on->weight[k] > 0)
            sum += (double)on->weight[k] *
                   gsl_ran_gaussian_pdf(x - (on->low + (double)k * on->step), h);
    return sum / (double)ONE / (double)n;
}

/* Where the curve is wanted, in ln units of pay. */
typedef struct span {
    double from;
    double to;
    double median;
    double iqr;
} span;

/* The density of ln pay (pay above 0) at n_points points, evenly spaced along the span.
 * Pay is first put on a grid of bandwidth/64, in integers, so that no order of rows moves
 * a bit.
 *   y  [n_points] per unit of ln pay
 * *drawn is false when all pay is equal.  False: memory is out. */
static bool find_density(const pay *p, const span *along, size_t n_points, double y[],
                         bool *drawn)
{
    moments m = find_moments(p, along->median);
    double h = bandwidth(m, along->iqr);
    *drawn = h > 0 && along->from < along->to;
    if (!*drawn)
        return true;

    grid on = { .low = along->from - REACH * h, .step = h / GRID_PER_BANDWIDTH };
    double width = along->to - along->from + 2 * REACH * h;
    on.step = fmax(on.step, width / (double)GRID_MAX);
    on.n = (size_t)(width / on.step) + 2;
    on.weight = bp_alloc(0, on.n, sizeof on.weight[0]);
    if (on.weight == NULL)
        return false;
    share(p, &on);
    for (size_t i = 0; i < n_points; i++) {
        double part = (double)i / (double)(n_points - 1);
        y[i] = density(&on, along->from + part * (along->to - along->from), h, m.all);
    }
    free(on.weight);
    return true;
}

const bp_level bp_density_level[BP_DENSITY_LEVELS] = {
    [BP_DENSITY_P5] = { 1, 20 },   [BP_DENSITY_P25] = { 1, 4 },
    [BP_DENSITY_P50] = { 1, 2 },   [BP_DENSITY_P75] = { 3, 4 },
    [BP_DENSITY_P95] = { 19, 20 },
};

/* The grid holds all weight in parts of ONE. */
static pay pay_of(const bp_survey *s, const bp_sample *x)
{
    pay p = { .x = x, .weights = bp_survey_weighting(s) };
    while (x->weight >> p.shift > UINT64_MAX / ONE)
        p.shift++;
    return p;
}

/* ln of a quantile in units; all pay between must be above 0. */
static double log_of(const bp_picked *p)
{
    return log(bp_picked_units(p));
}

bool bp_density_curve(bp_curve *out, const bp_survey *s, const bp_sample *x,
                      const bp_picked p[])
{
    const int scale = bp_survey_scale(s);
    *out = (bp_curve){ 0 };
    if (x->people < BP_DENSITY_PEOPLE || p[BP_DENSITY_P5].lo <= 0)
        return true;
    const span along = {
        .from = log_of(&p[BP_DENSITY_P5]),
        .to = log_of(&p[BP_DENSITY_P95]),
        .median = log_of(&p[BP_DENSITY_P50]),
        .iqr = bp_picked_log(&p[BP_DENSITY_P75]) - bp_picked_log(&p[BP_DENSITY_P25]),
    };
    const pay own = pay_of(s, x);
    bp_curve c;
    bool drawn = false;
    if (!bp_curve_make(&c, BP_CURVE_POINTS))
        return false;
    bool ok = find_density(&own, &along, c.n, c.y, &drawn);
    for (size_t i = 0; drawn && i < c.n; i++) {
        double part = (double)i / (double)(c.n - 1);
        c.x[i] =
            exp(along.from + part * (along.to - along.from)) / (double)bp_pow10(scale);
        c.y[i] /= c.x[i];
    }
    if (drawn)
        *out = c;
    else
        bp_curve_release(&c);
    return ok;
}
