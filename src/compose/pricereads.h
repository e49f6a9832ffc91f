/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricereads.h - what was read of several surveys.  Layer: compose. */
#ifndef BP_COMPOSE_PRICEREADS_H
#define BP_COMPOSE_PRICEREADS_H

#include "benchpay/pricing.h"
#include "benchpay/report.h"

/* The files, and cells that were read as others. */
void bp_compose_price_reads(bp_report *r, const bp_pricing_input input[], size_t n_inputs,
                            const bp_pricing_recoded recoded[], size_t n_recoded);

#endif
