/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.h - the point of the market that pay is held against.  Layer: pricing. */
#ifndef BP_PRICING_TARGET_H
#define BP_PRICING_TARGET_H

#include <stdbool.h>

#include "base/text.h"

/* "P50+5%": 1 + plus times what `name` has. */
typedef struct bp_target {
    bp_text name; /* a part of what was parsed: "P50" */
    double plus;  /* above -1 */
} bp_target;

/* NAME, NAME+P% or NAME-P%, P below 100 where it is taken away.  False: it is none, or
 * has no name. */
bool bp_target_parse(bp_target *out, const char *text);

#endif
