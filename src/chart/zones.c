/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zones.c - the chart of people in their ranges: a bar a group, of shares that add up.
 *
 * Groups differ in size, so bars are shares, and how many people a group has stands
 * beside its name.  Who is outside of the range is counted in columns, since that is
 * where somebody has to decide; quarters are compared by eye. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 400.0 /* px of 800 that marks and columns need beside long names */
#define KEY 24.0           /* px that the reading key takes */
#define SWATCH 10.0        /* px */
#define APART 16.0         /* px between parts of the key, */
#define NEARER 7.0         /* on a phone */

static uint64_t people_of(const bp_chart_zone *z)
{
    uint64_t n = 0;
    for (size_t i = 0; i < BP_CHART_ZONE_PARTS; i++)
        n += z->people[i];
    return n;
}

static bool usable(const bp_chart_zone z[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++)
        good = people_of(&z[i]) > 0;
    return good;
}

/* Swatches with the names of the zones, from the left of the picture. */
static void put_key(bp_plot *p, double left, double top)
{
    static const char *const name[BP_CHART_ZONE_PARTS] = { "Below", "Q1", "Q2",
                                                           "Q3",    "Q4", "Above" };
    double x[BP_CHART_ZONE_PARTS];
    for (size_t i = 0; i < BP_CHART_ZONE_PARTS; i++) {
        x[i] = left;
        left += SWATCH + 5;
        bp_plot_text(p, BP_LOOK_NOTE, BP_LEFT, left, top + KEY / 2, bp_text_of(name[i]));
        left += bp_plot_width(p, BP_LOOK_NOTE, bp_text_of(name[i])) +
                (p->narrow ? NEARER : APART);
    }
    bp_plot_numbers(p, "KEY", x, BP_CHART_ZONE_PARTS);
    bp_plot_number(p, "KEY_Y", top + KEY / 2);
    bp_plot_number(p, "SWATCH", SWATCH);
}

static void put_column(bp_plot *p, bp_chart_rows *rows, const bp_chart_zone z[],
                       size_t part, const char *head)
{
    bp_str text[BP_ROWS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++)
        bp_str_printf(&text[i], "%llu", (unsigned long long)z[i].people[part]);
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, head, text);
}

static void put_bars(bp_plot *p, const bp_chart_zone z[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const double all = (double)people_of(&z[i]);
        uint64_t before = 0;
        for (size_t k = 0; k < BP_CHART_ZONE_PARTS; k++) {
            const uint64_t after = before + z[i].people[k];
            if (after > before)
                bp_plot_row(p,
                            (double[]){ (double)i, (double)before / all,
                                        (double)after / all, (double)k },
                            4);
            before = after;
        }
    }
    bp_plot_block(p);
}

bool bp_zones_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_zone *z = c->u.zones.zone;
    if (!usable(z, c->u.zones.n))
        return false;
    bp_chart_rows rows = { .n = 0 };
    const size_t n = bp_chart_rows_most(p, c->u.zones.n, KEY + BP_ROWS_HEAD, "groups");
    for (size_t i = 0; i < n; i++)
        bp_chart_rows_add(&rows, z[i].name, people_of(&z[i]), 0);
    bp_scale share = { .kind = BP_SCALE_SHARE, .high = 1, .step = .25 };
    put_key(p, p->left, p->top);
    bp_chart_rows_axis(p, &rows, &share, KEY + BP_ROWS_HEAD, BESIDE_NAMES);
    put_column(p, &rows, z, BP_CHART_ZONE_PARTS - 1, "Above");
    put_column(p, &rows, z, 0, "Below");
    bp_scale_put_x(p, &share, false);
    put_bars(p, z, n);
    return true;
}
