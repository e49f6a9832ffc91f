/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intervals.c - the intervals of a group's percentiles and of its mean.
 *
 * Variances come of the counts by organisation (units.h), and limits of a second
 * selection, which finds all of a group's at once. */
#include "analysis/intervals.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "analysis/units.h"
#include "base/mem.h"
#include "base/pool.h"

/* A worker's memory. */
typedef struct scratch {
    bp_units units;
    int64_t *limit;  /* [2 n_levels] */
    uint64_t *rank;  /* [4 n_levels] */
    int64_t *value;  /* likewise */
    bp_position *at; /* [2 n_levels] */
} scratch;

typedef struct job {
    const bp_pay_groups *groups;
    const bp_method *method;
    const bp_picked *picked;
    const bp_total *total;
    bp_limits *out;
    bp_limits *mean;
    int scale;
    atomic_size_t next;
} job;

/* A group at work. */
typedef struct work {
    const job *j;
    scratch *s;
    const bp_pay_group *group;
    const bp_picked *picked; /* [n_levels] */
    bp_limits *out;          /* [n_levels] */
} work;

static size_t levels(const work *w)
{
    return w->j->method->n_levels;
}

static void release(scratch *s)
{
    bp_units_release(&s->units);
    free(s->limit);
    free(s->rank);
    free(s->value);
    free(s->at);
}

static bool prepare(scratch *s, const job *j)
{
    const size_t n = j->method->n_levels;
    s->limit = bp_alloc(0, 2 * n, sizeof s->limit[0]);
    s->rank = bp_alloc(0, 4 * n, sizeof s->rank[0]);
    s->value = bp_alloc(0, 4 * n, sizeof s->value[0]);
    s->at = bp_alloc(0, 2 * n, sizeof s->at[0]);
    return s->limit != NULL && s->rank != NULL && s->value != NULL && s->at != NULL &&
           bp_units_prepare(&s->units, j->groups, 2 * n);
}

/* ---- variances ---- */

static double left_out(const work *w)
{
    const uint64_t all = w->j->method->ci.population;
    return all > 0 ? 1 - (double)bp_units_sampled(&w->s->units) / (double)all : 1;
}

/* F = all / n, and n^2 z of a unit is c n - n_o all: a whole number. */
static bp_share_error share_error(const work *w, size_t level)
{
    const bp_units *u = &w->s->units;
    const uint64_t n = w->group->pay.n, all = u->all[level], alone = u->alone[level];
    const double people = (double)n, share = (double)all / people, rest = 1 - share;
    double sum =
        ((double)alone * rest * rest + (double)(u->lone.n - alone) * share * share) /
        (people * people);
    for (size_t i = 0; i < u->n; i++) {
        const size_t unit = u->order[i].unit;
        const bp_int128 whole =
            (bp_int128)u->at_most[unit * u->n_limits + level] * (bp_int128)n -
            (bp_int128)u->unit[unit].n * (bp_int128)all;
        const double z = (double)whole / people / people;
        sum += z * z;
    }
    return bp_share_error_of(n, bp_units_sampled(u), share, sum, left_out(w));
}

/* Half the width of the mean's interval, in units of pay; NaN: there is none. */
static double mean_half(const work *w)
{
    const bp_units *u = &w->s->units;
    const double people = (double)w->group->pay.n, units = (double)bp_units_sampled(u);
    const double past = (double)u->over / people; /* the mean over the centre */
    if (units < 2)
        return NAN;
    double sum = bp_squares_value(&u->square) - 2 * past * (double)u->lone.over +
                 past * past * (double)u->lone.n;
    for (size_t i = 0; i < u->n; i++) {
        const bp_unit *unit = &u->unit[u->order[i].unit];
        const double z = (double)unit->over - past * (double)unit->n;
        sum += z * z;
    }
    const double variance = units / (units - 1) * fmax(sum, 0) * left_out(w);
    return bp_interval_t(w->j->method->ci.level, units - 1) * sqrt(variance) / people;
}

/* ---- limits ---- */

static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                   .hi_state = BP_NOT_ESTIMABLE };

/* The places of both limits of level k, where they are; t of its distribution. */
static double place_limits(work *w, size_t k)
{
    bp_position *at = w->s->at + 2 * k;
    bp_limits *l = &w->out[k];
    const bp_method *m = w->j->method;
    *l = unknown;
    if (m->ci.method == BP_CI_ORDER) {
        bp_order_interval ranks;
        if (!bp_interval_order(&ranks, w->group->pay.n, m->level[k], m->ci.level))
            return 0;
        at[0] = (bp_position){ ranks.lo - 1, ranks.lo - 1, 0, 1 };
        at[1] = (bp_position){ ranks.hi - 1, ranks.hi - 1, 0, 1 };
        l->precision = (bp_precision){ .coverage = ranks.coverage,
                                       .df = (double)w->group->pay.n - 1 };
        l->lo_state = l->hi_state = BP_SHOWN;
        return 0;
    }
    const bp_share_error e = share_error(w, k);
    if (e.df <= 0)
        return 0;
    const uint64_t n = w->group->pay.n;
    const double t = bp_interval_t(m->ci.level, e.df);
    const double share = (double)w->s->units.all[k] / (double)n;
    const double lo = share - t * e.se, hi = share + t * e.se;
    l->precision = (bp_precision){ .deff = e.deff, .n_eff = e.n_eff, .df = e.df };
    if (lo >= 0) {
        at[0] = bp_quantile_position_share(n, lo, m->qtype);
        l->lo_state = BP_SHOWN;
    }
    if (hi <= 1) {
        at[1] = bp_quantile_position_share(n, hi, m->qtype);
        l->hi_state = BP_SHOWN;
    }
    return t;
}

