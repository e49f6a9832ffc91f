/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/answer.h"
#include "cli/command.h"

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_observed *observed = NULL;
    bp_growth *growth = NULL;
    bp_status status = bp_answer_growth(&observed, &growth, r, survey, err);
    if (status == BP_OK)
        bp_compose_project(report, &context, growth);
    bp_growth_free(growth);
    bp_observed_free(observed);
    return status;
}

bp_status bp_cmd_project(bp_request *r, bp_err *err)
{
    r->choice.year = BP_YEAR_EACH;
    r->choice.series = true;
    r->growth.currency = r->choice.currency;
    return bp_answer(r, "project", fill, bp_answer_render, err);
}
