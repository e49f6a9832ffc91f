/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.c - the chart of growth: surveyed years, then the projection.
 *
 * Labels at the right edge say where each path ends, because a legend would make readers
 * match colours.  What was surveyed and what is projected must not be confused: a border
 * with both words stands between them. */
#include <math.h>

#include "base/utf8.h"
#include "chart/kinds.h"
#include "chart/labels.h"
#include "chart/rows.h"
#include "chart/scale.h"

#define BELOW 16.0      /* px from the area down to the middle of labels */
#define BESIDE 12.0     /* px between the last year and the labels after it */
#define YEARS_GAP 14.0  /* px between labels of years */
#define DOT 6.0         /* px from the middle of a dot that labels keep away */
#define HEAD 22.0       /* px above the area: surveyed, projected */
#define END_LINE 18.0   /* px from one of those labels to the next */
#define NAME_COLUMNS 14 /* of a path's name in its label */
#define PATHS_MOST 12
#define ENDS_MOST (PATHS_MOST + 1)
#define INDENT .02 /* what the first year is inside the area, as a share */

typedef struct growth_chart {
    const bp_chart_growth *data;
    bp_scale pay;
    bp_scale years; /* for places only */
    bp_labels labels;
} growth_chart;

static bool usable(const bp_chart_growth *g)
{
    bool good = g->n_surveyed > 0;
    for (size_t i = 0; i < g->n_surveyed; i++)
        good = good && isfinite(g->surveyed[i].pay.value);
    for (size_t i = 0; i < g->n_ahead; i++)
        good = good && isfinite(g->ahead[i].pay.value);
    good = good && g->n_paths <= PATHS_MOST;
    for (size_t k = 0; good && k < g->n_paths; k++)
        for (size_t i = 0; i < g->n_ahead; i++)
            good = good && isfinite(g->path[k].pay[i]);
    for (size_t b = 0; b < g->n_bands; b++)
        for (size_t i = 0; i < g->n_ahead; i++)
            good = good && isfinite(g->band[b].low[i]) && isfinite(g->band[b].high[i]);
    return good;
}

static bp_scale pay_scale(const bp_plot *p, const bp_chart_growth *g,
                          const char *currency)
{
    bp_span span = { 0 };
    for (size_t i = 0; i < g->n_surveyed; i++)
        bp_span_figure(&span, &g->surveyed[i].pay);
    double typical = span.high;
    for (size_t i = 0; i < g->n_ahead; i++) {
        bp_span_figure(&span, &g->ahead[i].pay);
        for (size_t b = 0; b < g->n_bands; b++) {
            bp_span_add(&span, g->band[b].low[i]);
            bp_span_add(&span, g->band[b].high[i]);
        }
        for (size_t k = 0; k < g->n_paths; k++)
            bp_span_add(&span, g->path[k].pay[i]);
    }
    bp_scale s = bp_scale_around(BP_SCALE_PAY, &span, typical, currency);
    bp_scale_round(&s, p, 6);
    return s;
}

/* The year in which the projection begins, or the last one that was surveyed. */
static const bp_chart_year *base_of(const bp_chart_growth *g)
{
    return g->n_ahead > 0 ? &g->ahead[0] : &g->surveyed[g->n_surveyed - 1];
}

static const bp_chart_year *last_of(const bp_chart_growth *g)
{
    return g->n_ahead > 0 ? &g->ahead[g->n_ahead - 1] : base_of(g);
}

/* Years from the first to the last; a single one is in the middle. */
static bp_scale year_scale(const bp_chart_growth *g)
{
    double low = g->surveyed[0].year, high = last_of(g)->year;
    if (g->n_ahead > 0)
        low = fmin(low, g->ahead[0].year);
    double indent = high > low ? INDENT * (high - low) : 1;
    return (bp_scale){ .low = low - indent,
                       .high = g->n_ahead > 1 ? high : high + indent };
}

