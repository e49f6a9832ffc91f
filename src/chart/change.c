/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.c - the chart of what has changed: a dumbbell a group.
 *
 * What a change is worth is in the column of rates; how far it goes is seen.  A change
 * within the margins is drawn without a direction, since it may be none. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 400.0 /* px of 800 that marks and columns need beside long names */

static bool usable(const bp_chart_change c[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++)
        good = isfinite(c[i].old.value) && isfinite(c[i].now.value) &&
               isfinite(c[i].rate.value);
    return good;
}

static bp_scale scale_of(const bp_chart_change c[], size_t n, const char *currency)
{
    bp_span span = { 0 };
    double any = 0;
    for (size_t i = 0; i < n; i++) {
        const bp_figure *const both[] = { &c[i].old, &c[i].now };
        for (size_t k = 0; k < 2; k++)
            if (bp_figure_shown(both[k])) {
                bp_span_add(&span, both[k]->value);
                any = any > 0 ? any : both[k]->value;
            }
    }
    return bp_scale_around(BP_SCALE_PAY, &span, any, currency);
}

/* "+4.5%", or why there is none. */
static void put_rate(bp_str *out, const bp_chart_change *c)
{
    if (bp_figure_shown(&c->rate))
        bp_str_printf(out, "%s%.1f%%",
                      c->rate.value < 0   ? "\xe2\x88\x92"
                      : c->rate.value > 0 ? "+"
                                          : "",
                      fabs(100 * c->rate.value));
    else
        bp_str_puts(out, c->word);
}

static void put_columns(bp_plot *p, bp_chart_rows *rows, const bp_chart_change c[],
                        const bp_scale *s)
{
    bp_str rate[BP_ROWS_MOST] = { 0 }, now[BP_ROWS_MOST] = { 0 },
           old[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++) {
        put_rate(&rate[i], &c[i]);
        if (bp_figure_shown(&c[i].now))
            bp_scale_amount(&now[i], s, c[i].now.value);
        if (bp_figure_shown(&c[i].old) && !p->narrow)
            bp_scale_amount(&old[i], s, c[i].old.value);
    }
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, "Change", rate);
    bp_chart_rows_column(p, rows, BP_LOOK_MARK, "Now", now);
    if (!p->narrow)
        bp_chart_rows_column(p, rows, BP_LOOK_MARK, "Then", old);
}

static void put_pairs(bp_plot *p, const bp_chart_change c[], size_t n)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const double way = c[i].now.value - c[i].old.value;
        if (!bp_figure_shown(&c[i].old) || !bp_figure_shown(&c[i].now))
            continue;
        bp_plot_row(p,
                    (double[]){ (double)i, c[i].old.value, c[i].now.value,
                                c[i].within ? 0 : (way > 0) - (way < 0) },
                    4);
        any = true;
    }
    bp_plot_block(p);
    bp_plot_number(p, "PAIRS", any);
}

static void put_singles(bp_plot *p, const bp_chart_rows *rows, const bp_chart_change c[])
{
    bool any = false;
    for (size_t i = 0; i < rows->n; i++) {
        const bool now = bp_figure_shown(&c[i].now);
        if (!now && !bp_figure_shown(&c[i].old))
            bp_chart_rows_withheld(p, rows, i, &c[i].now);
        if (now == bp_figure_shown(&c[i].old))
            continue;
        bp_plot_row(
            p, (double[]){ (double)i, now ? c[i].now.value : c[i].old.value, now }, 3);
        any = true;
    }
    bp_plot_block(p);
    bp_plot_number(p, "SINGLES", any);
}

bool bp_change_plot(bp_plot *p, const bp_chart *chart)
{
    const bp_chart_change *c = chart->u.changes.change;
    if (!usable(c, chart->u.changes.n))
        return false;
    bp_chart_rows rows = { .n = 0 };
    const size_t n = bp_chart_rows_most(p, chart->u.changes.n, BP_ROWS_HEAD, "groups");
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&rows, c[i].name, 0, 0);
    bp_scale s = scale_of(c, n, chart->currency);
    bp_chart_rows_axis(p, &rows, &s, BP_ROWS_HEAD, BESIDE_NAMES);
    put_columns(p, &rows, c, &s);
    bp_scale_put_x(p, &s, true);
    put_pairs(p, c, n);
    put_singles(p, &rows, c);
    return true;
}
