/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_lines.c - the native chart of figures over years.
 *
 * What was seen and what is ahead are in tables of their own, and a reader wants one
 * picture of both: all tables of a section that have a line are drawn over one axis, with
 * dots, since between two years nothing is known.  A line that goes on where another one
 * ended starts from there. */
#include "render/xlsx.h"

#include "render/renderer.h"

/* A line and, after it, its limits. */
enum { FIGURE, LOW, HIGH, LINES };
static const lxw_color_t colors[LINES] = { 0x0072B2, 0x8FC1DC, 0x8FC1DC };

/* What of a table is drawn: x, then its lines. */
typedef struct columns {
    size_t x;
    size_t y[LINES];
    size_t n;
} columns;

static columns columns_of(const bp_table *t)
{
    columns c = { .x = t->line[0], .y = { t->line[1] }, .n = 1 };
    if (t->bars && t->bar_ends != NULL) {
        c.y[LOW] = t->bar_ends[0];
        c.y[HIGH] = t->bar_ends[2];
        c.n = LINES;
    }
    return c;
}

static bool is_shown(const bp_row *row, const columns *c)
{
    bool shown = row->value[c->x].figure.state == BP_SHOWN;
    for (size_t k = 0; k < c->n; k++)
        shown = shown && row->value[c->y[k]].figure.state == BP_SHOWN;
    return shown;
}

static void add_line(bp_xlsx *x, lxw_chart *chart, lxw_row_t from, lxw_row_t to, size_t k)
{
    const char *sheet = x->drawn.at->name;
    const lxw_col_t col = (lxw_col_t)(k + 1);
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    if (s == NULL) {
        bp_xlsx_no_memory(x);
        return;
    }
    lxw_chart_line line = { .color = colors[k], .width = k == FIGURE ? 2.25f : 1.0f };
    lxw_chart_fill fill = { .color = colors[k] };
    lxw_chart_line edge = { .color = 0xFFFFFF };
    chart_series_set_categories(s, sheet, from, 0, to, 0);
    chart_series_set_values(s, sheet, from, col, to, col);
    chart_series_set_name_range(s, sheet, from - 1, col);
    chart_series_set_line(s, &line);
    chart_series_set_marker_type(s, k == FIGURE ? LXW_CHART_MARKER_CIRCLE
                                                : LXW_CHART_MARKER_NONE);
    chart_series_set_marker_size(s, 7);
    chart_series_set_marker_fill(s, &fill);
    chart_series_set_marker_line(s, &edge);
}

/* Where a line ended. */
typedef struct end {
    double x, y;
    bool known;
} end;

/* All lines of a table start from where the line before it ended. */
static size_t put_start(bp_xlsx *x, const columns *c, const end *before, double first)
{
    if (!before->known || !(before->x < first))
        return 0;
    bp_xlsx_number(x, &x->drawn, 0, before->x);
    for (size_t k = 0; k < c->n; k++)
        bp_xlsx_number(x, &x->drawn, (lxw_col_t)(k + 1), before->y);
    x->drawn.row++;
    return 1;
}

/* The rows of one table and its lines in the chart.  How many rows. */
static size_t put_table(bp_xlsx *x, lxw_chart *chart, const bp_table *t, end *before)
{
    bp_xlsx_sheet *d = &x->drawn;
    const columns c = columns_of(t);
    size_t n = 0;
    bp_xlsx_text(x, d, 0, t->column[c.x].heading, BP_XLSX_BOLD);
    for (size_t k = 0; k < c.n; k++)
        bp_xlsx_text(x, d, (lxw_col_t)(k + 1), t->column[c.y[k]].heading, BP_XLSX_BOLD);
    d->row++;
    for (size_t i = 0; i < t->n_rows; i++) {
        const bp_row *row = &t->row[i];
        if (!is_shown(row, &c))
            continue;
        const double at = row->value[c.x].figure.value;
        if (n == 0)
            n += put_start(x, &c, before, at);
        *before = (end){ at, row->value[c.y[FIGURE]].figure.value, true };
        bp_xlsx_number(x, d, 0, at);
        for (size_t k = 0; k < c.n; k++)
            bp_xlsx_number(x, d, (lxw_col_t)(k + 1), row->value[c.y[k]].figure.value);
        d->row++;
        n++;
    }
    for (size_t k = 0; k < c.n && n > 0 && x->error == LXW_NO_ERROR; k++)
        add_line(x, chart, d->row - (lxw_row_t)n, d->row - 1, k);
    return n;
}

/* A table whose line has something to draw. */
static bool is_line(const bp_item *item)
{
    const bp_table *t = &item->u.table;
    if (item->kind != BP_ITEM_TABLE || t->line == NULL || t->n_display == 0)
        return false;
    const columns c = columns_of(t);
    for (size_t i = 0; i < t->n_rows; i++)
        if (is_shown(&t->row[i], &c))
            return true;
    return false;
}

/* "Growth: Observed, Projected".  The finding of a chart is there only where a page is
 * made, too, and a workbook is the same without one. */
static void put_title(bp_str *out, const bp_section *section)
{
    const char *between = section->heading != NULL ? ": " : "";
    bp_str_puts(out, section->heading != NULL ? section->heading : "");
    for (size_t i = 0; i < section->n_items; i++) {
        const bp_item *item = &section->item[i];
        if (!is_line(item) || item->u.table.caption == NULL)
            continue;
        bp_str_printf(out, "%s%s", between, item->u.table.caption);
        between = ", ";
    }
}

void bp_xlsx_lines(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section)
{
    lxw_chart *chart = NULL;
    const bp_value *unit = NULL;
    end before = { 0 };
    size_t n = 0;
    for (size_t i = 0; i < section->n_items && x->error == LXW_NO_ERROR; i++) {
        const bp_item *item = &section->item[i];
        if (!is_line(item))
            continue;
        if (chart == NULL)
            chart = bp_xlsx_add_chart(x, LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS);
        if (chart == NULL || bp_xlsx_drawn(x) == NULL)
            return;
        n += put_table(x, chart, &item->u.table, &before);
        unit = &item->u.table.row[0].value[item->u.table.line[1]];
    }
    if (n == 0)
        return;
    bp_str title = { 0 };
    put_title(&title, section);
    if (bp_xlsx_has(x, &title))
        bp_xlsx_style_chart(chart, chart->y_axis, unit, bp_str_text(&title).at);
    bp_str_release(&title);
    bp_xlsx_place(x, s, chart, 300);
}
