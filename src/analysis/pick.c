/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pick.c - several quantiles of a group at once.
 *
 * Quantiles are order statistics and what lies between them, so one selection of all
 * ranks replaces a sort; and as selection looks at every value anyway, it gives the sum,
 * of which the mean is made, and the range.  Pay with weights is sorted instead. */
#include "analysis/pick.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/weighted.h"
#include "base/mem.h"
#include "base/pool.h"

/* Of fewer values the groups are measured sooner than threads are started. */
#define MANY 100000

/* Levels are few, and nearly always ascend. */
static void put_in_order(uint64_t rank[], size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const uint64_t one = rank[i];
        size_t k = i;
        for (; k > 0 && rank[k - 1] > one; k--)
            rank[k] = rank[k - 1];
        rank[k] = one;
    }
}

/* The value picked for a rank that is among rank[]. */
static int64_t value_of(const uint64_t rank[], const int64_t value[], uint64_t want)
{
    size_t i = 0;
    while (rank[i] != want)
        i++;
    return value[i];
}

bool bp_sample_pick(const bp_sample *x, uint64_t skip, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total *total)
{
    bp_total unwanted;
    size_t n = 2 * n_levels;
    uint64_t *rank = bp_alloc(0, n, sizeof *rank);
    int64_t *value = bp_alloc(0, n, sizeof *value);
    bool ok = rank != NULL && value != NULL;
    for (size_t i = 0; ok && i < n_levels; i++) {
        out[i] = (bp_picked){ .at = bp_quantile_position(x->n - skip, level[i], qtype) };
        rank[2 * i] = skip + out[i].at.lo;
        rank[2 * i + 1] = skip + out[i].at.hi;
    }
    if (ok)
        put_in_order(rank, n);
    ok = ok && bp_sample_select(x, rank, n, value, total != NULL ? total : &unwanted);
    for (size_t i = 0; ok && i < n_levels; i++) {
        out[i].lo = value_of(rank, value, skip + out[i].at.lo);
        out[i].hi = value_of(rank, value, skip + out[i].at.hi);
    }
    free(rank);
    free(value);
    return ok;
}

static void find_weighed(bp_picked *out, const bp_weighted *w, bp_level level, int qtype,
                         int scale)
{
    const bp_weighted_point p = bp_weighted_quantile(w, level, qtype, scale);
    *out = (bp_picked){ .lo = p.at_most,
                        .hi = p.at_most,
                        .weighed = true,
                        .value = p.value,
                        .units = bp_weighted_quantile(w, level, qtype, 0).value };
}

/* By w, which is freed; NULL: memory is out. */
static bool pick_weighed(bp_weighted *w, const bp_sample *x, int scale,
                         const bp_level level[], size_t n_levels, int qtype,
                         bp_picked out[], bp_total *total)
{
    for (size_t i = 0; w != NULL && i < n_levels; i++)
        find_weighed(&out[i], w, level[i], qtype, scale);
    if (w != NULL && total != NULL)
        *total = bp_sample_total(x);
    bp_weighted_free(w);
    return w != NULL;
}

bool bp_survey_pick(const bp_survey *s, const bp_sample *x, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total *total)
{
    const bp_weighting meaning = bp_survey_weighting(s);
    if (meaning == BP_UNWEIGHTED)
        return bp_sample_pick(x, 0, level, n_levels, qtype, out, total);
    return pick_weighed(bp_weighted_of(x, meaning), x, bp_survey_shape(s)->scale, level,
                        n_levels, qtype, out, total);
}

bool bp_group_pick(const bp_pay_groups *g, const bp_pay_group *group,
                   const bp_level level[], size_t n_levels, int qtype, bp_picked out[],
                   bp_total *total)
{
    if (g->weighting == BP_UNWEIGHTED)
        return bp_sample_pick(&group->pay, 0, level, n_levels, qtype, out, total);
    return pick_weighed(bp_weighted_of_group(g, group), &group->pay, g->scale, level,
                        n_levels, qtype, out, total);
}

