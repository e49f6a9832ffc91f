/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_growth.c - surveyed years and those to come as a chart slot.
 *
 * Paths and bands begin at the last surveyed year, so that nothing is drawn between
 * what was found and what is projected.  A band much higher than its path is left out:
 * drawn, it would flatten all the rest. */
#include <math.h>

#include "compose/chart.h"
#include "compose/growth.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

/* Pay of two years in one row: the years are not known, their columns are. */
static const char *column_of(const bp_answer *a, const bp_observed *o, int year)
{
    return o->matching == BP_MATCH_ROW
               ? bp_words_element(bp_survey_element(a->survey, year < 0 ? 1u : 0u))
               : NULL;
}

static const bp_chart_year *surveyed(bp_report *r, const bp_answer *a,
                                     const bp_observed *o)
{
    bp_chart_year *to = bp_report_alloc(r, o->n, sizeof *to);
    for (size_t i = 0; to != NULL && i < o->n; i++) {
        const bp_observed_year *y = &o->year[i];
        to[i] = (bp_chart_year){ y->year, y->median, column_of(a, o, y->year) };
    }
    return to;
}

/* Scenarios alone have no path of their own. */
static bool has_path(const bp_growth *g)
{
    return g->n_points > 0 && g->rate.state == BP_SHOWN;
}

/* The last surveyed year, where paths begin, and those to come, "+1" where it is not
 * known. */
static const bp_chart_year *ahead(bp_report *r, const bp_answer *a, const bp_growth *g)
{
    const bp_observed_year *end = bp_observed_start(g->observed, g->plan->min_people);
    const int last = end != NULL ? end->year : 0;
    bp_chart_year *to = bp_report_alloc(r, g->n_points + 1, sizeof *to);
    if (to == NULL)
        return NULL;
    to[0] =
        (bp_chart_year){ last, bp_figure_of(g->start), column_of(a, g->observed, last) };
    for (size_t i = 0; i < g->n_points; i++)
        to[i + 1] =
            (bp_chart_year){ g->point[i].year, g->point[i].pay,
                             last > 0 ? NULL
                                      : bp_report_text(r, "+%d", g->point[i].year) };
    return to;
}

static const bp_chart_path *paths(bp_report *r, const bp_growth *g)
{
    bp_chart_path *to = bp_report_alloc(r, g->plan->n_scenarios, sizeof *to);
    for (size_t k = 0; to != NULL && k < g->plan->n_scenarios; k++) {
        double *pay = bp_report_alloc(r, g->n_points + 1, sizeof *pay);
        if (pay == NULL)
            return NULL;
        pay[0] = g->start;
        for (size_t i = 0; i < g->n_points; i++)
            pay[i + 1] = g->scenario[k * g->n_points + i].value;
        to[k] =
            (bp_chart_path){ bp_report_text(r, "%s", g->plan->scenario[k].name), pay };
    }
    return to;
}

/* A band this many times as high as the path would leave nothing to see of it. */
#define TOO_WIDE 3.0

/* The ranges of the years to come: those of the trend, or of simulated paths. */
typedef struct ranges {
    const bp_chart_band *band; /* [n] */
    size_t n;
    size_t wide; /* so many more were too wide */
} ranges;

/* A band from low[0] and high[0] at the start; the others are to be filled. */
static bool begin_band(bp_report *r, const bp_growth *g, double **low, double **high)
{
    *low = bp_report_alloc(r, g->n_points + 1, sizeof **low);
    *high = bp_report_alloc(r, g->n_points + 1, sizeof **high);
    if (*low == NULL || *high == NULL)
        return false;
    (*low)[0] = (*high)[0] = g->start;
    return true;
}

static bool fits(const bp_growth *g, const double high[])
{
    bool fit = true;
    for (size_t i = 0; i < g->n_points; i++)
        fit = fit && high[i + 1] <= TOO_WIDE * g->point[i].pay.value;
    return fit;
}

/* The outermost bands are left out while they are too wide; those inside the first that
 * fits fit as well. */
static ranges trend_ranges(bp_report *r, const bp_growth *g, const bp_fan *fan)
{
    ranges found = { 0 };
    bp_chart_band *to = bp_report_alloc(r, BP_FAN_BANDS, sizeof *to);
    for (size_t b = 0; to != NULL && fan->n > 0 && b < fan->n_bands; b++) {
        double *low, *high;
        if (!begin_band(r, g, &low, &high))
            return (ranges){ 0 };
        for (size_t i = 0; i < fan->n; i++) {
            low[i + 1] = fan->at[b * fan->n + i].lo;
            high[i + 1] = fan->at[b * fan->n + i].hi;
        }
        if (found.n == 0 && !fits(g, high))
            found.wide++;
        else
            to[found.n++] = (bp_chart_band){ fan->percent[b], low, high };
    }
    found.band = to;
    return found;
}

