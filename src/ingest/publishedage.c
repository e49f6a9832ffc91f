/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publishedage.c - published pay is brought to a date.
 *
 * A percentile of pay times a factor is the percentile of all pay times that factor, so
 * figures are multiplied as they stand, and nothing is rounded.  A code that
 * bounds pay moves with it, and so does its text, or the page would contradict itself. */
#include "ingest/publishedage.h"

#include <math.h>

#include "base/ageing.h"
#include "base/str.h"
#include "ingest/date.h"
#include "ingest/role.h"

/* The column whose header says best that it has dates; SIZE_MAX: none. */
static size_t date_column(const bp_published *t, const bp_stated_header header[])
{
    bp_best best = BP_BEST_NONE;
    for (size_t i = 0; i < t->n_columns; i++)
        if (bp_stated_is_plain(&header[i]))
            bp_best_see(&best, i,
                        bp_role_match(BP_ROLE_DATE, bp_text_of(t->column[i].name)));
    for (size_t i = 0; best.column == SIZE_MAX && i < t->n_columns; i++)
        if (bp_stated_is_plain(&header[i]) &&
            bp_stated_alike(bp_text_of(t->column[i].name), bp_text_of("effective")))
            best.column = i;
    return best.column;
}

static bp_status no_date(const bp_published *t, size_t row, size_t column, bool second,
                         bp_err *err)
{
    const bp_loc file = { .file = t->file };
    const bp_hint hint = { second ? BP_HINT_TABLE_DATE : BP_HINT_DATE, NULL };
    if (column == SIZE_MAX)
        return bp_fail_hint(err, &file, BP_EDATA, hint,
                            "no effective date of this published table is given, and its "
                            "lines have none");
    const bp_loc at = { .file = t->file,
                        .line = t->line[row],
                        .field = column + 1,
                        .name = t->column[column].name };
    return bp_fail_hint(err, &at, BP_EDATA, hint, "no year, month and day");
}

static bp_date_style style_of(const bp_grid *grid, size_t column)
{
    bp_date_style style = { BP_DATE_NONE, 0 };
    if (column != SIZE_MAX &&
        !bp_date_decide(&bp_grid_head(grid)->evidence[column].date, &style))
        style.order = BP_DATE_NONE; /* day or month first: neither is taken */
    return style;
}

/* The date in a row of the grid; 0: none. */
static int32_t date_at(const bp_grid *grid, size_t row, size_t column,
                       bp_date_style style)
{
    bp_date on;
    return bp_date_read(&on, bp_grid_cell(grid, row, column), style) ? bp_date_number(on)
                                                                     : 0;
}

bp_status bp_published_dates(bp_published *t, const bp_stated_header header[],
                             const bp_grid *grid, const bool take[], bp_err *err)
{
    const size_t column = date_column(t, header);
    const bp_date_style style = style_of(grid, column);
    size_t row = 0;
    if (column == SIZE_MAX)
        return BP_OK;
    t->date = t->memory->date = bp_alloc(0, t->n_rows, sizeof *t->memory->date);
    if (t->date == NULL)
        return bp_no_memory(err, "a published table");
    for (size_t from = 0; from < bp_grid_rows(grid); from++)
        if (take[from])
            t->memory->date[row++] = date_at(grid, from, column, style);
    return BP_OK;
}

/* Texts are the table's. */
static bool write_code(bp_published *t, bp_stated_cell *c)
{
    bp_str s = { 0 };
    bp_str_number(&s, c->number);
    bp_str_puts(&s, c->what == BP_STATED_AT_LEAST ? "+" : "-");
    c->text = s.failed ? NULL : bp_arena_copy(&t->memory->text, s.at, s.n);
    bp_str_release(&s);
    return c->text != NULL;
}

#define LAST_BITS 1e-14
#define GRID 1e4 /* as published figures are read */

/* A factor is a double: what it misses a whole number of the grid by, by its last bits,
 * is none of the product. */
static double product(double x, double factor)
{
    const double y = x * factor, whole = round(y * GRID) / GRID;
    return fabs(whole - y) <= y * LAST_BITS ? whole : y;
}

static bool age_line(bp_published *t, const bp_stated_header header[], size_t row,
                     double factor)
{
    bool done = true;
    for (size_t i = 0; i < t->n_columns; i++) {
        bp_stated_cell *c = &t->memory->cell[row * t->n_columns + i];
        if (bp_stated_is_plain(&header[i]) || !header[i].pay)
            continue;
        c->number = product(c->number, factor);
        if (c->what == BP_STATED_AT_LEAST || c->what == BP_STATED_AT_MOST)
            done = write_code(t, c) && done;
    }
    t->memory->factor[row] = factor;
    return done;
}

static void see_date(bp_published *t, int32_t date)
{
    t->first = t->first == 0 || date < t->first ? date : t->first;
    t->last = date > t->last ? date : t->last;
}

/* The movement of the table's pay. */
static bp_status find_movement(const bp_movement **out, const bp_published *t,
                               const bp_ageing *age, bp_err *err)
{
    const char *pay = t->element != NULL ? t->element : t->measure;
    *out = bp_ageing_movement(age, bp_ageing_which(age, pay));
    return (*out)->n > 0 ? BP_OK
                         : bp_fail_hint(err, &(bp_loc){ .file = t->file }, BP_EDATA,
                                        (bp_hint){ BP_HINT_MOVEMENT,
                                                   pay[0] != '\0' ? pay : "base" },
                                        "no movement of its pay is known");
}

bp_status bp_published_age(bp_published *t, const bp_stated_header header[],
                           const bp_grid *grid, const bool take[],
                           const bp_published_wish *wish, bp_err *err)
{
    const bp_ageing *age = wish->age;
    const size_t column = wish->effective == 0 ? date_column(t, header) : SIZE_MAX;
    const bp_date_style style = style_of(grid, column);
    const bp_movement *movement;
    size_t row = 0;
    bp_status status = find_movement(&movement, t, age, err);
    t->factor = t->memory->factor = bp_alloc(0, t->n_rows, sizeof *t->memory->factor);
    if (t->factor == NULL)
        return bp_no_memory(err, "a published table");
    for (size_t from = 0; status == BP_OK && from < bp_grid_rows(grid); from++) {
        double factor = 1;
        if (!take[from])
            continue;
        const int32_t date =
            column != SIZE_MAX ? date_at(grid, from, column, style) : wish->effective;
        if (date == 0)
            return no_date(t, row, column, wish->pay_key != BP_SET_PAY, err);
        status = bp_ageing_factor(&factor, movement, age->form, age->count, date, age->to,
                                  err);
        if (status == BP_OK && !age_line(t, header, row++, factor))
            status = bp_no_memory(err, "a published table");
        see_date(t, date);
    }
    return status;
}
