/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.c - what percentiles would be by other conventions.
 *
 * Outliers are those of the smallest groups, so the pay of a group that joins several is
 * gathered part by part, each within its own fence.  Once it is in order, with outliers
 * and without, every convention is a look at a few places. */
#include "analysis/sensitivity.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/facts.h"
#include "analysis/pick.h"
#include "analysis/tablememory.h"
#include "base/mem.h"
#include "base/pool.h"

#define QTYPES 9

/* Some pay in order. */
typedef struct sorted {
    int64_t *value; /* [n] ascending */
    size_t n;
    size_t cap;
} sorted;

typedef struct job {
    const bp_survey *all;
    const bp_pay_groups *parts;  /* the smallest groups, the total first */
    const bp_pay_groups *groups; /* those of the table: some may be joined */
    const bp_fence **fence;      /* [parts] NULL: it has none */
    size_t *owner;               /* [parts] the group of the table that has it */
    size_t *row;                 /* [groups] of the table */
    bp_table_memory *table;
    const bp_method *method;
    int scale;
    atomic_size_t next;
} job;

/* ---- the conventions ---- */

typedef struct look {
    const job *j;
    bp_sensitivity *range; /* [n_levels] */
} look;

static void widen(bp_sensitivity *range, double x)
{
    if (range->min.state != BP_SHOWN) {
        range->min = range->max = bp_figure_of(x);
        return;
    }
    range->min.value = fmin(range->min.value, x);
    range->max.value = fmax(range->max.value, x);
}

/* Everybody counts once. */
static void count_people(const look *l, const sorted *pay)
{
    const bp_method *m = l->j->method;
    for (size_t k = 0; k < m->n_levels; k++)
        for (int qtype = 1; qtype <= QTYPES; qtype++) {
            const bp_position at = bp_quantile_position(pay->n, m->level[k], qtype);
            widen(&l->range[k], bp_quantile_between(&at, pay->value[at.lo],
                                                    pay->value[at.hi], l->j->scale));
        }
}

/* Whose pay counts, and how often. */
static void (*const basis[])(const look *, const sorted *) = { count_people };

static void look_at(const look *l, const sorted *pay)
{
    for (size_t i = 0; i < sizeof basis / sizeof basis[0]; i++)
        basis[i](l, pay);
}

/* ---- the pay of a group ---- */

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool has_part(const job *j, size_t group, size_t part)
{
    return group == 0 || j->owner[part] == group;
}

/* All pay of a group, or what is within the fences of its parts.  Parts are the total
 * alone where there are no others.  False: memory is out. */
static bool gather(sorted *to, const job *j, size_t group, bool within)
{
    const uint64_t n = j->groups->group[group].pay.n;
    bp_block b;
    to->n = 0;
    if (!bp_reserve(&to->value, &to->cap, (size_t)n, sizeof to->value[0]))
        return false;
    for (size_t part = j->parts->n > 1 ? 1 : 0; part < j->parts->n; part++) {
        const bp_sample *pay = &j->parts->group[part].pay;
        const bp_fence *fence = within ? j->fence[part] : NULL;
        if (!has_part(j, group, part))
            continue;
        for (bp_block_start(&b); bp_block_next(&b, pay);)
            for (size_t i = 0; i < b.n; i++)
                if (fence == NULL || !bp_fence_beyond(fence, b.value[i]))
                    to->value[to->n++] = b.value[i];
    }
    if (to->n > 1)
        qsort(to->value, to->n, sizeof to->value[0], by_value);
    return true;
}

/* Whose pay is beyond the ends.  False: memory is out. */
static bool find_beyond(const job *j, size_t group, const sorted *pay, bp_units *u,
                        int64_t at[])
{
    const size_t n = j->method->n_levels, row = j->row[group];
    const bp_sensitivity *range = j->table->sensitivity + row * n;
    bp_beyond *beyond = j->table->around + row * 2 * n;
    bp_total total = { .low = pay->value[0], .high = pay->value[pay->n - 1] };
    for (size_t i = 0; i < pay->n; i++)
        total.sum += pay->value[i];
    for (size_t k = 0; k < n; k++)
        bp_facts_amounts(range[k].min.value, range[k].max.value, j->scale, at + 2 * k);
    if (!bp_units_count(u, j->groups, &j->groups->group[group], at, 2 * n, &total,
                        BP_COUNT_PEOPLE, true))
        return false;
    for (size_t k = 0; k < n; k++) {
        beyond[2 * k] = bp_units_below(u, 2 * k);
        beyond[2 * k + 1] = bp_units_above(u, 2 * k + 1);
    }
    return true;
}

/* ---- all groups ---- */

/* What one thread works with. */
typedef struct worker {
    sorted pay;
    sorted within;
    bp_units units;
    int64_t *at; /* [2 n_levels] */
} worker;

static bool prepare(worker *w, const job *j)
{
    const size_t n = 2 * j->method->n_levels;
    if (!j->method->facts)
        return true;
    w->at = bp_alloc(0, n, sizeof w->at[0]);
    return w->at != NULL && bp_units_prepare(&w->units, j->groups, n);
}

static void release(worker *w)
{
    free(w->pay.value);
    free(w->within.value);
    free(w->at);
    bp_units_release(&w->units);
}

static bool vary(const job *j, size_t group, worker *w)
{
    const look l = { j, j->table->sensitivity + j->row[group] * j->method->n_levels };
    if (!gather(&w->pay, j, group, false) || !gather(&w->within, j, group, true))
        return false;
    look_at(&l, &w->pay);
    if (w->within.n > 0 && w->within.n < w->pay.n)
        look_at(&l, &w->within);
    return !j->method->facts || find_beyond(j, group, &w->pay, &w->units, w->at);
}

