/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.h - what a published table is made in.  Layer: data. */
#ifndef BP_DATA_PUBLISHED_H
#define BP_DATA_PUBLISHED_H

#include "base/mem.h"
#include "benchpay/published.h"

/* The arrays of a table that is being read; its texts go into the arena. */
typedef struct bp_published_memory {
    bp_arena text;
    bp_stated_column *column;
    bp_stated_point *point;
    bp_stated_cell *cell;
    uint64_t *line;
} bp_published_memory;

/* An empty table with room for its columns, points and rows; NULL: memory is out. */
bp_published *bp_published_new(size_t n_columns, size_t n_rows);

#endif
