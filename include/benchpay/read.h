/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read.h - from files to a survey: the request's first part.  Layer: ingest. */
#ifndef BP_READ_H
#define BP_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/choice.h"
#include "benchpay/err.h"
#include "benchpay/published.h"
#include "benchpay/recode.h"
#include "benchpay/survey.h"

BP_API_BEGIN

/* How a cell that holds a range ("$53K-$91K") is read. */
typedef enum bp_range {
    BP_RANGE_NONE,
    BP_RANGE_LOW,
    BP_RANGE_MID,
    BP_RANGE_HIGH
} bp_range;

/* What pay is paid for; BP_PERIOD_AS_IS leaves it as it is. */
typedef enum bp_period {
    BP_PERIOD_AS_IS,
    BP_PERIOD_ANNUAL,
    BP_PERIOD_MONTHLY,
    BP_PERIOD_SEMIMONTHLY, /* twice a month */
    BP_PERIOD_BIWEEKLY,    /* every two weeks */
    BP_PERIOD_WEEKLY,
    BP_PERIOD_DAILY,
    BP_PERIOD_HOURLY
} bp_period;

/* How records are found; the answers are the same. */
typedef enum bp_reader_kind {
    BP_READER_AUTO,  /* by vectors, with libcsv for unusual quotes */
    BP_READER_LIBCSV /* by libcsv alone */
} bp_reader_kind;

/* How a quote inside a quoted field is written. */
typedef enum bp_quoting {
    BP_QUOTING_DOUBLE,   /* "" */
    BP_QUOTING_BACKSLASH /* \" */
} bp_quoting;

/* The column of a role; an empty one says that the file has none. */
typedef struct bp_map {
    const char *role;
    const char *column;
} bp_map;

/* All borrowed for the length of the call; start from bp_reading_init. */
typedef struct bp_reading {
    const char *const *file; /* [n_files] paths; "-" is standard input */
    size_t n_files;
    char delimiter; /* 0: recognised */
    bp_quoting quoting;
    const char *encoding;       /* an iconv name; NULL: recognised */
    const char *sheet;          /* of workbooks: name or number; NULL: the only table */
    uint64_t header_row;        /* physical line; 0: recognised */
    bool no_header;             /* columns are called by number, from 1 */
    const char *number_format;  /* "1,234.56", ...; NULL: recognised per column */
    const char *date_format;    /* "YYYY-MM-DD", ...; NULL: recognised per column */
    const char *const *missing; /* [n_missing] further markers */
    size_t n_missing;
    const bp_recode *recode; /* cells that are read as others; NULL: none */
    bp_range range;
    bp_period period;
    uint32_t hours;    /* a year, for hourly pay; 2080; a day has 8 */
    uint32_t pays;     /* monthly pays a year; 12 */
    uint64_t unit;     /* what an amount of 1 is: a power of ten; 0: as headers say */
    const bp_map *map; /* [n_map] */
    size_t n_map;
    uint32_t max_malformed_permille; /* of all rows; 100 is 10 % */
    bool strict;
    bool show_values;
    bool keep_places;  /* the survey lists every excluded row */
    bool keep_records; /* duplicates will be looked for */
    bool keep_values;  /* ... and names that are probably one, in any column of texts */
    bool without_orgs; /* the survey does not tell organizations apart */
    bool keep_dates;   /* the survey tells the first and the last date of its rows */
    bool keep_people;  /* the survey holds what each person was paid in every year */
    bool keep_rows;    /* the survey tells which rows a group has (bp_question.ledger) */
    bool org_equal;    /* organizations will count the same (bp_question.method), which
                        * takes memory of every row */
    unsigned staff;    /* what the survey keeps of employees: set by those who ask about
                        * them (compa.h) */
    bool allow_none;   /* no usable row, or too many malformed ones, are no failure */
    bool digest;       /* SHA-256 of the inputs */
    size_t threads;    /* 0: all processors */
    uint64_t memory;   /* bytes that rows may take; 0: half of the machine's */
    bp_reader_kind reader;
    void (*progress)(void *arg, uint64_t bytes); /* NULL: none; any thread */
    void *progress_arg;
} bp_reading;

void bp_reading_init(bp_reading *r);
void bp_choice_init(bp_choice *c);

/* Reads the files as one data set, once.  On success *out is a settled survey, which
 * the caller frees with bp_survey_free.  To leave outliers out (BP_OUTLIERS_DROP) takes a
 * second reading, which bp_answer_new does and this does not.
 * Errors: BP_EUSAGE  a request that contradicts itself, BP_OUTLIERS_DROP among others;
 *                    an unknown column or role: "did you mean"
 *         BP_EDATA, BP_EIO, BP_ELIMIT, BP_ESTOPPED; every one that names a place in the
 *                    input names the first such place, whatever the number of threads */
bp_status bp_survey_read(bp_survey **out, const bp_reading *reading,
                         const bp_choice *choice, bp_err *err);

/* Reads a table of published percentiles: columns P10, A_PCT10, A_MEDIAN, P25th, Median
 * and the like.
 *   reading  how (its files are not looked at); NULL: all of it is recognised
 * Errors: BP_EUSAGE  a reading with roles of columns, or a period it has no figures of
 *         BP_EDATA   no column of percentiles; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_published_read(bp_published **out, const char *path,
                            const bp_reading *reading, bp_err *err);

/* Is it a regular file with such columns, and none of pay?  A file that cannot be read is
 * not; a file that has a column called `pay` (NULL: none) is records of it.
 * Errors: BP_ELIMIT, BP_ESTOPPED */
bp_status bp_published_recognise(bool *out, const char *path, const bp_reading *reading,
                                 const char *pay, bp_err *err);

BP_API_END

#endif
