/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth_tables.c - the figures of growth as tables.
 *
 * Programs want a row for each year of each path; people want the paths side by side.
 * So most figures are there twice: in a table for machines (add_...), and in one that is
 * only shown (show_...). */
#include "compose/growth.h"

#include "report/build.h"

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
    return bp_value_figure(BP_KIND_PERCENT, f, NULL);
}

/* The same of two years: the first of them that is not shown says why. */
static bp_value change_of(const bp_observed_year *x, const bp_observed_year *y)
{
    const bp_figure *less = x->median.state != BP_SHOWN ? &x->median : &y->median;
    return less->state == BP_SHOWN
               ? change(x->median.value, y->median.value, y->year - x->year)
               : bp_value_figure(BP_KIND_PERCENT,
                                 bp_figure_without(less->state, less->reasons), NULL);
}

/* Are years missing between those observed? */
static bool has_gaps(const bp_observed *o)
{
    bool gaps = false;
    for (size_t i = 1; o != NULL && i < o->n; i++)
        gaps = gaps || o->year[i].year - o->year[i - 1].year > 1;
    return gaps;
}

static bp_value limit(const bp_figure *f, double x, const char *currency)
{
    return bp_value_figure(BP_KIND_MONEY, bp_figure_limit(f, x), currency);
}

