/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.h - a table of published percentiles, and the choice of a line.
 * Layer: data. */
#ifndef BP_PUBLISHED_H
#define BP_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/level.h"

BP_API_BEGIN

#define BP_POINTS_MAX 32

typedef enum bp_stated {
    BP_STATED_NOTHING, /* blank, or a marker: "*", "**", "~" */
    BP_STATED_TEXT,
    BP_STATED_NUMBER,
    BP_STATED_TOP_CODED, /* "#": at or above the top code */
    BP_STATED_AT_LEAST,  /* "239,200+": at or above the number */
    BP_STATED_AT_MOST    /* "2,500-": at or below it */
} bp_stated;

typedef struct bp_stated_cell {
    const char *text;
    bp_stated what;
    double number;
} bp_stated_cell;

typedef struct bp_stated_column {
    const char *name;
    const char *role;  /* "title", "p10", ...; NULL: none */
    const char *kind;  /* "money", "text", ... */
    const char *style; /* "1,234.56"; NULL: none */
    uint64_t recoded;  /* cells that are read as others, of all lines */
} bp_stated_column;

/* A column of percentiles. */
typedef struct bp_stated_point {
    bp_level level;
    size_t column;
} bp_stated_point;

/* Made whole and constant; owns its texts.  Columns that the table does not have are
 * SIZE_MAX. */
typedef struct bp_published {
    const char *file;
    const bp_stated_column *column; /* [n_columns] */
    size_t n_columns;
    const bp_stated_point
        *point; /* [n_points] ascending; one percentile may appear twice */
    size_t n_points;
    const bp_stated_point *figure; /* [n_figures] every percentile of pay, of other
                                      elements or periods too */
    size_t n_figures;
    const bp_stated_cell *cell; /* [n_rows][n_columns] */
    const uint64_t *line;       /* [n_rows] */
    size_t n_rows;
    size_t title;
    size_t job;
    size_t year;
    size_t currency;
    size_t mean;         /* of the same pay as the points, as it was published */
    size_t people;       /* how many a line is about */
    const char *measure; /* that its points are of, as their headers say; "": nothing */
    const char *element; /* "base", "tcc", ...; NULL: unknown */
    bool assumed;        /* its headers do not say: the element is what was asked for */
    const char *unit;    /* "a year", "an hour", ...; NULL: unknown */
    const char *header_currency; /* named by the percentiles' headers; NULL */
    bool hourly;                 /* its percentiles are of hourly pay */
    const double *factor; /* [n_rows] by which its pay was aged, and from when, the */
    int32_t first;        /* first and the last of its lines' dates; NULL: it is */
    int32_t last;         /* as it was published */
    uint64_t filtered;           /* lines that were not chosen */
    const char *recode;          /* the list by which cells are read as others; NULL */
    const char *recode_sha256;   /* of it; NULL: it was not asked for */
    const char *const *note;     /* [n_notes] how it was read */
    size_t n_notes;
    char sha256[65]; /* "" when it was not asked for */
    struct bp_published_memory *memory;
} bp_published;

void bp_published_free(bp_published *t);

static inline const bp_stated_cell *bp_published_cell(const bp_published *t, size_t row,
                                                      size_t column)
{
    return &t->cell[row * t->n_columns + column];
}

/* How the cells of one column must read. */
typedef struct bp_row_filter {
    const char *column; /* a name, or "title", "job", "year", "currency" */
    const char *value;  /* case and blanks around it ignored */
} bp_row_filter;

typedef struct bp_line_choice {
    const bp_row_filter *filter; /* [n_filters] all of them */
    size_t n_filters;
    int year; /* BP_YEAR_LATEST, BP_YEAR_ALL or a year; a filter for the year wins */
    const char *currency; /* of tables that have several; NULL: any */
} bp_line_choice;

typedef struct bp_published_point {
    bp_level level;
    double value; /* of a coded one the code: of "#" where the year is known, else 0 */
    bp_coded code;
} bp_published_point;

typedef struct bp_published_line {
    size_t row;
    size_t fitting;       /* lines that fit, their figures all the same */
    const char *title;    /* NULL: none */
    const char *currency; /* NULL: unknown */
    int year;             /* 0: unknown */
    bool latest;          /* of several years it is the latest, and nobody asked for it */
    bp_published_point point[BP_POINTS_MAX]; /* [n] known ones, top-coded ones last,
                                                bottom-coded ones first */
    size_t n;
} bp_published_line;

/* The column that a filter means.
 * Errors: BP_EUSAGE  unknown: "did you mean" */
bp_status bp_published_column(size_t *out, const bp_published *t, const char *name,
                              bp_err *err);

/* The one line that fits; several are taken when their figures agree.  Texts are the
 * table's.
 * Errors: BP_EUSAGE  a filter for an unknown column
 *         BP_EDATA   no line fits: "did you mean"; several that differ, with their
 * titles; no figure, or one that is no number, with its place */
bp_status bp_published_choose(bp_published_line *out, const bp_published *t,
                              const bp_line_choice *choice, bp_err *err);

BP_API_END

#endif