static int by_rank(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int64_t value_at(const scratch *s, size_t n, uint64_t rank)
{
    const uint64_t *found = bsearch(&rank, s->rank, n, sizeof rank, by_rank);
    return s->value[found - s->rank];
}

static double quantile_at(const work *w, size_t n, const bp_position *at)
{
    return bp_quantile_between(at, value_at(w->s, n, at->lo), value_at(w->s, n, at->hi),
                               w->j->scale);
}

static bp_state state_of(const bp_limits *l, size_t side)
{
    return side == 0 ? l->lo_state : l->hi_state;
}

/* Selects the pay at all limits at once. */
static bool find_limits(work *w, const double t[])
{
    scratch *s = w->s;
    size_t n = 0;
    bp_total unused;
    for (size_t i = 0; i < 2 * levels(w); i++)
        if (state_of(&w->out[i / 2], i % 2) == BP_SHOWN) {
            s->rank[n++] = s->at[i].lo;
            s->rank[n++] = s->at[i].hi;
        }
    if (n == 0)
        return true;
    qsort(s->rank, n, sizeof s->rank[0], by_rank);
    if (!bp_sample_select(&w->group->pay, s->rank, n, s->value, &unused))
        return false;
    for (size_t k = 0; k < levels(w); k++) {
        bp_limits *l = &w->out[k];
        if (l->lo_state == BP_SHOWN)
            l->lo = quantile_at(w, n, &s->at[2 * k]);
        if (l->hi_state == BP_SHOWN)
            l->hi = quantile_at(w, n, &s->at[2 * k + 1]);
        if (t[k] > 0 && l->lo_state == BP_SHOWN && l->hi_state == BP_SHOWN)
            l->precision.se = (l->hi - l->lo) / (2 * t[k]);
    }
    return true;
}

static void find_mean(const work *w, const bp_total *total, bp_limits *mean)
{
    const double m = bp_money_mean(total->sum, w->group->pay.n, w->j->scale);
    const double half = mean_half(w) / (double)bp_pow10(w->j->scale);
    *mean = isnan(half) ? unknown
                        : (bp_limits){ .lo = m - half,
                                       .hi = m + half,
                                       .lo_state = BP_SHOWN,
                                       .hi_state = BP_SHOWN };
}

/* What lies between the two order statistics of a percentile is nobody's pay, so those
 * at or below the lower one are those at or below the percentile. */
static bool count_levels(work *w, const bp_total *total)
{
    for (size_t k = 0; k < levels(w); k++)
        w->s->limit[k] = w->picked[k].lo;
    return bp_units_count(&w->s->units, w->j->groups, w->group, w->s->limit, levels(w),
                          total, w->j->method->ci.method == BP_CI_CLUSTERED);
}

static bp_status measure(const job *j, size_t i, scratch *s, bp_err *err)
{
    const size_t n = j->method->n_levels;
    double t[BP_LEVELS_MAX + 1]; /* and the median */
    work w = { .j = j,
               .s = s,
               .group = &j->groups->group[i],
               .picked = j->picked + i * n,
               .out = j->out + i * n };
    bool ok = count_levels(&w, &j->total[i]);
    if (ok && i == 0 && left_out(&w) < 0) /* the total has all units */
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a population of %llu is smaller than the sample, which has %llu",
                       (unsigned long long)j->method->ci.population,
                       (unsigned long long)bp_units_sampled(&s->units));
    for (size_t k = 0; ok && k < n; k++)
        t[k] = place_limits(&w, k);
    ok = ok && find_limits(&w, t);
    if (ok)
        find_mean(&w, &j->total[i], &j->mean[i]);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for an interval");
}

static bp_status run(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    scratch s = { 0 };
    (void)worker;
    bp_status status =
        prepare(&s, j) ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for intervals");
    bp_gsl_begin();
    for (size_t i;
         status == BP_OK && (i = bp_groups_take(j->groups, &j->next)) < j->groups->n;)
        status = measure(j, i, &s, err);
    release(&s);
    return bp_gsl_end(status, err);
}

bp_status bp_groups_intervals(const bp_pay_groups *g, const bp_survey *s,
                              const bp_method *method, const bp_picked picked[],
                              const bp_total total[], bp_limits out[], bp_limits mean[],
                              bp_err *err)
{
    job j = { .groups = g,
              .method = method,
              .picked = picked,
              .total = total,
              .out = out,
              .mean = mean,
              .scale = bp_survey_scale(s) };
    return bp_pool_run(bp_groups_workers(g, s), run, &j, err);
}
