/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.c - the chart of a pay structure: a floating range a grade, over it the
 * markets of its jobs.
 *
 * Markets that would touch stand on three heights, in turn, so that none hides another.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 400.0 /* px of 800 that marks and columns need beside long names */
#define DOT 9.0            /* px that a dot takes */

static bool usable(const bp_chart_range range[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++) {
        const bp_chart_range *g = &range[i];
        good = isfinite(g->high) && g->low > 0 && g->low <= g->middle &&
               g->middle <= g->high;
        for (size_t k = 0; good && k < g->n_dots; k++)
            good = isfinite(g->dot[k]) && g->dot[k] > 0;
    }
    return good;
}

static bp_scale scale_of(const bp_chart_range range[], size_t n, const char *currency)
{
    bp_span span = { 0 };
    for (size_t i = 0; i < n; i++) {
        bp_span_add(&span, range[i].low);
        bp_span_add(&span, range[i].high);
        for (size_t k = 0; k < range[i].n_dots; k++)
            bp_span_add(&span, range[i].dot[k]);
    }
    return bp_scale_around(BP_SCALE_PAY, &span, range[0].middle, currency);
}

static void put_midpoints(bp_plot *p, bp_chart_rows *rows, const bp_chart_range range[],
                          const bp_scale *s)
{
    bp_str text[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++)
        bp_scale_amount(&text[i], s, range[i].middle);
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, "Midpoint", text);
}

static void put_rows(bp_plot *p, const bp_chart_range range[], size_t n,
                     const bp_scale *s)
{
    const double close = DOT * (s->high - s->low) / (p->right - p->left);
    for (size_t i = 0; i < n; i++)
        bp_plot_row(
            p, (double[]){ (double)i, range[i].low, range[i].middle, range[i].high }, 4);
    bp_plot_block(p);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < range[i].n_dots; k++)
            bp_plot_row(p,
                        (double[]){ (double)i, range[i].dot[k],
                                    bp_chart_rows_dot(range[i].dot, k, close) },
                        3);
    bp_plot_block(p);
}

bool bp_structure_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_range *range = c->u.ranges.range;
    if (!usable(range, c->u.ranges.n))
        return false;
    bp_chart_rows rows = { .n = 0 };
    const size_t n =
        bp_chart_rows_most(p, c->u.ranges.n, BP_ROWS_HEAD, "grades, the lowest");
    bool dots = false;
    for (size_t i = 0; i < n; i++) {
        bp_chart_rows_add(&rows, range[i].name, 0, 0);
        dots |= range[i].n_dots > 0;
    }
    bp_scale s = scale_of(range, n, c->currency);
    bp_chart_rows_axis(p, &rows, &s, BP_ROWS_HEAD, BESIDE_NAMES);
    put_midpoints(p, &rows, range, &s);
    bp_scale_put_x(p, &s, true);
    put_rows(p, range, n, &s);
    bp_plot_number(p, "DOTS", dots);
    return true;
}
