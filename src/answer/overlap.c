/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overlap.c - which groups of several tables are within which.
 *
 * Groups are unions of the survey's finest ones, so whether one is within another is
 * known exactly and by counting, whatever their keys mean: a country and its regions, or
 * a tile and its row. */
#include "answer/overlap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/slots.h"

/* The groups of a table by the ids of their values. */
typedef struct lookup {
    const bp_survey *survey;
    const bp_percentiles *table;
    size_t key[BP_KEYS_MAX]; /* the survey's */
    uint32_t *id;            /* [groups][n_keys] */
    bp_slots slots;
    uint32_t others; /* the group of those that have none of their own */
} lookup;

static bool same_ids(const void *user, uint32_t at, const void *key)
{
    const lookup *l = user;
    const size_t n = l->table->n_keys;
    return memcmp(l->id + at * n, key, n * sizeof l->id[0]) == 0;
}

static size_t find_key(const bp_survey *s, const char *name)
{
    size_t k = 0;
    while (k < bp_survey_keys(s) && strcmp(bp_survey_key(s, k), name) != 0)
        k++;
    return k;
}

/* False: memory is out. */
static bool prepare(lookup *l, const bp_percentiles *p)
{
    const size_t n = p->n_keys, own = p->n_groups - (p->has_others ? 1 : 0);
    l->id = bp_alloc(0, p->n_groups * n, sizeof l->id[0]);
    l->others = p->has_others ? (uint32_t)own : BP_NO_ID;
    for (size_t k = 0; k < n; k++)
        l->key[k] = find_key(l->survey, p->key[k]);
    for (size_t i = 1; l->id != NULL && n > 0 && i < own; i++) {
        uint32_t *id = l->id + i * n;
        for (size_t k = 0; k < n; k++)
            id[k] = bp_survey_key_id(l->survey, l->key[k], bp_text_of(p->group[i].by[k]));
        if (!bp_slots_add(&l->slots, bp_hash(id, n * sizeof id[0]), (uint32_t)i))
            return false;
    }
    return l->id != NULL;
}

static uint32_t find(const lookup *l, const uint32_t key[])
{
    uint32_t id[BP_KEYS_MAX];
    const size_t n = l->table->n_keys;
    if (n == 0)
        return 0;
    for (size_t k = 0; k < n; k++)
        id[k] = key[l->key[k]];
    const uint32_t at =
        bp_slots_find(&l->slots, bp_hash(id, n * sizeof id[0]), same_ids, l, id);
    return at != BP_NO_ID ? at : l->others;
}

/* False: memory is out. */
static bool place_all(const bp_overlap *o, uint32_t group[], const bp_survey *s,
                      const bp_percentiles *p)
{
    lookup l = { .survey = s, .table = p };
    const bool ok = prepare(&l, p);
    for (size_t i = 0; ok && i < o->n_places; i++)
        group[i] = find(&l, o->piece[o->first[i]].key);
    free(l.id);
    bp_slots_release(&l.slots);
    return ok;
}

/* Pieces of equal keys follow each other. */
static void find_places(bp_overlap *o, size_t n_pieces, size_t n_keys)
{
    for (size_t i = 0; i < n_pieces; i++)
        if (i == 0 || memcmp(o->piece[i - 1].key, o->piece[i].key,
                             n_keys * sizeof o->piece[i].key[0]) != 0)
            o->first[o->n_places++] = i;
    o->first[o->n_places] = n_pieces;
}

void bp_overlap_release(bp_overlap *o)
{
    free(o->piece);
    free(o->first);
    free(o->group);
    *o = (bp_overlap){ 0 };
}

bp_status bp_overlap_new(bp_overlap *out, const bp_tables *t, const bp_survey *s,
                         bp_err *err)
{
    bp_overlap o = { 0 };
    size_t n = 0;
    bp_status status = bp_pieces_new(&o.piece, &n, s, 0, err);
    if (status != BP_OK)
        return status;
    o.orgs = bp_pieces_orgs(o.piece, n);
    o.first = bp_alloc(0, n + 1, sizeof o.first[0]);
    bool ok = o.first != NULL;
    if (ok) {
        find_places(&o, n, bp_survey_keys(s));
        o.group = bp_alloc(0, t->n * o.n_places, sizeof o.group[0]);
        ok = o.group != NULL;
    }
    for (size_t i = 0; ok && i < t->n; i++)
        ok = place_all(&o, o.group + i * o.n_places, s, t->table[i]);
    if (ok) {
        *out = o;
        return BP_OK;
    }
    bp_overlap_release(&o);
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", n);
}

/* Of a group that no place was looked at of yet. */
#define NONE_YET (BP_NO_ID - 1)

void bp_overlap_inside(const bp_overlap *o, size_t t, size_t of, uint32_t in[],
                       size_t n_groups)
{
    const uint32_t *mine = o->group + t * o->n_places,
                   *other = o->group + of * o->n_places;
    for (size_t i = 0; i < n_groups; i++)
        in[i] = NONE_YET;
    for (size_t i = 0; i < o->n_places; i++) {
        if (mine[i] >= n_groups)
            continue;
        uint32_t *to = &in[mine[i]];
        *to = *to == NONE_YET || *to == other[i] ? other[i] : BP_NO_ID;
    }
    for (size_t i = 0; i < n_groups; i++)
        in[i] = in[i] == NONE_YET ? BP_NO_ID : in[i];
}

bool bp_members_list(bp_members *m, const bp_overlap *o, size_t t, size_t n_groups)
{
    const uint32_t *group = o->group + t * o->n_places;
    m->from = bp_alloc(0, n_groups + 2, sizeof m->from[0]);
    m->place = bp_alloc(0, o->n_places, sizeof m->place[0]);
    if (m->from == NULL || m->place == NULL)
        return false;
    for (size_t i = 0; i < o->n_places; i++)
        if (group[i] < n_groups)
            m->from[group[i] + 2]++;
    for (size_t i = 2; i < n_groups + 2; i++)
        m->from[i] += m->from[i - 1];
    for (size_t i = 0; i < o->n_places; i++)
        if (group[i] < n_groups)
            m->place[m->from[group[i] + 1]++] = (uint32_t)i;
    return true;
}

void bp_members_release(bp_members *m)
{
    free(m->from);
    free(m->place);
    *m = (bp_members){ 0 };
}
