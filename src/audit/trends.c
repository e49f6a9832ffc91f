/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trends.c - growth in a report, against the people of each year.
 *
 * First each year: its people are listed and counted, and its median held against the
 * rules, as a group's is.  Then what the shown medians make: the line through their
 * logarithms by the sums of a regression in long double, from the first year on, and
 * powers of a rate by multiplication. */
#include "audit/trends.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/agree.h"
#include "audit/chance.h"
#include "audit/decide.h"
#include "base/mem.h"

static const bp_level half = { 1, 2 };

/* A year of the report, with a median that is shown. */
typedef struct seen_year {
    int year;
    double median;
    uint64_t people;
} seen_year;

typedef struct work {
    bp_trends *t;
    bp_pay_years *years;
    bp_org_pay *by_org; /* [n_by_org] */
    size_t n_by_org;
    seen_year *shown; /* [n_shown] */
    size_t n_shown;
    bool series; /* one figure a year: published ones */
    bp_err *err;
} work;

/* ---- the people of a year ---- */

/* Puts everybody of the year into list[0 .. n - 1], and into list[n .. 2n - 1] one entry
 * an organisation, which weighs as much as its people; the rest of these weigh nothing.
 */
static bp_crowd_group list_year(const work *w, const bp_pay_year *y, bp_payee list[])
{
    const bp_weighting weights = bp_survey_weighting(w->t->survey);
    const size_t n = (size_t)y->pay.n;
    size_t i = 0, orgs = n;
    bp_crowd_group g = { .by_pay = list, .by_org = list + n, .n = n, .weights = weights };
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, &y->pay);)
        for (size_t k = 0; k < b.n; k++) {
            const int64_t weight = weights == BP_UNWEIGHTED ? 1 : b.weight[k];
            list[i++] =
                (bp_payee){ .org = BP_NO_ID, .pay = b.value[k], .weight = weight };
            g.weight += (uint64_t)weight;
            g.people += weights == BP_WEIGHTS_FREQ ? (uint64_t)weight : 1;
        }
    if (n > 1)
        qsort(list, n, sizeof *list, bp_payee_by_pay);
    for (size_t k = 0; k < w->n_by_org; k++)
        if (w->by_org[k].year == y->year && orgs < 2 * n)
            list[orgs++] =
                (bp_payee){ .org = w->by_org[k].org, .weight = (int64_t)w->by_org[k].n };
    while (orgs < 2 * n)
        list[orgs++] = (bp_payee){ .org = BP_NO_ID };
    return g;
}

static bool may_show(const work *w, const bp_crowd_group *g, const bp_recount *f)
{
    const bp_trends *t = w->t;
    const bp_crowd cut = { .group = (bp_crowd_group *)g, .n = 1 };
    const bp_known_group known = { &cut,       g,     g,
                                   t->of_orgs, false, bp_survey_shape(t->survey)->bits };
    const bp_seen median = { .level = half,
                             .value = true,
                             .amount = f->value,
                             .lower = f->lower,
                             .upper = f->upper,
                             .part = f->part };
    return t->set == NULL || bp_decide_level(t->agreed.why, t->set, &median, &known);
}

static bool median_agrees(const work *w, const bp_crowd_group *g, double shown)
{
    bp_trends *t = w->t;
    bp_recount_method m = { .qtype = t->qtype };
    const bp_recount f = bp_recount_level(g, bp_survey_shape(t->survey)->scale, half, &m);
    const long double x = bp_decide_rounded(t->set, g->people, f.value);
    t->agreed.figures++;
    return may_show(w, g, &f) &&
           (bp_agree_near(shown, x, BP_AGREE_EXACT)
                ? true
                : bp_agree_differs(t->agreed.why, "the median", shown, x));
}

