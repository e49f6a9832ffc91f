/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observed.c - how pay moved from year to year.
 *
 * The median of all moves with who came and left; so beside it there is the growth of
 * those who are in both years, and the difference is called mix. */
#include "benchpay/observed.h"

#include <stdlib.h>

#include "analysis/concentration.h"
#include "analysis/gsl.h"
#include "analysis/observe.h"
#include "analysis/paired.h"
#include "analysis/pick.h"
#include "analysis/withhold.h"
#include "base/mem.h"
#include "data/pay.h"

/* ---- the same people in two years ---- */

/* Years are steps, and a change belongs to the step that it starts in; what a change is,
 * and how those of a step are summed up, is in paired.h. */

/* The pay of organisations; *n of them.  NULL: memory is out. */
static bp_paid *list_orgs(const bp_survey *s, size_t *n)
{
    bp_org_pay *org;
    size_t found;
    if (bp_survey_org_pay(&org, &found, s, NULL, NULL) != BP_OK)
        return NULL;
    bp_paid *list = bp_alloc(0, found, sizeof *list);
    for (size_t i = 0; list != NULL && i < found; i++)
        if (org[i].org != BP_NO_ID)
            list[(*n)++] = (bp_paid){ .who = org[i].org,
                                      .year = org[i].year,
                                      .org = org[i].org,
                                      .n = org[i].n,
                                      .sum = org[i].sum };
    free(org);
    return list;
}

/* The pay of people in known years, or of rows in two years. */
static bp_paid *list_people(const bp_survey *s, bool pairs, size_t *n)
{
    const bp_person_pay *row;
    const size_t rows = bp_survey_people(s, &row);
    bp_paid *list = bp_alloc(0, rows, sizeof *list);
    for (size_t i = 0; list != NULL && i < rows; i++)
        if (pairs || row[i].year != BP_NO_YEAR)
            list[(*n)++] = (bp_paid){ .who = row[i].who,
                                      .year = row[i].year,
                                      .org = row[i].org,
                                      .n = 1,
                                      .sum = row[i].pay };
    return list;
}

/* The step that starts in a year. */
static size_t step_from(const bp_observed *o, int32_t year)
{
    size_t i = 0;
    while ((int32_t)o->year[i].year != year)
        i++;
    return i;
}

/* The growth of everybody in two years that follow each other; returns their number. */
static size_t compare(const bp_observed *o, const bp_paid list[], size_t n,
                      bp_paid_change out[])
{
    size_t found = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const bp_paid *x = &list[i], *y = &list[i + 1];
        if (!bp_paid_same(x, y))
            continue;
        size_t step = step_from(o, x->year);
        if (o->year[step + 1].year != y->year)
            continue;
        out[found++] = (bp_paid_change){ step, y->org, bp_paid_change_of(x, y) };
    }
    bp_paid_sort(out, found);
    return found;
}

static void summarise(bp_observed *o, bp_paid_change c[], size_t n, double growth[])
{
    for (size_t i = 0, next; i < n; i = next) {
        const size_t at = c[i].set;
        bp_growth_step *step = &o->step[at];
        for (next = i; next < n && c[next].set == at; next++)
            ;
        const bp_paid_growth g = bp_paid_sum(c + i, next - i, growth);
        step->n = g.n;
        step->orgs = g.orgs;
        step->median = g.median;
        step->mean = g.mean;
        o->who[o->n + at] = g.who;
        step->who = &o->who[o->n + at];
    }
}

/* Computes n, median and mean of the steps between the observed years.
 * Errors: BP_EDATA  nobody is in two years that follow each other; BP_ELIMIT */
static bp_status match(bp_observed *o, const bp_survey *s, bp_matching matching,
                       bp_err *err)
{
    size_t n = 0;
    bp_paid *list = matching == BP_MATCH_ORG
                        ? list_orgs(s, &n)
                        : list_people(s, matching == BP_MATCH_ROW, &n);
    bp_paid_change *found = bp_alloc(0, n, sizeof *found);
    double *growth = bp_alloc(0, n, sizeof *growth);
    bp_status status = BP_OK;
    if (list == NULL || found == NULL || growth == NULL) {
        status = bp_no_memory(err, "matched growth");
    } else {
        size_t pairs = compare(o, list, bp_paid_merge(list, n), found);
        summarise(o, found, pairs, growth);
        if (pairs == 0)
            status = bp_fail(err, NULL, BP_EDATA,
                             "nobody is found in two years that follow each other");
    }
    free(list);
    free(found);
    free(growth);
    return status;
}

