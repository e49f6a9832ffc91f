/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.h - those who are in two surveys, group by group.  Layer: analysis. */
#ifndef BP_ANALYSIS_PAIRS_H
#define BP_ANALYSIS_PAIRS_H

#include "analysis/paired.h"
#include "benchpay/observed.h"

/* A group in both of them: ids of its values, BP_NO_ID where there is no such value. */
typedef struct bp_pair_group {
    const uint32_t *old_value; /* [keys]; NULL: everybody, in both */
    const uint32_t *value;
} bp_pair_group;

/* How the pay of those who are in both surveys, and in the same group of both, grew: of
 * element 0 in the year and currency that either was settled on.
 *   out       [n] an n of 0 and no figures where nobody is
 *   group     [n] n > 0; no two are the same, and none but the first is everybody
 *   matching  people, whom both surveys kept, or organisations, by the means of their
 *             people in the group
 * Errors: BP_EDATA  there is no such column in one of them; BP_ELIMIT */
bp_status bp_pairs_find(bp_paid_growth out[], const bp_survey *old, const bp_survey *now,
                        const bp_pair_group group[], size_t n, bp_matching matching,
                        bp_err *err);

#endif
