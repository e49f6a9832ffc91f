/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.h - what is left of all rows.  Layer: data.
 *
 * A survey holds cells: the finest combination of group values, with the
 * organisation where it is known, each with an exact run of pay per element.
 * It holds the audit (every row is used, filtered or excluded by one rule) and
 * the notes on how the input was read.  Two surveys of the same plan merge into
 * one, exactly, in any order.  Once read, a survey is constant. */
#ifndef BP_SURVEY_H
#define BP_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/weights.h"

BP_API_BEGIN

typedef struct bp_survey bp_survey;

/* Why a row was excluded, in the order in which the rules are tried.  A row
 * counts once.  The filters come between BP_RULE_RAGGED and BP_RULE_SUMMARY. */
typedef enum bp_rule {
    BP_RULE_QUOTE,   /* text behind a closing quote */
    BP_RULE_RAGGED,  /* too few or too many fields */
    BP_RULE_SUMMARY, /* no person: a total or statistic of others, a header, a footnote */
    BP_RULE_MISSING, /* no pay */
    BP_RULE_NUMBER,  /* pay is no number in its column's style */
    BP_RULE_RANGE,   /* the cell holds a range, and --range was not given */
    BP_RULE_PERIOD,  /* the pay period is unknown */
    BP_RULE_DATE,    /* the year or date cannot be read */
    BP_RULE_CURRENCY, /* another currency */
    BP_RULE_SCOPE,    /* a scope of 0 or below, which has no logarithm */
    BP_RULE_NO_RANGE, /* an employee without a range of pay or a market */
    BP_RULE_LIMIT,    /* pay outside the limits (0 and below by default) */
    BP_RULE_OUTLIER,  /* dropped as an outlier */
    BP_RULE_COUNT
} bp_rule;

/* "ragged", "missing", ...: the word of the csv and json contract. */
const char *bp_rule_name(bp_rule rule);

/* One input file. */
typedef struct bp_tally {
    const char *file;
    uint64_t rows; /* = used + filtered + the sum of excluded */
    uint64_t used;
    uint64_t filtered; /* not selected: --where, --job, --year */
    uint64_t excluded[BP_RULE_COUNT];
    const char *sha256; /* 64 hex digits, or NULL when it was not asked for */
} bp_tally;

/* Cells of a column that were read as others. */
typedef struct bp_recoded {
    const char *column;
    uint64_t cells;     /* of all rows that were read, used or not */
    const char *file;   /* the list that says so */
    const char *sha256; /* of the list, as of inputs */
} bp_recoded;

void bp_survey_free(bp_survey *s);

/* What the rows of a survey are about. */
size_t bp_survey_inputs(const bp_survey *s);
const bp_tally *bp_survey_input(const bp_survey *s, size_t i);

/* Pay elements: "base", "tcc", ..., or a column's name.  Element 0 decides
 * whether a row is used. */
size_t bp_survey_elements(const bp_survey *s);
const char *bp_survey_element(const bp_survey *s, size_t element);

/* Years of experience, where they were asked for and are known: the number of an element
 * after those of pay; SIZE_MAX: none. */
size_t bp_survey_experience(const bp_survey *s);

/* Group columns, named as they were asked for. */
size_t bp_survey_keys(const bp_survey *s);
const char *bp_survey_key(const bp_survey *s, size_t key);

/* Is its pay a published figure, so that its rows are lines of a table, not people? */
bool bp_survey_of_lines(const bp_survey *s);

/* Is each row of several people, as many as a column of the file says?  They are counted
 * as rows then, and called so. */
bool bp_survey_of_posts(const bp_survey *s);

/* What the weights of its rows mean, and their column; NULL: it has none. */
bp_weighting bp_survey_weighting(const bp_survey *s);
const char *bp_survey_weight_column(const bp_survey *s);

bool bp_survey_has_orgs(const bp_survey *s);
uint64_t bp_survey_used(const bp_survey *s);

/* The currency of all pay, or NULL: unknown, or (with groups by currency) mixed. */
const char *bp_survey_currency(const bp_survey *s);
bool bp_survey_mixed(const bp_survey *s);

/* Is it no survey but one figure a year, whose latest year alone was taken?  Only a
 * reading that allows of no usable rows makes one of it. */
bool bp_survey_series(const bp_survey *s);

/* The year of the rows, or 0 when there is no year or all were taken. */
int bp_survey_year(const bp_survey *s);

/* The first and the last date of the rows that are used, as numbers: 20260228 is 28
 * February 2026.  False: reading did not keep them (bp_reading), or none is known. */
bool bp_survey_dates(const bp_survey *s, int32_t *first, int32_t *last);

/* "a year", "an hour", ... : the pay period of all pay, as read. */
const char *bp_survey_period(const bp_survey *s);

/* How the input was read and what was assumed, in words, ordered. */
size_t bp_survey_notes(const bp_survey *s);
const bp_note *bp_survey_note(const bp_survey *s, size_t i);

BP_API_END

#endif
