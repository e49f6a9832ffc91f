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

bool bp_org_totals_new(bp_org_totals *out, const bp_pay_groups *g)
{
    bp_org_totals t = { .people = bp_alloc(0, g->org_ids, sizeof t.people[0]) };
    if (t.people == NULL)
        return false;
    if (bp_pay_group_counts(&g->group[0]))
        bp_pay_group_people(g, &g->group[0], t.people);
    for (size_t i = 0; i < g->org_ids; i++)
        t.orgs += t.people[i] > 0;
    *out = t;
    return true;
}

void bp_org_totals_release(bp_org_totals *t)
{
    free(t->people);
}

bp_concentration bp_facts_who(const bp_units *u, const bp_total *total,
                              const bp_org_totals *all)
{
    bp_concentration who = bp_units_concentration(u, total);
    uint64_t whole = 0; /* organisations that are in this group alone */
    for (size_t k = 0; k < u->n; k++)
        whole += u->unit[k].n == all->people[u->unit[k].org];
    who.other_orgs = all->orgs - whole;
    return who;
}

void bp_facts_beyond(const bp_units *u, size_t i, const bp_limits *limits,
                     bp_beyond out[2])
{
    const bp_beyond nobody = { 0 };
    out[0] = limits->lo_state == BP_SHOWN ? bp_units_below(u, 2 * i) : nobody;
    out[1] = limits->hi_state == BP_SHOWN ? bp_units_above(u, 2 * i + 1) : nobody;
}

typedef struct job {
    const bp_pay_groups *groups;
    const bp_total *total;
    bp_concentration *who;
    bp_org_totals orgs;
    atomic_size_t next;
} job;

static bool find(const job *j, size_t i, bp_units *u)
{
    const bp_total *total = &j->total[i];
    const bool ok = bp_units_count(u, j->groups, &j->groups->group[i], NULL, 0, total,
                                   BP_COUNT_PEOPLE, true);
    if (ok)
        j->who[i] = bp_facts_who(u, total, &j->orgs);
    return ok;
}

static bp_status run(void *arg, size_t number, bp_err *err)
{
    job *j = arg;
    bp_units units = { .n = 0 };
    bp_groups_taken own = { 0 };
    (void)number;
    bool ok = bp_units_prepare(&units, j->groups, 0);
    for (size_t i; ok && (i = bp_groups_take(j->groups, &j->next, &own)) < j->groups->n;)
        ok = find(j, i, &units);
    bp_units_release(&units);
    return ok ? BP_OK : bp_no_memory(err, "a group");
}

bool bp_groups_who(const bp_pay_groups *g, const bp_survey *s, const bp_total total[],
                   bp_concentration who[])
{
    job j = { .groups = g, .total = total, .who = who };
    if (!bp_org_totals_new(&j.orgs, g))
        return false;
    const bool ok = bp_pool_run(bp_groups_workers(g, s), run, &j, NULL) == BP_OK;
    bp_org_totals_release(&j.orgs);
    return ok;
}
