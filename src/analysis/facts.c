/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c - what disclosure rules ask of groups.
 *
 * Whose people and pay a group is, and who lies beyond the limits of its intervals, are
 * counts by organisation (units.h), taken where rules will be applied and nowhere else.
 */
#include "analysis/facts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"

typedef struct job {
    const bp_pay_groups *groups;
    const bp_total *total;
    const bp_limits *limits;
    size_t stride;
    size_t n_levels;
    const bp_limits *mean;
    bp_concentration *who;
    bp_beyond *beyond;
    int scale;
    uint64_t *total_of; /* [org_ids] people of an organisation in all */
    size_t orgs;        /* of the total */
    atomic_size_t next;
} job;

/* A limit is a double, and may miss the pay that it is by the last bit: whose pay it is
 * does not count as beyond it. */
#define LAST_BITS 1e-12
#define FARTHEST 9e18 /* what fits; no pay is beyond it */

void bp_facts_amounts(double lo, double hi, int scale, int64_t at[2])
{
    lo = fmax(lo * (double)bp_pow10(scale), -FARTHEST);
    hi = fmin(hi * (double)bp_pow10(scale), FARTHEST);
    at[0] = (int64_t)ceil(lo - fabs(lo) * LAST_BITS) - 1;
    at[1] = (int64_t)floor(hi + fabs(hi) * LAST_BITS);
}

/* The limits of level k of a group, or of its mean. */
static const bp_limits *limits_of(const job *j, size_t group, size_t k)
{
    return k < j->n_levels ? &j->limits[group * j->stride + k] : &j->mean[group];
}

static bool find(const job *j, size_t i, bp_units *u, int64_t at[])
{
    const size_t n = j->limits != NULL ? j->n_levels + 1 : 0;
    for (size_t k = 0; k < n; k++) {
        const bp_limits *l = limits_of(j, i, k);
        bp_facts_amounts(l->lo, l->hi, j->scale, at + 2 * k);
    }
    if (!bp_units_count(u, j->groups, &j->groups->group[i], at, 2 * n, &j->total[i],
                        BP_COUNT_PEOPLE, true))
        return false;
    j->who[i] = bp_units_concentration(u, &j->total[i]);
    uint64_t whole = 0; /* organisations that are in this group alone */
    for (size_t k = 0; k < u->n; k++)
        whole += u->unit[k].n == j->total_of[u->unit[k].org];
    j->who[i].other_orgs = j->orgs - whole;
    bp_beyond *beyond = j->beyond + i * 2 * n;
    for (size_t k = 0; k < n; k++) {
        const bp_limits *l = limits_of(j, i, k);
        if (l->lo_state == BP_SHOWN)
            beyond[2 * k] = bp_units_below(u, 2 * k);
        if (l->hi_state == BP_SHOWN)
            beyond[2 * k + 1] = bp_units_above(u, 2 * k + 1);
    }
    return true;
}

/* What one thread works with. */
typedef struct worker {
    bp_units units;
    int64_t *at; /* [2 n_levels + 2] */
} worker;

static bool prepare(worker *w, const job *j)
{
    const size_t n = 2 * j->n_levels + 2;
    w->at = bp_alloc(0, n, sizeof w->at[0]);
    return w->at != NULL && bp_units_prepare(&w->units, j->groups, n);
}

static void release(worker *w)
{
    bp_units_release(&w->units);
    free(w->at);
}

/* How many people organisations have in all: groups are compared with it. */
static void count_total(job *j)
{
    const bool freq = j->groups->weighting == BP_WEIGHTS_FREQ;
    bp_org_block b;
    if (!bp_pay_group_counts(&j->groups->group[0]))
        return;
    for (bp_org_block_start(&b);
         bp_org_block_next(&b, j->groups, &j->groups->group[0]);) {
        if (b.org == BP_NO_ID)
            continue;
        uint64_t people = freq ? 0 : b.n;
        for (size_t i = 0; freq && i < b.n; i++)
            people += (uint64_t)b.weight[i];
        j->orgs += j->total_of[b.org] == 0;
        j->total_of[b.org] += people;
    }
}

static bp_status run(void *arg, size_t number, bp_err *err)
{
    job *j = arg;
    worker w = { .at = NULL };
    (void)number;
    bool ok = prepare(&w, j);
    for (size_t i; ok && (i = bp_groups_take(j->groups, &j->next)) < j->groups->n;)
        ok = find(j, i, &w.units, w.at);
    release(&w);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for a group");
}

bool bp_groups_facts(const bp_pay_groups *g, const bp_survey *s, const bp_total total[],
                     const bp_limits limits[], size_t stride, size_t n_levels,
                     const bp_limits mean[], bp_concentration who[], bp_beyond beyond[])
{
    job j = { .groups = g,
              .total = total,
              .limits = limits,
              .stride = stride,
              .n_levels = n_levels,
              .mean = mean,
              .who = who,
              .beyond = beyond,
              .scale = g->scale,
              .total_of = bp_alloc(0, g->org_ids, sizeof(uint64_t)) };
    if (j.total_of != NULL)
        count_total(&j);
    const bool ok = j.total_of != NULL &&
                    bp_pool_run(bp_groups_workers(g, s), run, &j, NULL) == BP_OK;
    free(j.total_of);
    return ok;
}
