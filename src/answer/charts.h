/* SPDX-License-Identifier: GPL-3.0-or-later */
/* charts.h - what each kind of chart needs of an answer.  Layer: answer. */
#ifndef BP_ANSWER_CHARTS_H
#define BP_ANSWER_CHARTS_H

#include "answer/answer.h"

enum {
    BP_NEEDS_GROUPS = 1 << 0, /* a table by all groups */
    BP_NEEDS_TIERS = 1 << 1,  /* a key of tiers, whether named or not */
    BP_NEEDS_TILES = 1 << 2,  /* tables by each of two keys and by both */
    BP_NEEDS_OFFERS = 1 << 3, /* an offer, or a list of them */
    BP_NEEDS_YEARS = 1 << 4,  /* pay of every year */
    BP_NEEDS_LIMITS = 1 << 5, /* intervals of percentiles */
    BP_NEEDS_LINES = 1 << 6,  /* the scopes of the question */
    BP_NEEDS_EQUITY = 1 << 7  /* its groups of people, categories and factors */
};

/* The levels that boxes and lines are made of. */
#define BP_CHART_LEVELS_DRAWN 5
extern const bp_level bp_chart_levels[BP_CHART_LEVELS_DRAWN];

unsigned bp_chart_needs(bp_chart_kind kind);

/* Computes the parts of the answer that the chart shows, before the gate.
 * Errors: BP_EDATA; BP_ELIMIT */
bp_status bp_chart_compute(bp_answer *a, bp_err *err);

#endif
