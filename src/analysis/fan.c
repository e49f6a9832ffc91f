/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fan.c - how far the years to come may be from their path.
 *
 * The narrower intervals are those of the same trend at other levels: it is fitted again,
 * as a fit of some years takes no time. */
#include "analysis/fan.h"

#include <stdlib.h>

#include "base/mem.h"

void bp_fan_free(bp_fan *f)
{
    if (f == NULL)
        return;
    free(f->at);
    free(f);
}

static bp_status fit_bands(bp_fan *f, const bp_growth *g, bp_err *err)
{
    bp_year_pay *point = bp_alloc(0, g->observed->n, sizeof *point);
    if (point == NULL)
        return bp_no_memory(err, "the bands");
    const size_t n = bp_observed_points(g->observed, g->plan->min_people, point);
    bp_status status = BP_OK;
    for (size_t b = 0; status == BP_OK && b < f->n_bands; b++) {
        bp_trend t;
        status = bp_trend_fit(&t, point, n, g->plan->weights, f->percent[b] / 100, err);
        for (size_t i = 0; status == BP_OK && i < f->n; i++)
            f->at[b * f->n + i] = bp_trend_at(&t, g->point[i].year, g->plan->anchor);
    }
    free(point);
    return status;
}

static void choose_bands(bp_fan *f, double level)
{
    static const double narrower[] = { 80, 50 };
    f->percent[f->n_bands++] = 100 * level;
    for (size_t i = 0; i < sizeof narrower / sizeof narrower[0]; i++)
        if (narrower[i] < f->percent[0])
            f->percent[f->n_bands++] = narrower[i];
}

bp_status bp_fan_new(bp_fan **out, const bp_growth *g, bp_err *err)
{
    bool limits = g->plan->source == BP_GROWTH_FITTED && bp_figure_bounded(&g->rate);
    bp_fan *f = bp_alloc(0, 1, sizeof *f);
    if (f != NULL) {
        f->n = limits ? g->n_points : 0;
        choose_bands(f, g->plan->level);
        f->at = bp_alloc(0, f->n_bands * f->n, sizeof *f->at);
    }
    if (f == NULL || f->at == NULL) {
        bp_fan_free(f);
        return bp_no_memory(err, "the bands");
    }
    bp_status status = f->n > 0 ? fit_bands(f, g, err) : BP_OK;
    if (status != BP_OK) {
        bp_fan_free(f);
        return status;
    }
    *out = f;
    return BP_OK;
}
