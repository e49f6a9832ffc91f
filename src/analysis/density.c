#include "analysis/density.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define GRID_PER_BANDWIDTH 64
#define GRID_MAX ((size_t)1 << 20)
#define REACH 6.0 /* bandwidths; beyond, a kernel is below 1e-8 of its height */

/* Sums of ln pay are exact in whole numbers of 2^-30. */
#define FRACTION_BITS 30

typedef struct moments {
    uint64_t n;
    double s; /* standard deviation */
} moments;

static moments find_moments(const bp_gathered *g, double centre)
{
    bp_int128 sum = 0, squares = 0;
    uint64_t n = 0;
    for (size_t i = 0; i < g->n_runs; i++)
        for (size_t j = 0; j < g->run[i]->n; j++) {
            int64_t v = g->run[i]->value[j];
            if (v <= 0)
                continue;
            int64_t d = llround(ldexp(log((double)v) - centre, FRACTION_BITS));
            sum += d;
            squares += (bp_int128)d * d;
            n++;
        }
    if (n < 2)
        return (moments){ n, 0 };
    double mean = (double)sum / (double)n;
    double variance = ((double)squares - mean * (double)sum) / (double)(n - 1);
    return (moments){ n, variance > 0 ? ldexp(sqrt(variance), -FRACTION_BITS) : 0 };
}

static double bandwidth(moments m, double iqr)
{
    double spread = iqr > 0 ? fmin(m.s, iqr / 1.34) : m.s;
    return .9 * spread * pow((double)m.n, -.2);
}

typedef struct grid {
    uint64_t *count; /* [n] */
    size_t n;
    double low;
    double step;
} grid;

static void count(const bp_gathered *g, grid *on)
{
    for (size_t i = 0; i < g->n_runs; i++)
        for (size_t j = 0; j < g->run[i]->n; j++) {
            int64_t v = g->run[i]->value[j];
            double at = v > 0 ? (log((double)v) - on->low) / on->step : -1;
            if (at >= 0 && at < (double)on->n)
                on->count[(size_t)at]++;
        }
}

/* The density at x; cells stand for their middles. */
static double density(const grid *on, double x, double h, uint64_t n)
{
    double first = (x - REACH * h - on->low) / on->step;
    double last = (x + REACH * h - on->low) / on->step;
    double sum = 0;
    for (size_t k = first > 0 ? (size_t)first : 0; k < on->n && (double)k <= last; k++)
        if (on->count[k] > 0) {
            double middle = on->low + ((double)k + .5) * on->step;
            sum += (double)on->count[k] * gsl_ran_gaussian_pdf(x - middle, h);
        }
    return sum / (double)n;
}

bool bp_density_find(const bp_gathered *g, const bp_density_span *span, size_t n_points,
                     double y[], bool *drawn)
{
    moments m = find_moments(g, span->median);
    double h = bandwidth(m, span->iqr);
    *drawn = h > 0 && span->from < span->to;
    if (!*drawn)
        return true;

    grid on = { .low = span->from - REACH * h, .step = h / GRID_PER_BANDWIDTH };
    double width = span->to - span->from + 2 * REACH * h;
    on.step = fmax(on.step, width / (double)GRID_MAX);
    on.n = (size_t)(width / on.step) + 1;
    on.count = bp_alloc(0, on.n, sizeof on.count[0]);
    if (on.count == NULL)
        return false;
    count(g, &on);
    for (size_t i = 0; i < n_points; i++) {
        double part = (double)i / (double)(n_points - 1);
        y[i] = density(&on, span->from + part * (span->to - span->from), h, m.n);
    }
    free(on.count);
    return true;
}
