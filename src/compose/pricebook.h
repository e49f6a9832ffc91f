/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricebook.h - the sheets of a workbook of prices.  Layer: compose. */
#ifndef BP_COMPOSE_PRICEBOOK_H
#define BP_COMPOSE_PRICEBOOK_H

#include "benchpay/pricing.h"
#include "benchpay/report.h"

/* Adds the sheets Pricing, a line a job, and Sources, whose figures are formulas from the
 * surveys' own to the composites. */
void bp_compose_price_book(bp_report *r, const bp_pricing *p);

#endif
