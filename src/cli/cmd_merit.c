/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_merit.c - `benchpay merit`: a budget of increases. */
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/excluded.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "pricing/merit.h"

static bp_status make(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    bp_merit_question q = r->staff.merit;
    bp_merit *m = NULL;
    bp_progress progress;
    q.employees =
        (bp_employees_question){ .staff = bp_request_question(r, BP_ASK_PERCENTILES),
                                 .structure = r->staff.structure };
    q.summary = r->staff.summary;
    bp_progress_start(&progress, r, &q.employees.staff.reading);
    bp_status status = bp_merit_new(&m, &q, err);
    bp_progress_end(&progress);
    if (status == BP_OK && r->excluded != NULL)
        status = bp_excluded_put(run->out, r, bp_merit_employees(m)->survey, err);
    if (status == BP_OK)
        return bp_report_of_merit(out, m, &q, err);
    bp_merit_free(m);
    return status;
}

bp_status bp_cmd_merit(const bp_request *r, bp_err *err)
{
    const bp_loc at = { .name = "merit" };
    const bp_merit_question *q = &r->staff.merit;
    if (r->staff.structure == NULL || q->matrix == NULL)
        return bp_fail(err, &at, BP_EUSAGE, "give --structure FILE and --matrix FILE");
    if (q->lump && q->uncapped)
        return bp_fail(err, &at, BP_EUSAGE,
                       "--lump pays what passes the maximum, and with --cap none nothing "
                       "does");
    return bp_run_report(r, make, bp_write_report, err);
}
