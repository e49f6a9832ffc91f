/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_plot.c - `benchpay plot`: one chart, and with --script what gnuplot draws it from.
 */
#include "base/str.h"
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/make.h"
#include "cli/options.h"
#include "cli/pictures.h"
#include "cli/plot.h"
#include "cli/target.h"
#include "report/build.h"

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
    [BP_CHART_PAYLINE] = "payline",
    [BP_CHART_GAPS] = "gaps",
    [BP_CHART_BANDS] = "bands",
    [BP_CHART_STRUCTURE] = "structure",
    [BP_CHART_CHANGE] = "change",
    [BP_CHART_SOURCES] = "sources",
    [BP_CHART_ZONES] = "zones",
    NULL,
};

static bool has_groups(bp_chart_kind kind)
{
    return kind == BP_CHART_BOX || kind == BP_CHART_PERCENTILES ||
           kind == BP_CHART_TIERS || kind == BP_CHART_HEATMAP;
}

static bool asks(const bp_request *r, const bp_option table[])
{
    return bp_option_asked(r, BP_IN_PLOT, &table, 1) != NULL;
}

/* Are percentiles drawn with their intervals? */
static bool has_limits(bp_chart_kind kind)
{
    return kind == BP_CHART_DISTRIBUTION || kind == BP_CHART_ECDF ||
           kind == BP_CHART_OFFER || (has_groups(kind) && kind != BP_CHART_HEATMAP);
}

static bool draws_samples(const bp_request *r)
{
    return r->method.ci.method == BP_CI_BOOTSTRAP || r->method.ci.method == BP_CI_BCA;
}

static bool of_equity(bp_chart_kind kind)
{
    return kind == BP_CHART_GAPS || kind == BP_CHART_BANDS;
}

/* What is wrong with a chart, and why; the first one counts. */
typedef struct fault {
    bool wrong;
    const char *why;
} fault;

static bp_status refuse_first(const fault list[], size_t n, bp_chart_kind kind,
                              bp_err *err)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].wrong)
            return bp_fail(err, &(bp_loc){ .name = bp_plot_names[kind] }, BP_EUSAGE, "%s",
                           list[i].why);
    return BP_OK;
}

/* Models have intervals of their own, and options that no other chart has. */
static bp_status check_models(const bp_request *r, bp_err *err)
{
    const bp_chart_kind kind = r->plot;
    const bool line = kind == BP_CHART_PAYLINE, gaps = of_equity(kind);
    const bool offers = r->amount != NULL || r->offers.amount_file != NULL;
    const bp_equity_question *e = &r->equity;
    const fault check[] = {
        { line && r->scope.n_on == 0, "say on what pay is drawn: --on COL, as beds" },
        { gaps && e->group == NULL, "say whose pay is compared: --group COL, as gender" },
        { !line && (r->scope.n_on > 0 || r->scope.n_at > 0 || r->scope.common_slope ||
                    r->scope.model != BP_MODEL_LOGLOG),
          "--on, --at, --model and --common-slope are for the kind 'payline'" },
        { !gaps && (e->group != NULL || e->reference != NULL || e->n_adjust > 0 ||
                    e->category != NULL),
          "--group, --reference, --adjust and --category are for the kinds 'gaps' and "
          "'bands'" },
        { kind != BP_CHART_GAPS && !line && r->se != BP_SE_AUTO,
          "--se is for the kinds 'payline' and 'gaps'" },
        { line && offers && r->scope.n_at != 1,
          "say at what scope the offer is: --at 350" },
        { line && !offers && r->scope.n_at > 0, "--at is where --offer is drawn" },
    };
    return refuse_first(check, sizeof check / sizeof check[0], kind, err);
}

