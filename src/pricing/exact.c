/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exact.c - quotients of large whole numbers, rounded once.
 *
 * Money and shares of many decimals make numbers beyond the 53 bits of a double, and the
 * long double of one machine is not that of another.  So a quotient is worked out bit by
 * bit, as by hand, and a report has the same digits everywhere. */
#include "pricing/exact.h"

#include <math.h>
#include <stdbool.h>

#define HALF 64
#define QUOTIENT_BITS 66 /* more than a double and half of its last bit take */

bp_uint256 bp_exact_times(bp_int128 a, bp_int128 b)
{
    const bp_uint128 a0 = (uint64_t)a, a1 = (bp_uint128)a >> HALF;
    const bp_uint128 b0 = (uint64_t)b, b1 = (bp_uint128)b >> HALF;
    const bp_uint128 low = a0 * b0, one = a1 * b0, other = a0 * b1;
    const bp_uint128 middle = (low >> HALF) + (uint64_t)one + (uint64_t)other;
    return (bp_uint256){ a1 * b1 + (one >> HALF) + (other >> HALF) + (middle >> HALF),
                         middle << HALF | (uint64_t)low };
}

int bp_exact_order(bp_uint256 a, bp_uint256 b)
{
    return a.high != b.high ? (a.high > b.high) - (a.high < b.high)
                            : (a.low > b.low) - (a.low < b.low);
}

bp_uint256 bp_exact_minus(bp_uint256 a, bp_uint256 b)
{
    return (bp_uint256){ a.high - b.high - (a.low < b.low), a.low - b.low };
}

static bp_uint256 doubled(bp_uint256 x)
{
    return (bp_uint256){ x.high << 1 | x.low >> 127, x.low << 1 };
}

/* Doubles it until it has 255 bits.  How often. */
static int lift(bp_uint256 *x)
{
    int times = 0;
    if (x->high == 0) {
        *x = (bp_uint256){ x->low >> 1, x->low << 127 };
        times = 127;
    }
    for (; x->high >> 126 == 0; times++)
        *x = doubled(*x);
    return times;
}

double bp_exact_quotient(bp_uint256 a, bp_uint256 b)
{
    if (a.high == 0 && a.low == 0)
        return 0;
    const int above = lift(&a), below = lift(&b);
    bp_uint128 bits = 0;
    for (int i = 0; i < QUOTIENT_BITS; i++) {
        const bool fits = bp_exact_order(a, b) >= 0;
        bits = bits << 1 | fits;
        a = doubled(fits ? bp_exact_minus(a, b) : a);
    }
    const bool rest = a.high != 0 || a.low != 0;
    return ldexp((double)(bits | rest), below - above - (QUOTIENT_BITS - 1));
}

static bp_uint128 size_of(bp_int128 x)
{
    return x < 0 ? -(bp_uint128)x : (bp_uint128)x;
}

double bp_exact_ratio(bp_int128 a, bp_int128 b)
{
    const bp_uint128 x = size_of(a), y = size_of(b);
    const bp_uint128 whole = (bp_uint128)1 << 53; /* up to here a double is exact */
    const double size =
        x <= whole && y <= whole
            ? (double)x / (double)y
            : bp_exact_quotient((bp_uint256){ 0, x }, (bp_uint256){ 0, y });
    return (a < 0) != (b < 0) ? -size : size;
}
