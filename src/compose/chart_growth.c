#include <math.h>

#include "compose/chart.h"
#include "compose/words.h"
#include "report/build.h"

static const bp_chart_year *surveyed(bp_report *r, const bp_observed *o)
{
    bp_chart_year *to = bp_report_alloc(r, o->n, sizeof *to);
    for (size_t i = 0; to != NULL && i < o->n; i++)
        to[i] = (bp_chart_year){ (int)o->year[i].year, bp_figure_of(o->year[i].value) };
    return to;
}

/* Scenarios alone have no path of their own. */
static bool has_path(const bp_growth *g)
{
    return g->n_points > 0 && g->rate.state == BP_SHOWN;
}

/* Paths begin in the last surveyed year. */
static bp_chart_year start_of(const bp_growth *g)
{
    const bp_year_pay *last = &g->observed->year[g->observed->n - 1];
    return (bp_chart_year){
        (int)last->year, bp_figure_of(g->plan->from > 0 ? g->plan->from : last->value)
    };
}

static const bp_chart_year *ahead(bp_report *r, const bp_growth *g)
{
    bp_chart_year *to = bp_report_alloc(r, g->n_points + 1, sizeof *to);
    if (to == NULL)
        return NULL;
    to[0] = start_of(g);
    for (size_t i = 0; i < g->n_points; i++)
        to[i + 1] = (bp_chart_year){ g->point[i].year, g->point[i].pay };
    return to;
}

/* A band this many times as high as the path would leave nothing to see of it. */
#define TOO_WIDE 3.0

/* So many of the widest bands are not drawn. */
static size_t too_wide(const bp_growth *g, const bp_fan *fan)
{
    size_t b = 0;
    for (; b < BP_FAN_BANDS; b++) {
        const bp_projected *at = &fan->at[b * fan->n];
        size_t i = 0;
        while (i < fan->n && at[i].hi <= TOO_WIDE * g->point[i].pay.value)
            i++;
        if (i == fan->n)
            break;
    }
    return b;
}

static const bp_chart_band *bands(bp_report *r, const bp_growth *g, const bp_fan *fan)
{
    bp_chart_band *to = bp_report_alloc(r, BP_FAN_BANDS, sizeof *to);
    const double start = start_of(g).pay.value;
    for (size_t b = 0; to != NULL && b < BP_FAN_BANDS; b++) {
        double *low = bp_report_alloc(r, fan->n + 1, sizeof *low);
        double *high = bp_report_alloc(r, fan->n + 1, sizeof *high);
        if (low == NULL || high == NULL)
            return NULL;
        low[0] = high[0] = start;
        for (size_t i = 0; i < fan->n; i++) {
            low[i + 1] = fan->at[b * fan->n + i].lo;
            high[i + 1] = fan->at[b * fan->n + i].hi;
        }
        to[b] = (bp_chart_band){ bp_fan_percent[b], low, high };
    }
    return to;
}

/* "At 3% a year pay is $429,000 in 2031" */
static bp_line given_finding(bp_report *r, const bp_growth *g)
{
    const bp_point *end = &g->point[g->n_points - 1];
    const bp_value value[] = { bp_value_figure(BP_KIND_PERCENT, g->rate, NULL),
                               bp_value_figure(BP_KIND_MONEY, end->pay, g->currency) };
    const char *when = end->year > BP_HORIZON_MAX
                           ? bp_report_text(r, "in %d", end->year)
                           : bp_report_text(r, "after %d year%s", end->year,
                                            end->year == 1 ? "" : "s");
    return bp_report_line(r, bp_report_text(r, "At {} a year pay is {} %s", when), value,
                          2);
}

