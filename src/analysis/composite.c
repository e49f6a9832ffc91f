/* SPDX-License-Identifier: GPL-3.0-or-later */
/* composite.c - the market of several surveys, from the percentiles of each.
 *
 * The mixture is inverted by halving an interval: its distribution has kinks and steps at
 * every knot, at which faster methods gain nothing and can fail. */
#include "analysis/composite.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/sum.h"

#define NEAR 1e-9   /* relative: what counts as being at a knot */
#define HALVINGS 80 /* of an interval of logarithms: to the last bit of a double */

bool bp_composite_between(double *out, const bp_composite_knot knot[], size_t n, double p)
{
    for (size_t i = 0; i < n; i++)
        if (knot[i].p == p) {
            *out = knot[i].x;
            return true;
        }
    for (size_t i = 1; i < n; i++) {
        const bp_composite_knot *a = &knot[i - 1], *b = &knot[i];
        if (!(a->p < p && p < b->p))
            continue;
        const double z1 = gsl_cdf_ugaussian_Pinv(a->p), z2 = gsl_cdf_ugaussian_Pinv(b->p);
        const double t = (gsl_cdf_ugaussian_Pinv(p) - z1) / (z2 - z1);
        *out = exp(log(a->x) + t * (log(b->x) - log(a->x)));
        return true;
    }
    return false;
}

/* The share at or below x on the line through two knots; 0 and 1 on the sides of a
 * step. */
static double along(const bp_composite_knot *a, const bp_composite_knot *b, double x)
{
    if (a->x == b->x)
        return x < a->x ? 0 : 1;
    const double z1 = gsl_cdf_ugaussian_Pinv(a->p), z2 = gsl_cdf_ugaussian_Pinv(b->p);
    return gsl_cdf_ugaussian_P(z1 + (z2 - z1) * log(x / a->x) / log(b->x / a->x));
}

static double share_of(const bp_composite_source *s, double x)
{
    const bp_composite_knot *k = s->knot;
    const size_t last = s->n - 1;
    if (x < k[0].x)
        return along(&k[0], &k[1], x);
    if (x > k[last].x)
        return along(&k[last - 1], &k[last], x);
    size_t i = last;
    while (k[i].x > x)
        i--;
    return i == last || k[i].x == x ? k[i].p : along(&k[i], &k[i + 1], x);
}

static bool counts(const bp_composite_source *s)
{
    return s->weight > 0 && s->n >= 2;
}

/* What is mixed. */
typedef struct mixture {
    const bp_composite_source *source; /* [n] */
    size_t n;
    double weight; /* of those that count together */
} mixture;

static mixture mixture_of(const bp_composite_source source[], size_t n)
{
    bp_sum weight = { { 0 } };
    for (size_t i = 0; i < n; i++)
        if (counts(&source[i]))
            bp_sum_add(&weight, source[i].weight);
    return (mixture){ source, n, bp_sum_value(&weight) };
}

static double mixed_share(const mixture *m, double x)
{
    bp_sum sum = { { 0 } };
    for (size_t i = 0; i < m->n; i++)
        if (counts(&m->source[i]))
            bp_sum_add(&sum, m->source[i].weight * share_of(&m->source[i], x));
    return bp_sum_value(&sum) / m->weight;
}

bool bp_composite_mixture(double *out, bool *extrapolated,
                          const bp_composite_source source[], size_t n, double p)
{
    const mixture m = mixture_of(source, n);
    double low = INFINITY, high = 0;
    for (size_t i = 0; i < n; i++) {
        if (!counts(&source[i]))
            continue;
        low = fmin(low, source[i].knot[0].x);
        high = fmax(high, source[i].knot[source[i].n - 1].x);
    }
    low *= 1 - NEAR;
    high *= 1 + NEAR;
    if (!(low < high) || mixed_share(&m, low) > p || mixed_share(&m, high) < p)
        return false;
    double a = log(low), b = log(high);
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = a + (b - a) / 2;
        if (mixed_share(&m, exp(middle)) < p)
            a = middle;
        else
            b = middle;
    }
    *out = exp(b);
    *extrapolated = false;
    for (size_t i = 0; i < n; i++)
        if (counts(&source[i]))
            *extrapolated |= *out < source[i].knot[0].x * (1 - NEAR) ||
                             *out > source[i].knot[source[i].n - 1].x * (1 + NEAR);
    return true;
}
