/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridcolumns.c - the columns of a small table, by what their headers say.
 *
 * A header that says "monthly" or "($000)" is as good as a cell that does: whoever reads
 * amounts of such a column as they stand makes a table that looks clean and is wrong. */
#include "ingest/gridcolumns.h"

#include "benchpay/money.h"
#include "ingest/currency.h"
#include "ingest/headwords.h"
#include "ingest/unit.h"

bp_status bp_grid_best(size_t *out, const bp_grid *g, const char *name,
                       bp_column_rank *rank, int what, bp_err *err)
{
    bp_best best = BP_BEST_NONE;
    for (size_t c = 0; c < bp_grid_columns(g); c++) {
        const bool same = bp_text_same(bp_text_of(bp_grid_name(g, c)), bp_text_of(name));
        bp_best_see(&best, c, same ? -1 : rank(g, c, what));
    }
    *out = best.column;
    return best.rival == SIZE_MAX
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                         "both '%s' and '%s' could be its '%s': give one of them that "
                         "name",
                         bp_grid_name(g, best.column), bp_grid_name(g, best.rival), name);
}

/* The failure is that of a column which is named. */
bp_status bp_grid_need(size_t *out, const bp_grid *g, const char *name,
                       bp_column_rank *rank, int what, bp_err *err)
{
    const bp_status status = bp_grid_best(out, g, name, rank, what, err);
    return status != BP_OK || *out != SIZE_MAX ? status
                                               : bp_grid_column(out, g, name, err);
}

int bp_grid_role_rank(const bp_grid *g, size_t column, int role)
{
    return bp_role_match((bp_role)role, bp_text_of(bp_grid_name(g, column)));
}

/* ---- what amounts are ---- */

bp_amounts_said bp_amounts_said_by(const char *header)
{
    const bp_text t = bp_text_of(header);
    return (bp_amounts_said){ .period = bp_headwords_period(t),
                              .unit = bp_unit_in(t),
                              .currency = bp_currency_in(t) };
}

bool bp_amounts_said_join(bp_amounts_said *all, const bp_amounts_said *more)
{
    const bool period = all->period == BP_PERIOD_AS_IS ||
                        more->period == BP_PERIOD_AS_IS || all->period == more->period;
    if (all->period == BP_PERIOD_AS_IS)
        all->period = more->period;
    return bp_currency_join(&all->currency, more->currency) && period &&
           all->unit == more->unit;
}

bp_factor bp_amounts_factor(const bp_amounts_said *said, bp_period own, bool own_unit,
                            const bp_reading *reading)
{
    bp_factor f = bp_factor_of(reading, own != BP_PERIOD_AS_IS ? own : said->period);
    f.times *= own_unit ? 1 : bp_pow10(said->unit);
    return f;
}
