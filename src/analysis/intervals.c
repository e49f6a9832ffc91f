/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intervals.c - the intervals of a group's percentiles and of its mean.
 *
 * One look at a group's pay gives for every sampling unit how many people it has, how
 * many of them are at or below each percentile, and what they are paid in all; variances
 * come of that, and the limits of a second selection.  Counts and sums are whole numbers,
 * and units are added up in the order of their names, so that neither the order of rows
 * nor threads can move a bit. */
#include "analysis/intervals.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"

__extension__ typedef unsigned __int128 wide;

/* A sum of squares beyond 128 bits. */
typedef struct squares {
    wide low;
    uint64_t high; /* in 2^128 */
} squares;

static void add_square(squares *to, bp_int128 x)
{
    const wide square = (wide)(x * x);
    to->low += square;
    to->high += to->low < square;
}

static double squares_value(const squares *s)
{
    return ldexp((double)s->high, 128) + (double)s->low;
}

/* What is known of some people: a unit, those that are units alone, or all. */
typedef struct tally {
    uint64_t n;
    bp_int128 over; /* sum of pay over the group's centre, in units */
} tally;

/* A worker's memory. */
typedef struct scratch {
    uint32_t *slot; /* [org_ids] 1 + the unit of an organisation; 0: none yet */
    uint32_t *org;  /* [n_units] */
    size_t org_cap;
    tally *unit; /* [n_units] */
    size_t unit_cap;
    uint64_t *at_most; /* [n_units][n_levels] at or below each level */
    size_t at_most_cap;
    size_t n_units;
    uint64_t *alone;     /* [n_levels] the same of people who are units alone */
    uint64_t *all;       /* [n_levels] of everybody */
    uint64_t *rank;      /* [4 n_levels] */
    int64_t *value;      /* likewise */
    bp_position *limits; /* [2 n_levels] */
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
    int64_t centre;          /* near the mean, in units */
    tally lone;              /* people who are units alone */
    squares lone_squares;    /* of their pay over the centre */
    bp_int128 over;          /* of everybody's */
} work;

static size_t levels(const work *w)
{
    return w->j->method->n_levels;
}

static void release(scratch *s)
{
    free(s->slot);
    free(s->org);
    free(s->unit);
    free(s->at_most);
    free(s->alone);
    free(s->all);
    free(s->rank);
    free(s->value);
    free(s->limits);
}

static bool prepare(scratch *s, const job *j)
{
    const size_t n = j->method->n_levels;
    s->slot = bp_alloc(0, j->groups->org_ids, sizeof s->slot[0]);
    s->alone = bp_alloc(0, n, sizeof s->alone[0]);
    s->all = bp_alloc(0, n, sizeof s->all[0]);
    s->rank = bp_alloc(0, 4 * n, sizeof s->rank[0]);
    s->value = bp_alloc(0, 4 * n, sizeof s->value[0]);
    s->limits = bp_alloc(0, 2 * n, sizeof s->limits[0]);
    return s->slot != NULL && s->alone != NULL && s->all != NULL && s->rank != NULL &&
           s->value != NULL && s->limits != NULL;
}

/* ---- the look at all pay ---- */

/* The place of an organisation among the units; SIZE_MAX: memory is out. */
static size_t unit_of(scratch *s, uint32_t org, size_t n_levels)
{
    if (s->slot[org] != 0)
        return s->slot[org] - 1;
    const size_t i = s->n_units;
    if (!bp_reserve(&s->org, &s->org_cap, i + 1, sizeof s->org[0]) ||
        !bp_reserve(&s->unit, &s->unit_cap, i + 1, sizeof s->unit[0]) ||
        !bp_reserve(&s->at_most, &s->at_most_cap, (i + 1) * n_levels,
                    sizeof s->at_most[0]))
        return SIZE_MAX;
    s->org[i] = org;
    s->unit[i] = (tally){ 0 };
    memset(s->at_most + i * n_levels, 0, n_levels * sizeof s->at_most[0]);
    s->slot[org] = (uint32_t)++s->n_units;
    return i;
}

/* How many are at or below each level.  What lies between the two order statistics of a
 * percentile is nobody's pay, so the lower one tells. */
