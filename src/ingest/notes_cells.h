/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_cells.h - what is said of cells that were read in an unusual way, or not at all.
 * Layer: ingest. */
#ifndef BP_INGEST_NOTES_CELLS_H
#define BP_INGEST_NOTES_CELLS_H

#include "ingest/plan.h"

/* Years, currencies that few cells name, and cells that could not be read.
 * Errors: BP_ELIMIT */
bp_status bp_notes_cells(bp_survey *s, const bp_plan *p, bp_err *err);

#endif
