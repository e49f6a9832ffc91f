/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wide.c - whole numbers of 512 bits.
 *
 * GMP's functions on limbs do the arithmetic: they work in the memory that they are
 * given, where GMP's own numbers would end the program when memory is out. */
#include "analysis/wide.h"

#include <assert.h>
#include <gmp.h>
#include <math.h>
#include <stdbool.h>

#define LIMBS BP_WIDE_LIMBS
#define BITS 63 /* of a quotient, before it is rounded to those of a double */

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0,
               "GMP's limbs are of 64 bits");

/* The same limbs by the type that GMP calls them. */
typedef struct number {
    mp_limb_t limb[LIMBS];
} number;

static number of(bp_wide x)
{
    number n;
    for (int i = 0; i < LIMBS; i++)
        n.limb[i] = x.limb[i];
    return n;
}

static bp_wide wide(const number *n)
{
    bp_wide x;
    for (int i = 0; i < LIMBS; i++)
        x.limb[i] = n->limb[i];
    return x;
}

bp_wide bp_wide_of(bp_int128 x)
{
    assert(x >= 0);
    return (bp_wide){ { (uint64_t)x, (uint64_t)(x >> 64) } };
}

bp_wide bp_wide_plus(bp_wide a, bp_wide b)
{
    number x = of(a), y = of(b);
    const mp_limb_t carry = mpn_add_n(x.limb, x.limb, y.limb, LIMBS);
    assert(carry == 0);
    (void)carry;
    return wide(&x);
}

bp_wide bp_wide_minus(bp_wide a, bp_wide b)
{
    number x = of(a), y = of(b);
    const mp_limb_t borrow = mpn_sub_n(x.limb, x.limb, y.limb, LIMBS);
    assert(borrow == 0);
    (void)borrow;
    return wide(&x);
}

bp_wide bp_wide_times(bp_wide a, bp_wide b)
{
    number x = of(a), y = of(b);
    mp_limb_t product[2 * LIMBS];
    mpn_mul_n(product, x.limb, y.limb, LIMBS);
    for (int i = 0; i < LIMBS; i++) {
        assert(product[LIMBS + i] == 0);
        x.limb[i] = product[i];
    }
    return wide(&x);
}

int bp_wide_compare(bp_wide a, bp_wide b)
{
    const number x = of(a), y = of(b);
    return mpn_cmp(x.limb, y.limb, LIMBS);
}

/* Limbs up to the highest that is not 0. */
static int length(const number *n)
{
    int i = LIMBS;
    while (i > 0 && n->limb[i - 1] == 0)
        i--;
    return i;
}

/* Leading zeros of a number that is not 0. */
static int zeros(const number *n)
{
    const int i = length(n);
    return 64 * (LIMBS - i) + __builtin_clzll(n->limb[i - 1]);
}

/* num 2^shift / den; false where something is left over. */
static bool divide(const number *num, int shift, const number *den,
                   mp_limb_t quotient[2 * LIMBS])
{
    mp_limb_t top[2 * LIMBS] = { 0 }, rest[LIMBS] = { 0 };
    const int n = length(den), limbs = shift / 64, bits = shift % 64;
    assert(n > 0 && limbs <= LIMBS);
    for (int i = 0; i < LIMBS; i++)
        top[limbs + i] = num->limb[i];
    if (bits > 0)
        mpn_lshift(top, top, 2 * LIMBS, (unsigned)bits);
    mpn_zero(quotient, 2 * LIMBS);
    mpn_tdiv_qr(quotient, rest, 0, top, 2 * LIMBS, den->limb, n);
    return mpn_zero_p(rest, LIMBS);
}

/* The quotient is found with BITS bits at least, of which the last stands for all that
 * follow it, and rounded once to the 53 of a double. */
double bp_wide_ratio(bp_wide num, bp_wide den)
{
    const number x = of(num), y = of(den);
    mp_limb_t quotient[2 * LIMBS];
    if (length(&x) == 0)
        return 0;
    const int shift = BITS + zeros(&x) - zeros(&y);
    assert(shift >= 0);
    const bool exact = divide(&x, shift, &y, quotient);
    return ldexp((double)(quotient[0] | !exact), -shift);
}

int64_t bp_wide_floor(bp_wide num, bp_wide den)
{
    const number x = of(num), y = of(den);
    mp_limb_t quotient[2 * LIMBS];
    divide(&x, 0, &y, quotient);
    return (int64_t)quotient[0];
}
