/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - which groups earlier runs have shown.  Layer: answer.
 *
 * A file of lines:
 *     benchpay ledger 2
 *     salt HEX                       32 bytes, drawn when the ledger was begun
 *     cell N SUMS MARKS              people of a group that was shown
 *     cell N SUMS MARKS SUMS MARKS   the same and their organisations
 *     mean STATE PAY N SUMS MORE     whose mean was withheld (1) or shown (2), of which
 *                                    pay; with 0 it is a sum of some, and no group.  They
 *                                    are counted from 0
 *     adds NUMBER... NUMBER          means whose sums are that of the last together
 *     end HEX                        SHA-256 of all lines above
 * SUMS are the ten numbers of a sketch (analysis/sketch.h), MORE thirty that go on, MARKS
 * up to five, filled up with 0, in hex digits.  An element is the first 61 bits of a
 * SHA-256 of the salt and what a row is known by: its person and year, or where no person
 * is known the SHA-256 of its file and its place in it.  An organisation is one by its
 * name, and its weight the sum of its people.  PAY is an element of the name of the pay
 * element, its currency and how people count.  Version 1 has no means, and is read. There
 * is no pay in it, no name, and no list of people; but whoever has a ledger can find out
 * whether a group had exactly the people that they guess, so it is kept as the survey is.
 */
#ifndef BP_ANSWER_LEDGER_H
#define BP_ANSWER_LEDGER_H

#include <stdbool.h>

#include "answer/ledgersums.h"
#include "base/digest.h"
#include "benchpay/err.h"

/* The people of a group. */
typedef struct bp_ledger_cell {
    uint64_t n;
    bp_sketch people;
    bp_marks people_marks;
    bool of_orgs; /* organisations count; else there are none of these */
    bp_sketch orgs;
    bp_marks org_marks;
} bp_ledger_cell;

typedef struct bp_ledger bp_ledger;

/* Takes its lock, and reads it; a file that is missing or empty is a new ledger.
 * Errors: BP_EDATA  it is none, of another version, or damaged, with the line
 *         BP_EIO    another run has it, it cannot be read
 *         BP_ELIMIT */
bp_status bp_ledger_open(bp_ledger **out, const char *path, bp_err *err);
void bp_ledger_free(bp_ledger *l);

/* The element of some bytes: their SHA-256 with the salt, from 1 up to the prime. */
uint64_t bp_ledger_element(const bp_ledger *l, bp_digest *d, const void *bytes, size_t n);

/* Did an earlier run show a group that differs from this one by 1 to BP_SKETCH_FEW
 * people, or organisations? */
bool bp_ledger_differs(const bp_ledger *l, const bp_ledger_cell *c);

/* Adds a group that is shown, unless it is there already.  Errors: BP_ELIMIT. */
bp_status bp_ledger_add(bp_ledger *l, const bp_ledger_cell *c, bp_err *err);

/* The sums of all runs, this one's once it has added them. */
bp_ledger_sums *bp_ledger_all_sums(bp_ledger *l);

/* Writes it where something was added, and gives up the lock.
 * Errors: BP_EIO, BP_ELIMIT. */
bp_status bp_ledger_commit(bp_ledger *l, bp_err *err);

#endif
