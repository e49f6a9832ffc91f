/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.c - growth in sentences: where it comes from, how sure it is, where it leads.
 *
 * A rate alone is easily mistaken for another, so the sentence always says whether it
 * was given, fitted or matched.  The figures are in growth_tables.c. */
#include "compose/growth.h"

#include "compose/compose.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

/* ", 2019 to 2026", or nothing where years are not known. */
static const char *from_to(bp_report *r, int first, int last)
{
    return first <= 0      ? ""
           : first == last ? bp_report_text(r, ", %d", last)
                           : bp_report_text(r, ", %d to %d", first, last);
}

static const char *observed_years(bp_report *r, const bp_observed *o)
{
    return from_to(r, o->year[0].year, o->year[o->n - 1].year);
}

static const char *medians(const bp_observed *o)
{
    return o->published ? "published figures" : "yearly medians";
}

static void say_given(bp_report *r, const bp_growth *g)
{
    const bp_value value[] = { bp_value_money(g->start, g->currency),
                               bp_percent_of(g->rate) };
    if (g->rate.state == BP_SHOWN)
        bp_report_say(r, BP_SAY("From {} at a given growth of {} a year."), value, 2);
    else if (g->plan->n_scenarios > 0)
        bp_report_say(r, BP_SAY("From {} at given scenarios."), value, 1);
}

/* With fewer than BP_TREND_POINTS years a trend has no interval, and says so, to programs
 * in a note; with few more, or where it may as well be none, it is no finding. */
static void say_fitted(bp_report *r, const bp_growth *g)
{
    const bp_value value[] = { bp_percent_of(g->rate),
                               bp_value_percent(g->rate.lo),
                               bp_value_percent(g->rate.hi),
                               bp_value_number(100 * g->plan->level),
                               bp_value_count(g->n),
                               bp_value_text(medians(g->observed)),
                               bp_value_text(from_to(r, g->first, g->last)),
                               bp_value_figure(BP_KIND_RATIO, g->r2, NULL) };
    if (!bp_figure_bounded(&g->rate)) {
        bp_report_say(r,
                      BP_SAY("Growth of {} a year, fitted to {} {}{}. Fewer than {} "
                             "years: there is no interval."),
                      BP_VALUES(value[0], value[4], value[5], value[6],
                                bp_value_number(BP_TREND_POINTS)));
        bp_report_note(r, "growth is fitted to fewer than %d years: it has no interval",
                       BP_TREND_POINTS);
    } else {
        bp_report_say(r,
                      BP_SAY("Growth of {} a year, {} to {} ({}% interval), fitted to {} "
                             "{}{} (R2 {})."),
                      value, 8);
    }
    if (bp_figure_bounded(&g->rate) && g->rate.lo <= 0 && g->rate.hi >= 0)
        bp_report_say(
            r, BP_SAY("The interval holds 0: pay may as well have stayed as it was."),
            NULL, 0);
    else if (bp_figure_bounded(&g->rate) && g->n < BP_GROWTH_TOLD)
        bp_report_say(r, BP_SAY("Fewer than {} years tell little of growth."),
                      BP_VALUES(bp_value_number(BP_GROWTH_TOLD)));
}

/* Matched growth beside that of everybody: their difference is the effect of people who
 * came and went. */
static void say_matched(bp_report *r, const bp_growth *g)
{
    const bp_observed *o = g->observed;
    const bp_growth_step *s = bp_observed_last_step(o);
    if (s == NULL)
        return;
    const char *who =
        o->matching == BP_MATCH_ORG ? bp_words_orgs(s->n) : bp_words_people(s->n);
    const char *when =
        s->from > 0 ? bp_report_text(r, " from %d to %d", s->from, s->to) : "";
    const bp_value value[] = { bp_percent_of(s->median), bp_value_count(s->n),
                               bp_value_text(who),       bp_value_text(when),
                               bp_percent_of(s->mean),   bp_percent_of(s->incumbents),
                               bp_percent_of(s->mix) };
    bp_report_say(r,
                  BP_SAY("Growth of {} for the same {} {}{} (median; mean {}). The "
                         "median of all grew {}; mix effect {}."),
                  value, 7);
}

