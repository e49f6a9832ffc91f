/* Native charts.  What they draw stands on a hidden sheet of its own. */
#include "render/xlsx.h"

#include <math.h>
#include <string.h>

#include "render/renderer.h"
#include "report/format.h"

#define BARS_MOST 40 /* groups of a chart that can be read */
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

static bool shown(const bp_row *row, const size_t column[LEVELS])
{
    for (size_t i = 0; i < LEVELS; i++)
        if (row->value[column[i]].figure.state != BP_SHOWN)
            return false;
    return true;
}

static lxw_worksheet *drawn(bp_xlsx *x)
{
    if (x->drawn == NULL) {
        x->drawn = bp_xlsx_add_sheet(x, "Chart data").at;
        if (x->drawn != NULL)
            worksheet_hide(x->drawn);
    }
    return x->error == LXW_NO_ERROR ? x->drawn : NULL;
}

static void put_label(bp_xlsx *x, const bp_table *t, const bp_row *row)
{
    bp_str label = { 0 };
    bp_xlsx_label(&label, t, row);
    if (label.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_xlsx_text(x, x->drawn, x->n_drawn, 0, label.at, BP_XLSX_PLAIN);
    bp_str_release(&label);
}

/* The rows that a chart can show, as a label, P10 and the four steps to P90. */
static size_t put_ranges(bp_xlsx *x, const bp_table *t, const size_t column[LEVELS])
{
    size_t n = 0;
    for (size_t k = 0; k < LEVELS; k++)
        bp_xlsx_text(x, x->drawn, x->n_drawn, (lxw_col_t)(k + 1), names[k], BP_XLSX_BOLD);
    x->n_drawn++;
    for (size_t i = 0; i < t->n_rows && n < BARS_MOST; i++) {
        const bp_row *row = &t->row[i];
        if (!shown(row, column))
            continue;
        put_label(x, t, row);
        for (size_t k = 0; k < LEVELS; k++) {
            const double before = k > 0 ? row->value[column[k - 1]].figure.value : 0;
            bp_xlsx_number(x, x->drawn, x->n_drawn, (lxw_col_t)(k + 1),
                           row->value[column[k]].figure.value - before, "", 0);
        }
        x->n_drawn++;
        n++;
    }
    return n;
}

static void add_series(bp_xlsx *x, lxw_chart *chart, lxw_row_t from, size_t n,
                       lxw_col_t col, lxw_color_t color)
{
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    if (s == NULL) {
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    const lxw_row_t to = from + (lxw_row_t)n - 1;
    chart_series_set_categories(s, x->drawn->name, from, 0, to, 0);
    chart_series_set_values(s, x->drawn->name, from, col, to, col);
    chart_series_set_name_range(s, x->drawn->name, from - 1, col);
    lxw_chart_fill fill = { .color = color, .none = color == 0 };
    lxw_chart_line line = { .color = 0xFFFFFF, .width = 1, .none = color == 0 };
    chart_series_set_fill(s, &fill);
    chart_series_set_line(s, &line);
}

/* `values` counts in units like that of `unit`.  (Of a bar chart the library calls the
 * horizontal axis x, whatever it shows.) */
static void dress(lxw_chart *chart, lxw_chart_axis *values, const bp_value *unit,
                  const char *title)
{
    bp_str format = { 0 };
    lxw_chart_font small = { .size = 9, .color = 0x5B6770 };
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

/* Puts it below what is there; a row is 20 pixels high. */
static void place(bp_xlsx *x, bp_xlsx_sheet *s, lxw_chart *chart, double height)
{
    lxw_chart_options at = { .x_scale = 1.6, .y_scale = height / 288 };
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_insert_chart_opt(s->at, s->row, 0, chart, &at));
    s->row += (lxw_row_t)(height / 20) + 2;
}

static lxw_chart *add_chart(bp_xlsx *x, uint8_t type)
{
    lxw_chart *chart = workbook_add_chart(x->book, type);
    if (chart == NULL)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return chart;
}

void bp_xlsx_ranges(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t)
{
    size_t column[LEVELS];
    if (!find_levels(column, t) || drawn(x) == NULL)
        return;
    const size_t n = put_ranges(x, t, column);
    lxw_chart *chart = n > 0 ? add_chart(x, LXW_CHART_BAR_STACKED) : NULL;
    if (chart == NULL)
        return;
    for (size_t k = 0; k < LEVELS; k++)
        add_series(x, chart, x->n_drawn - (lxw_row_t)n, n, (lxw_col_t)(k + 1), colors[k]);
    dress(chart, chart->x_axis, &t->row[0].value[column[2]],
          n < BARS_MOST ? "P10 to P90; dark: the middle half, split at the median"
                        : "P10 to P90; dark: the middle half, split at the median "
                          "(the first 40 groups)");
    chart_axis_set_reverse(chart->y_axis); /* the first group on top */
    chart_axis_set_crossing_max(chart->y_axis);
    chart_set_series_gap(chart, 60);
    place(x, s, chart, 110 + 26 * (double)n);
}

/* A column a bin, named after its lower edge. */
void bp_xlsx_bins(bp_xlsx *x, bp_xlsx_sheet *s, const bp_chart *c)
{
    const bp_chart_bins *bins = &c->u.bins;
    bp_str title = { 0 }, edge = { 0 };
    if (c->kind != BP_CHART_DISTRIBUTION || drawn(x) == NULL)
        return;
    bp_format_line(&title, &c->title, (bp_style){ 0 });
    bp_xlsx_text(x, x->drawn, x->n_drawn, 0, "From", BP_XLSX_BOLD);
    bp_xlsx_text(x, x->drawn, x->n_drawn++, 1, "People", BP_XLSX_BOLD);
    for (size_t i = 0; i < bins->n; i++) {
        const bp_value from =
            bp_value_money(bins->low + (double)i * bins->width, c->currency);
        bp_str_clear(&edge);
        bp_format_value(&edge, &from, (bp_style){ .brief = true });
        bp_xlsx_text(x, x->drawn, x->n_drawn, 0, edge.at, BP_XLSX_PLAIN);
        bp_xlsx_number(x, x->drawn, x->n_drawn++, 1, bins->count[i], "", BP_XLSX_PLAIN);
    }
    if (title.failed || edge.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lxw_chart *chart = add_chart(x, LXW_CHART_COLUMN);
    if (chart != NULL && x->error == LXW_NO_ERROR) {
        const bp_value people = bp_value_count(0);
        add_series(x, chart, x->n_drawn - (lxw_row_t)bins->n, bins->n, 1, 0x8FC1DC);
        dress(chart, chart->y_axis, &people, title.at);
        chart_set_series_gap(chart, 4);
        place(x, s, chart, 280);
    }
    bp_str_release(&title);
    bp_str_release(&edge);
}
