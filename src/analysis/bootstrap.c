/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.c - intervals of a group's percentiles and mean from samples that are drawn
 * again.
 *
 * Groups are shared out among threads; each draws its samples one after the other and
 * takes all of its statistics from each, so that a sample is drawn once. */
#include "analysis/bootstrap.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/gsl.h"
#include "analysis/replicates.h"
#include "analysis/resample.h"
#include "base/mem.h"
#include "base/pool.h"

/* A worker's memory. */
typedef struct scratch {
    bp_resample sample;
    double *replicate; /* [n_levels + 1][BP_REPLICATES] those of the mean last */
    double *without;   /* [units] */
    size_t cap;
    bp_position *at; /* [n_levels] in a sample of `people` */
    uint64_t people; /* 0: none yet */
} scratch;

typedef struct job {
    const bp_pay_groups *groups;
    const bp_survey *survey;
    const size_t *key;
    size_t n_keys;
    const bp_method *method;
    const bp_picked *picked;
    const bp_total *total;
    bp_limits *out;
    bp_limits *mean;
    int scale;
    atomic_size_t next;
} job;

static void release(scratch *s)
{
    bp_resample_release(&s->sample);
    free(s->replicate);
    free(s->without);
    free(s->at);
}

static bool prepare(scratch *s, const job *j)
{
    const size_t n = j->method->n_levels;
    s->replicate = bp_alloc(0, (n + 1) * BP_REPLICATES, sizeof s->replicate[0]);
    s->at = bp_alloc(0, n, sizeof s->at[0]);
    return s->replicate != NULL && s->at != NULL;
}

/* The places of all levels among so many people. */
static const bp_position *places(scratch *s, const bp_method *m, uint64_t people)
{
    for (size_t k = 0; s->people != people && k < m->n_levels; k++)
        s->at[k] = bp_quantile_position(people, m->level[k], m->qtype);
    s->people = people;
    return s->at;
}

static void draw_all(const job *j, scratch *s, uint64_t stream)
{
    const size_t n = j->method->n_levels;
    for (size_t b = 0; b < BP_REPLICATES; b++) {
        bp_resample_draw(&s->sample, stream, b);
        const bp_position *at = places(s, j->method, s->sample.drawn);
        for (size_t k = 0; k < n; k++)
            s->replicate[k * BP_REPLICATES + b] =
                bp_resample_quantile(&s->sample, &at[k], j->scale);
        s->replicate[n * BP_REPLICATES + b] = bp_resample_mean(&s->sample, j->scale);
    }
}

/* Statistic k without each unit; that after the levels is the mean. */
static void leave_out_each(const job *j, scratch *s, size_t k)
{
    const bp_resample *r = &s->sample;
    const bp_method *m = j->method;
    bp_position at = { 0 };
    size_t people = 0; /* that the place is of */
    for (size_t u = 0; u < r->units; u++) {
        if (k == m->n_levels) {
            s->without[u] = bp_resample_mean_without(r, u, j->scale);
            continue;
        }
        if (people != r->n - bp_resample_people(r, u)) {
            people = r->n - bp_resample_people(r, u);
            at = bp_quantile_position(people, m->level[k], m->qtype);
        }
        s->without[u] = bp_resample_quantile_without(r, u, &at, j->scale);
    }
}

static bp_limits limits_of(const job *j, scratch *s, size_t k, double estimate)
{
    const bp_jackknife without = { s->without, s->sample.units };
    const bool bca = j->method->ci.method == BP_CI_BCA;
    if (bca)
        leave_out_each(j, s, k);
    bp_limits l =
        bp_replicates_limits(s->replicate + k * BP_REPLICATES, BP_REPLICATES, estimate,
                             bca ? &without : NULL, j->method->ci.level);
    l.precision.df = (double)s->sample.units - 1;
    return l;
}

/* Draws of its own for each group. */
static uint64_t stream_of(const job *j, const bp_pay_group *g)
{
    uint64_t stream = bp_stream(j->method->ci.seed);
    for (size_t k = 0; g->key != NULL && k < j->n_keys; k++)
        stream = bp_stream_of(stream,
                              g->key[k] == BP_NO_ID
                                  ? bp_text_of(BP_OTHER_GROUPS)
                                  : bp_survey_key_text(j->survey, j->key[k], g->key[k]));
    return stream;
}

static bool measure(const job *j, size_t i, scratch *s)
{
    static const bp_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                       .hi_state = BP_NOT_ESTIMABLE };
    const size_t n = j->method->n_levels;
    const bp_pay_group *g = &j->groups->group[i];
    if (!bp_resample_take(&s->sample, j->groups, g, j->method->ci.by_org) ||
        !bp_reserve(&s->without, &s->cap, s->sample.units, sizeof s->without[0]))
        return false;
    const bool several = s->sample.units >= 2;
    if (several)
        draw_all(j, s, stream_of(j, g));
    for (size_t k = 0; k < n; k++) {
        const bp_picked *p = &j->picked[i * n + k];
        const double x = bp_quantile_between(&p->at, p->lo, p->hi, j->scale);
        j->out[i * n + k] = several ? limits_of(j, s, k, x) : unknown;
    }
    const double mean = bp_money_mean(j->total[i].sum, g->pay.n, j->scale);
    j->mean[i] = several ? limits_of(j, s, n, mean) : unknown;
    return true;
}

static bp_status run(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    scratch s = { .people = 0 };
    (void)worker;
    bool ok = prepare(&s, j);
    bp_gsl_begin();
    for (size_t i; ok && (i = bp_groups_take(j->groups, &j->next)) < j->groups->n;)
        ok = measure(j, i, &s);
    release(&s);
    return bp_gsl_end(
        ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory to draw samples"), err);
}

bp_status bp_groups_bootstrap(const bp_pay_groups *g, const bp_survey *s,
                              const size_t key[], size_t n_keys, const bp_method *method,
                              const bp_picked picked[], const bp_total total[],
                              bp_limits out[], bp_limits mean[], bp_err *err)
{
    job j = { .groups = g,
              .survey = s,
              .key = key,
              .n_keys = n_keys,
              .method = method,
              .picked = picked,
              .total = total,
              .out = out,
              .mean = mean,
              .scale = bp_survey_scale(s) };
    return bp_pool_run(bp_survey_threads(s), run, &j, err);
}
