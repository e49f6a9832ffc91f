/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranges.c - a range of pay from its midpoint.
 *
 * A rounded midpoint comes first and both ends from it, so that what is printed keeps its
 * spread: a midpoint worked out again from rounded ends would be another one. */
#include "pricing/ranges.h"

#include <math.h>

#define TIE 1e-12

double bp_round_even(double x, double step)
{
    if (step == 0)
        return x;
    const double steps = x / step, down = floor(steps);
    if (fabs(steps - down - .5) <= TIE * fmax(1, steps))
        return step * (fmod(down, 2) == 0 ? down : down + 1);
    return step * nearbyint(steps);
}

bp_limits bp_limits_of(double midpoint, double spread, double step)
{
    const double m = bp_round_even(midpoint, step);
    const double min = bp_round_even(m / (1 + spread / 2), step);
    const double max = bp_round_even(m * (1 + spread) / (1 + spread / 2), step);
    return (bp_limits){ min, min + (max - min) / 4, m, min + 3 * (max - min) / 4, max };
}
