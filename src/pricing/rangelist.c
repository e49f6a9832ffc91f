/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rangelist.c - ranges of pay by grade and by job, and markets by job, as they are read.
 *
 * Pay is held against these amounts exactly, so they stay decimals: all of a list on one
 * scale, the smallest on which each is whole. */
#include "pricing/rangelist.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/currency.h"
#include "pricing/rangecolumns.h"

/* Amounts of so many decimals are read; larger amounts have fewer. */
static const int scales[] = { 9, 6, 2 };

void bp_range_list_release(bp_range_list *l)
{
    free(l->grade.line);
    free(l->job.line);
    free(l->market.line);
    bp_arena_release(&l->text);
    *l = (bp_range_list){ 0 };
}

/* A file, while its lines are read. */
typedef struct reader {
    const bp_grid *grid;
    const bp_reading *reading;
    bp_range_columns column; /* of a market: its job and market alone */
    size_t survey; /* of a priced table, whose composites count; SIZE_MAX likewise */
    bool grades;   /* ranges are read of grades alone */
    bp_range_list *to;
} reader;

static bp_status find_market_columns(reader *r, bp_err *err)
{
    const bp_grid *g = r->grid;
    r->column = (bp_range_columns){ .kind = SIZE_MAX };
    r->survey =
        bp_grid_find(g, "match") != SIZE_MAX ? bp_grid_find(g, "survey") : SIZE_MAX;
    bp_status status = bp_market_column_find(&r->column.market, g, err);
    if (status != BP_OK)
        return status;
    r->column.said = bp_amounts_said_by(bp_grid_name(g, r->column.market));
    return bp_grid_need(&r->column.job, g, "job", bp_grid_role_rank, BP_ROLE_JOB, err);
}

/* ---- amounts ---- */

/* The finest scale that all amounts of some columns fit. */
static int scale_for(const bp_grid *g, const size_t column[], size_t n)
{
    size_t s = 0;
    for (size_t row = 0; row < bp_grid_rows(g); row++)
        for (size_t i = 0; i < n; i++)
            while (column[i] != SIZE_MAX && s + 1 < sizeof scales / sizeof scales[0] &&
                   bp_grid_number(g, row, column[i], scales[s], true).found ==
                       BP_FOUND_UNREADABLE)
                s++;
    return scales[s];
}

/* Amounts of a list are in one currency. */
static bp_status same_currency(bp_range_list *l, const char *more, const bp_loc *at,
                               bp_err *err)
{
    const char *known = l->currency;
    return bp_currency_join(&l->currency, more)
               ? BP_OK
               : bp_fail(err, at, BP_EDATA, "is in %s, and others are in %s", more,
                         known);
}

/* *blank: the cell is empty, and *out is 0. */
static bp_status read_amount(int64_t *out, bool *blank, const reader *r, size_t row,
                             size_t column, bp_err *err)
{
    *out = 0;
    *blank = true;
    if (column == SIZE_MAX)
        return BP_OK;
    const bp_loc at = bp_grid_place(r->grid, row, column);
    bp_pay p = bp_grid_number(r->grid, row, column, r->to->scale, true);
    *blank = p.found == BP_FOUND_MISSING;
    if (*blank)
        return BP_OK;
    if (p.found != BP_FOUND_NUMBER || p.units <= 0)
        return bp_fail(err, &at, BP_EDATA, "not an amount of money above 0");
    if (!bp_amounts_a_year(&p, &r->column.said, r->reading))
        return bp_fail(err, &at, BP_EDATA, "is too large");
    *out = p.units;
    return same_currency(r->to, p.currency, &at, err);
}

static bp_status need_amount(int64_t *out, const reader *r, size_t row, size_t column,
                             bp_err *err)
{
    bool blank;
    const bp_loc at = bp_grid_place(r->grid, row, column);
    bp_status status = read_amount(out, &blank, r, row, column, err);
    return status == BP_OK && blank ? bp_fail(err, &at, BP_EDATA, "there is no amount")
                                    : status;
}

/* ---- lines ---- */

static bool is_kind(const bp_grid *g, size_t row, size_t column, const char *word)
{
    return bp_text_same(bp_grid_cell(g, row, column), bp_text_of(word));
}

static bp_status read_name(bp_text *out, const reader *r, size_t row, size_t column,
                           bp_err *err)
{
    const bp_loc at = bp_grid_place(r->grid, row, column);
    const bp_text cell = bp_grid_cell(r->grid, row, column);
    const char *copy = bp_arena_copy(&r->to->text, cell.at, cell.n);
    if (cell.n == 0)
        return bp_fail(err, &at, BP_EDATA, "the line has no name");
    if (copy == NULL)
        return bp_no_memory(err, "the ranges");
    *out = (bp_text){ copy, cell.n };
    return BP_OK;
}