/* Where the path ends. */
static void say_end(bp_report *r, const bp_growth *g)
{
    if (g->n_points == 0 || g->rate.state != BP_SHOWN)
        return;
    const bp_point *end = &g->point[g->n_points - 1];
    const char *when =
        end->year > BP_HORIZON_MAX
            ? bp_report_text(r, "In %d", end->year)
            : bp_report_text(r, "After %d year%s", end->year, end->year == 1 ? "" : "s");
    const bp_value value[] = { bp_value_text(when), bp_money_of(end->pay, g->currency),
                               bp_value_number(100 * g->plan->level),
                               bp_value_money(end->pay.lo, g->currency),
                               bp_value_money(end->pay.hi, g->currency) };
    if (bp_figure_bounded(&end->pay))
        bp_report_say(r, BP_SAY("{}: {} ({}% prediction interval {} to {})."), value, 5);
    else
        bp_report_say(r, BP_SAY("{}: {}."), value, 2);
}

size_t bp_growth_thin_years(const bp_growth *g)
{
    const bp_observed *o = g->observed;
    size_t thin = 0;
    for (size_t i = 0; i < o->n; i++)
        thin += o->year[i].median.state == BP_SHOWN && !o->published &&
                o->year[i].n < g->plan->min_people;
    return thin;
}

/* Which years a trend does not count, and what the others weigh. */
static void say_years(bp_report *r, const bp_growth *g)
{
    const size_t thin = bp_growth_thin_years(g);
    if (thin > 0)
        bp_report_remark(r, BP_SAY("{} {} of fewer than {} people {} shown, not fitted."),
                         BP_VALUES(bp_value_count(thin),
                                   bp_value_text(thin == 1 ? "year" : "years"),
                                   bp_value_count(g->plan->min_people),
                                   bp_value_text(thin == 1 ? "is" : "are")));
    if (g->plan->weights == BP_YEARS_PEOPLE)
        bp_report_remark(r, BP_SAY("Years weigh as much as they have people: {} to {}."),
                         BP_VALUES(bp_value_count(g->fewest), bp_value_count(g->most)));
}

/* One note for each method that was used. */
static void say_method(bp_report *r, const bp_growth *g)
{
    const bp_value value[] = { bp_value_count(g->plan->paths),
                               bp_value_number((double)g->plan->seed) };
    if (g->plan->source == BP_GROWTH_FITTED && bp_figure_bounded(&g->rate))
        bp_report_remark(r,
                         g->plan->anchor == BP_ANCHOR_FIT
                             ? BP_SAY("Trend: least squares of ln pay on year; a year's "
                                      "limits are its prediction interval.")
                             : BP_SAY("Trend: least squares of ln pay on year, from the "
                                      "last median on; a year's limits are as far away "
                                      "as those of its prediction interval."),
                         NULL, 0);
    if (g->plan->source == BP_GROWTH_FITTED)
        say_years(r, g);
    if (g->plan->source == BP_GROWTH_MATCHED)
        bp_report_remark(
            r,
            g->observed->matching == BP_MATCH_ORG
                ? BP_SAY("Matched: the mean pay of an organization in both years; mix "
                         "effect: growth of all less matched growth.")
                : BP_SAY("Matched: the pay of a person in both years; mix effect: growth "
                         "of all less matched growth."),
            NULL, 0);
    if (g->plan->paths > 0)
        bp_report_remark(r,
                         BP_SAY("Simulation: {} paths over the uncertainty of level, "
                                "rate and residual, seed {}."),
                         value, 2);
}

void bp_compose_growth(bp_report *r, const bp_growth *g)
{
    if (g->plan->source == BP_GROWTH_FITTED)
        say_fitted(r, g);
    else if (g->plan->source == BP_GROWTH_MATCHED)
        say_matched(r, g);
    else
        say_given(r, g);
    say_end(r, g);
    bp_compose_growth_tables(r, g);
    say_method(r, g);
}

bp_headline bp_compose_growth_headline(bp_report *r, const bp_growth *g)
{
    const char *note = "a year, given";
    const bp_value limit[] = { bp_value_percent(g->rate.lo),
                               bp_value_percent(g->rate.hi) };
    if (g->plan->source == BP_GROWTH_FITTED)
        note = bp_report_text(r, "a year, %s, fitted to the medians of %d to %d",
                              bp_words_line(r, BP_SAY("{} to {}"), limit, 2), g->first,
                              g->last);
    return (bp_headline){ "Growth", bp_percent_of(g->rate), bp_value_text(NULL), note };
}

