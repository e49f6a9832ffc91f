/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c - how sure a percentile, a mean or a share is.
 *
 * The textbook part, without any pay in it: ranks, standard errors and quantiles of
 * distributions.  Binomial sums are taken from the beta distribution, which serves counts
 * that GSL's own binomial function, of 32 bits, does not. */
#include "benchpay/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const char *bp_ci_method_name(bp_ci_method method)
{
    static const char *const name[] = {
        [BP_CI_AUTO] = "auto",           [BP_CI_ORDER] = "order",
        [BP_CI_WOODRUFF] = "woodruff",   [BP_CI_CLUSTERED] = "clustered",
        [BP_CI_BOOTSTRAP] = "bootstrap", [BP_CI_BCA] = "bca",
        [BP_CI_CLOPPER] = "clopper",     [BP_CI_WILSON] = "wilson",
        [BP_CI_NONE] = "none",
    };
    return name[method];
}

/* P(K <= k), K being binomial(n, p); k < n. */
static double at_most(uint64_t k, uint64_t n, double p)
{
    return gsl_cdf_beta_Q(p, (double)k + 1, (double)(n - k));
}

/* P(K > k). */
static double above(uint64_t k, uint64_t n, double p)
{
    return gsl_cdf_beta_P(p, (double)k + 1, (double)(n - k));
}

bool bp_interval_order(bp_order_interval *out, uint64_t n, bp_level level_of,
                       double level)
{
    const double p = bp_level_share(level_of), tail = (1 - level) / 2;
    uint64_t lo = 0, hi = n;
    if (n < 2 || p <= 0 || p >= 1 || at_most(0, n, p) > tail || above(n - 1, n, p) > tail)
        return false;
    for (uint64_t end = n; lo + 1 < end;) { /* P(K <= lo) <= tail < P(K <= end) */
        const uint64_t middle = lo + (end - lo) / 2;
        if (at_most(middle, n, p) <= tail)
            lo = middle;
        else
            end = middle;
    }
    for (uint64_t end = 0; end + 1 < hi;) { /* P(K >= hi) <= tail < P(K >= end) */
        const uint64_t middle = end + (hi - end) / 2;
        if (above(middle - 1, n, p) <= tail)
            hi = middle;
        else
            end = middle;
    }
    *out = (bp_order_interval){ lo + 1, hi, at_most(hi - 1, n, p) - at_most(lo, n, p) };
    return true;
}

bp_share_error bp_share_error_of(uint64_t n, uint64_t k, double share, double squares,
                                 double left)
{
    const double units = (double)k, single = share * (1 - share) / ((double)n - 1);
    if (k < 2 || !(single > 0))
        return (bp_share_error){ 0 };
    const double variance = units / (units - 1) * squares * left;
    const double deff = variance / single;
    return (bp_share_error){ .se = sqrt(variance),
                             .df = units - 1,
                             .deff = deff,
                             .n_eff = deff > 0 ? (double)n / deff : 0 };
}

double bp_interval_t(double level, double df)
{
    return gsl_cdf_tdist_Pinv(.5 + level / 2, df);
}

static const bp_share_limits unknown = { .lo_state = BP_NOT_ESTIMABLE,
                                         .hi_state = BP_NOT_ESTIMABLE };

bp_share_limits bp_interval_clopper(double x, double n, double level)
{
    const double tail = (1 - level) / 2, over = n - x;
    return (bp_share_limits){ .lo = x > 0 ? gsl_cdf_beta_Pinv(tail, x, over + 1) : 0,
                              .hi = over > 0 ? gsl_cdf_beta_Qinv(tail, x + 1, over) : 1 };
}

bp_share_limits bp_interval_wilson(double x, double n, double level)
{
    const double z = gsl_cdf_ugaussian_Pinv(.5 + level / 2), z2 = z * z / n, p = x / n;
    const double middle = (p + z2 / 2) / (1 + z2);
    const double half = z / (1 + z2) * sqrt(p * (1 - p) / n + z2 / (4 * n));
    return (bp_share_limits){ .lo = x > 0 ? middle - half : 0,
                              .hi = x < n ? middle + half : 1 };
}

bp_share_limits bp_interval_logit(double share, const bp_share_error *e, double level)
{
    const double spread = share * (1 - share);
    if (!(e->df > 0) || !(spread > 0))
        return unknown;
    const double middle = log(share / (1 - share));
    const double half = bp_interval_t(level, e->df) * e->se / spread;
    return (bp_share_limits){ .lo = 1 / (1 + exp(half - middle)),
                              .hi = 1 / (1 + exp(-half - middle)) };
}

bp_share_limits bp_interval_placed(double share, double n_eff, double df, double level)
{
    bp_share_limits l = unknown;
    if (!(n_eff > 0) || !(df > 0))
        return l;
    const double half = bp_interval_t(level, df) * sqrt(share * (1 - share) / n_eff);
    if (share - half >= 0)
        l = (bp_share_limits){ .lo = share - half, .hi_state = BP_NOT_ESTIMABLE };
    if (share + half <= 1) {
        l.hi = share + half;
        l.hi_state = BP_SHOWN;
    }
    return l;
}
