/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.h - pay from tier to tier, lowest first.  Layer: analysis. */
#ifndef BP_TIERS_H
#define BP_TIERS_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/percentiles.h"

BP_API_BEGIN

/* What the order of tiers was taken from. */
typedef enum bp_tier_order {
    BP_TIERS_LISTED,     /* the request names them */
    BP_TIERS_LADDER,     /* a known ladder, or numbers in front of their names */
    BP_TIERS_EXPERIENCE, /* the median of their people's years */
    BP_TIERS_PAY         /* the median of their pay: a higher tier cannot pay less */
} bp_tier_order;

/* One group of a table beside the tier before it. */
typedef struct bp_tier {
    size_t previous;   /* number of that group; 0: there is none */
    bp_figure ratio;   /* its own median / the previous one's */
    bp_figure overlap; /* of P25 to P75, as bp_range_overlap */
    bool less;         /* it pays less, and is known to be higher */
} bp_tier;

typedef struct bp_tiers {
    bp_tier_order order;
    bp_tier *tier; /* [n_groups] beside the groups of the table */
    size_t n;
} bp_tiers;

/* Orders the groups of a table by tier, which is its last key: as `name` lists them, else
 * by a ladder, else by the survey's experience, else by median pay.  Blank tiers come
 * last and are beside no other.  Groups keep the order of the keys before.
 *   arrange  false: the groups stay where they are, only tier[].previous goes by tier
 *   name     [n_names] lowest first; n_names may be 0
 * Errors: BP_ELIMIT memory. */
bp_status bp_tiers_new(bp_tiers **out, bp_percentiles *p, const bp_survey *survey,
                       bool arrange, const char *const name[], size_t n_names,
                       bp_err *err);
void bp_tiers_free(bp_tiers *t);

/* Sets ratio, overlap and less from what the table shows, once it has passed the gate. */
void bp_tiers_compare(bp_tiers *t, const bp_percentiles *p);

BP_API_END

#endif
