/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tablememory.h - a table of percentiles that is being made.  Layer: analysis. */
#ifndef BP_ANALYSIS_TABLEMEMORY_H
#define BP_ANALYSIS_TABLEMEMORY_H

#include "analysis/concentration.h"
#include "base/room.h"
#include "benchpay/percentiles.h"

/* A table with the memory of its parts; freed by bp_percentiles_free. */
typedef struct bp_table_memory {
    bp_percentiles table;        /* first: a table is freed as the whole */
    const char **key;            /* [n_keys] */
    bp_level *level;             /* [n_levels] */
    const char **by;             /* [n_groups][n_keys] */
    bp_figure *figure;           /* [n_groups][n_levels] */
    bp_precision *precision;     /* likewise, of a table with intervals; else NULL */
    const char **coded;          /* likewise, of published lines; else NULL */
    bp_concentration *who;       /* [n_groups] for disclosure rules; else NULL */
    bp_beyond *beyond;           /* [n_groups][2 n_levels + 2] likewise, with intervals */
    bp_sensitivity *sensitivity; /* [n_groups][n_levels]; else NULL */
    bp_beyond *around;   /* [n_groups][2 n_levels] of these, for disclosure rules */
    bp_variant *variant; /* [n_groups][BP_VARIANTS] likewise */
    bp_room room;        /* of all of them */
} bp_table_memory;

/* Zeroed; NULL: memory is out. */
bp_table_memory *bp_table_memory_new(size_t n_groups, size_t n_keys, size_t n_levels,
                                     bool intervals);

#endif
