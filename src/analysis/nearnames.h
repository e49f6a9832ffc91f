/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearnames.h - when two names are probably one.  Layer: analysis.
 *
 * Names are folded first (bp_utf8_fold): without case and accents. */
#ifndef BP_ANALYSIS_NEARNAMES_H
#define BP_ANALYSIS_NEARNAMES_H

#include <stdbool.h>

#include "base/text.h"

/* Drops blanks and marks, but keeps one between digits ("1-2" is not "12") and a
 * sign at either end ("A-" is not "A"). */
void bp_name_strip(char *folded);

/* One letter changed, added, dropped or swapped with its neighbour, inside a
 * long word of a long name. */
bool bp_names_are_near(const char *x, const char *y);

/* The words of two names that are near, in which they differ. */
void bp_names_differ_in(bp_text *x_word, bp_text *y_word, const char *x, const char *y);

/* Names of fewer letters are not near any other. */
#define BP_NAME_LENGTH 8

#endif
