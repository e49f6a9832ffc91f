/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.c - a rate of growth, and where pay goes at it.
 *
 * Whatever a rate comes from, it ends in the same points, so that given, fitted and
 * matched growth can be compared line by line. */
#include "benchpay/growth.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "base/mem.h"

/* ---- paths that the trend may take ---- */

/* Each path has a generator of its own, seeded by its number, so that more paths change
 * none of those that there were.  Neighbouring paths get distant seeds, and no two of a
 * run the same. */
static unsigned long seed_of(uint64_t seed, size_t path)
{
    return (uint32_t)((seed * UINT64_C(0x9e3779b97f4a7c15) >> 32) +
                      path * UINT64_C(0x9e3779b1));
}

/* ln pay of one path, less that of the trend: out[i * stride] for point i. */
static void draw(gsl_rng *rng, const bp_trend *t, const bp_point point[], size_t n,
                 double out[], size_t stride)
{
    double df = (double)(t->n - 2);
    double sigma = t->s * sqrt(df / gsl_ran_chisq(rng, df));
    double level = gsl_ran_gaussian(rng, sigma / sqrt((double)t->n));
    double slope = gsl_ran_gaussian(rng, sigma / sqrt(t->sxx));
    for (size_t i = 0; i < n; i++)
        out[i * stride] =
            level + slope * (point[i].year - t->mean_year) + gsl_ran_gaussian(rng, sigma);
}

static bp_figure quantile(const double sorted[], size_t n, double p, double centre)
{
    double x = centre * exp(gsl_stats_quantile_from_sorted_data(sorted, 1, n, p));
    return isfinite(x) ? bp_figure_of(x)
                       : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

/* Sets sim of the points, as bp_growth_new says, from the trend t (with an interval).
 * Quantiles are of type 7 on ln pay.  The generator's state is allocated here: where
 * memory is out, gsl_rng_alloc would call GSL's error handler.  Errors: BP_ELIMIT */
static bp_status simulate(bp_point point[], size_t n, const bp_trend *t,
                          const bp_growth_plan *plan, bp_err *err)
{
    static const double share[] = { .1, .5, .9 };
    size_t paths = plan->paths;
    double *drawn = bp_alloc(0, n * paths, sizeof *drawn); /* [n][paths] */
    gsl_rng rng = { gsl_rng_mt19937, bp_alloc(gsl_rng_mt19937->size, 0, 0) };
    bp_status status = BP_OK;
    bp_gsl_begin();
    if (drawn == NULL || rng.state == NULL)
        status = bp_no_memory(err, "%zu paths", paths);
    for (size_t i = 0; status == BP_OK && i < paths; i++) {
        gsl_rng_set(&rng, seed_of(plan->seed, i));
        draw(&rng, t, point, n, drawn + i, paths);
    }
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        double *sorted = drawn + i * paths;
        gsl_sort(sorted, 1, paths);
        for (size_t k = 0; k < 3; k++)
            point[i].sim[k] = quantile(sorted, paths, share[k], point[i].pay.value);
    }
    free(rng.state);
    free(drawn);
    return bp_gsl_end(status, err);
}

const char *bp_growth_source_name(bp_growth_source source)
{
    static const char *const name[] = { [BP_GROWTH_GIVEN] = "given",
                                        [BP_GROWTH_FITTED] = "fitted",
                                        [BP_GROWTH_MATCHED] = "matched" };
    return name[source];
}

void bp_growth_free(bp_growth *g)
{
    if (g == NULL)
        return;
    free(g->point);
    free(g->scenario);
    free(g);
}

/* The year of where paths start; 0: unknown. */
static int year_of(const bp_observed_year *o)
{
    return o != NULL && o->year > 0 ? o->year : 0;
}

bool bp_growth_told(const bp_growth *g)
{
    const bp_figure *rate = &g->rate;
    return rate->state == BP_SHOWN &&
           (g->plan->source == BP_GROWTH_GIVEN ||
            (g->plan->source == BP_GROWTH_FITTED && g->n >= BP_GROWTH_TOLD &&
             bp_figure_bounded(rate) && (rate->lo > 0 || rate->hi < 0)));
}

bool bp_growth_uneven(const bp_growth *g)
{
    return g->fewest > 0 && g->most / BP_YEARS_UNEVEN >= g->fewest &&
           g->most > BP_YEARS_UNEVEN * g->fewest;
}

