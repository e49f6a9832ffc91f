/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_nested.c - groups that differ by few from others.
 *
 * What two groups show tells of those who are in one of them alone, so few of them are as
 * exposed as a group of few.  Organisations are compared by how many people of each are
 * in a group: one that is whole in the smaller is not in the difference.  All people are
 * looked at once for two tables, whatever the number of groups. */
#include "answer/rules_nested.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "base/mem.h"
#include "base/room.h"

/* A group within another. */
typedef struct pair {
    size_t cut;
    size_t group;
    uint64_t n;
    size_t of;     /* cut */
    size_t larger; /* its group */
} pair;

typedef struct search {
    const bp_cuts *cuts;
    const bp_overlap *overlap;
    bp_members *members; /* [cuts] */
    bool of_orgs;
    pair *found; /* [n] */
    size_t n;
    size_t cap;
    uint32_t *in;     /* [groups of the largest cut] */
    pair *candidate;  /* likewise */
    uint64_t *larger; /* [orgs] people of each in the larger group */
    uint64_t *inside; /* [orgs] and in the smaller */
    bp_room room;     /* of these four */
} search;

/* ---- organisations of groups ---- */

/* Adds the people of a group to those of their organisations, or forgets them. */
static void add_people(const search *s, size_t cut, size_t group, uint64_t people[],
                       bool forget)
{
    const bp_members *m = &s->members[cut];
    const bp_overlap *o = s->overlap;
    for (size_t i = m->from[group]; i < m->from[group + 1]; i++)
        for (size_t k = o->first[m->place[i]]; k < o->first[m->place[i] + 1]; k++)
            if (o->piece[k].org != BP_NO_ID)
                people[o->piece[k].org] =
                    forget ? 0 : people[o->piece[k].org] + o->piece[k].n;
}

/* Organisations of the smaller group that have nobody else in the larger one. */
static uint64_t count_whole(const search *s, size_t cut, size_t group)
{
    const bp_members *m = &s->members[cut];
    const bp_overlap *o = s->overlap;
    uint64_t whole = 0;
    for (size_t i = m->from[group]; i < m->from[group + 1]; i++)
        for (size_t k = o->first[m->place[i]]; k < o->first[m->place[i] + 1]; k++) {
            const uint32_t org = o->piece[k].org;
            if (org == BP_NO_ID)
                continue;
            whole += s->inside[org] > 0 && s->inside[org] == s->larger[org];
            s->inside[org] = 0;
        }
    return whole;
}

/* ---- pairs ---- */

static const bp_group *group_of(const search *s, size_t cut, size_t group)
{
    size_t at;
    const bp_percentiles *p = bp_cut_group(&s->cuts->cut[cut], group, &at);
    return &p->group[at];
}

static bool add_found(search *s, const pair *p)
{
    if (!bp_reserve(&s->found, &s->cap, s->n + 1, sizeof s->found[0]))
        return false;
    s->found[s->n++] = *p;
    return true;
}

/* Keeps those of the candidates that differ by few organisations; they are ordered by
 * the larger group. */
static bool compare_orgs(search *s, size_t n)
{
    const pair *last = NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        const pair *c = &s->candidate[i];
        if (last == NULL || last->larger != c->larger) {
            if (last != NULL)
                add_people(s, last->of, last->larger, s->larger, true);
            add_people(s, c->of, c->larger, s->larger, false);
        }
        last = c;
        add_people(s, c->cut, c->group, s->inside, false);
        const uint64_t whole = count_whole(s, c->cut, c->group);
        if (group_of(s, c->of, c->larger)->orgs - whole <= BP_FEW)
            ok = add_found(s, c);
    }
    if (last != NULL)
        add_people(s, last->of, last->larger, s->larger, true);
    return ok;
}

static int by_larger(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    return x->larger != y->larger ? (x->larger < y->larger ? -1 : 1)
                                  : (x->group > y->group) - (x->group < y->group);
}

