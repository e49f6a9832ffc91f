/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compose/groups.h"

#include "base/band.h"
#include "compose/words.h"
#include "report/build.h"

#define COLUMNS_MAX (BP_KEYS_MAX + BP_LEVELS_MAX + 6)

/* Columns in the order of the contract: groups, n, orgs, mean, levels, status.
 * People see organisations before people, and the mean last. */
typedef struct frame {
    bp_column column[COLUMNS_MAX];
    size_t n;
    size_t display[COLUMNS_MAX];
    size_t n_display;
    size_t people; /* 1 + the column of people */
} frame;

static void put(frame *f, bp_column column)
{
    f->column[f->n++] = column;
}

static void see(frame *f, size_t column)
{
    f->display[f->n_display++] = column;
}

static void put_levels(frame *f, bp_report *r, const bp_percentiles *p)
{
    for (size_t i = 0; i < p->n_levels; i++) {
        char text[16];
        bp_level_text(text, sizeof text, p->level[i]);
        put(f, (bp_column){
                   .key = bp_report_text(r, "p%s", text),
                   .heading = bp_report_text(r, "P%s", text),
                   .kind = BP_KIND_MONEY,
                   .place = BP_COL_LEVEL,
                   .level = 100.0 * p->level[i].num / p->level[i].den,
               });
    }
}

/* The columns behind the first `front` ones, and the order for people. */
static void put_figures(frame *f, bp_report *r, const bp_percentiles *p)
{
    size_t front = f->n;
    f->people = front + 1;
    put(f, (bp_column){ .key = "n",
                        .heading = "People",
                        .kind = BP_KIND_COUNT,
                        .place = BP_COL_FIELD });
    put(f, (bp_column){ .key = "orgs",
                        .heading = "Orgs",
                        .kind = BP_KIND_COUNT,
                        .place = BP_COL_FIELD });
    put(f, (bp_column){ .key = "mean",
                        .heading = "Mean",
                        .kind = BP_KIND_MONEY,
                        .place = BP_COL_FIELD });
    put_levels(f, r, p);
    put(f, (bp_column){ .key = "status",
                        .heading = "Status",
                        .kind = BP_KIND_TEXT,
                        .place = BP_COL_STATUS });

    for (size_t i = 0; i < front; i++)
        see(f, i);
    if (p->has_orgs)
        see(f, front + 1);
    see(f, front);
    for (size_t i = 0; i < p->n_levels; i++)
        see(f, front + 3 + i);
    see(f, front + 2);
}

/* What tiers have behind that; the mean makes room for it. */
static void put_tiers(frame *f)
{
    put(f, (bp_column){ .key = "ratio_to_previous",
                        .heading = "Ratio",
                        .kind = BP_KIND_RATIO,
                        .place = BP_COL_FIELD });
    put(f, (bp_column){ .key = "overlap",
                        .heading = "Overlap",
                        .kind = BP_KIND_RATIO,
                        .place = BP_COL_MORE });
    f->display[f->n_display - 1] = f->n - 2;
}

/* The table of these columns, by group for machines. */
static bp_table *add_table(bp_report *r, const frame *f, const char *caption)
{
    return bp_report_add_table(
        r, &(bp_table){
               .name = "groups",
               .caption = caption,
               .machine = { .json = "groups", .by = true, .data = true, .csv = true },
               .column = f->column,
               .n_columns = f->n,
               .display = f->display,
               .n_display = f->n_display,
               .people = f->people });
}

/* Nothing, rather than "n/a", where no tier comes before. */
static bp_value ratio_value(bp_figure f)
{
    return f.state == BP_ABSENT ? bp_value_text(NULL)
                                : bp_value_figure(BP_KIND_RATIO, f, NULL);
}

static void add_row(bp_report *r, const bp_percentiles *p, const bp_group *g,
                    const bp_tier *tier, bp_value value[], size_t n)
{
    value[n++] = bp_value_count(g->n);
    value[n++] = p->has_orgs ? bp_value_count(g->orgs)
                             : bp_value_figure(BP_KIND_COUNT,
                                               bp_figure_without(BP_ABSENT, 0), NULL);
    value[n++] = bp_value_figure(BP_KIND_MONEY, g->mean, g->currency);
    for (size_t i = 0; i < p->n_levels; i++)
        value[n++] = bp_value_figure(BP_KIND_MONEY, g->p[i], g->currency);
    value[n++] = bp_value_text(NULL);
    if (tier != NULL) {
        value[n++] = ratio_value(tier->ratio);
        value[n++] = ratio_value(tier->overlap);
    }
    bp_report_add_row(r, value, n, g->reasons, g->by == NULL);
}

static void add_groups(bp_report *r, const bp_percentiles *p, const bp_tiers *tiers,
                       const char *caption, bool bars)
{
    frame f = { .n = 0 };
    for (size_t i = 0; i < p->n_keys; i++)
        put(&f, (bp_column){ p->key[i], bp_words_heading(r, p->key[i]), BP_KIND_TEXT,
                             BP_COL_BY, 0 });
    put_figures(&f, r, p);
    if (tiers != NULL)
        put_tiers(&f);
    bp_table *t = add_table(r, &f, caption);
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

void bp_compose_elements(bp_report *r, bp_percentiles *const total[], size_t n,
                         const char *caption)
{
    frame f = { .n = 0 };
    put(&f,
        (bp_column){
            .key = "pay", .heading = "Pay", .kind = BP_KIND_TEXT, .place = BP_COL_PAY });
    put_figures(&f, r, total[0]);
    bp_table *t = add_table(r, &f, caption);
    if (t == NULL)
        return;

    bp_value value[COLUMNS_MAX];
    for (size_t i = 0; i < n; i++) {
        value[0] = bp_value_text(bp_words_element(total[i]->element));
        value[0].code = total[i]->element;
        add_row(r, total[i], &total[i]->group[0], NULL, value, 1);
    }
    bp_compose_example_offer(t);
}

size_t bp_compose_level(const bp_percentiles *p, uint32_t num, uint32_t den)
{
    for (size_t i = 0; i < p->n_levels; i++)
        if ((uint64_t)p->level[i].num * den == (uint64_t)num * p->level[i].den)
            return i;
    return p->n_levels;
}
