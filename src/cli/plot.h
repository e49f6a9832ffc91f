/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.h - the kinds of charts that `plot` draws.  Layer: cli. */
#ifndef BP_CLI_PLOT_H
#define BP_CLI_PLOT_H

#include "cli/answer.h"

/* What a kind makes use of. */
enum {
    BP_PLOT_GROUPS = 1 << 0, /* --by */
    BP_PLOT_TIERS = 1 << 1,  /* there is a key of tiers, whether named or not */
    BP_PLOT_TILES = 1 << 2,  /* two columns of --by */
    BP_PLOT_OFFER = 1 << 3,  /* an amount */
    BP_PLOT_OFFERS = 1 << 4, /* a list */
    BP_PLOT_GROWTH = 1 << 5
};

typedef struct bp_plot_kind {
    unsigned uses;
    bp_answer_fill *fill;
} bp_plot_kind;

/* By bp_chart_kind; names end with NULL. */
extern const char *const bp_plot_names[];
extern const bp_plot_kind bp_plot_kinds[];

#endif
