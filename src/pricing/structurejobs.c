/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurejobs.c - reads the jobs that a structure is built of.
 *
 * A table of priced jobs has a line a source and one a composite, of which the composites
 * alone are markets; any other table has a line a job.  Lines without a market are left
 * out, as jobs that nothing matched are. */
#include "pricing/structurejobs.h"

#include <stdlib.h>
#include <string.h>

#include "pricing/rangecolumns.h"
#include "pricing/target.h"

#define DECIMALS 9

typedef struct columns {
    size_t job, title, grade, points, manager, market;
    double factor;        /* of the market */
    bp_amounts_said said; /* of it, too */
    size_t survey;        /* of a priced table, SIZE_MAX likewise */
} columns;

bool bp_grade_number(uint64_t *out, size_t *letters, const char *name)
{
    size_t n = strlen(name), first = n;
    while (first > 0 && bp_is_digit(name[first - 1]))
        first--;
    if (first == n || n - first > 9)
        return false;
    *out = strtoull(name + first, NULL, 10);
    *letters = first;
    return true;
}

/* A column whose whole name is the target is meant before one with something added. */
static bp_status find_target(columns *c, bp_job_lines *l, const bp_grid *g,
                             const char *target, bp_err *err)
{
    bp_target t;
    c->market = bp_grid_find(g, target);
    if (c->market != SIZE_MAX || !bp_target_parse(&t, target))
        return bp_grid_column(&c->market, g, target, err);
    const char *name = bp_arena_copy(&l->text, t.name.at, t.name.n);
    c->factor = 1 + t.plus;
    return name != NULL ? bp_grid_column(&c->market, g, name, err)
                        : bp_no_memory(err, "the jobs");
}

static bp_status find_market(columns *c, bp_job_lines *l, const bp_grid *g,
                             const char *target, bp_err *err)
{
    c->factor = 1;
    return target != NULL ? find_target(c, l, g, target, err)
                          : bp_market_column_find(&c->market, g, err);
}

static bp_status find_manager(size_t *out, const bp_grid *g, const char *asked,
                              bp_err *err)
{
    if (asked != NULL)
        return bp_grid_column(out, g, asked, err);
    *out = bp_grid_find(g, "manager");
    return BP_OK;
}

static bp_status find(columns *c, bp_job_lines *l, const bp_grid *g,
                      const bp_structure_question *q, bp_err *err)
{
    c->points = bp_grid_find(g, "points");
    c->survey =
        bp_grid_find(g, "match") != SIZE_MAX ? bp_grid_find(g, "survey") : SIZE_MAX;
    bp_status status =
        bp_grid_best(&c->title, g, "title", bp_grid_role_rank, BP_ROLE_TITLE, err);
    if (status == BP_OK)
        status =
            bp_grid_best(&c->grade, g, "grade", bp_grid_role_rank, BP_ROLE_GRADE, err);
    if (status == BP_OK)
        status = bp_grid_need(&c->job, g, "job", bp_grid_role_rank, BP_ROLE_JOB, err);
    if (status == BP_OK)
        status = find_market(c, l, g, q->target, err);
    if (status == BP_OK)
        c->said = bp_amounts_said_by(bp_grid_name(g, c->market));
    if (status == BP_OK)
        status = find_manager(&c->manager, g, q->manager, err);
    if (status == BP_OK && q->on_points)
        status = bp_grid_column(&c->points, g, "points", err);
    if (status == BP_OK && q->fit && !q->on_points)
        status = bp_grid_column(&c->grade, g, "grade", err);
    return status;
}

/* Amounts that are too large for so many decimals have fewer.
 *   said  of amounts of pay; NULL: it is no pay */
static bool number_at(double *out, bool *blank, const bp_grid *g, size_t row,
                      size_t column, const bp_amounts_said *said)
{
    const bool pay = said != NULL;
    int scale = DECIMALS;
    bp_pay p = bp_grid_number(g, row, column, scale, pay);
    if (p.found != BP_FOUND_NUMBER) {
        scale = 2;
        p = bp_grid_number(g, row, column, scale, pay);
    }
    *blank = p.found == BP_FOUND_MISSING;
    if (pay && p.found == BP_FOUND_NUMBER &&
        !bp_amounts_a_year(&p, said, bp_grid_reading(g)))
        return false;
    *out = bp_money_double(p.units, scale);
    return p.found == BP_FOUND_NUMBER;
}

