/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "analysis/ecdf.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/offering.h"
#include "cli/pictures.h"
#include "report/build.h"

/* Groups that a report shows where the file has them, each in its own table. */
static const char *const known[] = { "tier", "region", "size", "country" };

static void benchmark_release(bp_benchmark *b)
{
    for (size_t i = 0; i < b->n_total; i++)
        bp_percentiles_free(b->total[i]);
    for (size_t i = 0; i < b->n_by; i++)
        bp_percentiles_free(b->by[i]);
    bp_offering_free(b->offering);
    bp_tiers_free(b->tiers);
    bp_distribution_free(b->distribution);
    bp_densities_free(b->densities);
    bp_curve_release(&b->market);
    bp_fan_free(b->fan);
    bp_percentiles_free(b->tiles);
    bp_growth_free(b->growth);
    bp_observed_free(b->observed);
    bp_warnings_free(b->warnings);
}

/* Groups that only offers need have no section of their own. */
static bool was_asked(const bp_choice *c, const char *key)
{
    for (size_t i = 0; i < c->n_by; i++)
        if (strcmp(c->by[i], key) == 0)
            return true;
    return false;
}

static bp_status compute_tables(bp_benchmark *b, const bp_request *r,
                                const bp_survey *survey, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t e = 0; status == BP_OK && e < bp_survey_elements(survey); e++) {
        status = bp_percentiles_new(&b->total[e], survey, e, NULL, 0, &r->method, err);
        b->n_total += status == BP_OK;
    }
    for (size_t k = 0; status == BP_OK && k < bp_survey_keys(survey); k++) {
        if (!was_asked(&r->choice, bp_survey_key(survey, k)))
            continue;
        status = bp_percentiles_new(&b->by[b->n_by], survey, 0, &k, 1, &r->method, err);
        b->n_by += status == BP_OK;
        if (strcmp(bp_survey_key(survey, k), "tier") == 0)
            b->tier = b->n_by;
        if (strcmp(bp_survey_key(survey, k), "region") == 0)
            b->region = b->n_by;
    }
    if (status == BP_OK && b->tier > 0)
        status = bp_answer_tiers(&b->tiers, b->by[b->tier - 1], r, survey, err);
    return status;
}

/* A page has room for so many columns of tiles. */
#define TILES_MOST 6

/* The survey's key of that name, which is there. */
static size_t key_of(const bp_survey *s, const char *name)
{
    size_t k = 0;
    while (strcmp(bp_survey_key(s, k), name) != 0)
        k++;
    return k;
}

/* By tier and region, where both tell something. */
static bp_status compute_tiles(bp_benchmark *b, const bp_request *r,
                               const bp_survey *survey, bp_err *err)
{
    if (b->tier == 0 || b->region == 0)
        return BP_OK;
    const size_t rows = b->by[b->tier - 1]->n_groups - 1;
    const size_t columns = b->by[b->region - 1]->n_groups - 1;
    if (rows < 2 || columns < 2 || columns > TILES_MOST)
        return BP_OK;
    const size_t key[] = { key_of(survey, "tier"), key_of(survey, "region") };
    return bp_percentiles_new(&b->tiles, survey, 0, key, 2, &r->method, err);
}

/* Curves, which only pictures show. */
static bp_status compute_curves(bp_benchmark *b, const bp_request *r,
                                const bp_survey *survey, bp_err *err)
{
    bp_status status = BP_OK;
    if (b->tier > 0)
        status = bp_densities_new(&b->densities, survey, 0, b->by[b->tier - 1],
                                  r->method.qtype, err);
    if (status == BP_OK && b->growth != NULL && b->observed != NULL)
        status = bp_fan_new(&b->fan, b->growth, err);
    if (status == BP_OK && b->offering != NULL && !b->offering->listed)
        status = bp_ecdf_find(&b->market, b->offering->offer[0].market[0], err);
    return status;
}

/* All tables pass the gate together: one could tell what another withholds. */
static bp_status pass_gate(bp_benchmark *b, bp_rules rules, bp_err *err)
{
    bp_percentiles *all[BP_ELEMENTS_MAX + BP_KEYS_MAX + 1];
    size_t n = 0;
    for (size_t i = 0; i < b->n_total; i++)
        all[n++] = b->total[i];
    for (size_t i = 0; i < b->n_by; i++)
        all[n++] = b->by[i];
    if (b->tiles != NULL)
        all[n++] = b->tiles;
    return bp_gate_pass(all, n, rules, err);
}

