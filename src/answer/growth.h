/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.h - how pay moved, and where it goes.  Layer: answer. */
#ifndef BP_ANSWER_GROWTH_H
#define BP_ANSWER_GROWTH_H

#include "answer/answer.h"

/* a->observed, where there are records, and that of each group.
 * Errors: those of bp_observed_new
 *         BP_EDATA  a year appears twice in a series of one figure a year */
bp_status bp_growth_observe(bp_answer *a, bp_err *err);

/* a->growth, a->fan and the growth of each group, from what the gate has left of a->observed.
 * Errors: those of bp_growth_new */
bp_status bp_growth_project(bp_answer *a, bp_err *err);

#endif
