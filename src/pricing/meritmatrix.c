/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meritmatrix.c - increases in percent by rating and zone.
 *
 * People write such tables with and without a percent sign, so both are read; a rating
 * that is there twice could mean either line, so it is refused. */
#include "pricing/meritmatrix.h"

#include <stdlib.h>

#include "ingest/grid.h"

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

static bp_status find_columns(size_t zone[BP_ZONES], size_t *rating, const bp_grid *g,
                              bp_err *err)
{
    bp_status status = bp_grid_column(rating, g, "rating", err);
    for (bp_zone z = BP_ZONE_Q1; status == BP_OK && z <= BP_ZONE_Q4; z++)
        status = bp_grid_column(&zone[z], g, bp_zone_name(z), err);
    if (status != BP_OK)
        return status;
    zone[BP_ZONE_BELOW] = bp_grid_find(g, bp_zone_name(BP_ZONE_BELOW));
    zone[BP_ZONE_ABOVE] = bp_grid_find(g, bp_zone_name(BP_ZONE_ABOVE));
    if (zone[BP_ZONE_BELOW] == SIZE_MAX)
        zone[BP_ZONE_BELOW] = zone[BP_ZONE_Q1];
    if (zone[BP_ZONE_ABOVE] == SIZE_MAX)
        zone[BP_ZONE_ABOVE] = zone[BP_ZONE_Q4];
    return BP_OK;
}

static bp_status read_percent(int64_t *out, const bp_grid *g, size_t row, size_t column,
                              bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, column);
    bp_text cell = bp_grid_cell(g, row, column);
    if (cell.n > 0 && cell.at[cell.n - 1] == '%')
        cell = bp_text_trim((bp_text){ cell.at, cell.n - 1 });
    const bp_number_style style = bp_head_style(bp_grid_head(g), column, false);
    const bp_pay p = bp_grid_number_in(g, cell, style, BP_MATRIX_SCALE);
    *out = 0;
    if (p.found == BP_FOUND_MISSING)
        return BP_OK;
    if (p.found != BP_FOUND_NUMBER || p.units < 0 ||
        p.units > PERCENT_MOST * bp_pow10(BP_MATRIX_SCALE))
        return bp_fail(err, &at, BP_EDATA, "not a percentage from 0 to %d", PERCENT_MOST);
    *out = p.units;
    return BP_OK;
}

static bp_status read_line(bp_merit_matrix *m, const bp_grid *g, size_t row,
                           const size_t zone[BP_ZONES], size_t rating, bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, rating);
    const bp_text cell = bp_grid_cell(g, row, rating);
    bp_matrix_line *l = &m->line[m->n];
    if (cell.n == 0)
        return bp_fail(err, &at, BP_EDATA, "the line has no rating");
    if (bp_merit_matrix_find(m, cell) != NULL)
        return bp_fail(err, &at, BP_EDATA, "the rating is there twice");
    const char *copy = bp_arena_copy(&m->text, cell.at, cell.n);
    if (copy == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the matrix");
    l->rating = (bp_text){ copy, cell.n };
    bp_status status = BP_OK;
    for (size_t z = 0; status == BP_OK && z < BP_ZONES; z++)
        status = read_percent(&l->percent[z], g, row, zone[z], err);
    m->n++;
    return status;
}

bp_status bp_merit_matrix_read(bp_merit_matrix *out, const char *path, bp_err *err)
{
    bp_grid *g = NULL;
    size_t zone[BP_ZONES], rating = 0;
    bp_status status = bp_grid_read(&g, path, NULL, NULL, err);
    if (status == BP_OK)
        status = find_columns(zone, &rating, g, err);
    if (status == BP_OK) {
        out->line = bp_alloc(0, bp_grid_rows(g), sizeof *out->line);
        if (out->line == NULL)
            status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the matrix");
    }
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++)
        status = read_line(out, g, i, zone, rating, err);
    bp_grid_free(g);
    return status;
}