/* One year of the report, against that of the records. */
static bool year_agrees(work *w, const bp_json_value *row, const bp_pay_year *y,
                        bp_payee list[])
{
    bp_trends *t = w->t;
    double year, value, people;
    const bp_crowd_group g = list_year(w, y, list);
    if (bp_agree_number(&year, row, "year") && year != y->year)
        return bp_agree_differs(t->agreed.why, "the year", year, y->year);
    if (bp_agree_number(&people, row, "n")) {
        t->agreed.figures++;
        if (people != (double)g.people)
            return bp_agree_differs(t->agreed.why, "n", people, (long double)g.people);
    }
    if (!bp_agree_number(&value, row, "value"))
        return true;
    if (!median_agrees(w, &g, value))
        return false;
    w->shown[w->n_shown++] = (seen_year){ (int)year, value, g.people };
    return true;
}

static bool years_agree(work *w, const bp_json_value *list, bp_payee room[])
{
    bp_str *why = w->t->agreed.why;
    const bp_pay_years *y = w->years;
    if (!bp_json_is(list, BP_IS_ARRAY) || list->n != y->n) {
        bp_str_printf(why, "the records are of %zu years, the report is not", y->n);
        return false;
    }
    const bp_pay_year *year = y->year;
    BP_JSON_EACH (row, list) {
        bp_str_clear(why);
        if (year->year > 0)
            bp_str_printf(why, "%d: ", year->year);
        if (!year_agrees(w, row, year++, room))
            return false;
    }
    bp_str_clear(why);
    return true;
}

/* ---- what the medians make ---- */

/* ln pay = at_first + b (year - first), by the years that count. */
typedef struct line {
    size_t n;
    int first;
    const seen_year *last;
    long double at_first;
    long double b;
    long double mean; /* year, less the first */
    long double sxx;
    long double s; /* residual standard error */
    long double t; /* of Student; 0: there is no interval */
    long double r2;
    bool flat; /* all medians are one: r2 says nothing */
} line;

static bool counts(const work *w, const seen_year *y)
{
    return w->series || y->people >= w->t->asked->plan.min_people;
}

/* Sums of w, w x, w y, w x^2 and w x y. */
typedef struct sums {
    long double w, x, y, xx, xy;
} sums;

static long double weight_of(const work *w, const seen_year *y, long double mean)
{
    return w->t->asked->plan.weights == BP_YEARS_PEOPLE ? (long double)y->people / mean
                                                        : 1;
}

static sums add_up(const work *w, line *l, long double mean)
{
    sums s = { 0 };
    for (size_t i = 0; i < w->n_shown; i++) {
        const seen_year *y = &w->shown[i];
        if (!counts(w, y))
            continue;
        const long double by = weight_of(w, y, mean), x = y->year - l->first,
                          ln = logl((long double)y->median);
        s.w += by;
        s.x += by * x;
        s.y += by * ln;
        s.xx += by * x * x;
        s.xy += by * x * ln;
    }
    return s;
}

/* What is left of ln pay about the line, and about its mean. */
static void put_residuals(const work *w, line *l, long double mean, long double middle)
{
    long double left = 0, all = 0;
    for (size_t i = 0; i < w->n_shown; i++) {
        const seen_year *y = &w->shown[i];
        if (!counts(w, y))
            continue;
        const long double by = weight_of(w, y, mean), ln = logl((long double)y->median);
        const long double u = ln - l->at_first - l->b * (y->year - l->first);
        left += by * u * u;
        all += by * (ln - middle) * (ln - middle);
    }
    l->flat = !(all > 1e-24L);
    l->r2 = l->flat ? 1 : 1 - left / all;
    if (l->n >= 3) {
        l->s = sqrtl(left / (long double)(l->n - 2));
        l->t = bp_chance_t(w->t->asked->plan.level, l->n - 2);
    }
}

/* False: of fewer than two years there is no line. */
static bool fit(const work *w, line *l)
{
    long double people = 0;
    *l = (line){ 0 };
    for (size_t i = 0; i < w->n_shown; i++) {
        if (!counts(w, &w->shown[i]))
            continue;
        l->first = l->n++ == 0 ? w->shown[i].year : l->first;
        l->last = &w->shown[i];
        people += (long double)w->shown[i].people;
    }
    if (l->n < 2)
        return false;
    const long double mean = people / (long double)l->n;
    const sums s = add_up(w, l, mean);
    l->mean = s.x / s.w;
    l->sxx = s.xx - s.x * s.x / s.w;
    l->b = (s.w * s.xy - s.x * s.y) / (s.w * s.xx - s.x * s.x);
    l->at_first = (s.y - l->b * s.x) / s.w;
    put_residuals(w, l, mean, s.y / s.w);
    return true;
}

