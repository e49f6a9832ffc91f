/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/warnings.h"

#include <stdlib.h>

#include "analysis/outlier.h"
#include "analysis/warning_list.h"
#include "data/excluded.h"
#include "data/watched.h"

const char *bp_warning_code(bp_warning_kind c)
{
    static const char *const name[BP_WARN_KINDS] = {
        [BP_WARN_CURRENCIES] = "currencies",
        [BP_WARN_PERIODS] = "periods",
        [BP_WARN_UNITS] = "units",
        [BP_WARN_CONFLICT] = "conflict",
        [BP_WARN_IDENTICAL] = "identical",
        [BP_WARN_NAMES] = "names",
        [BP_WARN_BANDS] = "bands",
        [BP_WARN_OUTLIERS] = "outliers",
        [BP_WARN_CASH] = "cash",
        [BP_WARN_MIDPOINT] = "midpoint",
        [BP_WARN_ORDER] = "order",
        [BP_WARN_SUM] = "sum",
        [BP_WARN_TOP] = "top",
        [BP_WARN_GROWTH] = "growth",
    };
    return name[c];
}

void bp_warnings_free(bp_warnings *q)
{
    bp_warning_list *f = (bp_warning_list *)q;
    if (f == NULL)
        return;
    free(f->warnings.warning);
    bp_arena_release(&f->texts);
    free(f);
}

void bp_warning_list_add(bp_warning_list *f, const bp_warning *w)
{
    bp_warnings *q = &f->warnings;
    if (f->failed || !bp_reserve(&q->warning, &f->cap, q->n + 1, sizeof q->warning[0]))
        f->failed = true;
    else
        q->warning[q->n++] = *w;
}

void bp_warning_add_row(bp_warning *w, const bp_survey *s, const bp_place *place)
{
    if (w->rows == 0) {
        w->file = bp_survey_input(s, place->file)->file;
        w->order = place->order;
    }
    if (w->rows < 3)
        w->line[w->rows] = place->line;
    w->rows++;
}

/* Rows in another currency than the one that was chosen, or in any of several. */
static void find_currencies(bp_warning_list *f, const bp_survey *s)
{
    bp_warning w = { .kind = BP_WARN_CURRENCIES };
    for (size_t i = 0; i < bp_survey_exclusions(s); i++) {
        bp_exclusion e = bp_survey_exclusion(s, i);
        if (e.rule == BP_RULE_CURRENCY)
            bp_warning_add_row(&w, s, &e.place);
    }
    w.rows = bp_survey_mixed(s) ? bp_survey_used(s) : 0;
    for (size_t i = 0; i < bp_survey_inputs(s); i++)
        w.rows += bp_survey_input(s, i)->excluded[BP_RULE_CURRENCY];
    if (w.rows > 0)
        bp_warning_list_add(f, &w);
}

static bp_status find_outliers(bp_warning_list *f, const bp_survey *s, bp_err *err)
{
    bp_fences *fences;
    bp_status status = bp_fences_new(&fences, s, err);
    if (status != BP_OK)
        return status;
    bp_warning w = { .kind = BP_WARN_OUTLIERS, .rows = fences->outside };
    if (w.rows > 0)
        bp_warning_list_add(f, &w);
    bp_fences_free(fences);
    return BP_OK;
}

/* By kind, then by place, then by name. */
static int by_kind(const void *a, const void *b)
{
    const bp_warning *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->a != NULL && y->a != NULL ? strcmp(x->a, y->a) : 0;
}

bp_status bp_warnings_new(bp_warnings **out, const bp_survey *s, bp_err *err)
{
    bp_warning_list *f = bp_alloc(0, 1, sizeof *f);
    if (f == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the warnings");
    find_currencies(f, s);
    bp_warning_list_rows(f, s);
    for (size_t i = 0; i < bp_survey_watched(s); i++) {
        bp_warning_list_names(f, s, i);
        bp_warning_list_bands(f, s, i);
    }
    bp_status status = bp_warning_list_pay(f, s, err);
    if (status == BP_OK)
        status = find_outliers(f, s, err);
    if (status == BP_OK && f->failed)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the warnings");
    if (status != BP_OK) {
        bp_warnings_free(&f->warnings);
        return status;
    }
    if (f->warnings.n > 1)
        qsort(f->warnings.warning, f->warnings.n, sizeof f->warnings.warning[0], by_kind);
    *out = &f->warnings;
    return BP_OK;
}