static void pick_sorted(const int64_t value[], uint64_t n, const bp_level level[],
                        size_t n_levels, int qtype, bp_picked out[])
{
    for (size_t i = 0; i < n_levels; i++) {
        const bp_position at = bp_quantile_position(n, level[i], qtype);
        out[i] = (bp_picked){ .at = at, .lo = value[at.lo], .hi = value[at.hi] };
    }
}

bool bp_selection_find(bp_selection *out, const bp_pay_groups *g, size_t number,
                       const bp_level level[], size_t n_levels, int qtype,
                       bp_picked picked[], int64_t sorted[])
{
    const bp_pay_group *group = &g->group[number];
    bp_selection s = { .number = number, .group = group, .picked = picked };
    if (g->weighting != BP_UNWEIGHTED || group->pay.n > BP_SORTED_MOST) {
        if (!bp_group_pick(g, group, level, n_levels, qtype, picked, &s.total))
            return false;
    } else {
        bp_sample_sort_few(&group->pay, sorted, &s.total);
        pick_sorted(sorted, group->pay.n, level, n_levels, qtype, picked);
        s.sorted = sorted;
    }
    *out = s;
    return true;
}

double bp_picked_value(const bp_picked *p, int scale)
{
    return p->weighed ? p->value : bp_quantile_between(&p->at, p->lo, p->hi, scale);
}

double bp_picked_units(const bp_picked *p)
{
    return p->weighed ? p->units : bp_quantile_between(&p->at, p->lo, p->hi, 0);
}

/* All groups, the next of which any worker takes. */
typedef struct job {
    const bp_pay_groups *groups;
    const bp_level *level;
    size_t n_levels;
    int qtype;
    bp_picked *out;
    bp_total *total;
    atomic_size_t next;
} job;

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    bp_groups_taken own = { 0 };
    (void)worker;
    for (size_t i; (i = bp_groups_take(j->groups, &j->next, &own)) < j->groups->n;)
        if (!bp_group_pick(j->groups, &j->groups->group[i], j->level, j->n_levels,
                           j->qtype, j->out + i * j->n_levels, &j->total[i]))
            return bp_no_memory(err, "a group");
    return BP_OK;
}

size_t bp_groups_workers(const bp_pay_groups *g, const bp_survey *s)
{
    const size_t most = g->group[0].pay.n >= MANY ? bp_survey_threads(s) : 1;
    return most < g->n ? most : g->n;
}

/* Of many groups a worker takes some that follow each other: what is found of neighbours
 * shares lines of the caches, for which threads that take turns wait. */
#define TOGETHER 16
#define MANY_GROUPS 1024 /* of which one more is taken together */

size_t bp_groups_take(const bp_pay_groups *g, atomic_size_t *next, bp_groups_taken *own)
{
    const size_t some = g->n / MANY_GROUPS;
    const size_t step = some < 1 ? 1 : some < TOGETHER ? some : TOGETHER;
    do {
        if (own->next == own->end) {
            own->next = atomic_fetch_add(next, step);
            own->end = own->next + step;
        }
        if (own->next >= g->n)
            return g->n;
    } while (!bp_pay_group_counts(&g->group[own->next++]));
    return own->next - 1;
}

bool bp_groups_pick(const bp_pay_groups *g, const bp_survey *s, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total total[])
{
    job j = { .groups = g,
              .level = level,
              .n_levels = n_levels,
              .qtype = qtype,
              .out = out,
              .total = total };
    return bp_pool_run(bp_groups_workers(g, s), work, &j, NULL) == BP_OK;
}

double bp_picked_log(const bp_picked *p)
{
    if (p->weighed)
        return log(p->units);
    const double x[2] = { log((double)p->lo), log((double)p->hi) };
    return gsl_stats_quantile_from_sorted_data(x, 1, 2,
                                               (double)p->at.num / (double)p->at.den);
}
