/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.c - the chart of tiers: a cloud of people over a bar of percentiles, for each
 * tier. */
#include <math.h>

#include "chart/groups.h"
#include "chart/kinds.h"

#define KEY 34.0      /* px that the reading key takes */
#define BASE .64      /* the bottom of the cloud, as a share of the row's height */
#define BAR .84       /* where the middle of the bar is */
#define CLOUD_MOST .6 /* the cloud's height */
#define APART 1.5     /* px from one point of its outline to the next, about, or more */

/* How to read a bar: the marks of an example with their names, top right. */
static void put_key(bp_plot *p, double right, double top)
{
    static const char *const name[BP_CHART_LEVELS] = { "P10", "P25", "Median", "P75",
                                                       "P90" };
    static const double place[BP_CHART_LEVELS] = { 0, 46, 84, 124, 172 };
    double x[BP_CHART_LEVELS];
    for (size_t i = 0; i < BP_CHART_LEVELS; i++) {
        x[i] = right - 12 - place[BP_CHART_LEVELS - 1] + place[i];
        bp_plot_text(p, BP_LOOK_NOTE, BP_CENTER, x[i], top + 14, bp_text_of(name[i]));
    }
    bp_plot_numbers(p, "KEY", x, BP_CHART_LEVELS);
    bp_plot_number(p, "KEY_Y", top);
}

/* Its outline: up from the bottom, over the people, and down again. */
static void put_cloud(bp_plot *p, const bp_scale *pay, size_t row,
                      const bp_chart_curve *d)
{
    const size_t last = d->n - 1;
    const double wide = bp_scale_x(p, pay, d->x[last]) - bp_scale_x(p, pay, d->x[0]);
    const size_t step = (size_t)fmax(1, APART * (double)last / fmax(1, wide));
    const double base = (double)row + BASE;
    double most = 0;
    for (size_t i = 0; i <= last; i++)
        most = fmax(most, d->y[i]);
    const double tall = most > 0 ? CLOUD_MOST / most : 0;
    bp_plot_row(p, (double[]){ d->x[0], base }, 2);
    for (size_t i = 0; i < last; i += step)
        bp_plot_row(p, (double[]){ d->x[i], base - tall * d->y[i] }, 2);
    bp_plot_row(p, (double[]){ d->x[last], base - tall * d->y[last] }, 2);
    bp_plot_row(p, (double[]){ d->x[last], base }, 2);
    bp_plot_block(p);
}

static void put_median(bp_plot *p, const bp_group_rows *g, size_t row)
{
    bp_str label = { 0 };
    double median = g->group[row].p[BP_P50].value;
    double y = p->top + ((double)row + BASE) * g->rows.height - 10;
    bp_scale_amount(&label, &g->pay, median);
    bp_plot_label(p, BP_LOOK_STRONG, BP_CENTER, bp_scale_x(p, &g->pay, median), y,
                  &label);
}

bool bp_tiers_plot(bp_plot *p, const bp_chart *c)
{
    bp_group_rows g;
    double right = p->right, top = p->top;
    if (!bp_group_rows_begin(&g, p, c, KEY))
        return false;
    put_key(p, right, top + 2);
    bp_group_rows_put(p, &g);
    size_t densities = 0;
    for (size_t i = 0; i < g.rows.n; i++) {
        if (g.group[i].p[BP_P50].state != BP_SHOWN)
            continue;
        put_median(p, &g, i);
        if (g.group[i].density.n > 0) {
            put_cloud(p, &g.pay, i, &g.group[i].density);
            densities++;
        }
    }
    bp_plot_number(p, "CLOUDS", (double)densities);
    bp_plot_number(p, "BAR", BAR);
    return true;
}
