/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws.h - numbers that are drawn, the same wherever and whenever.  Layer: analysis. */
#ifndef BP_ANALYSIS_DRAWS_H
#define BP_ANALYSIS_DRAWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Inline, since millions of numbers are drawn. */

#define BP_DRAW_STEP UINT64_C(0x9e3779b97f4a7c15) /* the golden ratio, odd */

static inline uint64_t bp_draw_mix(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* The next of a sequence of 64 random bits: SplitMix64 (Steele, Lea and Flood 2014, Fast
 * Splittable Pseudorandom Number Generators, OOPSLA). */
static inline uint64_t bp_draw_bits(uint64_t *state)
{
    *state += BP_DRAW_STEP;
    return bp_draw_mix(*state);
}

/* A number below n, of some random bits: the whole part of so many times the fraction
 * that they are.  What is left of that are bits for a second number.  No number is more
 * likely than another by more than n / 2^64, and no pair by more than the product of both
 * n / 2^64 (Brackett-Rozinsky and Lemire 2024, Batched ranged random integer generation,
 * Software: Practice and Experience). */
static inline size_t bp_draw_below(uint64_t *bits, size_t n)
{
    __extension__ const unsigned __int128 product = (unsigned __int128)*bits * n;
    *bits = (uint64_t)product;
    return (size_t)(product >> 64);
}

/* A stream of its own for each seed, and for each text that follows it. */
uint64_t bp_stream(uint64_t seed);
uint64_t bp_stream_of(uint64_t stream, bp_text text);

/* Draws n of n units with replacement: how often each was drawn.  A replicate of a stream
 * is the same whatever was drawn before it.
 *   count  [n]  n > 0 */
void bp_draw_units(uint32_t count[], size_t n, uint64_t stream, uint64_t replicate);

/* What is drawn of a list in one replicate. */
typedef struct bp_drawing {
    uint64_t state;
    uint64_t bits; /* for a second number */
    bool second;   /* they are there */
} bp_drawing;

bp_drawing bp_drawing_of(uint64_t stream, uint64_t replicate);

/* Draws some numbers of a list without replacement and puts them at its end, each as
 * likely as any other at each place there: all n of them, and the list is in any order.
 *   n, some  below 2^32 */
void bp_draw_some(bp_drawing *d, uint32_t list[], size_t n, size_t some);

#endif
