/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blanks.h - what blanks of a bonus do to the median.  Layer: answer. */
#ifndef BP_ANSWER_BLANKS_H
#define BP_ANSWER_BLANKS_H

#include "answer/answer.h"

/* a->blanks, where the survey has a sum without its blanks.  Errors: BP_ELIMIT. */
bp_status bp_blanks_find(bp_answer *a, bp_err *err);

#endif