void bp_observed_free(bp_observed *o)
{
    if (o == NULL)
        return;
    free(o->year);
    free(o->step);
    free(o->who);
    free(o);
}

const bp_observed_year *bp_observed_last(const bp_observed *o)
{
    size_t i = o->n;
    while (i > 0 && o->year[i - 1].median.state != BP_SHOWN)
        i--;
    return i > 0 ? &o->year[i - 1] : NULL;
}

static bool counts(const bp_observed *o, const bp_observed_year *y, uint64_t min_people)
{
    return y->median.state == BP_SHOWN && (o->published || y->n >= min_people);
}

const bp_observed_year *bp_observed_start(const bp_observed *o, uint64_t min_people)
{
    for (size_t i = o->n; i > 0; i--)
        if (counts(o, &o->year[i - 1], min_people))
            return &o->year[i - 1];
    return bp_observed_last(o);
}

const bp_growth_step *bp_observed_last_step(const bp_observed *o)
{
    size_t i = o->n_steps;
    while (i > 0 && o->step[i - 1].median.state != BP_SHOWN)
        i--;
    return i > 0 ? &o->step[i - 1] : NULL;
}

size_t bp_observed_points(const bp_observed *o, uint64_t min_people, bp_year_pay out[])
{
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++) {
        const bp_observed_year *y = &o->year[i];
        if (counts(o, y, min_people))
            out[n++] = (bp_year_pay){ y->year, y->median.value, o->published ? 0 : y->n };
    }
    return n;
}

void bp_observed_withhold_step(bp_observed *o, size_t step, unsigned reasons)
{
    bp_growth_step *s = &o->step[step];
    s->median = s->mean = s->mix = bp_figure_without(BP_WITHHELD, reasons);
}

/* With a median goes what compares it with those of its neighbours. */
void bp_observed_withhold_year(bp_observed *o, size_t year, unsigned reasons)
{
    const bp_figure withheld = bp_figure_without(BP_WITHHELD, reasons);
    o->year[year].median = withheld;
    for (size_t i = year > 0 ? year - 1 : 0; i <= year && i < o->n_steps; i++)
        o->step[i].incumbents = o->step[i].mix = withheld;
}

/* The median of each year.  False: memory is out. */
static bool add_years(bp_observed *o, const bp_survey *s, const bp_pay_years *y,
                      int qtype)
{
    static const bp_level half = { 1, 2 };
    o->year = bp_alloc(0, y->n, sizeof *o->year);
    o->who = bp_alloc(0, 2 * y->n, sizeof *o->who);
    if (o->year == NULL || o->who == NULL)
        return false;
    for (size_t i = 0; i < y->n; i++) {
        const bp_sample *pay = &y->year[i].pay;
        bp_picked p;
        bp_total total;
        if (!bp_survey_pick(s, pay, &half, 1, qtype, &p, &total))
            return false;
        o->who[o->n] = (bp_concentration){ .people.all = pay->weight,
                                           .pay.all = total.sum,
                                           .all_equal = total.low == total.high };
        o->year[o->n++] = (bp_observed_year){
            .year = y->year[i].year,
            .median = bp_figure_of(bp_picked_value(&p, bp_survey_shape(s)->scale)),
            .n = pay->people,
        };
    }
    return true;
}

/* One row a year makes a series of published figures. */
static void find_series(bp_observed *o)
{
    size_t single = 0;
    int several = 0;
    for (size_t i = 0; i < o->n; i++) {
        if (o->year[i].n == 1)
            single++;
        else
            several = o->year[i].year;
    }
    o->published = o->n > 1 && single == o->n;
    o->twice = 2 * single > o->n ? several : 0;
}

void bp_observed_compare(bp_observed *o)
{
    for (size_t i = 0; i < o->n_steps; i++) {
        bp_growth_step *step = &o->step[i];
        const bp_figure x = o->year[i].median, y = o->year[i + 1].median;
        if (x.state != BP_SHOWN || y.state != BP_SHOWN)
            continue;
        step->incumbents = bp_figure_of((y.value - x.value) / x.value);
        step->mix = step->median.state == BP_SHOWN
                        ? bp_figure_of(step->incumbents.value - step->median.value)
                        : bp_figure_without(step->median.state, step->median.reasons);
    }
}

