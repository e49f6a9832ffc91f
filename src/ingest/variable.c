/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variable.c - the columns of the variables of a model, and what each is read as.
 *
 * Whether a column is a number or a text is decided once, from the head of the first
 * file: a coded column ("rank 1, 2, 3") that is to be levels is said to be a text. */
#include "ingest/variable.h"

static bool has_numbers(const bp_evidence *e)
{
    const bp_column_kind kind = bp_evidence_kind(e);
    return kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_MONEY;
}

static bp_status find_one(bp_variables *out, bp_wanted *wanted, const bp_lookup *l,
                          const bp_variable *v, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = bp_lookup_column(&column, l, v->name, err);
    if (status != BP_OK)
        return status;
    const bool numbers = has_numbers(&l->head->evidence[column]);
    if (v->kind == BP_VARIABLE_NUMBER && !numbers)
        return bp_fail(err,
                       &(bp_loc){ .file = l->file, .name = bp_lookup_name(l, column) },
                       BP_EDATA, "it does not hold numbers");
    out->at[out->n].text =
        v->kind == BP_VARIABLE_TEXT || (v->kind == BP_VARIABLE_FOUND && !numbers);
    out->at[out->n++].wanted =
        bp_wanted_add(wanted, &l->head->layout, column, BP_NEED_OBSERVATIONS);
    return BP_OK;
}

bp_status bp_variables_find(bp_variables *out, bp_wanted *wanted, const bp_lookup *l,
                            bp_err *err)
{
    bp_status status = BP_OK;
    if (l->choice->n_variables > BP_VARIABLES_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "a model has at most %d variables",
                       BP_VARIABLES_MAX);
    for (size_t i = 0; status == BP_OK && i < l->choice->n_variables; i++)
        status = find_one(out, wanted, l, &l->choice->variable[i], err);
    return status;
}
