/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_heatmap.c - medians by two keys, as tiles and as a table.
 *
 * Rows and columns have the order of the tables by either key, which is that of tiers
 * where there are some; a table by both keys alone would not say it.  A picture of
 * colours cannot be read aloud or copied, so a report has the same medians as a table,
 * too. */
#include <string.h>

#include "compose/chart.h"
#include "compose/finding.h"
#include "compose/groups.h"
#include "compose/words.h"
#include "report/build.h"

/* Groups that are joined have no row or column: their people are of many. */
static size_t own(const bp_percentiles *p)
{
    return p->n_groups - 1 - (p->has_others ? 1 : 0);
}

/* The names of the groups of a table by one key; of tiers the highest is first. */
static const char *const *names(bp_report *r, const bp_percentiles *p, bool descending)
{
    const size_t n = own(p);
    const char **to = bp_report_alloc(r, n, sizeof *to);
    for (size_t i = 0; to != NULL && i < n; i++)
        to[i] = bp_slot_name(r, p, &p->group[descending ? n - i : i + 1]);
    return to;
}

/* The place of a group's value among the names; SIZE_MAX: it has none. */
static size_t place(const bp_percentiles *p, const char *value, bool descending)
{
    const size_t n = own(p);
    size_t i = 0;
    while (i < n && strcmp(p->group[i + 1].by[0], value) != 0)
        i++;
    return i == n ? SIZE_MAX : descending ? n - 1 - i : i;
}

/* Tables by either key, and by both. */
typedef struct grid {
    const bp_percentiles *rows;
    const bp_percentiles *columns;
    const bp_percentiles *both; /* by the key of rows, then that of columns */
    bool descending;            /* the last of the rows is on top */
} grid;

static grid grid_of(const bp_answer *a, size_t i)
{
    const bp_tiles *t = &a->tiles[i];
    return (grid){ a->by[t->rows], a->by[t->columns], t->both,
                   strcmp(t->both->key[0], "tier") == 0 };
}

