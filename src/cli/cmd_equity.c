/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_equity.c - `benchpay equity`: pay of groups of people against one of them. */
#include "cli/command.h"
#include "cli/drawn.h"

bp_status bp_cmd_equity(const bp_request *r, bp_err *err)
{
    bp_question q = bp_request_question(r, BP_ASK_EQUITY);
    q.charts = bp_drawn_parts(r);
    if (q.equity.group == NULL)
        return bp_fail(err, &(bp_loc){ .name = "equity" }, BP_EUSAGE,
                       "say whose pay is compared: --group COLUMN, as --group gender");
    return bp_run_question(r, q, bp_write_drawn, err);
}
