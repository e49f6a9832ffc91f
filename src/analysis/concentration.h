/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concentration.h - whose pay a group's figures are: what disclosure rules ask.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_CONCENTRATION_H
#define BP_ANALYSIS_CONCENTRATION_H

#include "data/pay.h"

/* The two largest of some contributions, and all of them. */
typedef struct bp_shares {
    bp_int128 largest;
    bp_int128 second;
    bp_int128 all;
} bp_shares;

/* `all` is not touched. */
static inline void bp_shares_add(bp_shares *s, bp_int128 x)
{
    if (x > s->largest) {
        s->second = s->largest;
        s->largest = x;
    } else if (x > s->second) {
        s->second = x;
    }
}

/* The two largest as they may be where pay is kept to so many binary digits (bounded.h),
 * and those of others are as they are at least: a rule that these keep is kept by exact
 * pay.  0: pay is exact. */
static inline void bp_shares_widen(bp_shares *s, int bits)
{
    if (bits == 0)
        return;
    s->largest += (s->largest >> bits) + 1;
    s->second += (s->second >> bits) + 1;
}

/* Of a group: how many of its people are of one organisation, and how much of its pay.
 * Who has no organisation belongs to none of the large ones.  On the basis of
 * organisations each counts 1, and what it pays is its mean. */
typedef struct bp_concentration {
    bp_shares people;
    bp_shares pay; /* in units */
    bool all_equal;
    uint64_t amounts; /* that its figures are made of: one a person, or on that basis one
                         an organisation; 0: as many as people */
    uint64_t other_orgs; /* organisations with people of the total that are not in it */
} bp_concentration;

/* People, and organisations, whose pay is beyond a limit. */
typedef struct bp_beyond {
    uint64_t people;
    uint64_t orgs;
} bp_beyond;

/* The people of a group by another convention: on one of three bases, with outliers or
 * without.  {0}: there is no such convention. */
typedef struct bp_variant {
    uint64_t n;
    uint64_t orgs;
    bp_concentration who;
} bp_variant;

#define BP_VARIANTS 6

#endif
