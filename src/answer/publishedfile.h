/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publishedfile.h - the published table among the files of a question.  Layer: answer. */
#ifndef BP_ANSWER_PUBLISHEDFILE_H
#define BP_ANSWER_PUBLISHEDFILE_H

#include "answer/answer.h"

/* Reads the list of offers and the published table into the answer, whose files it
 * leaves; the list's columns become groups of the survey.
 * Errors: BP_EUSAGE  two published tables; a choice of records, or a line of pay, where
 *                    there are none
 *         those of bp_offers_read and bp_published_read */
bp_status bp_offers_open(bp_answer *a, bp_err *err);

/* The amount of the question alone, or that of its file, into the answer.
 * Errors: those of bp_amount_read_file */
bp_status bp_offers_amount_open(bp_answer *a, bp_err *err);

/* Refuses to choose a line where there is no published table: once the records are read,
 * since they may be refused for what their columns are.
 * Errors: BP_EUSAGE */
bp_status bp_offers_check_rows(const bp_answer *a, bp_err *err);

/* Reads the only file where it is a published table, whose lines the conditions choose;
 * a->published stays NULL where it is not.
 * Errors: those of bp_published_read */
bp_status bp_published_alone(bp_answer *a, bp_err *err);

#endif
