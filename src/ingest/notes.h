/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes.h - how the input was read, in words.  Layer: ingest. */
#ifndef BP_INGEST_NOTES_H
#define BP_INGEST_NOTES_H

#include "benchpay/survey.h"
#include "ingest/counts.h"

/* Adds the notes, the columns of the first input and the pay period to a survey that is
 * not settled yet.  Errors: BP_ELIMIT. */
bp_status bp_notes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err);

/* What was done to the rows of a settled survey: converted, put into bands, repaired.
 * Errors: BP_ELIMIT. */
bp_status bp_notes_add_rows(bp_survey *s, const bp_plan *p, const bp_counts *c,
                            bp_err *err);

/* Is there a row without a rate?
 *   s  settled: only its year is looked at; NULL: every year
 * Errors: BP_EDATA names the currency */
bp_status bp_notes_check_rates(const bp_survey *s, const bp_plan *p, const bp_counts *c,
                               bp_err *err);

#endif
