/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedlines.c - the lines of a published table: which of them fit, and what one says.
 *
 * A line is chosen by what its cells read, with case and blanks ignored, and never by
 * its number.  Several lines may fit as long as their figures agree: tables repeat lines
 * for several job codes.  Where they do not agree, whoever asked is given all of them or
 * their names, for a median of the wrong line looks like any other. */
#include <stdio.h>
#include <stdlib.h>

#include "base/lookalike.h"
#include "base/str.h"
#include "base/text.h"
#include "benchpay/choice.h"
#include "data/published.h"

/* A message names at most so many lines. */
#define LINES_NAMED 10
#define HOURS_A_YEAR 2080

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
        return bp_no_memory(err, "the lines");
    for (size_t i = 0; i < s->table->n_rows; i++)
        if (s->fits[i])
            values[n++] = bp_published_cell(s->table, i, column)->text;
    const char *near = bp_text_nearest(value, values, n);
    char meant[BP_LOOK_MEANT_ROOM];
    bp_fail(err, &at, BP_EDATA, "no line has '%s'%s", value,
            bp_look_meant(meant, near, value));
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

bp_status bp_published_lines(size_t row[], size_t *n, bool *latest, const bp_published *t,
                             const bp_line_choice *choice, bp_err *err)
{
    selection s = { .table = t, .n = t->n_rows };
    size_t found = 0;
    *latest = false;
    s.fits = bp_alloc(0, t->n_rows, sizeof *s.fits);
    if (s.fits == NULL)
        return bp_no_memory(err, "the lines");
    for (size_t i = 0; i < t->n_rows; i++)
        s.fits[i] = true;
    bp_status status = grant(&s, choice, latest, err);
    for (size_t i = 0; status == BP_OK && i < t->n_rows; i++)
        if (s.fits[i])
            row[found++] = i;
    free(s.fits);
    *n = found;
    return status;
}

bool bp_published_agree(const bp_published *t, size_t a, size_t b)
{
    for (size_t i = 0; i < t->n_points; i++) {
        const bp_stated_cell *x = bp_published_cell(t, a, t->point[i].column);
        const bp_stated_cell *y = bp_published_cell(t, b, t->point[i].column);
        if (x->what != y->what || x->number != y->number)
            return false;
    }
    return true;
}

static const char *text_in(const bp_published *t, size_t row, size_t column)
{
    const char *text = column != SIZE_MAX ? bp_published_cell(t, row, column)->text : "";
    return text[0] != '\0' ? text : NULL;
}

size_t bp_published_differ(const bp_published *t, const size_t row[], size_t n)
{
    for (size_t c = 0; c <= t->n_columns; c++) {
        const size_t column = c == 0 ? t->title : c - 1;
        for (size_t i = 1; column != SIZE_MAX && i < n; i++)
            if (!bp_text_same(bp_text_of(bp_published_cell(t, row[0], column)->text),
                              bp_text_of(bp_published_cell(t, row[i], column)->text)))
                return column;
    }
    return 0;
}

static bp_status several(const bp_published *t, const size_t row[], size_t n, bp_err *err)
{
    const size_t column = bp_published_differ(t, row, n);
    const bp_loc at = { .file = t->file };
    bp_str names = { 0 };
    for (size_t i = 0; i < n && i < LINES_NAMED; i++) {
        bp_str_puts(&names, i > 0 ? ", '" : "'");
        bp_str_visible(&names, bp_text_of(bp_published_cell(t, row[i], column)->text));
        bp_str_puts(&names, "'");
    }
    if (n > LINES_NAMED)
        bp_str_printf(&names, " and %zu more", n - LINES_NAMED);
    bp_status status =
        names.failed ? bp_no_memory(err, "the lines")
                     : bp_fail_hint(err, &at, BP_EDATA,
                                    (bp_hint){ BP_HINT_ROW, t->column[column].name },
                                    "%zu lines fit and differ: %s", n, names.at);
    bp_str_release(&names);
    return status;
}

