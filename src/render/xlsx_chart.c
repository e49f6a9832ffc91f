/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_chart.c - native charts of a workbook.
 *
 * They are charts of the spreadsheet, which readers can restyle and copy, not pictures. A
 * spreadsheet draws what is in cells alone, and no table has the steps between
 * percentiles that a stacked bar needs: these are on a hidden sheet. */
#include "render/xlsx.h"

#include <math.h>
#include <string.h>

#include "render/renderer.h"
#include "report/format.h"

#define BARS_MOST 40 /* groups of a chart that can be read */
#define BARS_TALL 25 /* and with room between them fit on a printed page */
#define PAGE_ROWS 33 /* of a landscape page, A4 or Letter */
#define LEVELS 5

static const double levels[LEVELS] = { 10, 25, 50, 75, 90 };

/* The first series only holds the others up; the middle half splits at the median. */
static const char *const names[LEVELS] = { "P10", "P10 to P25", "P25 to median",
                                           "Median to P75", "P75 to P90" };
static const lxw_color_t colors[LEVELS] = { 0, 0xC6E0EE, 0x0072B2, 0x0072B2, 0xC6E0EE };

static bool find_levels(size_t column[LEVELS], const bp_table *t)
{
    size_t found = 0;
    for (size_t i = 0; i < t->n_columns && found < LEVELS; i++)
        if (t->column[i].place == BP_COL_LEVEL && t->column[i].level == levels[found])
            column[found++] = i;
    return found == LEVELS;
}

static bool is_shown(const bp_row *row, size_t column)
{
    return row->value[column].figure.state == BP_SHOWN;
}

/* Without P10 or P90 a bar ends at the middle half. */
static double level_at(const bp_row *row, const size_t column[LEVELS], size_t k)
{
    if (!is_shown(row, column[k]))
        k = k == 0 ? 1 : LEVELS - 2;
    return row->value[column[k]].figure.value;
}

/* A bar has a length, on the axis of the others. */
static bool drawable(const bp_row *row, const size_t column[LEVELS])
{
    if (row->apart)
        return false;
    for (size_t k = 1; k + 1 < LEVELS; k++)
        if (!is_shown(row, column[k]))
            return false;
    return level_at(row, column, 0) < level_at(row, column, LEVELS - 1);
}

bool bp_xlsx_has_ranges(const bp_table *t)
{
    size_t column[LEVELS], n = 0;
    if (!find_levels(column, t))
        return false;
    for (size_t i = 0; i < t->n_rows; i++)
        n += drawable(&t->row[i], column);
    return n > 0;
}

bp_xlsx_sheet *bp_xlsx_drawn(bp_xlsx *x)
{
    if (x->drawn.at == NULL) {
        x->drawn = bp_xlsx_add_sheet(x, "Chart data");
        if (x->drawn.at != NULL)
            worksheet_hide(x->drawn.at);
    }
    return x->error == LXW_NO_ERROR ? &x->drawn : NULL;
}

static void put_label(bp_xlsx *x, bp_xlsx_sheet *d, const bp_table *t, const bp_row *row)
{
    bp_str label = { 0 };
    bp_xlsx_label(&label, t, row);
    if (bp_xlsx_has(x, &label))
        bp_xlsx_text(x, d, 0, label.at, BP_XLSX_PLAIN);
    bp_str_release(&label);
}

/* The rows that a chart can show, as a label, P10 and the four steps to P90. */
static size_t put_ranges(bp_xlsx *x, bp_xlsx_sheet *d, const bp_table *t,
                         const size_t column[LEVELS])
{
    size_t n = 0;
    for (size_t k = 0; k < LEVELS; k++)
        bp_xlsx_text(x, d, (lxw_col_t)(k + 1), names[k], BP_XLSX_BOLD);
    d->row++;
    for (size_t i = 0; i < t->n_rows && n < BARS_MOST; i++) {
        const bp_row *row = &t->row[i];
        if (!drawable(row, column))
            continue;
        put_label(x, d, t, row);
        for (size_t k = 0; k < LEVELS; k++) {
            const double before = k > 0 ? level_at(row, column, k - 1) : 0;
            bp_xlsx_number(x, d, (lxw_col_t)(k + 1), level_at(row, column, k) - before);
        }
        d->row++;
        n++;
    }
    return n;
}

