/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase.h - a cell of pay taken apart: amounts, and the words around them.
 * Layer: ingest. */
#ifndef BP_INGEST_PHRASE_H
#define BP_INGEST_PHRASE_H

#include "ingest/amount.h"
#include "ingest/style.h"

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
    bool footnote;        /* the mark of one, such as "*", stands at either end */
} bp_phrase;

/* False when the cell is anything else: text, a percentage, hex, other digits than
 * ASCII, more than two amounts, two currencies.  A label that ends in a colon before the
 * amount and remarks in parentheses after it are skipped; "$ -" is an accountant's 0. */
bool bp_phrase_parse(bp_phrase *out, bp_text cell);

/* The number of a cell that is one amount, whatever words stand around it, in units of
 * 10^-scale; false when it is none in the style. */
bool bp_phrase_number(bp_int128 *out, bp_text cell, bp_number_style style, int scale);

/* ="85000", as a spreadsheet keeps a number from being changed, is what is quoted. */
bp_text bp_cell_unquoted(bp_text cell);

#endif
