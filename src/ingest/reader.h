/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.h - inputs that can be read more than once.  Layer: ingest.
 *
 * bp_survey_read reads once.  Outliers that are dropped are known only once the survey is
 * there: whoever drops them reads again within fences; a pipe is spooled. */
#ifndef BP_INGEST_READER_H
#define BP_INGEST_READER_H

#include <stdbool.h>

#include "base/doubt.h"
#include "benchpay/read.h"
#include "data/fence.h"
#include "data/shape.h"

typedef struct bp_reader bp_reader;
struct bp_partial;
struct bp_parts;

/* Opens the inputs and makes the plan.  Borrows reading and choice for its life.
 *   again   bp_reader_read will be called twice
 *   doubts  outlives the reader; both functions add what they are unsure of.  Whoever
 *           opens a reader fails with them: what is read is then one of several readings
 * Errors: those of bp_plan_new. */
bp_status bp_reader_open(bp_reader **out, const bp_reading *reading,
                         const bp_choice *choice, bool again, bp_doubts *doubts,
                         bp_err *err);
void bp_reader_free(bp_reader *r);

/* Is its only file, which is no pipe, a published table?  Errors: as of bp_schema_find */
bp_status bp_reader_is_published(bool *out, const bp_reader *r, bp_err *err);

/* Reads all rows into a settled survey, which the caller frees.
 *   within  NULL, or fences for the groups of the survey's keys: rows beyond them
 *           are excluded by BP_RULE_OUTLIER
 * Errors: those of bp_survey_read. */
bp_status bp_reader_read(bp_reader *r, const bp_fences *within, bp_survey **out,
                         bp_err *err);

/* ---- in parts: each file may be read by another process (partial.h) ---- */

/* How many files there are, and where each is. */
size_t bp_reader_units(const bp_reader *r);
const char *bp_reader_unit(const bp_reader *r, size_t i);

const bp_shape *bp_reader_shape(const bp_reader *r);

/* What rows may take: as it was asked for, or half of the machine's. */
uint64_t bp_reader_memory(const bp_reader *r);

/* Files that are read one after another by the same workers, as they come to hand, of a
 * reader whose reading takes digests. */
typedef struct bp_scan bp_scan;

bp_status bp_scan_new(bp_scan **out, bp_reader *r, bp_err *err);
void bp_scan_free(bp_scan *s); /* s may be NULL */

/* Reads the rows of one file, once, and adds the unit to `out`.  Nothing is read after a
 * failure.  Errors: those of reading the rows */
bp_status bp_scan_read(bp_scan *s, size_t file, struct bp_partial *out, bp_err *err);

/* No more are read: `out`, which has their units, gets what is left of their rows.
 * Errors: BP_ELIMIT */
bp_status bp_scan_end(bp_scan *s, struct bp_partial *out, bp_err *err);

/* All of it for one file.
 *   out  {0} but for its question; to be released on failure, too */
bp_status bp_reader_scan(bp_reader *r, size_t file, struct bp_partial *out, bp_err *err);

/* What bp_reader_read would have made of all rows, of parts with each file once.
 * Errors: those of bp_reader_read; those of bp_partial_add_file;
 *         BP_EDATA  a unit is in no part: names it */
bp_status bp_reader_finish(bp_reader *r, const struct bp_parts *parts, bp_survey **out,
                           bp_err *err);

#endif