static const char *text_at(bp_job_lines *l, const bp_grid *g, size_t row, size_t column)
{
    const bp_text t = column != SIZE_MAX ? bp_grid_cell(g, row, column) : bp_text_of("");
    return bp_arena_copy(&l->text, t.at, t.n);
}

static bp_status read_grade(bp_job_line *j, bp_job_lines *l, const bp_grid *g, size_t row,
                            size_t column, bp_err *err)
{
    size_t letters;
    if (column == SIZE_MAX || bp_grid_cell(g, row, column).n == 0)
        return BP_OK;
    const bp_loc at = bp_grid_place(g, row, column);
    j->has_grade = true;
    j->grade = text_at(l, g, row, column);
    if (j->grade == NULL)
        return bp_no_memory(err, "the jobs");
    return bp_grade_number(&j->number, &letters, j->grade)
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA,
                         "the grade is no number, and ends in none, as 'G7' does");
}

static bp_status read_points(bp_job_line *j, const bp_grid *g, size_t row, size_t column,
                             bp_err *err)
{
    bool blank = true;
    if (column == SIZE_MAX)
        return BP_OK;
    const bp_loc at = bp_grid_place(g, row, column);
    j->has_points = number_at(&j->points, &blank, g, row, column, NULL);
    return j->has_points || blank ? BP_OK
                                  : bp_fail(err, &at, BP_EDATA, "not a number of points");
}

static bool is_composite(const bp_grid *g, size_t row, const columns *c)
{
    return c->survey == SIZE_MAX ||
           bp_text_same(bp_grid_cell(g, row, c->survey), bp_text_of("(composite)"));
}

static bp_status read_row(bp_job_lines *l, const bp_grid *g, size_t row, const columns *c,
                          bp_err *err)
{
    bool blank;
    const bp_loc at = bp_grid_place(g, row, c->market);
    bp_job_line *j = &l->job[l->n];
    *j = (bp_job_line){ .line = at.line };
    if (!is_composite(g, row, c))
        return BP_OK;
    const bool found = number_at(&j->market, &blank, g, row, c->market, &c->said);
    if (!found && blank) {
        l->without++;
        return BP_OK;
    }
    if (!found || !(j->market > 0))
        return bp_fail(err, &at, BP_EDATA, "not an amount of money above 0");
    j->market *= c->factor;
    j->job = text_at(l, g, row, c->job);
    j->title = text_at(l, g, row, c->title);
    j->manager = text_at(l, g, row, c->manager);
    if (j->job == NULL || j->title == NULL || j->manager == NULL)
        return bp_no_memory(err, "the jobs");
    bp_status status = read_grade(j, l, g, row, c->grade, err);
    if (status == BP_OK)
        status = read_points(j, g, row, c->points, err);
    l->n++;
    return status;
}

static bp_status read_all(bp_job_lines *l, const bp_grid *g,
                          const bp_structure_question *q, bp_err *err)
{
    columns c;
    bp_status status = find(&c, l, g, q, err);
    if (status != BP_OK)
        return status;
    const char *file = bp_grid_file(g);
    const char *market = c.factor == 1 ? bp_grid_name(g, c.market) : q->target;
    l->file = bp_arena_copy(&l->text, file, strlen(file));
    l->market = bp_arena_copy(&l->text, market, strlen(market));
    l->period_said = c.said.period != BP_PERIOD_AS_IS;
    l->job = bp_alloc(0, bp_grid_rows(g), sizeof *l->job);
    if (l->file == NULL || l->market == NULL || l->job == NULL)
        return bp_no_memory(err, "the jobs");
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++)
        status = read_row(l, g, i, &c, err);
    if (status == BP_OK && l->n == 0)
        status = bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                         "no job has a market in the column '%s'", l->market);
    return status;
}

bp_status bp_job_lines_read(bp_job_lines *out, const bp_structure_question *q,
                            bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, q->file, &q->reading, NULL, err);
    if (status == BP_OK)
        status = read_all(out, g, q, err);
    if (status == BP_OK && q->reading.digest)
        bp_input_digest(bp_grid_head(g)->input, out->sha256);
    bp_grid_free(g);
    return status;
}

void bp_job_lines_release(bp_job_lines *l)
{
    free(l->job);
    bp_arena_release(&l->text);
    *l = (bp_job_lines){ 0 };
}