/* Medians and people of the tiles, by rows; those of nobody are absent. */
static void fill(bp_report *r, bp_chart_heatmap *h, const grid *g)
{
    const size_t n = h->n_rows * h->n_columns;
    bp_figure *cell = bp_report_alloc(r, n, sizeof *cell);
    uint64_t *people = bp_report_alloc(r, n, sizeof *people);
    if (cell == NULL || people == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        cell[i] = bp_figure_absent();
    for (size_t i = 1; i < g->both->n_groups; i++) {
        const bp_group *one = &g->both->group[i];
        const size_t row = place(g->rows, one->by[0], g->descending),
                     column = place(g->columns, one->by[1], false);
        if (row == SIZE_MAX || column == SIZE_MAX)
            continue;
        cell[row * h->n_columns + column] =
            bp_compose_percentile(g->both, one, BP_MEDIAN);
        people[row * h->n_columns + column] = one->n;
    }
    h->cell = cell;
    h->people = people;
}

/* "The highest median, $454,500, is that of CMO, Northeast" */
static bp_line finding(bp_report *r, const bp_answer *a, const bp_percentiles *both)
{
    const bp_group *end[2];
    if (bp_slot_extreme(both, true) == NULL)
        return bp_report_line(r, BP_SAY("No median is shown"), NULL, 0);
    if (!bp_finding_ends(a, both, end))
        return bp_finding_none(r, a, both);
    const bp_figure median = bp_compose_percentile(both, end[1], BP_MEDIAN);
    const bp_value value[] = { bp_value_figure(BP_KIND_MONEY, median, end[1]->currency),
                               bp_value_text(bp_slot_name_inside(r, both, end[1])) };
    return bp_report_line(r, BP_SAY("The highest median, {}, is that of {}"), value, 2);
}

static bp_chart_heatmap tiles(bp_report *r, const grid *g)
{
    bp_chart_heatmap h = {
        .row = names(r, g->rows, g->descending),
        .n_rows = own(g->rows),
        .column = names(r, g->columns, false),
        .n_columns = own(g->columns),
        .reference = bp_compose_percentile(g->both, &g->both->group[0], BP_MEDIAN).value,
    };
    fill(r, &h, g);
    return h;
}

static bool made(const bp_chart_heatmap *h)
{
    return h->row != NULL && h->column != NULL && h->cell != NULL;
}

/* Is there a tile with a colour? */
static bool any_shown(const bp_chart_heatmap *h)
{
    size_t i = 0;
    while (i < h->n_rows * h->n_columns && h->cell[i].state != BP_SHOWN)
        i++;
    return i < h->n_rows * h->n_columns;
}

/* What has no tile, though the note counts its people; and what tiles do not show. */
static const char *left_out(bp_report *r, const grid *g)
{
    const size_t rows = g->rows->group[g->rows->n_groups - 1].others,
                 columns = g->columns->group[g->columns->n_groups - 1].others;
    const char *intervals = " No intervals are drawn.";
    return rows + columns == 0
               ? intervals
               : bp_report_text(r, " Without tiles: %zu smaller group%s.%s",
                                rows + columns, rows + columns == 1 ? "" : "s",
                                intervals);
}

/* The tiles as a chart, whose colours are relative to the median of everybody. */
static void put(bp_report *r, const bp_answer *a, size_t i, const grid *g,
                bp_chart_heatmap h)
{
    const bp_group *all = &g->both->group[0];
    const bp_value what[] = {
        bp_slot_element(r, a),
        bp_value_text(bp_slot_short(r, g->both->key[0])),
        bp_value_text(bp_slot_short(r, g->both->key[1])),
        bp_value_money(h.reference, all->currency),
    };
    const bp_chart chart = {
        .kind = BP_CHART_HEATMAP,
        .id = i == 0 ? "heatmap" : bp_report_text(r, "heatmap-%zu", i + 1),
        .title = bp_slot_title(r, a, finding(r, a, g->both)),
        .subtitle = bp_slot_subtitle(
            r, a, BP_SAY("Median {} by {} and {}; color: gap to the median of all, {}"),
            what, 4),
        .note = bp_slot_note(r, a, all->n, all->orgs, left_out(r, g)),
        .currency = all->currency,
        .u.heatmap = h,
    };
    bp_report_add_chart(r, &chart);
}

void bp_slot_heatmap(bp_report *r, const bp_answer *a)
{
    const grid g = grid_of(a, 0);
    const bp_chart_heatmap h = tiles(r, &g);
    if (made(&h))
        put(r, a, 0, &g, h);
}

/* The tiles as rows, of medians or of how many people these are of; machines have the
 * groups of either key. */
static void add_table(bp_report *r, const bp_chart_heatmap *h, const bp_percentiles *both,
                      bool people)
{
    const size_t n = h->n_columns + 1;
    bp_column *column = bp_report_alloc(r, n, sizeof *column);
    bp_value *value = bp_report_alloc(r, n, sizeof *value);
    size_t *display = bp_report_alloc(r, n, sizeof *display);
    if (column == NULL || value == NULL || display == NULL)
        return;
    column[0] = (bp_column){ both->key[0], bp_words_heading(r, both->key[0]),
                             BP_KIND_TEXT, BP_COL_DISPLAY, 0 };
    for (size_t i = 1; i < n; i++)
        column[display[i] = i] =
            (bp_column){ h->column[i - 1], h->column[i - 1],
                         people ? BP_KIND_COUNT : BP_KIND_MONEY, BP_COL_DISPLAY, 0 };
    bp_report_add_table(r, &(bp_table){ .name = people ? "people" : "tiles",
                                        .caption = !people          ? "Medians"
                                                   : both->of_lines ? "Lines"
                                                   : both->of_posts ? "Rows"
                                                                    : "People",
                                        .column = column,
                                        .n_columns = n,
                                        .display = display,
                                        .n_display = n });
    for (size_t row = 0; row < h->n_rows; row++) {
        value[0] = bp_value_text(h->row[row]);
        for (size_t i = 1; i < n; i++) {
            const size_t cell = row * (n - 1) + i - 1;
            value[i] = people ? bp_value_count(h->people[cell])
                              : bp_value_figure(BP_KIND_MONEY, h->cell[cell],
                                                both->group[0].currency);
        }
        bp_report_add_row(r, value, n, 0, false);
    }
}

void bp_compose_tiles(bp_report *r, const bp_answer *a)
{
    for (size_t i = 0; i < a->n_tiles; i++) {
        const grid g = grid_of(a, i);
        const char *const *key = g.both->key;
        const bp_chart_heatmap h = tiles(r, &g);
        if (!made(&h))
            return;
        if (!any_shown(&h) && h.n_rows > BP_WITHHELD_ROWS)
            continue; /* as the table of its rows, which says so */
        bp_report_add_section(r, &(bp_section){ .name = "tiles",
                                                .heading = bp_report_text(
                                                    r, "By %s and %s", key[0], key[1]) });
        if (!any_shown(&h))
            bp_report_remark(r, BP_SAY("No median may be shown."), NULL, 0);
        else if (bp_answer_draws(a) && h.reference > 0)
            put(r, a, i, &g, h);
        if (any_shown(&h))
            add_table(r, &h, g.both, false);
        add_table(r, &h, g.both, true);
    }
}
