/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_project.c - `benchpay project`: how pay grew, and where it goes. */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_project(const bp_request *r, bp_err *err)
{
    const bp_question q = bp_request_question(r, BP_ASK_GROWTH);
    return bp_run_question(r, q, bp_write_report, err);
}
