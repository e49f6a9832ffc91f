/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wide.c - a published table with a column a year.
 *
 * Statistical offices print years side by side, so that the series is in a row.  Such a
 * column is no pay of people, though its header may be as short as "2019"; and which row
 * is meant cannot be guessed, since each grows at its own rate. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/wide.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "ingest/gridrows.h"
#include "ingest/role.h"
#include "ingest/stated.h"

#define SCALE 4

/* The columns of years that have the same words beside them. */
typedef struct years {
    size_t column[BP_WIDE_YEARS_MAX]; /* [n] by year */
    int year[BP_WIDE_YEARS_MAX];
    size_t n;
    char measure[BP_MEASURE_SIZE];
} years;

void bp_wide_free(bp_wide *w)
{
    if (w == NULL)
        return;
    bp_arena_release(&w->text);
    free(w);
}

/* Adds a column in the order of years.  False: the year is there, or there are too many.
 */
static bool add_year(years *y, size_t column, int year)
{
    size_t at = y->n;
    if (y->n == BP_WIDE_YEARS_MAX)
        return false;
    while (at > 0 && y->year[at - 1] > year)
        at--;
    if (at > 0 && y->year[at - 1] == year)
        return false;
    for (size_t i = y->n; i > at; i--) {
        y->year[i] = y->year[i - 1];
        y->column[i] = y->column[i - 1];
    }
    y->year[at] = year;
    y->column[at] = column;
    y->n++;
    return true;
}

/* The years of the measure that the first column of a year has; a median before that.
 * False: the table has none, or a year of it twice. */
static bool find_years(years *y, const bp_head *h)
{
    bool median = false;
    *y = (years){ .n = 0 };
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        char measure[BP_MEASURE_SIZE];
        bool is_median;
        const int year =
            bp_stated_year(measure, &is_median, bp_text_of(h->layout.name[i]));
        if (year == 0 || !bp_column_is_number(bp_evidence_kind(&h->evidence[i])))
            continue;
        if (y->n > 0 && is_median && !median)
            y->n = 0;
        if (y->n == 0) {
            memcpy(y->measure, measure, sizeof y->measure);
            median = is_median;
        }
        if (is_median != median || strcmp(measure, y->measure) != 0)
            continue;
        if (!add_year(y, i, year))
            return false;
    }
    return y->n > 1;
}

/* The first column of words. */
static size_t name_column(const bp_grid *g)
{
    for (size_t i = 0; i < bp_grid_columns(g); i++)
        if (bp_evidence_kind(&bp_grid_head(g)->evidence[i]) == BP_COLUMN_TEXT)
            return i;
    return SIZE_MAX;
}

/* Rows that are people, or that have a year of their own, are no lines. */
static bool has_records(const bp_head *h)
{
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_text name = bp_text_of(h->layout.name[i]);
        if (bp_role_match(BP_ROLE_YEAR, name) < BP_NO_MATCH ||
            (bp_role_match(BP_ROLE_PERSON, name) < BP_NO_MATCH &&
             !bp_text_is(name, "name")))
            return true;
    }
    return false;
}

/* Which of several lines is meant. */
static void ask(const bp_grid *g, const bool take[], size_t n, size_t column,
                bp_doubts *doubts)
{
    bp_setting setting[BP_DOUBT_SETTINGS_MAX];
    bp_str text[BP_DOUBT_SETTINGS_MAX] = { { 0 } };
    size_t given = 0;
    for (size_t i = 0;
         column != SIZE_MAX && i < bp_grid_rows(g) && given < BP_DOUBT_SETTINGS_MAX;
         i++) {
        const bp_text cell = bp_grid_cell(g, i, column);
        if (!take[i] || cell.n == 0)
            continue;
        bp_str_printf(&text[given], "%s=%.*s", bp_grid_name(g, column), (int)cell.n,
                      cell.at);
        doubts->failed |= text[given].failed;
        setting[given] = (bp_setting){ BP_SET_WHERE, NULL, text[given].at };
        given++;
    }
    bp_doubts_add(doubts, "row", &(bp_loc){ .file = bp_grid_file(g) }, setting, given,
                  "each of its %zu lines is a series of its own", n);
    for (size_t i = 0; i < given; i++)
        bp_str_release(&text[i]);
}

static const char *copy_name(bp_wide *w, const bp_grid *g, size_t column)
{
    const char *name = bp_grid_name(g, column);
    return bp_arena_copy(&w->text, name, strlen(name));
}

