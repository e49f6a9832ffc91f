/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "cli/command.h"
#include "cli/offering.h"
#include "cli/plot.h"
#include "cli/target.h"
#include "report/build.h"

/* Options that this kind of chart would pass over. */
static bp_status check_options(const bp_request *r, unsigned uses, bp_err *err)
{
    const bp_offer_request *o = &r->offer;
    const bool single = o->amount != NULL || o->amount_file != NULL;
    const bool groups = (uses & BP_PLOT_GROUPS) != 0;
    const bool places = (uses & (BP_PLOT_OFFER | BP_PLOT_OFFERS)) != 0;
    const struct {
        bool wrong;
        const char *why;
    } check[] = {
        { single && !(uses & BP_PLOT_OFFER), "an offer is drawn by 'plot offer'" },
        { o->list != NULL && !(uses & BP_PLOT_OFFERS),
          "--offers is drawn by 'plot offers'" },
        { !single && (uses & BP_PLOT_OFFER), "say what is offered: --offer AMOUNT" },
        { o->list == NULL && (uses & BP_PLOT_OFFERS),
          "name the list of offers: --offers FILE" },
        { (o->published != NULL || o->row.n > 0) && !places,
          "--published and --row are about an offer" },
        { (r->asks_growth || r->says_growth) && !(uses & BP_PLOT_GROWTH),
          "growth is drawn by 'plot growth'" },
        { r->choice.n_by > 0 && !groups,
          "--by is for the kinds 'box', 'percentiles', 'tiers' and 'heatmap'" },
        { (r->tiers.list != NULL || r->choice.repair_bands) && !groups,
          "tiers are for the kinds 'box', 'percentiles', 'tiers' and 'heatmap'" },
        { r->choice.n_by != 2 && (uses & BP_PLOT_TILES),
          "a heatmap has two columns: --by ROWS,COLUMNS" },
    };
    for (size_t i = 0; i < sizeof check / sizeof check[0]; i++)
        if (check[i].wrong)
            return bp_fail(err, &(bp_loc){ .name = bp_plot_names[r->plot] }, BP_EUSAGE,
                           "%s", check[i].why);
    return BP_OK;
}

static bp_status choose(bp_request *r, unsigned uses, bp_err *err)
{
    bp_choice *c = &r->choice;
    if (uses & BP_PLOT_GROWTH) {
        c->year = BP_YEAR_EACH;
        c->series = true;
        r->growth.currency = c->currency;
    }
    c->experience = (uses & (BP_PLOT_TIERS | BP_PLOT_TILES)) != 0 && c->n_bands == 0;
    return (uses & BP_PLOT_TIERS) != 0 || c->n_bands > 0 ? bp_answer_add_tier(r, err)
                                                         : BP_OK;
}

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    bp_report_add_section(report, &(bp_section){ .name = "chart" });
    if (survey != NULL && bp_survey_mixed(survey))
        return bp_fail(err, NULL, BP_EDATA,
                       "pay is in several currencies; choose one with --currency");
    bp_status status = bp_plot_kinds[r->plot].fill(report, r, survey, err);
    bp_chart *chart = bp_report_chart(report, 0);
    if (chart != NULL && r->note != NULL)
        chart->note = bp_report_line(report, BP_SAY("{}"),
                                     (bp_value[]){ bp_value_text(r->note) }, 1);
    return status;
}

/* The sources of the first picture. */
static bp_status put_script(bp_outputs *out, bp_request *r, const bp_chart *chart,
                            bp_err *err)
{
    bp_chart_script script = { 0 };
    bp_status status = bp_target_picture(&r->chart.picture, r->output.at[0], err);
    if (status == BP_OK)
        status = bp_chart_script_make(&script, chart, &r->chart, err);
    for (size_t i = 0; status == BP_OK && i < BP_CHART_FILES; i++) {
        const bp_chart_file *f = &script.file[i];
        bp_str path = { 0 };
        bp_str_printf(&path, "%s/%s", r->script, f->name);
        status = path.failed
                     ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a path")
                     : bp_outputs_add(out, path.at, (bp_text){ f->bytes, f->n }, err);
        bp_str_release(&path);
    }
    bp_chart_script_release(&script);
    return status;
}

static bp_status put(bp_outputs *out, bp_request *r, bp_report *report, bp_err *err)
{
    bp_chart *chart = bp_report_chart(report, 0);
    bp_status status = r->script != NULL ? put_script(out, r, chart, err) : BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++) {
        status = bp_target_picture(&r->chart.picture, r->output.at[i], err);
        if (status == BP_OK)
            status = bp_chart_draw(chart, &r->chart, err);
        if (status == BP_OK)
            status =
                bp_outputs_add(out, r->output.at[i],
                               (bp_text){ chart->picture, chart->picture_size }, err);
    }
    return status;
}

static bp_status plot_offers(bp_request *r, bp_err *err)
{
    bp_offer_input in = { .list = NULL };
    bp_status status = bp_offering_open(&in, r, err);
    if (status == BP_OK)
        status = bp_answer(r, "plot", fill, put, err);
    bp_offering_release(&in);
    return status;
}

bp_status bp_cmd_plot(bp_request *r, bp_err *err)
{
    const unsigned uses = bp_plot_kinds[r->plot].uses;
    bp_status status = check_options(r, uses, err);
    if (status == BP_OK)
        status = choose(r, uses, err);
    if (status != BP_OK)
        return status;
    return uses & (BP_PLOT_OFFER | BP_PLOT_OFFERS) ? plot_offers(r, err)
                                                   : bp_answer(r, "plot", fill, put, err);
}
