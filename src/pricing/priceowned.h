/* SPDX-License-Identifier: GPL-3.0-or-later */
/* priceowned.h - a pricing while it is made.  Layer: pricing. */
#ifndef BP_PRICING_PRICEOWNED_H
#define BP_PRICING_PRICEOWNED_H

#include "ingest/rates.h"
#include "pricing/pricejobs.h"
#include "pricing/pricesource.h"

typedef struct bp_pricing_owned {
    bp_pricing made; /* first: it is freed as the whole */
    bp_matches matches;
    bp_places_list places;
    bp_rates *rates;   /* NULL: none */
    bp_found *found;   /* [matches.n] */
    size_t *first;     /* [matches.n_jobs] the first match of a job */
    bp_job_price *job; /* [made.n] */
    bp_reads reads;
    bp_price_warning *warning;
    size_t cap_warnings;
    bool given; /* weights are given, where that is for the question to find out */
    bp_arena text;
} bp_pricing_owned;

/* A source on its way into a composite. */
typedef struct bp_priced_source {
    bp_price_line line;
    bp_price *p; /* that of line */
    double omega;
    bp_composite_source mixture; /* its knots after all steps */
} bp_priced_source;

/* The composite of a job at level k: by the average, the same of the sources alone whose
 * level was not filled, or the mixture. */
bp_price bp_price_average(const bp_priced_source source[], size_t n, size_t k);
bp_price bp_price_dropped(const bp_priced_source source[], size_t n, size_t k);
bp_price bp_price_mixture(const bp_priced_source source[], size_t n, double p);

/* The price at a level that may be between two; false: it is outside of what is known. */
bool bp_price_at(double *out, const bp_price p[], const bp_level level[], size_t n_levels,
                 bp_level at);

/* Adds what is to be said of a job that was priced.  Errors: BP_ELIMIT. */
bp_status bp_price_warn(bp_pricing_owned *o, size_t job, const bp_priced_source source[],
                        bp_err *err);

/* Fails where nothing, or strictly not all, was found.
 * Errors: BP_EDATA  with every match that was not */
bp_status bp_price_check_found(const bp_pricing_owned *o, bp_err *err);

#endif