static void put_year(bp_labels *labels, const growth_chart *h, bp_plot *p,
                     const bp_chart_year *y)
{
    const bp_spot spot = { BP_CENTER, bp_scale_x(p, &h->years, y->year),
                           p->bottom + BELOW };
    bp_str label = { 0 };
    if (y->name != NULL)
        bp_str_visible(&label, bp_text_of(y->name));
    else
        bp_str_printf(&label, "%d", y->year);
    bp_labels_put(labels, p, BP_LOOK_AXIS, &spot, 1, &label);
}

/* The last, the base and the first year, then those between that have room. */
static void put_years(const growth_chart *h, bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    bp_labels labels = { .edge = { 0, 0, p->width, p->height }, .apart = YEARS_GAP };
    put_year(&labels, h, p, last_of(g));
    put_year(&labels, h, p, base_of(g));
    for (size_t i = 0; i < g->n_surveyed; i++)
        put_year(&labels, h, p, &g->surveyed[i]);
    for (size_t i = 1; i < g->n_ahead; i++)
        put_year(&labels, h, p, &g->ahead[i]);
}

static void put_without(growth_chart *h, bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    double year = bp_scale_x(p, &h->years, 1) - bp_scale_x(p, &h->years, 0);
    double half = fmin(.4 * year, 14);
    for (size_t i = 0; i < g->n_surveyed; i++) {
        double x = bp_scale_x(p, &h->years, g->surveyed[i].year);
        if (bp_figure_shown(&g->surveyed[i].pay))
            continue;
        bp_plot_grey(p, x - half, p->top, x + half, p->bottom);
        bp_labels_block(&h->labels, (bp_box){ x - half, p->top, x + half, p->bottom });
    }
}

/* "$481k" */
static bp_str amount_label(const growth_chart *h, double amount)
{
    bp_str s = { 0 };
    bp_scale_amount(&s, &h->pay, amount);
    return s;
}

/* "95%  $481k" */
static bp_str band_label(const growth_chart *h, const bp_chart_band *b, double amount)
{
    bp_str s = { 0 };
    bp_str_printf(&s, "%g%%  ", b->percent);
    bp_scale_amount(&s, &h->pay, amount);
    return s;
}

/* "high  $481k" */
static bp_str path_label(const growth_chart *h, const bp_chart_path *path)
{
    bp_str name = { 0 }, s = { 0 };
    bp_str_visible(&name, bp_text_of(path->name));
    size_t n = bp_utf8_fit(bp_str_text(&name), NAME_COLUMNS);
    bp_str_bytes(&s, bp_str_text(&name).at, n);
    bp_str_puts(&s, n < name.n ? "\xe2\x80\xa6  " : "  ");
    bp_scale_amount(&s, &h->pay, path->pay[h->data->n_ahead - 1]);
    s.failed |= name.failed;
    bp_str_release(&name);
    return s;
}

/* A label after the last year: what ends there. */
typedef struct end {
    double y; /* px */
    bp_text_look look;
    bp_str label;
} end;

/* Does a projection of its own end there? */
static bool projects(const bp_chart_growth *g)
{
    return g->n_ahead > 1 && bp_figure_shown(&last_of(g)->pay);
}

/* The ends of all paths, the highest first. */
static size_t find_ends(const growth_chart *h, const bp_plot *p, end found[])
{
    const bp_chart_growth *g = h->data;
    size_t n = 0;
    if (projects(g)) {
        double pay = last_of(g)->pay.value;
        found[n++] =
            (end){ bp_scale_y(p, &h->pay, pay), BP_LOOK_RESULT, amount_label(h, pay) };
    }
    for (size_t k = 0; k < g->n_paths; k++) {
        const bp_chart_path *path = &g->path[k];
        const end e = { bp_scale_y(p, &h->pay, path->pay[g->n_ahead - 1]), BP_LOOK_VALUE,
                        path_label(h, path) };
        size_t at = n++;
        for (; at > 0 && found[at - 1].y > e.y; at--)
            found[at] = found[at - 1];
        found[at] = e;
    }
    return n;
}

static double label_width(bp_plot *p, bp_text_look look, bp_str label)
{
    double width = bp_plot_width(p, look, bp_str_text(&label));
    p->set.failed |= label.failed;
    bp_str_release(&label);
    return width;
}

