/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_units.h - what is said of the units of pay.  Layer: ingest. */
#ifndef BP_INGEST_NOTES_UNITS_H
#define BP_INGEST_NOTES_UNITS_H

#include "ingest/counts.h"
#include "ingest/plan.h"

/* Adds notes on units that were applied, and warnings of amounts that look like others.
 * Errors: BP_ELIMIT */
bp_status bp_notes_units(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err);

#endif
