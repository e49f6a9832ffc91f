/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small tables, whole in memory.
 *
 * They go through the same input, layout and csvread as surveys, so that a table of rates
 * may have any encoding or delimiter that a survey may have.  They are small by nature;
 * bounds make sure that a survey given by mistake does not fill memory. */
#include "ingest/grid.h"

#include <stdlib.h>

#include "base/lookalike.h"
#include "base/mem.h"
#include "ingest/csvread.h"
#include "ingest/label.h"
#include "ingest/request.h"

struct bp_grid {
    bp_reading reading; /* borrows: only its lists of the request outlive the reading */
    bp_head head;       /* its text is gone once the rows are read */
    bp_text *cell;      /* [n_rows][columns] trimmed, in `text` */
    size_t cap_cell;
    uint64_t *line; /* [n_rows] */
    size_t cap_line;
    size_t n_rows;
    uint64_t *recoded; /* [columns] cells that are read as others; NULL: there are none */
    bp_arena text;
};

static bp_status no_memory(const bp_grid *g, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_ELIMIT,
                   "no memory for its rows");
}

static bp_status check_row(const bp_grid *g, const bp_record *r, bp_err *err)
{
    const bp_loc at = { .file = bp_grid_file(g),
                        .sheet = bp_input_sheet(g->head.input),
                        .line = r->line };
    if (r->broken)
        return bp_fail(err, &at, BP_EDATA, "text behind a closing quote");
    if (r->n != bp_grid_columns(g))
        return bp_fail(err, &at, BP_EDATA, "has %zu fields; the header has %zu", r->n,
                       bp_grid_columns(g));
    if (g->n_rows == BP_GRID_ROWS_MAX)
        return bp_fail(err, &at, BP_ELIMIT, "there are more than %d rows",
                       BP_GRID_ROWS_MAX);
    if (r->position > BP_GRID_BYTES_MAX)
        return bp_fail(err, &at, BP_ELIMIT, "the file is over 32 MiB");
    return BP_OK;
}

/* A note below the table: in its first column alone, or a line of its own; or nothing but
 * delimiters, as spreadsheets fill the lines of their sheet. */
static bool is_remark(const bp_grid *g, const bp_record *r)
{
    bool rest = false;
    for (size_t i = 1; i < r->n; i++)
        rest |= bp_text_trim(r->field[i]).n > 0;
    return !r->broken && !rest && r->n > 0 && bp_grid_columns(g) > 1 &&
           (bp_text_trim(r->field[0]).n == 0 || bp_label_is_footnote(r->field[0]));
}

/* Has it the names of columns again, and nothing else? */
static bool is_header_again(const bp_grid *g, const bp_record *r)
{
    const bp_layout *l = &g->head.layout;
    size_t same = 0;
    for (size_t i = 0; !r->broken && i < r->n && i < l->n_columns; i++) {
        const bp_text cell = bp_text_trim(r->field[i]);
        if (cell.n == 0)
            continue;
        if (!bp_text_is(cell, l->name[i]) &&
            !(l->below != NULL && l->below[i] != NULL && bp_text_is(cell, l->below[i])))
            return false;
        same++;
    }
    return same > 1;
}

/* Has the row before nothing but a name? */
static bool is_below_title(const bp_grid *g)
{
    const size_t columns = bp_grid_columns(g);
    bool title = g->n_rows > 0;
    for (size_t i = 0; g->n_rows > 0 && i < columns; i++)
        title &= (g->cell[(g->n_rows - 1) * columns + i].n > 0) == (i == 0);
    return title;
}

/* Pages begin with the header again.  Under a title it is that of another table: read as
 * one, no line would say of which it is. */
static bp_status pass_header(const bp_grid *g, const bp_record *r, bp_err *err)
{
    const bp_loc at = { .file = bp_grid_file(g),
                        .sheet = bp_input_sheet(g->head.input),
                        .line = r->line };
    return !is_below_title(g)
               ? BP_OK
               : bp_fail(
                     err, &at, BP_EDATA,
                     "the header comes again under a title: these are several tables, "
                     "each of something else; put the titles into a column");
}

static bp_status add_row(void *arg, const bp_record *r, bp_err *err)
{
    bp_grid *g = arg;
    if (r->line < g->head.layout.data_line || is_remark(g, r))
        return BP_OK;
    if (is_header_again(g, r))
        return pass_header(g, r, err);
    bp_status status = check_row(g, r, err);
    if (status != BP_OK)
        return status;
    size_t used = g->n_rows * r->n;
    if (!bp_reserve(&g->cell, &g->cap_cell, used + r->n, sizeof *g->cell) ||
        !bp_reserve(&g->line, &g->cap_line, g->n_rows + 1, sizeof *g->line))
        return no_memory(g, err);
    for (size_t i = 0; i < r->n; i++) {
        const bp_text now = bp_head_cell(&g->head, i, r->field[i]);
        const bp_text t = bp_text_trim(now);
        if (g->recoded != NULL)
            g->recoded[i] += now.at != r->field[i].at;
        const char *copy = bp_arena_copy(&g->text, t.at, t.n);
        if (copy == NULL)
            return no_memory(g, err);
        g->cell[used + i] = (bp_text){ copy, t.n };
    }
    g->line[g->n_rows++] = r->line;
    return BP_OK;
}

