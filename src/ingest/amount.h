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

/* Takes an amount off the start of t, with the signs, codes and units around it.  False,
 * and *t may have moved, when there is none, or it contradicts itself.
 *   currency  as currency.h has it; one that is there already must agree
 *   period    set by units that say it ("LPA") */
bool bp_amount_skip(bp_text *t, bp_amount *out, const char **currency, bp_period *period);

/* Currencies and a unit behind digits, in any order; *a has the unit then. */
void bp_amount_skip_behind(bp_text *t, bp_amount *a, const char **currency,
                           bp_period *period);

/* Signs before and codes behind, which must agree. */
bool bp_amount_skip_currency(bp_text *t, const char **currency);

/* The mark at the start of t, as ',', '.', '\'' or ' ', its bytes in *n; 0 when there
 * is none. */
char bp_mark(bp_text t, size_t *n);

#endif
