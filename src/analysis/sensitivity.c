/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.c - what percentiles would be by other conventions.
 *
 * A convention is whose pay counts, whether outliers do, and where between two people a
 * percentile is.  The first two make other samples, of which each definition picks its
 * percentiles as the table does: so that a range holds just what a table by that
 * convention would have. */
#include "analysis/sensitivity.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/facts.h"
#include "analysis/pick.h"
#include "analysis/tablememory.h"
#include "analysis/weighted.h"
#include "base/mem.h"

#define QTYPES 9
#define BASES 3
#define SETS 2 /* with outliers, and without */

typedef struct work {
    bp_table_memory *table;
    const bp_survey *all;
    size_t element;
    const bp_fences *fences;
    const bp_method *method;
    bp_pay_groups *with[BASES]; /* outliers; NULL: the rows do not have this basis */
    size_t *row;                /* [groups] of the table; SIZE_MAX: none */
    bool *of_means;        /* [rows][2 n_levels] is an end the mean of an organization,
                              or between two of them? */
    bp_picked *picked;     /* [groups][n_levels] */
    bp_total *total;       /* [groups] */
    bp_concentration *who; /* [groups] */
    bp_room room;          /* of these arrays */
} work;

static bp_status no_memory(const work *w, bp_err *err)
{
    return bp_no_memory(err, "%zu groups", w->table->table.n_groups);
}

/* ---- the conventions ---- */

/* Moves an end to x where that is farther out; `sign` is -1 at the low one. */
static void move(bp_figure *end, bool *of_means, double x, int sign, bool means)
{
    if (end->state != BP_SHOWN || sign * x > sign * end->value) {
        *end = bp_figure_of(x);
        *of_means = means;
    } else if (!(sign * x < sign * end->value)) {
        *of_means |= means;
    }
}

/* The percentiles of all groups by one definition. */
static void widen(const work *w, const bp_pay_groups *g)
{
    const size_t n = w->method->n_levels;
    const bool means = g->basis == BP_BASIS_ORG;
    for (size_t i = 0; i < g->n; i++) {
        if (w->row[i] == SIZE_MAX || !bp_pay_group_counts(&g->group[i]))
            continue;
        bp_sensitivity *range = w->table->sensitivity + w->row[i] * n;
        bool *of_means = w->of_means + w->row[i] * 2 * n;
        for (size_t k = 0; k < n; k++) {
            const double x = bp_picked_value(&w->picked[i * n + k], g->scale);
            move(&range[k].min, &of_means[2 * k], x, -1, means);
            move(&range[k].max, &of_means[2 * k + 1], x, 1, means);
        }
    }
}

/* Whose pay the figures of these samples are. */
static bool find_cells(const work *w, const bp_pay_groups *g, size_t variant)
{
    if (!bp_groups_who(g, w->all, w->total, w->who))
        return false;
    for (size_t i = 0; i < g->n; i++)
        if (w->row[i] != SIZE_MAX && bp_pay_group_counts(&g->group[i]))
            w->table->variant[w->row[i] * BP_VARIANTS + variant] = (bp_variant){
                .n = g->group[i].pay.people, .orgs = g->group[i].orgs, .who = w->who[i]
            };
    return true;
}

/* All definitions that there are for these weights.  False: memory is out. */
static bool define(const work *w, bp_pay_groups *g, size_t variant)
{
    const bp_weighting own = bp_survey_weighting(w->all);
    for (int qtype = 1; qtype <= QTYPES; qtype++) {
        g->weighting = bp_basis_weighting(g->basis, qtype, own);
        if (!bp_weighting_has(g->weighting, qtype))
            continue;
        if (!bp_groups_pick(g, w->all, w->method->level, w->method->n_levels, qtype,
                            w->picked, w->total))
            return false;
        widen(w, g);
    }
    return !w->method->facts || find_cells(w, g, variant);
}

/* ---- the samples ---- */

static bp_status new_groups(bp_pay_groups **out, const work *w, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n = w->table->table.n_keys;
    for (size_t k = 0; k < n; k++)
        key[k] = k;
    return bp_pay_groups_largest(out, w->all, w->element, key, n, (size_t)w->method->top,
                                 (uint64_t)w->method->min_people, err);
}

/* The samples of a basis, and all that is picked of them.  *kept: where they are left;
 * NULL: nobody needs them any more. */
static bp_status vary(const work *w, bp_basis basis, bool within, bp_pay_groups **kept,
                      bp_err *err)
{
    bp_pay_groups *g = NULL;
    bp_status status = new_groups(&g, w, err);
    if (status == BP_OK && within)
        status = bp_pay_groups_within(g, w->fences, err);
    if (status == BP_OK)
        status = bp_pay_groups_on(g, basis, w->method->qtype, err);
    if (status == BP_OK && !define(w, g, (size_t)basis * SETS + within))
        status = no_memory(w, err);
    if (status == BP_OK && kept != NULL)
        *kept = g;
    else
        bp_pay_groups_free(g);
    return status;
}

static bp_status vary_all(work *w, bp_err *err)
{
    static const bp_basis list[BASES] = { BP_BASIS_INCUMBENT, BP_BASIS_ORG,
                                          BP_BASIS_ORG_EQUAL };
    bp_status status = BP_OK;
    for (size_t i = 0; i < BASES && status == BP_OK; i++) {
        if (!bp_survey_has_basis(w->all, list[i]))
            continue;
        status = vary(w, list[i], false, &w->with[list[i]], err);
        if (status == BP_OK && w->fences->outside > 0)
            status = vary(w, list[i], true, NULL, err);
    }
    return status;
}

/* ---- who is beyond the ends ---- */

