/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style.h - how the numbers of a column are written.  Layer: ingest.
 *
 * A style is a decimal mark and a grouping mark.  It is decided for a column from
 * the cells of its head, never for a cell; within it each cell may have grouping
 * or not. */
#ifndef BP_INGEST_STYLE_H
#define BP_INGEST_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/money.h"
#include "ingest/amount.h"

typedef struct bp_number_style {
    char decimal; /* '.' or ',' */
    char group;   /* ',', '.', '\'' (both apostrophes), ' ' (any blank); 0: none */
    bool lakhs;   /* groups may also be of two digits before the last: "1,23,456" */
    bool cents;   /* "41.000" has not three decimals: it can be thousands */
} bp_number_style;

/* "1,234.56": the word of a request. */
const char *bp_number_style_name(bp_number_style s);
bool bp_number_style_parse(bp_number_style *out, const char *name);

/* What the marks of a column's cells say.  Index 0 is the point, 1 the comma. */
typedef struct bp_marks {
    uint64_t decimal[2];   /* it can only be a decimal mark */
    uint64_t group[2];     /* it can only be a grouping mark */
    uint64_t three[2];     /* once, 1 to 999 before it and three digits after: either */
    uint64_t below_one[2]; /* those of `decimal` written "0,678" */
    uint64_t cents[2];     /* ... as pay of a year is, "52345.50" */
    uint64_t apostrophe;
    uint64_t blank;
    uint64_t lakhs;     /* cells whose commas group as in "1,20,000" */
    uint64_t thousands; /* ... as in "120,000", which lakhs would write otherwise */
} bp_marks;

void bp_marks_see(bp_marks *m, bp_text digits);

/* The same of digits with one point or comma behind the first `before` of them. */
void bp_marks_see_one(bp_marks *m, bp_text digits, size_t before);

/* Do the marks of an amount tell how its column is written?  The point of "61.5k" is a
 * decimal mark beside "61.000", too. */
bool bp_marks_tell(const bp_amount *a);

/* Groups of lakhs are those of the column where more cells have them than have large
 * groups of three, and are unreadable elsewhere.  Marks that can be either are grouping
 * in a pay column, since pay has two decimals or none (a point only when `commas` says
 * that the file writes decimal commas), and decimal marks in others and beside "0,678":
 * no group starts with 0.  Beside pay that is always written "52345.50" they are neither,
 * and "41.000" is unreadable. */
bp_number_style bp_number_style_decide(const bp_marks *m, bool pay, bool commas);

/* Only marks that can be either were seen. */
bool bp_marks_unsure(const bp_marks *m);

/* The number in units of 10^-scale; of thousands in words ("61.5k") a mark with other
 * than three digits behind it is a decimal mark in any style.  Digits beyond the scale
 * are rounded half to even, and *rounded is set when that changed it.  False when the
 * digits are not in the style, or for more than 15 digits before the decimal mark. */
bool bp_number_style_units(bp_int128 *out, const bp_amount *a, bp_number_style s,
                           int scale, bool *rounded);

#endif
