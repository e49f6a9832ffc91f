/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings.h - what a careful analyst would ask about a survey.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_WARNINGS_H
#define BP_ANALYSIS_WARNINGS_H

#include "benchpay/survey.h"

typedef enum bp_warning_kind {
    BP_WARN_CURRENCIES, /* several currencies */
    BP_WARN_PERIODS,    /* pay in two clouds, as pay an hour among pay a year is */
    BP_WARN_UNITS,      /* the same of one row, or of less than 1 % */
    BP_WARN_CONFLICT,   /* same organisation, person and date, different pay */
    BP_WARN_IDENTICAL,  /* rows identical to an earlier one */
    BP_WARN_PERSONS,    /* several rows a person, of other dates */
    BP_WARN_NAMES,      /* names that differ in case, blanks, accents, a letter */
    BP_WARN_BANDS,      /* experience bands that a spreadsheet turned into dates */
    BP_WARN_OUTLIERS,   /* pay beyond the fences */
    BP_WARN_CASH,       /* total cash below base */
    BP_WARN_MIDPOINT,   /* of a published table: a median that is a range's middle */
    BP_WARN_ORDER,      /* ... percentiles out of order */
    BP_WARN_SUM,        /* ... P50 of the total is the sum of the elements' */
    BP_WARN_TOP,        /* ... P90 is the maximum */
    BP_WARN_GROWTH,     /* ... growth without a source */
    BP_WARN_KINDS
} bp_warning_kind;

/* "currencies", "periods", ...: the rule of the json contract. */
const char *bp_warning_code(bp_warning_kind c);

typedef struct bp_warning {
    bp_warning_kind kind;
    uint64_t rows;
    uint64_t line[3]; /* of the first rows; 0: none */
    const char *file; /* of line[0]; NULL without lines */
    uint64_t order;   /* of line[0]'s row in the input */
    const char *a;    /* what the words need: a name, the other name; NULL */
    const char *b;
    double times;   /* of pay in two clouds: how many times the lower one the higher is */
    double between; /* ... pay, in money, that nobody has and that divides them */
    bool low;       /* ... the rows are those of the lower one */
    bool apart;     /* ... nobody is paid what lies between; else few are */
} bp_warning;

typedef struct bp_warnings {
    bp_warning *warning; /* [n] by kind, then by place */
    size_t n;
} bp_warnings;

/* What is looked for beyond what watched values and records, as far as they were kept,
 * and counts show: it takes looks at all pay. */
typedef struct bp_look_for {
    bool currencies; /* rows in others than the one that was taken, or in several */
    bool clouds;
    bool outliers;
    size_t n_keys; /* outliers are judged within groups of so many of the first keys */
} bp_look_for;

/* Names are the survey's, which outlives the result.  Errors: BP_ELIMIT. */
bp_status bp_warnings_new(bp_warnings **out, const bp_survey *s, const bp_look_for *what,
                          bp_err *err);
void bp_warnings_free(bp_warnings *warnings);

#endif
