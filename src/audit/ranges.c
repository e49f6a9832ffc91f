/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranges.c - what percentiles are by every convention.
 *
 * Each convention is a list of people of its own, cut into the groups of the table, and
 * its percentiles are found as those of a table are: what is left is to compare them.
 * Outliers are judged within the groups of the table, on the logarithm of pay. */
#include "audit/ranges.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define BASES 3

void bp_ranges_free(bp_ranges *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < BP_RANGES_SETS; i++) {
        bp_crowd_free(r->cut[i]);
        bp_payees_free(r->payees[i]);
        free(r->group[i]);
    }
    free(r->range);
    free(r);
}

/* ---- outliers ---- */

#define LEAST 12 /* people of a group that outliers are looked for in */
#define TUKEY 3  /* quartile ranges beyond the quartiles */
#define FAR 3.5L /* deviations from the median, */
#define SIGMA 1.4826L

/* Between the sorted x at (n - 1) p. */
static long double quartile(const long double x[], size_t n, unsigned quarters)
{
    const size_t at = (n - 1) * quarters / 4, rest = (n - 1) * quarters % 4;
    return rest == 0 ? x[at] : x[at] + (x[at + 1] - x[at]) * (long double)rest / 4;
}

static int by_size(const void *a, const void *b)
{
    const long double x = *(const long double *)a, y = *(const long double *)b;
    return (x > y) - (x < y);
}

/* What ln pay may be. */
typedef struct fence {
    long double low;
    long double high;
} fence;

/* x has room for everybody of the group. */
static fence find_fence(const bp_crowd_group *g, long double x[])
{
    fence f = { -HUGE_VALL, HUGE_VALL };
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        if (g->by_pay[i].pay > 0)
            x[n++] = logl((long double)g->by_pay[i].pay);
    if (g->mixed || n < LEAST)
        return f;
    const long double q1 = quartile(x, n, 1), q3 = quartile(x, n, 3),
                      middle = quartile(x, n, 2);
    if (q3 > q1)
        f = (fence){ q1 - TUKEY * (q3 - q1), q3 + TUKEY * (q3 - q1) };
    for (size_t i = 0; i < n; i++)
        x[i] = fabsl(x[i] - middle);
    qsort(x, n, sizeof x[0], by_size);
    const long double far = FAR * SIGMA * quartile(x, n, 2);
    if (far > 0)
        f = (fence){ fmaxl(f.low, middle - far), fminl(f.high, middle + far) };
    return f;
}

/* Takes the outliers of a list out of it: they are outside of the fence of the group that
 * they are in.  *any: there are some. */
static bp_status drop_outliers(bp_payees *p, const bp_crowd *groups, bool *any,
                               bp_err *err)
{
    long double *x = bp_alloc(0, groups->of->n, sizeof *x);
    fence *f = bp_alloc(0, groups->n, sizeof *f);
    bp_status status =
        x != NULL && f != NULL ? BP_OK : bp_no_memory(err, "the ranges of an audit");
    for (size_t i = 0; status == BP_OK && i < groups->n; i++)
        f[i] = find_fence(&groups->group[i], x);
    const size_t before = p->n;
    for (size_t i = p->n = 0; status == BP_OK && i < before; i++) {
        const bp_payee one = p->payee[i];
        const fence *of = &f[groups->n_keys > 0 ? groups->group_of[one.cell] : 0];
        const long double pay = one.pay > 0 ? logl((long double)one.pay) : of->low;
        if (!(pay < of->low || pay > of->high))
            p->payee[p->n++] = one;
    }
    *any = p->n < before;
    free(x);
    free(f);
    return status;
}

/* ---- conventions ---- */

typedef struct work {
    bp_ranges *r;
    const bp_crowd *cut; /* of the table */
    const bp_survey *all;
    size_t element;
    size_t most;
    uint64_t least;
    const bp_level *level;
    size_t key[BP_KEYS_MAX];
    bp_crowd *outside; /* the groups in which outliers are looked for */
    bp_err *err;
} work;

/* The group of a convention that is group i of the table; NULL: it has nobody. */
static const bp_crowd_group *find(const work *w, const bp_crowd *in, size_t i)
{
    const bp_crowd_group *g = &w->cut->group[i];
    const bp_survey *s = w->cut->of->survey;
    uint32_t id[BP_KEYS_MAX];
    if (i == 0)
        return &in->group[0];
    if (g->others > 0)
        return bp_crowd_others(in);
    for (size_t k = 0; k < in->n_keys; k++) {
        const size_t key = w->cut->key[k];
        const uint32_t own = w->cut->of->cells->group[g->cell].key[key];
        id[k] = bp_survey_key_id(w->all, w->key[k], bp_survey_key_text(s, key, own));
    }
    return bp_crowd_find(in, id);
}

/* The definitions that weights have. */
static bool has(bp_weighting weights, int qtype)
{
    if (weights == BP_WEIGHTS_SAMPLING)
        return qtype == 1 || qtype == 2;
    return weights != BP_WEIGHTS_ANALYTIC || qtype == 7;
}

static void widen(bp_recount_limit *l, long double x, bool means, int side)
{
    if (!l->known || x * side > l->value * side) {
        *l = (bp_recount_limit){ .known = true, .value = x };
        l->orgs = means; /* until they are counted */
    } else if (!(x * side < l->value * side)) {
        l->orgs |= means;
    }
}

