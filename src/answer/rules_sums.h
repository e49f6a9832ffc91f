/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_sums.h - means that are withheld and follow from others.  Layer: answer. */
#ifndef BP_ANSWER_RULES_SUMS_H
#define BP_ANSWER_RULES_SUMS_H

#include "answer/ledgersums.h"
#include "answer/overlap.h"

/* Sums of earlier runs, and those of this one as they know them. */
typedef struct bp_past_sums {
    bp_ledger_sums *all;
    bp_ledger_sum *own; /* everybody's, then those of the tables' groups behind it; more
                         * may be added, and it is to be freed */
    size_t cap;
} bp_past_sums;

/* Means add up: with the counts that are shown, those of groups give that of everybody
 * they are, also where they are in different tables.  Withholds further means (reason
 * complement) until none that is withheld is exposed: until no sums determine it, by
 * exact elimination, and none give it an upper bound below 110 % of it, or bounds less
 * than 20 % of it apart.  Bounds are from shown sums, shown percentiles of the others and
 * pay that is not below 0.
 * The next smallest group goes first, what is the sum of others last; percentiles stay.
 *   o      of cuts that begin with these tables; NULL: groups make up everybody alone
 *   qtype  of the percentiles; 0: people do not count alike, and they tell no bound
 *   scale  of pay
 *   past   earlier runs; NULL: none are known.  What they showed is known, whatever is
 *          withheld now; by exact elimination over their sums and these no mean of either
 *          that is withheld becomes determined: by what groups of a run are together, and
 *          where less is known than the ledger has powers of, by any of their sums.  Then
 *          the sums of this run are added
 * Errors: BP_ELIMIT. */
bp_status bp_rules_sums(const bp_tables *t, const bp_overlap *o, int qtype, int scale,
                        bp_past_sums *past, bp_err *err);

#endif
