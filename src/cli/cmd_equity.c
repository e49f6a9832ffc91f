/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_equity.c - `benchpay equity`: pay of groups of people against one of them. */
#include "cli/command.h"
#include "cli/drawn.h"

bp_status bp_cmd_equity(const bp_request *r, bp_err *err)
{
    bp_question q = bp_request_question(r, BP_ASK_EQUITY);
    q.charts = bp_drawn_parts(r);
    return bp_run_question(r, q, bp_write_drawn, err);
}
