/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_tiers.c - `benchpay tiers`: medians by tier, or the points of a published range. */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_tiers(const bp_request *r, bp_err *err)
{
    const bp_question q =
        bp_request_question(r, r->tiers.has_range ? BP_ASK_RANGE : BP_ASK_TIERS);
    bp_status status = bp_request_check_seed(r, err);
    return status == BP_OK ? bp_run_question(r, q, bp_write_report, err) : status;
}
