/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings.c - what a careful analyst would ask about a survey.
 *
 * Warnings change no figure: each names what looks wrong, how many rows it concerns and
 * where the first of them are, and leaves the decision to the reader.  The rules for
 * pay and records, names and damaged bands have files of their own; those that need no
 * more than counts are here. */
#include "analysis/warnings.h"

#include <stdlib.h>

#include "analysis/outlier.h"
#include "analysis/warning_list.h"
#include "data/excluded.h"
#include "data/pay.h"
#include "data/watched.h"

/* Rows in another currency than the one that was chosen, or in any of several. */
static void find_currencies(bp_warning_list *list, const bp_survey *s)
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
        bp_warning_list_add(list, &w);
}

static bp_status find_outliers(bp_warning_list *list, const bp_survey *s, size_t n_keys,
                               bp_err *err)
{
    bp_fences *fences;
    bp_status status = bp_fences_new(&fences, s, n_keys, err);
    if (status != BP_OK)
        return status;
    bp_warning w = { .kind = BP_WARN_OUTLIERS, .rows = fences->outside };
    if (w.rows > 0)
        bp_warning_list_add(list, &w);
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

bp_status bp_warnings_new(bp_warnings **out, const bp_survey *s, const bp_look_for *what,
                          bp_err *err)
{
    bp_warning_list *list = bp_alloc(0, 1, sizeof *list);
    if (list == NULL)
        return bp_no_memory(err, "the warnings");
    if (what->currencies)
        find_currencies(list, s);
    bp_status status = bp_warn_of_rows(list, s, err);
    for (size_t i = 0; status == BP_OK && i < bp_survey_shape(s)->n_usual; i++) {
        bp_warn_of_names(list, s, i);
        bp_warn_of_bands(list, s, i);
    }
    if (status == BP_OK && what->clouds)
        status = bp_warn_of_pay(list, s, err);
    if (status == BP_OK && what->outliers)
        status = find_outliers(list, s, what->n_keys, err);
    if (status == BP_OK && list->failed)
        status = bp_no_memory(err, "the warnings");
    if (status != BP_OK) {
        bp_warnings_free(&list->warnings);
        return status;
    }
    if (list->warnings.n > 1)
        qsort(list->warnings.warning, list->warnings.n, sizeof list->warnings.warning[0],
              by_kind);
    *out = &list->warnings;
    return BP_OK;
}
