/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask.c - the pay at a percentile of a market, shown or not.
 *
 * Who asks for a level that the market does not show gets what its shown ones say, by the
 * same lognormal that places amounts between them: so an amount asked for at P60 is
 * placed at P60, and tells no more than the table does. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "analysis/market.h"

/* The nearest shown figures on either side. */
typedef struct around {
    bp_level below, above;
    double low, high; /* 0: there is none */
} around;

static void look_at(around *a, bp_level own, bp_figure f, bp_level level)
{
    const int side = bp_level_compare(own, level);
    if (f.state != BP_SHOWN || !(f.value > 0) || own.num == 0 || own.num == own.den)
        return; /* no lognormal has an end */
    if (side <= 0 && (a->low <= 0 || bp_level_compare(own, a->below) > 0)) {
        a->below = own;
        a->low = f.value;
    }
    if (side >= 0 && (a->high <= 0 || bp_level_compare(own, a->above) < 0)) {
        a->above = own;
        a->high = f.value;
    }
}

bp_figure bp_market_at(const bp_market *m, bp_level level)
{
    around a = { .low = 0 };
    if (m->withheld != 0)
        return bp_figure_without(BP_WITHHELD, m->withheld);
    for (size_t i = 0; i < m->n_rungs; i++)
        look_at(&a, m->rung[i].level, m->rung[i].value, level);
    for (uint32_t i = 0; i < 3; i++)
        look_at(&a, (bp_level){ i + 1, 4 }, m->quartile[i], level);
    if (a.low <= 0 || a.high <= 0)
        return bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    if (bp_level_compare(a.below, a.above) == 0)
        return bp_figure_of(a.low);
    const double z = gsl_cdf_ugaussian_Pinv(bp_level_share(level));
    const double low = gsl_cdf_ugaussian_Pinv(bp_level_share(a.below));
    const double high = gsl_cdf_ugaussian_Pinv(bp_level_share(a.above));
    return bp_figure_of(a.low * pow(a.high / a.low, (z - low) / (high - low)));
}
