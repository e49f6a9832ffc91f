/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.c - a published table becomes columns, percentiles and cells.
 *
 * Nothing is left out or interpreted here: every cell keeps its text and what it
 * states (a number, nothing, a top code), and which line is meant is for
 * bp_published_choose. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "benchpay/read.h"
#include "data/published.h"
#include "ingest/grid.h"
#include "ingest/schema.h"

/* Published figures have cents at most; hourly ones sometimes more. */
#define SCALE 4

typedef struct copying {
    const bp_grid *grid;
    bp_published *table;
    bool failed;
} copying;

static const char *copy(copying *f, bp_text t)
{
    const char *text = bp_arena_copy(&f->table->memory->text, t.at, t.n);
    f->failed |= text == NULL;
    return text;
}

/* The column whose header says the role best. */
static size_t best_column(const bp_grid *g, bp_role role)
{
    size_t found = SIZE_MAX;
    int best = BP_NO_MATCH;
    for (size_t i = 0; i < bp_grid_columns(g); i++) {
        int match = bp_role_match(role, bp_text_of(bp_grid_name(g, i)));
        if (match < best) {
            best = match;
            found = i;
        }
    }
    return found;
}

static size_t first_text(const bp_grid *g)
{
    for (size_t i = 0; i < bp_grid_columns(g); i++)
        if (bp_evidence_kind(&bp_grid_head(g)->evidence[i]) == BP_COLUMN_TEXT)
            return i;
    return SIZE_MAX;
}

static void find_columns(copying *f)
{
    bp_published *t = f->table;
    t->title = best_column(f->grid, BP_ROLE_TITLE);
    t->job = best_column(f->grid, BP_ROLE_JOB);
    t->year = best_column(f->grid, BP_ROLE_YEAR);
    t->currency = best_column(f->grid, BP_ROLE_CURRENCY);
    if (t->title == SIZE_MAX)
        t->title = first_text(f->grid);
}

static int by_level(const void *a, const void *b)
{
    const bp_stated_point *x = a, *y = b;
    const int order = bp_level_compare(x->level, y->level);
    if (order != 0)
        return order;
    return (x->column > y->column) - (x->column < y->column);
}

/* Percentiles of one period: annual ones unless the table has hourly ones only, or they
 * were asked for. */
static void find_points(copying *f, bool hourly)
{
    bp_published *t = f->table;
    const char *name = NULL;
    for (size_t i = 0; i < t->n_columns; i++) {
        bool per_hour;
        bp_stated_point p = { .column = i };
        if (!bp_role_percentile(&p.level, &per_hour,
                                bp_text_of(bp_grid_name(f->grid, i))) ||
            per_hour != hourly)
            continue;
        name = bp_grid_name(f->grid, i);
        t->memory->point[t->n_points++] = p;
    }
    t->hourly = hourly;
    if (name != NULL)
        t->header_currency = bp_currency_in(bp_text_of(name));
    if (t->n_points > 1)
        qsort(t->memory->point, t->n_points, sizeof t->memory->point[0], by_level);
}

static const char *role_of(const bp_published *t, size_t column)
{
    return column == t->title      ? "title"
           : column == t->job      ? "job"
           : column == t->year     ? "year"
           : column == t->currency ? "currency"
                                   : NULL;
}

static void describe(copying *f, size_t i)
{
    const bp_head *h = bp_grid_head(f->grid);
    bp_column_kind kind = bp_evidence_kind(&h->evidence[i]);
    bool percentile = bp_role_is_percentile(bp_text_of(bp_grid_name(f->grid, i)));
    if (percentile && (kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_TEXT))
        kind = BP_COLUMN_MONEY;
    bool number = kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_MONEY;
    f->table->memory->column[i] = (bp_stated_column){
        .name = copy(f, bp_text_of(bp_grid_name(f->grid, i))),
        .role = percentile ? "percentile" : role_of(f->table, i),
        .kind = bp_column_kind_name(kind),
        .style = number ? bp_number_style_name(bp_head_style(h, i, true)) : NULL,
    };
}

static bool is_marker(bp_text t)
{
    static const char *const markers[] = { "*", "**", "***", "~" };
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        if (bp_text_equal(t, bp_text_of(markers[i])))
            return true;
    return false;
}

