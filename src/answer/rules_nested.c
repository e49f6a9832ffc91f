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

/* A group within another. */
typedef struct pair {
    size_t table;
    size_t group;
    uint64_t n;
    size_t of;     /* table */
    size_t larger; /* its group */
} pair;

typedef struct search {
    const bp_tables *tables;
    const bp_overlap *overlap;
    bp_members *members; /* [tables] */
    bool of_orgs;
    pair *found; /* [n] */
    size_t n;
    size_t cap;
    uint32_t *in;     /* [groups of the largest table] */
    pair *candidate;  /* likewise */
    uint64_t *larger; /* [orgs] people of each in the larger group */
    uint64_t *inside; /* [orgs] and in the smaller */
} search;

static bool is_shown(const bp_percentiles *p, size_t i)
{
    const bp_group *g = &p->group[i];
    bool shown = g->mean.state == BP_SHOWN;
    for (size_t k = 0; k < p->n_levels; k++)
        shown |= g->p[k].state == BP_SHOWN;
    return shown;
}

/* ---- organisations of groups ---- */

/* Adds the people of a group to those of their organisations, or forgets them. */
static void add_people(const search *s, size_t table, size_t group, uint64_t people[],
                       bool forget)
{
    const bp_members *m = &s->members[table];
    const bp_overlap *o = s->overlap;
    for (size_t i = m->from[group]; i < m->from[group + 1]; i++)
        for (size_t k = o->first[m->place[i]]; k < o->first[m->place[i] + 1]; k++)
            if (o->piece[k].org != BP_NO_ID)
                people[o->piece[k].org] =
                    forget ? 0 : people[o->piece[k].org] + o->piece[k].n;
}

/* Organisations of the smaller group that have nobody else in the larger one. */
static uint64_t count_whole(const search *s, size_t table, size_t group)
{
    const bp_members *m = &s->members[table];
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

static const bp_group *group_of(const search *s, size_t table, size_t group)
{
    return &s->tables->table[table]->group[group];
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
        add_people(s, c->table, c->group, s->inside, false);
        const uint64_t whole = count_whole(s, c->table, c->group);
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

/* The groups of table t within those of another.  False: memory is out. */
static bool find_pairs(search *s, size_t t, size_t of)
{
    const bp_percentiles *p = s->tables->table[t], *larger = s->tables->table[of];
    size_t n = 0;
    bool ok = true;
    bp_overlap_inside(s->overlap, t, of, s->in, p->n_groups);
    for (size_t i = 1; ok && i < p->n_groups; i++) {
        if (s->in[i] == BP_NO_ID || !is_shown(p, i) || !is_shown(larger, s->in[i]))
            continue;
        const bp_group *a = &p->group[i], *b = &larger->group[s->in[i]];
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
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static void withhold_found(const search *s)
{
    if (s->n > 0)
        qsort(s->found, s->n, sizeof s->found[0], by_people);
    for (size_t i = 0; i < s->n; i++) {
        const pair *p = &s->found[i];
        bp_percentiles *table = s->tables->table[p->table];
        if (is_shown(table, p->group) && is_shown(s->tables->table[p->of], p->larger))
            bp_percentiles_withhold(table, p->group, BP_WHY_DIFFERENCE);
    }
}

/* False: memory is out. */
static bool prepare(search *s)
{
    const bp_tables *t = s->tables;
    size_t groups = 0;
    s->members = bp_alloc(0, t->n, sizeof s->members[0]);
    for (size_t i = 0; s->members != NULL && i < t->n; i++) {
        const size_t n = t->table[i]->n_groups;
        groups = n > groups ? n : groups;
        if (!bp_members_list(&s->members[i], s->overlap, i, n))
            return false;
    }
    s->in = bp_alloc(0, groups, sizeof s->in[0]);
    s->candidate = bp_alloc(0, groups, sizeof s->candidate[0]);
    s->larger = bp_alloc(0, s->overlap->orgs, sizeof s->larger[0]);
    s->inside = bp_alloc(0, s->overlap->orgs, sizeof s->inside[0]);
    return s->members != NULL && s->in != NULL && s->candidate != NULL &&
           s->larger != NULL && s->inside != NULL;
}

static void release(search *s)
{
    for (size_t i = 0; s->members != NULL && i < s->tables->n; i++)
        bp_members_release(&s->members[i]);
    free(s->members);
    free(s->found);
    free(s->in);
    free(s->candidate);
    free(s->larger);
    free(s->inside);
}

bp_status bp_rules_nested(const bp_tables *t, const bp_overlap *o, bool of_orgs,
                          bp_err *err)
{
    search s = { .tables = t, .overlap = o, .of_orgs = of_orgs };
    bool ok = prepare(&s);
    for (size_t i = 0; ok && i < t->n; i++)
        for (size_t of = 0; ok && of < t->n; of++)
            if (of != i && t->table[i]->n_keys > 0 && t->table[of]->n_keys > 0)
                ok = find_pairs(&s, i, of);
    if (ok)
        withhold_found(&s);
    release(&s);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for nested groups");
}
