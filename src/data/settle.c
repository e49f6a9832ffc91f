/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle.c - the decision on year and currency, once all rows were read.
 *
 * Which year is the latest and whether there are several currencies is known only at the
 * end of the input, and the input is read once; so the rows of all years and currencies
 * are kept, and the decision comes last.  Who takes part in it: the parts are sorted,
 * year and currency are chosen (choose.c), and each part is left with what belongs to
 * them (parts.h). */
#include "base/str.h"
#include "data/choose.h"
#include "data/fill.h"
#include "data/inside.h"

/* Says why no row is left. */
static bp_status nothing_used(const bp_survey *s, bp_err *err)
{
    uint64_t rows = 0, filtered = 0, excluded[BP_RULE_COUNT] = { 0 };
    for (size_t i = 0; i < s->shape.n_files; i++) {
        rows += s->input[i].rows;
        filtered += s->input[i].filtered;
        for (size_t r = 0; r < BP_RULE_COUNT; r++)
            excluded[r] += s->input[i].excluded[r];
    }
    bp_loc at = { .file = s->shape.n_files == 1 ? s->input[0].file : NULL };
    if (rows == filtered)
        return bp_fail(err, &at, BP_EDATA, "no row is selected (of %llu)",
                       (unsigned long long)rows);

    bp_str why = { 0 };
    if (filtered > 0)
        bp_str_printf(&why, ", %llu not selected", (unsigned long long)filtered);
    for (size_t r = 0; r < BP_RULE_COUNT; r++)
        if (excluded[r] > 0)
            bp_str_printf(&why, ", %llu %s", (unsigned long long)excluded[r],
                          bp_rule_name((bp_rule)r));
    bp_status status =
        why.failed ? bp_fail(err, &at, BP_ELIMIT, "no memory")
                   : bp_fail(err, &at, BP_EDATA, "none of %llu row%s can be used: %s",
                             (unsigned long long)rows, rows == 1 ? "" : "s", why.at + 2);
    bp_str_release(&why);
    return status;
}

bp_status bp_survey_settle(bp_survey *s, const bp_decision *d, bp_err *err)
{
    bp_new_ids now = { 0 };
    s->memory = d->memory;
    bp_status status = bp_parts_sort(s, &now, err);
    bp_new_ids_release(&now);
    s->threads = d->threads;
    if (status == BP_OK)
        status = bp_survey_choose_year(s, d, err);
    if (status == BP_OK)
        status = bp_survey_choose_currency(s, d, err);
    s->beside = bp_survey_bytes(s) - bp_cells_bytes(s);
    if (status == BP_OK)
        status = bp_parts_settle(s, err);
    if (status == BP_OK && bp_survey_used(s) == 0 && !d->allow_none)
        status = nothing_used(s, err);
    return status;
}
