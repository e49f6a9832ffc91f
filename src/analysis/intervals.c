/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intervals.c - the intervals of a group's percentiles and of its mean.
 *
 * Variances come of the counts by organisation (units.h), and limits of a second
 * selection, which finds all of a group's at once; of pay with weights, of its sorted
 * rows. */
#include "analysis/intervals.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/weighted.h"
#include "base/mem.h"
#include "base/room.h"

/* Found once for all groups of as many people, and all of as many degrees of freedom: of
 * a table's thousands of groups many are alike. */
#define KEPT 256

typedef struct kept_ranks {
    uint64_t n; /* of which the ranks are; 0: of none yet */
    bool found;
    bp_order_interval is;
} kept_ranks;

typedef struct kept_t {
    double df; /* 0: of none yet */
    double t;
} kept_t;

struct bp_intervals {
    const bp_pay_groups *groups;
    const bp_method *method;
    int64_t *limit;    /* [2 n_levels] */
    uint64_t *rank;    /* [4 n_levels] */
    int64_t *value;    /* likewise */
    bp_position *at;   /* [2 n_levels] */
    double *share;     /* likewise; of pay with weights */
    double *t;         /* [n_levels] */
    kept_ranks *ranks; /* [KEPT][n_levels] */
    kept_t kept[KEPT];
    bp_room room; /* of the arrays */
};

/* A group at work. */
typedef struct work {
    bp_intervals *s;
    const bp_selection *of;
    bp_units *units;
    bp_limits *out;        /* [n_levels] */
    bp_weighted *weighted; /* of pay with weights; NULL */
} work;

static int scale_of(const work *w)
{
    return w->s->groups->scale;
}

/* People, or organisations. */
static uint64_t drawn(const work *w)
{
    return bp_sample_drawn(w->s->groups, &w->of->group->pay);
}

static size_t levels(const work *w)
{
    return w->s->method->n_levels;
}

void bp_intervals_free(bp_intervals *s)
{
    if (s == NULL)
        return;
    bp_room_release(&s->room);
    free(s);
}

bp_intervals *bp_intervals_new(const bp_pay_groups *g, const bp_method *method)
{
    const size_t n = method->n_levels;
    bp_intervals *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->groups = g;
    s->method = method;
    s->limit = bp_room_take(&s->room, 2 * n, sizeof s->limit[0]);
    s->rank = bp_room_take(&s->room, 4 * n, sizeof s->rank[0]);
    s->value = bp_room_take(&s->room, 4 * n, sizeof s->value[0]);
    s->at = bp_room_take(&s->room, 2 * n, sizeof s->at[0]);
    s->share = bp_room_take(&s->room, 2 * n, sizeof s->share[0]);
    s->t = bp_room_take(&s->room, n, sizeof s->t[0]);
    s->ranks = bp_room_take(&s->room, KEPT * n, sizeof s->ranks[0]);
    if (!s->room.failed)
        return s;
    bp_intervals_free(s);
    return NULL;
}

/* ---- variances ---- */

static double left_out(const work *w)
{
    const uint64_t all = w->s->method->ci.population;
    return all > 0 ? 1 - (double)bp_units_sampled(w->units) / (double)all : 1;
}

/* Do weights tell people apart?  Else each of them is 1, whom a row may have several of.
 */
static bool tells_apart(const work *w)
{
    const bp_weighting weights = w->s->groups->weighting;
    return weights == BP_WEIGHTS_SAMPLING || weights == BP_WEIGHTS_ANALYTIC;
}

/* The sum over lone people of (w (1[x <= q] - F) / W)^2. */
static double lone_share(const work *w, size_t level, double all, double share)
{
    const bp_units *u = w->units;
    const double rest = 1 - share;
    if (!tells_apart(w)) {
        const uint64_t alone = bp_units_alone(u, level);
        return ((double)alone * rest * rest +
                (double)(u->lone.n - alone) * share * share) /
               (all * all);
    }
    const bp_int128 in = u->alone_squares[level], of = u->alone_squares[u->n_limits];
    return ((double)in * rest * rest + (double)(of - in) * share * share) / (all * all);
}

/* W^2 z of a unit, F = all / W: c W - W_o all, a whole number. */
static double whole_error(const bp_units *u, size_t unit, size_t level, uint64_t weight,
                          uint64_t all)
{
    const uint64_t own = bp_units_at_most(u, unit, level), of = u->unit[unit].weight;
    if (weight >> 31 == 0) /* no part is larger */
        return (double)((int64_t)(own * weight) - (int64_t)(of * all));
    return (double)((bp_int128)own * (bp_int128)weight - (bp_int128)of * (bp_int128)all);
}

