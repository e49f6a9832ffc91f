/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.h - offers and what they are held against.  Layer: compose. */
#ifndef BP_COMPOSE_OFFER_H
#define BP_COMPOSE_OFFER_H

#include "benchpay/offer.h"
#include "benchpay/published.h"
#include "benchpay/range.h"
#include "compose/compose.h"

/* The records, or what stands in for them; and a second market. */
enum { BP_FIRST_MARKET, BP_SECOND_MARKET, BP_MARKETS };

typedef struct bp_offering bp_offering;

/* One offer.  Borrows. */
typedef struct bp_offer_case {
    const char *id;                      /* of a listed one */
    const char *const *by;               /* [n_by] what selected its market, "" is any */
    const bp_market *market[BP_MARKETS]; /* the second may be NULL */
    bp_offer offer[BP_MARKETS];
} bp_offer_case;

struct bp_offering {
    bp_offer_case *offer; /* [n] */
    size_t n;
    bool listed;           /* they came from a file: even a single one is a list */
    const char *const *by; /* [n_by] columns that select the market */
    size_t n_by;
    bool *remark; /* [n_by] columns that are in no market: they select nothing */
    const char *name[BP_MARKETS]; /* of the markets, NULL where there is none */
    const char *currency;         /* NULL: unknown, or a market's own */
    const bp_published *table;    /* NULL: none */
    bp_published_line line;       /* of it, for an offer that is not listed */
    bool alone;                   /* there are no records */
    double range_min;             /* a range that was given; 0: none */
    double range_max;
    double midpoint; /* 0: none */
};

/* The whole answer.
 *   p  percentiles of the survey's groups; NULL: there are no records */
void bp_compose_offers(bp_report *r, const bp_context *c, const bp_offering *o,
                       const bp_percentiles *p);

/* The section alone: where each offer stands.
 *   pay    NULL: there are no records
 *   curve  of the first market, for the chart; NULL: no chart is wanted */
void bp_compose_offer_section(bp_report *r, const bp_context *c, const char *pay,
                              const bp_offering *o, const bp_curve *curve);

/* The published table as an input; notes on its line, and on columns that select
 * nothing. */
void bp_compose_offer_sources(bp_report *r, const bp_offering *o);

#endif
