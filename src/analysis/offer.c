/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.c - where an amount is in a market.
 *
 * Among records it is placed in whole numbers: an offer of exactly a quartile is at it,
 * whatever a double would make of the two. */
#include "benchpay/offer.h"

#include <stdio.h>

#include "analysis/market.h"
#include "analysis/rank.h"

bp_figure bp_offer_gap(const bp_offer *o, bp_figure value)
{
    return value.state == BP_SHOWN ? bp_figure_of(o->amount - value.value)
                                   : bp_figure_without(value.state, value.reasons);
}

bp_figure bp_offer_ratio(const bp_offer *o, bp_figure value)
{
    return value.state == BP_SHOWN ? bp_figure_of(o->amount / value.value)
                                   : bp_figure_without(value.state, value.reasons);
}

/* How many of the records are paid less than `bound` units. */
static uint64_t count_below(const bp_market *in, bp_int128 bound)
{
    uint64_t low = 0, high = in->n;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (in->pay[middle] < bound)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The largest whole number of 10^-scale units that is not above d; *exact: it is d. */
static bp_int128 units_of(bp_decimal d, int scale, bool *exact)
{
    *exact = true;
    if (scale >= d.scale)
        return (bp_int128)d.units * bp_pow10(scale - d.scale);
    int64_t step = bp_pow10(d.scale - scale), rest = d.units % step;
    *exact = rest == 0;
    return d.units / step - (rest < 0);
}

/* More than any amount of pay: what is beyond it is placed like it. */
#define FARTHEST ((bp_int128)1 << 90)

/* An amount in units of 10^-scale, which are no larger than its own. */
static bp_int128 amount_in(bp_decimal amount, int scale)
{
    const bp_int128 own = (bp_int128)amount.units * bp_pow10(scale - amount.scale);
    return own > FARTHEST ? FARTHEST : own;
}

/* How far an amount is above a quantile: `num` / `den` units of 10^-scale. */
typedef struct distance {
    bp_int128 num;
    uint64_t den;
    int scale;
} distance;

/* amount - Q in whole numbers: (amount - lo) den - (hi - lo) num. */
static distance distance_to(const bp_market *in, bp_decimal amount, bp_level level)
{
    bp_position at = bp_quantile_position(in->n, level, in->qtype);
    int scale = amount.scale > in->scale ? amount.scale : in->scale;
    bp_int128 unit = bp_pow10(scale - in->scale);
    bp_int128 lo = in->pay[at.lo] * unit, hi = in->pay[at.hi] * unit;
    bp_int128 own = amount_in(amount, scale);
    return (distance){ (own - lo) * (bp_int128)at.den - (hi - lo) * (bp_int128)at.num,
                       at.den, scale };
}

/* The way from the record at or below an amount to the next. */
static void measure_way(bp_standing_among *at, const bp_market *in, bp_decimal amount)
{
    const int scale = amount.scale > in->scale ? amount.scale : in->scale;
    const bp_int128 unit = bp_pow10(scale - in->scale);
    const bp_int128 own = amount_in(amount, scale);
    const int64_t *next = &in->pay[at->up_to];
    at->num = own - next[-1] * unit;
    at->den = (next[0] - next[-1]) * unit;
}

static bp_figure rank_of(const bp_offer *o, const bp_market *in, bp_decimal amount,
                         bp_ties ties)
{
    bp_standing_among at = {
        .n = in->n, .below = o->below, .up_to = o->below + o->equal, .den = 1
    };
    if (in->n < BP_RANK_PEOPLE)
        return bp_figure_without(BP_ABSENT, 0);
    if (at.up_to > 0 && at.up_to < at.n)
        measure_way(&at, in, amount);
    return bp_figure_of(bp_percentile_rank(&at, in->qtype, ties == BP_TIES_MID));
}

/* The band above the rung `lower` (-1: none) and below `upper` (n: none). */
static void put_band(bp_offer *o, const bp_rung rung[], int lower, int upper, int n)
{
    if (n == 0)
        return;
    if (lower < 0)
        snprintf(o->band, sizeof o->band, "<P%.8g", bp_level_percent(rung[upper].level));
    else if (upper >= n)
        snprintf(o->band, sizeof o->band, ">P%.8g", bp_level_percent(rung[lower].level));
    else
        snprintf(o->band, sizeof o->band, "P%.8g-P%.8g",
                 bp_level_percent(rung[lower].level),
                 bp_level_percent(rung[upper].level));
}

static const char *ties_name(bp_ties ties)
{
    return ties == BP_TIES_MID ? "mid" : "at";
}

/* In a market that is withheld. */
static void place_nowhere(bp_offer *o, const bp_market *in, bp_ties ties)
{
    o->rank = o->percentile = o->to_p50 = bp_figure_without(BP_WITHHELD, in->withheld);
    o->method = in->records ? ties_name(ties) : bp_between_name(in->between);
}

static void place_in_records(bp_offer *o, const bp_market *in, bp_decimal amount,
                             bp_ties ties)
{
    bool exact;
    bp_int128 units = units_of(amount, in->scale, &exact);
    uint64_t up_to = count_below(in, units + 1);
    o->below = exact ? count_below(in, units) : up_to;
    o->equal = up_to - o->below;
    double share = (double)o->below + (double)o->equal / (ties == BP_TIES_MID ? 2 : 1);
    o->percentile = bp_figure_of(100 * share / (double)in->n);
    o->rank = rank_of(o, in, amount, ties);
    o->method = ties_name(ties);
    const distance d = distance_to(in, amount, (bp_level){ 1, 2 });
    o->to_p50 = in->basis == BP_BASIS_ORG /* whose units are too fine for any amount */
                    ? bp_offer_gap(o, in->quartile[1])
                    : bp_figure_of(bp_money_mean(d.num, d.den, d.scale));

    int i = 0, n = (int)in->n_rungs;
    while (i < n && distance_to(in, amount, in->level[i]).num >= 0)
        i++;
    put_band(o, in->rung, i - 1, i, n);
}

static bp_status place_among_knots(bp_offer *o, const bp_market *in, bp_err *err)
{
    bp_standing s;
    bp_status status =
        bp_knots_place(&s, in->knot, in->n_knots, o->amount, in->between, err);
    if (status != BP_OK)
        return status;
    put_band(o, in->rung, s.lower, s.upper, (int)in->n_knots);
    o->percentile = s.known ? bp_figure_of(100 * s.p)
                            : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    o->rank = o->percentile;
    o->extrapolated = s.extrapolated;
    o->to_p50 = bp_offer_gap(o, in->quartile[1]);
    o->method = bp_between_name(in->between);
    return BP_OK;
}

bp_status bp_offer_place(bp_offer *out, const bp_market *m, bp_decimal amount,
                         bp_ties ties, bp_err *err)
{
    bp_offer o = { .amount = bp_money_double(amount.units, amount.scale) };
    bp_status status = BP_OK;
    if (m->withheld != 0)
        place_nowhere(&o, m, ties);
    else if (m->records)
        place_in_records(&o, m, amount, ties);
    else
        status = place_among_knots(&o, m, err);
    if (status != BP_OK)
        return status;
    o.market_ratio = bp_offer_ratio(&o, m->quartile[1]);
    *out = o;
    return BP_OK;
}
