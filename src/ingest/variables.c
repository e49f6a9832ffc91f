/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.c - the columns of the variables of a model, and what each is read as.
 *
 * Whether a column is a number or a text is decided once, from the head of the first
 * file: a coded column ("rank 1, 2, 3") that is to be levels is said to be a text.  A
 * number is read as conditions read theirs, to nine decimals, and is the nearest double
 * then: scopes and factors are no money, and no sum of them is ever exact. */
#include "ingest/variables.h"

#include "data/batch.h"
#include "ingest/phrase.h"
#include "ingest/plan.h"

static bp_status find_one(bp_variables *out, bp_wanted *wanted, const bp_lookup *l,
                          const bp_variable *v, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = bp_lookup_column(&column, l, v->name, err);
    if (status != BP_OK)
        return status;
    const bool numbers =
        bp_column_is_number(bp_evidence_kind(&l->head->evidence[column]));
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

/* ---- in a row ---- */

static bp_text cell_of(const bp_plan_row *r, size_t v)
{
    return bp_plan_cell(r, r->plan->variables.at[v].wanted);
}

static double double_of(bp_int128 units)
{
    const bool fits = units >= INT64_MIN && units <= INT64_MAX;
    return fits ? bp_money_double((int64_t)units, BP_SCALE_MAX)
                : (double)units / (double)bp_pow10(BP_SCALE_MAX);
}

double bp_variable_number(const bp_plan_row *r, size_t v)
{
    const bp_text cell = cell_of(r, v);
    const bp_number_style style =
        bp_plan_written(r, r->plan->variables.at[v].wanted)->style;
    bp_int128 units;
    if (bp_plan_missing(r, cell) || !bp_phrase_number(&units, cell, style, BP_SCALE_MAX))
        return BP_NO_NUMBER;
    return double_of(units);
}

bp_text bp_variable_label(const bp_plan_row *r, size_t v)
{
    const bp_text cell = cell_of(r, v);
    return bp_plan_missing(r, cell) ? (bp_text){ cell.at, 0 } : cell;
}

bp_rule bp_variable_rule(const bp_plan_row *r, size_t v)
{
    const bp_variable *is = &r->plan->choice->variable[v];
    if (bp_plan_missing(r, cell_of(r, v)))
        return is->required ? BP_RULE_MISSING : BP_RULE_COUNT;
    if (r->plan->variables.at[v].text)
        return BP_RULE_COUNT;
    const double number = bp_variable_number(r, v);
    if (number == BP_NO_NUMBER)
        return is->required ? BP_RULE_NUMBER : BP_RULE_COUNT;
    return is->positive && number <= 0 ? BP_RULE_SCOPE : BP_RULE_COUNT;
}
