/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - the one place where figures are withheld.  Layer: answer. */
#ifndef BP_ANSWER_GATE_H
#define BP_ANSWER_GATE_H

#include "benchpay/answer.h"

/* A set of people whose figures are to be shown: a group of a table, a market, those of a
 * year, those of two years that are matched. */
typedef struct bp_gate_cell {
    const char *element;      /* whose pay */
    const char *const *key;   /* [n_keys] names of its groups; none: everybody */
    const char *const *value; /* [n_keys] */
    size_t n_keys;
    int year; /* 0: the survey's */
    uint64_t n;
    uint64_t orgs; /* 0: not known */
} bp_gate_cell;

/* Why a cell's figures are withheld, a set of bp_reason; 0: they are shown. */
typedef unsigned bp_gate_rule(const bp_gate_cell *cell);

/* Withholds what the rule says, in every part of the answer; the numbers are gone.
 *   rule  NULL: everything is shown
 * Errors: BP_ENONE  nothing is left of a chart */
bp_status bp_gate_pass(bp_answer *a, bp_gate_rule *rule, bp_err *err);

/* The disclosure rules of its question; NULL: none. */
const bp_rule_set *bp_gate_rules(const bp_answer *a);

/* bp_answer_new under another rule than that of q->rules, which tests bring. */
bp_status bp_answer_new_under(bp_answer **out, const bp_question *q, bp_gate_rule *rule,
                              bp_err *err);

#endif
