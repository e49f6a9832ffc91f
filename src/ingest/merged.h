/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merged.h - the cells of a sheet that reach over several rows.  Layer: ingest. */
#ifndef BP_INGEST_MERGED_H
#define BP_INGEST_MERGED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/err.h"

typedef struct bp_merged_cell {
    size_t column; /* from 1 */
    uint64_t first, last;
    bp_text text; /* empty before it was kept */
} bp_merged_cell;

/* So many are known, in so many columns at a time; others stay as they are. */
#define BP_MERGED_MAX 10000
#define BP_MERGED_COLUMNS 64

/* {0} has none. */
typedef struct bp_merged {
    bp_merged_cell *cell; /* [n] by their first rows once they are sorted */
    size_t n, cap;
    bool sorted; /* all are known */
    size_t next; /* the first that does not start above the row */
    const bp_merged_cell *into[BP_MERGED_COLUMNS]; /* [n_into] that reach into it */
    size_t n_into;
    bp_arena texts;
} bp_merged;

/* Adds one from its reference, "A2:A9"; of one row it is none.
 * Errors: BP_ELIMIT  memory */
bp_status bp_merged_add(bp_merged *m, const char *reference, bp_err *err);

/* After the last one, and before the first row. */
void bp_merged_sort(bp_merged *m);

/* Goes on to a row below all before it. */
void bp_merged_go_to(bp_merged *m, uint64_t row);

/* Keeps the text of a cell of the row, if it is the first one of a cell here.
 * Errors: BP_ELIMIT  memory */
bp_status bp_merged_keep(bp_merged *m, uint64_t row, size_t column, bp_text text,
                         bp_err *err);

/* The first that reaches into the row beyond `column` and before `before`, with a text;
 * NULL: there is none. */
const bp_merged_cell *bp_merged_between(const bp_merged *m, size_t column, size_t before);

void bp_merged_release(bp_merged *m);

#endif