/* ---- what is shown of it ---- */

static bool number_agrees(bp_trends *t, const bp_json_value *in, const char *key,
                          const char *what, const long double *x)
{
    return bp_agree_with(&t->agreed, in, key, what, x, 1);
}

static bool rate_agrees(bp_trends *t, const bp_json_value *growth, const line *l)
{
    const long double rate = expm1l(l->b), width = l->t * l->s / sqrtl(l->sxx);
    const long double lo = expm1l(l->b - width), hi = expm1l(l->b + width),
                      n = (long double)l->n;
    const bool bounded = l->n >= 3;
    return number_agrees(t, growth, "rate", "the rate", &rate) &&
           number_agrees(t, growth, "lo", "the lower limit of the rate",
                         bounded ? &lo : NULL) &&
           number_agrees(t, growth, "hi", "the upper limit of the rate",
                         bounded ? &hi : NULL) &&
           number_agrees(t, growth, "n", "n of the rate", &n) &&
           (l->flat || number_agrees(t, growth, "r2", "R2 of the trend", &l->r2));
}

/* Pay of one year to come, as the line has it: the same half-width around either. */
static bool on_line(const work *w, const bp_json_value *point, const line *l, int year)
{
    bp_trends *t = w->t;
    const long double x = year - l->first - l->mean;
    const bool anchored = t->asked->plan.anchor == BP_ANCHOR_FIT;
    const long double ln =
        anchored ? l->at_first + l->b * (year - l->first)
                 : logl((long double)l->last->median) + l->b * (year - l->last->year);
    const long double width =
        l->t * l->s * sqrtl(1 + 1 / (long double)l->n + x * x / l->sxx);
    const long double value = expl(ln), lo = expl(ln - width), hi = expl(ln + width);
    const bool bounded = l->n >= 3;
    char what[3][60];
    snprintf(what[0], sizeof what[0], "pay of %d", year);
    snprintf(what[1], sizeof what[1], "the lower limit of pay of %d", year);
    snprintf(what[2], sizeof what[2], "the upper limit of pay of %d", year);
    return number_agrees(t, point, "value", what[0], &value) &&
           number_agrees(t, point, "lo", what[1], bounded ? &lo : NULL) &&
           number_agrees(t, point, "hi", what[2], bounded ? &hi : NULL);
}

/* The year that paths start from: the last that counts, else the last that is shown. */
static const seen_year *start_of(const work *w)
{
    for (size_t i = w->n_shown; i > 0; i--)
        if (counts(w, &w->shown[i - 1]))
            return &w->shown[i - 1];
    return w->n_shown > 0 ? &w->shown[w->n_shown - 1] : NULL;
}

/* Years to come follow each other from the start on.
 *   l  NULL: pay grows by the rate */
static bool path_agrees(const work *w, const bp_json_value *points, const line *l,
                        long double rate)
{
    bp_trends *t = w->t;
    const seen_year *from = start_of(w);
    const double given = t->asked->plan.from;
    long double pay = given > 0 ? (long double)given : from != NULL ? from->median : 0;
    const int start = from != NULL && from->year > 0 ? from->year : 0;
    if (!bp_json_is(points, BP_IS_ARRAY))
        return true;
    int year = start;
    BP_JSON_EACH (point, points) {
        const long double wanted = ++year;
        char what[40];
        snprintf(what, sizeof what, "pay of %d", year);
        pay *= 1 + rate;
        if (!number_agrees(t, point, "year", "the year of a point", &wanted) ||
            (l != NULL ? !on_line(w, point, l, year)
                       : !number_agrees(t, point, "value", what, &pay)))
            return false;
    }
    return true;
}

