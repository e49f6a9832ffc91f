/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.h - what is read for a question, with nothing computed of it.  Layer: answer.
 */
#ifndef BP_ANSWER_READING_H
#define BP_ANSWER_READING_H

#include "benchpay/answer.h"
#include "data/limits.h"

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

/* An offer as it was read.  Amounts below 0 are not there. */
typedef struct bp_read_offer {
    const char *id; /* NULL: it is no line of a list */
    bp_decimal amount;
    bool no_amount; /* nothing is offered yet: 0 */
    bp_decimal base;
    bp_decimal bonus;
    bp_decimal tcc;
    const char *value[BP_KEYS_MAX]; /* of the keys of the survey, which select its market,
                                     * as the list spells them; NULL: any */
} bp_read_offer;

/* How many offers were read; 0: none was asked for. */
size_t bp_answer_offers(const bp_answer *a);

/* One of them, against the pay that the survey is about.
 * Errors: BP_EDATA  the list does not say what is offered of it */
bp_status bp_answer_read_offer(bp_read_offer *out, const bp_answer *a, size_t i,
                               bp_err *err);

#endif
