/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridrows.h - the rows of a small table that a choice takes.  Layer: ingest. */
#ifndef BP_INGEST_GRIDROWS_H
#define BP_INGEST_GRIDROWS_H

#include "ingest/grid.h"

/* Leaves out the rows for which a condition or the job of a choice does not hold.
 *   take  [rows] true for all at first
 *   n     becomes how many are left
 * Errors: those of bp_condition_parse
 *         BP_EUSAGE  a job where there is no column of jobs or titles
 *         BP_EDATA   no row is left; BP_ELIMIT */
bp_status bp_grid_choose(bool take[], size_t *n, const bp_grid *g,
                         const bp_reading *reading, const bp_choice *choice, bp_err *err);

#endif
