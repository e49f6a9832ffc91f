/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.h - a group's people by organisation.  Layer: analysis.
 *
 * Organisations are what was sampled, and what disclosure rules count: both need of each
 * how many people it has, how many of them are at or below some amounts, and what they
 * are paid in all.  Where pay has weights, variances ask for weights instead of people.
 */
#ifndef BP_ANALYSIS_UNITS_H
#define BP_ANALYSIS_UNITS_H

#include "analysis/concentration.h"
#include "base/room.h"

/* A sum of squares beyond 128 bits. */
__extension__ typedef unsigned __int128 bp_uint128;

typedef struct bp_squares {
    bp_uint128 low;
    uint64_t high; /* in 2^128 */
} bp_squares;

double bp_squares_value(const bp_squares *s);

/* Some people of a group. */
typedef struct bp_unit {
    uint32_t org;
    uint64_t n;
    uint64_t weight; /* without weights n */
    bp_int128 over;  /* sum of pay over the group's centre, in units, times its weight */
} bp_unit;

typedef struct bp_unit_place {
    uint32_t org;
    uint32_t unit;
} bp_unit_place;

/* What is counted at or below limits.  With weights of `freq` people are as many as their
 * rows weigh. */
typedef enum bp_unit_counts { BP_COUNT_PEOPLE, BP_COUNT_WEIGHT } bp_unit_counts;

/* Made for one group after another; start from {0}. */
typedef struct bp_units {
    bp_unit *unit;        /* [n] one an organisation */
    bp_unit_place *order; /* [n] in the order of the names of organisations */
    size_t n;
    bp_unit lone;      /* people who are units alone: they have no organisation */
    bp_squares square; /* of their pay over the centre; without weights */
    bp_int128 over;    /* of everybody's */
    int64_t centre;    /* near the mean, in units of pay */
    bp_int128
        *alone_squares; /* [n_limits + 1] of the weights of lone people at or below
                           each limit, and of all; with weights that are no counts */
    size_t n_limits;
    size_t most_limits; /* that were prepared for */
    bool clustered;
    int bits; /* of pay that are kept; 0: all */
    /* What follows is by place: that of a limit among all, in ascending order.  Behind
     * them is the place of what is above every limit. */
    size_t *place;     /* [n_limits] of each limit */
    int64_t *bound;    /* [n_limits] the limit, or -1 where it is lower */
    size_t *at_place;  /* [n_limits] which limit that is */
    uint64_t *at_most; /* [n][n_limits + 1] of each unit up to each place */
    uint64_t *alone;   /* [n_limits + 1] of lone people */
    uint64_t *all;     /* [n_limits + 1] of everybody */
    uint64_t *below;   /* [n_limits + 1] units that have somebody up to there */
    uint64_t *above;   /* [n_limits + 1] units that have somebody beyond */
    uint32_t *slot;    /* [org_ids] 1 + the unit of an organisation; 0: none yet */
    size_t org_ids;
    size_t cap;   /* of units */
    bp_room room; /* of the arrays that are as long for all groups */
    bp_org_block block;
    uint64_t places[BP_BLOCK_VALUES]; /* of its values at hand */
} bp_units;

/* Room for what groups these are, and for so many limits.  False: memory is out; it is
 * to be released then, too. */
bool bp_units_prepare(bp_units *u, const bp_pay_groups *g, size_t n_limits);

/* Counts the people of a group that has pay.
 *   limit      [n_limits] in units of pay; at most as many as were prepared for
 *   total      of the group
 *   what       at or below the limits
 *   clustered  false: everybody is a unit alone
 * False: memory is out. */
bool bp_units_count(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                    const int64_t limit[], size_t n_limits, const bp_total *total,
                    bp_unit_counts what, bool clustered);

/* Counts the people of the group that was counted last, by organisation, at other limits.
 * False: memory is out. */
bool bp_units_recount(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                      const int64_t limit[], size_t n_limits);

/* What is at or below limit i: of a unit, of lone people, and of everybody. */
static inline uint64_t bp_units_at_most(const bp_units *u, size_t unit, size_t i)
{
    return u->at_most[unit * (u->n_limits + 1) + u->place[i]];
}

static inline uint64_t bp_units_alone(const bp_units *u, size_t i)
{
    return u->alone[u->place[i]];
}

static inline uint64_t bp_units_all(const bp_units *u, size_t i)
{
    return u->all[u->place[i]];
}

/* How many units there are. */
uint64_t bp_units_sampled(const bp_units *u);

/* The sum over lone people of (w (x - m))^2, m the mean of all, in units of pay and of
 * weight; with `freq` of w (x - m)^2.  They were counted. */
double bp_units_lone_squares(const bp_units *u, const bp_pay_groups *g,
                             const bp_pay_group *group, const bp_total *total);

/* Whose people these are; they were counted by organisation. */
bp_concentration bp_units_concentration(const bp_units *u, const bp_total *total);

/* Those at or below limit i, or above it; people were counted. */
bp_beyond bp_units_below(const bp_units *u, size_t i);
bp_beyond bp_units_above(const bp_units *u, size_t i);

void bp_units_release(bp_units *u);

#endif
