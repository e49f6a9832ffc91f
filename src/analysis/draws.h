/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws.h - numbers that are drawn, the same wherever and whenever.  Layer: analysis. */
#ifndef BP_ANALYSIS_DRAWS_H
#define BP_ANALYSIS_DRAWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* The next of a sequence of 64 random bits: SplitMix64 (Steele, Lea and Flood 2014, Fast
 * Splittable Pseudorandom Number Generators, OOPSLA). */
uint64_t bp_draw_bits(uint64_t *state);

/* A stream of its own for each seed, and for each text that follows it. */
uint64_t bp_stream(uint64_t seed);
uint64_t bp_stream_of(uint64_t stream, bp_text text);

/* Draws n of n units with replacement: how often each was drawn.  A replicate of a stream
 * is the same whatever was drawn before it.
 *   count  [n]  n > 0 */
void bp_draw_units(uint32_t count[], size_t n, uint64_t stream, uint64_t replicate);

/* Puts a list into an order of its own, each as likely as any other. */
void bp_draw_order(uint32_t list[], size_t n, uint64_t stream, uint64_t replicate);

#endif
