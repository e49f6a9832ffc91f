/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/warnings_published.h"

#include <math.h>
#include <string.h>

#include "analysis/warning_list.h"
#include "base/mem.h"
#include "base/text.h"

#define TOP_PERCENT 90
#define CENT .01

/* The warnings of one table while its lines are looked at. */
typedef struct looking {
    const bp_published *table;
    bp_warning warning[BP_WARN_KINDS];
} looking;

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

static void add(looking *k, bp_warning_kind kind, size_t row)
{
    bp_warning *w = &k->warning[kind];
    if (w->rows < 3)
        w->line[w->rows] = k->table->line[row];
    if (w->rows++ == 0) {
        w->file = k->table->file;
        w->order = row;
    }
}

/* The number in the first column whose name says one of the words; false: none. */
static bool number_in(const looking *k, size_t row, const char *const words[], size_t n,
                      double *out)
{
    for (size_t i = 0; i < k->table->n_columns; i++) {
        const bp_stated_cell *c = bp_published_cell(k->table, row, i);
        if (c->what != BP_STATED_NUMBER || !says_one(k->table->column[i].name, words, n))
            continue;
        *out = c->number;
        return true;
    }
    return false;
}

/* The number at a percentile. */
static bool point_at(const looking *k, size_t row, double percent, double *out)
{
    for (size_t i = 0; i < k->table->n_points; i++) {
        const bp_stated_point *p = &k->table->point[i];
        const bp_stated_cell *c = bp_published_cell(k->table, row, p->column);
        if (p->percent != percent || c->what != BP_STATED_NUMBER)
            continue;
        *out = c->number;
        return true;
    }
    return false;
}

static void look_at_range(looking *k, size_t row)
{
    static const char *const least[] = { "range_min", "range min", "minimum",
                                         "range_low" };
    static const char *const most[] = { "range_max", "range max", "maximum",
                                        "range_high" };
    double min, max, p;
    bool has_max = number_in(k, row, most, sizeof most / sizeof most[0], &max);
    if (has_max && number_in(k, row, least, sizeof least / sizeof least[0], &min) &&
        point_at(k, row, 50, &p) && p == min + (max - min) / 2)
        add(k, BP_WARN_MIDPOINT, row);
    if (has_max && point_at(k, row, TOP_PERCENT, &p) && p == max)
        add(k, BP_WARN_TOP, row);
}

static void look_at_order(looking *k, size_t row)
{
    double last = -INFINITY, percent = 0;
    for (size_t i = 0; i < k->table->n_points; i++) {
        const bp_stated_point *p = &k->table->point[i];
        const bp_stated_cell *c = bp_published_cell(k->table, row, p->column);
        if (c->what != BP_STATED_NUMBER)
            continue;
        if (p->percent > percent && c->number < last) {
            add(k, BP_WARN_ORDER, row);
            return;
        }
        last = c->number;
        percent = p->percent;
    }
}

static void look_at_growth(looking *k, size_t row)
{
    static const char *const source[] = { "source", "basis", "from" };
    bool growth = false, sourced = false;
    for (size_t i = 0; i < k->table->n_columns; i++) {
        const char *name = k->table->column[i].name;
        bool stated = bp_published_cell(k->table, row, i)->what != BP_STATED_NOTHING;
        if (!says(name, "growth") || !stated)
            continue;
        if (SAYS_ONE(name, source))
            sourced = true;
        else
            growth = true;
    }
    if (growth && !sourced)
        add(k, BP_WARN_GROWTH, row);
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
static void look_at_columns(looking *k, size_t row)
{
    double sum = 0, total = 0;
    size_t elements = 0, totals = 0;
    for (size_t i = 0; i < k->table->n_points; i++) {
        const bp_stated_point *p = &k->table->point[i];
        const bp_stated_cell *c = bp_published_cell(k->table, row, p->column);
        pay_part part = part_of(k->table->column[p->column].name);
        if (p->percent != 50 || c->what != BP_STATED_NUMBER)
            continue;
        elements += part == ELEMENT;
        totals += part == TOTAL;
        sum += part == ELEMENT ? c->number : 0;
        total = part == TOTAL ? c->number : total;
    }
    if (elements > 1 && totals == 1 && fabs(sum - total) < CENT)
        add(k, BP_WARN_SUM, row);
}

/* Lines that say the same but for the pay element in one column, and their figures. */
static bool same_but(const looking *k, size_t a, size_t b, size_t column)
{
    for (size_t i = 0; i < k->table->n_columns; i++) {
        const bp_stated_cell *x = bp_published_cell(k->table, a, i);
        const bp_stated_cell *y = bp_published_cell(k->table, b, i);
        bool words = x->what == BP_STATED_TEXT || i == k->table->year;
        if (i != column && words && strcmp(x->text, y->text) != 0)
            return false;
    }
    return true;
}

/* Medians one below the other: a line for base, one for bonus, one for the total. */
static void look_at_lines(looking *k, size_t row, size_t column)
{
    double total, p, sum = 0;
    size_t elements = 0;
    if (part_of(bp_published_cell(k->table, row, column)->text) != TOTAL ||
        !point_at(k, row, 50, &total))
        return;
    for (size_t i = 0; i < k->table->n_rows; i++) {
        if (part_of(bp_published_cell(k->table, i, column)->text) != ELEMENT ||
            !point_at(k, i, 50, &p) || !same_but(k, row, i, column))
            continue;
        sum += p;
        elements++;
    }
    if (elements > 1 && fabs(sum - total) < CENT)
        add(k, BP_WARN_SUM, row);
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
    looking k = { .table = t };
    size_t column = element_column(t);
    for (size_t row = 0; row < t->n_rows; row++) {
        look_at_range(&k, row);
        look_at_order(&k, row);
        look_at_growth(&k, row);
        look_at_columns(&k, row);
        if (column != SIZE_MAX)
            look_at_lines(&k, row, column);
    }
    bp_warning_list *f = bp_alloc(0, 1, sizeof *f);
    for (int c = 0; f != NULL && c < BP_WARN_KINDS; c++) {
        k.warning[c].kind = (bp_warning_kind)c;
        if (k.warning[c].rows > 0)
            bp_warning_list_add(f, &k.warning[c]);
    }
    if (f == NULL || f->failed) {
        bp_warnings_free(f != NULL ? &f->warnings : NULL);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the warnings");
    }
    *out = &f->warnings;
    return BP_OK;
}
