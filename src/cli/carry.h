/* SPDX-License-Identifier: GPL-3.0-or-later */
/* carry.h - a question whose rows are read in parts.  Layer: cli. */
#ifndef BP_CLI_CARRY_H
#define BP_CLI_CARRY_H

#include "benchpay/question.h"
#include "cli/planfile.h"
#include "ingest/partial.h"
#include "ingest/reader.h"

/* What a command that runs another one has to do with its question. */
typedef struct bp_carry {
    /* What is done with the reader of its rows, instead of an answer; NULL: the answer is
     * made, of parts. */
    bp_status (*open)(struct bp_carry *c, bp_reader *reader, bp_err *err);
    bp_parts parts;
    const bp_request *here;  /* the request of the command itself */
    const bp_planfile *plan; /* NULL: it is yet to be made */
} bp_carry;

/* Opens the reader of a question, and hands it to the carry.  Errors: those of both */
bp_status bp_carry_open(bp_carry *c, const bp_question *q, bp_err *err);

/* Runs the request of a plan, and of these words more.
 *   more  [n_more] words as of a command line
 * Errors: those of the plan, the words, and the run */
bp_status bp_carry_run(bp_carry *c, const char *const more[], size_t n_more, bp_err *err);

#endif
