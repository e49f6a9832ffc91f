/* SPDX-License-Identifier: GPL-3.0-or-later */
/* range.h - pay ranges and ratios.  Layer: analysis.
 *
 * Source of the terms: WorldatWork, The WorldatWork Handbook of Total Rewards,
 * 2nd ed. (2021), ch. "Base pay structures". */
#ifndef BP_RANGE_H
#define BP_RANGE_H

#include "benchpay/api.h"

BP_API_BEGIN

typedef struct bp_pay_range {
    double min;
    double max; /* above min */
} bp_pay_range;

/* (pay - min) / (max - min): 0 at the minimum, 1 at the maximum. */
double bp_range_penetration(bp_pay_range r, double pay);

/* The pay at a penetration: min + penetration (max - min). */
double bp_range_at(bp_pay_range r, double penetration);

/* Spread (max - min) / min. */
double bp_range_spread(bp_pay_range r);

/* The range of a midpoint and spread: min = mid / (1 + spread / 2),
 * max = min (1 + spread). */
bp_pay_range bp_range_of(double midpoint, double spread);

/* (max_lower - min_upper) / (max_upper - min_upper), the share of the upper
 * range that the lower one reaches into; 0 where they do not overlap. */
double bp_range_overlap(bp_pay_range lower, bp_pay_range upper);

/* Grades from one midpoint to another at a progression g between neighbours:
 * 1 + ln(last / first) / ln(1 + g). */
double bp_range_grades(double first, double last, double progression);

BP_API_END

#endif
