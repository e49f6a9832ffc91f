#include "analysis/outlier.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "analysis/pick.h"
#include "base/mem.h"

#define TUKEY_IQRS 3.0
#define MAD_LIMIT 3.5
#define MAD_TO_SIGMA 1.4826 /* of a normal distribution */

/* Deviations go through the exact selection as whole numbers of 2^-40. */
#define FRACTION 0x1p40

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

static uint64_t not_positive(const bp_gathered *g)
{
    uint64_t n = 0;
    for (size_t i = 0; i < g->n_runs; i++)
        for (size_t j = 0; j < g->run[i].n; j++)
            n += bp_run_value(&g->run[i], j) <= 0;
    return n;
}

/* To the nearest, halves up; x >= 0.  In line, since it is done for every value. */
static int64_t nearest(double x)
{
    const int64_t below = (int64_t)x;
    return below + (x - (double)below >= 0.5);
}

/* The median of |ln pay - median|.  False: memory is out. */
static bool find_mad(const bp_gathered *g, double median, double *mad)
{
    int64_t *deviation = bp_alloc(0, (size_t)g->n, sizeof *deviation);
    size_t n = 0;
    if (deviation == NULL)
        return false;
    for (size_t i = 0; i < g->n_runs; i++)
        for (size_t j = 0; j < g->run[i].n; j++) {
            const int64_t v = bp_run_value(&g->run[i], j);
            if (v > 0)
                deviation[n++] = nearest(fabs(log((double)v) - median) * FRACTION);
        }
    const bp_run run = { .units = deviation, .n = n };
    bp_gathered all = { .run = &run, .n_runs = 1, .n = n };
    bp_picked p;
    bool ok = bp_gathered_pick(&all, 0, &(bp_level){ 1, 2 }, 1, 7, &p, NULL);
    if (ok)
        *mad = bp_quantile_between(&p.at, p.lo, p.hi, 0) / FRACTION;
    free(deviation);
    return ok;
}

static int64_t whole(double x)
{
    return x < 0x1p63 ? (int64_t)x : INT64_MAX;
}

static void count_beyond(const bp_gathered *g, bp_fence *f)
{
    for (size_t i = 0; i < g->n_runs; i++)
        for (size_t j = 0; j < g->run[i].n; j++)
            f->outside += bp_fence_beyond(f, bp_run_value(&g->run[i], j));
}

/* The fence of a group; *has says whether there is one.  False: memory is out. */
static bool find_fence(const bp_gathered *g, bp_fence *f, bool *has)
{
    static const bp_level level[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    uint64_t skip = not_positive(g);
    bp_picked p[3];
    double mad = 0;
    *has = false;
    if (g->n - skip < BP_OUTLIER_PEOPLE || g->mixed)
        return true;
    if (!bp_gathered_pick(g, skip, level, 3, 7, p, NULL))
        return false;
    double q1 = bp_picked_log(&p[0]), median = bp_picked_log(&p[1]),
           q3 = bp_picked_log(&p[2]);
    if (!find_mad(g, median, &mad))
        return false;

    double low = -INFINITY, high = INFINITY;
    if (q3 > q1) {
        low = q1 - TUKEY_IQRS * (q3 - q1);
        high = q3 + TUKEY_IQRS * (q3 - q1);
    }
    if (mad > 0) {
        low = fmax(low, median - MAD_LIMIT * MAD_TO_SIGMA * mad);
        high = fmin(high, median + MAD_LIMIT * MAD_TO_SIGMA * mad);
    }
    *has = isfinite(low);
    f->low = whole(ceil(exp(low)));
    f->high = whole(exp(high));
    count_beyond(g, f);
    return true;
}

static bool find_all(owned *o, const bp_survey *s, const bp_groups *g, size_t n_keys)
{
    o->fences.fence = bp_alloc(0, g->n, sizeof o->fences.fence[0]);
    o->key = bp_alloc(0, g->n * n_keys, sizeof o->key[0]);
    if (o->fences.fence == NULL || o->key == NULL)
        return false;
    for (size_t i = n_keys > 0 ? 1 : 0; i < g->n; i++) {
        bp_text *key = o->key + i * n_keys;
        bp_fence f = { .key = key };
        bool has;
        if (!find_fence(&g->group[i], &f, &has))
            return false;
        if (!has)
            continue;
        for (size_t k = 0; k < n_keys; k++)
            key[k] = bp_survey_key_text(s, k, g->group[i].key[k]);
        o->fences.outside += f.outside;
        o->fences.fence[o->fences.n++] = f;
    }
    return true;
}

bp_status bp_fences_new(bp_fences **out, const bp_survey *s, bp_err *err)
{
    static const size_t key[BP_KEYS_MAX] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    size_t n_keys = bp_survey_keys(s);
    bp_groups *groups;
    bp_status status = bp_groups_new(&groups, s, 0, key, n_keys, err);
    if (status != BP_OK)
        return status;
    owned *o = bp_alloc(0, 1, sizeof *o);
    gsl_error_handler_t *before = bp_gsl_begin();
    if (o == NULL || !find_all(o, s, groups, n_keys))
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the outliers");
    status = bp_gsl_end(before, status, err);
    bp_groups_free(groups);
    if (status == BP_OK)
        *out = &o->fences;
    else
        bp_fences_free(o != NULL ? &o->fences : NULL);
    return status;
}
