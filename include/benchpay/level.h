/* SPDX-License-Identifier: GPL-3.0-or-later */
/* level.h - a percentile as an exact fraction.  Layer: base.
 *
 * The one way in which a percentile is held wherever it is computed with or compared;
 * doubles of it are made for figures and for people. */
#ifndef BP_LEVEL_H
#define BP_LEVEL_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"

BP_API_BEGIN

/* A percentile as a fraction: 97.5 is 975/1000.  0 <= num <= den, den > 0. */
typedef struct bp_level {
    uint32_t num;
    uint32_t den;
} bp_level;

/* Reads "10" or "97.5" (percent, at most six decimals).
 * Errors: BP_EUSAGE  not a number, or outside 0..100 */
bp_status bp_level_parse(bp_level *out, const char *percent, bp_err *err);

/* Writes the level in percent, the shortest form: "97.5".  size >= 16. */
void bp_level_text(char *out, size_t size, bp_level level);

/* Below, at or above 0 as a is lower than b, equal to it, or higher; exact. */
int bp_level_compare(bp_level a, bp_level b);

/* The same of two bp_level, for qsort. */
int bp_level_order(const void *a, const void *b);

/* The level of a percent from 0 to 100, to six decimals: that of a column of a report. */
bp_level bp_level_of_percent(double percent);

/* 97.5 of 975/1000, and .975. */
double bp_level_percent(bp_level level);
double bp_level_share(bp_level level);

BP_API_END

#endif
