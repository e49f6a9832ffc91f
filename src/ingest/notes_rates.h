/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_rates.h - what is said of converted pay.  Layer: ingest. */
#ifndef BP_INGEST_NOTES_RATES_H
#define BP_INGEST_NOTES_RATES_H

#include "ingest/counts.h"
#include "ingest/plan.h"

/* Adds a note on the rates that were used for rows of the survey's year, and a warning of
 * one that may be the wrong way round.  Errors: BP_ELIMIT */
bp_status bp_notes_rates(bp_survey *s, const bp_plan *p, const bp_events *all,
                         bp_err *err);

#endif
