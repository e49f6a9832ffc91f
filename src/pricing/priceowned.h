/* SPDX-License-Identifier: GPL-3.0-or-later */
/* priceowned.h - a pricing while it is made.  Layer: pricing. */
#ifndef BP_PRICING_PRICEOWNED_H
#define BP_PRICING_PRICEOWNED_H

#include "base/sum.h"
#include "ingest/rates.h"
#include "pricing/paylevel.h"
#include "pricing/pricejobs.h"
#include "pricing/pricesource.h"

/* One's own people of a job, and the sum of their pay at full time. */
typedef struct bp_staff_pay {
    uint64_t people;
    bp_sum pay;
} bp_staff_pay;

typedef struct bp_pricing_owned {
    bp_pricing made; /* first: it is freed as the whole */
    bp_price_cuts cuts;
    const bp_pricing_survey
        *survey; /* [n_surveys] those of the question, or of the cuts */
    size_t n_surveys;
    bp_matches matches;
    bp_places_list places;
    bp_rates *rates;        /* NULL: none */
    bp_source_found *found; /* [matches.n] */
    size_t *first;          /* [matches.n_jobs] the first match of a job */
    bp_job_price *job;      /* [made.n] */
    bp_reads reads;
    bp_price_warning *warning;
    size_t cap_warnings;
    bp_staff_pay *staff; /* [matches.n_jobs] what one pays for each; NULL: nobody asked */
    bp_pay_level level;  /* theirs beside the prices */
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

/* Reads one's own employees, and how much of them the jobs cover.
 * Errors: BP_EDATA  nobody has one of the jobs; they are paid in another currency; those
 * of bp_staff_read; BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_price_staff_read(bp_pricing_owned *o, bp_err *err);

/* What they are paid against a target, and *level counts. */
void bp_price_staff_put(bp_job_staff *out, bp_pay_level *level, const bp_staff_pay *of,
                        const bp_price *target);

/* Adds what is to be said of a job that was priced.  Errors: BP_ELIMIT. */
bp_status bp_price_warn(bp_pricing_owned *o, size_t job, const bp_priced_source source[],
                        bp_err *err);

/* Fails where nothing, or strictly not all, was found.
 * Errors: BP_EDATA  with every match that was not */
bp_status bp_price_check_found(const bp_pricing_owned *o, bp_err *err);

#endif
