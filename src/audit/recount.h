/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount.h - the figures of a group, from its people one by one.  Layer: audit.
 *
 * The definitions are those that reports name: percentiles by Hyndman and Fan (1996),
 * intervals by order statistics, by Woodruff (1952), and by Woodruff with organisations
 * as what was sampled. */
#ifndef BP_AUDIT_RECOUNT_H
#define BP_AUDIT_RECOUNT_H

#include "audit/payees.h"
#include "benchpay/level.h"

typedef enum bp_recount_ci {
    BP_RECOUNT_NONE,
    BP_RECOUNT_ORDER,
    BP_RECOUNT_WOODRUFF,
    BP_RECOUNT_CLUSTERED,
    BP_RECOUNT_OTHER /* one that draws at random: its limits are taken as they are, since
                      * to find them again the same numbers must be drawn in the same
                      * order, which is the same code twice and proves nothing; who is
                      * beyond them is counted, and an audit names them as unchecked */
} bp_recount_ci;

typedef struct bp_recount_method {
    int qtype;
    bp_recount_ci ci;
    double level;
    uint64_t population; /* 0: without end */
    uint64_t df;         /* t was looked up for these last */
    long double t;
} bp_recount_method;

/* A limit of an interval, and whose pay is beyond it. */
typedef struct bp_recount_limit {
    bool known;
    long double value;
    long double least; /* what it may be, computed otherwise */
    long double most;
    uint64_t people;
    uint64_t orgs;
} bp_recount_limit;

typedef struct bp_recount {
    long double value;
    uint64_t lower; /* of the sorted people, from 0: it is between these two, */
    uint64_t upper;
    long double part; /* so far */
    bp_recount_limit lo;
    bp_recount_limit hi;
    double coverage; /* 0: none, as below */
    double deff;
    double n_eff;
    long double t;
} bp_recount;

/* The limit that is shown, from which people are counted as if it had been rounded
 * outward to so many digits by as much as can be; 0: it was not rounded. */
bp_recount_limit bp_recount_shown(const bp_crowd_group *g, int scale, double shown,
                                  uint64_t digits, bool low);

/* Of a group that has people, in one currency. */
bp_recount bp_recount_level(const bp_crowd_group *g, int scale, bp_level p,
                            bp_recount_method *m);
bp_recount bp_recount_mean(const bp_crowd_group *g, int scale, bp_recount_method *m);

/* The percentile of a part of all, in units of pay. */
long double bp_recount_quantile(const bp_crowd_group *g, long double part, int qtype);

/* Something of a person of weight 1, of which the mean over all is 0. */
typedef long double bp_recount_of(const bp_payee *p, const void *arg);

/* The standard error of its mean, and the units that were sampled: organisations where
 * they are clusters.  False: fewer than two units tell nothing. */
bool bp_recount_error(long double *se, uint64_t *units, const bp_crowd_group *g,
                      const bp_recount_method *m, bp_recount_of *z, const void *arg);

#endif
