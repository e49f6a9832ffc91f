/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.c - intervals of a group's percentiles and mean from samples that are drawn
 * again.
 *
 * The samples of a group are drawn one after the other, and all of its statistics are
 * taken from each, so that a sample is drawn once. */
#include "analysis/bootstrap.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/replicates.h"
#include "analysis/resample.h"
#include "base/mem.h"

struct bp_bootstrap {
    const bp_pay_groups *groups;
    const bp_survey *survey;
    const size_t *key;
    size_t n_keys;
    const bp_method *method;
    bp_resample sample;
    double *replicate; /* [n_levels + 1][BP_REPLICATES] those of the mean last */
    double *without;   /* [units] */
    size_t cap;
    bp_position *at; /* [n_levels] in a sample of `people` */
    uint64_t people; /* 0: none yet */
};

void bp_bootstrap_free(bp_bootstrap *s)
{
    if (s == NULL)
        return;
    bp_resample_release(&s->sample);
    free(s->replicate);
    free(s->without);
    free(s->at);
    free(s);
}

bp_bootstrap *bp_bootstrap_new(const bp_pay_groups *g, const bp_survey *survey,
                               const size_t key[], size_t n_keys, const bp_method *method)
{
    const size_t n = method->n_levels;
    bp_bootstrap *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (bp_bootstrap){ .groups = g,
                         .survey = survey,
                         .key = key,
                         .n_keys = n_keys,
                         .method = method,
                         .replicate =
                             bp_alloc(0, (n + 1) * BP_REPLICATES, sizeof s->replicate[0]),
                         .at = bp_alloc(0, n, sizeof s->at[0]) };
    if (s->replicate != NULL && s->at != NULL)
        return s;
    bp_bootstrap_free(s);
    return NULL;
}

/* The places of all levels among so many people. */
static const bp_position *places(bp_bootstrap *s, uint64_t people)
{
    const bp_method *m = s->method;
    for (size_t k = 0; s->people != people && k < m->n_levels; k++)
        s->at[k] = bp_quantile_position(people, m->level[k], m->qtype);
    s->people = people;
    return s->at;
}

static void draw_all(bp_bootstrap *s, uint64_t stream)
{
    const size_t n = s->method->n_levels;
    for (size_t b = 0; b < BP_REPLICATES; b++) {
        bp_resample_draw(&s->sample, stream, b);
        const bp_position *at = places(s, s->sample.drawn);
        for (size_t k = 0; k < n; k++)
            s->replicate[k * BP_REPLICATES + b] =
                bp_resample_quantile(&s->sample, &at[k], s->groups->scale);
        s->replicate[n * BP_REPLICATES + b] =
            bp_resample_mean(&s->sample, s->groups->scale);
    }
}

/* Statistic k without each unit; that after the levels is the mean. */
static void leave_out_each(bp_bootstrap *s, size_t k)
{
    const bp_resample *r = &s->sample;
    const bp_method *m = s->method;
    bp_position at = { 0 };
    size_t people = 0; /* that the place is of */
    for (size_t u = 0; u < r->units; u++) {
        if (k == m->n_levels) {
            s->without[u] = bp_resample_mean_without(r, u, s->groups->scale);
            continue;
        }
        if (people != r->n - bp_resample_people(r, u)) {
            people = r->n - bp_resample_people(r, u);
            at = bp_quantile_position(people, m->level[k], m->qtype);
        }
        s->without[u] = bp_resample_quantile_without(r, u, &at, s->groups->scale);
    }
}

static bp_limits limits_of(bp_bootstrap *s, size_t k, double estimate)
{
    const bp_jackknife without = { s->without, s->sample.units };
    const bool bca = s->method->ci.method == BP_CI_BCA;
    if (bca)
        leave_out_each(s, k);
    bp_limits l =
        bp_replicates_limits(s->replicate + k * BP_REPLICATES, BP_REPLICATES, estimate,
                             bca ? &without : NULL, s->method->ci.level);
    l.precision.df = (double)s->sample.units - 1;
    return l;
}

/* Draws of its own for each group. */
static uint64_t stream_of(const bp_bootstrap *s, const bp_pay_group *g)
{
    uint64_t stream = bp_stream(s->method->ci.seed);
    for (size_t k = 0; g->key != NULL && k < s->n_keys; k++)
        stream = bp_stream_of(stream,
                              g->key[k] == BP_NO_ID
                                  ? bp_text_of(BP_OTHER_GROUPS)
                                  : bp_survey_key_text(s->survey, s->key[k], g->key[k]));
    return stream;
}

bool bp_bootstrap_find(bp_bootstrap *s, const bp_selection *of, bp_limits out[],
                       bp_limits *mean)
{
    static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                       .hi_state = BP_NOT_ESTIMABLE };
    const size_t n = s->method->n_levels;
    const bp_pay_group *g = of->group;
    if (!bp_resample_take(&s->sample, s->groups, g, s->method->ci.by_org) ||
        !bp_reserve(&s->without, &s->cap, s->sample.units, sizeof s->without[0]))
        return false;
    const bool several = s->sample.units >= 2;
    if (several)
        draw_all(s, stream_of(s, g));
    for (size_t k = 0; k < n; k++) {
        const bp_picked *p = &of->picked[k];
        const double x = bp_quantile_between(&p->at, p->lo, p->hi, s->groups->scale);
        out[k] = several ? limits_of(s, k, x) : unknown;
    }
    const double x = bp_money_mean(of->total.sum, g->pay.n, s->groups->scale);
    *mean = several ? limits_of(s, n, x) : unknown;
    return true;
}