static bp_status check_plan(const bp_growth_plan *p, bp_err *err)
{
    if (p->years < 0 || p->years > BP_HORIZON_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "growth over %d years: at most %d", p->years,
                       BP_HORIZON_MAX);
    if (p->n_scenarios > BP_SCENARIOS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d scenarios", BP_SCENARIOS_MAX);
    if (p->paths > BP_PATHS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d simulated paths",
                       BP_PATHS_MAX);
    return BP_OK;
}

static bp_status count_points(bp_growth *g, int start, bp_err *err)
{
    const bp_growth_plan *p = g->plan;
    g->n_points = (size_t)p->years;
    if (p->years > 0 || p->to == 0)
        return BP_OK;
    if (start == 0)
        return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_YEARS, NULL },
                            "growth to %d: the year it starts from is unknown", p->to);
    if (p->to <= start)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "growth to %d: it must be after %d, the last year observed", p->to,
                       start);
    if (p->to - start > BP_HORIZON_MAX)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "growth to %d: it is more than %d years after %d", p->to,
                       BP_HORIZON_MAX, start);
    g->n_points = (size_t)(p->to - start);
    return BP_OK;
}

static bp_figure with_limits(double value, double lo, double hi, bool has)
{
    bp_figure f = bp_figure_of(value);
    if (!has)
        return f;
    bool known = isfinite(lo) && isfinite(hi);
    f.lo_state = f.hi_state = known ? BP_SHOWN : BP_NOT_ESTIMABLE;
    f.lo = known ? lo : 0;
    f.hi = known ? hi : 0;
    return f;
}

static bp_status too_few(const bp_growth_plan *p, const bp_observed *o, bp_err *err)
{
    if (o->n < 2 || p->min_people < 2 || o->published)
        return bp_fail(err, NULL, BP_EDATA, "a trend needs pay of at least two years");
    return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_MIN_PEOPLE, NULL },
                        "a trend needs pay of at least two years, each of %llu people "
                        "or more",
                        (unsigned long long)p->min_people);
}

/* What its points are of. */
static void measure(bp_growth *g, const bp_year_pay point[], size_t n)
{
    g->first = (int)point[0].year;
    g->last = (int)point[n - 1].year;
    g->fewest = g->most = point[0].n;
    for (size_t i = 1; i < n; i++) {
        g->fewest = point[i].n < g->fewest ? point[i].n : g->fewest;
        g->most = point[i].n > g->most ? point[i].n : g->most;
    }
}

/* The trend of the medians that are shown. */
static bp_status fit(bp_growth *g, bp_trend *t, bp_err *err)
{
    const bp_growth_plan *p = g->plan;
    const bp_observed *o = g->observed;
    if (o == NULL)
        return bp_fail(err, NULL, BP_EDATA, "a trend needs pay of at least two years");
    bp_year_pay *point = bp_alloc(0, o->n, sizeof *point);
    if (point == NULL)
        return bp_no_memory(err, "the years");
    const size_t n = bp_observed_points(o, p->min_people, point);
    bp_status status =
        n < 2 ? too_few(p, o, err) : bp_trend_fit(t, point, n, p->weights, p->level, err);
    if (status == BP_OK)
        measure(g, point, n);
    free(point);
    return status;
}

/* What a trend cannot give is said in words of the request: no years at all, or too few
 * of them for paths to be drawn. */
static bp_status follow_trend(bp_growth *g, bp_err *err)
{
    const bp_growth_plan *p = g->plan;
    const bp_observed *o = g->observed;
    bp_trend t;
    if (o != NULL && o->n == 1 && year_of(o->year) == 0)
        return bp_fail_hint(
            err, NULL, BP_EDATA, (bp_hint){ BP_HINT_MAP, "year" },
            "there is no year or survey date column, which a trend needs");
    bp_status status = fit(g, &t, err);
    if (status != BP_OK)
        return status;
    g->rate = with_limits(t.rate, t.rate_lo, t.rate_hi, t.has_interval);
    g->n = t.n;
    g->r2 = bp_figure_of(t.r2);
    for (size_t i = 0; i < g->n_points; i++) {
        bp_projected at = bp_trend_at(&t, g->point[i].year, p->anchor);
        g->point[i].pay = with_limits(at.value, at.lo, at.hi, t.has_interval);
    }
    if (p->paths == 0)
        return BP_OK;
    if (!t.has_interval)
        return bp_fail(
            err, NULL, BP_EDATA,
            "a simulation needs three years: two have no residual to draw from");
    return simulate(g->point, g->n_points, &t, p, err);
}

