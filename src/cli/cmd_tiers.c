/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/command.h"
#include "ingest/bands.h"
#include "report/build.h"

bp_range_points bp_answer_points(const bp_request *r)
{
    return (bp_range_points){
        .range = r->tiers.range,
        .currency = r->choice.currency,
        .point = r->tiers.point,
        .n = r->tiers.n_points,
        .name = r->tiers.name.n > 0 ? r->tiers.name.at : NULL,
    };
}

bp_status bp_answer_tiers(bp_tiers **out, bp_percentiles *p, const bp_request *r,
                          const bp_survey *survey, bp_err *err)
{
    const size_t names = r->choice.n_bands > 0 ? r->tiers.name.n : 0;
    return bp_tiers_new(out, p, survey, r->method.sort == BP_SORT_NAME, r->tiers.name.at,
                        names, err);
}

bp_status bp_answer_add_tier(bp_request *r, bp_err *err)
{
    bp_choice *c = &r->choice;
    bool there = c->n_by > 0 && c->n_bands == 0;
    for (size_t i = 0; i < c->n_by; i++)
        there = there || strcmp(c->by[i], BP_BANDS_KEY) == 0;
    if (there)
        return BP_OK;
    bp_status status = bp_words_add(&r->by, BP_BANDS_KEY, err);
    c->by = r->by.at;
    c->n_by = r->by.n;
    return status;
}

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    size_t key[BP_KEYS_MAX];
    for (size_t i = 0; i < bp_survey_keys(survey); i++)
        key[i] = i;

    bp_percentiles *p = NULL;
    bp_tiers *t = NULL;
    bp_status status =
        bp_percentiles_new(&p, survey, 0, key, bp_survey_keys(survey), &r->method, err);
    if (status == BP_OK)
        status = bp_answer_tiers(&t, p, r, survey, err);
    if (status == BP_OK)
        status = bp_gate_pass(&p, 1, r->rules, err);
    if (status == BP_OK) {
        bp_tiers_compare(t, p);
        bp_compose_tiers(report, &context, p, t);
    }
    bp_tiers_free(t);
    bp_percentiles_free(p);
    return status;
}

static bp_status fill_range(bp_report *report, const bp_request *r,
                            const bp_survey *survey, bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    const bp_range_points points = bp_answer_points(r);
    (void)err;
    bp_compose_range(report, &context, &points);
    return BP_OK;
}

static int by_level(const void *a, const void *b)
{
    return bp_level_compare(*(const bp_level *)a, *(const bp_level *)b);
}

/* Tiers are compared by their quartiles: those are always there. */
static bp_status add_quartiles(bp_request *r, bp_err *err)
{
    static const char *const quartile[] = { "25", "50", "75" };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < 3; i++)
        status = bp_request_add_level(r, quartile[i], err);
    qsort(r->level, r->n_level, sizeof *r->level, by_level);
    r->method.level = r->level;
    r->method.n_levels = r->n_level;
    return status;
}

bp_status bp_cmd_tiers(bp_request *r, bp_err *err)
{
    if (r->tiers.has_range)
        return bp_answer(r, "tiers", fill_range, bp_answer_render, err);
    bp_status status = bp_answer_add_tier(r, err);
    r->choice.experience = r->choice.n_bands == 0;
    if (status == BP_OK)
        status = add_quartiles(r, err);
    return status == BP_OK ? bp_answer(r, "tiers", fill, bp_answer_render, err) : status;
}
