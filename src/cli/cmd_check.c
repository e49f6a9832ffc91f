#include "cli/answer.h"
#include "cli/command.h"
#include "report/build.h"

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    if (survey == NULL) {
        bp_compose_unusable(report, &context, err->text);
        return BP_OK;
    }
    bp_quality *quality = NULL;
    bp_status status = bp_quality_new(&quality, survey, err);
    if (status == BP_OK)
        bp_compose_check(report, &context, quality);
    bp_quality_free(quality);
    return status;
}

bp_status bp_cmd_check(bp_request *r, bp_err *err)
{
    r->answers = true;
    r->reading.keep_records = true;
    r->choice.every_element = true;
    r->choice.main_currency = true;
    return bp_answer(r, "check", fill, bp_answer_render, err);
}
