/* SPDX-License-Identifier: GPL-3.0-or-later */
/* range.c - pay ranges and ratios: the formulas of the header, each in one place. */
#include "benchpay/range.h"

#include <math.h>

double bp_range_penetration(bp_pay_range r, double pay)
{
    return (pay - r.min) / (r.max - r.min);
}

double bp_range_at(bp_pay_range r, double penetration)
{
    return r.min + penetration * (r.max - r.min);
}

double bp_range_spread(bp_pay_range r)
{
    return (r.max - r.min) / r.min;
}

bp_pay_range bp_range_of(double midpoint, double spread)
{
    double min = midpoint / (1 + spread / 2);
    return (bp_pay_range){ min, min * (1 + spread) };
}

double bp_range_overlap(bp_pay_range lower, bp_pay_range upper)
{
    return fmax(0, (lower.max - upper.min) / (upper.max - upper.min));
}

double bp_range_grades(double first, double last, double progression)
{
    return 1 + log(last / first) / log1p(progression);
}
