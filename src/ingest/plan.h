/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - the request resolved against the heads of its inputs.  Layer: ingest.
 *
 * Constant once made; all threads share it.  Columns that rows need are "wanted" and have
 * a number of their own; where each stands and how it is written differs from file to
 * file. */
#ifndef BP_INGEST_PLAN_H
#define BP_INGEST_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "benchpay/read.h"
#include "data/shape.h"
#include "ingest/head.h"
#include "ingest/rates.h"
#include "ingest/schema.h"
#include "ingest/where.h"

#define BP_WANTED_MAX 64
#define BP_PARTS_MAX 3
#define BP_NOT_WANTED SIZE_MAX

/* A column that rows need. */
typedef struct bp_wanted {
    size_t first; /* index in the first file */
    const char *name;
    bool pay;
    bool annual; /* pay that no period is applied to: bonus, lti, benefits */
} bp_wanted;

/* A pay element is a sum of wanted columns.  The first must be there; the others count 0
 * where they are blank. */
typedef struct bp_element {
    const char *name;
    size_t part[BP_PARTS_MAX];
    size_t n;
    bool years; /* of experience: no pay */
} bp_element;

typedef enum bp_key_kind {
    BP_KEY_TEXT,
    BP_KEY_YEAR,
    BP_KEY_CURRENCY,
    BP_KEY_BAND,  /* the band that the number of its column is in */
    BP_KEY_REPAIR /* the text, but for bands that had become dates */
} bp_key_kind;

/* Where the currency of a row's pay stands. */
typedef enum bp_currency_source {
    BP_CURRENCY_UNKNOWN,
    BP_CURRENCY_COLUMN,
    BP_CURRENCY_CONSTANT, /* in the header, or the only sign in the cells */
    BP_CURRENCY_CELL      /* several signs in the cells */
} bp_currency_source;

/* Where a wanted column stands in one file, and how it is written there. */
typedef struct bp_written {
    size_t at;
    bp_number_style style;
    bp_date_style date;
    bool numbers; /* numbers or dates */
} bp_written;

typedef struct bp_plan {
    const bp_reading *reading;
    const bp_choice *choice;
    bp_head *head; /* [shape.n_files] */
    bp_schema schema;
    bp_shape shape;
    const char **file; /* [shape.n_files] names for messages */

    bp_wanted wanted[BP_WANTED_MAX];
    size_t n_wanted;
    bp_written (*written)[BP_WANTED_MAX]; /* [shape.n_files] */

    bp_element element[BP_ELEMENTS_MAX]; /* [shape.n_elements] */
    size_t key[BP_KEYS_MAX];             /* [shape.n_keys] wanted */
    bp_key_kind key_kind[BP_KEYS_MAX];
    size_t watched[BP_WATCHED_MAX]; /* [shape.n_watched] wanted */
    size_t job[2];                  /* the job and the title column */
    size_t org;
    size_t person;
    size_t year;
    size_t date;
    size_t currency;
    size_t period;
    size_t fte; /* only when it was mapped */
    bp_currency_source currency_source;
    const char *code; /* of BP_CURRENCY_CONSTANT */
    bool by_currency; /* groups stand in their own currencies */
    bp_rates *rates;  /* into choice->currency; NULL: none */
    int64_t dearest;  /* the highest of them, rounded up; 1 without rates */
    int chosen_year;  /* of the choice; all when a key is the year */

    bp_condition *condition; /* [choice->n_where] their columns are wanted numbers */
} bp_plan;

/* Opens all inputs and resolves everything.  The reading and the choice are borrowed.
 *   again  the inputs will be read twice
 * Errors: those of bp_head_open, bp_schema_find and bp_schema_no_pay;
 *         BP_EUSAGE  an unknown column in an option, an unknown number or date format
 *         BP_EDATA   a pay element that the data lack, a date column that fits two
 *                   styles, a column that a further file lacks
 *         BP_ELIMIT */
bp_status bp_plan_new(bp_plan **out, const bp_reading *reading, const bp_choice *choice,
                      bool again, bp_err *err);
void bp_plan_free(bp_plan *p);

/* The number of a column of the first file, which is wanted from now on; for the files
 * that make the plan. */
size_t bp_plan_want(bp_plan *p, size_t column);

#endif
