/* SPDX-License-Identifier: GPL-3.0-or-later */
/* both.h - what two answers to the same question have together.  Layer: answer. */
#ifndef BP_ANSWER_BOTH_H
#define BP_ANSWER_BOTH_H

#include "benchpay/answer.h"

/* A group of both, by its place in their tables. */
typedef struct bp_both_group {
    size_t old;
    size_t now;
} bp_both_group;

/* Those of a group who are in both. */
typedef struct bp_both_matched {
    uint64_t n;
    bp_figure growth; /* the median of each one's; absent where n is 0, withheld where the
                       * rules of the question ask for more people, or organisations */
} bp_both_matched;

/* Finds how the pay of those in both grew (analysis/pairs.h); of records that keep
 * people, where these are matched.
 *   out    [n]
 *   group  [n] n > 0; everybody, if at all, is the first
 * Errors: BP_EDATA  there is no such column in one of them, or there are no records
 *         BP_ELIMIT */
bp_status bp_both_match(bp_both_matched out[], const bp_answer *old, const bp_answer *now,
                        const bp_both_group group[], size_t n, bp_matching matching,
                        bp_err *err);

#endif
