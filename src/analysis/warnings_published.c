/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_published.c - what a published table claims that can hardly be so.
 *
 * A table of percentiles cannot be recomputed, but it can contradict itself: these rules
 * know how such tables go wrong when somebody fills gaps by hand. */
#include "analysis/warnings_published.h"

#include <math.h>
#include <string.h>

#include "analysis/warning_list.h"
#include "base/mem.h"
#include "base/text.h"

static const bp_level half = { 1, 2 }, top = { 9, 10 };
#define CENT .01

/* The warnings of one table while its lines are looked at. */
typedef struct table_warnings {
    const bp_published *table;
    bp_warning warning[BP_WARN_KINDS];
} table_warnings;

static bool says(const char *text, const char *word)
{
    return bp_text_contains(bp_text_of(text), bp_text_of(word));
}

static bool says_one(const char *text, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (says(text, words[i]))
            return true;
    return false;
}

#define SAYS_ONE(text, words) says_one(text, words, sizeof(words) / sizeof(words)[0])

static void add(table_warnings *w, bp_warning_kind kind, size_t row)
{
    bp_warning *one = &w->warning[kind];
    if (one->rows < 3)
        one->line[one->rows] = w->table->line[row];
    if (one->rows++ == 0) {
        one->file = w->table->file;
        one->order = row;
    }
}

/* The number in the first column whose name says one of the words; false: none. */
static bool number_in(const table_warnings *w, size_t row, const char *const words[],
                      size_t n, double *out)
{
    for (size_t i = 0; i < w->table->n_columns; i++) {
        const bp_stated_cell *c = bp_published_cell(w->table, row, i);
        if (c->what != BP_STATED_NUMBER || !says_one(w->table->column[i].name, words, n))
            continue;
        *out = c->number;
        return true;
    }
    return false;
}

/* The number at a percentile. */
static bool point_at(const table_warnings *w, size_t row, bp_level level, double *out)
{
    for (size_t i = 0; i < w->table->n_points; i++) {
        const bp_stated_point *p = &w->table->point[i];
        const bp_stated_cell *c = bp_published_cell(w->table, row, p->column);
        if (bp_level_compare(p->level, level) != 0 || c->what != BP_STATED_NUMBER)
            continue;
        *out = c->number;
        return true;
    }
    return false;
}

static bool range_max(const table_warnings *w, size_t row, double *max)
{
    static const char *const most[] = { "range_max", "range max", "maximum",
                                        "range_high" };
    return number_in(w, row, most, sizeof most / sizeof most[0], max);
}

bool bp_published_midpoint(const bp_published *t, size_t row)
{
    static const char *const least[] = { "range_min", "range min", "minimum",
                                         "range_low" };
    const table_warnings w = { .table = t };
    double min, max, p;
    return range_max(&w, row, &max) &&
           number_in(&w, row, least, sizeof least / sizeof least[0], &min) &&
           point_at(&w, row, half, &p) && p == min + (max - min) / 2;
}

static void look_at_range(table_warnings *w, size_t row)
{
    double max, p;
    if (bp_published_midpoint(w->table, row))
        add(w, BP_WARN_MIDPOINT, row);
    if (range_max(w, row, &max) && point_at(w, row, top, &p) && p == max)
        add(w, BP_WARN_TOP, row);
}

static void look_at_order(table_warnings *w, size_t row)
{
    double last = -INFINITY;
    bp_level level = { 0, 1 };
    for (size_t i = 0; i < w->table->n_points; i++) {
        const bp_stated_point *p = &w->table->point[i];
        const bp_stated_cell *c = bp_published_cell(w->table, row, p->column);
        if (c->what != BP_STATED_NUMBER)
            continue;
        if (bp_level_compare(p->level, level) > 0 && c->number < last) {
            add(w, BP_WARN_ORDER, row);
            return;
        }
        last = c->number;
        level = p->level;
    }
}

static void look_at_growth(table_warnings *w, size_t row)
{
    static const char *const source[] = { "source", "basis", "from" };
    bool growth = false, sourced = false;
    for (size_t i = 0; i < w->table->n_columns; i++) {
        const char *name = w->table->column[i].name;
        bool stated = bp_published_cell(w->table, row, i)->what != BP_STATED_NOTHING;
        if (!says(name, "growth") || !stated)
            continue;
        if (SAYS_ONE(name, source))
            sourced = true;
        else
            growth = true;
    }
    if (growth && !sourced)
        add(w, BP_WARN_GROWTH, row);
}

