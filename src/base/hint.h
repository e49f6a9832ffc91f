/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.h - a hint in the words of whoever speaks to people.  Layer: base. */
#ifndef BP_BASE_HINT_H
#define BP_BASE_HINT_H

#include "base/str.h"
#include "benchpay/hint.h"

/* Appends `text`, then "; " and the words of the hint.
 *   words  [BP_HINTS] in which "{}" stands for what the hint is about; NULL, and a NULL
 *          among them: the text alone */
void bp_hint_put(bp_str *out, const char *text, bp_hint hint, const char *const words[]);

#endif
