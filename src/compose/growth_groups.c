/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth_groups.c - growth by group: everybody first, then the groups of a table.
 *
 * People compare rates, so they see a row a group.  Machines get of each group all that
 * they get of everybody: json an object "growth" in each of its groups, csv a row a year
 * of each path. */
#include "compose/growth.h"

#include "compose/words.h"
#include "report/build.h"

/* A group, or everybody. */
typedef struct row {
    const char *const *by; /* NULL: everybody */
    uint64_t n;
    const bp_observed *observed; /* NULL: not known, as below */
    const bp_growth *growth;
    unsigned reasons;
} row;

/* Those of the year that paths start from, or of the last one. */
static const bp_observed_year *last_of(const bp_answer *a, const bp_observed *o)
{
    return o != NULL ? bp_observed_start(o, a->growing.min_people) : NULL;
}

static uint64_t people(const bp_answer *a, const bp_observed *o)
{
    const bp_observed_year *last = last_of(a, o);
    return last != NULL ? last->n : o != NULL && o->n > 0 ? o->year[o->n - 1].n : 0;
}

static row row_of(const bp_answer *a, size_t i)
{
    const bp_group *g = &a->table->group[i];
    if (i == 0)
        return (row){ NULL, people(a, a->observed), a->observed, a->growth, 0 };
    const bp_growth_part *p = &a->part[i - 1];
    const bool missing = p->growth == NULL && p->reasons == 0;
    return (row){ g->by, people(a, p->observed), p->observed, p->growth,
                  missing ? (unsigned)BP_WHY_NOT_ESTIMABLE : p->reasons };
}

static size_t put_keys(bp_value value[], const bp_answer *a, const row *w)
{
    for (size_t k = 0; k < a->table->n_keys; k++)
        value[k] = bp_value_text(w->by != NULL ? w->by[k] : NULL);
    return a->table->n_keys;
}

static size_t key_columns(bp_report *r, bp_column column[], const bp_answer *a)
{
    for (size_t k = 0; k < a->table->n_keys; k++)
        column[k] = (bp_column){ a->table->key[k], bp_words_heading(r, a->table->key[k]),
                                 BP_KIND_TEXT, BP_COL_BY, 0 };
    return a->table->n_keys;
}

static bp_value money(bp_figure f, const bp_answer *a)
{
    return bp_value_figure(BP_KIND_MONEY, f, a->growth->currency);
}

static bp_figure last_median(const bp_answer *a, const bp_observed *o)
{
    const bp_observed_year *last = last_of(a, o);
    return last != NULL ? last->median : bp_figure_absent();
}

static bp_figure end_of(const bp_growth *g)
{
    return g != NULL && g->n_points > 0 ? g->point[g->n_points - 1].pay
                                        : bp_figure_absent();
}

enum { N_FIGURES = 8 }; /* people, years, rate, two limits, two medians, status */

static void add_group(bp_report *r, const bp_answer *a, size_t i)
{
    const row w = row_of(a, i);
    const bp_figure rate = w.growth != NULL ? w.growth->rate : bp_figure_absent();
    bp_value value[BP_KEYS_MAX + N_FIGURES];
    size_t k = put_keys(value, a, &w);
    value[k++] = bp_value_count(w.n);
    value[k++] = bp_value_count(w.observed != NULL ? w.observed->n : 0);
    value[k++] = bp_value_figure(BP_KIND_PERCENT, rate, NULL);
    value[k++] = bp_value_figure(BP_KIND_PERCENT, bp_figure_limit(&rate, rate.lo), NULL);
    value[k++] = bp_value_figure(BP_KIND_PERCENT, bp_figure_limit(&rate, rate.hi), NULL);
    value[k++] = money(last_median(a, w.observed), a);
    value[k++] = money(end_of(w.growth), a);
    value[k++] = bp_value_text(NULL);
    bp_report_add_row(r, value, k, w.reasons, w.by == NULL);
}

/* "In 2031" */
static const char *end_heading(bp_report *r, const bp_growth *g)
{
    const int year = g->n_points > 0 ? g->point[g->n_points - 1].year : 0;
    return year > BP_HORIZON_MAX ? bp_report_text(r, "In %d", year) : "End of path";
}

/* "By tier and region" */
static const char *caption(bp_report *r, const bp_answer *a)
{
    const char *text = "By";
    for (size_t k = 0; k < a->table->n_keys; k++)
        text = bp_report_text(r, "%s%s %s", text, k > 0 ? " and" : "",
                              bp_words_heading_inside(r, a->table->key[k]));
    return text;
}

/* A row a group, as people see it; json has its groups from it. */
static void add_groups(bp_report *r, const bp_answer *a)
{
    const bp_growth *all = a->growth;
    const char *level = bp_report_text(r, "%g%%", 100 * all->plan->level);
    bp_column column[BP_KEYS_MAX + N_FIGURES];
    size_t display[BP_KEYS_MAX + N_FIGURES], n = key_columns(r, column, a), shown = 0;
    const size_t keys = n;
    const bp_column figure[N_FIGURES] = {
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "years", "Years", BP_KIND_COUNT, BP_COL_DISPLAY, 0 },
        { "rate", "Growth", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "lo", bp_report_text(r, "Low %s", level), BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "hi", bp_report_text(r, "High %s", level), BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "last", "Last median", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "end", end_heading(r, all), BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 },
    };
    const bool fitted = all->plan->source == BP_GROWTH_FITTED;
    const bool has[N_FIGURES] = { true,
                                  true,
                                  all->rate.state == BP_SHOWN,
                                  fitted && bp_figure_bounded(&all->rate),
                                  fitted && bp_figure_bounded(&all->rate),
                                  true,
                                  all->n_points > 0,
                                  false };
    for (size_t i = 0; i < keys; i++)
        display[shown++] = i;
    for (size_t i = 0; i < N_FIGURES; i++) {
        column[n++] = figure[i];
        if (has[i])
            display[shown++] = n - 1;
    }
    bp_report_add_table(r, &(bp_table){ .name = "groups",
                                        .caption = caption(r, a),
                                        .machine = { .json = "groups", .by = true },
                                        .column = column,
                                        .n_columns = n,
                                        .display = display,
                                        .n_display = shown,
                                        .people = keys + 1 });
    for (size_t i = 0; i < a->table->n_groups; i++)
        add_group(r, a, i);
}

