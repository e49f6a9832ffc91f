/* SPDX-License-Identifier: GPL-3.0-or-later */
/* standing.h - where an amount is among people, or between percentiles.  Layer: audit. */
#ifndef BP_AUDIT_STANDING_H
#define BP_AUDIT_STANDING_H

#include "audit/recount.h"

/* An amount in units of pay. */
typedef struct bp_amount {
    bp_int128 num;
    int64_t den;
} bp_amount;

bp_amount bp_amount_in(bp_decimal amount, int scale);

/* Where it is among the people of a group. */
typedef struct bp_standing_found {
    uint64_t below;    /* rows, with weights of `freq` people, that are paid less */
    uint64_t equal;    /* ... and as much */
    long double share; /* of all at or below it, by weight */
    long double rank;  /* the largest share whose percentile is at most the amount */
} bp_standing_found;

/* Of a group that has people.
 *   mid  who is paid as much counts half, and of all ranks of an amount that several are
 *        paid the middle is meant */
bp_standing_found bp_standing_among(const bp_crowd_group *g, bp_amount at, int qtype,
                                    bool mid);

/* By which the limits of a share are. */
typedef enum bp_share_ci {
    BP_SHARE_NONE,
    BP_SHARE_CLOPPER,
    BP_SHARE_WILSON,
    BP_SHARE_ERROR, /* by its standard error, on the logit scale */
    BP_SHARE_DRAWN  /* at random: not found again */
} bp_share_ci;

/* False: there are none. */
bool bp_standing_limits(long double limit[2], const bp_crowd_group *g, bp_amount at,
                        bool mid, bp_share_ci ci, const bp_recount_method *m);

/* Two percentiles. */
typedef struct bp_between_two {
    bp_level lower;
    long double low;
    bp_level upper;
    long double high;
} bp_between_two;

/* The share at an amount by the lognormal through both, and the amount at a share. */
long double bp_standing_between(const bp_between_two *b, long double amount);
long double bp_standing_amount(const bp_between_two *b, long double share);

#endif
