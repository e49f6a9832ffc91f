/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meritmatrix.c - increases in percent by rating and zone.
 *
 * People write such tables with and without a percent sign, so both are read; a rating
 * that is there twice could mean either line, so it is refused, and so are increases that
 * are all so small that they look like shares of 1. */
#include "pricing/meritmatrix.h"

#include <stdlib.h>

#include "ingest/gridcolumns.h"

#define PERCENT_MOST 1000

void bp_merit_matrix_release(bp_merit_matrix *m)
{
    free(m->line);
    bp_arena_release(&m->text);
    *m = (bp_merit_matrix){ 0 };
}

const bp_matrix_line *bp_merit_matrix_find(const bp_merit_matrix *m, bp_text rating)
{
    for (size_t i = 0; i < m->n; i++)
        if (bp_text_alike(m->line[i].rating, rating))
            return &m->line[i];
    return NULL;
}

/* A matrix, while its lines are read. */
typedef struct reader {
    const bp_grid *grid;
    size_t rating;
    size_t zone[BP_ZONES];
    bool marked;  /* a cell has a percent sign */
    int64_t most; /* the largest increase */
} reader;

/* The column of a zone by its name, or as matrices call it. */
static size_t find_zone(const bp_grid *g, bp_zone z)
{
    static const char *const called[BP_ZONES][4] = {
        [BP_ZONE_BELOW] = { "below", "below minimum", "below min", "below range" },
        [BP_ZONE_Q1] = { "Q1", "quartile 1", "1st quartile", "first quartile" },
        [BP_ZONE_Q2] = { "Q2", "quartile 2", "2nd quartile", "second quartile" },
        [BP_ZONE_Q3] = { "Q3", "quartile 3", "3rd quartile", "third quartile" },
        [BP_ZONE_Q4] = { "Q4", "quartile 4", "4th quartile", "fourth quartile" },
        [BP_ZONE_ABOVE] = { "above", "above maximum", "above max", "above range" },
    };
    size_t column = SIZE_MAX;
    for (size_t i = 0; column == SIZE_MAX && i < 4; i++)
        column = bp_grid_find(g, called[z][i]);
    return column;
}

static bp_status find_columns(reader *r, bp_err *err)
{
    const bp_grid *g = r->grid;
    size_t *zone = r->zone;
    bp_status status =
        bp_grid_need(&r->rating, g, "rating", bp_grid_role_rank, BP_ROLE_RATING, err);
    for (bp_zone z = BP_ZONE_BELOW; z <= BP_ZONE_ABOVE; z++)
        zone[z] = find_zone(g, z);
    if (zone[BP_ZONE_BELOW] == SIZE_MAX)
        zone[BP_ZONE_BELOW] = zone[BP_ZONE_Q1];
    if (zone[BP_ZONE_ABOVE] == SIZE_MAX)
        zone[BP_ZONE_ABOVE] = zone[BP_ZONE_Q4];
    for (bp_zone z = BP_ZONE_Q1; status == BP_OK && z <= BP_ZONE_Q4; z++)
        if (zone[z] == SIZE_MAX) /* which fails as it says */
            status = bp_grid_column(&zone[z], g, bp_zone_name(z), err);
    return status;
}

static bp_status read_percent(int64_t *out, reader *r, size_t row, size_t column,
                              bp_err *err)
{
    const bp_grid *g = r->grid;
    const bp_loc at = bp_grid_place(g, row, column);
    bp_text cell = bp_grid_cell(g, row, column);
    if (cell.n > 0 && cell.at[cell.n - 1] == '%') {
        cell = bp_text_trim((bp_text){ cell.at, cell.n - 1 });
        r->marked = true;
    }
    const bp_number_style style = bp_head_style(bp_grid_head(g), column, false);
    const bp_pay p = bp_grid_number_in(g, cell, style, BP_MATRIX_SCALE);
    *out = 0;
    if (p.found == BP_FOUND_MISSING)
        return BP_OK;
    if (p.found != BP_FOUND_NUMBER || p.units < 0 ||
        p.units > PERCENT_MOST * bp_pow10(BP_MATRIX_SCALE))
        return bp_fail(err, &at, BP_EDATA, "not a percentage from 0 to %d", PERCENT_MOST);
    *out = p.units;
    r->most = p.units > r->most ? p.units : r->most;
    return BP_OK;
}

/* A spreadsheet shows .035 as 3.5%, and may save it as .035. */
static bp_status check_percent(const reader *r, bp_err *err)
{
    const int64_t one = bp_pow10(BP_MATRIX_SCALE);
    return r->marked || r->most == 0 || r->most >= one / 2
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = bp_grid_file(r->grid) }, BP_EDATA,
                         "its largest increase is %.15g percent: write %.15g%% where it "
                         "is that, and %.15g where it is a share of 1",
                         bp_money_double(r->most, BP_MATRIX_SCALE),
                         bp_money_double(r->most, BP_MATRIX_SCALE),
                         bp_money_double(100 * r->most, BP_MATRIX_SCALE));
}

static bp_status read_line(bp_merit_matrix *m, reader *r, size_t row, bp_err *err)
{
    const bp_loc at = bp_grid_place(r->grid, row, r->rating);
    const bp_text cell = bp_grid_cell(r->grid, row, r->rating);
    bp_matrix_line *l = &m->line[m->n];
    if (cell.n == 0)
        return bp_fail(err, &at, BP_EDATA, "the line has no rating");
    if (bp_merit_matrix_find(m, cell) != NULL)
        return bp_fail(err, &at, BP_EDATA, "the rating is there twice");
    const char *copy = bp_arena_copy(&m->text, cell.at, cell.n);
    if (copy == NULL)
        return bp_no_memory(err, "the matrix");
    l->rating = (bp_text){ copy, cell.n };
    bp_status status = BP_OK;
    for (size_t z = 0; status == BP_OK && z < BP_ZONES; z++)
        status = read_percent(&l->percent[z], r, row, r->zone[z], err);
    m->n++;
    return status;
}

bp_status bp_merit_matrix_read(bp_merit_matrix *out, const char *path, bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, path, NULL, NULL, err);
    reader r = { .grid = g };
    if (status == BP_OK)
        status = find_columns(&r, err);
    if (status == BP_OK) {
        out->line = bp_alloc(0, bp_grid_rows(g), sizeof *out->line);
        if (out->line == NULL)
            status = bp_no_memory(err, "the matrix");
    }
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++)
        status = read_line(out, &r, i, err);
    if (status == BP_OK)
        status = check_percent(&r, err);
    bp_grid_free(g);
    return status;
}
