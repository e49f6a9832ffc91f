/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.c - intervals of a group's percentiles and mean from samples that are drawn
 * again.
 *
 * The samples of a group are drawn one after the other, and all of its statistics are
 * taken from each, so that a sample is drawn once. */
#include "analysis/bootstrap.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/pick.h"
#include "analysis/replicates.h"
#include "base/mem.h"

/* ---- a group's pay, to be drawn again ---- */

/* Pay is put in order once; a sample that is drawn is how often each unit is in it, and
 * its order statistics are found in counts along that order.  The units have an order of
 * their own, by which draws name them, so that the order of rows moves nothing. */

/* Whose pay an amount is, while it is put in order. */
typedef struct owned_pay {
    int64_t value;
    uint32_t unit;
} owned_pay;

/* Made for one group after another; start from {0}.  Units are what is drawn, each with
 * all of its people: organisations in the order of their names, then by pay those who are
 * units alone. */
typedef struct resample {
    owned_pay *pay; /* [n] ascending by value */
    size_t n;
    size_t *place;  /* [n] in pay: those of unit u, ascending, from start[u] */
    size_t *start;  /* [units + 1] */
    bp_int128 *sum; /* [units] of the pay of each */
    size_t units;
    uint32_t *count;   /* [units] how often each was drawn */
    uint64_t *up_to;   /* [n] people drawn among the lowest 1, 2, ..., n */
    uint64_t drawn;    /* people drawn in all */
    bp_int128 all_pay; /* of the sample itself */
    size_t cap[6];
} resample;

/* How many people a unit has. */
static inline size_t people_of(const resample *r, size_t unit)
{
    return r->start[unit + 1] - r->start[unit];
}

static void resample_release(resample *r)
{
    free(r->pay);
    free(r->place);
    free(r->start);
    free(r->sum);
    free(r->count);
    free(r->up_to);
}

static int by_unit(const void *a, const void *b)
{
    const owned_pay *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

static int by_value(const void *a, const void *b)
{
    const owned_pay *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Who has no organisation comes last: BP_NO_ID is the highest id. */
static void gather(resample *r, const bp_pay_groups *g, const bp_pay_group *group,
                   bool by_org)
{
    bp_org_block b;
    size_t n = 0;
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, group);)
        for (size_t i = 0; i < b.n; i++)
            r->pay[n++] = (owned_pay){ b.value[i], by_org ? b.org : BP_NO_ID };
}

/* Numbers the units, in the order of ids and then of pay. */
static void number_units(resample *r)
{
    uint32_t before = BP_NO_ID;
    r->units = 0;
    for (size_t i = 0; i < r->n; i++) {
        const uint32_t org = r->pay[i].unit;
        r->units += i == 0 || org == BP_NO_ID || org != before;
        r->pay[i].unit = (uint32_t)r->units - 1;
        before = org;
    }
}

static bool make_room(resample *r, size_t n)
{
    return bp_reserve(&r->pay, &r->cap[0], n, sizeof r->pay[0]) &&
           bp_reserve(&r->place, &r->cap[1], n, sizeof r->place[0]) &&
           bp_reserve(&r->up_to, &r->cap[2], n, sizeof r->up_to[0]) &&
           bp_reserve(&r->start, &r->cap[3], n + 1, sizeof r->start[0]) &&
           bp_reserve(&r->sum, &r->cap[4], n, sizeof r->sum[0]) &&
           bp_reserve(&r->count, &r->cap[5], n, sizeof r->count[0]);
}

/* Where each unit begins, and what its people are paid in all; pay is by unit. */
static void find_units(resample *r)
{
    r->all_pay = 0;
    for (size_t i = 0; i < r->n; i++) {
        const size_t u = r->pay[i].unit;
        if (i == 0 || u != r->pay[i - 1].unit) {
            r->start[u] = i;
            r->sum[u] = 0;
        }
        r->sum[u] += r->pay[i].value;
        r->all_pay += r->pay[i].value;
    }
    r->start[r->units] = r->n;
}

