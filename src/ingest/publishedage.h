/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publishedage.h - published pay is brought to a date.  Layer: ingest. */
#ifndef BP_INGEST_PUBLISHEDAGE_H
#define BP_INGEST_PUBLISHEDAGE_H

#include "data/published.h"
#include "ingest/grid.h"
#include "ingest/published.h"
#include "ingest/stated.h"

/* Multiplies all figures of pay of a table that was just read by the factors of its
 * lines, whose dates are the wish's, else those of a column of dates.
 *   header  [n_columns]
 *   take    [rows of the grid] which of them are lines of the table
 * Errors: BP_EDATA   a line without a date; no movement of its pay is known
 *         BP_EUSAGE  those of bp_ageing_factor; BP_ELIMIT */
bp_status bp_published_age(bp_published *t, const bp_stated_header header[],
                           const bp_grid *grid, const bool take[],
                           const bp_published_wish *wish, bp_err *err);

/* Keeps the dates of the lines of a table that was just read, where a column has them.
 * Errors: BP_ELIMIT */
bp_status bp_published_dates(bp_published *t, const bp_stated_header header[],
                             const bp_grid *grid, const bool take[], bp_err *err);

#endif