static void count_levels(const work *w, const bp_org_block *b, uint64_t at_most[])
{
    for (size_t k = 0; k < levels(w); k++) {
        const int64_t limit = w->picked[k].lo;
        uint64_t n = 0;
        for (size_t i = 0; i < b->n; i++)
            n += b->value[i] <= limit;
        at_most[k] += n;
    }
}

static void add_up(const work *w, const bp_org_block *b, tally *t)
{
    bp_int128 sum = 0;
    for (size_t i = 0; i < b->n; i++)
        sum += b->value[i];
    t->n += b->n;
    t->over += sum - (bp_int128)w->centre * (int64_t)b->n;
}

static bool look(work *w)
{
    const bool clustered = w->j->method->ci.method == BP_CI_CLUSTERED;
    scratch *s = w->s;
    bp_org_block b;
    memset(s->alone, 0, levels(w) * sizeof s->alone[0]);
    for (bp_org_block_start(&b); bp_org_block_next(&b, w->j->groups, w->group);) {
        if (clustered && b.org != BP_NO_ID) {
            const size_t i = unit_of(s, b.org, levels(w));
            if (i == SIZE_MAX)
                return false;
            add_up(w, &b, &s->unit[i]);
            count_levels(w, &b, s->at_most + i * levels(w));
            continue;
        }
        add_up(w, &b, &w->lone);
        count_levels(w, &b, s->alone);
        for (size_t i = 0; i < b.n; i++)
            add_square(&w->lone_squares, (bp_int128)b.value[i] - w->centre);
    }
    memcpy(s->all, s->alone, levels(w) * sizeof s->all[0]);
    w->over = w->lone.over;
    for (size_t i = 0; i < s->n_units; i++) {
        w->over += s->unit[i].over;
        for (size_t k = 0; k < levels(w); k++)
            s->all[k] += s->at_most[i * levels(w) + k];
    }
    return true;
}

