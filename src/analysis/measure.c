/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.c - everything that is computed of groups, one after another.
 *
 * Percentiles, their intervals and what disclosure rules ask come of the same values: a
 * thread takes a group and finds all of it while these are at hand, instead of keeping
 * what was found of thousands of groups for the next pass. */
#include "analysis/measure.h"

#include <stdlib.h>

#include "analysis/bootstrap.h"
#include "analysis/facts.h"
#include "analysis/gsl.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/room.h"

typedef struct job {
    const bp_measuring *asked;
    bp_org_totals orgs;
    atomic_size_t next;
} job;

/* What one thread works with. */
typedef struct worker {
    const job *j;
    bp_picked *picked; /* [n_levels] */
    int64_t *sorted;   /* [BP_SORTED_MOST] */
    bp_limits *limits; /* [n_levels] */
    int64_t *at;       /* [2 n_levels] */
    bp_room room;      /* of these arrays */
    bp_units units;
    bp_intervals *intervals; /* NULL: none, or by samples that are drawn */
    bp_bootstrap *bootstrap; /* NULL: otherwise */
} worker;

static bool draws(const bp_measuring *m)
{
    const bp_ci_method ci = m->method->ci.method;
    return ci == BP_CI_BOOTSTRAP || ci == BP_CI_BCA;
}

static bool bounds(const bp_measuring *m)
{
    return m->method->ci.method != BP_CI_NONE;
}

static bool prepare(worker *w, const job *j)
{
    const bp_measuring *m = j->asked;
    const size_t n = m->method->n_levels;
    w->j = j;
    w->picked = bp_room_take(&w->room, n, sizeof w->picked[0]);
    w->sorted = bp_room_take(&w->room, BP_SORTED_MOST, sizeof w->sorted[0]);
    w->limits = bp_room_take(&w->room, n, sizeof w->limits[0]);
    w->at = bp_room_take(&w->room, 2 * n, sizeof w->at[0]);
    if (draws(m))
        w->bootstrap =
            bp_bootstrap_new(m->groups, m->survey, m->key, m->n_keys, m->method);
    else if (bounds(m))
        w->intervals = bp_intervals_new(m->groups, m->method);
    return bp_units_prepare(&w->units, m->groups, 2 * n) && !w->room.failed &&
           (!bounds(m) || w->intervals != NULL || w->bootstrap != NULL);
}

static void release(worker *w)
{
    bp_room_release(&w->room);
    bp_units_release(&w->units);
    bp_intervals_free(w->intervals);
    bp_bootstrap_free(w->bootstrap);
}

static bp_status find_limits(worker *w, bp_measured *found, bp_err *err)
{
    if (w->bootstrap != NULL)
        return bp_bootstrap_find(w->bootstrap, &found->of, w->limits, &found->mean)
                   ? BP_OK
                   : bp_fail(err, NULL, BP_ELIMIT, "no memory to draw samples");
    return bp_intervals_find(w->intervals, &found->of, &w->units, w->limits, &found->mean,
                             err);
}

/* Interval i whose ends rules ask about: those of all levels but the last, then that of
 * the mean. */
static const bp_limits *interval(const worker *w, const bp_measured *found, size_t i)
{
    return i + 1 < w->j->asked->method->n_levels ? &w->limits[i] : &found->mean;
}

/* The group's people by organisation, at the ends of its intervals. */
static bool count_people(worker *w, const bp_measured *found)
{
    const bp_measuring *m = w->j->asked;
    const bp_pay_groups *g = m->groups;
    const size_t n = m->beyond != NULL ? m->method->n_levels : 0;
    for (size_t i = 0; i < n; i++) {
        const bp_limits *l = interval(w, found, i);
        bp_facts_amounts(l->lo, l->hi, g->scale, w->at + 2 * i);
    }
    return m->method->ci.method == BP_CI_CLUSTERED
               ? bp_units_recount(&w->units, g, found->of.group, w->at, 2 * n)
               : bp_units_count(&w->units, g, found->of.group, w->at, 2 * n,
                                &found->of.total, BP_COUNT_PEOPLE, true);
}

/* What disclosure rules ask. */
static bool find_facts(worker *w, const bp_measured *found)
{
    const bp_measuring *m = w->j->asked;
    const size_t i = found->of.number, n = m->method->n_levels;
    if (m->who == NULL)
        return true;
    if (!count_people(w, found))
        return false;
    m->who[i] = bp_facts_who(&w->units, &found->of.total, &w->j->orgs);
    for (size_t k = 0; m->beyond != NULL && k < n; k++)
        bp_facts_beyond(&w->units, k, interval(w, found, k), &m->beyond[2 * (i * n + k)]);
    return true;
}

static bp_status measure(worker *w, size_t i, bp_err *err)
{
    const bp_measuring *m = w->j->asked;
    const bp_method *method = m->method;
    bp_measured found = { .limits = bounds(m) ? w->limits : NULL };
    if (!bp_selection_find(&found.of, m->groups, i, method->level, method->n_levels,
                           method->qtype, w->picked, w->sorted))
        return bp_no_memory(err, "a group");
    bp_status status = bounds(m) ? find_limits(w, &found, err) : BP_OK;
    if (status == BP_OK && !find_facts(w, &found))
        status = bp_no_memory(err, "a group");
    if (status == BP_OK)
        m->take(m->arg, &found);
    return status;
}

static bp_status run(void *arg, size_t number, bp_err *err)
{
    job *j = arg;
    const bp_pay_groups *g = j->asked->groups;
    worker w = { .j = j };
    bp_groups_taken own = { 0 };
    (void)number;
    bp_status status = prepare(&w, j) ? BP_OK : bp_no_memory(err, "the groups");
    bp_gsl_begin();
    for (size_t i; status == BP_OK && (i = bp_groups_take(g, &j->next, &own)) < g->n;)
        status = measure(&w, i, err);
    release(&w);
    return bp_gsl_end(status, err);
}

bp_status bp_groups_measure(const bp_measuring *m, bp_err *err)
{
    const size_t threads = bp_survey_threads(m->survey);
    job j = { .asked = m, .next = m->first };
    if (m->who != NULL && !bp_org_totals_new(&j.orgs, m->groups))
        return bp_no_memory(err, "the organizations");
    bp_status status = bp_pool_run(
        draws(m) ? threads : bp_groups_workers(m->groups, m->survey), run, &j, err);
    bp_org_totals_release(&j.orgs);
    return status;
}
