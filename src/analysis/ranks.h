/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.h - the rank of every amount among the pay of everybody.  Layer: analysis.
 *
 * Equal pay has its middle rank (mid-rank).  Ranks are kept as 2 (mid-rank) - 1, how many
 * are paid less and how many no more: whole numbers, of which sums are exact. */
#ifndef BP_ANALYSIS_RANKS_H
#define BP_ANALYSIS_RANKS_H

#include "benchpay/survey.h"

typedef struct bp_ranks bp_ranks;

/* Of the chosen rows that have the element.  Errors: BP_ELIMIT. */
bp_status bp_ranks_new(bp_ranks **out, const bp_survey *s, size_t element, bp_err *err);
void bp_ranks_free(bp_ranks *r);

/* Of an amount that somebody has. */
uint64_t bp_ranks_of(const bp_ranks *r, int64_t value);

#endif
