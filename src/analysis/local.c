/* SPDX-License-Identifier: GPL-3.0-or-later */
/* local.c - the figures of groups in their own currencies, beside converted ones.
 *
 * Two tables of the local pay tell all of it: one by the same groups has the figures, one
 * by currency, too, has a second row where a group's figures would mix currencies.
 * Groups are found by their values, since each table has an order of its own. */
#include "analysis/local.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/pay.h"

#define LOCAL 1 /* the element */

typedef struct owned {
    bp_local local;    /* first: it is freed as the whole */
    bp_figure *figure; /* [groups][n_levels] */
    size_t n_levels;
} owned;

void bp_local_free(bp_local *l)
{
    owned *o = (owned *)l;
    if (o == NULL)
        return;
    free(o->local.group);
    free(o->figure);
    free(o);
}

/* A group of the table, to be found by its values. */
typedef struct entry {
    const bp_group *group;
    size_t n_keys;
    size_t index;
} entry;

static int by_values(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = 0;
    for (size_t k = 0; order == 0 && k < x->n_keys; k++)
        order = strcmp(x->group->by[k], y->group->by[k]);
    return order != 0 ? order : (x->group->others > 0) - (y->group->others > 0);
}

/* The groups but the total, ordered by their values; NULL: memory is out. */
static entry *list_groups(const bp_percentiles *t)
{
    const size_t n = t->n_groups - 1;
    entry *list = bp_alloc(0, n, sizeof *list);
    for (size_t i = 0; list != NULL && i < n; i++)
        list[i] = (entry){ &t->group[i + 1], t->n_keys, i + 1 };
    if (list != NULL && n > 1)
        qsort(list, n, sizeof *list, by_values);
    return list;
}

/* The table's group that one of another table is, or that joins it with others. */
static size_t find(const entry list[], const bp_percentiles *t, const bp_group *g)
{
    const entry key = { .group = g, .n_keys = t->n_keys };
    const entry *e = bsearch(&key, list, t->n_groups - 1, sizeof *list, by_values);
    return e != NULL ? e->index : t->n_groups - 1;
}

/* The currency of each group; one that is found twice has none. */
static void find_currencies(bp_local *l, const entry list[], const bp_percentiles *t,
                            const bp_percentiles *by_currency, bool seen[])
{
    for (size_t i = 1; i < by_currency->n_groups; i++) {
        const bp_group *g = &by_currency->group[i];
        const size_t at = find(list, t, g);
        const char *code = g->by[t->n_keys];
        const bool other = seen[at] && (l->group[at].currency == NULL ||
                                        strcmp(l->group[at].currency, code) != 0);
        l->group[at].currency = other || code[0] == '\0' ? NULL : code;
        seen[at] = true;
    }
}

static void take_figures(owned *o, const entry list[], const bp_percentiles *t,
                         const bp_percentiles *figures)
{
    const bp_figure absent = bp_figure_absent();
    for (size_t i = 0; i < t->n_groups; i++) {
        o->local.group[i].mean = absent;
        o->local.group[i].p = o->figure + i * t->n_levels;
        for (size_t k = 0; k < t->n_levels; k++)
            o->figure[i * t->n_levels + k] = absent;
    }
    for (size_t i = 1; i < figures->n_groups; i++) {
        const size_t at = find(list, t, &figures->group[i]);
        if (o->local.group[at].currency == NULL)
            continue;
        o->local.group[at].mean = figures->group[i].mean;
        for (size_t k = 0; k < t->n_levels; k++)
            o->figure[at * t->n_levels + k] = figures->group[i].p[k];
    }
}

static bool make(owned *o, const bp_percentiles *t, const bp_percentiles *figures,
                 const bp_percentiles *by_currency)
{
    o->local.n = t->n_groups;
    o->n_levels = t->n_levels;
    o->local.group = bp_alloc(0, t->n_groups, sizeof *o->local.group);
    o->figure = bp_alloc(0, t->n_groups * t->n_levels, sizeof *o->figure);
    entry *list = list_groups(t);
    bool *seen = bp_alloc(0, t->n_groups, sizeof *seen);
    const bool ok =
        o->local.group != NULL && o->figure != NULL && list != NULL && seen != NULL;
    if (ok) {
        find_currencies(&o->local, list, t, by_currency, seen);
        take_figures(o, list, t, figures);
    }
    free(list);
    free(seen);
    return ok;
}

bp_status bp_local_new(bp_local **out, const bp_percentiles *table,
                       const bp_survey *survey, const bp_method *method, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    bp_percentiles *figures = NULL, *by_currency = NULL;
    const bp_method plain = { .level = method->level, .qtype = method->qtype };
    bp_method shown = *method; /* intervals and facts are the table's */
    shown.ci.method = BP_CI_NONE;
    shown.facts = false;
    for (size_t k = 0; k <= table->n_keys; k++)
        key[k] = k;
    bp_status status =
        bp_percentiles_new(&figures, survey, LOCAL, key, table->n_keys, &shown, err);
    if (status == BP_OK)
        status = bp_percentiles_new(&by_currency, survey, LOCAL, key, table->n_keys + 1,
                                    &plain, err);
    owned *o = status == BP_OK ? bp_alloc(0, 1, sizeof *o) : NULL;
    if (status == BP_OK && (o == NULL || !make(o, table, figures, by_currency))) {
        bp_local_free(o != NULL ? &o->local : NULL);
        status = bp_no_memory(err, "local figures");
    }
    bp_percentiles_free(figures);
    bp_percentiles_free(by_currency);
    if (status == BP_OK)
        *out = &o->local;
    return status;
}

bp_figure *bp_local_levels(bp_local *l, size_t group)
{
    const owned *o = (owned *)l;
    return o->figure + group * o->n_levels;
}
