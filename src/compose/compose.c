/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.c - from an answer to its report: the table of subjects.
 *
 * A subject is a row here and a function that fills the report.  Such a function cannot
 * fail: the report remembers that memory ran out, and bp_report_done says so once. */
#include "benchpay/compose.h"

#include "compose/brief.h"
#include "compose/compose.h"
#include "report/build.h"

bp_status bp_report_of(bp_report **out, const bp_answer *a, bp_err *err)
{
    static bp_composer *const composer[BP_SUBJECTS] = {
        [BP_ASK_REPORT] = bp_compose_report,
        [BP_ASK_PERCENTILES] = bp_compose_percentiles,
        [BP_ASK_TIERS] = bp_compose_tiers,
        [BP_ASK_RANGE] = bp_compose_range,
        [BP_ASK_OFFER] = bp_compose_offers,
        [BP_ASK_GROWTH] = bp_compose_project,
        [BP_ASK_CHART] = bp_compose_chart,
        [BP_ASK_CHECK] = bp_compose_check,
        [BP_ASK_SCOPE] = bp_compose_paylines,
    };
    const bp_subject subject = a->question->subject;
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, bp_subject_name(subject), err);
    if (status != BP_OK)
        return status;
    composer[subject](r, a);
    if (a->question->brief)
        bp_compose_brief(r, a);
    status = bp_report_done(r, err);
    if (status == BP_OK)
        *out = r;
    else
        bp_report_free(r);
    return status;
}
