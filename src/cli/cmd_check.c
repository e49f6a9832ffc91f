/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_check.c - `benchpay check`: what is in a file, and can it be used? */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_check(const bp_request *r, bp_err *err)
{
    const bp_question q = bp_request_question(r, BP_ASK_CHECK);
    return bp_run_question(r, q, bp_write_report, err);
}
