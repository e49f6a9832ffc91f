/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledgersums.h - whose means earlier runs told or withheld, and how these add up.
 * Layer: answer.
 *
 * A sum is known by its people and by what is added up of them, so that the same group of
 * two runs is one sum; nothing is kept of its size.  Sums of powers of its people's
 * elements add up as the people do: a sum that is made of others has those that these
 * make, and where fewer are independent than there are powers, only such a sum has. */
#ifndef BP_ANSWER_LEDGERSUMS_H
#define BP_ANSWER_LEDGERSUMS_H

#include "analysis/sketch.h"
#include "benchpay/err.h"
#include "data/slots.h"

/* The more is known of a sum, the higher. */
typedef enum bp_sum_state {
    BP_SUM_APART, /* it is of no group that a run had: what is known of it is no secret */
    BP_SUM_WITHHELD, /* its mean was withheld by a run, */
    BP_SUM_SHOWN     /* or shown, by one at least */
} bp_sum_state;

/* Further powers than those of a sketch. */
#define BP_SUM_MORE 30
#define BP_SUM_POWERS (BP_SKETCH_SUMS + BP_SUM_MORE)

/* The pay of a group's people together. */
typedef struct bp_ledger_sum {
    uint64_t pay; /* an element of which pay it is, and how people count */
    uint64_t n;
    bp_sketch people;
    uint64_t more[BP_SUM_MORE]; /* powers from BP_SKETCH_SUMS on */
    bp_sum_state state;
} bp_ledger_sum;

/* Some sums that are the last of them together. */
typedef struct bp_ledger_addition {
    size_t from; /* in member */
    size_t n;
} bp_ledger_addition;

/* {0} is empty. */
typedef struct bp_ledger_sums {
    bp_ledger_sum *sum; /* [n] */
    size_t n;
    size_t cap;
    bp_slots known;
    size_t *member; /* [n_members] numbers of sums */
    size_t n_members;
    size_t cap_members;
    bp_ledger_addition *addition; /* [n_additions] */
    size_t n_additions;
    size_t cap_additions;
    bp_slots added;
    bool changed; /* something was put or added */
} bp_ledger_sums;

void bp_ledger_sums_release(bp_ledger_sums *s);

/* The number of a sum; SIZE_MAX: it is not there. */
size_t bp_ledger_sums_find(const bp_ledger_sums *s, const bp_ledger_sum *one);

/* Adds a sum, or its higher state, where this is new.  *at is its number.
 * Errors: BP_ELIMIT, as below. */
bp_status bp_ledger_sums_put(bp_ledger_sums *s, const bp_ledger_sum *one, size_t *at,
                             bp_err *err);
bp_status bp_ledger_sums_add(bp_ledger_sums *s, const size_t member[], size_t n,
                             bp_err *err);

/* What follows from sums that are known, by elimination over their powers. */
typedef struct bp_sum_basis {
    uint64_t row[BP_SUM_POWERS][BP_SUM_POWERS]; /* 1 at its own place, 0 before */
    bool has[BP_SUM_POWERS];
    size_t n;
} bp_sum_basis;

/* Is it made of those that were added?  False also where so many were added that it
 * cannot be told. */
bool bp_sum_basis_follows(const bp_sum_basis *b, const bp_ledger_sum *one);
void bp_sum_basis_add(bp_sum_basis *b, const bp_ledger_sum *one);

#endif
