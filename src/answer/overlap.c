/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overlap.c - which groups of an answer are within which.
 *
 * Groups are unions of the survey's finest ones, so whether one is within another is
 * known exactly and by counting, whatever their keys mean: a country and its regions, or
 * a tile and its row. */
#include "answer/overlap.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "answer/tables.h"
#include "base/mem.h"
#include "data/slots.h"

/* ---- cuts ---- */

bp_percentiles *bp_cut_group(const bp_cut *c, size_t i, size_t *at)
{
    *at = c->table != NULL ? i : 0;
    if (c->table != NULL)
        return c->table;
    return i > 0 ? bp_market_own(c->market[i - 1]) : NULL;
}

bool bp_cut_shows(const bp_cut *c, size_t i)
{
    size_t at;
    const bp_percentiles *p = bp_cut_group(c, i, &at);
    bool shown = p != NULL && p->group[at].mean.state == BP_SHOWN;
    for (size_t k = 0; p != NULL && k < p->n_levels; k++)
        shown |= p->group[at].p[k].state == BP_SHOWN;
    return shown;
}

static bp_cut cut_of(bp_percentiles *p, const bp_survey *s)
{
    bp_cut c = { .table = p, .n_keys = p->n_keys, .n_groups = p->n_groups };
    for (size_t k = 0; k < p->n_keys; k++)
        c.key[k] = bp_tables_key(s, p->key[k]);
    return c;
}

/* The keys that choose a market, as bits. */
static unsigned keys_of(const bp_market *m, size_t n_keys)
{
    unsigned keys = 0;
    for (size_t k = 0; k < n_keys; k++)
        keys |= bp_market_where(m)[k] != BP_NO_ID ? 1u << k : 0;
    return keys;
}

/* Moves the markets that these keys choose to the front; counts them. */
static size_t gather(bp_market *market[], size_t n, unsigned keys, size_t n_keys)
{
    size_t front = 0;
    for (size_t i = 0; i < n; i++) {
        bp_market *m = market[i];
        if (bp_market_own(m) == NULL || keys_of(m, n_keys) != keys)
            continue;
        market[i] = market[front];
        market[front++] = m;
    }
    return front;
}

static bp_cut cut_of_markets(bp_market *market[], size_t n, unsigned keys)
{
    bp_cut c = { .market = market, .n_groups = n + 1 };
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        if ((keys & 1u << k) != 0)
            c.key[c.n_keys++] = k;
    return c;
}

void bp_cuts_release(bp_cuts *c)
{
    free(c->cut);
    *c = (bp_cuts){ 0 };
}

bp_status bp_cuts_new(bp_cuts *out, const bp_tables *t, bp_market *market[],
                      size_t n_markets, const bp_survey *s, bp_err *err)
{
    const size_t n_keys = bp_survey_keys(s);
    const unsigned any = 1u << n_keys;
    const size_t all = gather(market, n_markets, 0, n_keys); /* everybody's */
    bp_cuts c = { .cut = bp_alloc(0, t->n + all + any, sizeof c.cut[0]) };
    if (c.cut == NULL)
        return bp_no_memory(err, "the markets");
    for (size_t i = 0; i < t->n; i++)
        c.cut[c.n++] = cut_of(t->table[i], s);
    if (t->n > 0) { /* everybody, as one group */
        c.cut[c.n] = (bp_cut){ .table = t->table[0], .n_groups = 1 };
        c.n++;
    }
    for (size_t i = 0; i < all; i++)
        c.cut[c.n++] = (bp_cut){ .table = bp_market_own(market[i]), .n_groups = 1 };
    market += all;
    n_markets -= all;
    for (unsigned keys = 1; keys < any; keys++) {
        const size_t n = gather(market, n_markets, keys, n_keys);
        if (n > 0)
            c.cut[c.n++] = cut_of_markets(market, n, keys);
        market += n;
        n_markets -= n;
    }
    *out = c;
    return BP_OK;
}

/* ---- places ---- */

/* The groups of a cut by the ids of their values. */
typedef struct lookup {
    const bp_survey *survey;
    const bp_cut *cut;
    uint32_t *id; /* [groups][n_keys] */
    bp_slots slots;
    uint32_t others; /* the group of those that have none of their own */
} lookup;

static bool same_ids(const void *user, uint32_t at, const void *key)
{
    const lookup *l = user;
    const size_t n = l->cut->n_keys;
    return memcmp(l->id + at * n, key, n * sizeof l->id[0]) == 0;
}

static uint32_t id_of(const lookup *l, size_t group, size_t k)
{
    const bp_cut *c = l->cut;
    return c->table == NULL ? bp_market_where(c->market[group - 1])[c->key[k]]
                            : bp_survey_key_id(l->survey, c->key[k],
                                               bp_text_of(c->table->group[group].by[k]));
}

/* False: memory is out. */
static bool prepare(lookup *l)
{
    const bp_cut *c = l->cut;
    const bool others = c->n_keys > 0 && c->table != NULL && c->table->has_others;
    const size_t n = c->n_keys, own = c->n_groups - (others ? 1 : 0);
    l->id = bp_alloc(0, c->n_groups * n, sizeof l->id[0]);
    l->others = others ? (uint32_t)own : BP_NO_ID;
    for (size_t i = 1; l->id != NULL && n > 0 && i < own; i++) {
        uint32_t *id = l->id + i * n;
        for (size_t k = 0; k < n; k++)
            id[k] = id_of(l, i, k);
        if (!bp_slots_add(&l->slots, bp_hash(id, n * sizeof id[0]), (uint32_t)i))
            return false;
    }
    return l->id != NULL;
}

static uint32_t find(const lookup *l, const uint32_t key[])
{
    uint32_t id[BP_KEYS_MAX];
    const size_t n = l->cut->n_keys;
    if (n == 0)
        return 0;
    for (size_t k = 0; k < n; k++)
        id[k] = key[l->cut->key[k]];
    const uint32_t at =
        bp_slots_find(&l->slots, bp_hash(id, n * sizeof id[0]), same_ids, l, id);
    return at != BP_NO_ID ? at : l->others;
}

/* False: memory is out. */
static bool place_all(const bp_overlap *o, uint32_t group[], const bp_survey *s,
                      const bp_cut *c)
{
    lookup l = { .survey = s, .cut = c };
    const bool ok = prepare(&l);
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

bp_status bp_overlap_new(bp_overlap *out, const bp_cuts *c, const bp_survey *s,
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
        o.group = bp_alloc(0, c->n * o.n_places, sizeof o.group[0]);
        ok = o.group != NULL;
    }
    for (size_t i = 0; ok && i < c->n; i++)
        ok = place_all(&o, o.group + i * o.n_places, s, &c->cut[i]);
    if (ok) {
        *out = o;
        return BP_OK;
    }
    bp_overlap_release(&o);
    return bp_no_memory(err, "%zu groups", n);
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
