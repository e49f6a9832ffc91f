/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linetables.c - the table of a published table's lines.
 *
 * Lines are listed as they are, under the columns that tell them apart: those that were
 * asked for, else the words of the table, of which one that reads the same in every line
 * says nothing. */
#include "answer/linetables.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/linetable.h"
#include "analysis/warnings_published.h"
#include "base/mem.h"
#include "data/published.h"

static bool is_figure(const bp_published *t, size_t column)
{
    for (size_t i = 0; i < t->n_figures; i++)
        if (t->figure[i].column == column)
            return true;
    return column == t->mean || column == t->people || column == t->currency;
}

static bool differs(const bp_published *t, size_t column, const size_t row[], size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (strcmp(bp_published_cell(t, row[0], column)->text,
                   bp_published_cell(t, row[i], column)->text) != 0)
            return true;
    return false;
}

static bool names(const bp_published *t, size_t column, const size_t row[], size_t n)
{
    const char *kind = t->column[column].kind;
    if (column == t->title || column == t->job)
        return true;
    return !is_figure(t, column) && differs(t, column, row, n) &&
           (column == t->year || strcmp(kind, "text") == 0 || strcmp(kind, "date") == 0);
}

static bp_status find_keys(size_t key[], size_t *n_keys, const bp_answer *a,
                           const size_t row[], size_t n, bp_err *err)
{
    const bp_choice *c = &a->question->choice;
    const bp_published *t = a->published;
    bp_status status = BP_OK;
    *n_keys = 0;
    if (c->n_by > BP_KEYS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "there are more than %d groups",
                       BP_KEYS_MAX);
    for (size_t i = 0; status == BP_OK && i < c->n_by; i++)
        status = bp_published_column(&key[(*n_keys)++], t, c->by[i], err);
    for (size_t i = 0; c->n_by == 0 && i < t->n_columns && *n_keys < BP_KEYS_MAX; i++)
        if (names(t, i, row, n))
            key[(*n_keys)++] = i;
    for (size_t i = 0; *n_keys == 0 && i < t->n_columns; i++)
        if (!is_figure(t, i) && differs(t, i, row, n))
            key[(*n_keys)++] = i;
    return status;
}

/* The usual levels are not a wish: a table is listed with those that it has. */
static bool is_usual(const bp_method *m)
{
    static const bp_level usual[] = {
        { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 }
    };
    bool same = m->n_levels == sizeof usual / sizeof usual[0];
    for (size_t i = 0; same && i < m->n_levels; i++)
        same = bp_level_compare(m->level[i], usual[i]) == 0;
    return same;
}

static bp_status make(bp_answer *a, const size_t row[], size_t n, bp_err *err)
{
    const bool drawn = a->question->subject == BP_ASK_CHART;
    const bp_method *m = &a->method;
    const size_t n_levels = drawn || is_usual(m) ? 0 : m->n_levels;
    size_t key[BP_KEYS_MAX], n_keys;
    bp_status status = find_keys(key, &n_keys, a, row, n, err);
    return status == BP_OK
               ? bp_percentiles_of_lines(&a->table, a->published, row, n, key, n_keys,
                                         m->level, n_levels, m->sort, err)
               : status;
}

/* What only the pay of people can tell.  Rates are for amounts that are placed in it. */
static bp_status check_question(const bp_answer *a, bp_err *err)
{
    const bool rates = a->choice.rates != NULL && !bp_question_offers(a->question);
    const bool joins = a->method.top > 0 || a->method.min_people > 0;
    const char *why = joins                      ? "cannot be joined to one group"
                      : a->choice.peers != NULL  ? "are of no organization"
                      : a->choice.local || rates ? "are not converted"
                                                 : NULL;
    return why == NULL
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = a->published->file }, BP_EDATA,
                         "its lines are published figures, not people, and %s", why);
}

bp_status bp_tables_of_lines(bp_answer *a, bp_err *err)
{
    const bp_published *t = a->published;
    const bp_line_choice choice = { .year = a->choice.year,
                                    .currency = a->choice.currency };
    bp_status status = check_question(a, err);
    if (status != BP_OK)
        return status;
    size_t n = 0, *row = bp_alloc(0, t->n_rows, sizeof *row);
    if (row == NULL)
        return bp_no_memory(err, "the lines");
    status = bp_published_lines(row, &n, &a->latest_lines, t, &choice, err);
    if (status == BP_OK)
        status = make(a, row, n, err);
    if (status == BP_OK)
        status = bp_warnings_of_published(&a->warnings, t, err);
    free(row);
    return status;
}
