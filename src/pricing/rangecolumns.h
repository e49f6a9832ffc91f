/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rangecolumns.h - the columns of tables of ranges and of markets, as people write them.
 * Layer: pricing. */
#ifndef BP_PRICING_RANGECOLUMNS_H
#define BP_PRICING_RANGECOLUMNS_H

#include "benchpay/err.h"
#include "benchpay/read.h"
#include "ingest/gridcolumns.h"

/* Columns of a structure; SIZE_MAX: there is none. */
typedef struct bp_range_columns {
    size_t grade, min, max;             /* there always */
    size_t kind, job, midpoint, market; /* job where kind is */
    bp_amounts_said said;
} bp_range_columns;

/* Finds them by their names in the csv of `structure`, else by what headers say: "Salary
 * Grade", "Range Minimum", "Max (monthly)".  Of several ends those for a year count.
 * Errors: BP_EDATA  there is no such column; two of them; ends that are said to be for
 *                   different periods, in different units or currencies */
bp_status bp_range_columns_find(bp_range_columns *out, const bp_grid *g, bp_err *err);

/* The market of priced jobs: "market", "target", "P50" or "median".
 * Errors: BP_EDATA  there is none of them */
bp_status bp_market_column_find(size_t *out, const bp_grid *g, bp_err *err);

/* Makes an amount a year's in the main unit, as its header and the cell itself say.
 *   reading  has the hours and the monthly pays of a year
 * False when it does not fit. */
bool bp_amounts_a_year(bp_pay *amount, const bp_amounts_said *said,
                       const bp_reading *reading);

#endif
