/* notes.h - how the input was read, in words.  Layer: ingest. */
#ifndef BP_INGEST_NOTES_H
#define BP_INGEST_NOTES_H

#include "benchpay/survey.h"
#include "ingest/counts.h"

/* Adds the notes, the columns of the first input and the pay period to a survey that is
 * not settled yet.  Errors: BP_ELIMIT. */
bp_status bp_notes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err);

#endif
