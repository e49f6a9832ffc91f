/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawn.c - a report with its charts.
 *
 * A chart that cannot be drawn costs the report nothing but a warning, unless charts are
 * required. */
#include "cli/drawn.h"

#include "cli/console.h"
#include "cli/pictures.h"
#include "cli/target.h"
#include "report/build.h"

/* Are there outputs that show pictures, or are they required? */
static bool draws(const bp_request *r)
{
    return r->charts == BP_ALWAYS ||
           (r->charts == BP_AUTO &&
            (bp_target_any(r, BP_FORMAT_HTML) || bp_pictures_asked(r)));
}

bp_chart_parts bp_drawn_parts(const bp_request *r)
{
    return r->charts == BP_NEVER ? BP_CHARTS_NONE
           : draws(r)            ? BP_CHARTS_ALL
                                 : BP_CHARTS_TEXT;
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
bp_status bp_write_drawn(bp_run *run, bp_report *report, bp_err *err)
{
    const bp_request *r = run->request;
    size_t failed = 0;
    bp_status status = BP_OK;
    bp_chart_options look = r->chart;
    look.narrow = bp_target_any(r, BP_FORMAT_HTML);
    if (look.narrow)
        look.dark = false; /* the page darkens them, and prints them light */
    look.plotters = run->plotters;
    if (draws(r))
        status = bp_charts_draw(report, &look, &failed, err);
    bp_plotters_stop(run->plotters);
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
