/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - where an offer is, as tables, charts and pages alike show it.
 * Layer: compose. */
#ifndef BP_COMPOSE_PLACE_H
#define BP_COMPOSE_PLACE_H

#include "answer/answer.h"
#include "benchpay/report.h"

/* Money in the currency of the market (NULL: none), else of the offers. */
bp_value bp_compose_money(bp_figure f, const bp_market *m, const bp_placements *o);

/* The same value with its sign. */
bp_value bp_compose_with_plus(bp_value v);

/* Is there a market, and of people? */
bool bp_compose_of_people(const bp_market *m);

/* Is there a market, in which offers are counted? */
bool bp_compose_counts(const bp_market *m);

/* The rank that people are shown; among few people they are told the
 * place instead, beyond the percentiles that are shown the band. */
bp_value bp_compose_rank(bp_report *r, const bp_offer *f, const bp_market *m);

/* A limit of the interval of its place. */
bp_value bp_compose_place_limit(double x, bp_state state);

/* "95% interval P48 to P76" of the offer's place, "95% interval not estimable"; NULL: it
 * has none. */
const char *bp_words_place_limits(bp_report *r, const bp_offer *f, const bp_ci *ci);

/* Adds how the intervals of places were found to the small print, where there are some.
 */
void bp_compose_place_intervals(bp_report *r, const bp_placements *o);

/* How far the offer is through a range, as a share. */
bp_figure bp_compose_penetration(const bp_offer *f, double min, double max);

#endif