static bp_status read_range(bp_range_line *x, const reader *r, size_t row, bp_err *err)
{
    const bp_range_columns *c = &r->column;
    const bp_loc at = bp_grid_place(r->grid, row, c->min);
    bool blank = true;
    bp_status status = need_amount(&x->min, r, row, c->min, err);
    if (status == BP_OK)
        status = need_amount(&x->max, r, row, c->max, err);
    if (status == BP_OK)
        status = read_amount(&x->midpoint, &blank, r, row, c->midpoint, err);
    if (status == BP_OK && blank)
        x->midpoint = x->min + (x->max - x->min) / 2;
    if (status == BP_OK && (x->min > x->midpoint || x->midpoint > x->max))
        status = bp_fail(err, &at, BP_EDATA,
                         "minimum, midpoint and maximum are not in ascending order");
    return status;
}

/* A line of the csv of `structure` is of a grade or of a job; any other table has grades
 * alone. */
static bp_status read_structure_row(const reader *r, size_t row, bp_err *err)
{
    const bp_range_columns *c = &r->column;
    const bool job = c->kind != SIZE_MAX && is_kind(r->grid, row, c->kind, "job");
    bool blank = true;
    if (c->kind != SIZE_MAX && !job && !is_kind(r->grid, row, c->kind, "grade"))
        return bp_fail(err,
                       &(bp_loc){ .file = bp_grid_file(r->grid),
                                  .line = bp_grid_place(r->grid, row, c->kind).line,
                                  .field = c->kind + 1,
                                  .name = "kind" },
                       BP_EDATA, "neither 'grade' nor 'job'");
    bp_range_names *to = job ? &r->to->job : &r->to->grade;
    bp_range_line *x = &to->line[to->n];
    *x = (bp_range_line){ .line = bp_grid_place(r->grid, row, 0).line, .at = to->n++ };
    bp_status status = read_name(&x->name, r, row, job ? c->job : c->grade, err);
    if (status == BP_OK && job)
        status = read_name(&x->grade, r, row, c->grade, err);
    if (status == BP_OK && !(job && r->grades))
        status = read_range(x, r, row, err);
    if (status == BP_OK && job)
        status = read_amount(&x->market, &blank, r, row, c->market, err);
    x->has_market = !blank;
    return status;
}

/* Of a table with a line a source the composites count; a job that nothing matched has no
 * market. */
static bp_status read_market_row(const reader *r, size_t row, bp_err *err)
{
    bp_range_names *to = &r->to->market;
    bool blank = true;
    if (r->survey != SIZE_MAX && !is_kind(r->grid, row, r->survey, "(composite)"))
        return BP_OK;
    bp_range_line *x = &to->line[to->n];
    *x = (bp_range_line){ .line = bp_grid_place(r->grid, row, 0).line, .at = to->n };
    bp_status status = read_amount(&x->market, &blank, r, row, r->column.market, err);
    if (status != BP_OK || blank)
        return status;
    x->has_market = true;
    to->n++;
    return read_name(&x->name, r, row, r->column.job, err);
}

