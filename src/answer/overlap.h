/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overlap.h - which groups of an answer are within which.  Layer: answer. */
#ifndef BP_ANSWER_OVERLAP_H
#define BP_ANSWER_OVERLAP_H

#include "benchpay/offer.h"
#include "benchpay/percentiles.h"
#include "data/pieces.h"

/* Tables of the same people: of one element and one survey, with the same total. */
typedef struct bp_tables {
    bp_percentiles *const *table; /* [n] */
    size_t n;
} bp_tables;

/* Groups of which nobody is in two: those of a table, or markets of offers that are
 * chosen by values of the same keys.  Number 0 is everybody, which markets are not. */
typedef struct bp_cut {
    bp_percentiles *table;    /* NULL: they are markets, as below */
    bp_market *const *market; /* [n_groups - 1] */
    size_t key[BP_KEYS_MAX];  /* [n_keys] the survey's; none: everybody alone */
    size_t n_keys;
    size_t n_groups;
} bp_cut;

typedef struct bp_cuts {
    bp_cut *cut; /* [n] */
    size_t n;
} bp_cuts;

/* The table that a group is in, and its number there; NULL: there is no such group. */
bp_percentiles *bp_cut_group(const bp_cut *c, size_t i, size_t *at);

/* Is a figure of it shown? */
bool bp_cut_shows(const bp_cut *c, size_t i);

/* The cuts of these tables, of everybody, and of those markets that have people.
 *   market  [n_markets] is put into another order, and outlives the cuts
 * Errors: BP_ELIMIT.  Nothing is left to free then. */
bp_status bp_cuts_new(bp_cuts *out, const bp_tables *t, bp_market *market[],
                      size_t n_markets, const bp_survey *s, bp_err *err);
void bp_cuts_release(bp_cuts *c);

/* Pieces with equal keys are a place: each group is a number of places. */
typedef struct bp_overlap {
    bp_piece *piece; /* [first[n_places]] */
    size_t *first;   /* [n_places + 1] the first piece of a place */
    size_t n_places;
    uint32_t *group; /* [cuts][n_places] the group that a place is in; BP_NO_ID: none */
    size_t orgs;     /* every id of an organisation is below it */
} bp_overlap;

/* Errors: BP_ELIMIT.  Nothing is left to free then. */
bp_status bp_overlap_new(bp_overlap *out, const bp_cuts *c, const bp_survey *s,
                         bp_err *err);
void bp_overlap_release(bp_overlap *o);

/* The group of cut `of` that has all people of a group of cut `t`; BP_NO_ID: none has.
 *   in  [groups of cut t] */
void bp_overlap_inside(const bp_overlap *o, size_t t, size_t of, uint32_t in[],
                       size_t n_groups);

/* The places of each group of a cut. */
typedef struct bp_members {
    size_t *from;    /* [groups + 1] */
    uint32_t *place; /* [from[groups]] */
} bp_members;

/* Of cut t, which has so many groups.  False: memory is out; it is released still. */
bool bp_members_list(bp_members *m, const bp_overlap *o, size_t t, size_t n_groups);
void bp_members_release(bp_members *m);

#endif
