#include "cli/answer.h"
#include "cli/command.h"

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    size_t key[BP_KEYS_MAX];
    const size_t n_keys = bp_survey_keys(survey);
    for (size_t i = 0; i < n_keys; i++)
        key[i] = i;

    bp_percentiles *p = NULL;
    bp_status status = bp_percentiles_new(&p, survey, 0, key, n_keys, &r->method, err);
    if (status == BP_OK)
        status = bp_gate_pass(&p, 1, r->rules, err);
    if (status == BP_OK)
        bp_compose_percentiles(report, &context, p);
    bp_percentiles_free(p);
    return status;
}

bp_status bp_cmd_percentiles(bp_request *r, bp_err *err)
{
    return bp_answer(r, "percentiles", fill, bp_answer_render, err);
}
