/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.h - how the statistics walk through a survey.  Layer: data. */
#ifndef BP_DATA_CELLS_H
#define BP_DATA_CELLS_H

#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/run.h"
#include "data/shape.h"

/* A cell of the chosen year and currency, or of any. */
typedef struct bp_cell {
    const uint32_t *key; /* [keys] ids of the group values */
    uint32_t org;        /* id, or BP_NO_ID when there is no such column */
    int32_t year;        /* BP_NO_YEAR when there is no such column */
    uint32_t currency;   /* id, or BP_NO_ID */
    bool chosen;         /* of the year and currency that were settled on */
    bool comparable;     /* of that currency, in any year */
    uint64_t first;      /* order of its first row */
} bp_cell;

const bp_shape *bp_survey_shape(const bp_survey *s);

/* How many filled it side by side: its statistics may use as many threads. */
size_t bp_survey_threads(const bp_survey *s);

size_t bp_survey_cells(const bp_survey *s);
bp_cell bp_survey_cell(const bp_survey *s, size_t i);

/* The pay of a cell is the union of these runs, some of which may be empty. */
size_t bp_survey_runs(const bp_survey *s, size_t element, size_t cell);
bp_run bp_survey_run(const bp_survey *s, size_t element, size_t cell, size_t i);

/* How many values that are, and their sum. */
uint64_t bp_survey_count(const bp_survey *s, size_t element, size_t cell);
bp_int128 bp_survey_sum(const bp_survey *s, size_t element, size_t cell);

/* Puts cell[0..n-1] in the order of some keys, key[0] first; those that are equal there
 * stay as they are.  False: memory is out. */
bool bp_survey_order(const bp_survey *s, uint32_t cell[], size_t n, const size_t key[],
                     size_t n_keys);

/* Texts of ids. */
bp_text bp_survey_key_text(const bp_survey *s, size_t key, uint32_t id);
bp_text bp_survey_org_text(const bp_survey *s, uint32_t id);
bp_text bp_survey_currency_text(const bp_survey *s, uint32_t id);

/* The id of a group value, or BP_NO_ID: no row has it. */
uint32_t bp_survey_key_id(const bp_survey *s, size_t key, bp_text value);

/* Excluded rows in input order: all of them when places are kept, else the
 * first three of each rule. */
typedef struct bp_exclusion {
    bp_rule rule;
    bp_place place;
    size_t field;
    const char *column;
    const char *limit;
    const char *value; /* NULL when values are not kept */
} bp_exclusion;

size_t bp_survey_exclusions(const bp_survey *s);
bp_exclusion bp_survey_exclusion(const bp_survey *s, size_t i);

/* A column of the input, as it was understood.  Texts are copied. */
typedef struct bp_column_info {
    const char *name;
    size_t index;      /* from 1 */
    const char *role;  /* "base", "tier", ...; NULL: none */
    const char *kind;  /* "number", "money", "text", "date", "range", "empty" */
    const char *style; /* "1,234.56", "YYYY-MM-DD"; NULL: none */
} bp_column_info;

/* Columns of the first input, in its order. */
size_t bp_survey_columns(const bp_survey *s);
const bp_column_info *bp_survey_column(const bp_survey *s, size_t i);

/* The distinct values of a watched column among the usable rows of every year
 * and currency, ordered by text; none when there are more than 10,000. */
typedef struct bp_watched_value {
    bp_text text;
    uint64_t rows;
    bp_place first[3]; /* the first min(rows, 3) rows */
} bp_watched_value;

size_t bp_survey_watched_values(const bp_survey *s, size_t column);
bp_watched_value bp_survey_watched_value(const bp_survey *s, size_t column, size_t i);

/* The rows that relate to each other, in input order, when records were kept. */
typedef struct bp_record_row {
    uint64_t row_hash;
    uint64_t who_hash;
    int64_t pay;          /* of element 0 */
    bool cash_below_base; /* element "tcc" is below "base" */
    bp_place place;
} bp_record_row;

size_t bp_survey_records(const bp_survey *s);
const bp_record_row *bp_survey_record(const bp_survey *s, size_t i);

/* What somebody was paid by one row, in the currency that was settled on and in any
 * year; in no order.  Where a row has pay of two years, element 1 is that of the year -1
 * and element 0 that of the year 0. */
typedef struct bp_paid {
    uint64_t who; /* a hash of the person, or the row */
    int64_t pay;
    int32_t year;
    uint32_t currency; /* id, or BP_NO_ID */
} bp_paid;

size_t bp_survey_paid(const bp_survey *s, const bp_paid **out);

#endif
