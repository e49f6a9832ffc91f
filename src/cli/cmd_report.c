/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_report.c - `benchpay report`: the whole benchmark, with its charts.
 *
 * A chart that cannot be drawn costs the report nothing but a warning, unless charts are
 * required. */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/pictures.h"
#include "cli/run.h"
#include "cli/target.h"
#include "report/build.h"

/* Are there outputs that show pictures, or are they required? */
static bool draws(const bp_request *r)
{
    return r->charts == BP_ALWAYS ||
           (r->charts == BP_AUTO &&
            (bp_target_any(r, BP_FORMAT_HTML) || bp_pictures_asked(r)));
}

static const char *why_missing(bp_report *report)
{
    bp_chart *chart;
    for (size_t i = 0; (chart = bp_report_chart(report, i)) != NULL; i++)
        if (chart->picture == NULL && chart->missing != NULL)
            return chart->missing;
    return "it could not be drawn";
}

/* Draws once for all outputs: pictures do not depend on the format. */
static bp_status write(bp_run *run, bp_report *report, bp_err *err)
{
    const bp_request *r = run->request;
    size_t failed = 0;
    bp_status status = BP_OK;
    bp_chart_options look = r->chart;
    look.narrow = bp_target_any(r, BP_FORMAT_HTML);
    if (look.narrow)
        look.dark = false; /* the page darkens them, and prints them light */
    if (draws(r))
        status = bp_charts_draw(report, &look, &failed, err);
    if (status == BP_OK && failed > 0 && r->charts == BP_ALWAYS)
        return bp_fail(err, NULL, BP_ECHART, "no chart: %s", why_missing(report));
    if (status == BP_OK)
        status = bp_write_report(run, report, err);
    if (status == BP_OK && draws(r))
        bp_pictures_tell(r);
    if (status == BP_OK && failed > 0 && !r->quiet) {
        bp_err warning;
        bp_fail(&warning, NULL, BP_ECHART, "the report has no chart: %s",
                why_missing(report));
        bp_console_tell(warning.text);
    }
    return status;
}

/* Programs want all figures. */
static bp_status check_brief(const bp_request *r, bp_err *err)
{
    static const bp_format none[] = { BP_FORMAT_CSV, BP_FORMAT_JSON };
    for (size_t i = 0; r->brief && i < sizeof none / sizeof none[0]; i++)
        if (bp_target_any(r, none[i]))
            return bp_fail(err, NULL, BP_EUSAGE,
                           "--brief has no %s; leave it out for all figures",
                           bp_format_name(none[i]));
    return BP_OK;
}

bp_status bp_cmd_report(const bp_request *r, bp_err *err)
{
    bp_status status = check_brief(r, err);
    if (status != BP_OK)
        return status;
    bp_question q = bp_request_question(r, BP_ASK_REPORT);
    q.charts = r->charts == BP_NEVER ? BP_CHARTS_NONE
               : draws(r)            ? BP_CHARTS_ALL
                                     : BP_CHARTS_TEXT;
    q.brief = r->brief;
    return bp_run_question(r, q, write, err);
}
