/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bandtext.h - bands of numbers in words: "5-8", "12+", "under 1 year", "E10_49".
 * Layer: analysis. */
#ifndef BP_ANALYSIS_BANDTEXT_H
#define BP_ANALYSIS_BANDTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Are all of n values bands (blank ones aside), two of them at least, and not all of them
 * plain numbers?  "A1" and "B2" are no bands: the letters in front must agree. */
bool bp_bandtext_all(const bp_text value[], size_t n);

/* The order of two bands by their numbers: below 0, 0, above 0. */
int bp_bandtext_order(bp_text a, bp_text b);

#endif