static bp_status put_line(bp_wide *w, const bp_grid *g, size_t row, const years *y,
                          size_t name, bp_err *err)
{
    const char *const file = bp_grid_file(g);
    const bp_text title = name != SIZE_MAX ? bp_grid_cell(g, row, name) : bp_text_of("");
    w->rows = bp_grid_rows(g);
    w->file = bp_arena_copy(&w->text, file, strlen(file));
    w->first = copy_name(w, g, y->column[0]);
    w->last = copy_name(w, g, y->column[y->n - 1]);
    w->name = title.n > 0 ? bp_arena_copy(&w->text, title.at, title.n) : NULL;
    if (w->file == NULL || w->first == NULL || w->last == NULL ||
        (title.n > 0 && w->name == NULL))
        return bp_no_memory(err, "a series");
    for (size_t i = 0; i < y->n; i++) {
        const bp_loc at = bp_grid_place(g, row, y->column[i]);
        const bp_pay pay = bp_grid_number(g, row, y->column[i], SCALE, true);
        if (pay.found == BP_FOUND_MISSING)
            continue;
        if (pay.found != BP_FOUND_NUMBER || pay.units <= 0)
            return bp_fail(err, &at, BP_EDATA, "not a number above 0");
        w->year[w->n] = y->year[i];
        w->value[w->n++] = bp_money_double(pay.units, SCALE);
    }
    return w->n > 1 ? BP_OK
                    : bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                              "fewer than two years of the line have a figure");
}

/* The line that is left, the first of several while it is asked which. */
static bp_status choose(size_t *row, const bp_grid *g, const bp_reading *reading,
                        const bp_choice *choice, bp_doubts *doubts, bp_err *err)
{
    size_t n = bp_grid_rows(g);
    bool *take = bp_alloc(0, n, sizeof *take);
    if (take == NULL)
        return bp_no_memory(err, "a series");
    for (size_t i = 0; i < n; i++)
        take[i] = true;
    bp_status status = bp_grid_choose(take, &n, g, reading, choice, err);
    if (status == BP_OK && n > 1)
        ask(g, take, n, name_column(g), doubts);
    *row = 0;
    while (status == BP_OK && !take[*row])
        ++*row;
    free(take);
    return status;
}

static bp_status read_line(bp_wide **out, const bp_grid *g, const bp_reading *reading,
                           const bp_choice *choice, bp_doubts *doubts, bp_err *err)
{
    years y;
    size_t row = 0;
    if (!find_years(&y, bp_grid_head(g)))
        return BP_OK;
    bp_status status = choose(&row, g, reading, choice, doubts, err);
    if (status != BP_OK)
        return status;
    bp_wide *w = bp_alloc(sizeof *w, 0, 0);
    status = w != NULL ? put_line(w, g, row, &y, name_column(g), err)
                       : bp_no_memory(err, "a series");
    if (status == BP_OK)
        *out = w;
    else
        bp_wide_free(w);
    return status;
}

/* A look at the head: records, which may be many, are not read twice.  Whoever reads a
 * file that cannot be read will say why. */
static bp_status recognise(bool *wide, const char *path, const bp_reading *reading,
                           bp_err *err)
{
    bp_head head = { 0 };
    bp_reading one = *reading;
    years y;
    one.file = &path;
    one.n_files = 1;
    one.digest = false;
    *wide = false;
    if (!bp_file_is_regular(path) || reading->n_map > 0)
        return BP_OK;
    bp_status status = bp_head_open(&head, &one, 0, false, err);
    *wide = status == BP_OK && !has_records(&head) && find_years(&y, &head);
    bp_head_release(&head);
    const bool of_file = status != BP_ELIMIT && status != BP_ESTOPPED && status != BP_EIO;
    return of_file ? BP_OK : status;
}

bp_status bp_wide_read(bp_wide **out, const char *path, const bp_reading *reading,
                       const bp_choice *choice, bp_doubts *doubts, bp_err *err)
{
    bp_grid *g = NULL;
    bool wide;
    *out = NULL;
    bp_status status = recognise(&wide, path, reading, err);
    if (status != BP_OK || !wide)
        return status;
    status = bp_grid_read(&g, path, reading, doubts, err);
    if (status != BP_OK)
        return status;
    status = read_line(out, g, reading, choice, doubts, err);
    bp_grid_free(g);
    return status;
}