typedef enum pay_part { NO_PART, ELEMENT, TOTAL } pay_part;

static pay_part part_of(const char *text)
{
    static const char *const totals[] = { "total", "tcc", "tdc" };
    static const char *const elements[] = { "base", "salary", "bonus",  "incentive",
                                            "lti",  "sti",    "benefit" };
    return SAYS_ONE(text, totals) ? TOTAL : SAYS_ONE(text, elements) ? ELEMENT : NO_PART;
}

/* Medians side by side: base_median, bonus_median, total_median. */
static void look_at_columns(table_warnings *w, size_t row)
{
    double sum = 0, total = 0;
    size_t elements = 0, totals = 0;
    for (size_t i = 0; i < w->table->n_figures; i++) {
        const bp_stated_point *p = &w->table->figure[i];
        const bp_stated_cell *c = bp_published_cell(w->table, row, p->column);
        pay_part part = part_of(w->table->column[p->column].name);
        if (bp_level_compare(p->level, half) != 0 || c->what != BP_STATED_NUMBER)
            continue;
        elements += part == ELEMENT;
        totals += part == TOTAL;
        sum += part == ELEMENT ? c->number : 0;
        total = part == TOTAL ? c->number : total;
    }
    if (elements > 1 && totals == 1 && fabs(sum - total) < CENT)
        add(w, BP_WARN_SUM, row);
}

/* Lines that say the same but for the pay element in one column, and their figures. */
static bool same_but(const table_warnings *w, size_t a, size_t b, size_t column)
{
    for (size_t i = 0; i < w->table->n_columns; i++) {
        const bp_stated_cell *x = bp_published_cell(w->table, a, i);
        const bp_stated_cell *y = bp_published_cell(w->table, b, i);
        bool words = x->what == BP_STATED_TEXT || i == w->table->year;
        if (i != column && words && strcmp(x->text, y->text) != 0)
            return false;
    }
    return true;
}

/* Medians one below the other: a line for base, one for bonus, one for the total. */
static void look_at_lines(table_warnings *w, size_t row, size_t column)
{
    double total, p, sum = 0;
    size_t elements = 0;
    if (part_of(bp_published_cell(w->table, row, column)->text) != TOTAL ||
        !point_at(w, row, half, &total))
        return;
    for (size_t i = 0; i < w->table->n_rows; i++) {
        if (part_of(bp_published_cell(w->table, i, column)->text) != ELEMENT ||
            !point_at(w, i, half, &p) || !same_but(w, row, i, column))
            continue;
        sum += p;
        elements++;
    }
    if (elements > 1 && fabs(sum - total) < CENT)
        add(w, BP_WARN_SUM, row);
}

/* The column that names pay elements, or SIZE_MAX. */
static size_t element_column(const bp_published *t)
{
    static const char *const names[] = { "element",  "component",         "pay type",
                                         "pay_type", "compensation type", "measure" };
    for (size_t i = 0; i < t->n_columns; i++)
        if (SAYS_ONE(t->column[i].name, names) ||
            bp_text_same(bp_text_of(t->column[i].name), bp_text_of("pay")))
            return i;
    return SIZE_MAX;
}

bp_status bp_warnings_of_published(bp_warnings **out, const bp_published *t, bp_err *err)
{
    table_warnings found = { .table = t };
    size_t column = element_column(t);
    for (size_t row = 0; row < t->n_rows; row++) {
        look_at_range(&found, row);
        look_at_order(&found, row);
        look_at_growth(&found, row);
        look_at_columns(&found, row);
        if (column != SIZE_MAX)
            look_at_lines(&found, row, column);
    }
    bp_warning_list *list = bp_alloc(0, 1, sizeof *list);
    for (int c = 0; list != NULL && c < BP_WARN_KINDS; c++) {
        found.warning[c].kind = (bp_warning_kind)c;
        if (found.warning[c].rows > 0)
            bp_warning_list_add(list, &found.warning[c]);
    }
    if (list == NULL || list->failed) {
        bp_warnings_free(list != NULL ? &list->warnings : NULL);
        return bp_no_memory(err, "the warnings");
    }
    *out = &list->warnings;
    return BP_OK;
}
