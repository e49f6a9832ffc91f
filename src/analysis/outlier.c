/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/outlier.h"

#include <math.h>
#include <stdatomic.h>
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

/* The fence of a group, whose high end is 0 when there is none.  False: memory is out. */
static bool find_fence(const bp_pay_group *g, bp_fence *f)
{
    const uint64_t n = bp_sample_within(&g->pay, 1, INT64_MAX);
    bp_spread s;
    if (n < BP_OUTLIER_PEOPLE || g->mixed)
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

/* All groups, the next of which any worker takes.  GSL only interpolates for them, about
 * which it has no complaint that could get lost on another thread. */
typedef struct job {
    const bp_pay_groups *groups;
    bp_fence *fence; /* [groups] */
    atomic_size_t next;
} job;

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    (void)worker;
    for (size_t i; (i = atomic_fetch_add(&j->next, 1)) < j->groups->n;)
        if (!find_fence(&j->groups->group[i], &j->fence[i]))
            return bp_fail(err, NULL, BP_ELIMIT, "no memory for a group");
    return BP_OK;
}

static bool find_all(owned *o, const bp_survey *s, const bp_pay_groups *g, size_t n_keys)
{
    bp_fences *all = &o->fences;
    all->fence = bp_alloc(0, g->n, sizeof all->fence[0]);
    o->key = bp_alloc(0, g->n * n_keys, sizeof o->key[0]);
    job j = { .groups = g, .fence = all->fence, .next = n_keys > 0 ? 1 : 0 };
    if (all->fence == NULL || o->key == NULL ||
        bp_pool_run(bp_groups_workers(g, s), work, &j, NULL) != BP_OK)
        return false;
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
    return true;
}

bp_status bp_fences_new(bp_fences **out, const bp_survey *s, bp_err *err)
{
    static const size_t key[BP_KEYS_MAX] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    size_t n_keys = bp_survey_keys(s);
    bp_pay_groups *groups;
    bp_status status = bp_pay_groups_new(&groups, s, 0, key, n_keys, err);
    if (status != BP_OK)
        return status;
    owned *o = bp_alloc(0, 1, sizeof *o);
    gsl_error_handler_t *before = bp_gsl_begin();
    if (o == NULL || !find_all(o, s, groups, n_keys))
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the outliers");
    status = bp_gsl_end(before, status, err);
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = &o->fences;
    else
        bp_fences_free(o != NULL ? &o->fences : NULL);
    return status;
}
