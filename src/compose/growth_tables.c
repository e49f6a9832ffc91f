/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth_tables.c - the figures of growth as tables.
 *
 * Programs want a row for each year of each path; people want the paths side by side.
 * So most figures are there twice: in a table for machines (add_...), and in one that is
 * only shown (show_...). */
#include "compose/growth.h"

static bp_value year_value(int year)
{
    return bp_value_figure(BP_KIND_NUMBER,
                           year > 0 ? bp_figure_of(year) : bp_figure_absent(), NULL);
}

/* From one amount to another, a year. */
static bp_value change(double before, double now, int years)
{
    bp_figure f = bp_figure_absent();
    if (before > 0)
        f = bp_figure_of(years > 1 ? bp_cagr(before, now, years)
                                   : (now - before) / before);
    return bp_percent_of(f);
}

/* The same of two years: the first of them that is not shown says why. */
static bp_value change_of(const bp_observed_year *x, const bp_observed_year *y)
{
    const bp_figure *less = x->median.state != BP_SHOWN ? &x->median : &y->median;
    return less->state == BP_SHOWN
               ? change(x->median.value, y->median.value, y->year - x->year)
               : bp_percent_of(bp_figure_without(less->state, less->reasons));
}

/* Are years missing between those observed? */
static bool has_gaps(const bp_observed *o)
{
    bool gaps = false;
    for (size_t i = 1; o != NULL && i < o->n; i++)
        gaps = gaps || o->year[i].year - o->year[i - 1].year > 1;
    return gaps;
}

void bp_growth_rate_table(bp_report *r, const bp_growth *g, bp_machine_place at)
{
    const bp_figure absent = bp_figure_absent(), rate = g != NULL ? g->rate : absent;
    const bool shown = g != NULL && (rate.state == BP_SHOWN || g->plan->n_scenarios > 0);
    const uint64_t n = g != NULL ? g->n : 0;
    bp_fields f;
    at.shape = BP_JSON_OBJECT;
    bp_fields_begin(&f, r, &(bp_table){ .name = "growth", .machine = at }, false);
    bp_put(&f, "source", NULL,
           bp_value_text(shown ? bp_growth_source_name(g->plan->source) : NULL));
    bp_put(&f, "rate", NULL, bp_percent_of(rate));
    bp_put(&f, "lo", NULL, bp_percent_of(bp_figure_limit(&rate, rate.lo)));
    bp_put(&f, "hi", NULL, bp_percent_of(bp_figure_limit(&rate, rate.hi)));
    bp_put(&f, "n", NULL, bp_value_if(n > 0, bp_value_count(n)));
    bp_put(&f, "r2", NULL,
           bp_value_figure(BP_KIND_RATIO, g != NULL ? g->r2 : absent, NULL));
    bp_put(&f, "mix", NULL, bp_percent_of(g != NULL ? g->mix : absent));
    bp_fields_row(&f, 0, false);
}

void bp_growth_put_year(bp_fields *f, const bp_growth *all, const bp_observed_year *y)
{
    const bool published = all->observed->published;
    bp_put_at(f, "year", "Year", year_value(y->year), BP_COL_KEY);
    bp_put(f, "value", "Median", bp_money_of(y->median, all->currency));
    bp_put(f, "n", "People", bp_value_if(!published, bp_value_count(y->n)));
}

