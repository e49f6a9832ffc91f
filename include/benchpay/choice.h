/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.h - which rows and which pay: the request's second part.  Layer: data.
 *
 * Plain values, borrowed for as long as they are used; {0} with the defaults of
 * bp_choice_init is "every row, the main pay column, no groups". */
#ifndef BP_CHOICE_H
#define BP_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/ageing.h"
#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/money.h"
#include "benchpay/weights.h"

BP_API_BEGIN

typedef enum bp_outliers {
    BP_OUTLIERS_FLAG,
    BP_OUTLIERS_DROP,
    BP_OUTLIERS_OFF
} bp_outliers;

/* One row a person, of one year. */
typedef enum bp_distinct_rule {
    BP_DISTINCT_NO,    /* rows count as they are */
    BP_DISTINCT_SUM,   /* the sum of a person's rows */
    BP_DISTINCT_LATEST /* the row of the latest date, of several the higher one */
} bp_distinct_rule;

/* What the column of peers is called, and its two values. */
#define BP_PEERS_KEY "peers"
#define BP_PEERS_IN "peers"
#define BP_PEERS_OUT "others"

/* What the element of local pay is called, and the key of its currencies, which is the
 * last of the survey's. */
#define BP_LOCAL_ELEMENT "local"
#define BP_LOCAL_KEY "local_currency"

/* What the key of rows' own dates is called, from which they are aged. */
#define BP_EFFECTIVE_KEY "effective"

/* What a blank bonus or long-term incentive is in a sum of pay. */
typedef enum bp_blank_bonus {
    BP_BLANK_ZERO,   /* none was paid */
    BP_BLANK_EXCLUDE /* not known: the row has no such sum */
} bp_blank_bonus;

#define BP_YEAR_LATEST 0
#define BP_YEAR_ALL (-1)
#define BP_YEAR_EACH (-2) /* all, kept apart: rows without a year are excluded */

/* A tier by a number: low <= number < high. */
typedef struct bp_band {
    const char *name;
    bp_decimal low;
    bp_decimal high;
    bool open; /* no upper bound */
} bp_band;

/* What a column is read as. */
typedef enum bp_variable_kind {
    BP_VARIABLE_FOUND, /* a number where it holds numbers, else a text */
    BP_VARIABLE_NUMBER,
    BP_VARIABLE_TEXT
} bp_variable_kind;

/* A column that is kept of each row beside its pay. */
typedef struct bp_variable {
    const char *name; /* role or column */
    bp_variable_kind kind;
    bool required; /* rows without a value are excluded */
    bool positive; /* rows with one of 0 or below are excluded */
} bp_variable;

/* What a column of pay is not used for, since the numbers of people that are then shown
 * would tell it. */
typedef enum bp_pay_guard {
    BP_GUARD_NONE,
    BP_GUARD_GROUPS, /* it puts nobody in groups: one answer would list what all are paid */
    BP_GUARD_CHOICE  /* nor does it choose people, nor a limit of pay: a series of answers
                      * would */
} bp_pay_guard;

typedef struct bp_choice {
    const char *pay;        /* element or column; NULL: recognised */
    bool every_element;     /* all pay elements that the data have, not `pay` alone */
    bool every_ratio;       /* with it, and where rows are kept: those of two elements */
    bool hourly;            /* ... and hourly pay, which any annual pay could give */
    const char *pay_from;   /* pay of two years in one row, instead of `pay`: the */
    const char *pay_to;     /* columns of the former and of the latter; NULL: no */
    bool series;            /* one published figure a year is read as pay, too */
    const char *const *job; /* [n_job] codes or titles, any of them */
    size_t n_job;
    const char *const *where; /* [n_where] "COL OP VALUE" or "COL in A,B",
                               * all of them */
    size_t n_where;
    const char *const *by; /* [n_by] roles or columns */
    size_t n_by;
    bool by_known;           /* groups that the file lacks, or that have too many
                                values for a table, are left out, not refused */
    const char *const *also; /* [n_also] further groups, those of an offers file; what
                                the file lacks is left out */
    size_t n_also;
    const char *peers;   /* a file of organisations, one a line, which makes the column
                          BP_PEERS_KEY; NULL: none */
    const bp_band *band; /* [n_bands] lowest first: what the key "tier" is made of;
                            0: of a column */
    size_t n_bands;
    const char *bands_on; /* role or column of the number; NULL: experience */
    bool repair_bands;    /* a key that a spreadsheet made a date is a band again */
    bool experience;      /* measure it where it is known: bp_survey_experience */
    int year;             /* BP_YEAR_LATEST, _ALL, _EACH or a year; with groups by year
                             all but a year is _ALL */
    const char *currency; /* code; NULL: the only one */
    const char *rates;    /* a file of rates into `currency`; NULL: none is converted */
    bool rates_from;      /* a rate is of its currency for one unit of `currency` */
    bool local;           /* keep pay as it was before it is converted, too */
    const bp_ageing *age; /* each row's pay is brought from its own date to one, rounded
                           * half to even at the hundredth; a year alone is no date.  Of
                           * a sum each part moves by its own rate.  NULL: pay is as of
                           * its date */
    bool effective;       /* with `age`: the rows' dates are the last key but local
                           * pay's, as "20260228" */
    bool main_currency;   /* several currencies: take the one with most rows */
    bp_decimal min_pay;   /* inclusive */
    bp_decimal max_pay;   /* inclusive */
    bool has_min_pay;     /* without it pay must be above 0 */
    bool has_max_pay;
    bp_pay_guard guard; /* what pay is not used for */
    int approximate; /* so many binary digits are kept of each amount behind its first, 4
                      * to 30, so that parts do not grow with the rows: no figure is
                      * above its exact value, nor below by 2^-approximate of itself; 0:
                      * all, exactly.  What needs each row by itself is refused */
    bp_outliers outliers;
    bp_distinct_rule distinct;
    bp_blank_bonus blank_bonus;
    bp_weighting weights; /* what the weights of the rows mean; a column of them that is
                             not asked for is not used */
    const char *weight;   /* their column; NULL: the one mapped to the role `weight` */
    const bp_variable *variable; /* [n_variables] of a model */
    size_t n_variables;
} bp_choice;

BP_API_END

#endif