void bp_growth_rate_table(bp_report *r, const bp_growth *g, bp_machine_place at)
{
    static const bp_column column[] = {
        { "source", NULL, BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "rate", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "lo", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "hi", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "n", NULL, BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "r2", NULL, BP_KIND_RATIO, BP_COL_FIELD, 0 },
        { "mix", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    };
    const bp_figure rate = g != NULL ? g->rate : bp_figure_absent();
    const bool shown = g != NULL && (rate.state == BP_SHOWN || g->plan->n_scenarios > 0);
    const bp_figure n =
        g != NULL && g->n > 0 ? bp_figure_of((double)g->n) : bp_figure_absent();
    const bp_value value[] = {
        bp_value_text(shown ? bp_growth_source_name(g->plan->source) : NULL),
        bp_value_figure(BP_KIND_PERCENT, rate, NULL),
        bp_value_figure(BP_KIND_PERCENT, bp_figure_limit(&rate, rate.lo), NULL),
        bp_value_figure(BP_KIND_PERCENT, bp_figure_limit(&rate, rate.hi), NULL),
        bp_value_figure(BP_KIND_COUNT, n, NULL),
        bp_value_figure(BP_KIND_RATIO, g != NULL ? g->r2 : bp_figure_absent(), NULL),
        bp_value_figure(BP_KIND_PERCENT, g != NULL ? g->mix : bp_figure_absent(), NULL),
    };
    at.shape = BP_JSON_OBJECT;
    bp_report_add_table(
        r,
        &(bp_table){ .name = "growth", .machine = at, .column = column, .n_columns = 7 });
    bp_report_add_row(r, value, 7, 0, false);
}

size_t bp_growth_year(bp_value value[], const bp_growth *all, const bp_observed_year *y)
{
    const bool published = all->observed->published;
    const bp_figure n = published ? bp_figure_absent() : bp_figure_of((double)y->n);
    value[0] = year_value(y->year);
    value[1] = bp_value_figure(BP_KIND_MONEY, y->median, all->currency);
    value[2] = bp_value_figure(BP_KIND_COUNT, n, NULL);
    return 3;
}

/* Years that are not known are not shown to people. */
static void add_observed(bp_report *r, const bp_growth *g, bool csv)
{
    const bp_column column[] = {
        { "year", "Year", BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", "Median", BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "", has_gaps(g->observed) ? "Change a year" : "Change", BP_KIND_PERCENT,
          BP_COL_DISPLAY, 0 },
    };
    static const size_t counted[] = { 0, 2, 1, 3 }, published[] = { 0, 1, 3 };
    static const size_t line[] = { 0, 1 };
    const bp_observed *o = g->observed;
    bool display = o != NULL && o->year[0].year > 0;
    bool few = display && o->published;
    bp_report_add_table(
        r,
        &(bp_table){ .name = "growth.observed",
                     .caption = display ? "Observed" : NULL,
                     .machine = { .json = "growth.observed", .data = true, .csv = csv },
                     .column = column,
                     .n_columns = 4,
                     .display = few ? published : counted,
                     .line = line,
                     .n_display = !display ? 0
                                  : few    ? 3
                                           : 4 });
    bp_value no_change = change(0, 0, 1);
    no_change.instead = ""; /* no year comes before the first */
    for (size_t i = 0; o != NULL && i < o->n; i++) {
        const bp_observed_year *y = &o->year[i];
        bp_value value[4];
        const size_t n = bp_growth_year(value, g, y);
        value[n] = i > 0 ? change_of(&y[-1], y) : no_change;
        bp_report_add_row(r, value, n + 1, 0, false);
    }
}

/* Matched growth from year to year. */
static void add_steps(bp_report *r, const bp_observed *o, bool csv)
{
    static const bp_column column[] = {
        { "from", "From", BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "to", "To", BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "n", "Matched", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "median", "Median", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "mean", "Mean", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "incumbents", "All", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "mix", "Mix effect", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    };
    bool years = o->year[0].year > 0;
    bp_report_add_table(
        r, &(bp_table){ .name = "growth.steps",
                        .caption = years ? "Matched growth, from year to year" : NULL,
                        .machine = { .json = "growth.steps", .data = true, .csv = csv },
                        .column = column,
                        .n_columns = 7,
                        .n_display = years ? 7 : 0 });
    for (size_t i = 0; i < o->n_steps; i++) {
        const bp_growth_step *s = &o->step[i];
        const bp_value value[] = { year_value(s->from),
                                   year_value(s->to),
                                   bp_value_count(s->n),
                                   bp_value_figure(BP_KIND_PERCENT, s->median, NULL),
                                   bp_value_figure(BP_KIND_PERCENT, s->mean, NULL),
                                   bp_value_figure(BP_KIND_PERCENT, s->incumbents, NULL),
                                   bp_value_figure(BP_KIND_PERCENT, s->mix, NULL) };
        bp_report_add_row(r, value, 7, 0, false);
    }
}

/* A year of one path, for machines.  scenario: NULL for the path of the growth itself. */
static void add_point(bp_report *r, const bp_growth *g, const bp_point *at,
                      const bp_scenario *scenario, const bp_figure *pay)
{
    const char *currency = g->currency;
    bp_figure rate = scenario != NULL ? bp_figure_of(scenario->rate) : g->rate;
    bp_growth_source source = scenario != NULL ? BP_GROWTH_GIVEN : g->plan->source;
    bp_value value[10] = { bp_value_text(bp_growth_source_name(source)),
                           bp_value_text(scenario != NULL ? scenario->name : ""),
                           bp_value_figure(BP_KIND_PERCENT, rate, NULL),
                           bp_value_number(at->year),
                           bp_value_figure(BP_KIND_MONEY, *pay, currency),
                           limit(pay, pay->lo, currency),
                           limit(pay, pay->hi, currency) };
    for (size_t k = 0; k < 3; k++)
        value[7 + k] = bp_value_figure(
            BP_KIND_MONEY, scenario != NULL ? bp_figure_absent() : at->sim[k], currency);
    bp_report_add_row(r, value, g->plan->paths > 0 ? 10 : 7, 0, false);
}

/* The years of all paths, as csv has them. */
static void add_points(bp_report *r, const bp_growth *g, bool csv)
{
    static const bp_column column[] = {
        { "source", NULL, BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "name", NULL, BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "rate", NULL, BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "year", NULL, BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "lo", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "hi", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p10", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p50", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p90", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    const bp_growth_plan *p = g->plan;
    bp_report_add_table(r, &(bp_table){ .name = "growth.points",
                                        .machine = { .data = true, .csv = csv },
                                        .column = column,
                                        .n_columns = p->paths > 0 ? 10 : 7 });
    for (size_t i = 0; i < bp_growth_path(g); i++)
        add_point(r, g, &g->point[i], NULL, &g->point[i].pay);
    for (size_t s = 0; s < p->n_scenarios; s++)
        for (size_t i = 0; i < g->n_points; i++)
            add_point(r, g, &g->point[i], &p->scenario[s],
                      &g->scenario[s * g->n_points + i]);
}

size_t bp_growth_path(const bp_growth *g)
{
    return g != NULL && g->rate.state == BP_SHOWN ? g->n_points : 0;
}

void bp_growth_path_table(bp_report *r, const bp_growth *g, bp_machine_place at)
{
    static const bp_column column[] = {
        { "year", NULL, BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "lo", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "hi", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    bp_report_add_table(
        r,
        &(bp_table){ .name = "points", .machine = at, .column = column, .n_columns = 4 });
    for (size_t i = 0; i < bp_growth_path(g); i++) {
        const bp_figure *pay = &g->point[i].pay;
        const bp_value value[] = { bp_value_number(g->point[i].year),
                                   bp_value_figure(BP_KIND_MONEY, *pay, g->currency),
                                   limit(pay, pay->lo, g->currency),
                                   limit(pay, pay->hi, g->currency) };
        bp_report_add_row(r, value, 4, 0, false);
    }
}

/* The scenarios with their years, as json has them. */
static void add_scenarios(bp_report *r, const bp_growth *g)
{
    static const bp_column column[] = {
        { "name", NULL, BP_KIND_TEXT, BP_COL_OUTER, 0 },
        { "rate", NULL, BP_KIND_PERCENT, BP_COL_OUTER, 0 },
        { "year", NULL, BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "value", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    const bp_growth_plan *p = g->plan;
    bp_report_add_table(r, &(bp_table){ .name = "scenarios",
                                        .machine = { .json = "scenarios",
                                                     .shape = BP_JSON_NESTED,
                                                     .inner = "points" },
                                        .column = column,
                                        .n_columns = 4 });
    for (size_t k = 0; k < p->n_scenarios * g->n_points; k++) {
        const bp_scenario *s = &p->scenario[k / g->n_points];
        const bp_value value[] = { bp_value_text(s->name), bp_value_percent(s->rate),
                                   bp_value_number(g->point[k % g->n_points].year),
                                   bp_value_figure(BP_KIND_MONEY, g->scenario[k],
                                                   g->currency) };
        bp_report_add_row(r, value, 4, 0, false);
    }
}

/* What a year of the drawn paths has. */
static void add_simulated_row(bp_report *r, const bp_growth *g, size_t i)
{
    bp_value value[4] = { bp_value_number(g->point[i].year) };
    for (size_t k = 0; k < 3; k++)
        value[1 + k] = bp_value_figure(BP_KIND_MONEY, g->point[i].sim[k], g->currency);
    bp_report_add_row(r, value, 4, 0, false);
}

/* The percentiles of the paths that were drawn, as json has them. */
static void add_simulated(bp_report *r, const bp_growth *g)
{
    static const bp_column column[] = {
        { "year", NULL, BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "p10", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p50", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p90", NULL, BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    bp_report_add_table(r, &(bp_table){ .name = "simulated",
                                        .machine = { .json = "simulation.points" },
                                        .column = column,
                                        .n_columns = 4 });
    for (size_t i = 0; i < bp_growth_path(g); i++)
        add_simulated_row(r, g, i);
}

/* How many paths were drawn, by which seed: for machines. */
static void add_simulation(bp_report *r, const bp_growth_plan *p)
{
    static const bp_column column[] = {
        { "paths", NULL, BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "seed", NULL, BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    };
    const bp_value value[] = { bp_value_count(p->paths),
                               bp_value_number((double)p->seed) };
    bp_report_add_table(
        r, &(bp_table){
               .name = "simulation",
               .machine = { .json = "simulation", .shape = BP_JSON_OBJECT, .data = true },
               .column = column,
               .n_columns = 2 });
    bp_report_add_row(r, value, 2, 0, false);
}

/* The path of the growth itself, with a bar where it has limits. */
static void show_path(bp_report *r, const bp_growth *g)
{
    const char *level = bp_report_text(r, "%g%%", 100 * g->plan->level);
    const bp_column column[] = {
        { "year", "Year", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
        { "lo", bp_report_text(r, "Low %s", level), BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "value", "Pay", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "hi", bp_report_text(r, "High %s", level), BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "change", "Change", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
    };
    static const size_t none[] = { 0, 2, 4 };
    static const size_t ends[] = { 1, 2, 3 }, line[] = { 0, 2 };
    bool has = bp_figure_bounded(&g->rate);
    bp_report_add_table(r, &(bp_table){ .name = "path",
                                        .caption = "Projected",
                                        .column = column,
                                        .n_columns = 5,
                                        .display = has ? NULL : none,
                                        .n_display = has ? 5 : 3,
                                        .bars = has,
                                        .bar_ends = ends,
                                        .line = line });
    double before = g->start;
    for (size_t i = 0; i < g->n_points; i++) {
        const bp_figure *pay = &g->point[i].pay;
        const bp_value value[] = { bp_value_number(g->point[i].year),
                                   limit(pay, pay->lo, g->currency),
                                   bp_value_figure(BP_KIND_MONEY, *pay, g->currency),
                                   limit(pay, pay->hi, g->currency),
                                   change(before, pay->value, 1) };
        bp_report_add_row(r, value, 5, 0, false);
        before = pay->value;
    }
}

/* Scenarios side by side. */
static void show_scenarios(bp_report *r, const bp_growth *g)
{
    const bp_growth_plan *p = g->plan;
    bp_column column[1 + BP_SCENARIOS_MAX] = {
        { "year", "Year", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
    };
    bp_value value[1 + BP_SCENARIOS_MAX];
    const size_t n = p->n_scenarios;
    for (size_t s = 0; s < n; s++) {
        column[1 + s] = (bp_column){
            .key = p->scenario[s].name,
            .heading = bp_report_text(r, "%s %g%%", p->scenario[s].name,
                                      100 * p->scenario[s].rate),
            .kind = BP_KIND_MONEY,
            .place = BP_COL_DISPLAY,
        };
    }
    bp_report_add_table(r, &(bp_table){ .name = "paths",
                                        .caption = "Scenarios",
                                        .column = column,
                                        .n_columns = 1 + n,
                                        .n_display = 1 + n });
    for (size_t i = 0; i < g->n_points; i++) {
        value[0] = bp_value_number(g->point[i].year);
        for (size_t s = 0; s < n; s++)
            value[1 + s] = bp_value_figure(BP_KIND_MONEY,
                                           g->scenario[s * g->n_points + i], g->currency);
        bp_report_add_row(r, value, 1 + n, 0, false);
    }
}

static void show_simulation(bp_report *r, const bp_growth *g)
{
    static const bp_column column[] = {
        { "year", "Year", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
        { "p10", "P10", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "p50", "P50", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "p90", "P90", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
    };
    bp_report_add_table(r, &(bp_table){ .name = "simulated",
                                        .caption = "Simulated",
                                        .column = column,
                                        .n_columns = 4,
                                        .n_display = 4 });
    for (size_t i = 0; i < g->n_points; i++)
        add_simulated_row(r, g, i);
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
        add_simulated(r, g);
    }
    if (bp_growth_path(g) > 0)
        show_path(r, g);
    if (g->n_points > 0 && p->n_scenarios > 0)
        show_scenarios(r, g);
    if (p->paths > 0)
        show_simulation(r, g);
}
