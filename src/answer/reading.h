/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.h - what is read for a question, with nothing computed of it.  Layer: answer.
 */
#ifndef BP_ANSWER_READING_H
#define BP_ANSWER_READING_H

#include "benchpay/answer.h"

struct bp_parts;
struct bp_reader;

/* An answer that holds the survey and no figure: for those who count for themselves.
 * Errors: those of bp_answer_new that come of the question and of reading */
bp_status bp_answer_read(bp_answer **out, const bp_question *q, bp_err *err);

/* The answer of rows that were read elsewhere, by readers of the same question.
 *   parts  outlive it
 * Errors: also those of bp_reader_finish */
bp_status bp_answer_new_parts(bp_answer **out, const bp_question *q,
                              const struct bp_parts *parts, bp_err *err);

/* An answer that holds the reader of its rows (answer.h), which it takes the digests of,
 * and nothing else.  Errors: those of bp_answer_new that come of the question and of the
 * heads of its files; BP_EUSAGE  they have no rows of people */
bp_status bp_answer_open(bp_answer **out, const bp_question *q, bp_err *err);
struct bp_reader *bp_answer_reader(const bp_answer *a);

/* The survey with the outliers that its own leaves out; that itself where it has them. */
const bp_survey *bp_answer_whole(const bp_answer *a);

#endif
