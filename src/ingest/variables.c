/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.c - the variables of a model in one row.
 *
 * A number is read as conditions read theirs, to nine decimals, and is the nearest double
 * then: scopes and factors are no money, and no sum of them is ever exact. */
#include "ingest/variables.h"

#include "data/batch.h"
#include "ingest/cell.h"
#include "ingest/phrase.h"

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
    bp_phrase phrase;
    bp_int128 units;
    bool rounded;
    if (bp_plan_missing(r, cell) || !bp_phrase_parse(&phrase, cell) || phrase.n != 1 ||
        !bp_number_style_units(&units, &phrase.amount[0], style, BP_SCALE_MAX, &rounded))
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