static void put_cell(copying *f, size_t row, size_t column)
{
    bp_text text = bp_grid_cell(f->grid, row, column);
    bp_stated_cell c = { .text = copy(f, text), .what = BP_STATED_TEXT };
    bp_pay pay = bp_grid_number(f->grid, row, column, SCALE, column != f->table->year);
    if (bp_text_equal(text, bp_text_of("#"))) {
        c.what = BP_STATED_TOP_CODED;
    } else if (is_marker(text) || pay.found == BP_FOUND_MISSING) {
        c.what = BP_STATED_NOTHING;
    } else if (pay.found == BP_FOUND_NUMBER) {
        c.what = BP_STATED_NUMBER;
        c.number = bp_money_double(pay.units, SCALE);
    }
    f->table->memory->cell[row * f->table->n_columns + column] = c;
}

static void copy_table(copying *f, const bp_reading *reading)
{
    bp_published *t = f->table;
    bool hourly = reading != NULL && reading->period == BP_PERIOD_HOURLY;
    t->file = copy(f, bp_text_of(bp_grid_file(f->grid)));
    find_columns(f);
    find_points(f, hourly);
    if (t->n_points == 0)
        find_points(f, !hourly);
    for (size_t i = 0; i < t->n_columns; i++)
        describe(f, i);
    for (size_t row = 0; row < t->n_rows; row++) {
        t->memory->line[row] = bp_grid_place(f->grid, row, 0).line;
        for (size_t i = 0; i < t->n_columns; i++)
            put_cell(f, row, i);
    }
    if (reading != NULL && reading->digest)
        bp_input_digest(bp_grid_head(f->grid)->input, t->sha256);
}

/* A table's columns are known by their names, and its figures are of a year or of an
 * hour: what else is asked of the reading would be ignored. */
static bp_status check_reading(const bp_reading *r, const char *path, bp_err *err)
{
    const bp_loc at = { .file = path };
    if (r->n_map > 0)
        return bp_fail(err, &at, BP_EUSAGE,
                       "the columns of a published table have no roles: '%s' cannot be "
                       "one of them",
                       r->map[0].role);
    if (r->period != BP_PERIOD_AS_IS && r->period != BP_PERIOD_ANNUAL &&
        r->period != BP_PERIOD_HOURLY)
        return bp_fail(err, &at, BP_EUSAGE,
                       "a published table has annual and hourly figures alone");
    return BP_OK;
}

bp_status bp_published_read(bp_published **out, const char *path,
                            const bp_reading *reading, bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = reading != NULL ? check_reading(reading, path, err) : BP_OK;
    if (status == BP_OK)
        status = bp_grid_read(&g, path, reading, err);
    if (status != BP_OK)
        return status;
    copying f = { .grid = g,
                  .table = bp_published_new(bp_grid_columns(g), bp_grid_rows(g)) };
    if (f.table != NULL)
        copy_table(&f, reading);
    if (f.table == NULL || f.failed)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for a published table");
    else if (f.table->n_points == 0)
        status =
            bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                    "no column of percentiles is among its columns (P10, A_PCT10, Median "
                    "and the like)");
    bp_grid_free(g);
    if (status != BP_OK) {
        bp_published_free(f.table);
        return status;
    }
    *out = f.table;
    return BP_OK;
}

static bp_status recognise(bool *out, const bp_head *h, const bp_reading *r,
                           const char *file, const char *pay, bp_err *err)
{
    bool twice;
    bp_schema schema;
    if (pay != NULL && bp_layout_column(&h->layout, pay, &twice) != SIZE_MAX)
        return BP_OK;
    bp_status status =
        bp_schema_find(&schema, file, &h->layout, h->evidence, r->map, r->n_map, err);
    if (status == BP_OK)
        *out = bp_schema_is_published(&schema, &h->layout);
    return status;
}

bp_status bp_published_recognise(bool *out, const char *path, const bp_reading *reading,
                                 const char *pay, bp_err *err)
{
    struct stat st;
    bool published = false;
    bp_reading one = *reading;
    bp_head head = { 0 };
    bp_status status = BP_OK;
    one.file = &path;
    one.n_files = 1;
    one.digest = false;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
        status = bp_head_open(&head, &one, 0, false, err);
        if (status == BP_OK)
            status = recognise(&published, &head, reading, path, pay, err);
        bp_head_release(&head);
    }
    /* whoever reads the file will say what is wrong with it */
    if (status == BP_ELIMIT || status == BP_ESTOPPED)
        return status;
    *out = published;
    return BP_OK;
}
