/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - the text of an amount taken apart, before its marks are understood.
 * Layer: ingest. */
#ifndef BP_INGEST_AMOUNT_H
#define BP_INGEST_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "benchpay/read.h"
#include "ingest/currency.h"
#include "ingest/period.h"

/* One number: "$51,862.00 ", "$ (1,200)", "547.5k", "85.000,- €", "12 LPA", "1.00E+05".
 */
typedef struct bp_amount {
    bp_text digits; /* digits and marks only: "51,862.00"; starts and ends with a digit
                       or starts with a mark before a digit */
    bool negative;
    bool scientific;
    int exponent; /* of ten: 3 for k, 5 for lakh, 6 for m, or as written */
} bp_amount;

/* The ends that a cell tells: "120k", "95k-110k", "95k+", "up to 110k". */
typedef enum bp_ends { BP_ENDS_EQUAL, BP_ENDS_BOTH, BP_ENDS_LOW, BP_ENDS_HIGH } bp_ends;

/* A cell that is one amount, or a range. */
typedef struct bp_phrase {
    size_t n;            /* 1, or 2 for a range, also where it tells one end alone */
    bp_amount amount[2]; /* of BP_ENDS_LOW and BP_ENDS_HIGH: the first is that end, the
                            second {0} */
    bp_ends ends;
    const char *currency; /* as currency.h has it; NULL: none */
    bp_period period;     /* of words such as "Per Hour"; BP_PERIOD_AS_IS without */
} bp_phrase;

/* False when the cell is anything else: text, a percentage, hex, other digits than
 * ASCII, more than two amounts, two currencies.  A label that ends in a colon before the
 * amount and remarks in parentheses after it are skipped; "$ -" is an accountant's 0. */
bool bp_phrase_parse(bp_phrase *out, bp_text cell);

/* ="85000", as a spreadsheet keeps a number from being changed, is what is quoted. */
bp_text bp_cell_unquoted(bp_text cell);

/* The mark at the start of t, as ',', '.', '\'' or ' ', its bytes in *n; 0 when there
 * is none. */
char bp_mark(bp_text t, size_t *n);

#endif
