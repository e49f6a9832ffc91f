/* SPDX-License-Identifier: GPL-3.0-or-later */
/* heatmap.c - the chart of medians by two columns.
 *
 * The colour is the gap to the median of all, which shows the pattern; the amount in each
 * tile keeps it exact for those who do not see colours. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"
#include "chart/scale.h"

#define TWO_LINES 36.0 /* px of a tile that has room for its gap below its amount */
#define GAP 4.0        /* px between tiles */
#define PAD 4.0        /* px between an amount and the edge of its tile */
#define NAME_LINES 3   /* of a column's name, at most */

/* Where the tiles are. */
typedef struct tiles {
    const bp_chart_heatmap *map;
    bp_chart_rows rows;
    size_t n_columns;
    double width; /* px of a column */
    double least; /* that it needs */
    bp_scale pay; /* for amounts only */
} tiles;

static bool usable(const bp_chart_heatmap *m)
{
    bool good =
        m->n_rows > 0 && m->n_columns > 0 && isfinite(m->reference) && m->reference > 0;
    for (size_t i = 0; good && i < m->n_rows * m->n_columns; i++)
        good = isfinite(m->cell[i].value);
    return good;
}

static const bp_figure *cell_of(const tiles *t, size_t row, size_t column)
{
    return &t->map->cell[row * t->map->n_columns + column];
}

/* px that the widest amount takes in this look. */
static double widest(bp_plot *p, const tiles *t, bp_text_look look)
{
    double width = 0;
    for (size_t i = 0; i < t->map->n_rows * t->map->n_columns; i++) {
        if (t->map->cell[i].state != BP_SHOWN)
            continue;
        bp_str s = { 0 };
        bp_scale_amount(&s, &t->pay, t->map->cell[i].value);
        width = fmax(width, bp_plot_width(p, look, bp_str_text(&s)));
        p->set.failed |= s.failed;
        bp_str_release(&s);
    }
    return width;
}

/* Column i's name as it can be drawn. */
static bp_str column_name(bp_plot *p, const tiles *t, size_t i)
{
    bp_str name = { 0 };
    bp_str_visible(&name, bp_text_of(t->map->column[i]));
    p->set.failed |= name.failed;
    return name;
}

/* Lines that the longest of the columns' names needs. */
static size_t name_lines(bp_plot *p, const tiles *t, double width)
{
    size_t most = 1;
    for (size_t i = 0; i < t->n_columns; i++) {
        bp_str name = column_name(p, t, i);
        size_t lines =
            bp_plot_count(p, BP_LOOK_AXIS, width - GAP, NAME_LINES, bp_str_text(&name));
        most = lines > most ? lines : most;
        bp_str_release(&name);
    }
    return most;
}

/* How many rows and columns there is room for, below the columns' names. */
static void fit(bp_plot *p, tiles *t)
{
    double room = p->right - p->left - bp_chart_rows_names_most(p);
    t->least = fmax(widest(p, t, BP_LOOK_SMALL),
                    bp_plot_width(p, BP_LOOK_NOTE, bp_text_of("withheld")));
    t->least += GAP + 2 * PAD;
    t->n_columns = bp_chart_rows_fit(p, t->map->n_columns, room, t->least, "columns");
    size_t lines = name_lines(p, t, room / (double)t->n_columns);
    p->top += 8 + bp_plot_line(BP_LOOK_AXIS) * (double)lines;
    size_t n = bp_chart_rows_fit(p, t->map->n_rows, p->bottom - p->top - 8, p->row_least,
                                 "rows");
    p->bottom -= 8;
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&t->rows, t->map->row[i], 0, 0);
}

/* The last line of each is right above the tiles. */
static void put_columns(bp_plot *p, const tiles *t)
{
    double width = t->width - GAP, line = bp_plot_line(BP_LOOK_AXIS);
    for (size_t i = 0; i < t->n_columns; i++) {
        bp_str name = column_name(p, t, i);
        bp_text text = bp_str_text(&name);
        size_t lines = bp_plot_count(p, BP_LOOK_AXIS, width, NAME_LINES, text);
        double x = p->left + ((double)i + .5) * t->width;
        double y = p->top - 4 - line * ((double)lines - .5);
        bp_plot_lines(p, BP_LOOK_AXIS, BP_CENTER, x, y, width, NAME_LINES, text);
        bp_str_release(&name);
    }
}

static void put_tile(bp_plot *p, const tiles *t, size_t row, size_t column,
                     bp_text_look look)
{
    const bp_figure *f = cell_of(t, row, column);
    double left = p->left + (double)column * t->width, middle = left + t->width / 2;
    double y = bp_chart_rows_middle(p, &t->rows, row),
           half = t->rows.height / 2 - GAP / 2;
    if (f->state != BP_SHOWN) {
        bp_chart_rows_without(p, left + GAP / 2, y - half, left + t->width - GAP / 2,
                              y + half, f);
        return;
    }
    bp_str amount = { 0 }, gap = { 0 };
    double share = f->value / t->map->reference - 1;
    bool two = t->rows.height >= TWO_LINES;
    bp_scale_amount(&amount, &t->pay, f->value);
    bp_plot_label(p, look, BP_CENTER, middle, two ? y - 8 : y, &amount);
    if (two) {
        bp_scale_gap(&gap, share);
        bp_plot_label(p, BP_LOOK_SMALL, BP_CENTER, middle, y + 10, &gap);
    }
    bp_plot_row(p, (double[]){ (double)row, (double)column, share }, 3);
}

bp_status bp_heatmap_plot(bp_plot *p, const bp_chart *c, bp_err *err)
{
    const bp_chart_heatmap *m = &c->u.heatmap;
    if (!usable(m))
        return bp_fail(err, NULL, BP_EINTERNAL, "chart '%s' has no usable numbers",
                       c->id);
    tiles t = { .map = m,
                .pay = { .currency = c->currency, .unit = bp_unit_for(m->reference) } };
    fit(p, &t);
    bp_chart_rows_names(p, &t.rows, (double)t.n_columns * t.least);
    t.width = (p->right - p->left) / (double)t.n_columns;
    put_columns(p, &t);
    bool roomy = widest(p, &t, BP_LOOK_STRONG) + GAP + PAD <= t.width;
    for (size_t i = 0; i < t.rows.n; i++)
        for (size_t k = 0; k < t.n_columns; k++)
            put_tile(p, &t, i, k, roomy ? BP_LOOK_STRONG : BP_LOOK_SMALL);
    bp_plot_block(p);
    bp_plot_number(p, "X_LOW", 0);
    bp_plot_number(p, "X_HIGH", (double)t.n_columns);
    return BP_OK;
}
