/* SPDX-License-Identifier: GPL-3.0-or-later */
/* market.h - what a market keeps to place amounts.  Layer: analysis. */
#ifndef BP_ANALYSIS_MARKET_H
#define BP_ANALYSIS_MARKET_H

#include "benchpay/offer.h"

/* Records have pay and levels, a published line has knots. */
typedef struct bp_market_inside {
    bp_market market; /* first: a market is freed as the whole */
    bp_rung *rung;
    int64_t *pay; /* [market.n] ascending, units of 10^-scale */
    int scale;
    int qtype;
    bp_level *level; /* [n_rungs] */
    bp_knot *knot;   /* [n_knots] */
    size_t n_knots;
    bp_between between;
} bp_market_inside;

#endif