static bp_share_error share_error(const work *w, size_t level)
{
    const bp_units *u = w->units;
    const uint64_t weight = w->of->group->pay.weight, all = bp_units_all(u, level);
    const double whole = (double)weight, share = (double)all / whole;
    double sum = lone_share(w, level, whole, share);
    for (size_t i = 0; i < u->n; i++) {
        const size_t unit = u->order[i].unit;
        const double z = whole_error(u, unit, level, weight, all) / whole / whole;
        sum += z * z;
    }
    return bp_share_error_of(drawn(w), bp_units_sampled(u), share, sum, left_out(w));
}

/* The sum over lone people of (w (x - m))^2, the mean being `past` over the centre. */
static double lone_squares(const work *w, double past)
{
    const bp_units *u = w->units;
    if (w->s->groups->weighting != BP_UNWEIGHTED)
        return bp_units_lone_squares(u, w->s->groups, w->of->group, &w->of->total);
    return bp_squares_value(&u->square) - 2 * past * (double)u->lone.over +
           past * past * (double)u->lone.n;
}

static double student(const work *w, double df)
{
    kept_t *kept = &w->s->kept[(size_t)fmin(df, 1e9) % KEPT];
    if (kept->df != df)
        *kept = (kept_t){ df, bp_interval_t(w->s->method->ci.level, df) };
    return kept->t;
}

/* Half the width of the mean's interval, in units of pay; NaN: there is none. */
static double mean_half(const work *w)
{
    const bp_units *u = w->units;
    const double all = (double)w->of->group->pay.weight,
                 units = (double)bp_units_sampled(u);
    const double past = (double)u->over / all; /* the mean over the centre */
    if (units < 2)
        return NAN;
    double sum = lone_squares(w, past);
    for (size_t i = 0; i < u->n; i++) {
        const bp_unit *unit = &u->unit[u->order[i].unit];
        const double z = (double)unit->over - past * (double)unit->weight;
        sum += z * z;
    }
    const double variance = units / (units - 1) * fmax(sum, 0) * left_out(w);
    return student(w, units - 1) * sqrt(variance) / all;
}

/* ---- limits ---- */

static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                   .hi_state = BP_NOT_ESTIMABLE };

/* Limit `side` of level k at a rank, counted from 1. */
static void place_at_rank(work *w, size_t k, size_t side, uint64_t rank)
{
    const uint64_t n = drawn(w);
    w->s->at[2 * k + side] = (bp_position){ rank - 1, rank - 1, 0, 1 };
    w->s->share[2 * k + side] = ((double)rank - .5) / (double)n;
}

/* ... and at a share; false: it is none. */
static bool place_at_share(work *w, size_t k, size_t side, double share)
{
    if (!(share >= 0 && share <= 1))
        return false;
    if (w->weighted == NULL)
        w->s->at[2 * k + side] =
            bp_quantile_position_share(w->of->group->pay.n, share, w->s->method->qtype);
    w->s->share[2 * k + side] = share;
    return true;
}

/* False: it has none. */
static bool find_ranks(bp_order_interval *out, const work *w, size_t k)
{
    const bp_method *m = w->s->method;
    const uint64_t n = drawn(w);
    kept_ranks *kept = &w->s->ranks[n % KEPT * m->n_levels + k];
    if (kept->n != n) {
        kept->found = bp_interval_order(&kept->is, n, m->level[k], m->ci.level);
        kept->n = n;
    }
    *out = kept->is;
    return kept->found;
}

/* The places of both limits of level k, where they are; t of its distribution. */
static double place_limits(work *w, size_t k)
{
    bp_limits *l = &w->out[k];
    const bp_method *m = w->s->method;
    *l = unknown;
    if (m->ci.method == BP_CI_ORDER) {
        bp_order_interval ranks;
        if (!find_ranks(&ranks, w, k))
            return 0;
        place_at_rank(w, k, 0, ranks.lo);
        place_at_rank(w, k, 1, ranks.hi);
        l->precision =
            (bp_precision){ .coverage = ranks.coverage, .df = (double)drawn(w) - 1 };
        l->lo_state = l->hi_state = BP_SHOWN;
        return 0;
    }
    const bp_share_error e = share_error(w, k);
    if (e.df <= 0)
        return 0;
    const double t = student(w, e.df);
    const double share =
        (double)bp_units_all(w->units, k) / (double)w->of->group->pay.weight;
    l->precision = (bp_precision){ .deff = e.deff, .n_eff = e.n_eff, .df = e.df };
    if (place_at_share(w, k, 0, share - t * e.se))
        l->lo_state = BP_SHOWN;
    if (place_at_share(w, k, 1, share + t * e.se))
        l->hi_state = BP_SHOWN;
    return t;
}

