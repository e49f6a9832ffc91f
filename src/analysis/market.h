/* SPDX-License-Identifier: GPL-3.0-or-later */
/* market.h - what a market keeps to place amounts.  Layer: analysis. */
#ifndef BP_ANALYSIS_MARKET_H
#define BP_ANALYSIS_MARKET_H

#include "benchpay/offer.h"

/* Records have pay and levels, a published line has knots. */
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
    unsigned withheld; /* reasons; with some there is no pay and no knot */
    int64_t *pay;      /* [n] ascending, units of 10^-scale */
    int scale;
    int qtype;
    bp_level *level; /* [n_rungs] */
    bp_knot *knot;   /* [n_knots] */
    size_t n_knots;
    bp_between between;
};

#endif
