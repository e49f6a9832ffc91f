/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_scope.c - `benchpay scope`: pay on the scope of a job. */
#include "cli/command.h"
#include "cli/drawn.h"

bp_status bp_cmd_scope(const bp_request *r, bp_err *err)
{
    bp_question q = bp_request_question(r, BP_ASK_SCOPE);
    q.charts = bp_drawn_parts(r);
    if (q.scope.n_on == 0)
        return bp_fail(err, &(bp_loc){ .name = "scope" }, BP_EUSAGE,
                       "say what pay depends on: --on COLUMN, as --on beds");
    return bp_run_question(r, q, bp_write_drawn, err);
}
