/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grouprows.h - rows of which each is of another group.  Layer: ingest. */
#ifndef BP_INGEST_GROUPROWS_H
#define BP_INGEST_GROUPROWS_H

#include "ingest/lookup.h"

/* The column that names the groups ("State", "Occupation", "Grade") where no two rows,
 * or no two of a year, are of one; BP_NO_COLUMN where rows are of people, as far as the
 * head tells.
 *   listed  nothing says of what the rows are: a list of names and amounts has no header
 * Errors: those of reading the head, and of memory */
bp_status bp_group_rows_find(size_t *column, bool *listed, const bp_lookup *l,
                             bp_err *err);

#endif
