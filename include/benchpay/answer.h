/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - everything that was computed, as one value.  Layer: answer.
 *
 * Made whole by bp_answer_new and constant from then on.  Every figure in it has passed
 * the disclosure rules of the question, also those that only a chart shows, and what they
 * withhold is in none of its figures: a report (compose.h), its charts and its bytes can
 * show nothing else.  The survey behind it is as it was read: statistics that a program
 * makes of it on its own have passed no rule.
 *
 * Calls about different answers may run side by side, and so may calls that only read one
 * answer.  `err` may be NULL in all of them. */
#ifndef BP_ANSWER_H
#define BP_ANSWER_H

#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/question.h"

BP_API_BEGIN

typedef struct bp_answer bp_answer;

/* Reads the files, computes what is asked, and passes the gate over all of it.
 *   q  outlives the answer
 * A check of a file that cannot be used is an answer, too: bp_answer_failure.
 * Errors: BP_EUSAGE  the question contradicts itself, or names what the files lack
 *         BP_ENONE   nothing of it may be shown
 *         those of reading and of the statistics */
bp_status bp_answer_new(bp_answer **out, const bp_question *q, bp_err *err);
void bp_answer_free(bp_answer *a);

/* What remains of the records; NULL: there are none. */
const bp_survey *bp_answer_survey(const bp_answer *a);

/* Tables of percentiles: of percentiles and tiers one; of a report first everybody by pay
 * element, then element 0 by one key each.  NULL beyond the last. */
const bp_percentiles *bp_answer_table(const bp_answer *a, size_t i);

/* The first and the last date of the rows of a job, of each_job, where they were aged
 * from their own; 0 where it has none. */
void bp_answer_job_dates(const bp_answer *a, size_t job, int32_t *first, int32_t *last);

/* Where the i-th offer is in its market: 0 the records, or the published table where
 * there are none; 1 the published table beside them.  NULL: there is no such offer, or
 * market. */
const bp_offer *bp_answer_offer(const bp_answer *a, size_t i, size_t market);

/* NULL: none was computed. */
const bp_growth *bp_answer_growth(const bp_answer *a);

/* Why the input of a check cannot be read as a survey at all; NULL: it can. */
const bp_err *bp_answer_failure(const bp_answer *a);

BP_API_END

#endif
