/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_nested.h - groups that differ by few from others.  Layer: answer. */
#ifndef BP_ANSWER_RULES_NESTED_H
#define BP_ANSWER_RULES_NESTED_H

#include "answer/overlap.h"

/* Differences of so many people, or organisations, tell of them. */
#define BP_FEW 4

/* Where a group is within another of any table, both are shown, and the larger has 1 to
 * BP_FEW people, or people of so many organisations, more, the smaller is withheld
 * (reason difference); the largest of those that are first, since what is withheld tells
 * nothing of a third.
 *   o        of the same tables
 *   of_orgs  organisations count
 * Errors: BP_ELIMIT. */
bp_status bp_rules_nested(const bp_tables *t, const bp_overlap *o, bool of_orgs,
                          bp_err *err);

#endif