static bp_status read_rows(bp_grid *g, bp_err *err)
{
    for (;;) {
        bp_chunk chunk = { 0 };
        bp_status status = bp_input_next(g->head.input, &chunk, err);
        if (status != BP_OK || chunk.text == NULL)
            return status;
        status = bp_csv_read(bp_grid_file(g), (bp_text){ chunk.text, chunk.n },
                             g->head.layout.rules, chunk.line, chunk.position, add_row, g,
                             err);
        bp_chunk_release(&chunk);
        if (status != BP_OK)
            return status;
    }
}

bp_status bp_grid_read(bp_grid **out, const char *path, const bp_reading *reading,
                       bp_doubts *doubts, bp_err *err)
{
    bp_grid *g = bp_alloc(sizeof *g, 0, 0);
    if (g == NULL)
        return bp_no_memory(err, "a table");
    bp_reading_init(&g->reading);
    if (reading != NULL)
        g->reading = *reading;
    g->reading.file = &path;
    g->reading.n_files = 1;
    bp_status status = bp_reading_check(&g->reading, err);
    if (status == BP_OK)
        status = bp_head_open_likely(&g->head, &g->reading, 0, false, doubts, err);
    g->reading.file = NULL;
    if (status == BP_OK && g->reading.recode != NULL) {
        g->recoded = bp_alloc(0, bp_grid_columns(g), sizeof *g->recoded);
        status = g->recoded != NULL ? BP_OK : no_memory(g, err);
    }
    if (status == BP_OK)
        status = read_rows(g, err);
    if (status != BP_OK) {
        bp_grid_free(g);
        return status;
    }
    *out = g;
    return BP_OK;
}

void bp_grid_free(bp_grid *g)
{
    if (g == NULL)
        return;
    bp_head_release(&g->head);
    bp_arena_release(&g->text);
    free(g->cell);
    free(g->line);
    free(g->recoded);
    free(g);
}

const char *bp_grid_file(const bp_grid *g)
{
    return bp_input_name(g->head.input);
}

size_t bp_grid_columns(const bp_grid *g)
{
    return g->head.layout.n_columns;
}

size_t bp_grid_rows(const bp_grid *g)
{
    return g->n_rows;
}

const char *bp_grid_name(const bp_grid *g, size_t column)
{
    return g->head.layout.name[column];
}

const bp_head *bp_grid_head(const bp_grid *g)
{
    return &g->head;
}

bp_text bp_grid_cell(const bp_grid *g, size_t row, size_t column)
{
    return g->cell[row * bp_grid_columns(g) + column];
}

const bp_reading *bp_grid_reading(const bp_grid *g)
{
    return &g->reading;
}

uint64_t bp_grid_recoded(const bp_grid *g, size_t column)
{
    return g->recoded != NULL ? g->recoded[column] : 0;
}

bp_loc bp_grid_place(const bp_grid *g, size_t row, size_t column)
{
    return (bp_loc){ .file = bp_grid_file(g),
                     .sheet = bp_input_sheet(g->head.input),
                     .line = g->line[row],
                     .field = column + 1,
                     .name = bp_grid_name(g, column) };
}

size_t bp_grid_find(const bp_grid *g, const char *name)
{
    bool twice;
    return bp_layout_column(&g->head.layout, name, &twice);
}

bp_status bp_grid_column(size_t *out, const bp_grid *g, const char *name, bp_err *err)
{
    const bp_loc at = { .file = bp_grid_file(g) };
    const bp_layout *l = &g->head.layout;
    bool twice;
    size_t column = bp_layout_column(l, name, &twice);
    if (twice)
        return bp_layout_twice(l, at.file, name, err);
    if (column != SIZE_MAX) {
        *out = column;
        return BP_OK;
    }
    char meant[BP_LOOK_MEANT_ROOM];
    const char *near = bp_text_nearest(name, (const char *const *)l->name, l->n_columns);
    return bp_fail(err, &at, BP_EDATA, "there is no column '%s'%s", name,
                   bp_look_meant(meant, near, name));
}

bp_pay bp_grid_number_in(const bp_grid *g, bp_text text, bp_number_style style, int scale)
{
    bp_pay_rules rules = { .style = style,
                           .scale = scale,
                           .range = g->reading.range,
                           .missing = g->reading.missing,
                           .n_missing = g->reading.n_missing };
    if (g->reading.number_format != NULL)
        bp_number_style_parse(&rules.style, g->reading.number_format); /* checked */
    return bp_pay_read(text, &rules);
}

bp_pay bp_grid_number(const bp_grid *g, size_t row, size_t column, int scale, bool pay)
{
    return bp_grid_number_in(g, bp_grid_cell(g, row, column),
                             bp_head_style(&g->head, column, pay), scale);
}