/* Refuses options that this kind of chart would pass over. */
static bp_status check_options(const bp_request *r, bp_err *err)
{
    const bp_offer_question *o = &r->offers;
    const bp_chart_kind kind = r->plot;
    const bool single = r->amount != NULL || o->amount_file != NULL;
    const fault check[] = {
        { single && kind != BP_CHART_OFFER && kind != BP_CHART_PAYLINE,
          "an offer is drawn by 'plot offer', or 'plot payline'" },
        { o->list != NULL && kind != BP_CHART_OFFERS,
          "--offers is drawn by 'plot offers'" },
        { !single && kind == BP_CHART_OFFER, "say what is offered: --offer AMOUNT" },
        { o->list == NULL && kind == BP_CHART_OFFERS,
          "name the list of offers: --offers FILE" },
        { (o->published != NULL || r->row.n > 0) && kind != BP_CHART_OFFER &&
              kind != BP_CHART_OFFERS,
          "--published and --row are about an offer" },
        { kind == BP_CHART_SOURCES && r->growth.to > 0,
          "--to is the date of the prices here: 2027-01-01" },
        { (r->asks_growth || r->says_growth || (r->says_seed && !draws_samples(r))) &&
              kind != BP_CHART_GROWTH,
          "growth is drawn by 'plot growth'" },
        { (r->method.ci.method != BP_CI_AUTO || r->method.ci.population > 0) &&
              !has_limits(kind),
          "--ci-method and --population are for the kinds 'distribution', 'ecdf', 'box', "
          "'percentiles', 'tiers' and 'offer', which have intervals of percentiles" },
        { r->says_interval && (kind == BP_CHART_OFFERS || kind == BP_CHART_HEATMAP),
          "--ci is not for the kinds 'offers' and 'heatmap', which have no intervals" },
        { kind != BP_CHART_SOURCES && r->price.movements != NULL,
          "--movement is a rate here: 3.5%, or '2025: 3.5%, 2026: 4%'" },
        { kind != BP_CHART_SOURCES && asks(r, bp_options_price),
          "the sources of prices are drawn by 'plot sources'" },
        { kind != BP_CHART_SOURCES && r->price.to != 0,
          "--to is a year here: the date of prices is for the kind 'sources'" },
        { kind != BP_CHART_ZONES && asks(r, bp_options_staff),
          "people in their ranges are drawn by 'plot zones'" },
        { kind == BP_CHART_ZONES && r->staff.structure == NULL,
          "give the ranges: --structure FILE" },
        { (r->age.how.to != 0 || r->age.form_given) &&
              (kind == BP_CHART_STRUCTURE || kind == BP_CHART_CHANGE ||
               kind == BP_CHART_ZONES),
          "pay is aged in charts of one survey" },
        { r->age.how.to != 0 && kind == BP_CHART_SOURCES,
          "each survey of the manifest is aged to the date of the prices: --to" },
        { r->labels.note != NULL && (r->labels.source != NULL || r->labels.as_of != NULL),
          "--note takes the place of the source and the date: name them in it" },
        { (r->force || r->threshold != BP_THRESHOLD) && kind != BP_CHART_CHANGE,
          "--threshold and --force are for the kind 'change'" },
        { r->by.n > 0 && !has_groups(kind) && kind != BP_CHART_CHANGE &&
              kind != BP_CHART_ZONES && kind != BP_CHART_PAYLINE,
          "--by is for the kinds 'box', 'percentiles', 'tiers', 'heatmap', 'payline', "
          "'change' and 'zones'" },
        { (r->method.top > 0 || r->method.min_people > 0) && !has_groups(kind),
          "--top and --min-people are for the kinds 'box', 'percentiles', 'tiers' and "
          "'heatmap'" },
        { (r->tiers.list != NULL || r->choice.repair_bands) && !has_groups(kind),
          "tiers are for the kinds 'box', 'percentiles', 'tiers' and 'heatmap'" },
        { r->by.n != 2 && kind == BP_CHART_HEATMAP,
          "a heatmap has two columns: --by ROWS,COLUMNS" },
    };
    return refuse_first(check, sizeof check / sizeof check[0], kind, err);
}

/* Sources are drawn of what `price` answers and zones of what `compa` does: an option
 * that these lack says nothing here. */
static bp_status check_like(const bp_request *r, bp_err *err)
{
    const bool sources = r->plot == BP_CHART_SOURCES;
    const bp_option *o = NULL;
    if (sources || r->plot == BP_CHART_ZONES)
        o = bp_option_beyond(r, BP_IN_PLOT, sources ? BP_IN_PRICE : BP_IN_COMPA);
    return o == NULL ? BP_OK
                     : bp_fail(err, &(bp_loc){ .name = bp_plot_names[r->plot] },
                               BP_EUSAGE, "--%s is not for this kind: '%s' has none",
                               o->name, sources ? "price" : "compa");
}

