#include "base/str.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/target.h"
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
        chart->note =
            bp_report_line(report, "{}", (bp_value[]){ bp_value_text(r->note) }, 1);
    return status;
}

/* The sources of the first picture. */
static bp_status put_script(bp_outset *out, bp_request *r, const bp_chart *chart,
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
                     : bp_outset_add(out, path.at, (bp_text){ f->bytes, f->n }, err);
        bp_str_release(&path);
    }
    bp_chart_script_release(&script);
    return status;
}

static bp_status put(bp_outset *out, bp_request *r, bp_report *report, bp_err *err)
{
    bp_chart *chart = bp_report_chart(report, 0);
    bp_status status = r->script != NULL ? put_script(out, r, chart, err) : BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++) {
        status = bp_target_picture(&r->chart.picture, r->output.at[i], err);
        if (status == BP_OK)
            status = bp_chart_draw(chart, &r->chart, err);
        if (status == BP_OK)
            status = bp_outset_add(out, r->output.at[i],
                                   (bp_text){ chart->picture, chart->picture_size }, err);
    }
    return status;
}

bp_status bp_cmd_plot(bp_request *r, bp_err *err)
{
    return bp_answer(r, "plot", fill, put, err);
}