static void add_observed(bp_report *r, const bp_growth *all, const bp_observed *o,
                         size_t item)
{
    static const bp_column column[] = {
        { "year", NULL, BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "n", NULL, BP_KIND_COUNT, BP_COL_FIELD, 0 },
    };
    bp_report_add_table(
        r, &(bp_table){ .name = "observed",
                        .machine = { .json = "groups.growth.observed", .item = item },
                        .column = column,
                        .n_columns = 3 });
    for (size_t i = 0; o != NULL && i < o->n; i++) {
        bp_value value[3];
        const size_t n = bp_growth_year(value, all, &o->year[i]);
        bp_report_add_row(r, value, n, 0, false);
    }
}

/* A group without a path has a row that says why. */
static void add_path_rows(bp_report *r, const bp_answer *a, const row *w)
{
    const bp_figure rate = w->growth != NULL ? w->growth->rate : bp_figure_absent();
    const size_t n = bp_growth_path(w->growth);
    for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
        const bp_point *p = i < n ? &w->growth->point[i] : NULL;
        const bp_figure pay = p != NULL ? p->pay : bp_figure_absent();
        bp_value value[BP_KEYS_MAX + 7];
        size_t k = put_keys(value, a, w);
        value[k++] =
            bp_value_text(p != NULL ? bp_growth_source_name(a->growing.source) : NULL);
        value[k++] = bp_value_figure(BP_KIND_PERCENT, rate, NULL);
        value[k++] = bp_value_figure(
            BP_KIND_NUMBER, p != NULL ? bp_figure_of(p->year) : bp_figure_absent(), NULL);
        value[k++] = money(pay, a);
        value[k++] = money(bp_figure_limit(&pay, pay.lo), a);
        value[k++] = money(bp_figure_limit(&pay, pay.hi), a);
        value[k++] = bp_value_text(NULL);
        bp_report_add_row(r, value, k, w->reasons, w->by == NULL);
    }
}

/* The csv of projected growth: a row a point. */
static void add_paths(bp_report *r, const bp_answer *a)
{
    static const bp_column figure[] = {
        { "source", NULL, BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "rate", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "year", NULL, BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "lo", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "hi", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "status", NULL, BP_KIND_TEXT, BP_COL_STATUS, 0 },
    };
    bp_column column[BP_KEYS_MAX + 7];
    size_t n = key_columns(r, column, a);
    for (size_t i = 0; i < 7; i++)
        column[n++] = figure[i];
    bp_report_add_table(r, &(bp_table){ .name = "groups.growth.points",
                                        .machine = { .data = true, .csv = true },
                                        .column = column,
                                        .n_columns = n });
    for (size_t i = 0; i < a->table->n_groups; i++) {
        const row w = row_of(a, i);
        add_path_rows(r, a, &w);
    }
}

/* The csv of what was observed: a row a year. */
static void add_years(bp_report *r, const bp_answer *a)
{
    static const bp_column figure[] = {
        { "year", NULL, BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "n", NULL, BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "status", NULL, BP_KIND_TEXT, BP_COL_STATUS, 0 },
    };
    bp_column column[BP_KEYS_MAX + 4];
    size_t n = key_columns(r, column, a);
    for (size_t i = 0; i < 4; i++)
        column[n++] = figure[i];
    bp_report_add_table(r, &(bp_table){ .name = "groups.growth.observed",
                                        .machine = { .data = true, .csv = true },
                                        .column = column,
                                        .n_columns = n });
    for (size_t i = 0; i < a->table->n_groups; i++) {
        const row w = row_of(a, i);
        for (size_t y = 0; w.observed != NULL && y < w.observed->n; y++) {
            bp_value value[BP_KEYS_MAX + 4];
            size_t k = put_keys(value, a, &w);
            k += bp_growth_year(value + k, a->growth, &w.observed->year[y]);
            value[k++] = bp_value_text(NULL);
            bp_report_add_row(r, value, k, 0, w.by == NULL);
        }
    }
}

void bp_compose_growth_by_group(bp_report *r, const bp_answer *a)
{
    add_groups(r, a);
    for (size_t i = 0; i < a->table->n_groups; i++) {
        const row w = row_of(a, i);
        bp_growth_rate_table(r, w.growth,
                             (bp_machine_place){ .json = "groups.growth", .item = i });
        add_observed(r, a->growth, w.observed, i);
        bp_growth_path_table(
            r, w.growth, (bp_machine_place){ .json = "groups.growth.points", .item = i });
    }
}

void bp_compose_growth_csv_by_group(bp_report *r, const bp_answer *a)
{
    if (a->growth->n_points > 0)
        add_paths(r, a);
    else
        add_years(r, a);
}
