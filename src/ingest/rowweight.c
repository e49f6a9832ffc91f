/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row weighs.
 *
 * Weights are numbers of people, or shares of one that add up to 1, so their sizes differ
 * by more than a fixed number of decimals could serve.  Twelve digits are more than
 * weights are known to, and leave room for a sum of millions of them.
 *
 * A weight that is not there leaves its row out, as pay that is not there does.  One that
 * cannot be a weight is a failure at once: a run that passed it over would answer for
 * another population than the one that was asked about. */
#include "ingest/rowweight.h"

#include "base/str.h"
#include "ingest/cell.h"

#define DIGITS 12
#define SCALE_MOST 18

typedef struct looking {
    bp_pay_rules rules;
    int64_t largest;
} looking;

static void look(void *arg, size_t i, bp_text cell)
{
    looking *l = arg;
    (void)i;
    const bp_pay weight = bp_pay_read(cell, &l->rules);
    if (weight.found == BP_FOUND_NUMBER && weight.units > l->largest)
        l->largest = weight.units;
}

static int scale_of(int64_t largest, int scale)
{
    int digits = 0;
    for (int64_t rest = largest; rest > 0; rest /= 10)
        digits++;
    const int most = scale + DIGITS - digits;
    return most < 0 ? 0 : most > SCALE_MOST ? SCALE_MOST : most;
}

/* Few decimals have room for any weight, and all decimals for one that is too small to be
 * seen in few. */
bp_status bp_weight_scale_find(int *scale, size_t wanted, const bp_reading *reading,
                               const bp_head head[],
                               bp_written (*const written)[BP_WANTED_MAX], size_t n_files,
                               bp_err *err)
{
    static const int tried[] = { 3, SCALE_MOST };
    looking l = { .largest = 0 };
    for (size_t k = 0; k < 2 && l.largest == 0; k++) {
        for (size_t f = 0; f < n_files; f++) {
            const bp_written *at = &written[f][wanted];
            l.rules = (bp_pay_rules){ .style = at->style, .scale = tried[k] };
            bp_status status =
                bp_head_cells(&head[f], reading, &at->at, 1, look, &l, err);
            if (status != BP_OK)
                return status;
        }
        *scale = scale_of(l.largest, tried[k]);
    }
    return BP_OK;
}

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
