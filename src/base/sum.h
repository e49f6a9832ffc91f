/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.h - sums of doubles that do not hang on their order.  Layer: base. */
#ifndef BP_BASE_SUM_H
#define BP_BASE_SUM_H

#include <stdint.h>

#define BP_SUM_DIGITS 70

/* All zeros is the empty sum. */
typedef struct bp_sum {
    int64_t digit[BP_SUM_DIGITS]; /* of 32 bits, the lowest first; carries are put off */
} bp_sum;

/* Adds x exactly.
 *   x  finite; at most 2^30 of them make a sum */
void bp_sum_add(bp_sum *s, double x);

/* The double nearest to the sum, of two the even one; the same on every machine. */
double bp_sum_value(const bp_sum *s);

#endif
