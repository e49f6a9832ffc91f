/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_equity.c - `benchpay equity`: pay of groups of people against one of them. */
#include "cli/command.h"
#include "cli/run.h"

bp_status bp_cmd_equity(const bp_request *r, bp_err *err)
{
    return bp_run_question(r, bp_request_question(r, BP_ASK_EQUITY), bp_write_report,
                           err);
}
