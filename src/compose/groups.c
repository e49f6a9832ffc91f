/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.c - the table of groups that most reports have.
 *
 * Machines get the columns in the order of the contract; people see some of them in
 * another order.  Both are laid out here once, so that all reports have the same table.
 */
#include "compose/groups.h"

#include <string.h>

#include "base/band.h"
#include "compose/words.h"
#include "report/build.h"

#define COLUMNS_MAX (BP_KEYS_MAX + BP_LEVELS_MAX + 6)

/* Columns in the order of the contract: groups, n, orgs, mean, levels, status.
 * People see organisations before people, and the mean last. */
typedef struct layout {
    bp_column column[COLUMNS_MAX];
    size_t n;
    size_t display[COLUMNS_MAX];
    size_t n_display;
    size_t people; /* 1 + the column of people */
} layout;

static void put(layout *l, bp_column column)
{
    l->column[l->n++] = column;
}

static void show(layout *l, size_t column)
{
    l->display[l->n_display++] = column;
}

static void put_levels(layout *l, bp_report *r, const bp_percentiles *p)
{
    for (size_t i = 0; i < p->n_levels; i++) {
        char text[16];
        bp_level_text(text, sizeof text, p->level[i]);
        put(l, (bp_column){
                   .key = bp_report_text(r, "p%s", text),
                   .heading = bp_report_text(r, "P%s", text),
                   .kind = BP_KIND_MONEY,
                   .place = BP_COL_LEVEL,
                   .level = bp_level_percent(p->level[i]),
               });
    }
}

/* Published lines may have no people and no mean at all. */
static void find_known(const bp_percentiles *p, bool *people, bool *mean)
{
    *people = *mean = !p->published;
    for (size_t i = 1; p->published && i < p->n_groups; i++) {
        *people |= p->group[i].n > 0;
        *mean |= p->group[i].mean.state == BP_SHOWN;
    }
}

/* The columns after the `front` ones of groups, and the order for people. */
static void put_figures(layout *l, bp_report *r, const bp_percentiles *p)
{
    size_t front = l->n;
    l->people = front + 1;
    put(l, (bp_column){ .key = "n",
                        .heading = p->of_lines   ? "Lines"
                                   : p->of_posts ? "Rows"
                                                 : "People",
                        .kind = BP_KIND_COUNT,
                        .place = BP_COL_FIELD });
    put(l, (bp_column){ .key = "orgs",
                        .heading = "Orgs",
                        .kind = BP_KIND_COUNT,
                        .place = BP_COL_FIELD });
    put(l, (bp_column){ .key = "mean",
                        .heading = "Mean",
                        .kind = BP_KIND_MONEY,
                        .place = BP_COL_FIELD });
    put_levels(l, r, p);
    put(l, (bp_column){ .key = "status",
                        .heading = "Status",
                        .kind = BP_KIND_TEXT,
                        .place = BP_COL_STATUS });

    bool people, mean;
    find_known(p, &people, &mean);
    for (size_t i = 0; i < front; i++)
        show(l, i);
    if (p->has_orgs)
        show(l, front + 1);
    if (people)
        show(l, front);
    for (size_t i = 0; i < p->n_levels; i++)
        show(l, front + 3 + i);
    if (mean)
        show(l, front + 2);
}

/* The columns that tiers have more; people see the ratio in place of the mean. */
static void put_tiers(layout *l)
{
    put(l, (bp_column){ .key = "ratio_to_previous",
                        .heading = "Ratio",
                        .kind = BP_KIND_RATIO,
                        .place = BP_COL_FIELD });
    put(l, (bp_column){ .key = "overlap",
                        .heading = "Overlap",
                        .kind = BP_KIND_RATIO,
                        .place = BP_COL_MORE });
    l->display[l->n_display - 1] = l->n - 2;
}

/* The table of these columns, by group for machines. */
static bp_table *add_table(bp_report *r, const layout *l, const char *caption)
{
    return bp_report_add_table(
        r, &(bp_table){
               .name = r->n_sections > 0 ? r->section[r->n_sections - 1].name : "",
               .caption = caption,
               .machine = { .json = "groups", .by = true, .data = true, .csv = true },
               .column = l->column,
               .n_columns = l->n,
               .display = l->display,
               .n_display = l->n_display,
               .people = l->people });
}

/* Nothing, rather than "n/a", where no tier comes before. */
static bp_value ratio_value(bp_figure f)
{
    return f.state == BP_ABSENT ? bp_value_text(NULL)
                                : bp_value_figure(BP_KIND_RATIO, f, NULL);
}

/* A published code is printed as it was. */
static bp_value level_value(const bp_group *g, size_t i)
{
    bp_value v = bp_value_figure(BP_KIND_MONEY, g->p[i], g->currency);
    v.instead = g->coded != NULL ? g->coded[i] : NULL;
    return v;
}

