/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the units of pay.
 *
 * A unit that a header or the request gave is a note: it was applied to every amount
 * without one of its own.  Amounts whose size alone is odd are warned of, since the
 * figures stand as they are. */
#include "ingest/notes_units.h"

#include <inttypes.h>
#include <stdio.h>

#include "data/fill.h"

static bp_status note_unit(bp_survey *s, const bp_wanted_column *c, bp_err *err)
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
    return bp_survey_add_note(s, err, "an amount of 1 in '%s' is %s", c->name, unit);
}

static bp_status warn_of_size(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const char *name = p->wanted.column[p->elements.at[0].part[0]].name;
    const bp_units *u = &p->units;
    const bp_read_warning sized = { .rule = "units", .hint = { BP_HINT_UNIT, NULL } };
    const bp_read_warning plain = { .rule = "units" };
    if (u->logs)
        return bp_survey_add_warning(
            s, &plain, err, "'%s' holds logarithms: these are no figures of pay", name);
    if (u->like_logs)
        return bp_survey_add_warning(s, &plain, err,
                                     "'%s' is below 20 everywhere, and below 0 in "
                                     "places, as logarithms of pay are",
                                     name);
    if (u->small)
        return bp_survey_add_warning(s, &sized, err,
                                     "half of '%s' is below 1,000, which is small for a "
                                     "year's pay; it is taken as it is",
                                     name);
    return BP_OK;
}

static bp_status warn_of_marks(bp_survey *s, const bp_plan *p, bp_err *err)
{
    char code[24];
    if (p->units.marked == BP_NOT_WANTED)
        return BP_OK;
    const bp_sizes *size = &p->size[p->units.marked];
    bp_sizes_code(code, sizeof code, size);
    const bp_read_warning w = { .rule = "missing",
                                .hint = { BP_HINT_MISSING, code },
                                .rows = size->codes };
    return bp_survey_add_warning(
        s, &w, err,
        "'%s' holds %s, far from all other amounts, as a mark of a "
        "missing value would be; it counts as pay",
        p->wanted.column[p->units.marked].name, code);
}

/* Few rows: many are asked about. */
static bp_status warn_of_small(bp_survey *s, const bp_plan *p, const bp_counts *c,
                               bp_err *err)
{
    if (c->small_year == 0)
        return BP_OK;
    const bp_read_warning w = { .rule = "period", .rows = c->small_year };
    return bp_survey_add_warning(s, &w, err,
                                 "'%s' says a year's pay where it is below 1,000",
                                 p->wanted.column[p->fields.period].name);
}

bp_status bp_notes_units(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t w = 0; status == BP_OK && w < p->wanted.n; w++)
        if (p->wanted.column[w].pay && p->wanted.column[w].unit != 1)
            status = note_unit(s, &p->wanted.column[w], err);
    if (status == BP_OK)
        status = warn_of_size(s, p, err);
    if (status == BP_OK)
        status = warn_of_small(s, p, c, err);
    return status == BP_OK ? warn_of_marks(s, p, err) : status;
}
