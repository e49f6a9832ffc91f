/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bands.c - the chart of who is in each quarter of pay: a bar of shares for each, the
 * highest on top, and one of all people, which it is held against.
 *
 * Shares are written into the bars.  All that is not shown is one grey part, where the
 * first of it would be: the parts behind it keep the order of the others. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define GROUPS_MOST 4      /* more colours cannot be told apart */
#define PART 4.0           /* px that a label keeps from the ends of its part */
#define HEIGHT .62         /* of a row that its bar takes */
#define BESIDE_NAMES 400.0 /* px of 800 that bars need beside long names */

static const char *const band_name[BP_CHART_BANDS_ALL] = {
    "Highest quarter", "Upper middle", "Lower middle", "Lowest quarter", "All people"
};

static bool usable(const bp_chart_bands *b)
{
    bool good = b->n_groups > 0;
    for (size_t i = 0; good && i < BP_CHART_BANDS_ALL * b->n_groups; i++)
        good = !bp_figure_shown(&b->share[i]) ||
               (b->share[i].value >= 0 && b->share[i].value <= 1 + 1e-9);
    return good;
}

/* The groups that are drawn by themselves; those behind them are one part. */
static size_t groups_drawn(const bp_chart_bands *b)
{
    return b->n_groups <= GROUPS_MOST ? b->n_groups : GROUPS_MOST - 1;
}

/* What part k of a bar is; absent where it is not to be known. */
static bp_figure part_of(const bp_chart_bands *b, size_t row, size_t k)
{
    const bp_figure *share = &b->share[row * b->n_groups];
    if (k < groups_drawn(b))
        return share[k];
    bp_figure sum = bp_figure_of(0);
    for (size_t i = k; i < b->n_groups; i++) {
        if (!bp_figure_shown(&share[i]))
            return share[i];
        sum.value += share[i].value;
    }
    return sum;
}

static size_t parts_of(const bp_chart_bands *b)
{
    return groups_drawn(b) + (groups_drawn(b) < b->n_groups);
}

/* White is read on the first colour alone. */
static bp_text_look look_of(size_t k)
{
    return k == 0 ? BP_LOOK_INSIDE : BP_LOOK_VALUE;
}

/* "61%" in the middle of a part that has room for it. */
static void put_share(bp_plot *p, size_t k, double x0, double x1, double y, double share)
{
    bp_str s = { 0 };
    bp_str_printf(&s, "%.0f%%", 100 * share);
    if (bp_plot_width(p, look_of(k), bp_str_text(&s)) + 2 * PART <= x1 - x0)
        bp_plot_label(p, look_of(k), BP_CENTER, (x0 + x1) / 2, y, &s);
    p->set.failed |= s.failed;
    bp_str_release(&s);
}

/* What the parts that are shown leave of a bar. */
static double rest_of(const bp_chart_bands *b, size_t row)
{
    double rest = 1;
    for (size_t k = 0; k < parts_of(b); k++) {
        const bp_figure f = part_of(b, row, k);
        rest -= bp_figure_shown(&f) ? f.value : 0;
    }
    return fmax(rest, 0);
}

/* Why the rest is not shown: a share that only covers for another says the least. */
static bp_figure why_not(const bp_chart_bands *b, size_t row)
{
    bp_figure why = bp_figure_of(0);
    for (size_t k = 0; k < parts_of(b); k++) {
        const bp_figure f = part_of(b, row, k);
        if (!bp_figure_shown(&f) &&
            (bp_figure_shown(&why) || (why.reasons & BP_WHY_COMPLEMENT) != 0))
            why = f;
    }
    return why;
}

/* The parts one after the other. */
static void put_bar(bp_plot *p, const bp_chart_rows *rows, const bp_chart_bands *b,
                    size_t row)
{
    const double wide = p->right - p->left, y = bp_chart_rows_middle(p, rows, row),
                 half = HEIGHT / 2 * rows->height;
    const bp_figure why = why_not(b, row);
    double from = 0, rest = rest_of(b, row);
    for (size_t k = 0; k < parts_of(b); k++) {
        const bp_figure f = part_of(b, row, k);
        if (!bp_figure_shown(&f)) {
            if (rest > 1e-9)
                bp_chart_rows_without(p, p->left + from * wide, y - half,
                                      p->left + (from + rest) * wide, y + half, &why);
            from += rest;
            rest = 0;
            continue;
        }
        const double to = fmin(1, from + f.value);
        if (to > from)
            bp_plot_row(p, (double[]){ (double)row, from, to, (double)k + 1 }, 4);
        put_share(p, k, p->left + from * wide, p->left + to * wide, y, f.value);
        from = to;
    }
}

/* The group's names above the first bar, each over its colour in turn. */
static void put_names(bp_plot *p, const bp_chart_bands *b)
{
    const double y = p->top - BP_ROWS_HEAD / 2;
    double x = p->left;
    const size_t n = parts_of(b);
    for (size_t k = 0; k < n; k++) {
        bp_str s = { 0 };
        if (k < groups_drawn(b))
            bp_str_visible(&s, bp_text_of(b->group[k]));
        else
            bp_str_puts(&s, "other groups");
        const double room = (p->right - x) / (double)(n - k) - 24;
        const double width =
            fmin(room, bp_plot_width(p, BP_LOOK_STRONG, bp_str_text(&s)));
        const double edge[] = { x, x + 10 };
        bp_str_printf(&p->set, "KEY_LEFT[%zu] = ", k + 1);
        bp_str_number(&p->set, edge[0]);
        bp_str_putc(&p->set, '\n');
        bp_plot_lines(p, BP_LOOK_STRONG, BP_LEFT, x + 15, y, width + 1, 1,
                      bp_str_text(&s));
        x += width + 34;
        p->set.failed |= s.failed;
        bp_str_release(&s);
    }
    bp_plot_number(p, "KEY_Y", y);
    bp_plot_number(p, "KEYS", (double)n);
}

bool bp_bands_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_bands *b = &c->u.bands;
    if (!usable(b))
        return false;
    bp_chart_rows rows = { .n = 0 };
    bp_scale s = { .kind = BP_SCALE_SHARE, .high = 1, .step = .25 };
    for (size_t i = 0; i < BP_CHART_BANDS_ALL; i++)
        bp_chart_rows_add(&rows, band_name[i], 0, 0);
    bp_chart_rows_axis(p, &rows, &s, BP_ROWS_HEAD + 6, BESIDE_NAMES);
    bp_str_printf(&p->set, "array KEY_LEFT[%d]\n", GROUPS_MOST);
    put_names(p, b);
    bp_scale_put_x(p, &s, true);
    for (size_t i = 0; i < BP_CHART_BANDS_ALL; i++)
        put_bar(p, &rows, b, i);
    bp_plot_block(p);
    bp_plot_number(p, "HEIGHT_OF_BAR", HEIGHT);
    return true;
}
