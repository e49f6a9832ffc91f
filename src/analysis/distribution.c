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
    free(d->weight);
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
    double q1 = bp_picked_units(&p[P25]), q3 = bp_picked_units(&p[P75]);
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

/* Which bin a value is in; n where it is above all, SIZE_MAX below. */
static size_t bin_of(const bins *b, int64_t value)
{
    if (value < b->low)
        return SIZE_MAX;
    const uint64_t at = ((uint64_t)value - (uint64_t)b->low) / (uint64_t)b->width;
    return at < b->n ? (size_t)at : b->n;
}

static void put(bp_distribution *d, size_t bin, uint64_t people, uint64_t weight)
{
    uint64_t *count = bin == SIZE_MAX   ? &d->below
                      : bin < d->n_bins ? &d->count[bin]
                                        : &d->above;
    *count += people;
    if (d->weight == NULL)
        return;
    uint64_t *sum = bin == SIZE_MAX   ? &d->below_weight
                    : bin < d->n_bins ? &d->weight[bin]
                                      : &d->above_weight;
    *sum += weight;
}

static void count(bp_distribution *d, const bp_pay_groups *all, const bp_sample *x,
                  const bins *b)
{
    const bp_weighting w = all->weighting;
    bp_block block;
    for (bp_block_start(&block); bp_block_next(&block, x);)
        for (size_t i = 0; i < block.n; i++) {
            const uint64_t weight = w != BP_UNWEIGHTED ? (uint64_t)block.weight[i] : 1;
            put(d, bin_of(b, block.value[i]), w == BP_WEIGHTS_FREQ ? weight : 1, weight);
        }
}

static bool draw_curve(bp_distribution *d, const bp_pay_groups *all, const bp_sample *x,
                       const bp_picked p[])
{
    if (!bp_density_curve(&d->curve, all, x, p + P5))
        return false;
    for (size_t i = 0; i < d->curve.n; i++)
        d->curve.y[i] *= (double)bp_sample_drawn(all, x) * d->width;
    return true;
}

static bool measure(bp_distribution *d, const bp_pay_groups *all, const bp_pay_group *g,
                    int qtype)
{
    const int scale = all->scale;
    const bool weighed = all->weighting != BP_UNWEIGHTED;
    bp_picked p[LEVELS];
    if (!bp_group_pick(all, g, level, LEVELS, qtype, p, NULL))
        return false;
    bins b = choose_bins(p, bp_sample_drawn(all, &g->pay));
    d->low = bp_money_double(b.low, scale);
    d->width = bp_money_double(b.width, scale);
    d->n_bins = b.n;
    d->n = bp_sample_drawn(all, &g->pay);
    d->people = g->pay.people;
    d->all_weight = g->pay.weight;
    d->orgs = g->orgs;
    d->p25 = bp_picked_value(&p[P25], scale);
    d->p50 = bp_picked_value(&p[P50], scale);
    d->p75 = bp_picked_value(&p[P75], scale);
    d->count = bp_alloc(0, b.n, sizeof d->count[0]);
    if (weighed)
        d->weight = bp_alloc(0, b.n, sizeof d->weight[0]);
    if (d->count == NULL || (weighed && d->weight == NULL))
        return false;
    count(d, all, &g->pay, &b);
    return draw_curve(d, all, &g->pay, p);
}

double bp_distribution_bar(const bp_distribution *d, size_t bin)
{
    return d->weight == NULL
               ? (double)d->count[bin]
               : (double)d->weight[bin] / (double)d->all_weight * (double)d->n;
}

/* ---- merging ---- */

/* The bins that are left when those at the ends become one with the next. */
typedef struct ends {
    size_t first;
    size_t last;
    uint64_t low; /* people in the first, and in the last */
    uint64_t high;
} ends;

/* Adds what bin `from` holds to bin `to`, and leaves it empty. */
static void move_bin(bp_distribution *d, size_t to, size_t from)
{
    const uint64_t people = d->count[from],
                   weight = d->weight != NULL ? d->weight[from] : 0;
    d->count[from] = 0;
    d->count[to] += people;
    if (d->weight == NULL)
        return;
    d->weight[from] = 0;
    d->weight[to] += weight;
}

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
    for (size_t i = 0; i < d->n_bins; i++)
        move_bin(d, (i + shift) / factor, i);
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
    for (size_t i = 0; i < d->n_bins; i++)
        if (i < e.first || i > e.last)
            move_bin(d, i < e.first ? e.first : e.last, i);
    put(d, e.first, d->below, d->below_weight);
    put(d, e.last, d->above, d->above_weight);
    d->n_bins = e.last - e.first + 1;
    memmove(d->count, d->count + e.first, d->n_bins * sizeof d->count[0]);
    if (d->weight != NULL)
        memmove(d->weight, d->weight + e.first, d->n_bins * sizeof d->weight[0]);
    d->low += (double)e.first * d->width;
    d->below = d->above = d->below_weight = d->above_weight = 0;
}

static bp_status make(bp_distribution **out, const bp_pay_groups *all, int qtype,
                      bp_err *err)
{
    const bp_survey *s = all->survey;
    const bp_pay_group *g = &all->group[0];
    if (g->pay.n == 0)
        return bp_fail(err, NULL, BP_EDATA, "no pay to draw");
    if (g->mixed)
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                            "pay is in several currencies");
    bp_distribution *d = bp_alloc(0, 1, sizeof *d);
    if (d == NULL || !measure(d, all, g, qtype)) {
        bp_distribution_free(d);
        return bp_no_memory(err, "the distribution");
    }
    d->currency = g->currency == BP_NO_ID ? bp_survey_currency(s)
                                          : bp_survey_currency_text(s, g->currency).at;
    d->currency = bp_survey_unit(s, all->element, d->currency);
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
        status = make(&made, groups, method->qtype, err);
    status = bp_gsl_end(status, err);
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = made;
    else
        bp_distribution_free(made);
    return status;
}
