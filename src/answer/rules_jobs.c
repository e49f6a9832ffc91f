/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_jobs.c - jobs of a survey that differ by few people from others.
 *
 * Jobs that are asked for one by one may overlap: a code is that of some people of a
 * title.  A row has one code and one title, so it is in two different jobs at most, and
 * what any two of them share is found in one pass over the finest groups, however many
 * jobs there are. */
#include "answer/rules_jobs.h"

#include <stdlib.h>

#include "analysis/withhold.h"
#include "answer/overlap.h"
#include "answer/rules_nested.h"
#include "base/mem.h"
#include "base/room.h"
#include "data/pieces.h"

/* People of one organisation who are in two jobs; of a and a: those of the job. */
typedef struct part {
    uint32_t a;
    uint32_t b;
    uint32_t org;
    uint64_t n;
} part;

/* All parts of the same two jobs. */
typedef struct shared {
    uint32_t a;
    uint32_t b;
    const part *part; /* [n_parts] by organisation */
    size_t n_parts;
    uint64_t n; /* people */
} shared;

typedef struct search {
    bp_percentiles *table;
    const bp_job_values *values;
    uint32_t *same;  /* [sets] the first of the jobs that are known by the same values */
    uint32_t *of[2]; /* [values of a key] the job of a value; BP_NO_ID: none */
    part *part;      /* [n] */
    size_t n;
    size_t cap;
    shared *shared; /* [n_shared] ordered by a and b */
    size_t n_shared;
    size_t *own;   /* [sets] what a job shares with itself: all of its people */
    size_t *found; /* [n_found] of those shared: a is to be withheld */
    size_t n_found;
    bp_room room; /* of all lists but the parts */
} search;

/* ---- what they share ---- */

/* False: memory is out. */
static bool find_sets(search *s, const bp_survey *survey)
{
    const bp_job_values *v = s->values;
    for (size_t k = 0; k < 2; k++) {
        const size_t n =
            v->key[k] != SIZE_MAX ? bp_survey_key_values(survey, v->key[k]) : 0;
        s->of[k] = bp_room_take(&s->room, n + 1, sizeof s->of[k][0]);
        for (size_t i = 0; s->of[k] != NULL && i < n; i++)
            s->of[k][i] = BP_NO_ID;
    }
    s->same = bp_room_take(&s->room, v->n_sets + 1, sizeof s->same[0]);
    s->own = bp_room_take(&s->room, v->n_sets + 1, sizeof s->own[0]);
    if (s->room.failed)
        return false;
    for (size_t i = 0; i < v->n_sets; i++)
        s->same[i] = (uint32_t)i;
    for (size_t i = 0; i < v->n; i++) {
        const bp_pay_value *one = &v->value[i];
        uint32_t *job = &s->of[one->key == v->key[1] ? 1 : 0][one->id];
        if (*job == BP_NO_ID)
            *job = s->same[one->set];
        s->same[one->set] = *job;
    }
    return true;
}

static uint32_t job_of(const search *s, const bp_piece *p, size_t k)
{
    const size_t key = s->values->key[k];
    const uint32_t id = key != SIZE_MAX ? p->key[key] : BP_NO_ID;
    return id != BP_NO_ID ? s->of[k][id] : BP_NO_ID;
}

static bool add_part(search *s, uint32_t a, uint32_t b, const bp_piece *p)
{
    if (!bp_reserve(&s->part, &s->cap, s->n + 1, sizeof s->part[0]))
        return false;
    s->part[s->n++] = (part){ .a = a, .b = b, .org = p->org, .n = p->n };
    return true;
}

static bool add_piece(search *s, const bp_piece *p)
{
    const uint32_t a = job_of(s, p, 0), b = job_of(s, p, 1);
    bool ok = a == BP_NO_ID || add_part(s, a, a, p);
    if (ok && b != BP_NO_ID && b != a)
        ok = add_part(s, b, b, p) &&
             (a == BP_NO_ID || (add_part(s, a, b, p) && add_part(s, b, a, p)));
    return ok;
}

static int by_jobs(const void *x, const void *y)
{
    const part *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    if (p->b != q->b)
        return p->b < q->b ? -1 : 1;
    return (p->org > q->org) - (p->org < q->org);
}

/* Makes one of the parts of the same jobs and organisation. */
static void join_parts(search *s)
{
    size_t n = 0;
    if (s->n > 1)
        qsort(s->part, s->n, sizeof s->part[0], by_jobs);
    for (size_t i = 0; i < s->n; i++)
        if (n > 0 && by_jobs(&s->part[n - 1], &s->part[i]) == 0)
            s->part[n - 1].n += s->part[i].n;
        else
            s->part[n++] = s->part[i];
    s->n = n;
}

