/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paybasis.c - samples in which organisations count.
 *
 * Who is in a group decides what an organisation counts there, so samples are made for
 * each group, once, and whatever is computed of them follows.  Sums and weights are whole
 * numbers: which organisations are equal, and where half of them are reached, hangs on no
 * rounding of a sum. */
#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/cells.h"
#include "data/orgrun.h"
#include "data/pay.h"

/* What a group has of an organisation. */
typedef struct unit {
    uint32_t org;
    size_t rows;
    size_t at; /* where its next row is put */
    uint64_t people;
    int64_t common; /* the greatest common divisor of its weights */
    bp_int128 weight;
    bp_int128 sum; /* of pay times weight */
} unit;

typedef struct work {
    bp_pay_groups *groups;
    bool weighed;  /* its rows have weights */
    bool counts;   /* ... which are people */
    int64_t finer; /* means are in 1 / finer of the survey's unit */
    unit *unit;    /* [n] of the group at hand */
    size_t n;
    size_t cap;
    size_t rows;
    uint64_t lone;
    uint32_t *slot; /* [org_ids] 1 + the unit of an organisation; 0: none yet */
} work;

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* ---- whose pay it is ---- */

static int64_t weight_at(const work *w, const bp_org_block *b, size_t i)
{
    return w->weighed ? b->weight[i] : 1;
}

/* The unit of an organisation; NULL: memory is out. */
static unit *unit_of(work *w, uint32_t org)
{
    if (w->slot[org] == 0) {
        if (!bp_reserve(&w->unit, &w->cap, w->n + 1, sizeof w->unit[0]))
            return NULL;
        w->unit[w->n++] = (unit){ .org = org };
        w->slot[org] = (uint32_t)w->n;
    }
    return &w->unit[w->slot[org] - 1];
}

static void add_block(const work *w, unit *u, const bp_org_block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        const int64_t weight = weight_at(w, b, i);
        u->common = common_divisor(weight, u->common);
        u->weight += weight;
        u->sum += (bp_int128)b->value[i] * weight;
        u->people += w->counts ? (uint64_t)weight : 1;
    }
    u->rows += b->n;
}

/* Adds up a group by organisation.  False: memory is out. */
static bool gather(work *w, const bp_pay_group *group)
{
    bp_org_block b;
    for (size_t i = 0; i < w->n; i++)
        w->slot[w->unit[i].org] = 0;
    w->n = w->rows = 0;
    unit lone = { .org = BP_NO_ID };
    for (bp_org_block_start(&b); bp_org_block_next(&b, w->groups, group);) {
        unit *u = b.org != BP_NO_ID ? unit_of(w, b.org) : &lone;
        if (u == NULL)
            return false;
        add_block(w, u, &b);
        w->rows += b.org != BP_NO_ID ? b.n : 0;
    }
    w->lone = lone.people;
    return true;
}

/* ---- the samples ---- */

/* What a group's new sample is in. */
typedef struct room {
    int64_t *value; /* [n] */
    int64_t *weight;
    bp_run *run;
    bp_org_run *by_org; /* [units] */
} room;

static bool make_room(room *r, work *w, size_t n, bool weights)
{
    bp_arena *a = &w->groups->made;
    *r = (room){ .value = bp_arena_take(a, n * sizeof *r->value),
                 .weight = weights ? bp_arena_take(a, n * sizeof *r->weight) : NULL,
                 .run = bp_arena_take(a, sizeof *r->run),
                 .by_org = bp_arena_take(a, w->n * sizeof *r->by_org) };
    return r->value != NULL && (r->weight != NULL || !weights) && r->run != NULL &&
           r->by_org != NULL;
}

/* Puts the sample in the place of the group's. */
static void put(const work *w, bp_pay_group *group, const room *r, size_t n)
{
    bp_sample x = { .run = r->run, .n_runs = 1, .n = n, .weight = n };
    *r->run = (bp_run){ .units = r->value, .weight = r->weight, .n = n };
    if (r->weight != NULL)
        x.weight = bp_run_weights(r->run);
    for (size_t i = 0; i < w->n; i++)
        x.people += w->unit[i].people;
    group->pay = x;
    group->by_org = r->by_org;
    group->n_by_org = w->n;
    group->lone = w->lone;
}

/* sum / weight in units of 1 / finer, rounded down. */
static int64_t mean_of(const unit *u, int64_t finer)
{
    const bp_int128 rest = u->sum % u->weight;
    return (int64_t)(u->sum / u->weight * finer + rest * finer / u->weight);
}

static bool put_means(work *w, bp_pay_group *group)
{
    room r;
    if (!make_room(&r, w, w->n, false))
        return false;
    for (size_t i = 0; i < w->n; i++) {
        r.value[i] = mean_of(&w->unit[i], w->finer);
        r.by_org[i] = (bp_org_run){ { .units = r.value + i, .n = 1 }, w->unit[i].org };
    }
    put(w, group, &r, w->n);
    return true;
}