static void add_series(bp_xlsx *x, lxw_chart *chart, lxw_row_t from, size_t n,
                       lxw_col_t col, lxw_color_t color)
{
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    if (s == NULL) {
        bp_xlsx_no_memory(x);
        return;
    }
    const lxw_row_t to = from + (lxw_row_t)n - 1;
    chart_series_set_categories(s, x->drawn.at->name, from, 0, to, 0);
    chart_series_set_values(s, x->drawn.at->name, from, col, to, col);
    chart_series_set_name_range(s, x->drawn.at->name, from - 1, col);
    lxw_chart_fill fill = { .color = color, .none = color == 0 };
    lxw_chart_line line = { .color = 0xFFFFFF, .width = 1, .none = color == 0 };
    chart_series_set_fill(s, &fill);
    chart_series_set_line(s, &line);
}

/* Of a bar chart the library calls the horizontal axis x, whatever it shows. */
void bp_xlsx_style_chart(lxw_chart *chart, lxw_chart_axis *values, const bp_value *unit,
                         const char *title)
{
    bp_str format = { 0 };
    lxw_chart_font small = { .size = 8, .color = 0x5B6770 };
    lxw_chart_font large = { .size = 11, .bold = LXW_TRUE, .color = 0x1A1F24 };
    lxw_chart_line grid = { .color = 0xE1E5E8, .width = 0.75 };
    lxw_chart_line no_line = { .none = LXW_TRUE };
    lxw_chart_axis *groups = values == chart->x_axis ? chart->y_axis : chart->x_axis;
    bp_xlsx_number_format(&format, unit, 0);
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &large);
    chart_axis_set_num_font(values, &small);
    chart_axis_set_num_font(groups, &small);
    chart_axis_set_line(values, &no_line);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_visible(groups, LXW_FALSE);
    chart_axis_major_gridlines_set_line(values, &grid);
    if (!format.failed && format.n > 0)
        chart_axis_set_num_format(values, format.at);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_chartarea_set_line(chart, &no_line);
    chart_show_hidden_data(chart);
    bp_str_release(&format);
}

void bp_xlsx_place(bp_xlsx *x, bp_xlsx_sheet *s, lxw_chart *chart, double height)
{
    const lxw_row_t rows = (lxw_row_t)(height / LXW_DEF_ROW_HEIGHT_PIXELS) + 1;
    const lxw_row_t page = s->n_pages > 0 ? s->page[s->n_pages - 1] : 0;
    lxw_chart_options at = { .x_scale = 1.6, .y_scale = height / 288 };
    if ((s->row - page) % PAGE_ROWS + rows > PAGE_ROWS && s->n_pages < BP_XLSX_BREAKS)
        s->page[s->n_pages++] = s->row;
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_insert_chart_opt(s->at, s->row, 0, chart, &at));
    s->row += rows + 1;
}

lxw_chart *bp_xlsx_add_chart(bp_xlsx *x, uint8_t type)
{
    lxw_chart *chart = workbook_add_chart(x->book, type);
    if (chart == NULL)
        bp_xlsx_no_memory(x);
    return chart;
}

static bool all_to_the_ends(const bp_table *t, const size_t column[LEVELS])
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (drawable(&t->row[i], column) && !(is_shown(&t->row[i], column[0]) &&
                                              is_shown(&t->row[i], column[LEVELS - 1])))
            return false;
    return true;
}

/* What it is of, how to read it, and what is not in it. */
static void put_title(bp_str *out, const bp_table *t, const size_t column[LEVELS],
                      size_t n)
{
    if (t->caption != NULL)
        bp_str_printf(out, "%s: ", t->caption);
    bp_str_printf(out, "P10 to P90%s; dark: the middle half, split at the median",
                  all_to_the_ends(t, column) ? "" : " where they are shown");
    if (n < t->n_rows)
        bp_str_printf(out, " (%zu of %zu rows)", n, t->n_rows);
}