/* Room for the labels after the last year. */
static void reserve_ends(const growth_chart *h, bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    end found[ENDS_MOST];
    double width = 0;
    if (g->n_ahead < 2)
        return;
    for (size_t i = find_ends(h, p, found); i-- > 0;)
        width = fmax(width, label_width(p, found[i].look, found[i].label));
    for (size_t b = 0; b < g->n_bands; b++)
        width = fmax(width, label_width(p, BP_LOOK_MARK,
                                        band_label(h, &g->band[b],
                                                   g->band[b].high[g->n_ahead - 1])));
    p->right -= width + BESIDE;
}

/* Moves ends apart: down from the top, then up from the bottom of the area. */
static void spread(const bp_plot *p, end found[], size_t n)
{
    for (size_t i = 1; i < n; i++)
        found[i].y = fmax(found[i].y, found[i - 1].y + END_LINE);
    double lowest = p->bottom;
    for (size_t i = n; i-- > 0; lowest -= END_LINE)
        found[i].y = fmin(found[i].y, lowest);
}

static void put_band_end(growth_chart *h, bp_plot *p, const bp_chart_band *b,
                         double amount)
{
    const bp_spot spot = { BP_LEFT, p->right + BESIDE, bp_scale_y(p, &h->pay, amount) };
    bp_str s = band_label(h, b, amount);
    bp_labels_put(&h->labels, p, BP_LOOK_MARK, &spot, 1, &s);
}

static void put_ends(growth_chart *h, bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    end found[ENDS_MOST];
    if (g->n_ahead < 2)
        return;
    size_t n = find_ends(h, p, found);
    spread(p, found, n);
    for (size_t i = 0; i < n; i++) {
        const bp_spot spot = { BP_LEFT, p->right + BESIDE, found[i].y };
        bp_labels_put(&h->labels, p, found[i].look, &spot, 1, &found[i].label);
    }
    for (size_t b = 0; b < g->n_bands; b++) {
        put_band_end(h, p, &g->band[b], g->band[b].high[g->n_ahead - 1]);
        put_band_end(h, p, &g->band[b], g->band[b].low[g->n_ahead - 1]);
    }
}

/* Lines, dots and bands, so that no label covers them. */
static void block_lines(growth_chart *h, const bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    const bp_chart_year *y = g->surveyed;
    for (size_t i = 0; i + 1 < g->n_surveyed; i++) {
        double at = bp_scale_x(p, &h->years, y[i].year);
        double pay = bp_scale_y(p, &h->pay, y[i].pay.value);
        if (bp_figure_shown(&y[i].pay))
            bp_labels_block(&h->labels,
                            (bp_box){ at - DOT, pay - DOT, at + DOT, pay + DOT });
    }
    for (size_t i = 1; i < g->n_surveyed; i++)
        if (bp_figure_shown(&y[i - 1].pay) && bp_figure_shown(&y[i].pay))
            bp_labels_block_line(&h->labels, bp_scale_x(p, &h->years, y[i - 1].year),
                                 bp_scale_y(p, &h->pay, y[i - 1].pay.value),
                                 bp_scale_x(p, &h->years, y[i].year),
                                 bp_scale_y(p, &h->pay, y[i].pay.value));
    if (g->n_ahead > 1) {
        double x = bp_scale_x(p, &h->years, base_of(g)->year);
        bp_labels_block(&h->labels, (bp_box){ x, p->top, p->right, p->bottom });
    }
}

/* "$400k in 2026" */
static void put_base(growth_chart *h, bp_plot *p)
{
    const bp_chart_year *base = base_of(h->data);
    if (!bp_figure_shown(&base->pay))
        return;
    double x = bp_scale_x(p, &h->years, base->year);
    double y = bp_scale_y(p, &h->pay, base->pay.value);
    const bp_spot spot[] = { { BP_RIGHT, x - 4, y - 20 },
                             { BP_RIGHT, x - 4, y + 20 },
                             { BP_RIGHT, x - 4, y - 34 },
                             { BP_RIGHT, x - 4, y + 34 },
                             { BP_RIGHT, x - 4, y - 48 } };
    bp_str s = amount_label(h, base->pay.value);
    if (base->name == NULL)
        bp_str_printf(&s, " in %d", base->year);
    bp_labels_put(&h->labels, p, BP_LOOK_STRONG, spot, sizeof spot / sizeof spot[0], &s);
}

