/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridcolumns.h - the columns of a small table, by what their headers say.  Layer:
 * ingest.
 *
 * Tables of ranges, offers and rates have names of columns that are documented; people
 * write others.  A column that is called by the name is meant first. */
#ifndef BP_INGEST_GRIDCOLUMNS_H
#define BP_INGEST_GRIDCOLUMNS_H

#include "benchpay/err.h"
#include "benchpay/read.h"
#include "ingest/period.h"
#include "ingest/grid.h"
#include "ingest/role.h"

/* How well a column's header says what is looked for: 0 is best, BP_NO_MATCH is not at
 * all. */
typedef int bp_column_rank(const bp_grid *g, size_t column, int what);

/* The column of that name, else the best; SIZE_MAX: none.
 * Errors: BP_EDATA  two that are equally good */
bp_status bp_grid_best(size_t *out, const bp_grid *g, const char *name,
                       bp_column_rank *rank, int what, bp_err *err);

/* The same where it must be there.
 * Errors: BP_EDATA  there is none, too */
bp_status bp_grid_need(size_t *out, const bp_grid *g, const char *name,
                       bp_column_rank *rank, int what, bp_err *err);

/* How well a header says a role. */
bp_column_rank bp_grid_role_rank;

/* What headers say of amounts. */
typedef struct bp_amounts_said {
    bp_period period;     /* that they are for; BP_PERIOD_AS_IS: nothing is said */
    int unit;             /* an amount of 1 is 10^unit */
    const char *currency; /* a constant text; NULL: nothing is said */
} bp_amounts_said;

bp_amounts_said bp_amounts_said_by(const char *header);

/* What two headers say together.  False when they contradict each other. */
bool bp_amounts_said_join(bp_amounts_said *all, const bp_amounts_said *more);

/* What makes an amount a year's in the main unit.
 *   own       the period that its cell says
 *   own_unit  the cell says its unit itself: "95k"
 *   reading   has the hours and the monthly pays of a year */
bp_factor bp_amounts_factor(const bp_amounts_said *said, bp_period own, bool own_unit,
                            const bp_reading *reading);

#endif
