/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowdoubt.h - the questions whether rows are people, and of which year.  Layer: ingest.
 */
#ifndef BP_INGEST_ROWDOUBT_H
#define BP_INGEST_ROWDOUBT_H

#include "ingest/lookup.h"
#include "ingest/wanted.h"

/* Asks where more than a fifth of the rows of the head are of a person who has an earlier
 * row of the same organization and year, of another date; where there are no dates, but
 * ids of people, more than half of the rows.
 * Errors: those of bp_head_rows; BP_ELIMIT */
bp_status bp_person_ask(const bp_lookup *l, bp_err *err);

/* Asks of the first column of years that the rows are not told apart by, if its header
 * says a year and not that of a day in somebody's life.
 *   wanted  what the request is about; it needs no question */
void bp_year_ask(const bp_lookup *l, const bp_wanted *wanted);

#endif
