/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weighted.c - percentiles of pay with weights.
 *
 * A percentile is found by weight at or below a value, and where that is p W exactly the
 * answer is another one than a bit below it: sums of decimals in doubles miss such ties.
 * So weights and their sums are whole numbers, compared as such.  Type 7 for analytic
 * weights is the mean of what lies in a window of weight,
 *
 *     of W C between  A = p (W^2 - S)  and  A + S,   S = sum of w^2,
 *
 * a fraction of whole numbers too, that is rounded once: rounding keeps order, so the
 * percentiles rise with p as the exact ones do. */
#include "analysis/weighted.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/orgshares.h"
#include "analysis/rank.h"
#include "analysis/wide.h"
#include "base/mem.h"
#include "benchpay/quantile.h"
#include "data/pay.h"

typedef struct knot {
    bp_int128 up_to; /* the weight of all values up to this one */
    int64_t value;
} knot;

/* Invariant: n > 0, values ascend and so do weights; knot[n - 1].up_to is all. */
struct bp_weighted {
    bp_weighting meaning;
    bp_wide squares;       /* of the weights of rows */
    bp_int128 each;        /* what every row weighs; 0: not the same */
    bp_org_shares *shares; /* where weights are rounded: what they are of; NULL */
    bp_int128 whole;       /* ... what they would weigh together if they were not, and */
    bp_int128 off;         /* how far any sum of them is from that at most */
    size_t n;
    knot knot[];
};

/* p = num / den, den <= 2^53. */
typedef struct ratio {
    int64_t num;
    int64_t den;
} ratio;

bool bp_weighting_has(bp_weighting meaning, int qtype)
{
    return meaning == BP_WEIGHTS_SAMPLING   ? qtype == 1 || qtype == 2
           : meaning == BP_WEIGHTS_ANALYTIC ? qtype == 7
                                            : true;
}

void bp_weighted_free(bp_weighted *w)
{
    if (w != NULL)
        bp_org_shares_free(w->shares);
    free(w);
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = ((const knot *)a)->value, y = ((const knot *)b)->value;
    return (x > y) - (x < y);
}

static bp_wide square(bp_int128 x)
{
    const bp_wide w = bp_wide_of(x);
    return bp_wide_times(w, w);
}

/* Makes knots of rows, whose own weight is in up_to: sorts, adds up, joins equal ones. */
static bool settle(bp_weighted *w, size_t rows)
{
    size_t n = 0;
    for (size_t i = 0; i < rows; i++) {
        const bp_int128 weight = w->knot[i].up_to;
        assert(weight >= 0);
        if (weight == 0)
            continue;
        if (w->meaning == BP_WEIGHTS_ANALYTIC)
            w->squares = bp_wide_plus(w->squares, square(weight));
        w->each = n == 0 || w->each == weight ? weight : 0;
        w->knot[n++] = w->knot[i];
    }
    if (n > 1)
        qsort(w->knot, n, sizeof w->knot[0], by_value);
    bp_int128 all = 0;
    for (size_t i = 0; i < n; i++) {
        all += w->knot[i].up_to;
        w->n += w->n == 0 || w->knot[i].value != w->knot[w->n - 1].value;
        w->knot[w->n - 1] = (knot){ all, w->knot[i].value };
    }
    if (w->meaning == BP_UNWEIGHTED || w->meaning == BP_WEIGHTS_FREQ)
        w->each = 1; /* a row is so many of weight 1 */
    return n > 0;
}

static bp_weighted *begin(size_t rows, bp_weighting meaning)
{
    bp_weighted *w = bp_alloc(sizeof *w, rows, sizeof w->knot[0]);
    if (w != NULL)
        w->meaning = meaning;
    return w;
}

bp_weighted *bp_weighted_new(const int64_t value[], const bp_int128 weight[], size_t n,
                             bp_weighting meaning)
{
    bp_weighted *w = begin(n, meaning);
    for (size_t i = 0; w != NULL && i < n; i++)
        w->knot[i] = (knot){ weight[i], value[i] };
    if (w != NULL && settle(w, n))
        return w;
    free(w);
    return NULL;
}

bp_weighted *bp_weighted_of(const bp_sample *x, bp_weighting meaning)
{
    bp_block b;
    size_t n = 0;
    bp_weighted *w = begin((size_t)x->n, meaning);
    if (w == NULL)
        return NULL;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++)
            w->knot[n++] =
                (knot){ meaning != BP_UNWEIGHTED ? b.weight[i] : 1, b.value[i] };
    settle(w, n);
    return w;
}

