/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecolumns.h - columns of published tables that prices are made of.  Layer: pricing.
 */
#ifndef BP_PRICING_PRICECOLUMNS_H
#define BP_PRICING_PRICECOLUMNS_H

#include "benchpay/published.h"

/* Each is SIZE_MAX where the table has none: of its codes of jobs, of how many people and
 * organizations answered, of its cuts, of the survey, the pay and the period that a line
 * is of. */
size_t bp_price_column_code(const bp_published *t);
size_t bp_price_column_people(const bp_published *t);
size_t bp_price_column_orgs(const bp_published *t);
size_t bp_price_column_cut(const bp_published *t);
size_t bp_price_column_survey(const bp_published *t);
size_t bp_price_column_pay(const bp_published *t);
size_t bp_price_column_period(const bp_published *t);

#endif
