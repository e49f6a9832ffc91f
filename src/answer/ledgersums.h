/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledgersums.h - whose means earlier runs told or withheld, and how these add up.
 * Layer: answer.
 *
 * A sum is known by its people and by what is added up of them, so that the same group of
 * two runs is one sum; nothing is kept of its size. */
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

/* The pay of a group's people together. */
typedef struct bp_ledger_sum {
    uint64_t pay; /* an element of which pay it is, and how people count */
    uint64_t n;
    bp_sketch people;
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
} bp_ledger_sums;

void bp_ledger_sums_release(bp_ledger_sums *s);

/* The number of a sum; SIZE_MAX: it is not there. */
size_t bp_ledger_sums_find(const bp_ledger_sums *s, const bp_ledger_sum *one);

/* Adds a sum, or its higher state, where this is new: then *changed becomes true.  *at is
 * its number.  Errors: BP_ELIMIT, as below. */
bp_status bp_ledger_sums_put(bp_ledger_sums *s, const bp_ledger_sum *one, size_t *at,
                             bool *changed, bp_err *err);
bp_status bp_ledger_sums_add(bp_ledger_sums *s, const size_t member[], size_t n,
                             bool *changed, bp_err *err);

#endif
