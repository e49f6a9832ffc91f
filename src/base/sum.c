/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.c - sums of doubles that do not hang on their order.
 *
 * A sum of doubles rounds after each term, so the same terms in another order can differ
 * in the last digit.  Here a term is a whole number of 2^-LOW, as every double is, and
 * whole numbers are added exactly (Kulisch & Miranker 1986, SIAM Review 28(1), 1-40). */
#include "base/sum.h"

#include <math.h>

#define BITS 32
#define LOW (36 * BITS) /* below 2^-1126, the last of 53 bits of the least double */

void bp_sum_add(bp_sum *s, double x)
{
    int exponent;
    const double part = frexp(x, &exponent);
    const int64_t sign = x < 0 ? -1 : 1;
    const int at = exponent - 53 + LOW;
    __extension__ typedef unsigned __int128 whole;
    whole n = (whole)ldexp(fabs(part), 53) << (at % BITS);
    for (int i = at / BITS; n != 0; i++, n >>= BITS)
        s->digit[i] += sign * (int64_t)(uint32_t)n;
}

double bp_sum_value(const bp_sum *s)
{
    bp_sum plain = *s;
    int i = BP_SUM_DIGITS - 1;
    for (int k = 0; k < i; k++) {
        const int64_t all = plain.digit[k];
        plain.digit[k] = (uint32_t)all;
        plain.digit[k + 1] += (all - plain.digit[k]) / ((int64_t)1 << BITS);
    }
    long double sum = (long double)plain.digit[i];
    while (i > 0 && fabsl(sum) < 0x1p64L)
        sum = sum * 0x1p32L + (long double)plain.digit[--i];
    return (double)ldexpl(sum, BITS * i - LOW);
}