static bp_figure grown(const bp_growth *g, double rate, size_t point)
{
    return bp_figure_of(bp_grow(g->start, rate, (double)(point + 1)));
}

/* What the step grew is spread over its years. */
static void follow_matched(bp_growth *g)
{
    const bp_growth_step *step = bp_observed_last_step(g->observed);
    if (step == NULL) {
        g->rate = bp_figure_without(BP_WITHHELD, g->observed->step[0].median.reasons);
        return;
    }
    double years = step->from > 0 ? step->to - step->from : 1;
    double rate = pow(1 + step->median.value, 1 / years) - 1;
    g->rate = step->median;
    g->n = step->n;
    g->mix = step->mix;
    for (size_t k = 0; k < g->n_points; k++)
        g->point[k].pay = grown(g, rate, k);
}

static void follow_given(bp_growth *g)
{
    if (!g->plan->has_rate)
        return;
    g->rate = bp_figure_of(g->plan->rate);
    for (size_t i = 0; i < g->n_points; i++)
        g->point[i].pay = grown(g, g->plan->rate, i);
}

static bp_status follow(bp_growth *g, bp_err *err)
{
    const bp_growth_plan *p = g->plan;
    bp_status status = BP_OK;
    if (p->source == BP_GROWTH_FITTED)
        status = follow_trend(g, err);
    else if (p->source == BP_GROWTH_MATCHED)
        follow_matched(g);
    else
        follow_given(g);
    for (size_t s = 0; s < p->n_scenarios; s++)
        for (size_t i = 0; i < g->n_points; i++)
            g->scenario[s * g->n_points + i] = grown(g, p->scenario[s].rate, i);
    return status;
}

static bp_status make_points(bp_growth *g, int start, bp_err *err)
{
    const bp_figure absent = bp_figure_absent();
    bp_status status = count_points(g, start, err);
    if (status != BP_OK)
        return status;
    g->point = bp_alloc(0, g->n_points, sizeof *g->point);
    g->scenario = bp_alloc(0, g->n_points * g->plan->n_scenarios, sizeof *g->scenario);
    if (g->point == NULL || g->scenario == NULL)
        return bp_no_memory(err, "the years to come");
    for (size_t i = 0; i < g->n_points; i++)
        g->point[i] =
            (bp_point){ start + (int)i + 1, absent, { absent, absent, absent } };
    g->rate = g->r2 = g->mix = absent;
    return BP_OK;
}

static bp_status check_finite(const bp_growth *g, bp_err *err)
{
    bool finite = isfinite(g->rate.value);
    for (size_t i = 0; i < g->n_points; i++)
        finite = finite && isfinite(g->point[i].pay.value);
    for (size_t i = 0; i < g->n_points * g->plan->n_scenarios; i++)
        finite = finite && isfinite(g->scenario[i].value);
    return finite ? BP_OK
                  : bp_fail(err, NULL, BP_EDATA,
                            "at this growth pay leaves the range of numbers; choose a "
                            "nearer horizon");
}

bp_status bp_growth_new(bp_growth **out, const bp_growth_plan *plan,
                        const bp_observed *observed, bp_err *err)
{
    bp_status status = check_plan(plan, err);
    if (status != BP_OK)
        return status;
    bp_growth *g = bp_alloc(0, 1, sizeof *g);
    if (g == NULL)
        return bp_no_memory(err, "growth");
    g->plan = plan;
    g->observed = observed;
    g->start = plan->from;
    g->currency = observed != NULL ? observed->currency : plan->currency;
    const bp_observed_year *last =
        observed != NULL ? bp_observed_start(observed, plan->min_people) : NULL;
    if (!(g->start > 0) && last != NULL)
        g->start = last->median.value;
    status = make_points(g, year_of(last), err);
    if (status == BP_OK)
        status = follow(g, err);
    if (status == BP_OK)
        status = check_finite(g, err);
    if (status != BP_OK) {
        bp_growth_free(g);
        return status;
    }
    *out = g;
    return BP_OK;
}
