/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "cli/answer.h"
#include "cli/command.h"
#include "report/build.h"

static bp_status note_outliers(bp_report *report, const bp_request *r,
                               const bp_survey *survey, bp_err *err)
{
    bp_fences *fences = NULL;
    if (r->choice.outliers != BP_OUTLIERS_FLAG)
        return BP_OK;
    bp_status status = bp_fences_new(&fences, survey, err);
    if (status == BP_OK && fences->outside > 0)
        bp_report_add_note(
            report,
            bp_report_text(report,
                           "pay of %" PRIu64 " %s far from the group (beyond "
                           "Tukey's outer fences or 3.5 MAD on the log scale); "
                           "--outliers drop leaves it out",
                           fences->outside,
                           fences->outside == 1 ? "person is" : "people is"),
            BP_NO_HINT);
    bp_fences_free(fences);
    return status;
}

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
    if (status == BP_OK)
        status = note_outliers(report, r, survey, err);
    bp_percentiles_free(p);
    return status;
}

bp_status bp_cmd_percentiles(bp_request *r, bp_err *err)
{
    return bp_answer(r, "percentiles", fill, bp_answer_render, err);
}