void bp_xlsx_ranges(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t)
{
    size_t column[LEVELS];
    bp_xlsx_sheet *d = find_levels(column, t) ? bp_xlsx_drawn(x) : NULL;
    const size_t n = d != NULL ? put_ranges(x, d, t, column) : 0;
    lxw_chart *chart = n > 0 ? bp_xlsx_add_chart(x, LXW_CHART_BAR_STACKED) : NULL;
    if (chart == NULL)
        return;
    for (size_t k = 0; k < LEVELS; k++)
        add_series(x, chart, d->row - (lxw_row_t)n, n, (lxw_col_t)(k + 1), colors[k]);
    bp_str title = { 0 };
    put_title(&title, t, column, n);
    if (bp_xlsx_has(x, &title))
        bp_xlsx_style_chart(chart, chart->x_axis, &t->row[0].value[column[2]], title.at);
    bp_str_release(&title);
    chart_axis_set_reverse(chart->y_axis); /* the first group on top */
    chart_axis_set_crossing_max(chart->y_axis);
    chart_set_series_gap(chart, 60);
    chart_axis_set_interval_unit(chart->y_axis, 1); /* every group has its name */
    bp_xlsx_place(x, s, chart, 100 + (n > BARS_TALL ? 14 : 20) * (double)n);
}

/* "$200k–$220k"; the ends may count everybody beyond. */
static void put_range(bp_str *out, const bp_chart *c, size_t i)
{
    const bp_chart_bins *bins = &c->u.bins;
    const double low = bins->low + (double)i * bins->width;
    const bp_value edge[] = { bp_value_money(low, c->currency),
                              bp_value_money(low + bins->width, c->currency) };
    const bp_text_style style = { .brief = true };
    bp_str_clear(out);
    if (i == 0 && bins->open_low)
        bp_format_line(out, &(bp_line){ "below {}", edge + 1, 1 }, style);
    else if (i + 1 == bins->n && bins->open_high)
        bp_format_line(out, &(bp_line){ "{} or more", edge, 1 }, style);
    else
        bp_format_line(out, &(bp_line){ "{}\xe2\x80\x93{}", edge, 2 }, style);
}

/* A row a bin, named after its range. */
static void put_bins(bp_xlsx *x, bp_xlsx_sheet *d, const bp_chart *c)
{
    const bp_chart_bins *bins = &c->u.bins;
    bp_str range = { 0 };
    bp_xlsx_text(x, d, 0, "Pay", BP_XLSX_BOLD);
    bp_xlsx_text(x, d, 1, bp_chart_bins_heading(bins), BP_XLSX_BOLD);
    d->row++;
    for (size_t i = 0; i < bins->n && !range.failed; i++, d->row++) {
        put_range(&range, c, i);
        bp_xlsx_text(x, d, 0, range.at, BP_XLSX_PLAIN);
        bp_xlsx_number(x, d, 1, bins->count[i]);
    }
    if (range.failed)
        bp_xlsx_no_memory(x);
    bp_str_release(&range);
}

void bp_xlsx_bins(bp_xlsx *x, bp_xlsx_sheet *s, const bp_chart *c)
{
    const size_t n = c->u.bins.n;
    bp_xlsx_sheet *d = c->kind == BP_CHART_DISTRIBUTION ? bp_xlsx_drawn(x) : NULL;
    if (d == NULL)
        return;
    put_bins(x, d, c);
    bp_str title = { 0 };
    bp_format_line(&title, &c->title, (bp_text_style){ 0 });
    if (title.failed)
        bp_xlsx_no_memory(x);
    lxw_chart *chart = bp_xlsx_add_chart(x, LXW_CHART_COLUMN);
    if (chart != NULL && x->error == LXW_NO_ERROR) {
        const bp_value people = bp_value_count(0);
        /* Ranges are wider than their columns. */
        lxw_chart_font slanted = { .size = 8, .color = 0x5B6770, .rotation = -45 };
        add_series(x, chart, d->row - (lxw_row_t)n, n, 1, 0x8FC1DC);
        bp_xlsx_style_chart(chart, chart->y_axis, &people, title.at);
        chart_axis_set_num_font(chart->x_axis, &slanted);
        chart_set_series_gap(chart, 4);
        bp_xlsx_place(x, s, chart, 280);
    }
    bp_str_release(&title);
}
