/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/offering.h"

static bp_status percentiles(bp_percentiles **out, const bp_request *r,
                             const bp_survey *survey, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n = bp_survey_keys(survey);
    for (size_t i = 0; i < n; i++)
        key[i] = i;
    bp_status status = bp_percentiles_new(out, survey, 0, key, n, &r->method, err);
    return status == BP_OK ? bp_gate_pass(out, 1, r->rules, err) : status;
}

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_percentiles *p = NULL;
    bp_offering *o = NULL;
    bp_status status = survey != NULL ? percentiles(&p, r, survey, err) : BP_OK;
    if (status == BP_OK)
        status = bp_offering_new(&o, r, survey, err);
    if (status == BP_OK)
        bp_compose_offers(report, &context, o, p);
    bp_offering_free(o);
    bp_percentiles_free(p);
    return status;
}

bp_status bp_cmd_offer(bp_request *r, bp_err *err)
{
    bp_offer_input in = { .list = NULL };
    bp_status status = bp_offering_open(&in, r, err);
    if (status == BP_OK)
        status = bp_answer(r, "offer", fill, bp_answer_render, err);
    bp_offering_release(&in);
    return status;
}