static int by_rank(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Of the group's, or of those n that were selected. */
static int64_t value_at(const work *w, size_t n, uint64_t rank)
{
    if (w->of->sorted != NULL)
        return w->of->sorted[rank];
    const uint64_t *found = bsearch(&rank, w->s->rank, n, sizeof rank, by_rank);
    return w->s->value[found - w->s->rank];
}

static double quantile_at(const work *w, size_t n, const bp_position *at)
{
    return bp_quantile_between(at, value_at(w, n, at->lo), value_at(w, n, at->hi),
                               scale_of(w));
}

static bp_state state_of(const bp_limits *l, size_t side)
{
    return side == 0 ? l->lo_state : l->hi_state;
}

/* Selects the pay at all limits at once, where it is not sorted: rank[n], value[n].
 * False: memory is out. */
static bool select_limits(const work *w, size_t *n)
{
    bp_intervals *s = w->s;
    bp_total unused;
    *n = 0;
    if (w->weighted != NULL || w->of->sorted != NULL)
        return true;
    for (size_t i = 0; i < 2 * levels(w); i++)
        if (state_of(&w->out[i / 2], i % 2) == BP_SHOWN) {
            s->rank[(*n)++] = s->at[i].lo;
            s->rank[(*n)++] = s->at[i].hi;
        }
    if (*n == 0)
        return true;
    qsort(s->rank, *n, sizeof s->rank[0], by_rank);
    return bp_sample_select(&w->of->group->pay, s->rank, *n, s->value, &unused);
}

/* A rank is a whole number, and a share between two of them finds the second with the
 * inverse of the distribution function. */
static double limit_at(const work *w, size_t n, size_t i)
{
    const bp_method *m = w->s->method;
    const int qtype = m->ci.method == BP_CI_ORDER ? 1 : m->qtype;
    return w->weighted != NULL ? bp_weighted_quantile_share(w->weighted, w->s->share[i],
                                                            qtype, scale_of(w))
                                     .value
                               : quantile_at(w, n, &w->s->at[i]);
}

static bool find_limits(work *w)
{
    size_t n;
    if (!select_limits(w, &n))
        return false;
    for (size_t k = 0; k < levels(w); k++) {
        bp_limits *l = &w->out[k];
        const double t = w->s->t[k];
        if (l->lo_state == BP_SHOWN)
            l->lo = limit_at(w, n, 2 * k);
        if (l->hi_state == BP_SHOWN)
            l->hi = limit_at(w, n, 2 * k + 1);
        if (t > 0 && l->lo_state == BP_SHOWN && l->hi_state == BP_SHOWN)
            l->precision.se = (l->hi - l->lo) / (2 * t);
    }
    return true;
}

static bp_limits limits_of_mean(const work *w)
{
    const double m =
        bp_money_mean(w->of->total.sum, w->of->group->pay.weight, scale_of(w));
    const double half = mean_half(w) / (double)bp_pow10(scale_of(w));
    return isnan(half) ? unknown
                       : (bp_limits){ .lo = m - half,
                                      .hi = m + half,
                                      .lo_state = BP_SHOWN,
                                      .hi_state = BP_SHOWN };
}

/* What lies between the two order statistics of a percentile is nobody's pay, so those
 * at or below the lower one are those at or below the percentile. */
static bool count_levels(const work *w)
{
    for (size_t k = 0; k < levels(w); k++)
        w->s->limit[k] = w->of->picked[k].lo;
    return bp_units_count(w->units, w->s->groups, w->of->group, w->s->limit, levels(w),
                          &w->of->total, BP_COUNT_WEIGHT,
                          w->s->method->ci.method == BP_CI_CLUSTERED);
}

static bp_status find_all(work *w, bp_limits *mean, bp_err *err)
{
    const bool is_total = w->of->number == 0; /* which has all units */
    bool ok = (w->s->groups->weighting == BP_UNWEIGHTED || w->weighted != NULL) &&
              count_levels(w);
    if (ok && is_total && left_out(w) < 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a population of %llu is smaller than the sample, which has %llu",
                       (unsigned long long)w->s->method->ci.population,
                       (unsigned long long)bp_units_sampled(w->units));
    for (size_t k = 0; ok && k < levels(w); k++)
        w->s->t[k] = place_limits(w, k);
    ok = ok && find_limits(w);
    if (ok)
        *mean = limits_of_mean(w);
    return ok ? BP_OK : bp_no_memory(err, "an interval");
}

bp_status bp_intervals_find(bp_intervals *s, const bp_selection *of, bp_units *units,
                            bp_limits out[], bp_limits *mean, bp_err *err)
{
    work w = { .s = s, .of = of, .units = units, .out = out };
    if (s->groups->weighting != BP_UNWEIGHTED)
        w.weighted = bp_weighted_of_group(s->groups, of->group);
    const bp_status status = find_all(&w, mean, err);
    bp_weighted_free(w.weighted);
    return status;
}