static int by_id(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* ---- variances ---- */

static uint64_t sampled(const work *w)
{
    return w->s->n_units + w->lone.n;
}

static double left_out(const work *w)
{
    const uint64_t all = w->j->method->ci.population;
    return all > 0 ? 1 - (double)sampled(w) / (double)all : 1;
}

/* F = all / n, and n^2 z of a unit is c n - n_o all: a whole number. */
static bp_share_error share_error(const work *w, size_t level)
{
    const scratch *s = w->s;
    const uint64_t n = w->group->pay.n, all = s->all[level], alone = s->alone[level];
    const double people = (double)n, share = (double)all / people, rest = 1 - share;
    double sum =
        ((double)alone * rest * rest + (double)(w->lone.n - alone) * share * share) /
        (people * people);
    for (size_t i = 0; i < s->n_units; i++) {
        const size_t unit = s->slot[s->org[i]] - 1;
        const bp_int128 whole =
            (bp_int128)s->at_most[unit * levels(w) + level] * (bp_int128)n -
            (bp_int128)s->unit[unit].n * (bp_int128)all;
        const double z = (double)whole / people / people;
        sum += z * z;
    }
    return bp_share_error_of(n, sampled(w), share, sum, left_out(w));
}

/* Half the width of the mean's interval, in units; NaN: there is none. */
static double mean_half(const work *w)
{
    const scratch *s = w->s;
    const double people = (double)w->group->pay.n, units = (double)sampled(w);
    const double past = (double)w->over / people; /* the mean over the centre */
    if (units < 2)
        return NAN;
    double sum = squares_value(&w->lone_squares) - 2 * past * (double)w->lone.over +
                 past * past * (double)w->lone.n;
    for (size_t i = 0; i < s->n_units; i++) {
        const tally *unit = &s->unit[s->slot[s->org[i]] - 1];
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
    bp_position *at = w->s->limits + 2 * k;
    bp_limits *l = &w->out[k];
    const bp_method *m = w->j->method;
    *l = unknown;
    if (m->ci.method == BP_CI_ORDER) {
        bp_order_interval ranks;
        if (!bp_interval_order(&ranks, w->group->pay.n, m->level[k], m->ci.level))
            return 0;
        at[0] = (bp_position){ ranks.lo - 1, ranks.lo - 1, 0, 1 };
        at[1] = (bp_position){ ranks.hi - 1, ranks.hi - 1, 0, 1 };
        l->precision.coverage = ranks.coverage;
        l->lo_state = l->hi_state = BP_SHOWN;
        return 0;
    }
    const bp_share_error e = share_error(w, k);
    if (e.df <= 0)
        return 0;
    const uint64_t n = w->group->pay.n;
    const double t = bp_interval_t(m->ci.level, e.df);
    const double share = (double)w->s->all[k] / (double)n;
    const double lo = share - t * e.se, hi = share + t * e.se;
    l->precision = (bp_precision){ .deff = e.deff, .n_eff = e.n_eff };
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
            s->rank[n++] = s->limits[i].lo;
            s->rank[n++] = s->limits[i].hi;
        }
    if (n == 0)
        return true;
    qsort(s->rank, n, sizeof s->rank[0], by_rank);
    if (!bp_sample_select(&w->group->pay, s->rank, n, s->value, &unused))
        return false;
    for (size_t k = 0; k < levels(w); k++) {
        bp_limits *l = &w->out[k];
        if (l->lo_state == BP_SHOWN)
            l->lo = quantile_at(w, n, &s->limits[2 * k]);
        if (l->hi_state == BP_SHOWN)
            l->hi = quantile_at(w, n, &s->limits[2 * k + 1]);
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

static void forget_units(scratch *s)
{
    for (size_t i = 0; i < s->n_units; i++)
        s->slot[s->org[i]] = 0;
    s->n_units = 0;
}

static bp_status measure(const job *j, size_t i, scratch *s, bp_err *err)
{
    const size_t n = j->method->n_levels;
    double t[BP_LEVELS_MAX + 1]; /* and the median */
    work w = { .j = j,
               .s = s,
               .group = &j->groups->group[i],
               .picked = j->picked + i * n,
               .out = j->out + i * n,
               .centre =
                   (int64_t)(j->total[i].sum / (bp_int128)j->groups->group[i].pay.n) };
    bool ok = look(&w);
    if (ok && s->n_units > 0)
        qsort(s->org, s->n_units, sizeof s->org[0], by_id);
    if (ok && i == 0 && left_out(&w) < 0) { /* the total has all units */
        const unsigned long long units = sampled(&w);
        forget_units(s);
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a population of %llu is smaller than the sample, which has %llu",
                       (unsigned long long)j->method->ci.population, units);
    }
    for (size_t k = 0; ok && k < n; k++)
        t[k] = place_limits(&w, k);
    ok = ok && find_limits(&w, t);
    if (ok)
        find_mean(&w, &j->total[i], &j->mean[i]);
    forget_units(s);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for an interval");
}

static bp_status run(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    scratch s = { 0 };
    (void)worker;
    bp_status status =
        prepare(&s, j) ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for intervals");
    for (size_t i;
         status == BP_OK && (i = atomic_fetch_add(&j->next, 1)) < j->groups->n;) {
        const bp_pay_group *g = &j->groups->group[i];
        if (g->pay.n > 0 && !g->mixed)
            status = measure(j, i, &s, err);
    }
    release(&s);
    return status;
}

bp_status bp_ci_settle(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                       bp_err *err)
{
    const bool orgs = g->group[0].orgs >= 2;
    *out = *asked;
    if (asked->method == BP_CI_NONE)
        return BP_OK;
    if (!(asked->level > 0 && asked->level < 1))
        return bp_fail(err, NULL, BP_EUSAGE, "the level of intervals is not in (0, 1)");
    if (asked->method == BP_CI_AUTO)
        out->method = orgs                    ? BP_CI_CLUSTERED
                      : asked->population > 0 ? BP_CI_WOODRUFF
                                              : BP_CI_ORDER;
    if (out->method == BP_CI_CLUSTERED && !orgs)
        return bp_fail(err, NULL, BP_EDATA,
                       "intervals clustered by organization need two of them at least");
    if (out->method == BP_CI_ORDER && asked->population > 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "intervals of order statistics know no population: they have no "
                       "variance to correct");
    return BP_OK;
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
