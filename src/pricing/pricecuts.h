/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecuts.h - one table of published cuts of several survey houses.  Layer: pricing. */
#ifndef BP_PRICING_PRICECUTS_H
#define BP_PRICING_PRICECUTS_H

#include "base/mem.h"
#include "benchpay/pricing.h"
#include "benchpay/published.h"

/* The movements of elements of pay of a survey: [survey.n_own]. */
typedef struct bp_price_cut_moves {
    bp_element_movement *at;
    size_t cap;
} bp_price_cut_moves;

/* {0} is empty. */
typedef struct bp_price_cuts {
    bp_published *table;
    bp_pricing_survey *survey; /* [n] by name, in the order of their first lines */
    bp_price_cut_moves *own;   /* [n] */
    size_t n;
    size_t *of; /* [table->n_rows] the survey of each line */
    size_t pay; /* the column that says what pay a line is about; SIZE_MAX: none */
    const char *chosen; /* the pay that is priced; NULL: whatever the lines are about */
    bp_arena text;
} bp_price_cuts;

/* Reads the table, and the movements of its surveys.
 *   q  its cuts and movements; of several elements of pay base is priced, where no other
 *      is asked for
 * Errors: BP_EDATA  a column that is missing, a line without a survey, no line about the
 *                   pay, a movement that is there twice, is no percentage, or is of a
 *                   survey that is not there; those of bp_published_take
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED
 * What was read is released by the caller in any case. */
bp_status bp_price_cuts_read(bp_price_cuts *out, const bp_pricing_question *q,
                             bp_err *err);
void bp_price_cuts_release(bp_price_cuts *c);

/* Is a line of this survey, and about the pay that is priced? */
bool bp_price_cuts_has(const bp_price_cuts *c, const bp_pricing_survey *survey,
                       size_t row);

/* What pay a line is about; "": it does not say. */
const char *bp_price_cuts_pay(const bp_price_cuts *c, size_t row);

#endif