static bp_status run(void *arg, size_t number, bp_err *err)
{
    job *j = arg;
    worker w = { .at = NULL };
    (void)number;
    bool ok = prepare(&w, j);
    for (size_t i; ok && (i = bp_groups_take(j->groups, &j->next)) < j->groups->n;)
        if (j->row[i] != SIZE_MAX)
            ok = vary(j, i, &w);
    release(&w);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for a group");
}

/* ---- which is which ---- */

static int order_of(const job *j, const bp_pay_group *g, const bp_text key[], size_t n)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < n; k++)
        order = bp_text_order(bp_survey_key_text(j->all, k, g->key[k]), key[k]);
    return order;
}

static const bp_fence *find_fence(const job *j, const bp_pay_group *g,
                                  const bp_fences *fences)
{
    size_t low = 0, high = fences->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const bp_fence *f = &fences->fence[middle];
        const int order = order_of(j, g, f->key, fences->n_keys);
        if (order == 0)
            return f;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Groups are in the order of ids, those that are joined at the end. */
static void find_owners(job *j, size_t n_keys)
{
    size_t at = 1;
    for (size_t part = 1; part < j->parts->n; part++) {
        const uint32_t *key = j->parts->group[part].key;
        const bp_pay_group *g = &j->groups->group[at];
        bool same = at < j->groups->n && g->others == 0;
        for (size_t k = 0; same && k < n_keys; k++)
            same = g->key[k] == key[k];
        j->owner[part] = same ? at : j->groups->n - 1;
        at += same;
    }
}

static int row_order(const job *j, const bp_group *row, const bp_pay_group *g)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < j->table->table.n_keys; k++)
        order = bp_text_order(bp_survey_key_text(j->all, k, g->key[k]),
                              bp_text_of(row->by[k]));
    return order;
}

/* The group that a row of the table is of; the table has an order of its own. */
static size_t find_group(const job *j, const bp_group *row)
{
    const size_t n = j->groups->n;
    size_t low = 1, high = n - (j->groups->group[n - 1].others > 0 ? 1 : 0);
    if (row->by == NULL)
        return 0;
    if (row->others > 0)
        return n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = row_order(j, row, &j->groups->group[middle]);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

static bp_status match(job *j, const bp_fences *fences, bp_err *err)
{
    const bp_percentiles *p = &j->table->table;
    j->fence = bp_alloc(0, j->parts->n, sizeof j->fence[0]);
    j->owner = bp_alloc(0, j->parts->n, sizeof j->owner[0]);
    j->row = bp_alloc(0, j->groups->n, sizeof j->row[0]);
    if (j->fence == NULL || j->owner == NULL || j->row == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", j->parts->n);
    for (size_t i = p->n_keys > 0 ? 1 : 0; i < j->parts->n; i++)
        j->fence[i] = find_fence(j, &j->parts->group[i], fences);
    find_owners(j, p->n_keys);
    for (size_t i = 0; i < j->groups->n; i++)
        j->row[i] = SIZE_MAX;
    for (size_t i = 0; i < p->n_groups; i++) {
        const size_t group = find_group(j, &p->group[i]);
        if (group != SIZE_MAX)
            j->row[group] = i;
    }
    return BP_OK;
}

/* Room for ranges, of which none is known.  False: memory is out. */
static bool make_room(bp_table_memory *o, bool facts)
{
    bp_percentiles *p = &o->table;
    const bp_figure none = bp_figure_without(BP_ABSENT, 0);
    const size_t n = p->n_groups * p->n_levels;
    o->sensitivity = bp_alloc(0, n, sizeof o->sensitivity[0]);
    if (facts)
        o->around = bp_alloc(0, 2 * n, sizeof o->around[0]);
    if (o->sensitivity == NULL || (facts && o->around == NULL))
        return false;
    for (size_t i = 0; i < n; i++)
        o->sensitivity[i] = (bp_sensitivity){ none, none };
    for (size_t i = 0; i < p->n_groups; i++) {
        p->group[i].sensitivity = o->sensitivity + i * p->n_levels;
        if (facts)
            p->group[i].around = o->around + i * 2 * p->n_levels;
    }
    return true;
}

bp_status bp_percentiles_vary(bp_percentiles *p, const bp_survey *all, size_t element,
                              const bp_fences *fences, const bp_method *method,
                              bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    bp_pay_groups *parts = NULL, *groups = NULL;
    for (size_t k = 0; k < p->n_keys; k++)
        key[k] = k;
    if (bp_survey_weighting(all) != BP_UNWEIGHTED)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "percentiles by other conventions are of unweighted pay");
    if (!make_room((bp_table_memory *)p, method->facts))
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", p->n_groups);
    bp_status status = bp_pay_groups_new(&parts, all, element, key, p->n_keys, err);
    if (status == BP_OK)
        status =
            bp_pay_groups_largest(&groups, all, element, key, p->n_keys,
                                  (size_t)method->top, (uint64_t)method->min_people, err);
    job j = { .all = all,
              .parts = parts,
              .groups = groups,
              .table = (bp_table_memory *)p,
              .method = method,
              .scale = bp_survey_scale(all) };
    if (status == BP_OK)
        status = match(&j, fences, err);
    if (status == BP_OK)
        status = bp_pool_run(bp_groups_workers(groups, all), run, &j, err);
    free(j.fence);
    free(j.owner);
    free(j.row);
    bp_pay_groups_free(parts);
    bp_pay_groups_free(groups);
    return status;
}
