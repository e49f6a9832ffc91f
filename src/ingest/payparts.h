/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payparts.h - files with a row for each part of somebody's pay.  Layer: ingest. */
#ifndef BP_INGEST_PAYPARTS_H
#define BP_INGEST_PAYPARTS_H

#include "base/str.h"
#include "ingest/lookup.h"

/* The column that says which part a row is; BP_NO_COLUMN: there is none.
 *   base  its cell for base pay, as it is written; empty: no cell is called so.  Of the
 *         caller, who releases it */
bp_status bp_pay_parts_find(size_t *column, bp_str *base, const bp_lookup *l,
                            bp_err *err);

#endif
