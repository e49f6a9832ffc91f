/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.h - whether the groups of tables differ.  Layer: answer. */
#ifndef BP_ANSWER_DIFFERENCES_H
#define BP_ANSWER_DIFFERENCES_H

#include "analysis/ranks.h"
#include "answer/answer.h"

/* Of a->by[i] and of tile i, by the ranks of everybody's pay.  Errors: BP_ELIMIT. */
bp_status bp_differences_by(bp_answer *a, size_t i, const bp_ranks *ranks, bp_err *err);
bp_status bp_differences_tile(bp_answer *a, size_t i, const bp_ranks *ranks, bp_err *err);

/* Of the table by all groups, and of tiles.  Errors: BP_ELIMIT. */
bp_status bp_differences_find(bp_answer *a, bp_err *err);

#endif