/* From P10 to P90 of the paths. */
static ranges simulated_ranges(bp_report *r, const bp_growth *g)
{
    double *low, *high;
    bp_chart_band *to = bp_report_alloc(r, 1, sizeof *to);
    if (to == NULL || !begin_band(r, g, &low, &high))
        return (ranges){ 0 };
    for (size_t i = 0; i < g->n_points; i++) {
        low[i + 1] = g->point[i].sim[0].value;
        high[i + 1] = g->point[i].sim[2].value;
    }
    *to = (bp_chart_band){ 80, low, high };
    return fits(g, high) ? (ranges){ to, 1, 0 } : (ranges){ to, 0, 1 };
}

/* "in 2031", or "after 5 years" where the start year is not known. */
static const char *end_words(bp_report *r, const char *in, const char *after,
                             const bp_point *end)
{
    return end->year > BP_HORIZON_MAX
               ? bp_report_text(r, "%s %d", in, end->year)
               : bp_report_text(r, "%s %d year%s", after, end->year,
                                end->year == 1 ? "" : "s");
}

/* "At 3% a year pay is $429,000 in 2031" */
static bp_line given_finding(bp_report *r, const bp_growth *g)
{
    const bp_point *end = &g->point[g->n_points - 1];
    const bp_value value[] = { bp_value_figure(BP_KIND_PERCENT, g->rate, NULL),
                               bp_value_figure(BP_KIND_MONEY, end->pay, g->currency),
                               bp_value_text(end_words(r, "in", "after", end)) };
    return bp_report_line(r, BP_SAY("At {} a year pay is {} {}"), value, 3);
}

/* "Pay grows 3.9% a year, 2.9% to 5%"; few years, and growth that may be none, are no
 * finding. */
static bp_line trend_finding(bp_report *r, const bp_growth *g)
{
    const bool falls = g->rate.value < 0;
    const bp_value value[] = {
        bp_value_percent(fabs(g->rate.value)),
        bp_value_percent(falls ? -g->rate.hi : g->rate.lo),
        bp_value_percent(falls ? -g->rate.lo : g->rate.hi),
        bp_value_count(g->n),
    };
    if (bp_growth_told(g))
        return bp_report_line(r,
                              falls ? BP_SAY("Pay falls {} a year, {} to {}")
                                    : BP_SAY("Pay grows {} a year, {} to {}"),
                              value, 3);
    if (g->n < BP_GROWTH_TOLD)
        return bp_report_line(r, BP_SAY("Medians of {} years: too few to tell growth"),
                              value + 3, 1);
    return bp_report_line(r, BP_SAY("No growth beyond chance: {} a year, {} to {}"),
                          (bp_value[]){ bp_value_percent(g->rate.value),
                                        bp_value_percent(g->rate.lo),
                                        bp_value_percent(g->rate.hi) },
                          3);
}

/* "Pay of the same 120 people grew 3.9% from 2024 to 2025", or what is given or fitted.
 */
static bp_line rate_finding(bp_report *r, const bp_growth *g)
{
    const double rate = g->rate.value;
    const bp_value value[] = { bp_value_percent(fabs(rate)) };
    if (g->plan->source == BP_GROWTH_GIVEN && has_path(g))
        return given_finding(r, g);
    if (g->plan->source == BP_GROWTH_FITTED)
        return trend_finding(r, g);
    if (rate == 0)
        return bp_report_line(r, BP_SAY("Pay stays as it is"), NULL, 0);
    if (g->plan->source == BP_GROWTH_MATCHED) {
        const bp_growth_step *s = bp_observed_last_step(g->observed);
        const char *who = g->observed->matching == BP_MATCH_ORG ? bp_words_orgs(s->n)
                                                                : bp_words_people(s->n);
        const char *when =
            s->from > 0 ? bp_report_text(r, " from %d to %d", s->from, s->to) : "";
        return bp_report_line(r, BP_SAY("Pay of the same {} {} {} {}{}"),
                              (bp_value[]){ bp_value_count(s->n), bp_value_text(who),
                                            bp_value_text(rate > 0 ? "grew" : "fell"),
                                            value[0], bp_value_text(when) },
                              5);
    }
    return bp_report_line(
        r, rate > 0 ? BP_SAY("Pay grows {} a year") : BP_SAY("Pay falls {} a year"),
        value, 1);
}