/* "Pay grows 3.9% a year" */
static bp_line rate_finding(bp_report *r, const bp_growth *g)
{
    const double rate = g->rate.value;
    const bp_value value[] = { bp_value_percent(fabs(rate)) };
    if (g->plan->source == BP_GROWTH_GIVEN && has_path(g))
        return given_finding(r, g);
    if (rate == 0)
        return bp_report_line(r, "Pay stays as it is", NULL, 0);
    if (g->plan->source == BP_GROWTH_MATCHED) {
        const bp_growth_step *s = bp_observed_last_step(g->observed);
        const char *who = g->observed->matching == BP_MATCH_ORG ? bp_words_orgs(s->n)
                                                                : bp_words_people(s->n);
        const char *when =
            s->from > 0 ? bp_report_text(r, " from %d to %d", s->from, s->to) : "";
        return bp_report_line(r, bp_report_text(r, "Pay of the same {} %s %s {}%s", who,
                                                rate > 0 ? "grew" : "fell", when),
                              (bp_value[]){ bp_value_count(s->n), value[0] }, 2);
    }
    return bp_report_line(r, rate > 0 ? "Pay grows {} a year" : "Pay falls {} a year",
                          value, 1);
}

static bp_line series_finding(bp_report *r, const bp_growth *g)
{
    const bp_year_pay *first = &g->observed->year[0];
    const bp_year_pay *last = &g->observed->year[g->observed->n - 1];
    const bp_value value[] = { bp_value_money(first->value, g->currency),
                               bp_value_money(last->value, g->currency) };
    if (first == last)
        return bp_report_line(r, "The median is {}", value, 1);
    return bp_report_line(r,
                          bp_report_text(r, "The median went from {} in %d to {} in %d",
                                         (int)first->year, (int)last->year),
                          value, 2);
}

static bp_line subtitle(bp_report *r, const bp_context *c, const bp_growth *g)
{
    const char *unit = bp_words_unit(r, c->survey);
    const char *source = bp_growth_source_name(g->plan->source);
    const bp_value value[] = { bp_slot_element(c),
                               bp_value_figure(BP_KIND_PERCENT, g->rate, NULL) };
    const char *what = g->observed->published ? "Published {}" : "Median {}";
    const char *text =
        bp_report_text(r, "%s%s%s", what, unit[0] != '\0' ? ", " : "", unit);
    if (has_path(g))
        return bp_report_line(
            r, bp_report_text(r, "%s; projected at {} a year, %s", text, source), value,
            2);
    return bp_report_line(r, text, value, 1);
}

static const char *how(const bp_fan *fan, size_t wide)
{
    return fan->n == 0 ? ""
           : wide == 0 ? " Bands: 95%, 80% and 50% prediction intervals of the trend."
           : wide == 1 ? " Bands: 80% and 50% prediction intervals of the trend."
           : wide == 2 ? " Band: 50% prediction interval of the trend."
                       : " The trend's prediction intervals are too wide to be drawn.";
}

static bp_line note(bp_report *r, const bp_context *c, const bp_growth *g,
                    const char *read)
{
    const bp_observed *o = g->observed;
    const bp_value value[] = { bp_value_text(bp_words_source(r, c->survey)),
                               bp_value_count(o->n) };
    const char *what = o->n == 1 ? "year" : "years";
    return bp_report_line(r, bp_report_text(r, "Source: {}; {} %s.%s", what, read), value,
                          2);
}

void bp_slot_growth(bp_report *r, const bp_context *c, const char *words,
                     const bp_growth *g, const bp_fan *fan)
{
    const bool path = has_path(g);
    const size_t wide = too_wide(g, fan);
    const bp_chart_band *band = fan->n > 0 ? bands(r, g, fan) : NULL;
    const bp_chart_year *years = surveyed(r, g->observed);
    const bp_chart_year *next = path ? ahead(r, g) : NULL;
    if (years == NULL)
        return;
    const bp_chart chart = {
        .kind = BP_CHART_GROWTH,
        .id = "growth",
        .title = bp_slot_title(r, words,
                                g->rate.state == BP_SHOWN ? rate_finding(r, g)
                                                          : series_finding(r, g)),
        .subtitle = subtitle(r, c, g),
        .note = note(r, c, g, how(fan, wide)),
        .currency = g->currency,
        .u.growth = { .surveyed = years,
                      .n_surveyed = g->observed->n,
                      .ahead = next,
                      .n_ahead = next != NULL ? g->n_points + 1 : 0,
                      .band = band != NULL ? band + wide : NULL,
                      .n_bands = band != NULL ? BP_FAN_BANDS - wide : 0 },
    };
    bp_report_add_chart(r, &chart);
}
