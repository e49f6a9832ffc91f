/* SPDX-License-Identifier: GPL-3.0-or-later */
/* axis.h - round steps and their labels.  Layer: chart. */
#ifndef BP_CHART_AXIS_H
#define BP_CHART_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The unit of the numbers along an axis of money: 1000 and "k", 1 and "". */
typedef struct bp_unit {
    double size;
    const char *name;
} bp_unit;

/* The unit in which people would say this amount. */
bp_unit bp_unit_for(double amount);

/* The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `least`;
 * whole: of those that are whole numbers. */
double bp_step_for(double least, bool whole);

/* "200", "1,500", "2.5": x in the unit, with the decimals that multiples of
 * `step` need. */
void bp_axis_number(bp_str *out, double x, double step, bp_unit unit);

#endif