static void take_fewer(bp_beyond *to, bp_beyond other)
{
    to->people = other.people < to->people ? other.people : to->people;
    to->orgs = other.orgs < to->orgs ? other.orgs : to->orgs;
}

/* Of people, and where an end is made of means of organizations of these as well. */
static bool count_beyond(const work *w, const bp_pay_groups *g, size_t group, bp_units *u,
                         int64_t at[])
{
    const size_t n = w->method->n_levels, row = w->row[group];
    const bp_sensitivity *range = w->table->sensitivity + row * n;
    const bp_total total = bp_sample_total(&g->group[group].pay);
    bp_beyond *beyond = w->table->around + row * 2 * n;
    for (size_t k = 0; k < n; k++)
        bp_facts_amounts(range[k].min.value, range[k].max.value, g->scale, at + 2 * k);
    if (!bp_units_count(u, g, &g->group[group], at, 2 * n, &total, BP_COUNT_PEOPLE, true))
        return false;
    for (size_t k = 0; k < 2 * n; k++)
        if (g->basis != BP_BASIS_ORG || w->of_means[row * 2 * n + k])
            take_fewer(&beyond[k],
                       k % 2 == 0 ? bp_units_below(u, k) : bp_units_above(u, k));
    return true;
}

static bool find_beyond(const work *w, const bp_pay_groups *g)
{
    const size_t n = 2 * w->method->n_levels;
    int64_t *at = bp_alloc(0, n, sizeof *at);
    bp_units units = { .unit = NULL };
    bool ok = at != NULL && bp_units_prepare(&units, g, n);
    for (size_t i = 0; ok && i < g->n; i++)
        if (w->row[i] != SIZE_MAX && bp_pay_group_counts(&g->group[i]))
            ok = count_beyond(w, g, i, &units, at);
    bp_units_release(&units);
    free(at);
    return ok;
}

/* ---- which is which ---- */

static int row_order(const work *w, const bp_group *row, const bp_pay_group *g)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < w->table->table.n_keys; k++)
        order = bp_text_order(bp_survey_key_text(w->all, k, g->key[k]),
                              bp_text_of(row->by[k]));
    return order;
}

/* The group that a row of the table is of; the table has an order of its own. */
static size_t find_group(const work *w, const bp_pay_groups *g, const bp_group *row)
{
    size_t low = 1, high = g->n - (g->group[g->n - 1].others > 0 ? 1 : 0);
    if (row->by == NULL)
        return 0;
    if (row->others > 0)
        return g->n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = row_order(w, row, &g->group[middle]);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

/* Every basis has the same groups in the same order. */
static bp_status match(work *w, bp_err *err)
{
    const bp_percentiles *p = &w->table->table;
    bp_pay_groups *g;
    bp_status status = new_groups(&g, w, err);
    if (status != BP_OK)
        return status;
    w->row = bp_room_take(&w->room, g->n, sizeof w->row[0]);
    w->picked = bp_room_take(&w->room, g->n * p->n_levels, sizeof w->picked[0]);
    w->total = bp_room_take(&w->room, g->n, sizeof w->total[0]);
    w->who = bp_room_take(&w->room, g->n, sizeof w->who[0]);
    w->of_means =
        bp_room_take(&w->room, p->n_groups * 2 * p->n_levels, sizeof w->of_means[0]);
    if (w->room.failed)
        status = no_memory(w, err);
    for (size_t i = 0; status == BP_OK && i < g->n; i++)
        w->row[i] = SIZE_MAX;
    for (size_t i = 0; status == BP_OK && i < p->n_groups; i++) {
        const size_t group = find_group(w, g, &p->group[i]);
        if (group != SIZE_MAX)
            w->row[group] = i;
    }
    bp_pay_groups_free(g);
    return status;
}

/* ---- the table ---- */

static bool make_facts(bp_table_memory *o, size_t n)
{
    o->around = bp_room_take(&o->room, 2 * n, sizeof o->around[0]);
    o->variant =
        bp_room_take(&o->room, o->table.n_groups * BP_VARIANTS, sizeof o->variant[0]);
    if (o->around == NULL || o->variant == NULL)
        return false;
    for (size_t i = 0; i < 2 * n; i++)
        o->around[i] = (bp_beyond){ UINT64_MAX, UINT64_MAX };
    return true;
}

/* Room for ranges, of which none is known.  False: memory is out. */
static bool make_room(bp_table_memory *o, bool facts)
{
    bp_percentiles *p = &o->table;
    const bp_figure none = bp_figure_absent();
    const size_t n = p->n_groups * p->n_levels;
    o->sensitivity = bp_room_take(&o->room, n, sizeof o->sensitivity[0]);
    if (o->sensitivity == NULL || (facts && !make_facts(o, n)))
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

static void release(work *w)
{
    for (size_t i = 0; i < BASES; i++)
        bp_pay_groups_free(w->with[i]);
    bp_room_release(&w->room);
}

bp_status bp_percentiles_vary(bp_percentiles *p, const bp_survey *all, size_t element,
                              const bp_fences *fences, const bp_method *method,
                              bp_err *err)
{
    _Static_assert(BASES * SETS == BP_VARIANTS, "a variant without a place");
    work w = { .table = (bp_table_memory *)p,
               .all = all,
               .element = element,
               .fences = fences,
               .method = method };
    if (!make_room(w.table, method->facts))
        return no_memory(&w, err);
    bp_status status = match(&w, err);
    if (status == BP_OK)
        status = vary_all(&w, err);
    for (size_t i = 0; i < BASES && status == BP_OK && method->facts; i++)
        if (w.with[i] != NULL && i != BP_BASIS_ORG_EQUAL && !find_beyond(&w, w.with[i]))
            status = no_memory(&w, err);
    release(&w);
    return status;
}
