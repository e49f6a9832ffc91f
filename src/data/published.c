/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.c - a table of published percentiles, and the choice of one of its lines.
 *
 * Published tables come in every form, so a line is chosen by what its cells read, with
 * case and blanks ignored, and never by its number.  Several lines may fit as long as
 * their figures agree: tables repeat lines for several job codes.  Where they do not
 * agree, the message names them, for a median of the wrong line looks like any other. */
#include "data/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "benchpay/choice.h"

/* A message names at most so many lines. */
#define LINES_NAMED 5
#define HOURS_A_YEAR 2080

bp_published *bp_published_new(size_t n_columns, size_t n_rows)
{
    bp_published *t = bp_alloc(sizeof *t, 0, 0);
    bp_published_memory *m = bp_alloc(sizeof *m, 0, 0);
    if (t == NULL || m == NULL) {
        free(t);
        free(m);
        return NULL;
    }
    t->memory = m;
    t->n_columns = n_columns;
    t->n_rows = n_rows;
    t->title = t->job = t->year = t->currency = SIZE_MAX;
    t->column = m->column = bp_alloc(0, n_columns, sizeof *m->column);
    t->point = m->point = bp_alloc(0, n_columns, sizeof *m->point);
    t->cell = m->cell = bp_alloc(0, n_rows * n_columns, sizeof *m->cell);
    t->line = m->line = bp_alloc(0, n_rows, sizeof *m->line);
    if (m->column != NULL && m->point != NULL && m->cell != NULL && m->line != NULL)
        return t;
    bp_published_free(t);
    return NULL;
}

void bp_published_free(bp_published *t)
{
    if (t == NULL)
        return;
    bp_arena_release(&t->memory->text);
    free(t->memory->column);
    free(t->memory->point);
    free(t->memory->cell);
    free(t->memory->line);
    free(t->memory);
    free(t);
}

