/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the units of pay.
 *
 * A unit that a header or the request gave is a note: it was applied to every amount
 * without one of its own.  Amounts whose size alone is odd are warned of, since the
 * figures stand as they are. */
#include "ingest/noting.h"

#include <inttypes.h>
#include <stdio.h>

static void note_unit(bp_noting *n, const bp_wanted_column *c)
{
    char unit[32];
    const int64_t thousands = c->unit / 1000;
    if (thousands >= 1000)
        snprintf(unit, sizeof unit, "%" PRId64 ",%03" PRId64 ",000", thousands / 1000,
                 thousands % 1000);
    else if (thousands >= 1)
        snprintf(unit, sizeof unit, "%" PRId64 ",000", thousands);
    else
        snprintf(unit, sizeof unit, "%" PRId64, c->unit);
    bp_noting_say(n, "an amount of 1 in '%s' is %s", c->name, unit);
}

static void warn_of_size(bp_noting *n)
{
    const char *name = bp_noting_pay(n)->name;
    const bp_units *u = &n->plan->units;
    if (u->logs)
        bp_noting_warn(n, "units", BP_NO_HINT, 0,
                       "'%s' holds logarithms: these are no figures of pay", name);
    else if (u->like_logs)
        bp_noting_warn(n, "units", BP_NO_HINT, 0,
                       "'%s' is below 20 everywhere, and below 0 in "
                       "places, as logarithms of pay are",
                       name);
    else if (u->small)
        bp_noting_warn(n, "units", (bp_hint){ BP_HINT_UNIT, NULL }, 0,
                       "half of '%s' is below 1,000, which is small for a "
                       "year's pay; it is taken as it is",
                       name);
}

static void warn_of_marks(bp_noting *n)
{
    const bp_plan *p = n->plan;
    char code[24];
    if (p->units.marked == BP_NOT_WANTED)
        return;
    const bp_sizes *size = &p->size[p->units.marked];
    bp_sizes_code(code, sizeof code, size);
    bp_noting_warn(n, "missing", (bp_hint){ BP_HINT_MISSING, code }, size->codes,
                   "'%s' holds %s, far from all other amounts, as a mark of a "
                   "missing value would be; it counts as pay",
                   p->wanted.column[p->units.marked].name, code);
}

/* Few rows: many are asked about. */
static void warn_of_small(bp_noting *n)
{
    const uint64_t rows = n->counts->small_year;
    if (rows > 0)
        bp_noting_warn(n, "period", BP_NO_HINT, rows,
                       "'%s' says a year's pay where it is below 1,000",
                       n->plan->wanted.column[n->plan->fields.period].name);
}

void bp_notes_units(bp_noting *n)
{
    const bp_wanted *wanted = &n->plan->wanted;
    for (size_t w = 0; w < wanted->n; w++)
        if (wanted->column[w].pay && wanted->column[w].unit != 1)
            note_unit(n, &wanted->column[w]);
    warn_of_size(n);
    warn_of_small(n);
    warn_of_marks(n);
}
