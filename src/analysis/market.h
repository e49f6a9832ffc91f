/* SPDX-License-Identifier: GPL-3.0-or-later */
/* market.h - what a market keeps to place amounts.  Layer: analysis. */
#ifndef BP_ANALYSIS_MARKET_H
#define BP_ANALYSIS_MARKET_H

#include "analysis/weighted.h"
#include "base/room.h"
#include "benchpay/offer.h"
#include "data/limits.h"
#include "data/pay.h"

/* Groups of records, as long as a market is of one of them. */
typedef struct bp_market_groups {
    bp_pay_groups *groups;
    size_t markets;
} bp_market_groups;

/* Records have pay and levels, a published line has knots.  Under disclosure rules
 * records have knots, too, those percentiles that are shown, and no pay. */
struct bp_market {
    bool records;
    uint64_t n;      /* amounts of pay: of people, or on their basis of organisations */
    uint64_t people; /* 0 where unknown */
    uint64_t orgs;
    bp_basis basis;
    const char *currency;
    bp_rung *rung; /* [n_rungs] ascending */
    size_t n_rungs;
    bp_figure quartile[3];
    unsigned withheld;           /* reasons; with some there is no pay and no knot */
    bp_percentiles *own;         /* of these records, for the gate; NULL */
    uint32_t where[BP_KEYS_MAX]; /* what chose them, with `own` */
    int64_t *pay;                /* [rows] ascending, units of 10^-scale */
    size_t rows;                 /* n, but for weights that count people */
    bp_weighting weights;
    bp_weighted *weighted; /* the same pay with weights; NULL: it has none */
    int scale;
    int qtype;
    bp_ci ci;               /* of shares: none where there are no intervals, never auto */
    bp_market_groups *from; /* its records; NULL where intervals do not look at them */
    const bp_pay_group *group; /* of these; else NULL */
    uint64_t stream;           /* of what intervals draw */
    bp_level *level;           /* [n_rungs] */
    bp_knot *knot;             /* [n_knots] */
    bp_share_error *error;     /* [n_knots] n_eff and df of those shown, else 0 */
    size_t n_knots;
    bp_between between;
    bp_room room; /* of rungs, levels, knots and errors */
};

/* The knots to place an amount among: there may be more percentiles of records than one
 * published table has, so the two on either side. */
const bp_knot *bp_market_near(const bp_market *m, double amount, size_t *n);

#endif