bp_weighted *bp_weighted_of_group(const bp_pay_groups *g, const bp_pay_group *group)
{
    bp_weighted *w = bp_weighted_of(&group->pay, g->weighting);
    if (w == NULL || group->parts == 0 || g->weighting != BP_WEIGHTS_SAMPLING)
        return w;
    w->shares = bp_org_shares_new(g, group);
    w->whole = (bp_int128)group->parts * (int64_t)group->orgs;
    w->off = (bp_int128)group->pay.n;
    if (w->shares != NULL)
        return w;
    bp_weighted_free(w);
    return NULL;
}

/* ---- sums ---- */

bp_int128 bp_weighted_all(const bp_weighted *w)
{
    return w->knot[w->n - 1].up_to;
}

/* The first knot with more than `least` at or below it, or n. */
static size_t first_above(const bp_weighted *w, bp_int128 least)
{
    size_t low = 0, high = w->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (w->knot[middle].up_to > least)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* How many values are at most so many units. */
static size_t count_up_to(const bp_weighted *w, bp_int128 units)
{
    size_t low = 0, high = w->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (w->knot[middle].value > units)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* What the first n values weigh. */
static bp_int128 weight_of(const bp_weighted *w, size_t n)
{
    return n > 0 ? w->knot[n - 1].up_to : 0;
}

bp_int128 bp_weighted_up_to(const bp_weighted *w, int64_t units)
{
    return weight_of(w, count_up_to(w, units));
}

/* ---- percentiles ---- */

/* Between two values that are in order. */
static bp_weighted_point between(const bp_position *at, int64_t lo, int64_t hi, int scale)
{
    const bp_int128 way = ((bp_int128)hi - lo) * (bp_int128)at->num;
    return (bp_weighted_point){ bp_quantile_between(at, lo, hi, scale),
                                (int64_t)(lo + way / (bp_int128)at->den) };
}

/* Rows that weigh the same are ranks; `at` is among them. */
static bp_weighted_point of_ranks(const bp_weighted *w, const bp_position *at, int scale)
{
    const size_t lo = first_above(w, (bp_int128)at->lo * w->each),
                 hi = first_above(w, (bp_int128)at->hi * w->each);
    return between(at, w->knot[lo].value, w->knot[hi].value, scale);
}

/* The step that a share of the weight is on. */
typedef struct reached {
    size_t at;
    bool tie; /* the weight up to it is that share */
} reached;

/* C >= p W in whole numbers, without leaving 128 bits. */
static reached find_step(const bp_weighted *w, ratio p)
{
    const bp_int128 all = bp_weighted_all(w), rest = all % p.den * p.num;
    const bp_int128 below = all / p.den * p.num + rest / p.den;
    const bool whole = rest % p.den == 0;
    const size_t i = first_above(w, whole && below > 0 ? below - 1 : below);
    return (reached){ i, whole && w->knot[i].up_to == below };
}

/* Where weights are rounded they leave some steps open, mostly none or one. */
static reached find_open_step(const bp_weighted *w, ratio p)
{
    const bp_int128 share = w->whole / p.den * p.num + w->whole % p.den * p.num / p.den;
    size_t low = first_above(w, share - w->off - 1),
           high = first_above(w, share + w->off);
    high = high < w->n ? high : w->n - 1;
    bool tie = false;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int side =
            bp_org_shares_compare(w->shares, w->knot[middle].value, p.num, p.den);
        if (side >= 0) {
            high = middle;
            tie = side == 0;
        } else {
            low = middle + 1;
        }
    }
    return (reached){ high, tie };
}

static bp_weighted_point of_steps(const bp_weighted *w, ratio p, int qtype, int scale)
{
    const reached s = w->shares != NULL ? find_open_step(w, p) : find_step(w, p);
    const size_t next = qtype == 2 && s.tie && s.at + 1 < w->n ? s.at + 1 : s.at;
    const bp_position middle = { .num = next > s.at, .den = 2 };
    return between(&middle, w->knot[s.at].value, w->knot[next].value, scale);
}

/* A window of W C: all in den-ths, as p is. */
typedef struct window {
    bp_wide one;  /* what a weight of 1 is long */
    bp_wide from; /* where it begins */
    bp_wide to;
    bp_wide length;
} window;

static window window_of(const bp_weighted *w, ratio p)
{
    const bp_wide all = bp_wide_of(bp_weighted_all(w)), den = bp_wide_of(p.den);
    const bp_wide room = bp_wide_minus(bp_wide_times(all, all), w->squares);
    window win = { .one = bp_wide_times(all, den),
                   .from = bp_wide_times(room, bp_wide_of(p.num)),
                   .length = bp_wide_times(w->squares, den) };
    win.to = bp_wide_plus(win.from, win.length);
    return win;
}

/* Where the weight of the first n values ends. */
static bp_wide end_of(const bp_weighted *w, const window *win, size_t n)
{
    return bp_wide_times(bp_wide_of(weight_of(w, n)), win->one);
}

/* The first value that reaches beyond the window's beginning. */
static size_t first_within(const bp_weighted *w, const window *win)
{
    size_t low = 0, high = w->n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (bp_wide_compare(end_of(w, win, middle + 1), win->from) > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* How much value i is above the lowest. */
static bp_wide above_lowest(const bp_weighted *w, size_t i)
{
    return bp_wide_of((bp_int128)w->knot[i].value - w->knot[0].value);
}

/* Sum of the values over the lowest, each times its length in the window. */
static bp_wide sum_within(const bp_weighted *w, const window *win)
{
    bp_wide sum = { { 0 } }, from = win->from;
    for (size_t i = first_within(w, win); i < w->n; i++) {
        const bp_wide end = end_of(w, win, i + 1);
        const bool last = bp_wide_compare(end, win->to) >= 0;
        const bp_wide length = bp_wide_minus(last ? win->to : end, from);
        sum = bp_wide_plus(sum, bp_wide_times(above_lowest(w, i), length));
        if (last)
            break;
        from = end;
    }
    return sum;
}

/* lowest + over / den, in units that are 1 / unit of a currency unit. */
static double rounded(int64_t lowest, bp_wide over, bp_wide den, int64_t unit)
{
    const bp_int128 low = lowest;
    const bp_wide size = bp_wide_times(bp_wide_of(low < 0 ? -low : low), den);
    const bp_wide whole = bp_wide_times(den, bp_wide_of(unit));
    if (lowest >= 0)
        return bp_wide_ratio(bp_wide_plus(over, size), whole);
    return bp_wide_compare(over, size) >= 0
               ? bp_wide_ratio(bp_wide_minus(over, size), whole)
               : -bp_wide_ratio(bp_wide_minus(size, over), whole);
}

static bp_weighted_point of_window(const bp_weighted *w, ratio p, int scale)
{
    const int64_t lowest = w->knot[0].value;
    const window win = window_of(w, p);
    const bp_wide sum = sum_within(w, &win);
    const uint64_t over = (uint64_t)bp_wide_floor(sum, win.length);
    return (bp_weighted_point){ rounded(lowest, sum, win.length, bp_pow10(scale)),
                                (int64_t)((bp_int128)lowest + (bp_int128)over) };
}

static bool by_rank(const bp_weighted *w)
{
    return w->each > 0 && w->meaning != BP_WEIGHTS_SAMPLING;
}

/* As many as there are of rows that weigh the same. */
static uint64_t ranks(const bp_weighted *w)
{
    return (uint64_t)(bp_weighted_all(w) / w->each);
}

static bp_weighted_point quantile(const bp_weighted *w, ratio p, int qtype, int scale)
{
    assert(bp_weighting_has(w->meaning, qtype));
    return w->meaning == BP_WEIGHTS_SAMPLING ? of_steps(w, p, qtype, scale)
                                             : of_window(w, p, scale);
}

bp_weighted_point bp_weighted_quantile(const bp_weighted *w, bp_level p, int qtype,
                                       int scale)
{
    if (!by_rank(w))
        return quantile(w, (ratio){ p.num, p.den }, qtype, scale);
    const bp_position at = bp_quantile_position(ranks(w), p, qtype);
    return of_ranks(w, &at, scale);
}

bp_weighted_point bp_weighted_quantile_share(const bp_weighted *w, double share,
                                             int qtype, int scale)
{
    const int bits = 53;
    if (!by_rank(w))
        return quantile(w, (ratio){ (int64_t)ldexp(share, bits), (int64_t)1 << bits },
                        qtype, scale);
    const bp_position at = bp_quantile_position_share(ranks(w), share, qtype);
    return of_ranks(w, &at, scale);
}

/* ---- ranks ---- */

/* The values at most an amount. */
static size_t at_or_below(const bp_weighted *w, bp_weighted_amount a)
{
    const bp_int128 down = a.num / a.den - (a.num % a.den < 0);
    return count_up_to(w, down);
}

static bool is_value(const bp_weighted *w, bp_weighted_amount a, size_t up_to)
{
    return up_to > 0 && (bp_int128)w->knot[up_to - 1].value * a.den == a.num;
}

static double rank_by_rank(const bp_weighted *w, bp_weighted_amount a, int qtype,
                           bool mid)
{
    const size_t up_to = at_or_below(w, a), below = up_to - is_value(w, a, up_to);
    bp_standing_among at = { .n = ranks(w),
                             .below = (uint64_t)(weight_of(w, below) / w->each),
                             .up_to = (uint64_t)(weight_of(w, up_to) / w->each),
                             .den = 1 };
    for (; at.n >> 57 != 0; at.n /= 2) { /* counts beyond what a double tells apart */
        at.below /= 2;
        at.up_to /= 2;
    }
    if (up_to > 0 && up_to < w->n) {
        const int64_t x = w->knot[up_to - 1].value, next = w->knot[up_to].value;
        at.num = a.num - (bp_int128)x * a.den;
        at.den = ((bp_int128)next - x) * a.den;
    }
    return bp_percentile_rank(&at, qtype, mid);
}

/* Where p stops: at the end of the step that the amount is on. */
static double rank_by_step(const bp_weighted *w, bp_weighted_amount a, bool mid)
{
    const size_t up_to = at_or_below(w, a);
    const bp_int128 high = weight_of(w, up_to),
                    low = mid && is_value(w, a, up_to) ? weight_of(w, up_to - 1) : high;
    const bp_wide all = bp_wide_of(bp_weighted_all(w));
    return bp_wide_ratio(bp_wide_times(bp_wide_of(high + low), bp_wide_of(50)), all);
}

/* A window that is moved up until its mean passes an amount. */
typedef struct moving {
    const bp_weighted *w;
    bp_wide amount; /* over the lowest value, times S, times den: when the mean is that */
    bp_wide den;    /* of the amount */
    window win;
    bp_wide sum;  /* within the window, times den */
    size_t first; /* the value that the window begins in, and the one that follows it */
    size_t next;
} moving;

/* The share of its way that a window of room W^2 - S has gone when it is rest / slope
 * behind its beginning. */
static double way_gone(const moving *m, bp_wide rest, bp_wide slope)
{
    const bp_wide all = bp_wide_of(bp_weighted_all(m->w));
    const bp_wide room = bp_wide_minus(bp_wide_times(all, all), m->w->squares);
    const bp_wide gone = bp_wide_plus(bp_wide_times(m->win.from, slope), rest);
    return bp_wide_ratio(bp_wide_times(gone, bp_wide_of(100)),
                         bp_wide_times(room, slope));
}

/* How far it can move before a value leaves it or a new one comes in. */
static bp_wide step_of(const moving *m)
{
    const bp_wide leaves =
        bp_wide_minus(end_of(m->w, &m->win, m->first + 1), m->win.from);
    const bp_wide comes = bp_wide_minus(end_of(m->w, &m->win, m->next + 1), m->win.to);
    return bp_wide_compare(leaves, comes) < 0 ? leaves : comes;
}

static void skip_passed(moving *m)
{
    while (m->first < m->w->n &&
           bp_wide_compare(end_of(m->w, &m->win, m->first + 1), m->win.from) <= 0)
        m->first++;
    while (m->next < m->w->n &&
           bp_wide_compare(end_of(m->w, &m->win, m->next + 1), m->win.to) <= 0)
        m->next++;
}

/* The p, in percent, where the mean passes the amount, 0 and 100 beyond its range: the
 * largest p at which it is at most that, or the smallest at which it is at least that. */
static double rank_by_window(const bp_weighted *w, bp_weighted_amount a, bool largest)
{
    const bp_int128 over = a.num - (bp_int128)w->knot[0].value * a.den;
    moving m = { .w = w,
                 .amount = bp_wide_times(w->squares, bp_wide_of(over)),
                 .den = bp_wide_of(a.den),
                 .win = window_of(w, (ratio){ 0, 1 }) };
    m.sum = bp_wide_times(sum_within(w, &m.win), m.den);
    if (bp_wide_compare(m.sum, m.amount) >= (largest ? 1 : 0))
        return 0;
    for (skip_passed(&m); m.next < w->n; skip_passed(&m)) {
        const bp_wide step = step_of(&m);
        const bp_wide slope = bp_wide_times(
            bp_wide_minus(above_lowest(w, m.next), above_lowest(w, m.first)), m.den);
        const bp_wide sum = bp_wide_plus(m.sum, bp_wide_times(slope, step));
        if (bp_wide_compare(sum, m.amount) >= (largest ? 1 : 0))
            return way_gone(&m, bp_wide_minus(m.amount, m.sum), slope);
        m.sum = sum;
        m.win.from = bp_wide_plus(m.win.from, step);
        m.win.to = bp_wide_plus(m.win.to, step);
    }
    return 100;
}

double bp_weighted_rank(const bp_weighted *w, bp_weighted_amount amount, int qtype,
                        bool mid)
{
    assert(bp_weighting_has(w->meaning, qtype));
    if (by_rank(w))
        return rank_by_rank(w, amount, qtype, mid);
    if (w->meaning == BP_WEIGHTS_SAMPLING)
        return rank_by_step(w, amount, mid);
    const size_t up_to = at_or_below(w, amount);
    if (up_to == 0)
        return 0;
    const double high = rank_by_window(w, amount, true);
    return mid && is_value(w, amount, up_to)
               ? (rank_by_window(w, amount, false) + high) / 2
               : high;
}
