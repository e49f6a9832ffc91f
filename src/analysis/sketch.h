/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.h - sets that are compared without being kept.  Layer: analysis.
 *
 * A sketch of elements x with weights w is the sums of w x^k, k from 0 to 9, modulo the
 * prime 2^61 - 1.  Two sketches less each other are those sums over the elements whose
 * weights differ, and where these are at most four, the shortest linear recurrence of the
 * ten sums has as many terms as there are of them (Prony's method; Ben-Or & Tiwari
 * (1988), "A deterministic algorithm for sparse multivariate polynomial interpolation";
 * Massey (1969), "Shift-register synthesis and BCH decoding").  Eight sums say so and two
 * more confirm it: elements are hashes, and that sets which differ by more are taken for
 * such happens once in 2^60 times.  The size does not depend on that of the set. */
#ifndef BP_ANALYSIS_SKETCH_H
#define BP_ANALYSIS_SKETCH_H

#include <stddef.h>
#include <stdint.h>

#define BP_SKETCH_SUMS 10
#define BP_SKETCH_FEW 4

#define BP_SKETCH_PRIME ((UINT64_C(1) << 61) - 1)

typedef struct bp_sketch {
    uint64_t sum[BP_SKETCH_SUMS]; /* each below the prime */
} bp_sketch;

/* Both below the prime. */
uint64_t bp_sketch_times(uint64_t a, uint64_t b);
uint64_t bp_sketch_plus(uint64_t a, uint64_t b);

void bp_sketch_add(bp_sketch *s, uint64_t x, uint64_t weight);

/* How many elements have other weights in one than in the other: those of sets, that are
 * in one alone.  BP_SKETCH_FEW + 1: more than BP_SKETCH_FEW. */
size_t bp_sketch_distance(const bp_sketch *a, const bp_sketch *b);

/* The lowest elements of a set.  Of two sets that have an element in common and each at
 * most four that the other has not, the marks have one in common: the lowest common
 * element has at most four before it. */
#define BP_MARKS (BP_SKETCH_FEW + 1)

typedef struct bp_marks {
    uint64_t low[BP_MARKS]; /* [n] ascending */
    size_t n;
} bp_marks;

void bp_marks_add(bp_marks *m, uint64_t x);

#endif
