/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes.h - how the input was read, in words.  Layer: ingest. */
#ifndef BP_INGEST_NOTES_H
#define BP_INGEST_NOTES_H

#include "benchpay/survey.h"
#include "ingest/counts.h"

/* Adds the notes on all rows, the columns of the first input and the pay period to a
 * survey whose year and currency are not decided yet.  Errors: BP_ELIMIT. */
bp_status bp_notes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err);

/* What happened to the rows of the year and currency that were decided: converted, put
 * into bands, repaired.  Errors: BP_ELIMIT. */
bp_status bp_notes_add_events(bp_survey *s, const bp_plan *p, const bp_counts *c,
                              bp_err *err);

#endif
