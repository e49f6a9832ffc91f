/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bagjoin.h - the bags of one cell in several files become one bag.  Layer: data. */
#ifndef BP_DATA_BAGJOIN_H
#define BP_DATA_BAGJOIN_H

#include "data/bag.h"
#include "data/joining.h"

typedef struct bp_bag_join {
    bp_bag *bag; /* [n] of the files */
    bp_heap heap;
    bp_str text;    /* entries that were written, each with its count */
    bp_spool early; /* ... those before */
    uint64_t quantum;
    uint64_t unit; /* of weights */
    uint64_t entries;
    bp_bag_amount last;
} bp_bag_join;

/* Room for the bags of n files.  False: memory is out.  To be released either way.
 *   beside  of a spool */
bool bp_bag_join_init(bp_bag_join *b, size_t n, const char *beside);
void bp_bag_join_release(bp_bag_join *b);

/* Reads a bag of each of some files; appends their sum to a text, which goes to `out`
 * when it is long.  Sets `bad` of a file that has no bag there.
 *   file  [n] which have the cell
 * Errors: BP_ELIMIT; those of spools */
bp_status bp_bag_join_put(bp_bag_join *b, bp_joining *j, const uint32_t file[], size_t n,
                          bool weighed, bp_str *text, bp_spool *out, bp_err *err);

#endif
