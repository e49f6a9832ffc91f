/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_ledger.h - groups that differ by few from those that earlier runs showed.
 * Layer: answer. */
#ifndef BP_ANSWER_RULES_LEDGER_H
#define BP_ANSWER_RULES_LEDGER_H

#include "answer/ledger.h"
#include "answer/overlap.h"

/* The rows of an answer, hashed once for both of these. */
typedef struct bp_sketching bp_sketching;

/*   l, o  outlive it, as s, which was read with its rows (bp_reading.keep_rows)
 * Errors: BP_ELIMIT. */
bp_status bp_sketching_new(bp_sketching **out, bp_ledger *l, const bp_overlap *o,
                           const bp_survey *s, bool of_orgs, bp_err *err);
void bp_sketching_free(bp_sketching *k);

/* Withholds (reason difference) what differs by 1 to 4 people, or organisations, from a
 * group in the ledger.  Groups are compared whatever their pay is.
 *   c  of which the overlap is
 * Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_compare(bp_sketching *k, const bp_cuts *c, bp_err *err);

/* The element of what is added up, in words: bp_ledger_sum.pay.  Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_pay(uint64_t *out, const bp_sketching *k, const char *words,
                              bp_err *err);

/* The sums of the groups of the first tables, as bp_rules_sums has them: everybody's,
 * then those of each table's groups behind its total; to be freed.
 *   pay  what is added up, in words
 * Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_sums(bp_ledger_sum **out, bp_sketching *k, const bp_cuts *c,
                               const bp_tables *t, const char *pay, bp_err *err);

/* Once everything is decided: adds what is shown.  Errors: BP_ELIMIT. */
bp_status bp_rules_ledger_add(bp_sketching *k, const bp_cuts *c, bp_err *err);

#endif
