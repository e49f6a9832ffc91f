/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distinct.h - one row a person, of several.  Layer: ingest. */
#ifndef BP_INGEST_DISTINCT_H
#define BP_INGEST_DISTINCT_H

#include "base/mem.h"
#include "benchpay/choice.h"
#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/fence.h"
#include "data/joining.h"
#include "data/limits.h"
#include "data/shape.h"

/* A row, but for its pay, numbers and texts. */
typedef struct bp_distinct_row {
    bp_text person; /* BP_PERSON_HASH bytes of a digest of it where rows travel */
    int32_t year;
    int32_t date;   /* by which the latest row is found */
    int32_t day;    /* that the survey keeps; 0 */
    int64_t weight; /* where the shape has weights */
    uint32_t file;
    uint64_t order, line;
    uint64_t row_hash, who_hash, payee_hash, person_hash;
} bp_distinct_row;

#define BP_PERSON_HASH 16

/* The texts of a row: organization, currency, then keys, what is watched, variables. */
enum { BP_DISTINCT_ORG, BP_DISTINCT_CURRENCY, BP_DISTINCT_KEYS };

#define BP_DISTINCT_TEXTS                                                                \
    (BP_DISTINCT_KEYS + BP_KEYS_MAX + BP_WATCHED_MAX + BP_VARIABLES_MAX)

static inline size_t bp_distinct_texts(const bp_shape *s)
{
    return BP_DISTINCT_KEYS + s->n_keys + s->n_watched + s->n_variables;
}

/* The rows of one worker, kept until all are there.  {0} but for the shape is empty. */
typedef struct bp_distinct {
    const bp_shape *shape;
    bp_distinct_row *row; /* [n] */
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

/* The numbers of row i; NULL: the shape has none. */
static inline const double *bp_distinct_numbers(const bp_distinct *d, size_t i)
{
    const size_t n = d->shape->n_variables;
    return n > 0 ? d->number + i * n : NULL;
}

/* Adds a row that is there, with its pay, numbers and texts, which are copied unless they
 * are those of the row before.  False: memory is out. */
bool bp_distinct_put(bp_distinct *d, const bp_distinct_row *row, const int64_t pay[],
                     const double number[], const bp_text text[]);

/* Adds all rows of another one.  False: memory is out. */
bool bp_distinct_append(bp_distinct *d, const bp_distinct *from);

/* ---- in parts (distinctstate.c) ---- */

/* Moves the rows of another one behind its own, and leaves of who they are about a digest
 * alone: 128 bits, so that no two are taken for one.  Errors: BP_ELIMIT */
bp_status bp_distinct_take(bp_distinct *d, bp_distinct *from, bp_err *err);

/* Writes the rows in input order, those of each person to the owner of all of them.
 *   out  [owners] */
bp_status bp_distinct_save(bp_distinct *d, bp_str out[], size_t owners, bp_err *err);

/* Adds what was saved; sets `bad` where these can be no such rows.  Errors: BP_ELIMIT */
bp_status bp_distinct_load(bp_distinct *d, bp_unpack *from, bp_err *err);

/* Writes what would be saved of several files together, a row at a time.
 *   from  [n] of each file
 * Errors: BP_ELIMIT; those of spools */
bp_status bp_distinct_join(const bp_shape *shape, bp_unpack *from[], size_t n,
                           bp_spool *out, bp_err *err);

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
