/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overlap.h - which groups of several tables are within which.  Layer: answer. */
#ifndef BP_ANSWER_OVERLAP_H
#define BP_ANSWER_OVERLAP_H

#include "benchpay/percentiles.h"
#include "data/pieces.h"

/* Tables of the same people: of one element and one survey, with the same total. */
typedef struct bp_tables {
    bp_percentiles *const *table; /* [n] */
    size_t n;
} bp_tables;

/* Pieces with equal keys are a place: each group is a number of places. */
typedef struct bp_overlap {
    bp_piece *piece; /* [first[n_places]] */
    size_t *first;   /* [n_places + 1] the first piece of a place */
    size_t n_places;
    uint32_t *group; /* [tables][n_places] the group that a place is in; 0 where a table
                        has none but everybody */
    size_t orgs;     /* every id of an organisation is below it */
} bp_overlap;

/* Errors: BP_ELIMIT.  Nothing is left to free then. */
bp_status bp_overlap_new(bp_overlap *out, const bp_tables *t, const bp_survey *s,
                         bp_err *err);
void bp_overlap_release(bp_overlap *o);

/* The group of table `of` that has all people of a group of table `t`; BP_NO_ID: none
 * has.
 *   in  [groups of table t] */
void bp_overlap_inside(const bp_overlap *o, size_t t, size_t of, uint32_t in[],
                       size_t n_groups);

/* The places of each group of a table. */
typedef struct bp_members {
    size_t *from;    /* [groups + 1] */
    uint32_t *place; /* [from[groups]] */
} bp_members;

/* Of table t, which has so many groups.  False: memory is out; it is released still. */
bool bp_members_list(bp_members *m, const bp_overlap *o, size_t t, size_t n_groups);
void bp_members_release(bp_members *m);

#endif
