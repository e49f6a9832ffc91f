/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crossed.h - rows that are the cells of a table written out.  Layer: ingest. */
#ifndef BP_INGEST_CROSSED_H
#define BP_INGEST_CROSSED_H

#include "ingest/lookup.h"

#define BP_CROSSED_MAX 8

/* Has the head each combination of what is in column[n] once: nearly all of them, and none
 * twice?  What goes with another column, as a code does with its name, is no other side.
 *   n       at most BP_CROSSED_MAX
 *   beside  of them, the first ones, which are none of the two sides that a table has
 * Errors: those of reading the head, and of memory */
bp_status bp_crossed_look(bool *crossed, const bp_lookup *l, const size_t column[],
                          size_t n, size_t beside, bp_err *err);

/* Are the rows the steps of a scale: for each combination of what is in column[n] the
 * numbers of `step` go up one by one without a gap, and none comes twice?
 *   n  at most BP_CROSSED_MAX; 0: there is one run
 * Errors: those of reading the head, and of memory */
bp_status bp_steps_look(bool *scaled, const bp_lookup *l, size_t step,
                        const size_t column[], size_t n, bp_err *err);

/* Is no date of a column there twice, and are all of them the same day of a month, or the
 * last one?
 * Errors: those of reading the head, and of memory */
bp_status bp_dated_look(bool *dated, const bp_lookup *l, size_t column, bp_err *err);

#endif
