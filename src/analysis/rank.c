/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.c - the percentile rank of an amount.
 *
 * A rank that is found in doubles can end a bit below the percentile that the amount is
 * equal to, and then contradicts the band beside it.  So it is a fraction of whole
 * numbers, as the percentile itself is, and becomes a double in one rounding. */
#include "analysis/rank.h"

#include <assert.h>
#include <math.h>

#define BITS 62 /* of a quotient, before it is rounded to the 53 of a double */
#define WAY_BITS 56

/* num / den, to the nearest double.  0 <= num, 0 < den, both below 2^126. */
static double nearest(bp_int128 num, bp_int128 den)
{
    uint64_t bits = (uint64_t)(num / den);
    bp_int128 rest = num % den;
    int shift = 0;
    for (; rest != 0 && bits >> BITS == 0; shift++) {
        rest *= 2;
        bits = 2 * bits + (rest >= den);
        rest -= rest >= den ? den : 0;
    }
    return ldexp((double)(bits | (rest != 0)), -shift);
}

double bp_percentile_rank(const bp_standing_among *at, int qtype, bool mid)
{
    static const struct {
        int a; /* in 24ths, as b */
        int b;
        bool steps;
    } plot[] = {
        [1] = { 0, 0, true },     [2] = { 0, 0, true },   [3] = { -12, 0, true },
        [4] = { 0, 0, false },    [5] = { 12, 0, false }, [6] = { 0, 24, false },
        [7] = { 24, -24, false }, [8] = { 8, 8, false },  [9] = { 9, 6, false }
    };
    assert(at->n > 0 && at->n >> 57 == 0 && qtype >= 1 && qtype <= 9);
    const int a = plot[qtype].a;
    const bool steps = plot[qtype].steps;
    bp_int128 num = at->num, den = at->den;
    for (; den >> WAY_BITS != 0; den /= 2)
        num /= 2;
    const bp_int128 whole =
        at->n == 1 ? 24 : (bp_int128)24 * (int64_t)at->n + plot[qtype].b;
    bp_int128 high = (24 * (bp_int128)at->up_to - a) * den + (steps ? 0 : 24 * num);
    if (at->up_to == 0 || at->up_to == at->n)
        high = at->up_to == 0 ? 0 : whole * den;
    if (!mid || at->below == at->up_to)
        return nearest(100 * high, whole * den);
    const bp_int128 first = (bp_int128)at->below + !steps;
    const bp_int128 low = at->below == 0 ? 0 : (24 * first - a) * den;
    return nearest(50 * (low + high), whole * den);
}
