/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - the text of an amount taken apart, before its marks are understood.
 * Layer: ingest. */
#ifndef BP_INGEST_AMOUNT_H
#define BP_INGEST_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "benchpay/read.h"

/* One number: "$51,862.00 ", "(1,200)", "547.5k", "1.00E+05". */
typedef struct bp_amount {
    bp_text digits; /* digits and marks only: "51,862.00"; starts and ends with a digit
                       or starts with a mark before a digit */
    bool negative;
    bool scientific;
    int exponent; /* of ten: 3 for k, 6 for m, or as written */
} bp_amount;

/* A cell that is one amount, or a range of two. */
typedef struct bp_phrase {
    size_t n;
    bp_amount amount[2];
    const char
        *currency;    /* "EUR", or "$" for dollars of an unknown country; NULL: none */
    bp_period period; /* of words such as "Per Hour"; BP_PERIOD_AS_IS without */
} bp_phrase;

/* False when the cell is anything else: text, a percentage, hex, other digits than
 * ASCII, more than two amounts.  A label that ends in a colon before the amount and
 * remarks in parentheses after it are skipped. */
bool bp_phrase_parse(bp_phrase *out, bp_text cell);

/* The pay period that words mean ("hourly", "per hour", "/hr", "Year", "p.a."). */
bool bp_period_parse(bp_period *out, bp_text words);

/* The ISO code of a currency that is named in `text`, a header perhaps, as a word or a
 * sign of one currency only ("salary_in_usd", "Payscale (£)"); NULL: none, or several. */
const char *bp_currency_in(bp_text text);

/* The mark at the start of t, as ',', '.', '\'' or ' ', its bytes in *n; 0 when there
 * is none. */
char bp_mark(bp_text t, size_t *n);

#endif
