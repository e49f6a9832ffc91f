/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.c - sums of doubles that do not hang on their order.
 *
 * A sum of doubles rounds after each term, so the same terms in another order can differ
 * in the last digit.  Here a term is a whole number of 2^-LOW, as every double is, and
 * whole numbers are added exactly (Kulisch & Miranker 1986, SIAM Review 28(1), 1-40). */
#include "base/sum.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

__extension__ typedef unsigned __int128 whole;

#define BITS 32
#define LOW (36 * BITS) /* below 2^-1126, the last of 53 bits of the least double */

void bp_sum_add(bp_sum *s, double x)
{
    int exponent;
    const double part = frexp(x, &exponent);
    const int64_t sign = x < 0 ? -1 : 1;
    const int at = exponent - 53 + LOW;
    whole n = (whole)ldexp(fabs(part), 53) << (at % BITS);
    for (int i = at / BITS; n != 0; i++, n >>= BITS)
        s->digit[i] += sign * (int64_t)(uint32_t)n;
}

/* Makes all digits but the highest 0 to 2^BITS - 1; the highest has the sign. */
static void carry(bp_sum *s)
{
    for (size_t k = 0; k + 1 < BP_SUM_DIGITS; k++) {
        const int64_t all = s->digit[k];
        s->digit[k] = (uint32_t)all;
        s->digit[k + 1] += (all - s->digit[k]) / ((int64_t)1 << BITS);
    }
}

/* Three digits from the highest on have 65 bits at least, more than a double and half of
 * its last bit take; whether anything is below them is one bit more, and so the only
 * rounding is that of the cast. */
double bp_sum_value(const bp_sum *s)
{
    bp_sum plain = *s;
    carry(&plain);
    const bool negative = plain.digit[BP_SUM_DIGITS - 1] < 0;
    if (negative) {
        for (size_t k = 0; k < BP_SUM_DIGITS; k++)
            plain.digit[k] = -plain.digit[k];
        carry(&plain);
    }
    size_t top = BP_SUM_DIGITS - 1;
    while (top > 2 && plain.digit[top] == 0)
        top--;
    whole n = 0;
    for (size_t k = top + 1; k-- > top - 2;)
        n = n << BITS | (uint64_t)plain.digit[k];
    bool below = false;
    for (size_t k = 0; k < top - 2; k++)
        below |= plain.digit[k] != 0;
    const double size = ldexp((double)(n | below), BITS * ((int)top - 2) - LOW);
    return negative ? -size : size;
}
