/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.h - whether the groups of tables differ.  Layer: answer. */
#ifndef BP_ANSWER_DIFFERENCES_H
#define BP_ANSWER_DIFFERENCES_H

#include "answer/answer.h"

/* Of all tables by groups that the answer has so far: table_differs, by_differs and
 * tiles_differ.  For what states findings: a report, or a chart by its title.
 * Errors: BP_ELIMIT. */
bp_status bp_differences_find(bp_answer *a, bp_err *err);

#endif
