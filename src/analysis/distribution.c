/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.c - the shape of pay, for a histogram.
 *
 * Bins have round edges in whole units of pay, so that an amount on an edge falls where a
 * reader expects it, and no double decides where. */
#include "analysis/distribution.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/gsl.h"
#include "analysis/pick.h"
#include "base/mem.h"

#define BINS_MAX 40
#define BINNED_IQRS 4.0

/* No bin begins beyond: edges stay within 64 bits. */
#define FARTHEST (INT64_MAX / 4)

/* The levels that a distribution needs, and their places in a list: from P5 to P95
 * those of a density. */
enum { P0, P5, P25, P50, P75, P95, P100, LEVELS };

static const bp_level level[LEVELS] = {
    [P0] = { 0, 1 },  [P5] = { 1, 20 },   [P25] = { 1, 4 },  [P50] = { 1, 2 },
    [P75] = { 3, 4 }, [P95] = { 19, 20 }, [P100] = { 1, 1 },
};

void bp_distribution_free(bp_distribution *d)
{
    if (d == NULL)
        return;
    free(d->count);
    bp_curve_release(&d->curve);
    free(d);
}

/* Bins in whole units of pay, so that every value falls as it is written. */
typedef struct bins {
    int64_t low;
    int64_t width;
    size_t n;
} bins;

/* The smallest round whole number at or above x: 1, 2, 2.5 or 5 times a power
 * of ten. */
static int64_t round_up(double x)
{
    static const int64_t tenth[] = { 10, 20, 25, 50 };
    for (int k = 0; k <= 17; k++)
        for (size_t i = 0; i < 4; i++) {
            int64_t width = tenth[i] * bp_pow10(k);
            if (width % 10 == 0 && (double)(width / 10) >= x)
                return width / 10;
        }
    return bp_pow10(18);
}

static int64_t floor_to(int64_t v, int64_t width)
{
    int64_t rest = v % width;
    return v - rest - (rest < 0 ? width : 0);
}

/* An integer in [low, high] from a double that may lie beyond. */
static int64_t within(double x, int64_t low, int64_t high)
{
    return x <= (double)low ? low : x >= (double)high ? high : (int64_t)floor(x);
}

