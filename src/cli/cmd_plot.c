#include <string.h>

#include "base/text.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "report/build.h"

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    bp_distribution *d = NULL;
    bp_status status = bp_distribution_new(&d, survey, 0, r->method.qtype, err);
    if (status == BP_OK)
        bp_compose_distribution(report, &context, d);
    bp_distribution_free(d);

    bp_chart *chart = bp_report_chart(report, 0);
    if (chart != NULL && r->note != NULL)
        chart->note = bp_report_line(report, "{}", (bp_value[]){ bp_value_text(r->note) }, 1);
    return status;
}

static bool picture_of(bp_picture *out, const char *path)
{
    /* In the order of bp_picture. */
    static const char *const extensions[] = { ".svg", ".png" };
    const char *point = strrchr(path, '.');
    for (size_t i = 0; point != NULL && i < sizeof extensions / sizeof extensions[0]; i++) {
        if (bp_text_same(bp_text_of(point), bp_text_of(extensions[i]))) {
            *out = (bp_picture)i;
            return true;
        }
    }
    return false;
}

static bp_status put(bp_outset *out, bp_request *r, bp_report *report, bp_err *err)
{
    bp_chart *chart = bp_report_chart(report, 0);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++) {
        picture_of(&r->chart.picture, r->output.at[i]);
        status = bp_chart_draw(chart, &r->chart, err);
        if (status == BP_OK)
            status = bp_outset_add(out, r->output.at[i],
                                   (bp_text){ chart->picture, chart->picture_size }, err);
    }
    return status;
}

bp_status bp_cmd_plot(bp_request *r, bp_err *err)
{
    for (size_t i = 0; i < r->output.n; i++) {
        bp_picture picture;
        if (!picture_of(&picture, r->output.at[i]))
            return bp_fail(err, &(bp_loc){ .file = r->output.at[i] }, BP_EUSAGE,
                           "a chart goes into a file named .svg or .png");
    }
    return bp_answer(r, "plot", fill, put, err);
}
