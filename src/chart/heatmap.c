/* SPDX-License-Identifier: GPL-3.0-or-later */
/* heatmap.c - the chart of medians by two columns.
 *
 * The colour is the gap to the median of all, which shows the pattern; the amount in each
 * tile keeps it exact for those who do not see colours, and the people tell how much it
 * is worth.  Where not all rows or columns can be drawn, those of most people are. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"
#include "chart/scale.h"
#include "report/format.h"

#define TWO_LINES 36.0   /* px of a tile that has room for its gap below its amount */
#define THREE_LINES 52.0 /* and for its people below that */
#define GAP 4.0          /* px between tiles */
#define PAD 4.0          /* px between an amount and the edge of its tile */
#define NAME_LINES 3     /* of a column's name, at most */

/* Where the tiles are. */
typedef struct tiles {
    const bp_chart_heatmap *map;
    bp_chart_rows rows;
    size_t row[BP_ROWS_MOST]; /* [rows.n] of the map */
    size_t column[BP_ROWS_MOST];
    size_t n_columns;
    bool stacked; /* people have a line of their own, so that more columns have room */
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
    return &t->map->cell[t->row[row] * t->map->n_columns + t->column[column]];
}

static uint64_t people_of(const tiles *t, size_t row, size_t column)
{
    return t->map->people != NULL
               ? t->map->people[t->row[row] * t->map->n_columns + t->column[column]]
               : 0;
}

/* "n 23" */
static void put_n(bp_str *out, uint64_t people)
{
    const bp_value n = bp_value_count(people);
    if (people > 0)
        bp_format_line(out, &(bp_line){ "n {}", &n, 1 }, (bp_text_style){ 0 });
}

/* "+12%  n 23" */
static void put_gap(bp_str *out, double share, uint64_t people)
{
    bp_scale_gap(out, share);
    if (people > 0)
        bp_str_puts(out, "  ");
    put_n(out, people);
}

/* px that the widest gap and the most people take, in one line or in two. */
static double widest_gap(bp_plot *p, const bp_chart_heatmap *m, bool stacked)
{
    double width = 0;
    for (size_t i = 0; i < m->n_rows * m->n_columns; i++) {
        if (m->cell[i].state != BP_SHOWN)
            continue;
        const uint64_t people = m->people != NULL ? m->people[i] : 0;
        bp_str gap = { 0 }, n = { 0 };
        put_gap(&gap, m->cell[i].value / m->reference - 1, stacked ? 0 : people);
        put_n(&n, stacked ? people : 0);
        width = fmax(width, bp_plot_width(p, BP_LOOK_SMALL, bp_str_text(&gap)));
        width = fmax(width, bp_plot_width(p, BP_LOOK_SMALL, bp_str_text(&n)));
        p->set.failed |= gap.failed | n.failed;
        bp_str_release(&gap);
        bp_str_release(&n);
    }
    return width;
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

/* Column i's name as it can be drawn in so much room. */
static bp_str column_name(bp_plot *p, const tiles *t, size_t i, double width)
{
    const char *name[BP_ROWS_MOST];
    for (size_t k = 0; k < t->n_columns; k++)
        name[k] = t->map->column[t->column[k]];
    return bp_chart_rows_name(p, name, t->n_columns, i, BP_LOOK_AXIS, width, NAME_LINES);
}

/* Lines that the longest of the columns' names needs. */
static size_t name_lines(bp_plot *p, const tiles *t, double width)
{
    size_t most = 1;
    for (size_t i = 0; i < t->n_columns; i++) {
        bp_str name = column_name(p, t, i, width - GAP);
        size_t lines =
            bp_plot_count(p, BP_LOOK_AXIS, width - GAP, NAME_LINES, bp_str_text(&name));
        most = lines > most ? lines : most;
        bp_str_release(&name);
    }
    return most;
}

/* The people of a row, or of a column. */
static uint64_t people_along(const bp_chart_heatmap *m, size_t i, bool column)
{
    const size_t n = column ? m->n_rows : m->n_columns;
    uint64_t sum = 0;
    for (size_t k = 0; m->people != NULL && k < n; k++)
        sum += m->people[column ? k * m->n_columns + i : i * m->n_columns + k];
    return sum;
}

/* The n rows or columns of most people, in their order. */
static void pick(size_t out[], size_t n, const bp_chart_heatmap *m, bool column)
{
    const size_t all = column ? m->n_columns : m->n_rows;
    bp_chart_largest largest = bp_chart_largest_of(n);
    for (size_t i = 0; i < all; i++)
        bp_chart_largest_add(&largest, i, people_along(m, i, column));
    bp_chart_largest_take(&largest, out);
}

/* px that a column needs for what is in its tiles. */
static double least_of(bp_plot *p, const tiles *t, bool stacked)
{
    double width = fmax(widest(p, t, BP_LOOK_SMALL),
                        bp_plot_width(p, BP_LOOK_NOTE, bp_text_of("withheld")));
    return fmax(width, widest_gap(p, t->map, stacked)) + GAP + 2 * PAD;
}

/* Whether tiles are tall and narrow: not all columns have room otherwise. */
static bool stacks(bp_plot *p, const tiles *t, double room)
{
    const double names = 8 + bp_plot_line(BP_LOOK_AXIS) * NAME_LINES;
    const double height = (p->bottom - p->top - names - 8) / (double)t->map->n_rows;
    return t->map->people != NULL && height >= THREE_LINES &&
           (double)t->map->n_columns * least_of(p, t, false) > room;
}

/* How many rows and columns there is room for, below the columns' names. */
static void fit(bp_plot *p, tiles *t)
{
    double room = p->right - p->left - bp_chart_rows_names_most(p);
    t->stacked = stacks(p, t, room);
    t->least = least_of(p, t, t->stacked);
    t->n_columns =
        bp_chart_rows_fit(p, t->map->n_columns, room, t->least, "columns, the smallest");
    pick(t->column, t->n_columns, t->map, true);
    size_t lines = name_lines(p, t, room / (double)t->n_columns);
    p->top += 8 + bp_plot_line(BP_LOOK_AXIS) * (double)lines;
    size_t n = bp_chart_rows_fit(p, t->map->n_rows, p->bottom - p->top - 8, p->row_least,
                                 "rows, the smallest");
    p->bottom -= 8;
    pick(t->row, n, t->map, false);
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&t->rows, t->map->row[t->row[i]], 0, 0);
}

