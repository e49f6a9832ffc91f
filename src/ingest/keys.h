/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.h - what rows are grouped by.  Layer: ingest. */
#ifndef BP_INGEST_KEYS_H
#define BP_INGEST_KEYS_H

#include "ingest/plan.h"

/* Fills the keys of p from p->choice and p->schema.
 * Errors: BP_EUSAGE  an unknown column, too many; those of bp_bands_find */
bp_status bp_keys_choose(bp_plan *p, bp_err *err);

#endif
