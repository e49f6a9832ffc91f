/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decide.h - may figures of a group be shown?  Layer: audit.
 *
 * The rules as their text has them, asked of what is shown: not what should be withheld,
 * but whether anything that is shown breaks one. */
#ifndef BP_AUDIT_DECIDE_H
#define BP_AUDIT_DECIDE_H

#include "audit/payees.h"
#include "base/str.h"
#include "benchpay/gate.h"

#define BP_DECIDE_LEVELS 200

/* A figure as the report has it: is it there? */
typedef struct bp_seen {
    bp_level level; /* but for the mean */
    bool value;
    bool lo;
    bool hi;
    long double amount; /* of a level that is shown: what it is, */
    uint64_t lower;     /* between whom of the sorted people, from 0, */
    uint64_t upper;
    long double part; /* and how far */
    uint64_t below;   /* people whose pay is beyond the limits, and organisations */
    uint64_t below_orgs;
    uint64_t above;
    uint64_t above_orgs;
} bp_seen;

typedef struct bp_seen_group {
    bp_seen level[BP_DECIDE_LEVELS]; /* [n_levels] */
    size_t n_levels;
    bp_seen mean;
} bp_seen_group;

/* Whose figures they are. */
typedef struct bp_known_group {
    const bp_crowd *cut;
    const bp_crowd_group *group;
    const bp_crowd_group *sample; /* the same as the basis counts them */
    bool of_orgs;                 /* organisations count */
    bool total_shown;             /* the report has a figure of everybody */
    int bits;                     /* binary digits that are kept of pay; 0: it is exact */
} bp_known_group;

/* The numbers of a preset; NULL: of `none`, or of somebody's own. */
const bp_rule_set *bp_decide_rules(bp_rules rules);

/* A figure of so many people, as rules round it; NULL: there are none. */
long double bp_decide_rounded(const bp_rule_set *set, uint64_t people, long double x);

/* True: all may be shown.  Else `why` has the first figure that breaks a rule, as "P90 is
 * shown, of 9 people: it needs 10". */
bool bp_decide_group(bp_str *why, const bp_rule_set *set, const bp_seen_group *seen,
                     const bp_known_group *known);

/* The same of one level alone, but for what figures tell together. */
bool bp_decide_level(bp_str *why, const bp_rule_set *set, const bp_seen *level,
                     const bp_known_group *known);

/* ... and of one end of its range, beyond which so many are. */
bool bp_decide_end(bp_str *why, const bp_rule_set *set, const bp_seen *level,
                   const bp_known_group *known, bool low, uint64_t people, uint64_t orgs);

/* A part of a sum, or all of it. */
typedef struct bp_part {
    bp_int128 pay;   /* of all its people */
    bp_int128 least; /* ... as the percentiles that are shown of them say */
    bool shows;      /* any figure is shown, */
    bool mean;       /* the mean is */
    bool withheld;   /* it is not, and the rules of its own group would let it pass */
} bp_part;

/* Of n people those from rank `upper` on are paid at least a level: what all are paid at
 * least, in units. */
bp_int128 bp_decide_least(const bp_seen_group *seen, uint64_t n, int scale);

/* True: no mean that is withheld follows from the others, nor nearly.  What it may be,
 * from what the others leave to it down to what its own percentiles say, is at least a
 * tenth more than it is, and a fifth of it wide.
 *   part   [n] all of it first
 *   which  the part that follows */
bool bp_decide_means(size_t *which, const bp_part part[], size_t n);

#endif
