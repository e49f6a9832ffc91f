/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distinct.h - one row a person, of several.  Layer: ingest. */
#ifndef BP_INGEST_DISTINCT_H
#define BP_INGEST_DISTINCT_H

#include "base/mem.h"
#include "benchpay/choice.h"
#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/fence.h"
#include "data/shape.h"

/* The rows of one worker, kept until all are there.  {0} but for the shape is empty. */
typedef struct bp_distinct {
    const bp_shape *shape;
    struct bp_distinct_row *row; /* [n] */
    size_t n;
    size_t cap;
    int64_t *pay; /* [n][elements] */
    size_t cap_pay;
    double *number; /* [n][variables] */
    size_t cap_number;
    bp_text *text; /* [n][texts of a row] */
    size_t cap_text;
    bp_arena bytes;
    size_t n_bytes;
} bp_distinct;

void bp_distinct_release(bp_distinct *d);

/* Keeps row i of a batch.  False: memory is out.
 *   person  trimmed; empty: unknown, the row stands alone
 *   date    as a number that grows with time; 0: unknown */
bool bp_distinct_add(bp_distinct *d, const bp_batch *b, size_t i, bp_text person,
                     int32_t date);

/* Of the pay of element 0. */
double bp_distinct_sum(const bp_distinct *d);

size_t bp_distinct_bytes(const bp_distinct *d);

/* Where the people go. */
typedef struct bp_distinct_to {
    bp_survey *survey;
    const bp_fences *within; /* NULL; pay beyond is excluded */
    const char *column;      /* of the pay, for the audit */
    size_t field;
    uint64_t people, rows; /* are added up: those of several rows, and their rows */
} bp_distinct_to;

/* Gives the people of all workers to a survey, in input order: rows of the same person,
 * organization, year and currency are one, whatever worker had them.  Their pay is added
 * up; or it is that of the latest date, of several the highest.  All else is that of the
 * best paid, or the latest, row.
 *   part  [n]
 * Errors: those of bp_survey_add and bp_survey_reject; BP_ELIMIT */
bp_status bp_distinct_give(const bp_distinct *const part[], size_t n,
                           bp_distinct_rule rule, bp_distinct_to *to, bp_err *err);

#endif
