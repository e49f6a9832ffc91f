/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_percentiles.c - `benchpay percentiles`: pay percentiles by group. */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_percentiles(const bp_request *r, bp_err *err)
{
    const bp_question q = bp_request_question(r, BP_ASK_PERCENTILES);
    bp_status status = bp_request_check_seed(r, err);
    return status == BP_OK ? bp_run_question(r, q, bp_write_report, err) : status;
}