/* The letters and digits of a name, case ignored. */
static char next_letter(const char **name)
{
    char c = **name;
    while (c == ' ' || c == '_' || c == '-')
        c = *++*name;
    *name += c != '\0';
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool alike(const char *a, const char *b)
{
    for (;;) {
        char x = next_letter(&a), y = next_letter(&b);
        if (x != y || x == '\0')
            return x == y;
    }
}

/* Names that a filter may use whatever the columns are called. */
static const char *const roles[] = { "title", "job", "year", "currency" };
#define N_ROLES (sizeof roles / sizeof roles[0])

static size_t by_role(const bp_published *t, const char *name)
{
    const size_t column[N_ROLES] = { t->title, t->job, t->year, t->currency };
    for (size_t i = 0; i < N_ROLES; i++)
        if (strcmp(name, roles[i]) == 0)
            return column[i];
    return SIZE_MAX;
}

bp_status bp_published_column(size_t *out, const bp_published *t, const char *name,
                              bp_err *err)
{
    const bp_loc at = { .file = t->file };
    size_t column = 0;
    while (column < t->n_columns && !alike(t->column[column].name, name))
        column++;
    if (column == t->n_columns)
        column = by_role(t, name);
    if (column != SIZE_MAX) {
        *out = column;
        return BP_OK;
    }
    size_t n = t->n_columns;
    const char **names = bp_alloc(0, n + N_ROLES, sizeof *names);
    if (names == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for column names");
    for (size_t i = 0; i < n; i++)
        names[i] = t->column[i].name;
    for (size_t i = 0; i < N_ROLES; i++)
        if (by_role(t, roles[i]) != SIZE_MAX)
            names[n++] = roles[i];
    const char *near = bp_text_nearest(name, names, n);
    if (near != NULL)
        bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'; did you mean '%s'?", name,
                near);
    else
        bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'", name);
    free(names);
    return BP_EUSAGE;
}

/* Which lines still fit. */
typedef struct selection {
    const bp_published *table;
    bool *fits; /* [n_rows] */
    size_t n;
} selection;

static bool reads(const selection *s, size_t row, size_t column, const char *value)
{
    const char *text = bp_published_cell(s->table, row, column)->text;
    return bp_text_same(bp_text_of(text), bp_text_trim(bp_text_of(value)));
}

/* The nearest value among the lines that fit. */
static bp_status no_such_value(const selection *s, size_t column, const char *value,
                               bp_err *err)
{
    const bp_loc at = { .file = s->table->file, .name = s->table->column[column].name };
    const char **values = bp_alloc(0, s->table->n_rows, sizeof *values);
    size_t n = 0;
    if (values == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the lines");
    for (size_t i = 0; i < s->table->n_rows; i++)
        if (s->fits[i])
            values[n++] = bp_published_cell(s->table, i, column)->text;
    const char *near = bp_text_nearest(value, values, n);
    if (near != NULL)
        bp_fail(err, &at, BP_EDATA, "no line has '%s'; did you mean '%s'?", value, near);
    else
        bp_fail(err, &at, BP_EDATA, "no line has '%s'", value);
    free(values);
    return BP_EDATA;
}

static bp_status narrow(selection *s, size_t column, const char *value, bp_err *err)
{
    size_t left = 0;
    for (size_t i = 0; i < s->table->n_rows; i++)
        left += s->fits[i] && reads(s, i, column, value);
    if (left == 0)
        return no_such_value(s, column, value, err);
    for (size_t i = 0; i < s->table->n_rows; i++)
        s->fits[i] = s->fits[i] && reads(s, i, column, value);
    s->n = left;
    return BP_OK;
}

static int year_of(const bp_published *t, size_t row)
{
    if (t->year == SIZE_MAX)
        return 0;
    double x = bp_published_cell(t, row, t->year)->number;
    return x > 0 && x < 10000 ? (int)x : 0;
}

/* The lines of one year: the one that was asked for, or the latest. */
static bp_status narrow_year(selection *s, const bp_line_choice *c, bool *latest,
                             bp_err *err)
{
    int first = 0, last = 0, year = c->year;
    char text[16];
    if (s->table->year == SIZE_MAX || year == BP_YEAR_ALL)
        return BP_OK;
    for (size_t i = 0; i < s->table->n_rows; i++) {
        int y = s->fits[i] ? year_of(s->table, i) : 0;
        first = y > 0 && (first == 0 || y < first) ? y : first;
        last = y > last ? y : last;
    }
    if (year == BP_YEAR_LATEST) {
        *latest = first != last;
        year = last;
    }
    snprintf(text, sizeof text, "%d", year);
    return year > 0 ? narrow(s, s->table->year, text, err) : BP_OK;
}

static bp_status grant(selection *s, const bp_line_choice *c, bool *latest, bp_err *err)
{
    bool year_wished = false;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < c->n_filters; i++) {
        size_t column;
        status = bp_published_column(&column, s->table, c->filter[i].column, err);
        if (status == BP_OK)
            status = narrow(s, column, c->filter[i].value, err);
        year_wished |= status == BP_OK && column == s->table->year;
    }
    if (status == BP_OK && c->currency != NULL && s->table->currency != SIZE_MAX)
        status = narrow(s, s->table->currency, c->currency, err);
    if (status == BP_OK && !year_wished)
        status = narrow_year(s, c, latest, err);
    return status;
}

static bool same_figures(const bp_published *t, size_t a, size_t b)
{
    for (size_t i = 0; i < t->n_points; i++) {
        const bp_stated_cell *x = bp_published_cell(t, a, t->point[i].column);
        const bp_stated_cell *y = bp_published_cell(t, b, t->point[i].column);
        if (x->what != y->what || (x->what == BP_STATED_NUMBER && x->number != y->number))
            return false;
    }
    return true;
}

/* A column in which the lines that fit differ: the title, else the first that does. */
static size_t differing_column(const selection *s, size_t first)
{
    const bp_published *t = s->table;
    for (size_t c = 0; c <= t->n_columns; c++) {
        size_t column = c == 0 ? t->title : c - 1;
        for (size_t i = first + 1; column != SIZE_MAX && i < t->n_rows; i++)
            if (s->fits[i] &&
                !reads(s, i, column, bp_published_cell(t, first, column)->text))
                return column;
    }
    return 0;
}

static bp_status several(const selection *s, size_t first, bp_err *err)
{
    const bp_published *t = s->table;
    const size_t column = differing_column(s, first);
    const bp_loc at = { .file = t->file };
    bp_str names = { 0 };
    size_t named = 0;
    for (size_t i = 0; i < t->n_rows && named < LINES_NAMED; i++) {
        if (!s->fits[i])
            continue;
        bp_str_puts(&names, named++ > 0 ? ", '" : "'");
        bp_str_visible(&names, bp_text_of(bp_published_cell(t, i, column)->text));
        bp_str_puts(&names, "'");
    }
    if (s->n > LINES_NAMED)
        bp_str_printf(&names, " and %zu more", s->n - LINES_NAMED);
    bp_status status =
        names.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory for the lines")
                     : bp_fail_hint(err, &at, BP_EDATA,
                                    (bp_hint){ BP_HINT_ROW, t->column[column].name },
                                    "%zu lines fit and differ: %s", s->n, names.at);
    bp_str_release(&names);
    return status;
}

/* What "#" means in the official tables: pay a year of at least so much; 0: unknown. */
static double top_code(const bp_published *t, int year)
{
    double code = year >= 2022 ? 239200 : year >= 2016 ? 208000 : year > 0 ? 187200 : 0;
    return t->hourly ? code / HOURS_A_YEAR : code;
}

/* Points come by percentile, so whatever is wrong with their order shows here: the same
 * percentile in two columns, and a number beyond one that is only bounded below. */
static bp_status add_point(bp_published_line *l, const bp_published *t, size_t i,
                           bp_err *err)
{
    const bp_stated_point *p = &t->point[i];
    const bp_stated_cell *c = bp_published_cell(t, l->row, p->column);
    const bp_loc at = { .file = t->file,
                        .line = t->line[l->row],
                        .field = p->column + 1,
                        .name = t->column[p->column].name };
    if (i > 0 && bp_level_compare(t->point[i - 1].level, p->level) == 0)
        return bp_fail(err, &at, BP_EDATA, "the same percentile as '%s'",
                       t->column[t->point[i - 1].column].name);
    if (c->what == BP_STATED_TEXT)
        return bp_fail(err, &at, BP_EDATA, "not a number");
    if (c->what == BP_STATED_NOTHING)
        return BP_OK;
    bool top = c->what == BP_STATED_TOP_CODED;
    if (!top && l->n > 0 && l->point[l->n - 1].top_coded)
        return bp_fail(err, &at, BP_EDATA, "a number follows a top-coded '#'");
    if (l->n == BP_POINTS_MAX)
        return bp_fail(err, &at, BP_ELIMIT, "there are more than %d percentiles",
                       BP_POINTS_MAX);
    l->point[l->n++] = (bp_published_point){
        .level = p->level,
        .value = top ? top_code(t, l->year) : c->number,
        .top_coded = top,
    };
    return BP_OK;
}

static const char *text_in(const bp_published *t, size_t row, size_t column)
{
    const char *text = column != SIZE_MAX ? bp_published_cell(t, row, column)->text : "";
    return text[0] != '\0' ? text : NULL;
}

static bp_status take(bp_published_line *out, const bp_published *t, size_t row,
                      bp_err *err)
{
    bp_published_line l = { .row = row,
                            .title = text_in(t, row, t->title),
                            .currency = text_in(t, row, t->currency),
                            .year = year_of(t, row) };
    bp_status status = BP_OK;
    if (l.currency == NULL)
        l.currency = t->header_currency;
    for (size_t i = 0; status == BP_OK && i < t->n_points; i++)
        status = add_point(&l, t, i, err);
    if (status == BP_OK && (l.n == 0 || l.point[0].top_coded))
        status = bp_fail(err, &(bp_loc){ .file = t->file, .line = t->line[row] },
                         BP_EDATA, "the line has no percentile below the top code");
    if (status == BP_OK)
        *out = l;
    return status;
}

bp_status bp_published_choose(bp_published_line *out, const bp_published *t,
                              const bp_line_choice *choice, bp_err *err)
{
    selection s = { .table = t, .n = t->n_rows };
    bool latest = false;
    s.fits = bp_alloc(0, t->n_rows, sizeof *s.fits);
    if (s.fits == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the lines");
    for (size_t i = 0; i < t->n_rows; i++)
        s.fits[i] = true;
    bp_status status = grant(&s, choice, &latest, err);
    size_t first = 0;
    while (status == BP_OK && !s.fits[first])
        first++;
    for (size_t i = first + 1; status == BP_OK && i < t->n_rows; i++)
        if (s.fits[i] && !same_figures(t, first, i))
            status = several(&s, first, err);
    if (status == BP_OK)
        status = take(out, t, first, err);
    if (status == BP_OK) {
        out->fitting = s.n;
        out->latest = latest;
    }
    free(s.fits);
    return status;
}
