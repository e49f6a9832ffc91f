/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.h - how sure a percentile, a mean or a share is.  Layer: analysis. */
#ifndef BP_INTERVAL_H
#define BP_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/figure.h"
#include "benchpay/level.h"

BP_API_BEGIN

typedef enum bp_ci_method {
    BP_CI_NONE,
    BP_CI_AUTO,  /* clustered from two organisations on, unless they are what counts; else
                    Woodruff's where the population is known, else order statistics */
    BP_CI_ORDER, /* order statistics */
    BP_CI_WOODRUFF,  /* from the standard error of the share at or below */
    BP_CI_CLUSTERED, /* the same, organisations being what was sampled */
    BP_CI_BOOTSTRAP, /* percentiles of samples that are drawn again, of organisations
                        where there are two */
    BP_CI_BCA,       /* the same, corrected for bias and accelerated */
    BP_CI_CLOPPER,   /* of the place of an offer alone, as the next; percentiles beside it
                        have those of auto */
    BP_CI_WILSON,
} bp_ci_method;

/* Is it of the place of an offer alone? */
static inline bool bp_ci_of_places(bp_ci_method method)
{
    return method == BP_CI_CLOPPER || method == BP_CI_WILSON;
}

/* "auto", "order", ...: the words of the contract. */
const char *bp_ci_method_name(bp_ci_method method);

#define BP_POPULATION_MAX 1000000000000

/* What is asked of intervals. */
typedef struct bp_ci {
    bp_ci_method method;
    double level;        /* in (0, 1) */
    uint64_t population; /* sampling units in all: organisations where they are clusters,
                            else people; 0: not known, or without end */
    uint64_t seed;       /* of what is drawn */
    bool by_org; /* once the method is settled: organisations are drawn, not people */
} bp_ci;

/* An interval of a percentile between two order statistics, and how often such intervals
 * hold the percentile: whatever pay is distributed like, at least. */
typedef struct bp_order_interval {
    uint64_t lo; /* ranks, from 1 */
    uint64_t hi;
    double coverage;
} bp_order_interval;

/* The shortest of equal tails, K being binomial(n, p):
 *   lo = max{ l : P(K <= l - 1) <= alpha / 2 }
 *   hi = min{ u : P(K >= u) <= alpha / 2 }
 *   coverage = P(lo <= K <= hi - 1)
 * (Conover 1999, Practical Nonparametric Statistics, 3.2).  False: n is too small for one
 * at this level. */
bool bp_interval_order(bp_order_interval *out, uint64_t n, bp_level p, double level);

/* How sure a share F of a sample is. */
typedef struct bp_share_error {
    double se;
    double df; /* of Student's t; 0: there is no interval */
    double
        deff; /* its variance over F (1 - F) / (n - 1), that of n people drawn singly */
    double n_eff; /* n / deff */
} bp_share_error;

/* Of k sampling units, organisations or single people:
 *   var F = k / (k - 1) * sum z^2 * left, with z = sum over a unit of
 *           w (1[x <= q] - F) / W
 * (Francisco and Fuller 1991, Annals of Statistics 19(1)); of single people that is
 * F (1 - F) / (n - 1).
 *   squares  sum of z^2
 *   left     the fraction of all units that are not in the sample: 1 - k / N */
bp_share_error bp_share_error_of(uint64_t n, uint64_t k, double share, double squares,
                                 double left);

/* Student's t for both tails; df > 0. */
double bp_interval_t(double level, double df);

/* The interval of a share, from 0 to 1: a limit is 0 where its state is not BP_SHOWN. */
typedef struct bp_share_limits {
    double lo;
    double hi;
    bp_state lo_state;
    bp_state hi_state;
} bp_share_limits;

/* x of n, 0 <= x <= n and 0 < n: Clopper and Pearson (1934), Biometrika 26(4), by
 * quantiles of the beta distribution, which take halves of people (mid-ranks) as well. */
bp_share_limits bp_interval_clopper(double x, double n, double level);

/* Wilson (1927), JASA 22(158). */
bp_share_limits bp_interval_wilson(double x, double n, double level);

/* Student's t on the scale of ln F / (1 - F), where no limit is beyond 0 or 1:
 *   ln F / (1 - F) +- t se / (F (1 - F))
 * (Korn and Graubard 1999, Analysis of Health Surveys, 2.2; R's survey::svyciprop,
 * "logit").  Not estimable without an error, and of none and of all. */
bp_share_limits bp_interval_logit(double share, const bp_share_error *e, double level);

/* Of a share that is read off shown percentiles, by what is known of the nearest one:
 *   p +- t sqrt(p (1 - p) / n_eff)
 * A limit beyond 0 or 1 is not estimable, and neither is one without n_eff or df.
 *   n_eff, df  of the shown percentile: bp_precision.n_eff, and sampling units - 1 */
bp_share_limits bp_interval_placed(double share, double n_eff, double df, double level);

BP_API_END

#endif