static bp_line series_finding(bp_report *r, const bp_growth *g)
{
    const bp_observed_year *last = bp_observed_last(g->observed);
    const bp_observed_year *first = g->observed->year;
    if (last == NULL)
        return bp_report_line(r, BP_SAY("No median is shown"), NULL, 0);
    while (first->median.state != BP_SHOWN)
        first++;
    if (!g->observed->published &&
        (first->n < BP_DIFFER_PEOPLE || last->n < BP_DIFFER_PEOPLE))
        return bp_report_line(r, BP_SAY("Medians by year"), NULL, 0);
    const bp_value value[] = { bp_value_money(first->median.value, g->currency),
                               bp_value_number(first->year),
                               bp_value_money(last->median.value, g->currency),
                               bp_value_number(last->year) };
    if (first == last)
        return bp_report_line(r, BP_SAY("The median is {}"), value, 1);
    return bp_report_line(r, BP_SAY("The median went from {} in {} to {} in {}"), value,
                          4);
}

/* "In 2031 pay is $409,000 (low) to $472,000 (high)" */
static bp_line scenarios_finding(bp_report *r, const bp_growth *g)
{
    const bp_growth_plan *plan = g->plan;
    size_t low = 0, high = 0;
    for (size_t k = 1; k < plan->n_scenarios; k++) {
        low = plan->scenario[k].rate < plan->scenario[low].rate ? k : low;
        high = plan->scenario[k].rate > plan->scenario[high].rate ? k : high;
    }
    const bp_figure *end = &g->scenario[g->n_points - 1];
    const bp_value value[] = {
        bp_value_text(end_words(r, "In", "After", &g->point[g->n_points - 1])),
        bp_value_figure(BP_KIND_MONEY, end[low * g->n_points], g->currency),
        bp_value_text(bp_report_text(r, "%s", plan->scenario[low].name)),
        bp_value_figure(BP_KIND_MONEY, end[high * g->n_points], g->currency),
        bp_value_text(bp_report_text(r, "%s", plan->scenario[high].name)),
    };
    return bp_report_line(r,
                          low == high ? BP_SAY("{} pay is {} ({})")
                                      : BP_SAY("{} pay is {} ({}) to {} ({})"),
                          value, low == high ? 3 : 5);
}

/* "low 2%, base 3.5%" */
static const char *scenario_rates(bp_report *r, const bp_growth_plan *plan)
{
    const char *list = "";
    for (size_t k = 0; k < plan->n_scenarios; k++)
        list = bp_report_text(r, "%s%s%s %.4g%%", list, k > 0 ? ", " : "",
                              plan->scenario[k].name, 100 * plan->scenario[k].rate);
    return list;
}

/* Says what is drawn, part by part: the series, its unit, the path, the scenarios. */
static bp_line subtitle(bp_report *r, const bp_answer *a, const bp_growth *g)
{
    const bp_observed *o = g->observed;
    const char *unit = bp_words_unit(r, a->survey);
    const char *source = bp_growth_source_name(g->plan->source);
    const bool pairs = o->matching == BP_MATCH_ROW;
    bp_value value[9] = { bp_value_text(o->published ? "Published" : "Median"),
                          pairs ? bp_value_text(bp_report_text(r, "%s and %s",
                                                               column_of(a, o, -1),
                                                               column_of(a, o, 0)))
                                : bp_slot_element(r, a) };
    size_t n = 2;
    bp_template text = BP_SAY("{} {}");
    if (unit[0] != '\0') {
        text = BP_SAY("{} {}, {}");
        value[n++] = bp_value_text(unit);
    }
    if (has_path(g)) {
        const bool limits = bp_figure_bounded(&g->rate);
        text = bp_template_join(r, text,
                                limits ? BP_SAY("; projected at {} a year ({} to {}), {}")
                                       : BP_SAY("; projected at {} a year, {}"));
        value[n++] = bp_value_figure(BP_KIND_PERCENT, g->rate, NULL);
        if (limits) {
            value[n++] = bp_value_percent(g->rate.lo);
            value[n++] = bp_value_percent(g->rate.hi);
        }
        value[n++] = bp_value_text(source);
    }
    if (g->plan->n_scenarios > 0 && g->n_points > 0) {
        text = bp_template_join(r, text, BP_SAY("; scenarios: {} a year"));
        value[n++] = bp_value_text(scenario_rates(r, g->plan));
    }
    const char *market = bp_scope_market(r, a);
    if (market[0] != '\0') {
        text = bp_template_join(r, text, BP_SAY("; {}"));
        value[n++] = bp_value_text(market);
    }
    return bp_report_line(r, text, value, n);
}

