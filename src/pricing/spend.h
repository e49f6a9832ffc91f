/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spend.h - the factor by which a budget is spent exactly.  Layer: pricing. */
#ifndef BP_PRICING_SPEND_H
#define BP_PRICING_SPEND_H

#include <stddef.h>

#include "benchpay/err.h"
#include "benchpay/money.h"

/* What one costs at the factor k: max(low, min(k rate, high)), in whole units.
 * 0 <= low <= high. */
typedef struct bp_share_of_budget {
    bp_int128 rate; /* >= 0 */
    bp_int128 low;
    bp_int128 high; /* of no limit it is -1 */
} bp_share_of_budget;

/* A fraction >= 0. */
typedef struct bp_factor_k {
    bp_int128 num;
    bp_int128 den; /* above 0 */
} bp_factor_k;

typedef enum bp_spent {
    BP_SPENT,
    BP_SPENT_TOO_MUCH,  /* the low ends alone are more than the budget */
    BP_SPENT_TOO_LITTLE /* all can take less than it */
} bp_spent;

/* The smallest k with sum max(low, min(k rate, high)) = budget.  The cost is a line
 * between the factors at which somebody comes off the low end or meets the high one:
 * these are gone through in order, and on the line that holds the budget k is a quotient
 * of whole numbers.
 *   most  what the low ends take, or what all can take, where *how says so
 * Errors: BP_ELIMIT memory, or sums beyond 128 bits */
bp_status bp_spend(bp_factor_k *k, bp_spent *how, bp_int128 *most,
                   const bp_share_of_budget one[], size_t n, bp_int128 budget,
                   bp_err *err);

#endif
