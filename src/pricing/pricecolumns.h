/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecolumns.h - columns of published tables that prices are made of.  Layer: pricing.
 */
#ifndef BP_PRICING_PRICECOLUMNS_H
#define BP_PRICING_PRICECOLUMNS_H

#include "benchpay/published.h"

typedef enum bp_price_column {
    BP_PRICE_CODE,   /* of the job: published tables often call it just that */
    BP_PRICE_PEOPLE, /* who answered: never how many work in the trade */
    BP_PRICE_ORGS,
    BP_PRICE_CUT,
    BP_PRICE_SURVEY, /* that a line is of, and its pay */
    BP_PRICE_PAY
} bp_price_column;

/* SIZE_MAX: the table has none. */
size_t bp_price_column_of(const bp_published *t, bp_price_column which);

/* That of the period of a line, called as in a survey, by the surest header. */
size_t bp_price_column_period(const bp_published *t);

#endif
