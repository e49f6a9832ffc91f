/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.h - whether the groups of tables differ.  Layer: answer. */
#ifndef BP_ANSWER_DIFFERENCES_H
#define BP_ANSWER_DIFFERENCES_H

#include "answer/answer.h"

/* Of the tables by groups that something is said about: that of all groups, those of a
 * report by one key each, and tiles where they are drawn.
 * Errors: BP_ELIMIT. */
bp_status bp_differences_find(bp_answer *a, bp_err *err);

#endif
