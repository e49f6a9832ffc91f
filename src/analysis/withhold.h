/* SPDX-License-Identifier: GPL-3.0-or-later */
/* withhold.h - what the gate does to results.  Layer: analysis.
 *
 * Results are constant but for this: a figure that is withheld keeps its reasons, and its
 * number is gone.  Only the gate (answer/gate.c) calls these. */
#ifndef BP_ANALYSIS_WITHHOLD_H
#define BP_ANALYSIS_WITHHOLD_H

#include "benchpay/observed.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"

/* All figures of a group. */
void bp_percentiles_withhold(bp_percentiles *p, size_t group, unsigned reasons);

/* The mean of a group, where it is shown. */
void bp_percentiles_withhold_mean(bp_percentiles *p, size_t group, unsigned reasons);

/* The figures of a group's levels, to withhold or round some of them. */
bp_figure *bp_percentiles_levels(bp_percentiles *p, size_t group);

/* How sure they are, likewise; NULL: the table has no intervals. */
bp_precision *bp_percentiles_precision(bp_percentiles *p, size_t group);

/* What they are by other conventions, likewise; NULL: nobody asked. */
bp_sensitivity *bp_percentiles_sensitivity(bp_percentiles *p, size_t group);

/* [BP_VARIANTS] whose pay these are; NULL: nobody asked, or no rules do. */
const struct bp_variant *bp_percentiles_variants(const bp_percentiles *p, size_t group);

/* Under disclosure rules: the percentiles of a market's own records, which the gate
 * judges; NULL: they are those of a table's group. */
bp_percentiles *bp_market_own(bp_market *m);

/* [keys of the survey] the values that chose them; BP_NO_ID: any. */
const uint32_t *bp_market_where(const bp_market *m);

/* Once they are judged: the market is what a group of a table shows, and offers are
 * placed among that. */
void bp_market_show(bp_market *m, const bp_percentiles *p, size_t group);

/* What is known of a year, and what compares it with its neighbours. */
void bp_observed_withhold_year(bp_observed *o, size_t year, unsigned reasons);

/* Compares medians that are shown with their neighbours, as when they were rounded. */
void bp_observed_compare(bp_observed *o);

/* The growth of those who are in two years. */
void bp_observed_withhold_step(bp_observed *o, size_t step, unsigned reasons);

#endif
