/* SPDX-License-Identifier: GPL-3.0-or-later */
/* persondoubt.h - the question whether rows are people, or payments to them.
 * Layer: ingest. */
#ifndef BP_INGEST_PERSONDOUBT_H
#define BP_INGEST_PERSONDOUBT_H

#include "ingest/lookup.h"

/* Asks where at least a fifth of the rows of the head are of a person who has an earlier
 * row of the same organization and year, of another date; where there are no dates, but
 * ids of people, at least half of the rows.
 * Errors: those of bp_head_rows; BP_ELIMIT */
bp_status bp_person_ask(const bp_lookup *l, bp_err *err);

#endif
