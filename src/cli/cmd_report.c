/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_report.c - `benchpay report`: the whole benchmark, with its charts. */
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/target.h"

/* Programs want all figures. */
static bp_status check_brief(const bp_request *r, bp_err *err)
{
    static const bp_format none[] = { BP_FORMAT_CSV, BP_FORMAT_JSON };
    for (size_t i = 0; r->brief && i < sizeof none / sizeof none[0]; i++)
        if (bp_target_any(r, none[i]))
            return bp_fail(err, NULL, BP_EUSAGE,
                           "--brief has no %s; leave it out for all figures",
                           bp_format_name(none[i]));
    return BP_OK;
}

bp_status bp_cmd_report(const bp_request *r, bp_err *err)
{
    bp_status status = check_brief(r, err);
    if (status != BP_OK)
        return status;
    bp_question q = bp_request_question(r, BP_ASK_REPORT);
    q.charts = bp_drawn_parts(r);
    q.brief = r->brief;
    return bp_run_question(r, q, bp_write_drawn, err);
}
