/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.h - offers, and where they are in their markets.  Layer: answer. */
#ifndef BP_ANSWER_OFFERS_H
#define BP_ANSWER_OFFERS_H

#include "analysis/payline.h"
#include "benchpay/answer.h"
#include "ingest/offers.h"

/* The records, or what takes their place; and a second market. */
enum { BP_FIRST_MARKET, BP_SECOND_MARKET, BP_MARKETS };

/* The levels that are asked for: P50, P60, P75. */
#define BP_ASKS 3
extern const bp_level bp_ask_level[BP_ASKS];

/* What to ask for to stand at a level, and what it adds to the offer. */
typedef struct bp_ask {
    bp_figure amount;
    bp_figure adds;
} bp_ask;

/* One offer.  Borrows. */
typedef struct bp_placement {
    const char *id;                      /* of a listed one, as the next two */
    const bp_offered *offered;           /* its parts */
    const char *const *by;               /* [n_by] what selected its market, "" is any; in
                                            the spelling of the survey */
    const bp_market *market[BP_MARKETS]; /* NULL where it has none */
    bool no_amount;                      /* nothing is offered yet */
    bp_offer offer[BP_MARKETS];
    bp_ask ask[BP_MARKETS][BP_ASKS];
    const bp_paylines *line; /* of the records of its first market; NULL: none is asked */
    bp_line_place on_line;
} bp_placement;

/* An offer in each group of a table of percentiles. */
typedef struct bp_group_offers {
    const bp_percentiles *table;
    bp_market **market; /* [table->n_groups] NULL: the group has none; the total's is the
                           offer's own */
    bp_placement
        *group; /* [table->n_groups] of one market each; group 0 is the offer's */
} bp_group_offers;

/* A column of the list that may select the market. */
typedef struct bp_list_column {
    bool selects;        /* records */
    bool ignored;        /* it is in no market and selects nothing */
    const char *role;    /* whose name it has, as "title" of Title; NULL: none */
    const char *nearest; /* of an ignored one: a column with a name like it; NULL */
} bp_list_column;

/* Listed offers that have no market, and why the first has none. */
typedef struct bp_unplaced {
    size_t n;
    bp_loc at; /* in the list */
    const char *why;
} bp_unplaced;

typedef struct bp_placements {
    bp_placement *offer; /* [n] */
    size_t n;
    bool listed;           /* they came from a file: even a single one is a list */
    const char *const *by; /* [n_by] columns that select the market */
    size_t n_by;
    const bp_offers *list;  /* NULL: there is none */
    bp_list_column *column; /* [n_by] what they are to the markets */
    bp_unplaced unplaced[BP_MARKETS];
    bp_group_offers *by_table; /* [n_tables] an offer that is not listed, by group */
    size_t n_tables;
    bp_ci ci;                     /* of the percentiles among records; none, or settled */
    bool placed;                  /* ... by those of percentiles that are shown */
    bool asks;                    /* `ask` of each placement is worth showing */
    const char *name[BP_MARKETS]; /* of the markets, NULL where there is none */
    const char *currency;         /* NULL: unknown, or a market's own */
    const char *converted;        /* which offers were, at what rates; NULL: none */
    const bp_published *table;    /* NULL: none */
    bp_published_line only;       /* of it, for an offer that is not listed */
    bp_placement *line;     /* [n_lines] such an offer in each of several lines, their
                               ids "State=Ohio"; a market is NULL without a figure */
    bp_published_line *fit; /* [n_lines] those */
    size_t n_lines;         /* 0: one line fits */
    size_t midpoints;       /* lines of it, as often as they are used, whose median is the
                               middle of a range */
    bool alone;             /* there are no records */
    const char *scope;      /* of the lines of pay, the first; NULL: there are none */
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

/* The markets, each once, for the gate; NULL after the last. */
bp_market *bp_placements_market(bp_placements *p, size_t i);

/* The lines of pay, likewise. */
bp_paylines *bp_placements_payline(bp_placements *p, size_t i);

/* The market of a group of a table, likewise; NULL: it has none. */
bp_market *bp_placements_group_market(bp_placements *p, const bp_percentiles *table,
                                      size_t group);

/* Every group of the tables is a market of the offer, beside its own; before the gate.
 * Errors: BP_ELIMIT */
bp_status bp_placements_by_group(bp_placements *p, const bp_answer *a, bp_err *err);

/* Places the offers among what the markets show.  Errors: BP_EDATA; BP_ELIMIT */
bp_status bp_placements_place(bp_placements *p, bp_err *err);

#endif