/* "95%, 80% and 50%" */
static const char *percents(bp_report *r, const ranges *found)
{
    const char *list = "";
    for (size_t b = 0; b < found->n; b++)
        list = bp_words_join(r, list, bp_report_text(r, "%g%%", found->band[b].percent),
                             b, found->n, " and ");
    return list;
}

/* What the bands are, in words. */
static const char *how(bp_report *r, const bp_growth *g, const ranges *found)
{
    if (found->n == 0)
        return found->wide == 0
                   ? ""
                   : " The trend's prediction intervals are too wide to be drawn.";
    if (g->plan->paths > 0)
        return bp_report_text(r, " Band: 80%% of %zu simulated path%s, seed %llu.",
                              g->plan->paths, g->plan->paths == 1 ? "" : "s",
                              (unsigned long long)g->plan->seed);
    return bp_report_text(r, " %s: %s prediction interval%s of the trend.",
                          found->n == 1 ? "Band" : "Bands", percents(r, found),
                          found->n == 1 ? "" : "s");
}

/* " (1 of fewer than 3 people, not fitted)" */
static const char *unfitted(bp_report *r, const bp_growth *g)
{
    const size_t thin = g->plan->source == BP_GROWTH_FITTED ? bp_growth_thin_years(g) : 0;
    return thin == 0 ? ""
                     : bp_report_text(r, " (%zu of fewer than %llu people, not fitted)",
                                      thin, (unsigned long long)g->plan->min_people);
}

static bp_line note(bp_report *r, const bp_answer *a, const bp_growth *g,
                    const char *read)
{
    const bp_observed *o = g->observed;
    const uint64_t people = bp_survey_used(a->survey);
    const bp_value value[] = {
        bp_value_text(bp_scope_source(r, a, bp_words_source(r, a->survey))),
        bp_value_count(o->n),
        bp_value_text(
            bp_report_text(r, "%s%s", o->n == 1 ? "year" : "years", unfitted(r, g))),
        bp_value_count(people),
        bp_value_text(bp_words_rows(a->survey, people)),
        bp_value_text(read),
    };
    const bp_value figures[] = { value[0], value[1], value[2], value[5] };
    return o->published
               ? bp_report_line(r, BP_SAY("Source: {}; {} {}.{}"), figures, 4)
               : bp_report_line(r, BP_SAY("Source: {}; {} {}, {} {}.{}"), value, 6);
}

static bp_line finding(bp_report *r, const bp_growth *g)
{
    return g->rate.state == BP_SHOWN                     ? rate_finding(r, g)
           : g->plan->n_scenarios > 0 && g->n_points > 0 ? scenarios_finding(r, g)
                                                         : series_finding(r, g);
}

/* What is projected is added only where there is something to draw; the surveyed years
 * are always there. */
void bp_slot_growth(bp_report *r, const bp_answer *a)
{
    const bp_growth *g = a->growth;
    const bool goes_on = has_path(g) || (g->n_points > 0 && g->plan->n_scenarios > 0);
    const bp_chart_year *years = surveyed(r, a, g->observed);
    const bp_chart_year *next = goes_on ? ahead(r, a, g) : NULL;
    const bp_chart_path *path = goes_on ? paths(r, g) : NULL;
    ranges found = { 0 };
    if (has_path(g))
        found = g->plan->paths > 0 ? simulated_ranges(r, g) : trend_ranges(r, g, a->fan);
    if (years == NULL)
        return;
    const bp_chart chart = {
        .kind = BP_CHART_GROWTH,
        .id = "growth",
        .title = bp_slot_title(r, a, finding(r, g)),
        .subtitle = subtitle(r, a, g),
        .note = note(r, a, g, how(r, g, &found)),
        .currency = g->currency,
        .u.growth = { .surveyed = years,
                      .n_surveyed = g->observed->n,
                      .ahead = next,
                      .n_ahead = next != NULL ? g->n_points + 1 : 0,
                      .band = found.band,
                      .n_bands = found.n,
                      .path = path,
                      .n_paths = path != NULL ? g->plan->n_scenarios : 0 },
    };
    bp_report_add_chart(r, &chart);
}
