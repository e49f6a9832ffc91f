/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_compa.c - `benchpay compa`: where people stand in their ranges. */
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/excluded.h"
#include "cli/make.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "pricing/compa.h"

bp_status bp_make_places(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    bp_compa_question q = { .employees = { .structure = r->staff.structure,
                                           .market = r->staff.market },
                            .summary = r->staff.summary,
                            .chart = r->charts != BP_NEVER };
    bp_compa *c = NULL;
    bp_progress progress;
    q.employees.staff = bp_request_question(r, BP_ASK_PERCENTILES);
    bp_progress_start(&progress, r, &q.employees.staff.reading);
    bp_status status = bp_compa_new(&c, &q, err);
    bp_progress_end(&progress);
    if (status == BP_OK && r->excluded != NULL)
        status = bp_excluded_put(run->out, r, bp_compa_employees(c)->survey, err);
    if (status == BP_OK) /* they become a part of the report, also on failure */
        return run->chart ? bp_report_of_compa_chart(out, c, r->labels.title,
                                                     r->labels.note, err)
                          : bp_report_of_compa(out, c, err);
    bp_compa_free(c);
    return status;
}

bp_status bp_cmd_compa(const bp_request *r, bp_err *err)
{
    if (r->staff.structure == NULL && r->staff.market == NULL)
        return bp_fail(err, &(bp_loc){ .name = "compa" }, BP_EUSAGE,
                       "give --structure FILE, --market FILE, or both");
    return bp_run_report(r, bp_make_places, bp_write_drawn, err);
}
