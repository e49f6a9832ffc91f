/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.h - a rate of growth, and where pay goes at it.  Layer: analysis.
 *
 * Rates are fractions: .07 is 7 % a year. */
#ifndef BP_GROWTH_H
#define BP_GROWTH_H

#include "benchpay/api.h"
#include "benchpay/figure.h"
#include "benchpay/observed.h"

BP_API_BEGIN

/* Where a rate comes from. */
typedef enum bp_growth_source {
    BP_GROWTH_GIVEN,
    BP_GROWTH_FITTED, /* the trend of the medians (trend.h) */
    BP_GROWTH_MATCHED /* the median of the last step that has somebody in it */
} bp_growth_source;

/* "given", "fitted", "matched": the words of the contract. */
const char *bp_growth_source_name(bp_growth_source source);

typedef struct bp_scenario {
    const char *name;
    double rate; /* > -1 */
} bp_scenario;

#define BP_YEARS_STANDARD 5 /* where nobody says how far */
#define BP_YEAR_PEOPLE 3    /* least people of a year that is fitted, likewise */
#define BP_HORIZON_MAX 100  /* years */
#define BP_PATHS_MAX 100000
#define BP_SCENARIOS_MAX 12

/* What is asked: the request's part about growth. */
typedef struct bp_growth_plan {
    bp_growth_source source;
    bool has_rate;        /* of BP_GROWTH_GIVEN; without one only scenarios have paths */
    double rate;          /* > -1 */
    double from;          /* the amount to start from; 0: the last observed median */
    const char *currency; /* of `from` where nothing was observed; NULL */
    int years;            /* so many points; 0: up to `to` */
    int to;               /* the last year; 0 with `years` 0: no points */
    bp_anchor anchor;
    uint64_t min_people;         /* a year of fewer is not fitted, and starts no path */
    bp_year_weights weights;     /* of the years of a trend */
    double level;                /* of intervals, in (0, 1) */
    const bp_scenario *scenario; /* [n_scenarios] at most BP_SCENARIOS_MAX */
    size_t n_scenarios;
    size_t paths; /* simulated; 0: none, at most BP_PATHS_MAX */
    uint64_t seed;
} bp_growth_plan;

/* A year to come; `year` counts 1, 2, ... where the start year is unknown. */
typedef struct bp_point {
    int year;
    bp_figure pay;    /* with its prediction interval where there is one */
    bp_figure sim[3]; /* P10, P50 and P90 of the simulated paths */
} bp_point;

/* Made whole and constant; borrows the plan and what was observed. */
typedef struct bp_growth {
    const bp_growth_plan *plan;
    const bp_observed *observed; /* NULL: nothing was */
    double start;                /* where paths at a rate start */
    const char *currency;        /* NULL: unknown */
    bp_figure rate;              /* a year, with its interval; absent without one */
    uint64_t n;                  /* points of the trend, or those matched; 0: given */
    bp_figure r2;                /* of the trend */
    int first;                   /* years of the trend's first and last point; 0: none */
    int last;
    uint64_t fewest; /* people of one of its points, and the most; 0: not */
    uint64_t most;   /* known */
    bp_figure mix;   /* of the step matched */
    bp_point *point; /* [n_points] */
    size_t n_points;
    bp_figure *scenario; /* [n_scenarios][n_points] */
} bp_growth;

/* A rate and its points.
 *   given    start (1 + rate)^t
 *   fitted   bp_trend_at, with prediction intervals from three years on; no simulation
 *            and no interval below
 *   matched  start (1 + rate)^(t / years of the step)
 * Simulated paths have a drawn rate, level and residual: with s^2 (n - 2) / chi^2 for
 * the variance, the mean and the slope of ln pay vary by its 1/n and 1/Sxx, and each
 * year by itself; so their quantiles estimate those of the prediction interval
 * (Gelman et al. 2013, Bayesian Data Analysis, 14.2).  Each path has its own stream of
 * random numbers: path i of a seed is the same however many there are.
 *   observed  NULL: plan->from is the start
 * Errors: BP_EUSAGE `to` is not after the last year, or too far; no start year for `to`;
 *                   too many years
 *         BP_ELIMIT too many scenarios or paths
 *         BP_EDATA  a fit of fewer than two years; a simulation of fewer than three
 *         BP_EDATA  a figure beyond all numbers; BP_ELIMIT memory */
bp_status bp_growth_new(bp_growth **out, const bp_growth_plan *plan,
                        const bp_observed *observed, bp_err *err);
void bp_growth_free(bp_growth *g);

/* A trend of fewer years is no finding. */
#define BP_GROWTH_TOLD 5

/* Is the rate one to speak of?  One that is given is; that of a trend where it has
 * BP_GROWTH_TOLD years, and its interval does not hold 0.  Of matched pay there is no
 * interval. */
bool bp_growth_told(const bp_growth *g);

/* Years differ so much in size that it matters what they weigh. */
#define BP_YEARS_UNEVEN 10

/* Has one year of the trend more than BP_YEARS_UNEVEN times the people of another? */
bool bp_growth_uneven(const bp_growth *g);

BP_API_END

#endif
