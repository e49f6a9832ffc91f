/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employeegroups.c - employees by the values of their group columns.
 *
 * The combinations that there are get numbers as they come, by hashing their ids; once
 * all are known they are put in the order in which groups are shown everywhere. */
#include <stdlib.h>
#include <string.h>

#include "analysis/ladder.h"
#include "base/mem.h"
#include "data/pay.h"
#include "data/slots.h"
#include "pricing/employees.h"

/* A combination, while they are found. */
typedef struct combination {
    const uint32_t *key; /* [n_keys] of its first row */
    uint32_t number;     /* as they come */
} combination;

typedef struct grouping {
    const bp_survey *survey;
    size_t n_keys;
    int ladder[BP_KEYS_MAX];
    combination *at; /* [n] */
    size_t n;
    size_t cap;
    bp_slots slots;
} grouping;

static bool same(const void *user, uint32_t i, const void *key)
{
    const grouping *g = user;
    return memcmp(g->at[i].key, key, g->n_keys * sizeof g->at[i].key[0]) == 0;
}

/* The number of a row's combination; BP_NO_ID: memory is out. */
static uint32_t number_of(grouping *g, const uint32_t key[])
{
    const uint64_t hash = bp_hash(key, g->n_keys * sizeof key[0]);
    const uint32_t found = bp_slots_find(&g->slots, hash, same, g, key);
    if (found != BP_NO_ID)
        return found;
    const uint32_t number = (uint32_t)g->n;
    if (!bp_reserve(&g->at, &g->cap, g->n + 1, sizeof g->at[0]) ||
        !bp_slots_add(&g->slots, hash, number))
        return BP_NO_ID;
    g->at[g->n++] = (combination){ key, number };
    return number;
}

static const char *value(const grouping *g, size_t k, uint32_t id)
{
    return bp_survey_key_text(g->survey, k, id).at;
}

/* Is a before b? */
static bool is_before(const grouping *g, const combination *a, const combination *b)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < g->n_keys; k++)
        order = bp_ladder_order(g->ladder[k], bp_text_of(value(g, k, a->key[k])),
                                bp_text_of(value(g, k, b->key[k])));
    return order < 0;
}

/* Sorts at[0..n-1] by merging halves through `other`. */
static void sort(const grouping *g, combination at[], combination other[], size_t n)
{
    const size_t half = n / 2;
    if (n < 2)
        return;
    sort(g, at, other, half);
    sort(g, at + half, other + half, n - half);
    memcpy(other, at, n * sizeof at[0]);
    for (size_t i = 0, a = 0, b = half; i < n; i++)
        at[i] = b == n || (a < half && !is_before(g, &other[b], &other[a])) ? other[a++]
                                                                            : other[b++];
}

static bool find_ladders(grouping *g)
{
    bool ok = true;
    for (size_t k = 0; ok && k < g->n_keys; k++) {
        const size_t n = bp_survey_key_values(g->survey, k);
        bp_text *all = bp_alloc(0, n > 0 ? n : 1, sizeof *all);
        ok = all != NULL;
        for (size_t i = 0; ok && i < n; i++)
            all[i] = bp_survey_key_text(g->survey, k, (uint32_t)i);
        if (ok)
            g->ladder[k] = bp_ladder_find(all, n);
        free(all);
    }
    return ok;
}

/* Gives the numbers in order to all. */
static bool renumber(bp_employee_groups *out, grouping *g, size_t n)
{
    combination *other = bp_alloc(0, g->n, sizeof *other);
    uint32_t *now = bp_alloc(0, g->n, sizeof *now);
    out->by = bp_alloc(0, g->n * g->n_keys, sizeof *out->by);
    const bool ok = other != NULL && now != NULL && out->by != NULL;
    if (ok)
        sort(g, g->at, other, g->n);
    for (size_t i = 0; ok && i < g->n; i++) {
        now[g->at[i].number] = (uint32_t)i;
        for (size_t k = 0; k < g->n_keys; k++)
            out->by[i * g->n_keys + k] = value(g, k, g->at[i].key[k]);
    }
    for (size_t i = 0; ok && i < n; i++)
        out->of[i] = now[out->of[i]];
    out->n = g->n;
    free(other);
    free(now);
    return ok;
}

static bool group(bp_employee_groups *out, grouping *g, const bp_employees *e)
{
    bool ok = find_ladders(g) && (out->of = bp_alloc(0, e->n, sizeof *out->of)) != NULL;
    for (size_t i = 0; ok && i < e->n; i++) {
        out->of[i] = number_of(g, e->at[i].row->key);
        ok = out->of[i] != BP_NO_ID;
    }
    return ok && renumber(out, g, e->n);
}

bp_status bp_employee_groups_new(bp_employee_groups *out, const bp_employees *e,
                                 bp_err *err)
{
    grouping g = { .survey = e->survey, .n_keys = bp_survey_keys(e->survey) };
    out->n_by = g.n_keys;
    out->name = bp_alloc(0, g.n_keys + 1, sizeof *out->name);
    for (size_t k = 0; out->name != NULL && k < g.n_keys; k++)
        out->name[k] = bp_survey_key(e->survey, k);
    const bool ok = out->name != NULL && (g.n_keys == 0 || group(out, &g, e));
    free(g.at);
    bp_slots_release(&g.slots);
    return ok ? BP_OK : bp_no_memory(err, "the groups");
}

void bp_employee_groups_release(bp_employee_groups *g)
{
    free(g->name);
    free(g->of);
    free(g->by);
    *g = (bp_employee_groups){ 0 };
}