static bp_status add_steps(bp_observed *o, const bp_survey *s, bp_matching matching,
                           bp_err *err)
{
    o->n_steps = o->n > 0 ? o->n - 1 : 0;
    o->step = bp_alloc(0, o->n_steps, sizeof *o->step);
    if (o->step == NULL)
        return bp_no_memory(err, "%zu years", o->n);
    bp_status status = match(o, s, matching, err);
    for (size_t i = 0; i < o->n_steps; i++) {
        bp_growth_step *step = &o->step[i];
        const bp_observed_year *x = &o->year[i], *y = &o->year[i + 1];
        step->from = x->year;
        step->to = y->year;
        if (step->n == 0)
            step->median = step->mean = bp_figure_absent();
    }
    bp_observed_compare(o);
    return status;
}

static bp_status check_columns(const bp_survey *s, bp_matching matching, bp_err *err)
{
    const bp_loc at = { .file = bp_survey_input(s, 0)->file };
    const char *lacks = NULL;
    if (matching == BP_MATCH_PERSON && !bp_survey_shape(s)->has_person)
        lacks = "person";
    if (matching == BP_MATCH_ORG && !bp_survey_has_orgs(s))
        lacks = "org";
    if ((matching == BP_MATCH_PERSON || matching == BP_MATCH_ORG) &&
        !bp_survey_shape(s)->has_year)
        lacks = "year";
    if (lacks == NULL)
        return BP_OK;
    return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_MAP, lacks },
                        "there is no %s column, which matching needs", lacks);
}

/* The medians of all years.
 *   value  of whose rows; NULL: all */
static bp_status observe(bp_observed *o, const bp_survey *s, const uint32_t value[],
                         int qtype, bp_err *err)
{
    bp_pay_years *years;
    bp_status status = bp_pay_years_new(&years, s, value, err);
    if (status != BP_OK)
        return status;
    const bool ok = add_years(o, s, years, qtype);
    bp_pay_years_free(years);
    if (!ok)
        return bp_no_memory(err, "the years");
    for (size_t i = 0; i < o->n; i++)
        if (!(o->year[i].median.value > 0))
            return bp_fail(
                err, NULL, BP_EDATA,
                "the median of year %d is not above 0: from there nothing grows",
                o->year[i].year);
    o->currency = bp_survey_unit(s, 0, bp_survey_currency(s));
    return BP_OK;
}

static bp_status observe_all(bp_observed *o, const bp_survey *s, bp_matching matching,
                             int qtype, bp_err *err)
{
    bp_status status = observe(o, s, NULL, qtype, err);
    if (status != BP_OK)
        return status;
    find_series(o);
    o->matching = matching;
    return matching != BP_MATCH_NONE ? add_steps(o, s, matching, err) : BP_OK;
}

/* What was observed, or nothing where that failed. */
static bp_status give(bp_observed **out, bp_observed *o, bp_status status)
{
    if (status == BP_OK)
        *out = o;
    else
        bp_observed_free(o);
    return status;
}

bp_status bp_observed_new(bp_observed **out, const bp_survey *s, bp_matching matching,
                          int qtype, bp_err *err)
{
    bp_status status = check_columns(s, matching, err);
    if (status != BP_OK)
        return status;
    bp_observed *o = bp_alloc(0, 1, sizeof *o);
    if (o == NULL)
        return bp_no_memory(err, "the years");
    bp_gsl_begin();
    return give(out, o, bp_gsl_end(observe_all(o, s, matching, qtype, err), err));
}

bp_status bp_observed_where(bp_observed **out, const bp_survey *s, const uint32_t value[],
                            int qtype, bp_err *err)
{
    bp_observed *o = bp_alloc(0, 1, sizeof *o);
    return o != NULL ? give(out, o, observe(o, s, value, qtype, err))
                     : bp_no_memory(err, "the years");
}

bp_status bp_observed_of_series(bp_observed **out, const int year[], const double value[],
                                size_t n, bp_err *err)
{
    bp_observed *o = bp_alloc(0, 1, sizeof *o);
    if (o != NULL)
        o->year = bp_alloc(0, n, sizeof *o->year);
    if (o == NULL || o->year == NULL) {
        bp_observed_free(o);
        return bp_no_memory(err, "the years");
    }
    for (; o->n < n; o->n++)
        o->year[o->n] = (bp_observed_year){ .year = year[o->n],
                                            .median = bp_figure_of(value[o->n]),
                                            .n = 1 };
    o->published = true;
    *out = o;
    return BP_OK;
}