static bool source_agrees(const bp_trends *t, const bp_json_value *growth)
{
    static const char *const name[] = { [BP_GROWTH_GIVEN] = "given",
                                        [BP_GROWTH_FITTED] = "fitted",
                                        [BP_GROWTH_MATCHED] = "matched" };
    const bp_json_value *said = bp_json_find(growth, "source");
    const char *want = name[t->asked->plan.source];
    if (!bp_json_is(said, BP_IS_STRING) || strcmp(said->text.at, want) == 0)
        return true;
    bp_str_printf(t->agreed.why, "its source is not '%s', which its request asks for",
                  want);
    return false;
}

static bool growth_agrees(const work *w, const bp_json_value *growth)
{
    bp_trends *t = w->t;
    const bp_growth_plan *plan = &t->asked->plan;
    const bp_json_value *points = bp_json_find(growth, "points");
    const long double rate = plan->rate;
    line l;
    if (!source_agrees(t, growth))
        return false;
    if (plan->source == BP_GROWTH_GIVEN)
        return number_agrees(t, growth, "rate", "the rate",
                             plan->has_rate ? &rate : NULL) &&
               path_agrees(w, points, NULL, plan->rate);
    if (plan->source == BP_GROWTH_MATCHED)
        return path_agrees(w, points, NULL, t->matched);
    double shown;
    if (fit(w, &l))
        return rate_agrees(t, growth, &l) && path_agrees(w, points, &l, 0);
    return !bp_agree_number(&shown, growth, "rate")
               ? true
               : bp_agree_not_known(t->agreed.why, "the rate");
}

static bool scenarios_agree(const work *w, const bp_json_value *list)
{
    const bp_growth_plan *plan = &w->t->asked->plan;
    if (!bp_json_is(list, BP_IS_ARRAY))
        return true;
    if (list->n != plan->n_scenarios) {
        bp_str_puts(w->t->agreed.why, "its scenarios are not those of its request");
        return false;
    }
    const bp_scenario *scenario = plan->scenario;
    BP_JSON_EACH (v, list) {
        const long double rate = scenario->rate;
        if (!number_agrees(w->t, v, "rate", "the rate of a scenario", &rate) ||
            !path_agrees(w, bp_json_find(v, "points"), NULL, scenario++->rate))
            return false;
    }
    return true;
}

/* ---- all of it ---- */

/* One figure a year makes a series of published ones, to which rules do not apply. */
static void find_series(work *w)
{
    w->series = w->years->n > 1;
    for (size_t i = 0; i < w->years->n; i++)
        w->series = w->series && w->years->year[i].pay.people == 1;
}

static bp_status read_years(work *w)
{
    bp_status status = bp_pay_years_new(&w->years, w->t->survey, NULL, w->err);
    if (status == BP_OK)
        status = bp_survey_org_pay(&w->by_org, &w->n_by_org, w->t->survey, NULL, w->err);
    return status;
}

bp_status bp_trends_check(bool *fits, bp_trends *t, const bp_json_value *growth,
                          const bp_json_value *scenarios, bp_err *err)
{
    const bp_rule_set *const set = t->set;
    work w = { .t = t, .err = err };
    bp_payee *room = NULL;
    size_t most = 0;
    bp_status status = read_years(&w);
    for (size_t i = 0; status == BP_OK && i < w.years->n; i++)
        most =
            (size_t)w.years->year[i].pay.n > most ? (size_t)w.years->year[i].pay.n : most;
    if (status == BP_OK) {
        find_series(&w);
        t->set = w.series ? NULL : set;
        room = bp_alloc(0, 2 * most, sizeof *room);
        w.shown = bp_alloc(0, w.years->n, sizeof *w.shown);
        status = room != NULL && w.shown != NULL
                     ? BP_OK
                     : bp_no_memory(err, "the years of an audit");
    }
    if (status == BP_OK)
        *fits = years_agree(&w, bp_json_find(growth, "observed"), room) &&
                growth_agrees(&w, growth) && scenarios_agree(&w, scenarios);
    t->set = set;
    bp_pay_years_free(w.years);
    free(w.by_org);
    free(w.shown);
    free(room);
    return status;
}