/* All definitions of one group. */
static void define(const work *w, size_t set, size_t group)
{
    bp_ranges *r = w->r;
    const bp_crowd *in = r->cut[set];
    const bp_crowd_group *g = r->group[set][group];
    if (g == NULL || g->mixed || g->n == 0)
        return;
    bp_crowd_group sample = in->sample[g - in->group];
    const bp_weighting own = g->weights;
    for (int qtype = 1; qtype <= 9; qtype++) {
        bp_recount_method m = { .qtype = qtype };
        sample.weights = bp_basis_weighting(in->of->basis, qtype, own);
        for (size_t k = 0; k < r->n_levels && has(sample.weights, qtype); k++) {
            bp_ends *to = &r->range[group * r->n_levels + k];
            const bp_recount f = bp_recount_level(&sample, in->scale, w->level[k], &m);
            const bool means = in->of->basis == BP_BASIS_ORG;
            widen(&to->low, f.value, means, -1);
            widen(&to->high, f.value, means, 1);
        }
    }
}

static bp_status put_set(const work *w, bp_basis basis, bool without, bool *any)
{
    bp_ranges *r = w->r;
    const size_t set = 2 * (size_t)basis + without;
    bp_status status = bp_payees_new(&r->payees[set], w->all, w->element, basis, w->err);
    if (status == BP_OK && without)
        status = drop_outliers(r->payees[set], w->outside, any, w->err);
    if (status == BP_OK)
        status = bp_crowd_new(&r->cut[set], r->payees[set], w->key, w->cut->n_keys,
                              w->most, w->least, w->err);
    if (status != BP_OK)
        return status;
    r->group[set] = bp_alloc(0, r->n_groups, sizeof *r->group[set]);
    if (r->group[set] == NULL || !bp_crowd_put_on(r->cut[set], 7))
        return bp_no_memory(w->err, "the ranges of an audit");
    for (size_t i = 0; i < r->n_groups; i++) {
        r->group[set][i] = find(w, r->cut[set], i);
        define(w, set, i);
    }
    return BP_OK;
}

static bp_status put_sets(const work *w)
{
    const bool orgs = bp_survey_has_orgs(w->all) && !bp_survey_of_lines(w->all) &&
                      !bp_survey_of_posts(w->all);
    bool any = true;
    bp_status status = BP_OK;
    for (bp_basis b = BP_BASIS_INCUMBENT; status == BP_OK && b < BASES; b++) {
        if (b != BP_BASIS_INCUMBENT && !orgs)
            continue;
        status = put_set(w, b, false, NULL);
        if (status == BP_OK && any)
            status = put_set(w, b, true, &any);
    }
    return status;
}

/* ---- whose pay is beyond them ---- */

static void fewer(bp_recount_limit *to, const bp_recount_limit *beyond)
{
    to->people = beyond->people < to->people ? beyond->people : to->people;
    to->orgs = beyond->orgs < to->orgs ? beyond->orgs : to->orgs;
}

/* Of people; and of means of organisations, where an end is made of such. */
static void count_beyond(const bp_ranges *r, size_t group, bp_recount_limit *l, bool low)
{
    const bool means = l->orgs > 0;
    l->people = l->orgs = UINT64_MAX;
    for (size_t set = 0; set <= (means ? 2 * BP_BASIS_ORG : 0); set += 2) {
        const bp_crowd *in = r->cut[set];
        const bp_crowd_group *g = r->group[set][group];
        const bp_recount_limit beyond = bp_recount_shown(
            &in->sample[g - in->group], in->scale, (double)l->value, 0, low);
        fewer(l, &beyond);
    }
}

static bp_status make(work *w)
{
    bp_ranges *r = w->r;
    bp_payees *everybody = NULL;
    r->range = bp_alloc(0, r->n_groups * r->n_levels, sizeof r->range[0]);
    if (r->range == NULL)
        return bp_no_memory(w->err, "the ranges of an audit");
    for (size_t k = 0; k < w->cut->n_keys; k++)
        w->key[k] = w->cut->key[k];
    bp_status status =
        bp_payees_new(&everybody, w->all, w->element, BP_BASIS_INCUMBENT, w->err);
    if (status == BP_OK)
        status =
            bp_crowd_new(&w->outside, everybody, w->key, w->cut->n_keys, 0, 0, w->err);
    if (status == BP_OK)
        status = put_sets(w);
    for (size_t i = 0; status == BP_OK && i < r->n_groups * r->n_levels; i++)
        if (r->range[i].low.known) {
            count_beyond(r, i / r->n_levels, &r->range[i].low, true);
            count_beyond(r, i / r->n_levels, &r->range[i].high, false);
        }
    bp_crowd_free(w->outside);
    bp_payees_free(everybody);
    return status;
}

bp_status bp_ranges_new(bp_ranges **out, const bp_crowd *cut, const bp_survey *all,
                        size_t element, size_t most, uint64_t least,
                        const bp_level level[], size_t n_levels, bp_err *err)
{
    bp_ranges *r = bp_alloc(sizeof *r, 0, 0);
    if (r == NULL)
        return bp_no_memory(err, "the ranges of an audit");
    r->n_groups = cut->n;
    r->n_levels = n_levels;
    work w = { .r = r,
               .cut = cut,
               .all = all,
               .element = element,
               .most = most,
               .least = least,
               .level = level,
               .err = err };
    bp_status status = make(&w);
    if (status == BP_OK)
        *out = r;
    else
        bp_ranges_free(r);
    return status;
}
