/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row weighs.
 *
 * A weight that is not there leaves its row out, as pay that is not there does.  One that
 * cannot be a weight is a failure at once: a run that passed it over would answer for
 * another population than the one that was asked about. */
#include "ingest/rowweight.h"

#include "base/str.h"
#include "ingest/cell.h"

bp_row_weight bp_row_weight_read(const bp_plan_row *r)
{
    const bp_plan *p = r->plan;
    const bp_written *at = bp_plan_written(r, p->fields.weight);
    const bp_pay_rules rules = { .style = at->style,
                                 .scale = p->weight_scale,
                                 .missing = p->reading->missing,
                                 .n_missing = p->reading->n_missing };
    const bp_pay cell = bp_pay_read(r->record->field[at->at], &rules);
    bp_row_weight w = { BP_WEIGHT_NUMBER, cell.units, cell.rounded };
    if (cell.found == BP_FOUND_MISSING)
        w.found = BP_WEIGHT_MISSING;
    else if (cell.found != BP_FOUND_NUMBER || cell.currency != NULL ||
             cell.period != BP_PERIOD_AS_IS)
        w.found = BP_WEIGHT_UNREADABLE;
    else if (cell.units < 0)
        w.found = BP_WEIGHT_NEGATIVE;
    else if (cell.rounded && p->choice->weights == BP_WEIGHTS_FREQ)
        w.found = BP_WEIGHT_FRACTION;
    return w;
}

bp_status bp_row_weight_fail(bp_weight_found found, const bp_plan_row *r, bp_err *err)
{
    static const struct {
        const char *what;
        bp_hint_key hint;
    } said[] = {
        [BP_WEIGHT_UNREADABLE] = { "the weight is no number of at most 15 digits before "
                                   "its decimals",
                                   BP_HINT_WHERE },
        [BP_WEIGHT_NEGATIVE] = { "the weight is below 0", BP_HINT_WHERE },
        [BP_WEIGHT_FRACTION] = { "the weight is no whole number of people",
                                 BP_HINT_FRACTIONS },
    };
    const bp_plan *p = r->plan;
    const size_t w = p->fields.weight;
    bp_loc at = bp_plan_place(p, r->file, r->record->line);
    at.field = bp_plan_written(r, w)->at + 1;
    at.name = p->wanted.column[w].name;
    const bp_hint hint = { said[found].hint, NULL };
    if (!p->reading->show_values)
        return bp_fail_hint(err, &at, BP_EDATA, hint, "%s", said[found].what);
    bp_str value = { 0 };
    bp_str_visible(&value, bp_plan_cell(r, w));
    bp_fail_hint(err, &at, BP_EDATA, hint, "%s: '%s'", said[found].what,
                 value.at != NULL ? value.at : "");
    bp_str_release(&value);
    return BP_EDATA;
}
