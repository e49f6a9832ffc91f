/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - the disclosure rules that a question names.  Layer: answer.
 *
 * bp_answer_new applies them to every figure of an answer; after that nothing knows what
 * was withheld. */
#ifndef BP_GATE_H
#define BP_GATE_H

#include "benchpay/api.h"

BP_API_BEGIN

/* BP_RULES_NONE shows everything that was computed. */
typedef enum bp_rules { BP_RULES_NONE } bp_rules;

/* "none": the word of the contract. */
const char *bp_rules_name(bp_rules rules);

BP_API_END

#endif