/* "Surveyed | Projected", above the area. */
static void put_border(growth_chart *h, bp_plot *p)
{
    const bp_chart_growth *g = h->data;
    bp_plot_number(p, "BORDER", g->n_ahead > 1);
    bp_plot_number(p, "BASE", base_of(g)->year);
    if (g->n_ahead < 2)
        return;
    double x = bp_scale_x(p, &h->years, base_of(g)->year), y = p->top - HEAD / 2;
    const bp_spot before = { BP_RIGHT, x - 6, y }, behind = { BP_LEFT, x + 6, y };
    bp_str s = { 0 };
    bp_str_puts(&s, "Surveyed");
    bp_labels_put(&h->labels, p, BP_LOOK_MARK, &before, 1, &s);
    bp_str_puts(&s, "Projected");
    bp_labels_put(&h->labels, p, BP_LOOK_MARK, &behind, 1, &s);
}

/* Block 0 is what was surveyed, 1 the projection, then a block per band and per path. */
static void put_data(bp_plot *p, const bp_chart_growth *g)
{
    for (size_t i = 0; i < g->n_surveyed; i++) {
        const bp_chart_year *y = &g->surveyed[i];
        if (bp_figure_shown(&y->pay))
            bp_plot_row(p, (double[]){ y->year, y->pay.value }, 2);
        else
            bp_plot_gap(p);
    }
    bp_plot_block(p);
    for (size_t i = 0; i < g->n_ahead && bp_figure_shown(&g->ahead[i].pay); i++)
        bp_plot_row(p, (double[]){ g->ahead[i].year, g->ahead[i].pay.value }, 2);
    bp_plot_block(p);
    for (size_t b = 0; b < g->n_bands; b++) {
        for (size_t i = 0; i < g->n_ahead; i++)
            bp_plot_row(
                p, (double[]){ g->ahead[i].year, g->band[b].low[i], g->band[b].high[i] },
                3);
        bp_plot_block(p);
    }
    for (size_t k = 0; k < g->n_paths; k++) {
        for (size_t i = 0; i < g->n_ahead; i++)
            bp_plot_row(p, (double[]){ g->ahead[i].year, g->path[k].pay[i] }, 2);
        bp_plot_block(p);
    }
    bp_plot_number(p, "BANDS", (double)g->n_bands);
    bp_plot_number(p, "PATHS", (double)g->n_paths);
    bp_plot_number(p, "PROJECTED", projects(g));
}

static void say_without(bp_plot *p, const bp_chart_growth *g)
{
    for (size_t i = 0; i < g->n_surveyed; i++) {
        if (bp_figure_shown(&g->surveyed[i].pay))
            continue;
        bp_str s = { 0 };
        bp_str_printf(&s, "Years in grey are %s.",
                      bp_chart_rows_why(&g->surveyed[i].pay));
        p->set.failed |= s.failed;
        bp_plot_footnote(p, bp_str_text(&s));
        bp_str_release(&s);
        break;
    }
}

bool bp_growth_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_growth *g = &c->u.growth;
    if (!usable(g))
        return false;
    say_without(p, g);
    p->top += HEAD;
    p->bottom -= BP_SCALE_DEPTH;
    growth_chart h = { .data = g,
                       .pay = pay_scale(p, g, c->currency),
                       .years = year_scale(g) };
    bp_scale_reserve_y(p, &h.pay);
    reserve_ends(&h, p);
    bp_scale_put_y(p, &h.pay);
    bp_plot_number(p, "X_LOW", h.years.low);
    bp_plot_number(p, "X_HIGH", h.years.high);

    h.labels.edge = (bp_box){ p->left, p->top - HEAD, p->width - 8, p->height };
    put_without(&h, p);
    put_border(&h, p);
    put_years(&h, p);
    block_lines(&h, p);
    put_base(&h, p);
    put_ends(&h, p);
    put_data(p, g);
    return true;
}
