/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecomposite.c - the composite of a job's sources at a level.
 *
 * Both forms are needed for every job, whichever is asked for: how far they are apart is
 * said. */
#include <stdlib.h>

#include "pricing/priceowned.h"

static bp_price average(const bp_priced_source source[], size_t n, size_t k, bool filled)
{
    bp_sum sum = { { 0 } }, weights = { { 0 } };
    for (size_t i = 0; i < n; i++) {
        if (!source[i].line.found || !bp_price_known(&source[i].p[k]) ||
            (!filled && source[i].p[k].state == BP_PRICE_FILLED))
            continue;
        bp_sum_add(&sum, source[i].omega * source[i].p[k].value);
        bp_sum_add(&weights, source[i].omega);
    }
    const double all = bp_sum_value(&weights);
    return all > 0 ? (bp_price){ BP_PRICE_SHOWN, 0, bp_sum_value(&sum) / all }
                   : (bp_price){ BP_PRICE_NOT_ESTIMABLE, 0, 0 };
}

bp_price bp_price_average(const bp_priced_source source[], size_t n, size_t k)
{
    return average(source, n, k, true);
}

bp_price bp_price_dropped(const bp_priced_source source[], size_t n, size_t k)
{
    return average(source, n, k, false);
}

#define SOURCES_FEW 32 /* more take memory of their own */

bp_price bp_price_mixture(const bp_priced_source source[], size_t n, double p)
{
    bp_composite_source few[SOURCES_FEW], *all = few;
    bp_price price = { BP_PRICE_NOT_ESTIMABLE, 0, 0 };
    bool extrapolated = false;
    if (n > SOURCES_FEW && (all = bp_alloc(0, n, sizeof *all)) == NULL)
        return price;
    for (size_t i = 0; i < n; i++)
        all[i] = source[i].mixture;
    if (bp_composite_mixture(&price.value, &extrapolated, all, n, p))
        price.state = extrapolated ? BP_PRICE_EXTRAPOLATED : BP_PRICE_SHOWN;
    if (all != few)
        free(all);
    return price;
}

bool bp_price_at(double *out, const bp_price p[], const bp_level level[], size_t n_levels,
                 bp_level at)
{
    bp_composite_knot knot[BP_LEVELS_MAX];
    size_t n = 0;
    for (size_t k = 0; k < n_levels; k++) {
        if (!bp_price_known(&p[k]) || !(p[k].value > 0))
            continue;
        if (bp_level_compare(level[k], at) == 0) {
            *out = p[k].value;
            return true;
        }
        knot[n++] = (bp_composite_knot){ bp_level_share(level[k]), p[k].value };
    }
    return bp_composite_between(out, knot, n, bp_level_share(at));
}
