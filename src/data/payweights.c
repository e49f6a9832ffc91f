/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payweights.c - the weights of all pay of a survey, as small as they can be.
 *
 * What a weight is written in (thousands, shares of one) must not change a bit of any
 * figure, and products of sums of weights must be exact.  Both follow of dividing all by
 * what they have in common: weights in proportion become the same whole numbers, equal
 * ones become 1. */
#include "data/payweights.h"

#include "data/limits.h"

uint64_t bp_weights_common(uint64_t a, uint64_t b)
{
    while (b != 0) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* What all weights of a store and `divisor` have in common; 0: there is no weight yet. */
static uint64_t common_of(const bp_pay_store *s, uint64_t divisor)
{
    for (size_t i = 0; s->weight != NULL && i < s->n_units && divisor != 1; i++)
        divisor = bp_weights_common((uint64_t)s->weight[i], divisor);
    return divisor;
}

/* Divides the weights of a store; their sum. */
static bp_int128 divide(bp_pay_store *s, uint64_t divisor)
{
    bp_int128 sum = 0;
    for (size_t i = 0; s->weight != NULL && i < s->n_units; i++)
        sum += s->weight[i] /= (int64_t)divisor;
    return sum;
}

bp_status bp_pay_weights_settle(bp_pay_store element[], size_t n, bp_weighting weights,
                                uint64_t others, bp_err *err)
{
    uint64_t divisor = weights == BP_WEIGHTS_FREQ ? 1 : others;
    for (size_t e = 0; e < n; e++)
        divisor = common_of(&element[e], divisor);
    for (size_t e = 0; divisor > 0 && e < n; e++)
        if (divide(&element[e], divisor) > (bp_int128)BP_WEIGHTS_MOST)
            return bp_fail(err, NULL, BP_ELIMIT,
                           "the weights are too large together, or have too many digits, "
                           "to be added up exactly: round them");
    return BP_OK;
}
