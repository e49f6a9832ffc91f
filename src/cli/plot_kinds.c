/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "analysis/ecdf.h"
#include "cli/offering.h"
#include "cli/plot.h"
#include "compose/chart.h"
#include "report/build.h"

#define TILES_MOST 10000

/* The levels that boxes and lines are made of. */
static const bp_level drawn[BP_CHART_LEVELS] = {
    { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 }
};

static bp_method method_of(const bp_request *r)
{
    return (bp_method){ drawn, BP_CHART_LEVELS, r->method.qtype, r->method.sort };
}

static bp_status distribution(bp_report *report, const bp_request *r,
                              const bp_survey *survey, bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_distribution *d = NULL;
    bp_status status = bp_distribution_new(&d, survey, 0, r->method.qtype, err);
    if (status == BP_OK)
        bp_slot_distribution(report, &context, r->title, d);
    bp_distribution_free(d);
    return status;
}

static bp_status ecdf(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    const bp_method method = method_of(r);
    const char *const any[BP_KEYS_MAX] = { NULL };
    bp_market *m = NULL;
    bp_curve curve = { 0 };
    bp_status status = bp_market_of_records(&m, survey, 0, any, &method, err);
    if (status == BP_OK)
        status = bp_ecdf_find(&curve, m, err);
    if (status == BP_OK)
        bp_slot_ecdf(report, &context, r->title, m, &curve);
    bp_curve_release(&curve);
    bp_market_free(m);
    return status;
}

static bp_status offer(bp_report *report, const bp_request *r, const bp_survey *survey,
                       bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_offering *o = NULL;
    bp_curve curve = { 0 };
    bp_status status = bp_offering_new(&o, r, survey, err);
    if (status == BP_OK && !o->listed)
        status = bp_ecdf_find(&curve, o->offer[0].market[0], err);
    if (status == BP_OK && o->listed)
        bp_slot_offers(report, &context, r->title, o);
    else if (status == BP_OK)
        bp_slot_offer(report, &context, r->title, o, &curve);
    bp_curve_release(&curve);
    bp_offering_free(o);
    return status;
}

/* The table of the survey's groups, which has passed the gate. */
static bp_status groups_of(bp_percentiles **out, const bp_request *r,
                           const bp_survey *survey, bp_err *err)
{
    const bp_method method = method_of(r);
    size_t key[BP_KEYS_MAX];
    for (size_t i = 0; i < bp_survey_keys(survey); i++)
        key[i] = i;
    bp_status status =
        bp_percentiles_new(out, survey, 0, key, bp_survey_keys(survey), &method, err);
    return status == BP_OK ? bp_gate_pass(out, 1, r->rules, err) : status;
}

static bp_status groups(bp_report *report, const bp_request *r, const bp_survey *survey,
                        bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_percentiles *p = NULL;
    bp_status status = groups_of(&p, r, survey, err);
    if (status == BP_OK)
        bp_slot_groups(report, &context, r->title, r->plot, bp_plot_names[r->plot], p);
    bp_percentiles_free(p);
    return status;
}

static bp_status tiers(bp_report *report, const bp_request *r, const bp_survey *survey,
                       bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_percentiles *p = NULL;
    bp_tiers *t = NULL;
    bp_densities *densities = NULL;
    bp_status status = groups_of(&p, r, survey, err);
    if (status == BP_OK)
        status = bp_answer_tiers(&t, p, r, survey, err);
    if (status == BP_OK)
        status = bp_densities_new(&densities, survey, 0, p, r->method.qtype, err);
    if (status == BP_OK)
        bp_slot_tiers(report, &context, r->title, p, densities);
    bp_densities_free(densities);
    bp_tiers_free(t);
    bp_percentiles_free(p);
    return status;
}

/* Tables by either key, in the order of tiers where it has them, and by both. */
static bp_status tables(bp_percentiles *table[3], const bp_request *r,
                        const bp_survey *survey, bp_err *err)
{
    static const size_t keys[3][2] = { { 0 }, { 1 }, { 0, 1 } };
    const bp_method method = method_of(r);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < 3; i++) {
        bp_tiers *t = NULL;
        status = bp_percentiles_new(&table[i], survey, 0, keys[i], i < 2 ? 1 : 2, &method,
                                    err);
        if (status == BP_OK && i < 2 && strcmp(table[i]->key[0], "tier") == 0)
            status = bp_answer_tiers(&t, table[i], r, survey, err);
        bp_tiers_free(t);
    }
    return status == BP_OK ? bp_gate_pass(table, 3, r->rules, err) : status;
}

static bp_status heatmap(bp_report *report, const bp_request *r, const bp_survey *survey,
                         bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_percentiles *table[3] = { NULL };
    bp_status status = tables(table, r, survey, err);
    if (status == BP_OK && table[0]->n_groups * table[1]->n_groups > TILES_MOST)
        status = bp_fail(err, NULL, BP_EDATA,
                         "%zu by %zu groups make no heatmap; choose columns with fewer "
                         "values",
                         table[0]->n_groups - 1, table[1]->n_groups - 1);
    if (status == BP_OK)
        bp_slot_heatmap(report, &context, r->title,
                        &(bp_tier_grid){ table[0], table[1], table[2] });
    for (size_t i = 0; i < 3; i++)
        bp_percentiles_free(table[i]);
    return status;
}

static bp_status growth(bp_report *report, const bp_request *r, const bp_survey *survey,
                        bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_observed *observed = NULL;
    bp_growth *g = NULL;
    bp_fan *fan = NULL;
    bp_status status = bp_answer_growth(&observed, &g, r, survey, err);
    if (status == BP_OK)
        status = bp_fan_new(&fan, g, err);
    if (status == BP_OK)
        bp_slot_growth(report, &context, r->title, g, fan);
    bp_fan_free(fan);
    bp_growth_free(g);
    bp_observed_free(observed);
    return status;
}

const char *const bp_plot_names[] = {
    [BP_CHART_DISTRIBUTION] = "distribution",
    [BP_CHART_ECDF] = "ecdf",
    [BP_CHART_OFFER] = "offer",
    [BP_CHART_BOX] = "box",
    [BP_CHART_PERCENTILES] = "percentiles",
    [BP_CHART_TIERS] = "tiers",
    [BP_CHART_OFFERS] = "offers",
    [BP_CHART_GROWTH] = "growth",
    [BP_CHART_HEATMAP] = "heatmap",
    NULL,
};

const bp_plot_kind bp_plot_kinds[] = {
    [BP_CHART_DISTRIBUTION] = { 0, distribution },
    [BP_CHART_ECDF] = { 0, ecdf },
    [BP_CHART_OFFER] = { BP_PLOT_OFFER, offer },
    [BP_CHART_BOX] = { BP_PLOT_GROUPS, groups },
    [BP_CHART_PERCENTILES] = { BP_PLOT_GROUPS, groups },
    [BP_CHART_TIERS] = { BP_PLOT_GROUPS | BP_PLOT_TIERS, tiers },
    [BP_CHART_OFFERS] = { BP_PLOT_OFFERS, offer },
    [BP_CHART_GROWTH] = { BP_PLOT_GROWTH, growth },
    [BP_CHART_HEATMAP] = { BP_PLOT_GROUPS | BP_PLOT_TILES, heatmap },
};
