/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.h - offers, and where they are in their markets.  Layer: answer. */
#ifndef BP_ANSWER_OFFERS_H
#define BP_ANSWER_OFFERS_H

#include "benchpay/answer.h"
#include "ingest/offers.h"

/* The records, or what takes their place; and a second market. */
enum { BP_FIRST_MARKET, BP_SECOND_MARKET, BP_MARKETS };

/* One offer.  Borrows. */
typedef struct bp_placement {
    const char *id;                      /* of a listed one */
    const char *const *by;               /* [n_by] what selected its market, "" is any */
    const bp_market *market[BP_MARKETS]; /* the second may be NULL; the first where
                                            several published lines take its place */
    bool no_amount;                      /* nothing is offered yet */
    bp_offer offer[BP_MARKETS];
} bp_placement;

typedef struct bp_placements {
    bp_placement *offer; /* [n] */
    size_t n;
    bool listed;           /* they came from a file: even a single one is a list */
    const char *const *by; /* [n_by] columns that select the market */
    size_t n_by;
    bool *ignored; /* [n_by] columns that are in no market: they select nothing */
    bool *selects; /* [n_by] columns that select records */
    const char *name[BP_MARKETS]; /* of the markets, NULL where there is none */
    const char *currency;         /* NULL: unknown, or a market's own */
    const bp_published *table;    /* NULL: none */
    bp_published_line only;       /* of it, for an offer that is not listed */
    bp_placement *line;      /* [n_lines] such an offer in each of several lines, their
                                ids "State=Ohio"; a market is NULL without a figure */
    bp_published_line *fit;  /* [n_lines] those */
    size_t n_lines;          /* 0: one line fits */
    bool alone;              /* there are no records */
    const bp_survey *survey; /* of the records, which may be lines of published figures,
                              * or rows of several people; NULL: there are none */
    double range_min;        /* a range that was given; 0: none */
    double range_max;
    double midpoint; /* 0: none */
} bp_placements;

/* The offers and their markets, which the gate looks at before they are placed.
 * Errors: BP_EDATA   no row in a market, no such line, another currency; with the place
 * in the list BP_EUSAGE, BP_EIO of an amount's file; BP_ELIMIT */
bp_status bp_placements_new(bp_placements **out, const bp_answer *a, bp_err *err);
void bp_placements_free(bp_placements *p);

/* Withholds the records' market of an offer. */
void bp_placements_withhold(bp_placements *p, size_t offer, unsigned reasons);

/* Places the offers among what the markets show.  Errors: BP_EDATA; BP_ELIMIT */
bp_status bp_placements_place(bp_placements *p, bp_err *err);

#endif