/* Years that are not known are not shown to people. */
static void add_observed(bp_report *r, const bp_growth *g, bool csv)
{
    static const size_t counted[] = { 0, 2, 1, 3 }, published[] = { 0, 1, 3 };
    static const size_t line[] = { 0, 1 };
    const bp_observed *o = g->observed;
    const char *heading = has_gaps(o) ? "Change a year" : "Change";
    const bool display = o != NULL && o->year[0].year > 0;
    const bool few = display && o->published;
    bp_value no_change = change(0, 0, 1);
    bp_fields f;
    bp_fields_begin(
        &f, r,
        &(bp_table){ .name = "growth.observed",
                     .caption = display ? "Observed" : NULL,
                     .machine = { .json = "growth.observed", .data = true, .csv = csv },
                     .display = few ? published : counted,
                     .line = line,
                     .n_display = !display ? 0
                                  : few    ? 3
                                           : 4 },
        false);
    no_change.instead = ""; /* no year comes before the first */
    for (size_t i = 0; o != NULL && i < o->n; i++) {
        const bp_observed_year *y = &o->year[i];
        bp_growth_put_year(&f, g, y);
        bp_put_at(&f, "", heading, i > 0 ? change_of(&y[-1], y) : no_change,
                  BP_COL_DISPLAY);
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* Matched growth from year to year. */
static void add_steps(bp_report *r, const bp_observed *o, bool csv)
{
    const bool years = o->year[0].year > 0;
    const bp_table like = { .name = "growth.steps",
                            .caption = years ? "Matched growth, from year to year" : NULL,
                            .machine = {
                                .json = "growth.steps", .data = true, .csv = csv } };
    bp_fields f;
    bp_fields_begin(&f, r, &like, years);
    for (size_t i = 0; i < o->n_steps; i++) {
        const bp_growth_step *s = &o->step[i];
        bp_put_at(&f, "from", "From", year_value(s->from), BP_COL_KEY);
        bp_put_at(&f, "to", "To", year_value(s->to), BP_COL_KEY);
        bp_put(&f, "n", "Matched", bp_value_count(s->n));
        bp_put(&f, "median", "Median", bp_percent_of(s->median));
        bp_put(&f, "mean", "Mean", bp_percent_of(s->mean));
        bp_put(&f, "incumbents", "All", bp_percent_of(s->incumbents));
        bp_put(&f, "mix", "Mix effect", bp_percent_of(s->mix));
        bp_fields_row(&f, 0, false);
    }
}

/* A year of one path, for machines.  scenario: NULL for the path of the growth itself. */
static void add_point(bp_fields *f, const bp_growth *g, const bp_point *at,
                      const bp_scenario *scenario, const bp_figure *pay)
{
    static const char *const drawn[] = { "p10", "p50", "p90" };
    const bool own = scenario == NULL;
    const char *currency = g->currency;
    const bp_figure rate = own ? g->rate : bp_figure_of(scenario->rate);
    const bp_growth_source source = own ? g->plan->source : BP_GROWTH_GIVEN;
    bp_put(f, "source", NULL, bp_value_text(bp_growth_source_name(source)));
    bp_put_at(f, "name", NULL, bp_value_text(own ? "" : scenario->name), BP_COL_KEY);
    bp_put(f, "rate", NULL, bp_percent_of(rate));
    bp_put_at(f, "year", NULL, bp_value_number(at->year), BP_COL_KEY);
    bp_put(f, "value", NULL, bp_money_of(*pay, currency));
    bp_put(f, "lo", NULL, bp_money_limit(*pay, pay->lo, currency));
    bp_put(f, "hi", NULL, bp_money_limit(*pay, pay->hi, currency));
    for (size_t k = 0; k < 3 && g->plan->paths > 0; k++)
        bp_put(f, drawn[k], NULL,
               bp_money_of(own ? at->sim[k] : bp_figure_absent(), currency));
    bp_fields_row(f, 0, false);
}

/* The years of all paths, as csv has them. */
static void add_points(bp_report *r, const bp_growth *g, bool csv)
{
    const bp_growth_plan *p = g->plan;
    const bp_machine_place at = { .data = true, .csv = csv };
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "growth.points", .machine = at }, false);
    for (size_t i = 0; i < bp_growth_path(g); i++)
        add_point(&f, g, &g->point[i], NULL, &g->point[i].pay);
    for (size_t s = 0; s < p->n_scenarios; s++)
        for (size_t i = 0; i < g->n_points; i++)
            add_point(&f, g, &g->point[i], &p->scenario[s],
                      &g->scenario[s * g->n_points + i]);
    bp_fields_end(&f);
}

size_t bp_growth_path(const bp_growth *g)
{
    return g != NULL && g->rate.state == BP_SHOWN ? g->n_points : 0;
}