/* False: memory is out. */
static bool list_shared(search *s)
{
    s->shared = bp_room_take(&s->room, s->n + 1, sizeof s->shared[0]);
    s->found = bp_room_take(&s->room, s->n + 1, sizeof s->found[0]);
    if (s->room.failed)
        return false;
    for (size_t i = 0; i < s->n; i++) {
        const part *p = &s->part[i];
        const shared *last = s->n_shared > 0 ? &s->shared[s->n_shared - 1] : NULL;
        if (last == NULL || last->a != p->a || last->b != p->b)
            s->shared[s->n_shared++] = (shared){ .a = p->a, .b = p->b, .part = p };
        shared *h = &s->shared[s->n_shared - 1];
        h->n_parts++;
        h->n += p->n;
        if (p->a == p->b)
            s->own[p->a] = s->n_shared - 1;
    }
    return true;
}

/* ---- which differ by few ---- */

/* Organisations of a job of which not all people are in what it shares. */
static uint64_t orgs_beside(const shared *all, const shared *h)
{
    uint64_t beside = 0;
    for (size_t i = 0, k = 0; i < all->n_parts; i++) {
        const part *p = &all->part[i];
        while (k < h->n_parts && h->part[k].org < p->org)
            k++;
        const bool whole =
            k < h->n_parts && h->part[k].org == p->org && h->part[k].n == p->n;
        beside += p->org != BP_NO_ID && !whole;
    }
    return beside;
}

static bool differ_by_few(const search *s, const shared *h, bool of_orgs)
{
    const shared *a = &s->shared[s->own[h->a]], *b = &s->shared[s->own[h->b]];
    return h->n == a->n && a->n < b->n &&
           (b->n - a->n <= BP_FEW || (of_orgs && orgs_beside(b, h) <= BP_FEW));
}

static bool shows(const search *s, uint32_t set)
{
    return bp_cut_shows(&(bp_cut){ .table = s->table }, 1 + (size_t)set);
}

static void withhold(const search *s, uint32_t set)
{
    for (size_t i = 0; i < s->values->n_sets; i++)
        if (s->same[i] == set)
            bp_percentiles_withhold(s->table, 1 + i, BP_WHY_DIFFERENCE);
}

/* The largest first, since what is withheld tells nothing of a third. */
static void withhold_found(const search *s)
{
    for (size_t left = s->n_found; left > 0; left--) {
        size_t most = 0;
        for (size_t i = 1; i < left; i++)
            if (s->shared[s->found[i]].n > s->shared[s->found[most]].n)
                most = i;
        const shared *h = &s->shared[s->found[most]];
        if (shows(s, h->a) && shows(s, h->b))
            withhold(s, h->a);
        for (size_t i = most + 1; i < left; i++)
            s->found[i - 1] = s->found[i];
    }
}

/* False: memory is out. */
static bool judge(search *s, bool of_orgs)
{
    join_parts(s);
    if (!list_shared(s))
        return false;
    for (size_t i = 0; i < s->n_shared; i++)
        if (s->shared[i].a != s->shared[i].b && differ_by_few(s, &s->shared[i], of_orgs))
            s->found[s->n_found++] = i;
    withhold_found(s);
    return true;
}

/* ---- the whole ---- */

/* Jobs that are known by values of one key alone have nobody in common. */
static bool may_overlap(const bp_job_values *v)
{
    for (size_t i = 1; i < v->n; i++)
        if (v->value[i].key != v->value[0].key)
            return true;
    return false;
}

bp_status bp_rules_jobs(bp_percentiles *p, const bp_survey *s, const bp_job_values *v,
                        bool of_orgs, bp_err *err)
{
    search own = { .table = p, .values = v };
    bp_piece *piece = NULL;
    size_t n = 0;
    if (!may_overlap(v))
        return BP_OK;
    bp_status status = bp_pieces_new(&piece, &n, s, 0, err);
    if (status != BP_OK)
        return status;
    bool ok = find_sets(&own, s);
    for (size_t i = 0; ok && i < n; i++)
        ok = add_piece(&own, &piece[i]);
    ok = ok && judge(&own, of_orgs);
    free(piece);
    free(own.part);
    bp_room_release(&own.room);
    return ok ? BP_OK : bp_no_memory(err, "the jobs");
}
