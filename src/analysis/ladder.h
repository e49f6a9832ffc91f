/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ladder.h - the order of group values.  Layer: analysis. */
#ifndef BP_ANALYSIS_LADDER_H
#define BP_ANALYSIS_LADDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* A known ladder of tiers that has a rung for each of the n values (blank ones
 * aside), that of bands of numbers among them, or -1.  One value alone is on no ladder.
 */
int bp_ladder_find(const bp_text value[], size_t n);

/* The order of two values: by the rungs of a ladder (-1: none), else by the
 * number in front ("5-8" comes before "12+", both before "other"), else by
 * bytes.  Blanks are last. */
int bp_ladder_order(int ladder, bp_text a, bp_text b);

/* Does a value begin with a number? */
bool bp_ladder_numbered(bp_text t);

#endif
