/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - records become rows of a survey; one worker's share.  Layer: ingest. */
#ifndef BP_INGEST_ROWS_H
#define BP_INGEST_ROWS_H

#include <stddef.h>

#include "benchpay/survey.h"
#include "data/fence.h"
#include "ingest/counts.h"
#include "ingest/distinct.h"
#include "ingest/input.h"
#include "ingest/plan.h"

typedef struct bp_rows bp_rows;

/* Borrows all; `within` may be NULL.  Errors: BP_ELIMIT. */
bp_status bp_rows_new(bp_rows **out, const bp_plan *p, const bp_fences *within,
                      bp_err *err);
void bp_rows_free(bp_rows *r);

/* The chunks of a file come after each other.  Errors: those of bp_csv_text and
 * bp_survey_add;
 *         BP_EDATA  strict, and a row is malformed */
bp_status bp_rows_read(bp_rows *r, size_t file, const bp_chunk *chunk, bp_err *err);

/* The same for one of the last chunks of a file: the rows from a position on are kept
 * when they say that they sum up all others. */
bp_status bp_rows_read_tail(bp_rows *r, size_t file, const bp_chunk *chunk, uint64_t from,
                            bp_err *err);

/* Once all chunks of some files were read: decides about the rows that the first worker
 * kept. */
bp_status bp_rows_decide(bp_rows *const rows[], size_t n, bp_err *err);

/* The memory that grows with the rows, nearly, and what takes most of it. */
size_t bp_rows_bytes(const bp_rows *r);
const char *bp_rows_largest(const bp_rows *r);

/* Puts rows or pay away (bp_survey_put_away). */
bp_status bp_rows_put_away(bp_rows *r, uint64_t memory, bp_err *err);

/* Once all chunks were read: rows that are to be one a person become so, those of all
 * workers together.  Errors: those of bp_distinct_give. */
bp_status bp_rows_distinct(bp_rows *const rows[], size_t n, bp_err *err);

/* What became of the rows so far; lives as long as they are read. */
const bp_counts *bp_rows_counts(const bp_rows *r);

/* Gives people to a survey, of rows that are not a worker's any more.
 *   part    [n]
 *   within  NULL, or fences
 *   counts  of the people that several rows became */
bp_status bp_people_give(const bp_distinct *const part[], size_t n, const bp_plan *p,
                         const bp_fences *within, bp_survey *survey, bp_counts *counts,
                         bp_err *err);

/* The rows that are to become one a person, which may be taken. */
bp_distinct *bp_rows_people(bp_rows *r);

/* Ends the reading: the survey, which the caller owns and has to settle, and the counts,
 * which live as long as the rows. */
void bp_rows_end(bp_rows *r, bp_survey **survey, const bp_counts **counts);

#endif
