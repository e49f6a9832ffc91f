/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_ledger.h - groups that differ by few from those that earlier runs showed.
 * Layer: answer. */
#ifndef BP_ANSWER_RULES_LEDGER_H
#define BP_ANSWER_RULES_LEDGER_H

#include "answer/ledger.h"
#include "answer/overlap.h"

/* Withholds (reason difference) what differs by 1 to 4 people, or organisations, from a
 * group in the ledger.  Groups are compared whatever their pay is.
 *   o  of the same tables and a survey that was read with its rows
 *   s  likewise
 * Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_compare(bp_ledger *l, const bp_tables *t, const bp_overlap *o,
                                  const bp_survey *s, bool of_orgs, bp_err *err);

/* Once everything is decided: adds what is shown.  Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_add(bp_ledger *l, const bp_tables *t, const bp_overlap *o,
                              const bp_survey *s, bool of_orgs, bp_err *err);

#endif
