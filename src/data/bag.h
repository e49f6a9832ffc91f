/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bag.h - the pay of a cell as bytes.  Layer: data.
 *
 * A bag has amounts, each with a weight where rows have one, in order.  Amounts are near
 * each other and mostly multiples of one quantum, so it is: how many amounts there are;
 * unless that is 0 how many entries (amounts that differ, or weigh otherwise), the first
 * amount, the quantum of all steps, and what all weights are multiples of; of each entry
 * the step from the one before in quanta (not of the first, and not where the quantum is
 * 0), how many amounts more are the same (only where some are), its weight, as such a
 * multiple. */
#ifndef BP_DATA_BAG_H
#define BP_DATA_BAG_H

#include "base/pack.h"

typedef struct bp_bag_amount {
    int64_t pay;
    int64_t weight;
} bp_bag_amount;

/* What amounts have.  Weights came as they are before they came as multiples. */
typedef enum bp_bag_weights {
    BP_BAG_BARE,
    BP_BAG_WEIGHED,
    BP_BAG_MULTIPLES,
} bp_bag_weights;

/* The amounts of a bag that is not read to its end: all that are the same at once. */
typedef struct bp_bag {
    bp_bag_weights weights;
    bool counted;
    uint64_t left;    /* amounts, of which these are a part */
    uint64_t entries; /* that follow */
    uint64_t quantum;
    uint64_t unit; /* of weights; 0: of none */
    bool started;
    bp_bag_amount at;
    uint64_t times; /* how many are the same */
} bp_bag;

/* Begins with the first entry, if there is one. */
void bp_bag_open(bp_bag *b, bp_unpack *from, bp_bag_weights weights);

/* The next entry; false when there is none.  Sets `bad` where bytes are no bag. */
bool bp_bag_next(bp_bag *b, bp_unpack *from);

/* Appends one.
 *   pay     [n] in order
 *   weight  [n] in order where pay is the same; NULL: none
 */
void bp_bag_put(bp_str *out, const int64_t pay[], const int64_t weight[], size_t n);

/* An order of amounts. */
int bp_amount_compare(const void *a, const void *b);

#endif
