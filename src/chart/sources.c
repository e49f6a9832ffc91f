/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources.c - the chart of priced jobs: the composite of each, and its sources beside it.
 *
 * Jobs of a clerk and of a chief have no axis of money in common on which sources of the
 * one could be told apart, so all is drawn as a gap to the composite's median, whose
 * amount is in a column. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 380.0 /* px of 800 that marks and columns need beside long names */
#define LARGEST 15.0       /* px of a dot that counts alone; */
#define LEAST 4.5          /* of one that counts for little, or not at all */

static bool usable(const bp_chart_source s[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++) {
        good = isfinite(s[i].low.value) && isfinite(s[i].high.value) &&
               isfinite(s[i].middle.value) &&
               (!bp_figure_shown(&s[i].middle) || s[i].middle.value > 0);
        for (size_t k = 0; good && k < s[i].n_dots; k++)
            good = isfinite(s[i].dot[k]) && s[i].dot[k] > 0 && s[i].share[k] >= 0 &&
                   s[i].share[k] <= 1;
    }
    return good;
}

static double gap(const bp_chart_source *s, double amount)
{
    return amount / s->middle.value - 1;
}

static bp_scale scale_of(const bp_chart_source s[], size_t n)
{
    bp_span span = { 0 };
    for (size_t i = 0; i < n; i++) {
        if (!bp_figure_shown(&s[i].middle))
            continue;
        bp_span_add(&span, 0);
        if (bp_figure_shown(&s[i].low))
            bp_span_add(&span, gap(&s[i], s[i].low.value));
        if (bp_figure_shown(&s[i].high))
            bp_span_add(&span, gap(&s[i], s[i].high.value));
        for (size_t k = 0; k < s[i].n_dots; k++)
            bp_span_add(&span, gap(&s[i], s[i].dot[k]));
    }
    return bp_scale_around(BP_SCALE_GAP, &span, 1, NULL);
}

/* The amounts, each in the unit that is its own: "$46.2k" beside "$401k". */
static void put_medians(bp_plot *p, bp_chart_rows *rows, const bp_chart_source s[],
                        const char *currency)
{
    bp_str text[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++) {
        const bp_scale money = { .kind = BP_SCALE_PAY,
                                 .currency = currency,
                                 .unit = bp_unit_for(s[i].middle.value) };
        if (bp_figure_shown(&s[i].middle))
            bp_scale_amount(&text[i], &money, s[i].middle.value);
    }
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, "Composite", text);
}

/* Areas are as shares. */
static double size_of(double share)
{
    return fmax(LEAST, LARGEST * sqrt(share));
}

/* A level that is not shown repeats the median. */
static void put_bars(bp_plot *p, const bp_chart_rows *rows, const bp_chart_source s[])
{
    bool any = false;
    for (size_t i = 0; i < rows->n; i++) {
        if (!bp_figure_shown(&s[i].middle)) {
            bp_chart_rows_withheld(p, rows, i, &s[i].middle);
            continue;
        }
        bp_plot_row(
            p,
            (double[]){ (double)i,
                        bp_figure_shown(&s[i].low) ? gap(&s[i], s[i].low.value) : 0,
                        bp_figure_shown(&s[i].high) ? gap(&s[i], s[i].high.value) : 0 },
            3);
        any = true;
    }
    bp_plot_block(p);
    bp_plot_number(p, "BARS", any);
}

static void put_dots(bp_plot *p, const bp_chart_source s[], size_t n, const bp_scale *x)
{
    const double px = (x->high - x->low) / (p->right - p->left);
    bool any = false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; bp_figure_shown(&s[i].middle) && k < s[i].n_dots; k++) {
            const double size = size_of(s[i].share[k]);
            const double close = size * px * s[i].middle.value;
            bp_plot_row(p,
                        (double[]){ (double)i, gap(&s[i], s[i].dot[k]),
                                    bp_chart_rows_dot(s[i].dot, k, close), size / 10,
                                    s[i].share[k] > 0 },
                        5);
            any = true;
        }
    bp_plot_block(p);
    bp_plot_number(p, "DOTS", any);
}

bool bp_sources_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_source *s = c->u.sources.source;
    if (!usable(s, c->u.sources.n))
        return false;
    bp_chart_rows rows = { .n = 0 };
    const size_t n = bp_chart_rows_most(p, c->u.sources.n, BP_ROWS_HEAD,
                                        "jobs, whose sources are nearest to each other");
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&rows, s[i].name, 0, 0);
    bp_scale x = scale_of(s, n);
    bp_chart_rows_axis(p, &rows, &x, BP_ROWS_HEAD, BESIDE_NAMES);
    put_medians(p, &rows, s, c->currency);
    bp_scale_put_x(p, &x, true);
    put_bars(p, &rows, s);
    put_dots(p, s, n, &x);
    return true;
}
