/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.h - what sums that are known tell of their parts.  Layer: analysis.
 *
 * Unknowns are whole numbers, of which each has a lower bound from elsewhere; relations
 * say what sums of them are.  Bounds are found relation by relation (in each, what the
 * others leave to one), again until nothing changes: Buzzigoli & Giusti (1999), "An
 * algorithm to calculate the lower and upper bounds of the elements of an array given its
 * marginals".  Elimination adds what no relation says alone but several together. */
#ifndef BP_ANALYSIS_BOUNDS_H
#define BP_ANALYSIS_BOUNDS_H

#include "benchpay/err.h"
#include "benchpay/money.h"

typedef struct bp_term {
    size_t x;      /* which unknown */
    int64_t times; /* not 0, at most BP_TIMES_MAX either way */
} bp_term;

#define BP_TIMES_MAX 1000000

/* The terms are value together; each unknown is in one of them. */
typedef struct bp_relation {
    const bp_term *term; /* [n] */
    size_t n;
    bp_int128 value;
} bp_relation;

typedef struct bp_bounds {
    bp_int128 lo;
    bp_int128 hi; /* BP_UNBOUNDED: there is none */
} bp_bounds;

#define BP_UNBOUNDED ((bp_int128)(~(__extension__(unsigned __int128) 0) >> 1))

/* Narrows the bounds b[] of the unknowns to what the relations say.  True values of pay
 * in a survey (128 bits hold their sums) cannot overflow it. */
void bp_bounds_narrow(bp_bounds b[], const bp_relation r[], size_t n);

/* Relations in reduced echelon form, by exact elimination in whole numbers: an unknown is
 * determined if and only if one of them is about it alone.  Frees nothing of its input.
 */
typedef struct bp_echelon {
    bp_relation *relation; /* [n] */
    size_t n;
    bool exact; /* false: a coefficient is beyond BP_TIMES_MAX, and this is not all */
} bp_echelon;

/* Errors: BP_ELIMIT.  Nothing is left to free then. */
bp_status bp_echelon_new(bp_echelon *out, const bp_relation r[], size_t n,
                         size_t n_unknowns, bp_err *err);
void bp_echelon_release(bp_echelon *e);

#endif