static int64_t clamp(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

static bins choose_bins(const bp_picked p[], uint64_t n)
{
    double q1 = bp_quantile_between(&p[P25].at, p[P25].lo, p[P25].hi, 0);
    double q3 = bp_quantile_between(&p[P75].at, p[P75].lo, p[P75].hi, 0);
    int64_t low = clamp(p[P0].lo, -FARTHEST, FARTHEST);
    int64_t high = clamp(p[P100].lo, -FARTHEST, FARTHEST);
    double width = 2 * (q3 - q1) * pow((double)n, -1.0 / 3);
    if (q3 > q1) {
        low = within(q1 - BINNED_IQRS * (q3 - q1), low, high);
        high = within(q3 + BINNED_IQRS * (q3 - q1), low, high);
    }
    double span = (double)high - (double)low;
    width = fmax(width, span > 0 ? span / (BINS_MAX - 1) : fabs((double)high) / 50);
    bins b = { .width = round_up(width) };
    b.low = floor_to(low, b.width);
    b.n = (size_t)((floor_to(high, b.width) - b.low) / b.width) + 1;
    assert(b.n <= BINS_MAX);
    return b;
}

static void count(bp_distribution *d, const bp_sample *x, const bins *b)
{
    bp_block block;
    for (bp_block_start(&block); bp_block_next(&block, x);)
        for (size_t i = 0; i < block.n; i++) {
            const int64_t v = block.value[i];
            uint64_t at =
                v < b->low ? 0 : ((uint64_t)v - (uint64_t)b->low) / (uint64_t)b->width;
            if (v < b->low)
                d->below++;
            else if (at >= b->n)
                d->above++;
            else
                d->count[at]++;
        }
}

static bool draw_curve(bp_distribution *d, const bp_sample *x, const bp_picked p[],
                       int scale)
{
    if (!bp_density_curve(&d->curve, x, p + P5, scale))
        return false;
    for (size_t i = 0; i < d->curve.n; i++)
        d->curve.y[i] *= (double)x->n * d->width;
    return true;
}

static bool measure(bp_distribution *d, const bp_pay_group *g, int qtype, int scale)
{
    bp_picked p[LEVELS];
    if (!bp_sample_pick(&g->pay, 0, level, LEVELS, qtype, p, NULL))
        return false;
    bins b = choose_bins(p, g->pay.n);
    d->low = bp_money_double(b.low, scale);
    d->width = bp_money_double(b.width, scale);
    d->n_bins = b.n;
    d->n = g->pay.n;
    d->people = g->pay.people;
    d->orgs = g->orgs;
    d->p25 = bp_quantile_between(&p[P25].at, p[P25].lo, p[P25].hi, scale);
    d->p50 = bp_quantile_between(&p[P50].at, p[P50].lo, p[P50].hi, scale);
    d->p75 = bp_quantile_between(&p[P75].at, p[P75].lo, p[P75].hi, scale);
    d->count = bp_alloc(0, b.n, sizeof d->count[0]);
    if (d->count == NULL)
        return false;
    count(d, &g->pay, &b);
    return draw_curve(d, &g->pay, p, scale);
}

/* ---- merging ---- */

/* The bins that are left when those at the ends become one with the next. */
typedef struct ends {
    size_t first;
    size_t last;
    uint64_t low; /* people in the first, and in the last */
    uint64_t high;
} ends;

static ends find_ends(const bp_distribution *d, uint64_t least)
{
    ends e = { .last = d->n_bins - 1, .low = d->below, .high = d->above };
    for (e.low += d->count[0]; e.low < least && e.first + 1 < d->n_bins;)
        e.low += d->count[++e.first];
    for (e.high += d->count[e.last]; e.high < least && e.last > 0;)
        e.high += d->count[--e.last];
    return e;
}

/* Has a bin between the ends fewer people, but some? */
static bool is_thin(const bp_distribution *d, const ends *e, uint64_t least)
{
    for (size_t i = e->first + 1; i < e->last; i++)
        if (d->count[i] > 0 && d->count[i] < least)
            return true;
    return false;
}

/* So many bins make one of the next round width: 1, 2, 2.5, 5, 10. */
static unsigned to_next_width(double width)
{
    const double leading = width / pow(10, floor(log10(width) + 1e-9));
    return fabs(leading - 2) < 1e-6 ? 5 : 2;
}

static void widen(bp_distribution *d)
{
    const unsigned factor = to_next_width(d->width);
    const double width = d->width * factor, low = floor(d->low / width + 1e-9) * width;
    const size_t shift = (size_t)llround((d->low - low) / d->width);
    const size_t n = (d->n_bins + shift - 1) / factor + 1;
    for (size_t i = 0; i < d->n_bins; i++) {
        const uint64_t people = d->count[i];
        d->count[i] = 0;
        d->count[(i + shift) / factor] += people;
    }
    for (size_t i = 0; i < d->curve.n; i++)
        d->curve.y[i] *= factor;
    d->low = low;
    d->width = width;
    d->n_bins = n;
}

void bp_distribution_merge(bp_distribution *d, uint64_t least)
{
    ends e = find_ends(d, least);
    while (is_thin(d, &e, least)) {
        widen(d);
        e = find_ends(d, least);
    }
    if (e.first >= e.last) { /* all in one */
        e.first = e.last;
        e.low = e.high = d->n;
    }
    d->open_low = e.low > d->count[e.first];
    d->open_high = e.high > d->count[e.last];
    d->count[e.last] = e.high;
    d->count[e.first] = e.low;
    d->n_bins = e.last - e.first + 1;
    memmove(d->count, d->count + e.first, d->n_bins * sizeof d->count[0]);
    d->low += (double)e.first * d->width;
    d->below = d->above = 0;
}

static bp_status make(bp_distribution **out, const bp_survey *s, const bp_pay_group *g,
                      int scale, int qtype, bp_err *err)
{
    if (g->pay.n == 0)
        return bp_fail(err, NULL, BP_EDATA, "no pay to draw");
    if (g->mixed)
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                            "pay is in several currencies");
    bp_distribution *d = bp_alloc(0, 1, sizeof *d);
    if (d == NULL || !measure(d, g, qtype, scale)) {
        bp_distribution_free(d);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the distribution");
    }
    d->currency = g->currency == BP_NO_ID ? bp_survey_currency(s)
                                          : bp_survey_currency_text(s, g->currency).at;
    *out = d;
    return BP_OK;
}

bp_status bp_distribution_new(bp_distribution **out, const bp_survey *s, size_t element,
                              const bp_method *method, bp_err *err)
{
    bp_pay_groups *groups;
    bp_status status = bp_pay_groups_new(&groups, s, element, NULL, 0, err);
    if (status != BP_OK)
        return status;
    bp_distribution *made = NULL;
    bp_gsl_begin();
    status = bp_pay_groups_on(groups, method->basis, method->qtype, err);
    if (status == BP_OK)
        status = make(&made, s, &groups->group[0], groups->scale, method->qtype, err);
    status = bp_gsl_end(status, err);
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = made;
    else
        bp_distribution_free(made);
    return status;
}
