/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - the disclosure rules over a whole result.  Layer: analysis.
 *
 * Everything that is shown, drawn or written has passed here; past the gate
 * nothing knows what it withheld. */
#ifndef BP_GATE_H
#define BP_GATE_H

#include "benchpay/percentiles.h"

typedef enum bp_rules { BP_RULES_NONE } bp_rules;

/* "none": the word of the contract. */
const char *bp_rules_name(bp_rules rules);

/* Applies the rules to the tables of one run together.  BP_RULES_NONE shows
 * everything that was computed. */
bp_status bp_gate_pass(bp_percentiles *const table[], size_t n, bp_rules rules,
                       bp_err *err);

#endif
