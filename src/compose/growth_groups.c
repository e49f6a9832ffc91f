/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth_groups.c - growth by group: everybody first, then the groups of a table.
 *
 * People compare rates, so they see a row a group.  Machines get of each group all that
 * they get of everybody: json an object "growth" in each of its groups, csv a row a year
 * of each path. */
#include "compose/growth.h"

#include "compose/words.h"

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

static void put_keys(bp_fields *f, const bp_answer *a, const row *w)
{
    for (size_t k = 0; k < a->table->n_keys; k++)
        bp_put_at(f, a->table->key[k], bp_words_heading(f->r, a->table->key[k]),
                  bp_value_text(w->by != NULL ? w->by[k] : NULL), BP_COL_BY);
}

static bp_value money(bp_figure amount, const bp_answer *a)
{
    return bp_money_of(amount, a->growth->currency);
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

/* What people see of all groups. */
typedef struct seen {
    const char *low; /* headings; NULL: not seen, as the others */
    const char *high;
    const char *rate;
    const char *end;
} seen;

static void add_group(bp_fields *f, const bp_answer *a, size_t i, const seen *s)
{
    const row w = row_of(a, i);
    const bp_figure rate = w.growth != NULL ? w.growth->rate : bp_figure_absent();
    const bp_value lo = bp_percent_of(bp_figure_limit(&rate, rate.lo));
    const bp_value hi = bp_percent_of(bp_figure_limit(&rate, rate.hi));
    const bp_value last = money(last_median(a, w.observed), a);
    const uint64_t years = w.observed != NULL ? w.observed->n : 0;
    put_keys(f, a, &w);
    bp_put(f, "n", "People", bp_value_count(w.n));
    bp_put_at(f, "years", "Years", bp_value_count(years), BP_COL_DISPLAY);
    bp_put_at(f, "rate", s->rate, bp_percent_of(rate), BP_COL_DISPLAY);
    bp_put_at(f, "lo", s->low, lo, BP_COL_DISPLAY);
    bp_put_at(f, "hi", s->high, hi, BP_COL_DISPLAY);
    bp_put_at(f, "last", "Last median", last, BP_COL_DISPLAY);
    bp_put_at(f, "end", s->end, money(end_of(w.growth), a), BP_COL_DISPLAY);
    bp_put_at(f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
    bp_fields_row(f, w.reasons, w.by == NULL);
}

/* A row a group, as people see it; json has its groups from it. */
static void add_groups(bp_report *r, const bp_answer *a)
{
    const bp_growth *all = a->growth;
    const char *level = bp_report_text(r, "%g%%", 100 * all->plan->level);
    const bool limits =
        all->plan->source == BP_GROWTH_FITTED && bp_figure_bounded(&all->rate);
    const seen s = { .low = limits ? bp_report_text(r, "Low %s", level) : NULL,
                     .high = limits ? bp_report_text(r, "High %s", level) : NULL,
                     .rate = all->rate.state == BP_SHOWN ? "Growth" : NULL,
                     .end = all->n_points > 0 ? end_heading(r, all) : NULL };
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "groups",
                                 .caption = caption(r, a),
                                 .machine = { .json = "groups", .by = true },
                                 .people = a->table->n_keys + 1 },
                    true);
    for (size_t i = 0; i < a->table->n_groups; i++)
        add_group(&f, a, i, &s);
}

static void add_observed(bp_report *r, const bp_growth *all, const bp_observed *o,
                         size_t item)
{
    const bp_machine_place at = { .json = "groups.growth.observed", .item = item };
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "observed", .machine = at }, false);
    for (size_t i = 0; o != NULL && i < o->n; i++) {
        bp_growth_put_year(&f, all, &o->year[i]);
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* The csv of what there is of each group. */
static void begin_csv(bp_fields *f, bp_report *r, const char *name)
{
    const bp_machine_place at = { .data = true, .csv = true };
    bp_fields_begin(f, r, &(bp_table){ .name = name, .machine = at }, false);
}

/* A group without a path has a row that says why. */
static void add_path_rows(bp_fields *f, const bp_answer *a, const row *w)
{
    const bp_figure rate = w->growth != NULL ? w->growth->rate : bp_figure_absent();
    const char *source = bp_growth_source_name(a->growing.source);
    const size_t n = bp_growth_path(w->growth);
    for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
        const bool is = i < n;
        const bp_figure pay = is ? w->growth->point[i].pay : bp_figure_absent();
        const int year = is ? w->growth->point[i].year : 0;
        put_keys(f, a, w);
        bp_put(f, "source", NULL, bp_value_text(is ? source : NULL));
        bp_put(f, "rate", NULL, bp_percent_of(rate));
        bp_put_at(f, "year", NULL, bp_value_if(is, bp_value_number(year)), BP_COL_KEY);
        bp_put(f, "value", NULL, money(pay, a));
        bp_put(f, "lo", NULL, money(bp_figure_limit(&pay, pay.lo), a));
        bp_put(f, "hi", NULL, money(bp_figure_limit(&pay, pay.hi), a));
        bp_put_at(f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
        bp_fields_row(f, w->reasons, w->by == NULL);
    }
}

/* The csv of projected growth: a row a point. */
static void add_paths(bp_report *r, const bp_answer *a)
{
    bp_fields f;
    begin_csv(&f, r, "groups.growth.points");
    for (size_t i = 0; i < a->table->n_groups; i++) {
        const row w = row_of(a, i);
        add_path_rows(&f, a, &w);
    }
}

/* The csv of what was observed: a row a year. */
static void add_years(bp_report *r, const bp_answer *a)
{
    bp_fields f;
    begin_csv(&f, r, "groups.growth.observed");
    for (size_t i = 0; i < a->table->n_groups; i++) {
        const row w = row_of(a, i);
        for (size_t y = 0; w.observed != NULL && y < w.observed->n; y++) {
            put_keys(&f, a, &w);
            bp_growth_put_year(&f, a->growth, &w.observed->year[y]);
            bp_put_at(&f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
            bp_fields_row(&f, 0, w.by == NULL);
        }
    }
    bp_fields_end(&f);
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
