/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_answer.h - what the tables of an answer tell together.  Layer: answer. */
#ifndef BP_ANSWER_RULES_ANSWER_H
#define BP_ANSWER_RULES_ANSWER_H

#include "answer/answer.h"
#include "benchpay/gate.h"

/* Once every table was judged by itself (rules_table.h): withholds what shown figures
 * tell together, those of a group (rules_extremes.h) and those of all tables of one
 * element (rules_nested.h, rules_ledger.h, rules_sums.h), and then rounds what is shown.
 * a->ledger has what is shown then, and is still to be written.
 *   reasons  adds those of what is withheld
 * Errors: BP_ELIMIT; those of bp_ledger_open. */
bp_status bp_rules_answer(bp_answer *a, const bp_rule_set *set, bool of_orgs,
                          unsigned *reasons, bp_err *err);

#endif