/* Where the people of each unit are among all, in order. */
static void find_places(resample *r)
{
    size_t *next = r->start; /* moves on by one unit, and back below */
    for (size_t i = 0; i < r->n; i++)
        r->place[next[r->pay[i].unit]++] = i;
    for (size_t u = r->units; u > 0; u--)
        r->start[u] = r->start[u - 1];
    r->start[0] = 0;
}

/* Takes the people of a group that has pay.
 *   by_org  false: everybody is a unit alone
 * False: memory is out. */
static bool take(resample *r, const bp_pay_groups *g, const bp_pay_group *group,
                 bool by_org)
{
    r->n = (size_t)group->pay.n;
    if (r->n >= BP_NO_ID || !make_room(r, r->n))
        return false;
    gather(r, g, group, by_org);
    qsort(r->pay, r->n, sizeof r->pay[0], by_unit);
    number_units(r);
    find_units(r);
    qsort(r->pay, r->n, sizeof r->pay[0], by_value);
    find_places(r);
    return true;
}

/* Draws as many units as there are; a replicate of a stream is always the same. */
static void draw(resample *r, uint64_t stream, uint64_t replicate)
{
    uint64_t sum = 0;
    bp_draw_units(r->count, r->units, stream, replicate);
    for (size_t i = 0; i < r->n; i++) {
        sum += r->count[r->pay[i].unit];
        r->up_to[i] = sum;
    }
    r->drawn = sum;
}

/* The pay of rank `rank`, from 0, among those drawn. */
static int64_t drawn_at(const resample *r, uint64_t rank)
{
    size_t low = 0, high = r->n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->up_to[middle] > rank)
            high = middle;
        else
            low = middle + 1;
    }
    return r->pay[low].value;
}

/* The quantile and the mean of what was drawn, in currency units. */
static double quantile(const resample *r, const bp_position *at, int scale)
{
    return bp_quantile_between(at, drawn_at(r, at->lo), drawn_at(r, at->hi), scale);
}

static double mean(const resample *r, int scale)
{
    bp_int128 sum = 0;
    for (size_t u = 0; u < r->units; u++)
        sum += (bp_int128)r->count[u] * r->sum[u];
    return bp_money_mean(sum, r->drawn, scale);
}

/* The pay of that rank where the unit's people are not there: before its j-th (from 0)
 * there are place - j others. */
static int64_t left_at(const resample *r, size_t unit, uint64_t rank)
{
    const size_t *place = r->place + r->start[unit];
    size_t low = 0, high = people_of(r, unit);
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (place[middle] - middle <= rank)
            low = middle + 1;
        else
            high = middle;
    }
    return r->pay[(size_t)rank + low].value;
}

/* The same of everybody but the people of one unit, of several. */
static double quantile_without(const resample *r, size_t unit, const bp_position *at,
                               int scale)
{
    return bp_quantile_between(at, left_at(r, unit, at->lo), left_at(r, unit, at->hi),
                               scale);
}

static double mean_without(const resample *r, size_t unit, int scale)
{
    return bp_money_mean(r->all_pay - r->sum[unit], r->n - people_of(r, unit), scale);
}

struct bp_bootstrap {
    const bp_pay_groups *groups;
    const bp_survey *survey;
    const size_t *key;
    size_t n_keys;
    const bp_method *method;
    resample sample;
    double *replicate; /* [n_levels + 1][BP_REPLICATES] those of the mean last */
    double *without;   /* [units] */
    size_t cap;
    bp_position *at; /* [n_levels] in a sample of `people` */
    uint64_t people; /* 0: none yet */
};

void bp_bootstrap_free(bp_bootstrap *s)
{
    if (s == NULL)
        return;
    resample_release(&s->sample);
    free(s->replicate);
    free(s->without);
    free(s->at);
    free(s);
}