/* What "#" means in the official tables: pay a year of at least so much; 0: unknown. */
static double top_code(const bp_published *t, int year)
{
    double code = year >= 2022 ? 239200 : year >= 2016 ? 208000 : year > 0 ? 187200 : 0;
    return t->hourly ? code / HOURS_A_YEAR : code;
}

/* Pay beyond a code moves as pay does. */
static double aged_code(const bp_published_line *l, const bp_published *t)
{
    const double code = top_code(t, l->year);
    return t->factor != NULL ? code * t->factor[l->row] : code;
}

static bp_coded code_of(bp_stated what)
{
    return what == BP_STATED_TOP_CODED  ? BP_CODED_TOP
           : what == BP_STATED_AT_LEAST ? BP_CODED_AT_LEAST
           : what == BP_STATED_AT_MOST  ? BP_CODED_AT_MOST
                                        : BP_CODED_NOT;
}

/* Does a code stand where it cannot?  One at or above comes after all numbers, one at or
 * below before them. */
static bool is_misplaced(const bp_published_line *l, bp_coded code)
{
    if (l->n == 0)
        return false;
    const bp_coded last = l->point[l->n - 1].code;
    return code == BP_CODED_AT_MOST
               ? last != BP_CODED_AT_MOST
               : code == BP_CODED_NOT && last != BP_CODED_NOT && last != BP_CODED_AT_MOST;
}

/* Points come by percentile, so whatever is wrong with their order shows here: the same
 * percentile in two columns, and a number beyond one that is only bounded below. */
static bp_status add_point(bp_published_line *l, const bp_published *t, size_t i,
                           bp_err *err)
{
    const bp_stated_point *p = &t->point[i];
    const bp_stated_cell *c = bp_published_cell(t, l->row, p->column);
    const bp_coded code = code_of(c->what);
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
    if (is_misplaced(l, code))
        return bp_fail(err, &at, BP_EDATA,
                       code == BP_CODED_AT_MOST
                           ? "a bottom code follows a percentile that is not one"
                           : "a number follows a top-coded '#'");
    if (l->n == BP_POINTS_MAX)
        return bp_fail(err, &at, BP_ELIMIT, "there are more than %d percentiles",
                       BP_POINTS_MAX);
    l->point[l->n++] = (bp_published_point){
        .level = p->level,
        .value = code == BP_CODED_TOP ? aged_code(l, t) : c->number,
        .code = code,
    };
    return BP_OK;
}

static bool has_number(const bp_published_line *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->point[i].code == BP_CODED_NOT)
            return true;
    return false;
}

bp_status bp_published_line_at(bp_published_line *out, const bp_published *t, size_t row,
                               bp_err *err)
{
    bp_published_line l = { .row = row,
                            .fitting = 1,
                            .title = text_in(t, row, t->title),
                            .currency = text_in(t, row, t->currency),
                            .year = year_of(t, row) };
    bp_status status = BP_OK;
    if (l.currency == NULL)
        l.currency = t->header_currency;
    for (size_t i = 0; status == BP_OK && i < t->n_points; i++)
        status = add_point(&l, t, i, err);
    if (status == BP_OK && !has_number(&l))
        status = bp_fail(err, &(bp_loc){ .file = t->file, .line = t->line[row] },
                         BP_EDATA, "the line has no percentile that is a number");
    if (status == BP_OK)
        *out = l;
    return status;
}

bp_status bp_published_choose(bp_published_line *out, const bp_published *t,
                              const bp_line_choice *choice, bp_err *err)
{
    size_t n = 0, *row = bp_alloc(0, t->n_rows, sizeof *row);
    bool latest = false;
    if (row == NULL)
        return bp_no_memory(err, "the lines");
    bp_status status = bp_published_lines(row, &n, &latest, t, choice, err);
    for (size_t i = 1; status == BP_OK && i < n; i++)
        if (!bp_published_agree(t, row[0], row[i]))
            status = several(t, row, n, err);
    if (status == BP_OK)
        status = bp_published_line_at(out, t, row[0], err);
    if (status == BP_OK) {
        out->fitting = n;
        out->latest = latest;
    }
    free(row);
    return status;
}
