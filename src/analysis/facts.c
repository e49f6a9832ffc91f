/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c - what disclosure rules ask of groups.
 *
 * Whose people and pay a group is, and who lies beyond the limits of its intervals, are
 * counts by organisation (units.h), taken where rules will be applied and nowhere else.
 */
#include "analysis/facts.h"

#include <math.h>
#include <stdatomic.h>
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
    double one; /* in units of pay */
    atomic_size_t next;
} job;

/* A limit is a double, and may miss the pay that it is by the last bit: whose pay it is
 * does not count as beyond it. */
#define LAST_BITS 1e-12

/* Amounts in units: who is below a low limit is at or below the first, who is not above a
 * high one at or below the second. */
static void amounts_of(const job *j, const bp_limits *l, int64_t at[2])
{
    const double lo = l->lo * j->one, hi = l->hi * j->one;
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
    for (size_t k = 0; k < n; k++)
        amounts_of(j, limits_of(j, i, k), at + 2 * k);
    if (!bp_units_count(u, j->groups, &j->groups->group[i], at, 2 * n, &j->total[i],
                        true))
        return false;
    j->who[i] = bp_units_concentration(u, &j->total[i]);
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

static bp_status run(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    bp_units u = { 0 };
    int64_t *at = bp_alloc(0, 2 * j->n_levels + 2, sizeof *at);
    (void)worker;
    bool ok = at != NULL && bp_units_prepare(&u, j->groups, 2 * j->n_levels + 2);
    for (size_t i; ok && (i = atomic_fetch_add(&j->next, 1)) < j->groups->n;) {
        const bp_pay_group *g = &j->groups->group[i];
        if (g->pay.n > 0 && !g->mixed)
            ok = find(j, i, &u, at);
    }
    bp_units_release(&u);
    free(at);
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
              .one = (double)bp_pow10(bp_survey_scale(s)) };
    return bp_pool_run(bp_groups_workers(g, s), run, &j, NULL) == BP_OK;
}