static uint64_t people_of(const bp_observed *o)
{
    uint64_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        n += o->year[i].n;
    return n;
}

/* "8 yearly medians of 412 people, 2019 to 2026, base salary, USD a year" */
static void add_scope(bp_report *r, const bp_answer *a, const bp_observed *o)
{
    const char *unit = bp_words_unit(r, a->survey);
    const char *comma = unit[0] != '\0' ? ", " : "";
    const bool weighed = bp_survey_weighting(a->survey) != BP_UNWEIGHTED;
    const char *pay = bp_report_text(
        r, ", %s%s%s%s%s", bp_words_element_inside(bp_survey_element(a->survey, 0)),
        comma, unit, weighed ? ", " : "", weighed ? bp_words_weights(r, a) : "");
    const uint64_t people = weighed ? people_of(o) : bp_survey_used(a->survey);
    const bp_value value[] = {
        bp_value_count(o->n),
        bp_value_text(o->published ? "published figure" : "yearly median"),
        bp_value_text(o->n == 1 ? "" : "s"),
        bp_value_count(people),
        bp_value_text(bp_words_rows(a->survey, people)),
        bp_value_text(bp_report_text(r, "%s%s", observed_years(r, o), pay)),
    };
    const bp_value figures[] = { value[0], value[1], value[2], value[5] };
    const bp_value pairs[] = { value[3], value[4], value[5] };
    bp_compose_market(r, a,
                      o->published ? bp_report_line(r, BP_SAY("{} {}{}{}"), figures, 4)
                      : o->matching == BP_MATCH_ROW
                          ? bp_report_line(r, BP_SAY("{} {}{}"), pairs, 3)
                          : bp_report_line(r, BP_SAY("{} {}{} of {} {}{}"), value, 6),
                      bp_words_source(r, a->survey));
}

/* A line of a table with a column a year. */
static void head_wide(bp_report *r, const bp_answer *a)
{
    const bp_wide *w = a->wide;
    const bp_observed *o = a->growth->observed;
    const bp_value value[] = { bp_value_count(o->n), bp_value_text(medians(o)),
                               bp_value_text(observed_years(r, o)) };
    bp_report_add_input(
        r, &(bp_source_note){
               .file = w->file, .rows = w->rows, .used = 1, .filtered = w->rows - 1 });
    bp_compose_market(r, a, bp_report_line(r, BP_SAY("{} {}{}"), value, 3),
                      bp_words_file(r, w->file));
    bp_report_note(r, "the series is in the columns '%s' to '%s'%s%s%s", w->first,
                   w->last, w->name != NULL ? " of the line '" : "",
                   w->name != NULL ? w->name : "", w->name != NULL ? "'" : "");
    bp_report_note(r, "the table has a column a year: published figures, not people");
}

/* Growth that is given, from an amount. */
static bp_line of_amount(bp_report *r, const bp_growth *g)
{
    const bp_value start = bp_value_money(g->start, g->currency);
    return bp_report_line(r, BP_SAY("Growth from {}, no records"), &start, 1);
}

/* Without records (growth that is given, from an amount) there is neither a survey's head
 * nor an element. */
void bp_compose_project(bp_report *r, const bp_answer *a)
{
    const bp_growth *g = a->growth;
    const bp_survey *s = a->survey;
    if (s != NULL) {
        bp_compose_head(r, a);
        if (!g->observed->published)
            bp_compose_rules(r, a);
        add_scope(r, a, g->observed);
    } else {
        bp_compose_request(r, a);
        if (a->wide != NULL)
            head_wide(r, a);
        else
            bp_compose_market(r, a, of_amount(r, g), NULL);
        if (g->currency != NULL)
            r->method.currency = bp_report_text(r, "%s", g->currency);
    }
    if (bp_figure_bounded(&g->rate)) {
        r->method.ci_level = 100 * g->plan->level;
        r->method.ci_method = "trend";
    }
    const char *element = s != NULL ? bp_survey_element(s, 0) : NULL;
    bp_compose_title(r, a,
                     element != NULL ? bp_report_text(r, "Growth of %s",
                                                      bp_words_element_inside(element))
                                     : "Growth of pay");
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "growth", .pay = element });
    if (a->n_parts > 0)
        bp_compose_growth_csv_by_group(r, a);
    bp_compose_growth(r, g);
    if (a->n_parts > 0)
        bp_compose_growth_by_group(r, a);
}
