/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_sums.h - means that are withheld and follow from others.  Layer: answer. */
#ifndef BP_ANSWER_RULES_SUMS_H
#define BP_ANSWER_RULES_SUMS_H

#include "answer/overlap.h"

/* Means add up: with the counts that are shown, those of groups give that of everybody
 * they are, also where they are in different tables.  Withholds further means (reason
 * complement) until none that is withheld is exposed: until no sums determine it, by
 * exact elimination, and none give it an upper bound below 110 % of it, or bounds less
 * than 20 % of it apart.  Bounds are from shown sums, shown percentiles of the others and
 * pay that is not below 0.
 * The next smallest group goes first, what is the sum of others last; percentiles stay.
 *   o      of the same tables; NULL: only everybody's groups are added up
 *   qtype  of the percentiles
 *   scale  of pay
 * Errors: BP_ELIMIT. */
bp_status bp_rules_sums(const bp_tables *t, const bp_overlap *o, int qtype, int scale,
                        bp_err *err);

#endif
