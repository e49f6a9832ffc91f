/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranges.h - a range of pay from its midpoint.  Layer: pricing. */
#ifndef BP_PRICING_RANGES_H
#define BP_PRICING_RANGES_H

/* The limits of a range; q1 and q3 are min + 1/4 and 3/4 of (max - min). */
typedef struct bp_limits {
    double min, q1, midpoint, q3, max;
} bp_limits;

/* The multiple of step that is nearest to x, of two the even one.  What is within 1e-12
 * of the middle (relatively) is in the middle: x comes of powers and quotients, of which
 * doubles know no exact halves.  step 0 leaves x as it is. */
double bp_round_even(double x, double step);

/* With spread s, (max - min) / min: min = m / (1 + s/2), max = m (1 + s) / (1 + s/2), of
 * the midpoint m rounded to step, and rounded likewise. */
bp_limits bp_limits_of(double midpoint, double spread, double step);

#endif
