/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outlier.c - pay that is far from its group.
 *
 * On ln pay, since pay is skewed: on pay itself the upper fence would cut honest high pay
 * and the lower one nothing.  Fences are turned back to whole units once, so that a
 * second reading of the rows compares integers. */
#include "analysis/outlier.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "analysis/pick.h"
#include "analysis/spread.h"
#include "base/mem.h"
#include "base/pool.h"

_Static_assert(BP_OUTLIER_PEOPLE >= BP_SPREAD_LEAST, "a group that has no spread");

#define TUKEY_IQRS 3.0
#define MAD_LIMIT 3.5
#define MAD_TO_SIGMA 1.4826 /* of a normal distribution */

/* Fences with the memory of their keys. */
typedef struct owned {
    bp_fences fences; /* first: fences are freed as the whole */
    bp_text *key;
} owned;

void bp_fences_free(bp_fences *f)
{
    owned *o = (owned *)f;
    if (o == NULL)
        return;
    free(o->fences.fence);
    free(o->key);
    free(o);
}

/* The fence of a group that has pay of one currency; its high end is 0 when there is
 * none.  False: memory is out. */
static bool find_fence(const bp_pay_group *g, bp_fence *f)
{
    const uint64_t n = bp_sample_within(&g->pay, 1, INT64_MAX);
    bp_spread s;
    if (n < BP_OUTLIER_PEOPLE)
        return true;
    if (!bp_sample_spread(&g->pay, n, &s))
        return false;

    double low = -INFINITY, high = INFINITY;
    if (s.q3 > s.q1) {
        low = s.q1 - TUKEY_IQRS * (s.q3 - s.q1);
        high = s.q3 + TUKEY_IQRS * (s.q3 - s.q1);
    }
    if (s.mad > 0) {
        low = fmax(low, s.median - MAD_LIMIT * MAD_TO_SIGMA * s.mad);
        high = fmin(high, s.median + MAD_LIMIT * MAD_TO_SIGMA * s.mad);
    }
    if (!isfinite(low))
        return true;
    f->low = bp_spread_whole(ceil(exp(low)));
    f->high = bp_spread_whole(exp(high));
    f->outside = n - bp_sample_within(&g->pay, f->low, f->high);
    return true;
}

/* All groups, the next of which any worker takes. */
typedef struct job {
    const bp_pay_groups *groups;
    bp_fence *fence; /* [groups] */
    atomic_size_t next;
} job;

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    bp_groups_taken own = { 0 };
    (void)worker;
    bp_gsl_begin();
    for (size_t i; (i = bp_groups_take(j->groups, &j->next, &own)) < j->groups->n;)
        if (!find_fence(&j->groups->group[i], &j->fence[i]))
            return bp_no_memory(err, "a group");
    return bp_gsl_end(BP_OK, err);
}

/* Finds the fences of all groups and leaves those of groups that have one. */
static bp_status find_all(owned *o, const bp_survey *s, const bp_pay_groups *g,
                          size_t n_keys, bp_err *err)
{
    bp_fences *all = &o->fences;
    all->n_keys = n_keys;
    all->fence = bp_alloc(0, g->n, sizeof all->fence[0]);
    o->key = bp_alloc(0, g->n * n_keys, sizeof o->key[0]);
    job j = { .groups = g, .fence = all->fence, .next = n_keys > 0 ? 1 : 0 };
    if (all->fence == NULL || o->key == NULL)
        return bp_no_memory(err, "the outliers");
    bp_status status = bp_pool_run(bp_groups_workers(g, s), work, &j, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; i < g->n; i++) {
        bp_text *key = o->key + i * n_keys;
        bp_fence f = all->fence[i];
        if (f.high == 0)
            continue;
        for (size_t k = 0; k < n_keys; k++)
            key[k] = bp_survey_key_text(s, k, g->group[i].key[k]);
        f.key = key;
        all->outside += f.outside;
        all->fence[all->n++] = f;
    }
    return BP_OK;
}

bp_status bp_fences_new(bp_fences **out, const bp_survey *s, size_t n_keys, bp_err *err)
{
    size_t key[BP_KEYS_MAX] = { 0 };
    for (size_t k = 0; k < n_keys; k++)
        key[k] = k;
    bp_pay_groups *groups;
    bp_status status = bp_pay_groups_new(&groups, s, 0, key, n_keys, err);
    if (status != BP_OK)
        return status;
    owned *o = bp_alloc(0, 1, sizeof *o);
    status = o != NULL ? find_all(o, s, groups, n_keys, err)
                       : bp_no_memory(err, "the outliers");
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = &o->fences;
    else
        bp_fences_free(o != NULL ? &o->fences : NULL);
    return status;
}