/* The last line of each is right above the tiles. */
static void put_columns(bp_plot *p, const tiles *t)
{
    double width = t->width - GAP, line = bp_plot_line(BP_LOOK_AXIS);
    for (size_t i = 0; i < t->n_columns; i++) {
        bp_str name = column_name(p, t, i, width);
        bp_text text = bp_str_text(&name);
        size_t lines = bp_plot_count(p, BP_LOOK_AXIS, width, NAME_LINES, text);
        double x = p->left + ((double)i + .5) * t->width;
        double y = p->top - 4 - line * ((double)lines - .5);
        bp_plot_lines(p, BP_LOOK_AXIS, BP_CENTER, x, y, width, NAME_LINES, text);
        bp_str_release(&name);
    }
}

/* Adds how many people an amount is of, where both have room in a line. */
static void put_people(bp_plot *p, bp_str *amount, uint64_t people, bp_text_look look,
                       double room)
{
    const bp_value n = bp_value_count(people);
    bp_str both = { 0 };
    bp_str_bytes(&both, amount->at, amount->n);
    if (people > 0)
        bp_format_line(&both, &(bp_line){ "  n {}", &n, 1 }, (bp_text_style){ 0 });
    if (bp_plot_width(p, look, bp_str_text(&both)) <= room) {
        bp_str_release(amount);
        *amount = both;
        return;
    }
    p->set.failed |= both.failed;
    bp_str_release(&both);
}

/* The amount, its gap and the people, each in a line of its own. */
static void put_stacked(bp_plot *p, bp_text_look look, double x, double y, bp_str *amount,
                        double share, uint64_t people)
{
    bp_str gap = { 0 }, n = { 0 };
    put_gap(&gap, share, 0);
    put_n(&n, people);
    bp_plot_label(p, look, BP_CENTER, x, y - 15, amount);
    bp_plot_label(p, BP_LOOK_SMALL, BP_CENTER, x, y + 1, &gap);
    bp_plot_label(p, BP_LOOK_SMALL, BP_CENTER, x, y + 15, &n);
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
    bp_str amount = { 0 }, below = { 0 };
    double share = f->value / t->map->reference - 1;
    const uint64_t people = people_of(t, row, column);
    bp_scale_amount(&amount, &t->pay, f->value);
    if (t->stacked) {
        put_stacked(p, look, middle, y, &amount, share, people);
    } else if (t->rows.height >= TWO_LINES) {
        put_gap(&below, share, people);
        bp_plot_label(p, BP_LOOK_SMALL, BP_CENTER, middle, y + 10, &below);
        bp_plot_label(p, look, BP_CENTER, middle, y - 8, &amount);
    } else {
        put_people(p, &amount, people, look, t->width - GAP - PAD);
        bp_plot_label(p, look, BP_CENTER, middle, y, &amount);
    }
    bp_plot_row(p, (double[]){ (double)row, (double)column, share }, 3);
}

bool bp_heatmap_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_heatmap *m = &c->u.heatmap;
    if (!usable(m))
        return false;
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
    return true;
}
