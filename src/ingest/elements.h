/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elements.h - which pay: the elements of a plan.  Layer: ingest. */
#ifndef BP_INGEST_ELEMENTS_H
#define BP_INGEST_ELEMENTS_H

#include "ingest/plan.h"

/* Fills p->element from p->choice and p->schema.  Element 0 is the chosen pay; with
 * every_element the others that the data have follow: base bonus tcc lti tdc total
 * benefits; not those that their headers say are paid for another period.
 * Errors: BP_EDATA  no pay column, an element that the data lack, or whose parts are
 *                   paid for different periods
 *         BP_EUSAGE --pay names no element and no column */
bp_status bp_elements_choose(bp_plan *p, bp_err *err);

/* Where the currency of the chosen pay stands. */
void bp_elements_find_currency(bp_plan *p);

/* "a year", "an hour", ...: what the chosen pay is paid for, as its header says; "" when
 * it does not. */
const char *bp_elements_period(const bp_plan *p);

/* The scale of all pay, when the largest amount of the heads is known: nine decimals
 * where numbers stay well inside 64 bits, two at least. */
int bp_elements_scale(bp_int128 largest);

/* The step of all pay, in units of the scale: a hundredth where four times the largest
 * amount is a number of hundredths that fits 32 bits, else a whole. */
int64_t bp_elements_step(bp_int128 largest, int scale);

#endif
