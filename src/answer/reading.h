/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.h - what is read for a question, with nothing computed of it.  Layer: answer.
 */
#ifndef BP_ANSWER_READING_H
#define BP_ANSWER_READING_H

#include "benchpay/answer.h"

/* An answer that holds the survey and no figure: for those who count for themselves.
 * Errors: those of bp_answer_new that come of the question and of reading */
bp_status bp_answer_read(bp_answer **out, const bp_question *q, bp_err *err);

/* The survey with the outliers that its own leaves out; that itself where it has them. */
const bp_survey *bp_answer_whole(const bp_answer *a);

#endif