/* Nobody asked for growth: a report goes without it where the years do not give any. */
static bp_status add_growth(bp_benchmark *b, const bp_request *r, const bp_survey *survey,
                            bp_err *err)
{
    if (!r->asks_growth && bp_survey_mixed(survey))
        return BP_OK;
    bp_status status = bp_answer_growth(&b->observed, &b->growth, r, survey, err);
    return status == BP_EDATA && !r->asks_growth ? BP_OK : status;
}

static bool draws(const bp_request *r)
{
    return r->charts == BP_ALWAYS ||
           (r->charts == BP_AUTO &&
            (bp_answer_writes(r, BP_FORMAT_HTML) || bp_pictures_asked(r)));
}

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    bp_context context = bp_answer_context(r, survey);
    context.charts = draws(r);
    bp_benchmark b = { .n_total = 0 };
    bp_status status = compute_tables(&b, r, survey, err);
    if (status == BP_OK)
        status = compute_tiles(&b, r, survey, err);
    if (status == BP_OK)
        status = pass_gate(&b, r->rules, err);
    if (status == BP_OK && r->charts != BP_NEVER)
        status = bp_distribution_new(&b.distribution, survey, 0, r->method.qtype, err);
    if (status == BP_OK)
        status = bp_answer_quality(&b.warnings, r, survey, err);
    if (status == BP_OK)
        status = bp_answer_strict(r, b.warnings, err);
    if (status == BP_OK && r->offered != NULL)
        status = bp_offering_new(&b.offering, r, survey, err);
    if (status == BP_OK && b.tier > 0)
        bp_tiers_compare(b.tiers, b.by[b.tier - 1]);
    bp_range_points points = bp_answer_points(r);
    if (points.currency == NULL)
        points.currency = bp_survey_currency(survey);
    b.range = r->tiers.has_range ? &points : NULL;
    if (status == BP_OK)
        status = add_growth(&b, r, survey, err);
    if (status == BP_OK && context.charts)
        status = compute_curves(&b, r, survey, err);
    if (status == BP_OK)
        bp_compose_report(report, &context, &b);
    benchmark_release(&b);
    return status;
}

static const char *why_missing(bp_report *report)
{
    bp_chart *chart;
    for (size_t i = 0; (chart = bp_report_chart(report, i)) != NULL; i++)
        if (chart->picture == NULL && chart->missing != NULL)
            return chart->missing;
    return "it could not be drawn";
}

static bp_status put(bp_outputs *out, bp_request *r, bp_report *report, bp_err *err)
{
    size_t failed = 0;
    bp_status status = BP_OK;
    bp_chart_options look = r->chart;
    if (bp_answer_writes(r, BP_FORMAT_HTML))
        look.dark = false; /* the page darkens them, and prints them light */
    if (draws(r))
        status = bp_charts_draw(report, &look, &failed, err);
    if (status == BP_OK && failed > 0 && r->charts == BP_ALWAYS)
        return bp_fail(err, NULL, BP_ECHART, "no chart: %s", why_missing(report));
    if (status == BP_OK)
        status = bp_answer_render(out, r, report, err);
    if (status == BP_OK && failed > 0 && !r->quiet) {
        bp_fail(err, NULL, BP_ECHART, "the report has no chart: %s", why_missing(report));
        bp_console_tell(err->text);
    }
    return status;
}

static bp_status report_with_offers(bp_request *r, bp_err *err)
{
    bp_offer_input in = { .list = NULL };
    bp_status status = bp_offering_open(&in, r, err);
    if (status == BP_OK && r->reading.n_files == 0)
        status = bp_fail(err, &(bp_loc){ .file = r->file.at[0] }, BP_EDATA,
                         "this is a published table; a report needs records, 'benchpay "
                         "offer' holds an offer against it");
    if (status == BP_OK)
        status = bp_answer(r, "report", fill, put, err);
    bp_offering_release(&in);
    return status;
}

bp_status bp_cmd_report(bp_request *r, bp_err *err)
{
    bp_choice *c = &r->choice;
    r->reading.keep_records = true;
    r->reading.digest = true;
    c->every_element = true;
    c->main_currency = true;
    c->experience = c->n_bands == 0;
    if (c->n_by == 0) {
        c->by = known;
        c->n_by = sizeof known / sizeof known[0];
        c->by_known = true;
    }
    bp_status status = c->n_bands > 0 ? bp_answer_add_tier(r, err) : BP_OK;
    if (status != BP_OK)
        return status;
    if (bp_offering_asked(r))
        return report_with_offers(r, err);
    return r->offer.published == NULL && r->offer.row.n == 0
               ? bp_answer(r, "report", fill, put, err)
               : bp_fail(err, NULL, BP_EUSAGE,
                         "--published and --row are about an offer; give --offer AMOUNT");
}