bp_bootstrap *bp_bootstrap_new(const bp_pay_groups *g, const bp_survey *survey,
                               const size_t key[], size_t n_keys, const bp_method *method)
{
    const size_t n = method->n_levels;
    bp_bootstrap *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (bp_bootstrap){ .groups = g,
                         .survey = survey,
                         .key = key,
                         .n_keys = n_keys,
                         .method = method,
                         .replicate =
                             bp_alloc(0, (n + 1) * BP_REPLICATES, sizeof s->replicate[0]),
                         .at = bp_alloc(0, n, sizeof s->at[0]) };
    if (s->replicate != NULL && s->at != NULL)
        return s;
    bp_bootstrap_free(s);
    return NULL;
}

/* The places of all levels among so many people. */
static const bp_position *places(bp_bootstrap *s, uint64_t people)
{
    const bp_method *m = s->method;
    for (size_t k = 0; s->people != people && k < m->n_levels; k++)
        s->at[k] = bp_quantile_position(people, m->level[k], m->qtype);
    s->people = people;
    return s->at;
}

static void draw_all(bp_bootstrap *s, uint64_t stream)
{
    const size_t n = s->method->n_levels;
    for (size_t b = 0; b < BP_REPLICATES; b++) {
        draw(&s->sample, stream, b);
        const bp_position *at = places(s, s->sample.drawn);
        for (size_t k = 0; k < n; k++)
            s->replicate[k * BP_REPLICATES + b] =
                quantile(&s->sample, &at[k], s->groups->scale);
        s->replicate[n * BP_REPLICATES + b] = mean(&s->sample, s->groups->scale);
    }
}

/* Statistic k without each unit; that after the levels is the mean. */
static void leave_out_each(bp_bootstrap *s, size_t k)
{
    const resample *r = &s->sample;
    const bp_method *m = s->method;
    bp_position at = { 0 };
    size_t people = 0; /* that the place is of */
    for (size_t u = 0; u < r->units; u++) {
        if (k == m->n_levels) {
            s->without[u] = mean_without(r, u, s->groups->scale);
            continue;
        }
        if (people != r->n - people_of(r, u)) {
            people = r->n - people_of(r, u);
            at = bp_quantile_position(people, m->level[k], m->qtype);
        }
        s->without[u] = quantile_without(r, u, &at, s->groups->scale);
    }
}

static bp_limits limits_of(bp_bootstrap *s, size_t k, double estimate)
{
    const bp_jackknife without = { s->without, s->sample.units };
    const bool bca = s->method->ci.method == BP_CI_BCA;
    if (bca)
        leave_out_each(s, k);
    bp_limits l =
        bp_replicates_limits(s->replicate + k * BP_REPLICATES, BP_REPLICATES, estimate,
                             bca ? &without : NULL, s->method->ci.level);
    l.precision.df = (double)s->sample.units - 1;
    return l;
}

/* Draws of its own for each group. */
static uint64_t stream_of(const bp_bootstrap *s, const bp_pay_group *g)
{
    uint64_t stream = bp_stream(s->method->ci.seed);
    for (size_t k = 0; g->key != NULL && k < s->n_keys; k++)
        stream = bp_stream_of(stream,
                              g->key[k] == BP_NO_ID
                                  ? bp_text_of(BP_OTHER_GROUPS)
                                  : bp_survey_key_text(s->survey, s->key[k], g->key[k]));
    return stream;
}

bool bp_bootstrap_find(bp_bootstrap *s, const bp_selection *of, bp_limits out[],
                       bp_limits *mean)
{
    static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                       .hi_state = BP_NOT_ESTIMABLE };
    const size_t n = s->method->n_levels;
    const bp_pay_group *g = of->group;
    if (!take(&s->sample, s->groups, g, s->method->ci.by_org) ||
        !bp_reserve(&s->without, &s->cap, s->sample.units, sizeof s->without[0]))
        return false;
    const bool several = s->sample.units >= 2;
    if (several)
        draw_all(s, stream_of(s, g));
    for (size_t k = 0; k < n; k++) {
        const bp_picked *p = &of->picked[k];
        const double x = bp_quantile_between(&p->at, p->lo, p->hi, s->groups->scale);
        out[k] = several ? limits_of(s, k, x) : unknown;
    }
    const double x = bp_money_mean(of->total.sum, g->pay.n, s->groups->scale);
    *mean = several ? limits_of(s, n, x) : unknown;
    return true;
}
