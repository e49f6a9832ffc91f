/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price.h - parts of reports of prices.  Layer: compose. */
#ifndef BP_COMPOSE_PRICE_H
#define BP_COMPOSE_PRICE_H

#include "benchpay/pricing.h"
#include "benchpay/report.h"

/* The files of several surveys, and cells of them that were read as others. */
void bp_compose_price_reads(bp_report *r, const bp_pricing_input input[], size_t n_inputs,
                            const bp_pricing_recoded recoded[], size_t n_recoded);

/* Adds the sheets Pricing, a line a job, and Sources, whose figures are formulas from the
 * surveys' own to the composites. */
void bp_compose_price_book(bp_report *r, const bp_pricing *p);

#endif