static int by_name(const void *a, const void *b)
{
    const bp_range_line *x = a, *y = b;
    const int order = bp_text_alike_order(x->name, y->name);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* Puts names in the order of bp_range_names_find. */
static bp_status sort_names(bp_range_names *n, const char *file, const char *what,
                            bp_err *err)
{
    if (n->n > 1)
        qsort(n->line, n->n, sizeof n->line[0], by_name);
    for (size_t i = 1; i < n->n; i++) {
        const bp_loc at = { .file = file, .line = n->line[i].line };
        if (bp_text_alike_order(n->line[i - 1].name, n->line[i].name) == 0)
            return bp_fail(err, &at, BP_EDATA,
                           "the %s of this line is already in line %llu", what,
                           (unsigned long long)n->line[i - 1].line);
    }
    return BP_OK;
}

const bp_range_line *bp_range_names_find(const bp_range_names *n, bp_text name)
{
    size_t low = 0, high = n->n;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        const int order = bp_text_alike_order(name, n->line[mid].name);
        if (order == 0)
            return &n->line[mid];
        if (order > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* ---- the files ---- */

/* Puts all of the list on a scale that is no finer; another changes nothing. */
static void coarsen(bp_range_list *l, int scale)
{
    bp_range_names *const all[] = { &l->grade, &l->job, &l->market };
    if (scale >= l->scale)
        return;
    const int64_t by = bp_pow10(l->scale - scale);
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
        for (size_t i = 0; i < all[k]->n; i++) {
            bp_range_line *x = &all[k]->line[i];
            x->min /= by;
            x->midpoint /= by;
            x->max /= by;
            x->market /= by;
        }
    l->scale = scale;
}

static bp_status take_structure(reader *r, bp_err *err)
{
    const bp_grid *g = r->grid;
    const bp_range_columns *c = &r->column;
    const size_t n = bp_grid_rows(g);
    bp_range_list *l = r->to;
    bp_status status = bp_range_columns_find(&r->column, g, err);
    if (status != BP_OK)
        return status;
    l->grade.line = bp_alloc(0, n, sizeof *l->grade.line);
    l->job.line = bp_alloc(0, n, sizeof *l->job.line);
    l->file = bp_arena_copy(&l->text, bp_grid_file(g), strlen(bp_grid_file(g)));
    if (l->grade.line == NULL || l->job.line == NULL || l->file == NULL)
        return bp_no_memory(err, "the ranges");
    const size_t amounts[] = { c->min, c->midpoint, c->max,
                               c->kind != SIZE_MAX ? c->market : SIZE_MAX };
    coarsen(l, scale_for(g, amounts, 4));
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = read_structure_row(r, i, err);
    if (status == BP_OK)
        status = sort_names(&l->grade, bp_grid_file(g), "grade", err);
    if (status == BP_OK)
        status = sort_names(&l->job, bp_grid_file(g), "job", err);
    return status;
}

static bp_status take_market(reader *r, bp_err *err)
{
    const bp_grid *g = r->grid;
    bp_range_list *l = r->to;
    bp_status status = find_market_columns(r, err);
    if (status != BP_OK)
        return status;
    l->market.line = bp_alloc(0, bp_grid_rows(g), sizeof *l->market.line);
    if (l->market.line == NULL)
        return bp_no_memory(err, "the ranges");
    coarsen(l, scale_for(g, &r->column.market, 1));
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++)
        status = read_market_row(r, i, err);
    if (status == BP_OK && l->market.n == 0)
        status = bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                         "no job has a market in the column '%s'",
                         bp_grid_name(g, r->column.market));
    return status == BP_OK ? sort_names(&l->market, bp_grid_file(g), "job", err) : status;
}

/* Is every amount of the list a multiple? */
static bool are_multiples(const bp_range_list *l, int64_t of)
{
    const bp_range_names *const all[] = { &l->grade, &l->job, &l->market };
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
        for (size_t i = 0; i < all[k]->n; i++) {
            const bp_range_line *x = &all[k]->line[i];
            if (x->min % of != 0 || x->midpoint % of != 0 || x->max % of != 0 ||
                x->market % of != 0)
                return false;
        }
    return true;
}

/* The smallest scale on which each amount is whole. */
static void shorten(bp_range_list *l)
{
    int scale = l->scale;
    while (scale > 0 && are_multiples(l, bp_pow10(l->scale - scale + 1)))
        scale--;
    coarsen(l, scale);
}

typedef bp_status taker(reader *r, bp_err *err);

/*   as  how the file is read; NULL: it is recognised */
static bp_status read_file(reader r, const char *path, const bp_reading *as, taker *take,
                           bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, path, as, NULL, err);
    r.grid = g;
    if (status == BP_OK)
        status = take(&r, err);
    if (status == BP_OK)
        status = same_currency(r.to, r.column.said.currency,
                               &(bp_loc){ .file = bp_grid_file(g) }, err);
    r.to->period_said |= r.column.said.period != BP_PERIOD_AS_IS;
    bp_grid_free(g);
    return status;
}

bp_status bp_range_list_read(bp_range_list *out, const char *structure,
                             const char *market, const bp_reading *reading, bp_err *err)
{
    const reader r = { .reading = reading, .to = out };
    bp_status status = BP_OK;
    out->scale = scales[0];
    if (structure != NULL)
        status = read_file(r, structure, NULL, take_structure, err);
    if (status == BP_OK && market != NULL)
        status = read_file(r, market, NULL, take_market, err);
    if (status == BP_OK)
        shorten(out);
    return status;
}

bp_status bp_range_structure_read(bp_range_list *out, const char *file,
                                  const bp_reading *reading, bp_err *err)
{
    const reader r = { .reading = reading, .to = out, .grades = true };
    out->scale = scales[0];
    bp_status status = read_file(r, file, reading, take_structure, err);
    if (status == BP_OK)
        shorten(out);
    return status;
}
