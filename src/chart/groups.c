/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.c - what the charts of a row per group share.
 *
 * Box, percentiles and tiers differ in their marks alone; which rows are drawn, their
 * names and their common axis are decided here, so that the same groups look alike in all
 * three. */
#include "chart/groups.h"

#include <math.h>

#define BESIDE_NAMES 300.0 /* px of 800 that marks and columns need beside long names */
#define TAILS "\xe2\x80\xa0 P10 or P90 is withheld."

static bool finite(const bp_figure *f)
{
    return isfinite(f->value) && isfinite(f->lo) && isfinite(f->hi);
}

static bool usable(const bp_chart_group group[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++) {
        const bp_chart_curve *d = &group[i].density;
        for (size_t k = 0; k < BP_CHART_LEVELS; k++)
            good = good && finite(&group[i].p[k]);
        for (size_t k = 0; good && k < d->n; k++)
            good = isfinite(d->x[k]) && isfinite(d->y[k]) && d->y[k] >= 0;
    }
    return good;
}

static bp_scale scale_of(const bp_group_rows *g, const char *currency)
{
    bp_span span = { 0 }, medians = { 0 };
    for (size_t i = 0; i < g->rows.n; i++) {
        const bp_chart_group *group = &g->group[i];
        if (!bp_figure_shown(&group->p[BP_P50]))
            continue;
        bp_span_figure(&medians, &group->p[BP_P50]);
        for (size_t k = 0; k < BP_CHART_LEVELS; k++)
            bp_span_figure(&span, &group->p[k]);
        for (size_t k = 0; k < group->density.n; k++)
            bp_span_add(&span, group->density.x[k]);
    }
    return bp_scale_around(BP_SCALE_PAY, &span, medians.high, currency);
}

/* Are some of the percentiles beside a shown median withheld? */
static bool cut(const bp_chart_group *g)
{
    return bp_figure_shown(&g->p[BP_P50]) &&
           (g->p[BP_P10].state == BP_WITHHELD || g->p[BP_P90].state == BP_WITHHELD);
}

bool bp_group_rows_begin(bp_group_rows *g, bp_plot *p, const bp_chart *c, double head)
{
    const bp_chart_group *all = c->u.groups.group;
    if (!usable(all, c->u.groups.n))
        return false;
    *g = (bp_group_rows){ 0 };
    size_t n = bp_chart_rows_most(p, c->u.groups.n, head, "groups, the smallest");
    size_t index[BP_ROWS_MOST];
    bp_chart_largest largest = bp_chart_largest_of(n);
    for (size_t i = 0; i < c->u.groups.n; i++)
        bp_chart_largest_add(&largest, i, all[i].people);
    bp_chart_largest_take(&largest, index);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const bp_chart_group *group = &g->group[i];
        g->group[i] = all[index[i]];
        bp_chart_rows_add(&g->rows, group->name, group->people, group->orgs);
        g->rows.row[i].dagger = cut(group);
        any |= cut(group);
    }
    if (any)
        bp_plot_footnote(p, bp_text_of(TAILS));
    g->pay = scale_of(g, c->currency);
    bp_chart_rows_axis(p, &g->rows, &g->pay, head, BESIDE_NAMES);
    return true;
}

void bp_group_rows_column(bp_plot *p, bp_group_rows *g, bp_text_look look,
                          const char *head, int level)
{
    bp_str text[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < g->rows.n; i++) {
        const bp_figure *f = &g->group[i].p[level];
        if (bp_figure_shown(f) && bp_figure_shown(&g->group[i].p[BP_P50]))
            bp_scale_amount(&text[i], &g->pay, f->value);
    }
    bp_chart_rows_column(p, &g->rows, look, head, text);
}

static void put_range(bp_plot *p, size_t row, const bp_figure f[BP_CHART_LEVELS])
{
    const bp_figure *median = &f[BP_P50];
    double x[BP_CHART_LEVELS];
    x[BP_P50] = median->value;
    for (int k = BP_P50; k-- > 0;)
        x[k] = bp_figure_shown(&f[k]) ? f[k].value : x[k + 1];
    for (int k = BP_P50 + 1; k < BP_CHART_LEVELS; k++)
        x[k] = bp_figure_shown(&f[k]) ? f[k].value : x[k - 1];
    bool interval = bp_figure_bounded(median);
    const double value[] = { (double)row,
                             x[BP_P10],
                             x[BP_P25],
                             x[BP_P50],
                             x[BP_P75],
                             x[BP_P90],
                             interval ? median->lo : median->value,
                             interval ? median->hi : median->value };
    bp_plot_row(p, value, sizeof value / sizeof value[0]);
}

void bp_group_rows_put(bp_plot *p, bp_group_rows *g)
{
    bp_scale_put_x(p, &g->pay, true);
    for (size_t i = 0; i < g->rows.n; i++) {
        const bp_figure *f = g->group[i].p;
        if (bp_figure_shown(&f[BP_P50]))
            put_range(p, i, f);
        else
            bp_chart_rows_withheld(p, &g->rows, i, &f[BP_P50]);
    }
    bp_plot_block(p);
}
