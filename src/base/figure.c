/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.c - makes figures and names their reasons.
 *
 * The codes are part of the csv and json contract: their order is that of the bits. */
#include "benchpay/figure.h"

#include <assert.h>
#include <stddef.h>

const char *bp_reason_code(unsigned i)
{
    static const char *const code[BP_REASONS] = {
        "few-people", "few-orgs",   "dominance", "all-equal",      "equations",
        "complement", "difference", "interval",  "mixed-currency", "not-estimable",
        "published",  "no-amount",  "no-market",
    };
    return i < BP_REASONS ? code[i] : NULL;
}

bp_figure bp_figure_of(double value)
{
    return (bp_figure){
        .value = value, .state = BP_SHOWN, .lo_state = BP_ABSENT, .hi_state = BP_ABSENT
    };
}

bp_figure bp_figure_without(bp_state state, unsigned reasons)
{
    assert(state != BP_SHOWN);
    return (bp_figure){
        .state = state, .lo_state = BP_ABSENT, .hi_state = BP_ABSENT, .reasons = reasons
    };
}
