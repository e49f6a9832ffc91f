/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchpay/gate.h"

const char *bp_rules_name(bp_rules rules)
{
    static const char *const name[] = { [BP_RULES_NONE] = "none" };
    return name[rules];
}

bp_status bp_gate_pass(bp_percentiles *const table[], size_t n, bp_rules rules,
                       bp_err *err)
{
    (void)table;
    (void)n;
    (void)rules;
    (void)err;
    return BP_OK;
}