/* The parts that all organisations are cut into: so many that each share is a whole
 * number of them, or where these are too many as many as there may be.  *exact: the
 * former. */
static int64_t find_parts(const work *w, bool *exact)
{
    const int64_t most = (int64_t)(BP_WEIGHTS_MOST / (w->n > 0 ? w->n : 1));
    bp_int128 all = 1;
    *exact = false;
    for (size_t i = 0; i < w->n; i++) {
        const bp_int128 own = w->unit[i].weight / w->unit[i].common;
        if (own > most)
            return most;
        all = all / common_divisor((int64_t)all, (int64_t)own) * own;
        if (all > most)
            return most;
    }
    *exact = true;
    return (int64_t)all;
}

static void put_rows(work *w, const bp_pay_group *group, const room *r, int64_t parts)
{
    bp_org_block b;
    for (bp_org_block_start(&b); bp_org_block_next(&b, w->groups, group);) {
        if (b.org == BP_NO_ID)
            continue;
        unit *u = unit_of(w, b.org);
        const bp_int128 own = u->weight / u->common;
        for (size_t i = 0; i < b.n; i++) {
            const bp_int128 share =
                (bp_int128)(weight_at(w, &b, i) / u->common) * parts / own;
            r->value[u->at] = b.value[i];
            r->weight[u->at++] = share > 0 ? (int64_t)share : 1;
        }
    }
}

static bool put_equal(work *w, bp_pay_group *group)
{
    room r;
    if (!make_room(&r, w, w->rows, true))
        return false;
    for (size_t i = 0, at = 0; i < w->n; i++) {
        unit *u = &w->unit[i];
        u->at = at;
        r.by_org[i] = (bp_org_run){
            { .units = r.value + at, .weight = r.weight + at, .n = u->rows }, u->org
        };
        at += u->rows;
    }
    bool exact;
    const int64_t parts = find_parts(w, &exact);
    put_rows(w, group, &r, parts);
    put(w, group, &r, w->rows);
    group->parts = exact ? 0 : parts;
    return true;
}

#define SCALE_FINEST 18
#define HIGHEST ((int64_t)1 << 62)

static int64_t highest_of(const bp_sample *x, int64_t highest)
{
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++)
            highest = b.value[i] > highest ? b.value[i] : highest;
    return highest;
}

/* The finest scale in which all pay fits.  The total has the pay of all groups, or that
 * of none, where they are sets. */
static void refine(work *w)
{
    bp_pay_groups *g = w->groups;
    int64_t highest = 1;
    for (size_t i = 0; i < (g->group[0].pay.n > 0 ? 1 : g->n); i++)
        highest = highest_of(&g->group[i].pay, highest);
    for (w->finer = 1; g->scale < SCALE_FINEST && highest <= HIGHEST / 10 / w->finer;
         g->scale++)
        w->finer *= 10;
}

static bool put_all(work *w, bp_basis basis)
{
    bool ok = true;
    if (basis == BP_BASIS_ORG)
        refine(w);
    for (size_t i = 0; ok && i < w->groups->n; i++) {
        bp_pay_group *group = &w->groups->group[i];
        ok = gather(w, group) &&
             (basis == BP_BASIS_ORG ? put_means(w, group) : put_equal(w, group));
    }
    return ok;
}

static bool of_people(const bp_survey *s)
{
    return !bp_survey_of_lines(s) && !bp_survey_of_posts(s);
}

bool bp_survey_has_basis(const bp_survey *s, bp_basis basis)
{
    return basis == BP_BASIS_INCUMBENT || (of_people(s) && bp_survey_has_orgs(s));
}

static bp_status check(const bp_survey *s, bp_basis basis, bp_err *err)
{
    if (bp_survey_has_basis(s, basis))
        return BP_OK;
    if (!of_people(s))
        return bp_fail(err, NULL, BP_EDATA,
                       "the rows are not people, so the basis '%s' has no organizations "
                       "to count",
                       bp_basis_name(basis));
    return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_MAP, "org" },
                        "there is no column of organizations, which the basis '%s' "
                        "counts",
                        bp_basis_name(basis));
}

bp_status bp_pay_groups_on(bp_pay_groups *g, bp_basis basis, int qtype, bp_err *err)
{
    if (basis == BP_BASIS_INCUMBENT)
        return BP_OK;
    bp_status status = check(g->survey, basis, err);
    if (status != BP_OK)
        return status;
    work w = { .groups = g,
               .weighed = g->weighting != BP_UNWEIGHTED,
               .counts = g->weighting == BP_WEIGHTS_FREQ,
               .slot = bp_alloc(0, g->org_ids, sizeof *w.slot) };
    const bool ok = w.slot != NULL && put_all(&w, basis);
    free(w.unit);
    free(w.slot);
    if (!ok)
        return bp_no_memory(err, "the organizations");
    g->basis = basis;
    g->weighting = bp_basis_weighting(basis, qtype, g->weighting);
    return BP_OK;
}
