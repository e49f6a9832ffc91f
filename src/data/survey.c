/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchpay/survey.h"

#include <stdlib.h>

#include "data/inside.h"
#include "data/order.h"

const char *bp_rule_name(bp_rule rule)
{
    static const char *const name[BP_RULE_COUNT] = {
        [BP_RULE_RAGGED] = "ragged",     [BP_RULE_MISSING] = "missing",
        [BP_RULE_NUMBER] = "number",     [BP_RULE_RANGE] = "range",
        [BP_RULE_PERIOD] = "period",     [BP_RULE_DATE] = "date",
        [BP_RULE_CURRENCY] = "currency", [BP_RULE_LIMIT] = "limit",
        [BP_RULE_OUTLIER] = "outlier",
    };
    return name[rule];
}

void bp_survey_free(bp_survey *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < BP_KEYS_MAX; i++)
        bp_dict_free(s->key[i]);
    bp_dict_free(s->org);
    bp_dict_free(s->currency);
    for (size_t i = 0; i < s->n_parts; i++)
        bp_part_release(&s->part[i]);
    free(s->part);
    for (size_t i = 0; i < BP_ELEMENTS_MAX; i++)
        bp_ledger_release(&s->ledger[i]);
    bp_cellset_release(&s->cells);
    bp_audit_release(&s->audit);
    for (size_t i = 0; i < BP_WATCHED_MAX; i++)
        bp_watch_release(&s->watch[i]);
    free(s->record);
    free(s->paid);
    free(s->input);
    free(s->note);
    free(s->column);
    bp_arena_release(&s->texts);
    free(s);
}

size_t bp_survey_inputs(const bp_survey *s)
{
    return s->shape.n_files;
}

const bp_tally *bp_survey_input(const bp_survey *s, size_t i)
{
    return &s->input[i];
}

size_t bp_survey_elements(const bp_survey *s)
{
    return s->shape.n_elements - s->shape.has_experience;
}

size_t bp_survey_experience(const bp_survey *s)
{
    return s->shape.has_experience ? s->shape.n_elements - 1 : SIZE_MAX;
}

const char *bp_survey_element(const bp_survey *s, size_t element)
{
    return s->shape.element[element];
}

size_t bp_survey_keys(const bp_survey *s)
{
    return s->shape.n_keys;
}

const char *bp_survey_key(const bp_survey *s, size_t key)
{
    return s->shape.key[key];
}

bool bp_survey_has_orgs(const bp_survey *s)
{
    return s->shape.has_org;
}

uint64_t bp_survey_used(const bp_survey *s)
{
    uint64_t used = 0;
    for (size_t i = 0; i < s->shape.n_files; i++)
        used += s->input[i].used;
    return used;
}

const char *bp_survey_currency(const bp_survey *s)
{
    return s->single;
}

bool bp_survey_mixed(const bp_survey *s)
{
    return s->mixed;
}

int bp_survey_year(const bp_survey *s)
{
    return s->chosen.year;
}

const char *bp_survey_period(const bp_survey *s)
{
    return s->period;
}

size_t bp_survey_notes(const bp_survey *s)
{
    return s->n_notes;
}

const bp_note *bp_survey_note(const bp_survey *s, size_t i)
{
    return &s->note[i];
}

const bp_shape *bp_survey_shape(const bp_survey *s)
{
    return &s->shape;
}

size_t bp_survey_threads(const bp_survey *s)
{
    return s->n_parts;
}

size_t bp_survey_cells(const bp_survey *s)
{
    return s->cells.n;
}

bp_cell bp_survey_cell(const bp_survey *s, size_t i)
{
    const bp_cellset *set = &s->cells;
    bp_cell c = { .key = bp_cellset_id(set, i),
                  .org = bp_cellset_part(set, i, set->org, BP_NO_ID),
                  .year = (int32_t)bp_cellset_part(set, i, set->year, BP_NO_YEAR),
                  .currency = bp_cellset_part(set, i, set->currency, BP_NO_ID),
                  .first = set->first[i] };
    c.chosen = bp_survey_fate(s, BP_USED, c.year, c.currency) == BP_USED;
    c.comparable = bp_survey_fits(s, c.currency);
    return c;
}

size_t bp_survey_runs(const bp_survey *s, size_t element, size_t cell)
{
    return bp_ledger_runs(&s->ledger[element], cell);
}

bp_run bp_survey_run(const bp_survey *s, size_t element, size_t cell, size_t i)
{
    return bp_ledger_run(&s->ledger[element], cell, i);
}

uint64_t bp_survey_count(const bp_survey *s, size_t element, size_t cell)
{
    return bp_ledger_count(&s->ledger[element], cell);
}

bp_int128 bp_survey_sum(const bp_survey *s, size_t element, size_t cell)
{
    bp_int128 sum = 0;
    for (size_t i = 0; i < bp_survey_runs(s, element, cell); i++) {
        const bp_run run = bp_survey_run(s, element, cell, i);
        sum += bp_run_sum(&run);
    }
    return sum;
}

bool bp_survey_order(const bp_survey *s, uint32_t cell[], size_t n, const size_t key[],
                     size_t n_keys)
{
    return bp_order_rows(cell, n, s->cells.id, s->cells.width, key, n_keys);
}

bp_text bp_survey_key_text(const bp_survey *s, size_t key, uint32_t id)
{
    return bp_dict_text(s->key[key], id);
}

uint32_t bp_survey_key_id(const bp_survey *s, size_t key, bp_text value)
{
    return bp_dict_find(s->key[key], value);
}

bp_text bp_survey_org_text(const bp_survey *s, uint32_t id)
{
    return bp_dict_text(s->org, id);
}

bp_text bp_survey_currency_text(const bp_survey *s, uint32_t id)
{
    return bp_dict_text(s->currency, id);
}

size_t bp_survey_exclusions(const bp_survey *s)
{
    return s->audit.n_marks;
}

bp_exclusion bp_survey_exclusion(const bp_survey *s, size_t i)
{
    const bp_mark *m = &s->audit.mark[i];
    return (bp_exclusion){ .rule = (bp_rule)m->outcome,
                           .place = m->place,
                           .field = m->field,
                           .column = bp_dict_text(s->audit.words, m->column).at,
                           .limit = bp_dict_text(s->audit.words, m->limit).at,
                           .value = m->value };
}

size_t bp_survey_columns(const bp_survey *s)
{
    return s->n_columns;
}

const bp_column_info *bp_survey_column(const bp_survey *s, size_t i)
{
    return &s->column[i];
}

size_t bp_survey_watched_values(const bp_survey *s, size_t column)
{
    return bp_watch_count(&s->watch[column]);
}

bp_watched_value bp_survey_watched_value(const bp_survey *s, size_t column, size_t i)
{
    return bp_watch_value(&s->watch[column], i);
}

size_t bp_survey_records(const bp_survey *s)
{
    return s->n_records;
}

const bp_record_row *bp_survey_record(const bp_survey *s, size_t i)
{
    return &s->record[i].row;
}
