/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_diff.c - `benchpay diff`: what has changed between two reports, or two surveys. */
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/compare.h"
#include "cli/drawn.h"

static bp_status tell(bp_report **out, const bp_change *c, const bp_request *r,
                      bp_err *err)
{
    bp_status status = bp_report_of_change(out, c, err);
    if (status == BP_OK && !r->exit_code)
        (*out)->alarm = NULL;
    return status;
}

static bp_status make(bp_report **out, const bp_request *r, bp_err *err)
{
    return bp_compare(out, r, "diff", tell, err);
}

bp_status bp_cmd_diff(const bp_request *r, bp_err *err)
{
    return bp_run_report(r, make, bp_write_drawn, err);
}
