/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaps.c - the chart of gaps: a row each, with its interval.
 *
 * Where the interval holds 0 the dot is open and grey: such a gap may be none.  A gap
 * without people enough keeps its row and says why. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 400.0 /* px of 800 that marks and columns need beside long names */

static bool bounded(const bp_figure *f)
{
    return bp_figure_shown(f) && bp_figure_bounded(f);
}

static bool usable(const bp_chart_gap g[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++)
        good =
            !bp_figure_shown(&g[i].gap) ||
            (isfinite(g[i].gap.value) &&
             (!bounded(&g[i].gap) || (isfinite(g[i].gap.lo) && isfinite(g[i].gap.hi))));
    return good;
}

/* A few people in one category have intervals that say nothing: those end at the edge,
 * where they would make all others too small to see. */
#define WIDEST 3.0 /* times the widest of the gaps themselves and of the first row */

static bp_scale scale_of(const bp_chart_gap g[], size_t n)
{
    bp_span span = { 0 }, all = { 0 };
    bp_span_add(&span, 0);
    bp_span_add(&span, .05);
    for (size_t i = 0; i < n; i++) {
        bp_span_figure(&span, &g[i].gap);
        if (!bounded(&g[i].gap))
            continue;
        bp_span_add(i == 0 ? &span : &all, g[i].gap.lo);
        bp_span_add(i == 0 ? &span : &all, g[i].gap.hi);
    }
    const double most = WIDEST * fmax(fabs(span.low), fabs(span.high));
    if (all.any) {
        bp_span_add(&span, fmax(all.low, -most));
        bp_span_add(&span, fmin(all.high, most));
    }
    return bp_scale_around(BP_SCALE_LESS, &span, 1, NULL);
}

/* "7.8%" */
static void put_percent(bp_str *out, double share)
{
    bp_str_printf(out, "%s%.1f%%", share <= -.0005 ? "\xe2\x88\x92" : "",
                  fabs(100 * share));
}

static void put_columns(bp_plot *p, bp_chart_rows *rows, const bp_chart_gap g[])
{
    bp_str gap[BP_ROWS_MOST] = { 0 }, interval[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++) {
        if (bp_figure_shown(&g[i].gap))
            put_percent(&gap[i], g[i].gap.value);
        if (!bounded(&g[i].gap) || p->narrow)
            continue;
        put_percent(&interval[i], g[i].gap.lo);
        bp_str_puts(&interval[i], " to ");
        put_percent(&interval[i], g[i].gap.hi);
    }
    if (!p->narrow)
        bp_chart_rows_column(p, rows, BP_LOOK_MARK, "Interval", interval);
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, "Gap", gap);
}

/* "earns less >" right of 0 and "< earns more" left of it, where there is room. */
static void put_ways(bp_plot *p, const bp_scale *s, const char *reference)
{
    const double zero = bp_scale_x(p, s, 0), y = p->top - BP_ROWS_HEAD / 2;
    bp_str less = { 0 }, more = { 0 };
    bp_str_puts(&less, "less than ");
    bp_str_visible(&less, bp_text_of(reference));
    bp_str_puts(&less, " \xe2\x86\x92");
    bp_str_puts(&more, "\xe2\x86\x90 more");
    if (bp_plot_width(p, BP_LOOK_MARK, bp_str_text(&less)) >= p->right - zero) {
        bp_str_clear(&less);
        bp_str_puts(&less, "less \xe2\x86\x92");
    }
    if (bp_plot_width(p, BP_LOOK_MARK, bp_str_text(&less)) < p->right - zero)
        bp_plot_label(p, BP_LOOK_MARK, BP_LEFT, zero + 4, y, &less);
    if (bp_plot_width(p, BP_LOOK_MARK, bp_str_text(&more)) < zero - p->left)
        bp_plot_label(p, BP_LOOK_MARK, BP_RIGHT, zero - 4, y, &more);
    p->set.failed |= less.failed | more.failed;
    bp_str_release(&less);
    bp_str_release(&more);
}

/* Rows of "row gap low high sure adjusted"; an end beyond the edge is at it. */
static void put_rows(bp_plot *p, const bp_chart_rows *rows, const bp_chart_gap g[],
                     const bp_scale *s)
{
    bool any = false;
    for (size_t i = 0; i < rows->n; i++) {
        const bp_figure *f = &g[i].gap;
        if (!bp_figure_shown(f)) {
            bp_chart_rows_withheld(p, rows, i, f);
            continue;
        }
        const double lo = bounded(f) ? fmax(f->lo, s->low) : f->value,
                     hi = bounded(f) ? fmin(f->hi, s->high) : f->value;
        const bool sure = bounded(f) && (f->lo > 0 || f->hi < 0);
        bp_plot_row(p, (double[]){ (double)i, f->value, lo, hi, sure, g[i].adjusted }, 6);
        any = true;
    }
    bp_plot_block(p);
    bp_plot_number(p, "GAPS", any);
}

bool bp_gaps_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_gap *g = c->u.gaps.gap;
    if (!usable(g, c->u.gaps.n))
        return false;
    bp_chart_rows rows = { .n = 0 };
    const size_t n = bp_chart_rows_most(p, c->u.gaps.n, BP_ROWS_HEAD, "gaps");
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&rows, g[i].name, g[i].people, 0);
    bp_scale s = scale_of(g, n);
    bp_chart_rows_axis(p, &rows, &s, BP_ROWS_HEAD, BESIDE_NAMES);
    put_columns(p, &rows, g);
    bp_scale_put_x(p, &s, true);
    put_ways(p, &s, c->u.gaps.reference);
    put_rows(p, &rows, g, &s);
    return true;
}
