/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowdoubt.h - the questions whether rows are people, and of which year.  Layer: ingest.
 */
#ifndef BP_INGEST_ROWDOUBT_H
#define BP_INGEST_ROWDOUBT_H

#include "ingest/lookup.h"
#include "ingest/wanted.h"
#include "ingest/where.h"

/* Asks where more than a fifth of the rows of the head are of a person who has an earlier
 * row of the same organization and year, of another date; where there are no dates, but
 * ids of people, more than half of the rows.  Of parts of pay (payparts.h) less will do.
 *   wanted     what the request is about, with the columns of
 *   condition  those on rows: who chose rows by the part has answered
 * Errors: those of bp_head_rows; BP_ELIMIT */
bp_status bp_person_ask(const bp_lookup *l, const bp_wanted *wanted,
                        const bp_condition condition[], bp_err *err);

/* Asks where an "Effective Date" may be of each person's last change of pay, and not of
 * the survey: its years differ, and of 30 rows or more hardly any is of a person who has
 * another.  The latest year alone would be a part of the people. */
bp_status bp_effective_ask(const bp_lookup *l, bp_err *err);

/* Asks of the first column of years that the rows are not told apart by, if its header
 * says a year and not that of a day in somebody's life.
 *   wanted  what the request is about; it needs no question */
void bp_year_ask(const bp_lookup *l, const bp_wanted *wanted);

#endif
