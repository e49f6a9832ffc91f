/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_scope.c - `benchpay scope`: pay on the scope of a job. */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_scope(const bp_request *r, bp_err *err)
{
    return bp_run_question(r, bp_request_question(r, BP_ASK_SCOPE), bp_write_report, err);
}