static bp_status add_source(bp_run *run, const bp_chart_file *f, bp_err *err)
{
    bp_str path = { 0 };
    bp_str_printf(&path, "%s/%s", run->request->script, f->name);
    bp_status status = path.failed
                           ? bp_no_memory(err, "a path")
                           : bp_target_check(run->request, run->out, path.at, err);
    if (status == BP_OK)
        status = bp_outputs_add(run->out, path.at, (bp_text){ f->bytes, f->n }, err);
    bp_str_release(&path);
    return status;
}

/* The sources of the first picture. */
static bp_status write_script(bp_run *run, const bp_chart *chart, bp_err *err)
{
    bp_chart_options look = run->request->chart;
    bp_chart_script script = { 0 };
    bp_status status = bp_target_picture(&look.picture, run->request->output.at[0], err);
    if (status == BP_OK)
        status = bp_chart_script_make(&script, chart, &look, err);
    for (size_t i = 0; status == BP_OK && i < BP_CHART_FILES; i++)
        status = add_source(run, &script.file[i], err);
    bp_chart_script_release(&script);
    return status;
}

static bp_status write(bp_run *run, bp_report *report, bp_err *err)
{
    const bp_words *output = &run->request->output;
    bp_chart_options look = run->request->chart;
    look.plotters = run->plotters;
    bp_chart *chart = bp_report_chart(report, 0);
    bp_status status =
        run->request->script != NULL ? write_script(run, chart, err) : BP_OK;
    for (size_t i = 0; status == BP_OK && i < output->n; i++) {
        status = bp_target_picture(&look.picture, output->at[i], err);
        if (status == BP_OK)
            status = bp_chart_draw(chart, &look, err);
        if (status == BP_OK)
            status =
                bp_outputs_add(run->out, output->at[i],
                               (bp_text){ chart->picture, chart->picture_size }, err);
    }
    if (status == BP_OK)
        bp_pictures_tell(run->request);
    return status;
}

/* A structure is drawn as its file has it: what chooses among people says nothing. */
static bp_status check_structure(const bp_request *r, bp_err *err)
{
    const bp_loc at = { .name = "structure" };
    const bp_choice *c = &r->choice;
    if (r->file.n > 1)
        return bp_fail(err, &at, BP_EUSAGE, "one file at a time, not also '%s'",
                       r->file.at[1]);
    return c->pay != NULL || r->job.n > 0 || r->where.n > 0 || c->currency != NULL
               ? bp_fail(err, &at, BP_EUSAGE,
                         "a structure has no rows of people to choose from")
               : BP_OK;
}

static bp_status make_structure(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    bp_structure *s = NULL;
    bp_status status = bp_structure_read(&s, r->file.at[0], &r->reading, err);
    if (status == BP_OK)
        status =
            bp_report_of_structure_chart(out, s, r->labels.title, r->labels.note, err);
    bp_structure_free(s);
    return status;
}

bp_status bp_cmd_plot(const bp_request *r, bp_err *err)
{
    bp_status status = check_options(r, err);
    if (status == BP_OK)
        status = check_models(r, err);
    if (status == BP_OK)
        status = check_like(r, err);
    if (status == BP_OK && r->plot == BP_CHART_STRUCTURE)
        status = check_structure(r, err);
    if (status != BP_OK)
        return status;
    bp_question q = bp_request_question(r, BP_ASK_CHART);
    q.chart = r->plot;
    switch (r->plot) {
    case BP_CHART_STRUCTURE:
        return bp_run_chart(r, make_structure, write, err);
    case BP_CHART_CHANGE:
        return bp_run_chart(r, bp_make_change, write, err);
    case BP_CHART_SOURCES:
        return bp_run_chart(r, bp_make_prices, write, err);
    case BP_CHART_ZONES:
        return bp_run_chart(r, bp_make_places, write, err);
    default:
        return bp_run_question(r, q, write, err);
    }
}
