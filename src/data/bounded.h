/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bounded.h - pay to a number of binary digits.  Layer: data.
 *
 * Where what is left of rows is to be as small however many they are, an amount is kept
 * as the first digits of it, the others cleared: of amounts between two powers of two
 * there are then 2^bits, wherever they are.  Each row is rounded by itself, so that
 * nothing depends on the order of rows or on how they are split.
 *
 * With x >= 0 an amount and k what is kept of it: k <= x < k (1 + 2^-bits).  Percentiles
 * by any definition and weights, and means, never fall where no amount falls and grow as
 * all amounts do, so the same holds of them: what is shown is at most the exact value,
 * which is less than 2^-bits of what is shown above it. */
#ifndef BP_DATA_BOUNDED_H
#define BP_DATA_BOUNDED_H

#include <stdint.h>

/* Fewer digits say little of pay, and more save nothing. */
#define BP_BOUNDED_LEAST 4
#define BP_BOUNDED_MOST 30

/* The first bits + 1 binary digits of a number. */
static inline uint64_t bp_bounded_number(uint64_t x, int bits)
{
    const uint64_t rest = x >> bits;
    const int length = rest > 0 ? 64 - __builtin_clzll(rest) : 0;
    return length > 1 ? x >> (length - 1) << (length - 1) : x;
}

/* What is kept of an amount above INT64_MIN, towards 0: digits of the number of whole
 * steps, which nearly all pay is; of fewer steps all, or digits of its units, whichever
 * is more. */
static inline int64_t bp_bounded_pay(int64_t pay, int64_t step, int bits)
{
    const uint64_t x = pay < 0 ? 0 - (uint64_t)pay : (uint64_t)pay;
    const uint64_t steps = x / (uint64_t)step;
    uint64_t kept = bp_bounded_number(steps, bits) * (uint64_t)step;
    const uint64_t units = steps >> bits > 0 ? 0 : bp_bounded_number(x, bits);
    kept = units > kept ? units : kept;
    return pay < 0 ? -(int64_t)kept : (int64_t)kept;
}

#endif