void bp_growth_path_table(bp_report *r, const bp_growth *g, bp_machine_place at)
{
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "points", .machine = at }, false);
    for (size_t i = 0; i < bp_growth_path(g); i++) {
        const bp_figure *pay = &g->point[i].pay;
        bp_put(&f, "year", NULL, bp_value_number(g->point[i].year));
        bp_put(&f, "value", NULL, bp_money_of(*pay, g->currency));
        bp_put(&f, "lo", NULL, bp_money_limit(*pay, pay->lo, g->currency));
        bp_put(&f, "hi", NULL, bp_money_limit(*pay, pay->hi, g->currency));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* The scenarios with their years, as json has them. */
static void add_scenarios(bp_report *r, const bp_growth *g)
{
    const bp_growth_plan *p = g->plan;
    bp_fields f;
    const bp_machine_place at = { .json = "scenarios",
                                  .shape = BP_JSON_NESTED,
                                  .inner = "points" };
    bp_fields_begin(&f, r, &(bp_table){ .name = "scenarios", .machine = at }, false);
    for (size_t k = 0; k < p->n_scenarios * g->n_points; k++) {
        const bp_scenario *s = &p->scenario[k / g->n_points];
        const int year = g->point[k % g->n_points].year;
        bp_put_at(&f, "name", NULL, bp_value_text(s->name), BP_COL_OUTER);
        bp_put_at(&f, "rate", NULL, bp_value_percent(s->rate), BP_COL_OUTER);
        bp_put(&f, "year", NULL, bp_value_number(year));
        bp_put(&f, "value", NULL, bp_money_of(g->scenario[k], g->currency));
        bp_fields_row(&f, 0, false);
    }
}

/* A row a year of the drawn paths: for machines at that path of json, or for people. */
static void add_simulated(bp_report *r, const bp_growth *g, const char *json, size_t n)
{
    static const char *const key[] = { "p10", "p50", "p90" };
    static const char *const heading[] = { "P10", "P50", "P90" };
    const bp_table like = { .name = "simulated",
                            .caption = json != NULL ? NULL : "Simulated",
                            .machine = { .json = json } };
    bp_fields f;
    bp_fields_begin(&f, r, &like, json == NULL);
    for (size_t i = 0; i < n; i++) {
        bp_put(&f, "year", "Year", bp_value_number(g->point[i].year));
        for (size_t k = 0; k < 3; k++)
            bp_put(&f, key[k], heading[k], bp_money_of(g->point[i].sim[k], g->currency));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* How many paths were drawn, by which seed: for machines. */
static void add_simulation(bp_report *r, const bp_growth_plan *p)
{
    bp_fields f;
    bp_fields_object(&f, r, "simulation", true);
    bp_put(&f, "paths", NULL, bp_value_count(p->paths));
    bp_put(&f, "seed", NULL, bp_value_number((double)p->seed));
    bp_fields_row(&f, 0, false);
}

/* The path of the growth itself, with a bar where it has limits. */
static void show_path(bp_report *r, const bp_growth *g)
{
    static const size_t ends[] = { 1, 2, 3 }, line[] = { 0, 2 };
    const bool has = bp_figure_bounded(&g->rate);
    const char *level = bp_report_text(r, "%g%%", 100 * g->plan->level);
    const char *low = has ? bp_report_text(r, "Low %s", level) : NULL;
    const char *high = has ? bp_report_text(r, "High %s", level) : NULL;
    double before = g->start;
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "path",
                                 .caption = "Projected",
                                 .bars = has,
                                 .bar_ends = ends,
                                 .line = line },
                    true);
    for (size_t i = 0; i < g->n_points; i++) {
        const bp_figure pay = g->point[i].pay;
        const bp_value year = bp_value_number(g->point[i].year);
        const bp_value lo = bp_money_limit(pay, pay.lo, g->currency);
        const bp_value hi = bp_money_limit(pay, pay.hi, g->currency);
        bp_put_at(&f, "year", "Year", year, BP_COL_DISPLAY);
        bp_put_at(&f, "lo", low, lo, BP_COL_DISPLAY);
        bp_put_at(&f, "value", "Pay", bp_money_of(pay, g->currency), BP_COL_DISPLAY);
        bp_put_at(&f, "hi", high, hi, BP_COL_DISPLAY);
        bp_put_at(&f, "change", "Change", change(before, pay.value, 1), BP_COL_DISPLAY);
        bp_fields_row(&f, 0, false);
        before = pay.value;
    }
}

/* Scenarios side by side. */
static void show_scenarios(bp_report *r, const bp_growth *g)
{
    const bp_growth_plan *p = g->plan;
    const char *heading[BP_SCENARIOS_MAX];
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "paths", .caption = "Scenarios" }, true);
    for (size_t s = 0; s < p->n_scenarios; s++)
        heading[s] =
            bp_report_text(r, "%s %g%%", p->scenario[s].name, 100 * p->scenario[s].rate);
    for (size_t i = 0; i < g->n_points; i++) {
        const bp_value year = bp_value_number(g->point[i].year);
        bp_put_at(&f, "year", "Year", year, BP_COL_DISPLAY);
        for (size_t s = 0; s < p->n_scenarios; s++)
            bp_put_at(&f, p->scenario[s].name, heading[s],
                      bp_money_of(g->scenario[s * g->n_points + i], g->currency),
                      BP_COL_DISPLAY);
        bp_fields_row(&f, 0, false);
    }
}

/* First the tables for machines, then those that are only shown. */
void bp_compose_growth_tables(bp_report *r, const bp_growth *g)
{
    const bp_growth_plan *p = g->plan;
    const bool ahead =
        g->n_points > 0 && (g->rate.state == BP_SHOWN || p->n_scenarios > 0);
    const bool steps = g->observed != NULL && g->observed->n_steps > 0;
    bp_growth_rate_table(r, g, (bp_machine_place){ .json = "growth", .data = true });
    add_observed(r, g, !ahead && !steps);
    if (steps)
        add_steps(r, g->observed, !ahead);
    add_points(r, g, ahead);
    bp_growth_path_table(r, g, (bp_machine_place){ .json = "growth.points" });
    if (g->n_points > 0 && p->n_scenarios > 0)
        add_scenarios(r, g);
    if (p->paths > 0) {
        add_simulation(r, p);
        add_simulated(r, g, "simulation.points", bp_growth_path(g));
    }
    if (bp_growth_path(g) > 0)
        show_path(r, g);
    if (g->n_points > 0 && p->n_scenarios > 0)
        show_scenarios(r, g);
    if (p->paths > 0)
        add_simulated(r, g, NULL, g->n_points);
}
