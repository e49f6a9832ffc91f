/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchpay/observed.h"

#include <stdlib.h>

#include "analysis/gsl.h"
#include "analysis/matched.h"
#include "analysis/pick.h"
#include "base/mem.h"
#include "data/cells.h"

/* A run of one year. */
typedef struct yearly {
    int32_t year;
    bp_run run;
} yearly;

static int by_year(const void *a, const void *b)
{
    int32_t x = ((const yearly *)a)->year, y = ((const yearly *)b)->year;
    return (x > y) - (x < y);
}

void bp_observed_free(bp_observed *o)
{
    if (o == NULL)
        return;
    free(o->year);
    free(o->step);
    free(o);
}

const bp_observed_year *bp_observed_last(const bp_observed *o)
{
    size_t i = o->n;
    while (i > 0 && o->year[i - 1].median.state != BP_SHOWN)
        i--;
    return i > 0 ? &o->year[i - 1] : NULL;
}

const bp_growth_step *bp_observed_last_step(const bp_observed *o)
{
    size_t i = o->n_steps;
    while (i > 0 && o->step[i - 1].median.state != BP_SHOWN)
        i--;
    return i > 0 ? &o->step[i - 1] : NULL;
}

size_t bp_observed_points(const bp_observed *o, bp_year_pay out[])
{
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        if (o->year[i].median.state == BP_SHOWN)
            out[n++] =
                (bp_year_pay){ o->year[i].year, o->year[i].median.value, o->year[i].n };
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

typedef struct listing {
    yearly *run;
    size_t n;
    size_t cap;
} listing;

/* The runs of a cell's pay element, which is of a year. */
static bool list_cell(listing *l, const bp_survey *s, size_t element, size_t cell,
                      int32_t year)
{
    for (size_t i = 0; i < bp_survey_runs(s, element, cell); i++) {
        const bp_run run = bp_survey_run(s, element, cell, i);
        if (run.n == 0)
            continue;
        if (!bp_reserve(&l->run, &l->cap, l->n + 1, sizeof l->run[0]))
            return false;
        l->run[l->n++] = (yearly){ year, run };
    }
    return true;
}

/* The runs of every year, in order.  Of pairs the former year is -1.  False: memory is
 * out. */
static bool list_runs(listing *l, const bp_survey *s)
{
    const bp_shape *shape = bp_survey_shape(s);
    bool ok = true;
    for (size_t i = 0; ok && i < bp_survey_cells(s); i++) {
        const bp_cell c = bp_survey_cell(s, i);
        if (!c.comparable ||
            (shape->has_year && !shape->pay_pairs && c.year == BP_NO_YEAR))
            continue;
        ok = list_cell(l, s, 0, i, shape->pay_pairs ? 0 : c.year) &&
             (!shape->pay_pairs || list_cell(l, s, 1, i, -1));
    }
    if (ok && l->n > 0)
        qsort(l->run, l->n, sizeof l->run[0], by_year);
    return ok;
}

/* The median of the runs of one year. */
static bool add_year(bp_observed *o, const yearly list[], size_t n, bp_run run[],
                     int qtype, int scale)
{
    static const bp_level half = { 1, 2 };
    bp_gathered g = { .run = run, .n_runs = n };
    bp_picked picked;
    for (size_t i = 0; i < n; i++) {
        run[i] = list[i].run;
        g.n += run[i].n;
    }
    if (!bp_gathered_pick(&g, 0, &half, 1, qtype, &picked, NULL))
        return false;
    o->year[o->n++] = (bp_observed_year){
        .year = list[0].year,
        .median =
            bp_figure_of(bp_quantile_between(&picked.at, picked.lo, picked.hi, scale)),
        .n = g.n,
    };
    return true;
}

static bool add_years(bp_observed *o, const yearly list[], size_t n, int qtype, int scale)
{
    bp_run *run = bp_alloc(0, n, sizeof *run);
    o->year = bp_alloc(0, n, sizeof *o->year);
    bool ok = run != NULL && o->year != NULL;
    for (size_t i = 0, next; ok && i < n; i = next) {
        for (next = i + 1; next < n && list[next].year == list[i].year;)
            next++;
        ok = add_year(o, list + i, next - i, run, qtype, scale);
    }
    free(run);
    return ok;
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

static bp_status add_steps(bp_observed *o, const bp_survey *s, bp_matching matching,
                           bp_err *err)
{
    o->n_steps = o->n > 0 ? o->n - 1 : 0;
    o->step = bp_alloc(0, o->n_steps, sizeof *o->step);
    if (o->step == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu years", o->n);
    bp_status status = bp_matched_fill(o, s, matching, err);
    for (size_t i = 0; i < o->n_steps; i++) {
        bp_growth_step *step = &o->step[i];
        const bp_observed_year *x = &o->year[i], *y = &o->year[i + 1];
        const double all = (y->median.value - x->median.value) / x->median.value;
        step->from = x->year;
        step->to = y->year;
        step->incumbents = bp_figure_of(all);
        step->mix = step->n > 0 ? bp_figure_of(all - step->median.value)
                                : bp_figure_without(BP_ABSENT, 0);
        if (step->n == 0)
            step->median = step->mean = step->mix;
    }
    return status;
}

static bp_status check_columns(const bp_survey *s, bp_matching matching, bp_err *err)
{
    const bp_shape *shape = bp_survey_shape(s);
    const bp_loc at = { .file = bp_survey_input(s, 0)->file };
    const char *lacks = NULL;
    if (matching == BP_MATCH_PERSON && !shape->has_person)
        lacks = "person";
    if (matching == BP_MATCH_ORG && !shape->has_org)
        lacks = "org";
    if ((matching == BP_MATCH_PERSON || matching == BP_MATCH_ORG) && !shape->has_year)
        lacks = "year";
    if (lacks == NULL)
        return BP_OK;
    return bp_fail(err, &at, BP_EDATA,
                   "--matched: there is no %s column; name it with --map %s=COLUMN",
                   lacks, lacks);
}

static bp_status observe(bp_observed *o, const bp_survey *s, bp_matching matching,
                         int qtype, bp_err *err)
{
    listing l = { 0 };
    bool ok =
        list_runs(&l, s) && add_years(o, l.run, l.n, qtype, bp_survey_shape(s)->scale);
    free(l.run);
    if (!ok)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the years");
    for (size_t i = 0; i < o->n; i++)
        if (!(o->year[i].median.value > 0))
            return bp_fail(
                err, NULL, BP_EDATA,
                "the median of year %d is not above 0: from there nothing grows",
                o->year[i].year);
    find_series(o);
    o->matching = matching;
    o->currency = bp_survey_currency(s);
    return matching != BP_MATCH_NONE ? add_steps(o, s, matching, err) : BP_OK;
}

bp_status bp_observed_new(bp_observed **out, const bp_survey *s, bp_matching matching,
                          int qtype, bp_err *err)
{
    bp_status status = check_columns(s, matching, err);
    if (status != BP_OK)
        return status;
    bp_observed *o = bp_alloc(0, 1, sizeof *o);
    if (o == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the years");
    gsl_error_handler_t *before = bp_gsl_begin();
    status = bp_gsl_end(before, observe(o, s, matching, qtype, err), err);
    if (status != BP_OK) {
        bp_observed_free(o);
        return status;
    }
    *out = o;
    return BP_OK;
}
