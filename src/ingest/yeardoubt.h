/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yeardoubt.h - the question whether a column of years says whose pay a row is.
 * Layer: ingest. */
#ifndef BP_INGEST_YEARDOUBT_H
#define BP_INGEST_YEARDOUBT_H

#include "ingest/lookup.h"
#include "ingest/wanted.h"

/* Asks of the first column of years that the rows are not told apart by, if its header
 * says a year and not that of a day in somebody's life.
 *   wanted  what the request is about; it needs no question */
void bp_year_ask(const bp_lookup *l, const bp_wanted *wanted);

#endif
