/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.c - where an amount is in a market.
 *
 * Among records it is placed in whole numbers: an offer of exactly a quartile is at it,
 * whatever a double would make of the two.  Where records have weights, shares are of
 * these, and counts of people. */
#include "benchpay/offer.h"

#include <stdio.h>

#include "analysis/market.h"
#include "analysis/rank.h"
#include "analysis/shares.h"

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
    uint64_t low = 0, high = in->rows;
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

/* An amount, in units of pay. */
static bp_weighted_amount in_units(const bp_market *in, bp_decimal amount)
{
    return (bp_weighted_amount){ (bp_int128)amount.units * bp_pow10(in->scale),
                                 bp_pow10(amount.scale) };
}

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
        return bp_figure_absent();
    if (in->weighted != NULL)
        return bp_figure_of(bp_weighted_rank(in->weighted, in_units(in, amount),
                                             in->qtype, ties == BP_TIES_MID));
    if (at.up_to > 0 && at.up_to < at.n)
        measure_way(&at, in, amount);
    return bp_figure_of(bp_percentile_rank(&at, in->qtype, ties == BP_TIES_MID));
}

/* The band from one level to the next; NULL: there is none. */
static void put_band(bp_offer *o, const bp_level *lower, const bp_level *upper)
{
    if (lower != NULL && upper != NULL)
        snprintf(o->band, sizeof o->band, "P%.8g-P%.8g", bp_level_percent(*lower),
                 bp_level_percent(*upper));
    else if (upper != NULL)
        snprintf(o->band, sizeof o->band, "<P%.8g", bp_level_percent(*upper));
    else if (lower != NULL)
        snprintf(o->band, sizeof o->band, ">P%.8g", bp_level_percent(*lower));
}

static const char *ties_name(bp_ties ties)
{
    return ties == BP_TIES_MID ? "mid" : "at";
}

/* In a market that shows nothing, as one that is withheld. */
static void place_nowhere(bp_offer *o, const bp_market *in, bp_ties ties)
{
    o->rank = o->percentile = o->to_p50 =
        in->withheld != 0 ? bp_figure_without(BP_WITHHELD, in->withheld)
                          : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    o->method = in->records ? ties_name(ties) : bp_between_name(in->between);
}

/* How many of the records are paid less, and as much; and which part of all that is. */
static void count_records(bp_offer *o, const bp_market *in, bp_int128 units, bool exact,
                          bp_ties ties)
{
    const uint64_t up_to = count_below(in, units + 1);
    o->below = exact ? count_below(in, units) : up_to;
    o->equal = up_to - o->below;
    const double half = ties == BP_TIES_MID ? .5 : 1;
    if (in->weighted == NULL) {
        const double share = (double)o->below + (double)o->equal * half;
        o->percentile = bp_figure_of(100 * share / (double)in->n);
        return;
    }
    const int64_t most = up_to > 0 ? in->pay[up_to - 1] : INT64_MIN,
                  less = o->below > 0 ? in->pay[o->below - 1] : INT64_MIN;
    const bp_int128 below = bp_weighted_up_to(in->weighted, less),
                    equal = bp_weighted_up_to(in->weighted, most) - below;
    o->percentile = bp_figure_of(100 * ((double)below + (double)equal * half) /
                                 (double)bp_weighted_all(in->weighted));
    if (in->weights == BP_WEIGHTS_FREQ) {
        o->below = (uint64_t)below;
        o->equal = (uint64_t)equal;
    }
}

/* amount - Q. */
static double gap_to(const bp_market *in, bp_decimal amount, bp_level level)
{
    if (in->weighted != NULL)
        return bp_money_double(amount.units, amount.scale) -
               bp_weighted_quantile(in->weighted, level, in->qtype, in->scale).value;
    const distance d = distance_to(in, amount, level);
    return bp_money_mean(d.num, d.den, d.scale);
}

static void put_share_limits(bp_offer *o, bp_share_limits l)
{
    o->percentile.lo = 100 * l.lo;
    o->percentile.hi = 100 * l.hi;
    o->percentile.lo_state = l.lo_state;
    o->percentile.hi_state = l.hi_state;
}

/* The interval of the share, in percent; `units` of pay are the offer, or just below. */
static bp_status put_limits(bp_offer *o, const bp_market *in, bp_int128 units,
                            bp_ties ties, bp_err *err)
{
    if (in->from == NULL)
        return BP_OK;
    const int64_t amount = units > INT64_MAX ? INT64_MAX : (int64_t)units;
    const bp_split at = { o->below, o->equal, amount };
    const bp_share_group of = { in->from->groups, in->group, in->stream };
    bp_share_limits l;
    bp_status status = bp_share_limits_of(&l, &at, ties, &of, &in->ci, err);
    if (status == BP_OK)
        put_share_limits(o, l);
    return status;
}

static bp_status place_in_records(bp_offer *o, const bp_market *in, bp_decimal amount,
                                  bp_ties ties, bp_err *err)
{
    bool exact;
    const bp_int128 units = units_of(amount, in->scale, &exact);
    count_records(o, in, units, exact, ties);
    o->rank = rank_of(o, in, amount, ties);
    o->method = ties_name(ties);
    o->to_p50 = in->basis == BP_BASIS_ORG /* whose units are too fine for any amount */
                    ? bp_offer_gap(o, in->quartile[1])
                    : bp_figure_of(gap_to(in, amount, (bp_level){ 1, 2 }));

    size_t i = 0;
    while (i < in->n_rungs && gap_to(in, amount, in->level[i]) >= 0)
        i++;
    put_band(o, i > 0 ? &in->level[i - 1] : NULL, i < in->n_rungs ? &in->level[i] : NULL);
    return put_limits(o, in, units, ties, err);
}

/* The interval of a share among percentiles that are shown, by the nearest of them. */
static void put_placed_limits(bp_offer *o, const bp_market *in, size_t lower,
                              double share)
{
    const double below = share - bp_level_share(in->knot[lower].level);
    const bool next = lower + 1 < in->n_knots &&
                      bp_level_share(in->knot[lower + 1].level) - share < below;
    const bp_share_error *e = &in->error[lower + (next ? 1 : 0)];
    if (in->ci.method == BP_CI_NONE)
        return;
    put_share_limits(o, bp_interval_placed(share, e->n_eff, e->df, in->ci.level));
}

static bp_status place_among_knots(bp_offer *o, const bp_market *in, bp_err *err)
{
    bp_standing s;
    size_t n;
    const bp_knot *knot = bp_market_near(in, o->amount, &n);
    bp_status status = bp_knots_place(&s, knot, n, o->amount, in->between, err);
    if (status != BP_OK)
        return status;
    put_band(o, s.lower >= 0 ? &knot[s.lower].level : NULL,
             s.upper < (int)n ? &knot[s.upper].level : NULL);
    o->percentile = s.known ? bp_figure_of(100 * s.p)
                            : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    if (in->records && s.extrapolated)
        o->percentile = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    o->rank = o->percentile;
    if (in->records && o->percentile.state == BP_SHOWN)
        put_placed_limits(o, in, (size_t)(knot - in->knot) + (size_t)s.lower, s.p);
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
    if (m->n_knots == 0 && !bp_market_counts(m))
        place_nowhere(&o, m, ties);
    else if (bp_market_counts(m))
        status = place_in_records(&o, m, amount, ties, err);
    else
        status = place_among_knots(&o, m, err);
    if (status != BP_OK)
        return status;
    o.market_ratio = bp_offer_ratio(&o, m->quartile[1]);
    *out = o;
    return BP_OK;
}
