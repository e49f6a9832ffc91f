/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurefile.c - reads a structure that is there.
 *
 * The csv of a structure has its grades first, then its jobs; one by hand may have no
 * more than grades with their two ends. */
#include <stdlib.h>
#include <string.h>

#include "pricing/rangecolumns.h"
#include "pricing/structureowned.h"

#define DECIMALS 2

typedef bp_range_columns columns;

static bp_status read_amount(double *out, const bp_grid *g, size_t row, size_t column,
                             const columns *c, bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, column);
    bp_pay p = bp_grid_number(g, row, column, DECIMALS, true);
    if (p.found != BP_FOUND_NUMBER || p.units <= 0 ||
        !bp_amounts_a_year(&p, &c->said, bp_grid_reading(g)))
        return bp_fail(err, &at, BP_EDATA, "not an amount of money above 0");
    *out = bp_money_double(p.units, DECIMALS);
    return BP_OK;
}

static const char *text_at(bp_structure_owned *o, const bp_grid *g, size_t row,
                           size_t column)
{
    const bp_text t = column != SIZE_MAX ? bp_grid_cell(g, row, column) : bp_text_of("");
    return bp_arena_copy(&o->text, t.at, t.n);
}

static bool is_blank(const bp_grid *g, size_t row, size_t column)
{
    return column == SIZE_MAX ||
           bp_grid_number(g, row, column, DECIMALS, true).found == BP_FOUND_MISSING;
}

static bp_status read_grade(bp_structure_owned *o, const bp_grid *g, size_t row,
                            const columns *c, bp_err *err)
{
    bp_grade *to = &o->grade[o->made.n_grades];
    const bp_loc at = bp_grid_place(g, row, c->grade);
    to->name = text_at(o, g, row, c->grade);
    if (to->name == NULL)
        return bp_no_memory(err, "the structure");
    bp_status status = read_amount(&to->min, g, row, c->min, c, err);
    if (status == BP_OK)
        status = read_amount(&to->max, g, row, c->max, c, err);
    to->midpoint = (to->min + to->max) / 2;
    if (status == BP_OK && !is_blank(g, row, c->midpoint))
        status = read_amount(&to->midpoint, g, row, c->midpoint, c, err);
    if (status != BP_OK)
        return status;
    o->made.n_grades++;
    return to->min <= to->midpoint && to->midpoint <= to->max
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA, "its range is out of order");
}

/* A job without a market has no place in a structure. */
static bp_status read_job(bp_structure_owned *o, const bp_grid *g, size_t row,
                          const columns *c, bp_err *err)
{
    bp_priced_job *to = &o->job[o->made.n_jobs];
    const bp_loc at = bp_grid_place(g, row, c->grade);
    const bp_text grade = bp_grid_cell(g, row, c->grade);
    size_t k = 0;
    if (is_blank(g, row, c->market))
        return BP_OK;
    while (k < o->made.n_grades && !bp_text_alike(bp_text_of(o->grade[k].name), grade))
        k++;
    if (k == o->made.n_grades)
        return bp_fail(err, &at, BP_EDATA, "no line before it has that grade");
    *to = (bp_priced_job){ .job = text_at(o, g, row, c->job),
                           .title = "",
                           .line = at.line,
                           .grade = k,
                           .nearest = k,
                           .placed = true };
    if (to->job == NULL)
        return bp_no_memory(err, "the structure");
    o->grade[k].jobs++;
    o->made.n_jobs++;
    return read_amount(&to->market, g, row, c->market, c, err);
}

static bp_status read_all(bp_structure_owned *o, const bp_grid *g, bp_err *err)
{
    columns c;
    const char *file = bp_grid_file(g);
    bp_status status = bp_range_columns_find(&c, g, err);
    if (status != BP_OK)
        return status;
    o->grade = bp_alloc(0, bp_grid_rows(g), sizeof *o->grade);
    o->job = bp_alloc(0, bp_grid_rows(g), sizeof *o->job);
    o->made.file = bp_arena_copy(&o->text, file, strlen(file));
    if (o->grade == NULL || o->job == NULL || o->made.file == NULL)
        return bp_no_memory(err, "the structure");
    o->made.grade = o->grade;
    o->made.job = o->job;
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++) {
        const bool job =
            c.kind != SIZE_MAX && bp_text_is(bp_grid_cell(g, i, c.kind), "job");
        status = job ? read_job(o, g, i, &c, err) : read_grade(o, g, i, &c, err);
    }
    return status != BP_OK || o->made.n_grades > 0
               ? status
               : bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA, "it has no grade");
}

bp_status bp_structure_read(bp_structure **out, const char *file,
                            const bp_reading *reading, bp_err *err)
{
    bp_grid *g = NULL;
    bp_structure_owned *o = bp_alloc(sizeof *o, 0, 0);
    bp_status status = o != NULL ? bp_grid_read(&g, file, reading, NULL, err)
                                 : bp_no_memory(err, "the structure");
    if (status == BP_OK)
        status = read_all(o, g, err);
    bp_grid_free(g);
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_structure_free(o != NULL ? &o->made : NULL);
    return status;
}