/* The groups of cut t within those of another.  False: memory is out. */
static bool find_pairs(search *s, size_t t, size_t of)
{
    const bp_cut *cut = &s->cuts->cut[t], *larger = &s->cuts->cut[of];
    size_t n = 0;
    bool ok = true;
    bp_overlap_inside(s->overlap, t, of, s->in, cut->n_groups);
    for (size_t i = 1; ok && i < cut->n_groups; i++) {
        if (s->in[i] == BP_NO_ID || !bp_cut_shows(cut, i) ||
            !bp_cut_shows(larger, s->in[i]))
            continue;
        const bp_group *a = group_of(s, t, i), *b = group_of(s, of, s->in[i]);
        const pair one = { t, i, a->n, of, s->in[i] };
        if (a->n < b->n && b->n - a->n <= BP_FEW)
            ok = add_found(s, &one);
        else if (s->of_orgs && a->n < b->n && b->orgs - a->orgs <= BP_FEW)
            s->candidate[n++] = one;
    }
    qsort(s->candidate, n, sizeof s->candidate[0], by_larger);
    return ok && compare_orgs(s, n);
}

static int by_people(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    if (x->cut != y->cut)
        return x->cut < y->cut ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static void withhold_found(const search *s)
{
    if (s->n > 0)
        qsort(s->found, s->n, sizeof s->found[0], by_people);
    for (size_t i = 0; i < s->n; i++) {
        const pair *p = &s->found[i];
        const bp_cut *cut = &s->cuts->cut[p->cut];
        size_t at;
        bp_percentiles *table = bp_cut_group(cut, p->group, &at);
        if (bp_cut_shows(cut, p->group) && bp_cut_shows(&s->cuts->cut[p->of], p->larger))
            bp_percentiles_withhold(table, at, BP_WHY_DIFFERENCE);
    }
}

/* False: memory is out. */
static bool prepare(search *s)
{
    const bp_cuts *c = s->cuts;
    size_t groups = 0;
    s->members = bp_alloc(0, c->n, sizeof s->members[0]);
    for (size_t i = 0; s->members != NULL && i < c->n; i++) {
        const size_t n = c->cut[i].n_groups;
        groups = n > groups ? n : groups;
        if (!bp_members_list(&s->members[i], s->overlap, i, n))
            return false;
    }
    s->in = bp_room_take(&s->room, groups, sizeof s->in[0]);
    s->candidate = bp_room_take(&s->room, groups, sizeof s->candidate[0]);
    s->larger = bp_room_take(&s->room, s->overlap->orgs, sizeof s->larger[0]);
    s->inside = bp_room_take(&s->room, s->overlap->orgs, sizeof s->inside[0]);
    return s->members != NULL && !s->room.failed;
}

static void release(search *s)
{
    for (size_t i = 0; s->members != NULL && i < s->cuts->n; i++)
        bp_members_release(&s->members[i]);
    free(s->members);
    free(s->found);
    bp_room_release(&s->room);
}

/* Groups of a table were held against its own total: markets have none. */
static bool are_compared(const bp_cut *a, const bp_cut *b)
{
    return a != b && a->n_keys > 0 && (b->n_keys > 0 || a->table == NULL);
}

bp_status bp_rules_nested(const bp_cuts *c, const bp_overlap *o, bool of_orgs,
                          bp_err *err)
{
    search s = { .cuts = c, .overlap = o, .of_orgs = of_orgs };
    bool ok = prepare(&s);
    for (size_t i = 0; ok && i < c->n; i++)
        for (size_t of = 0; ok && of < c->n; of++)
            if (are_compared(&c->cut[i], &c->cut[of]))
                ok = find_pairs(&s, i, of);
    if (ok)
        withhold_found(&s);
    release(&s);
    return ok ? BP_OK : bp_no_memory(err, "nested groups");
}