static void add_row(bp_report *r, const bp_percentiles *p, const bp_group *g,
                    const bp_tier *tier, bp_value value[], size_t n)
{
    const bp_value none =
        bp_value_figure(BP_KIND_COUNT, bp_figure_without(BP_ABSENT, 0), NULL);
    value[n++] = p->published && g->n == 0 ? none : bp_value_count(g->n);
    value[n++] = p->has_orgs ? bp_value_count(g->orgs) : none;
    value[n++] = bp_value_figure(BP_KIND_MONEY, g->mean, g->currency);
    for (size_t i = 0; i < p->n_levels; i++)
        value[n++] = level_value(g, i);
    value[n++] = bp_value_text(NULL);
    if (tier != NULL) {
        value[n++] = ratio_value(tier->ratio);
        value[n++] = ratio_value(tier->overlap);
    }
    bp_report_add_row(r, value, n, g->reasons, g->by == NULL);
}

/* With tiers each row also has its ratio and overlap to the tier before. */
static void add_groups(bp_report *r, const bp_percentiles *p, const bp_tiers *tiers,
                       const char *caption, bool bars)
{
    layout l = { .n = 0 };
    for (size_t i = 0; i < p->n_keys; i++)
        put(&l, (bp_column){ p->key[i], bp_words_heading(r, p->key[i]), BP_KIND_TEXT,
                             BP_COL_BY, 0 });
    put_figures(&l, r, p);
    if (tiers != NULL)
        put_tiers(&l);
    bp_table *t = add_table(r, &l, caption);
    if (t == NULL)
        return;
    t->bars = bars;

    bp_value value[COLUMNS_MAX];
    for (size_t i = 0; i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        for (size_t k = 0; k < p->n_keys; k++)
            value[k] = bp_value_text(g->by != NULL ? g->by[k] : NULL);
        add_row(r, p, g, tiers != NULL ? &tiers->tier[i] : NULL, value, p->n_keys);
    }
    if (!p->published) /* the total, whose median is the example, has no figures */
        bp_compose_example_offer(t);
}

void bp_compose_groups(bp_report *r, const bp_percentiles *p, const char *caption,
                       bool bars)
{
    add_groups(r, p, NULL, caption, bars);
}

/* Tiers that look like bands which a spreadsheet turned into dates. */
static void note_damage(bp_report *r, const bp_percentiles *p)
{
    for (size_t i = 1; i < p->n_groups; i++) {
        const char *tier = p->group[i].by[p->n_keys - 1];
        bp_band_date date;
        if (bp_band_damaged(bp_text_of(tier), &date))
            bp_report_add_note(r,
                               bp_report_text(r,
                                              "'%s' may be the band %u-%u, which a "
                                              "spreadsheet turned into a date",
                                              tier, date.low, date.high),
                               (bp_hint){ BP_HINT_REPAIR_BANDS, NULL });
    }
}

void bp_compose_tier_groups(bp_report *r, const bp_percentiles *p, const bp_tiers *t,
                            const char *caption)
{
    add_groups(r, p, t, caption, true);
    note_damage(r, p);
    for (size_t i = 1; i < t->n; i++) {
        if (!t->tier[i].less)
            continue;
        const char *tier = p->group[i].by[p->n_keys - 1];
        const char *before = p->group[t->tier[i].previous].by[p->n_keys - 1];
        const char *within = p->n_keys > 1 ? p->group[i].by[0] : NULL;
        bp_report_add_note(r,
                           bp_report_text(r,
                                          "%s%sthe median of %s is below that of %s: a "
                                          "higher tier pays less",
                                          within != NULL ? within : "",
                                          within != NULL ? ": " : "", tier, before),
                           BP_NO_HINT);
    }
}

/* "Bonus (if paid)": an element that not all people have counts those who do. */
static const char *name_of(bp_report *r, bp_percentiles *const total[], size_t i)
{
    const char *element = total[i]->element, *name = bp_words_element(element);
    const bool part = strcmp(element, "bonus") == 0 || strcmp(element, "lti") == 0 ||
                      strcmp(element, "benefits") == 0;
    return part && total[i]->group[0].n < total[0]->group[0].n
               ? bp_report_text(r, "%s (if paid)", name)
               : name;
}

void bp_compose_elements(bp_report *r, bp_percentiles *const total[], size_t n,
                         const char *caption)
{
    layout l = { .n = 0 };
    put(&l,
        (bp_column){
            .key = "pay", .heading = "Pay", .kind = BP_KIND_TEXT, .place = BP_COL_PAY });
    put_figures(&l, r, total[0]);
    bp_table *t = add_table(r, &l, caption);
    if (t == NULL)
        return;

    bp_value value[COLUMNS_MAX];
    for (size_t i = 0; i < n; i++) {
        value[0] = bp_value_text(name_of(r, total, i));
        value[0].code = total[i]->element;
        add_row(r, total[i], &total[i]->group[0], NULL, value, 1);
    }
    bp_compose_example_offer(t);
}

bp_figure bp_compose_percentile(const bp_percentiles *p, const bp_group *g,
                                bp_level level)
{
    for (size_t i = 0; i < p->n_levels; i++)
        if (bp_level_compare(p->level[i], level) == 0)
            return g->p[i];
    return bp_figure_without(BP_ABSENT, 0);
}
