/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/console.h"
#include "cli/excluded.h"
#include "cli/hints.h"
#include "cli/pictures.h"
#include "cli/progress.h"
#include "cli/target.h"
#include "ingest/reader.h"
#include "report/build.h"

/* So many messages, then a count. */
#define MESSAGES_MAX 20

bp_context bp_answer_context(const bp_request *r, const bp_survey *survey)
{
    return (bp_context){
        .survey = survey,
        .method = &r->method,
        .rules = r->rules,
        .request = r->said.at,
        .n_request = r->said.n,
        .title = r->title,
    };
}

/* What lies beyond the fences is known once all rows were seen: they are read
 * again. */
static bp_status read_within_fences(bp_survey **out, bp_reader *reader, bp_err *err)
{
    bp_survey *all = NULL;
    bp_fences *fences = NULL;
    bp_status status = bp_reader_read(reader, NULL, &all, err);
    if (status == BP_OK)
        status = bp_fences_new(&fences, all, err);
    if (status == BP_OK)
        status = bp_reader_read(reader, fences, out, err);
    bp_fences_free(fences);
    bp_survey_free(all);
    return status;
}

bp_status bp_answer_read(bp_survey **out, bp_request *r, bp_err *err)
{
    const bool drop = r->choice.outliers == BP_OUTLIERS_DROP;
    bp_reader *reader = NULL;
    bp_progress progress;
    bp_progress_start(&progress, r);
    bp_status status = bp_reader_open(&reader, &r->reading, &r->choice, drop, err);
    if (status == BP_OK)
        status = drop ? read_within_fences(out, reader, err)
                      : bp_reader_read(reader, NULL, out, err);
    bp_reader_free(reader);
    bp_progress_end(&progress);
    return status;
}

bp_status bp_answer_quality(bp_warnings **out, const bp_request *r,
                            const bp_survey *survey, bp_err *err)
{
    bp_warnings *q = NULL;
    bp_status status = bp_warnings_new(&q, survey, err);
    if (status != BP_OK)
        return status;

    size_t kept = 0;
    for (size_t i = 0; i < q->n; i++)
        if (r->choice.outliers == BP_OUTLIERS_FLAG ||
            q->warning[i].kind != BP_WARN_OUTLIERS)
            q->warning[kept++] = q->warning[i];
    q->n = kept;
    *out = q;
    return BP_OK;
}

bp_status bp_answer_strict(const bp_request *r, const bp_warnings *q, bp_err *err)
{
    for (size_t i = 0; r->reading.strict && i < q->n; i++) {
        const bp_warning *w = &q->warning[i];
        const bp_loc at = { .file = w->file, .line = w->line[0] };
        if (w->kind == BP_WARN_CONFLICT)
            return bp_fail(err, &at, BP_EDATA,
                           "the same organization, person and date stand in another row "
                           "with different pay");
    }
    return BP_OK;
}

static bp_status check_series(const bp_observed *o, const bp_request *r, bp_err *err)
{
    const bp_loc at = { .file = r->file.at[0] };
    if (o->twice == 0)
        return BP_OK;
    return bp_fail(err, &at, BP_EDATA,
                   "year %d stands twice in a series of one figure a year", o->twice);
}

bp_status bp_answer_growth(bp_observed **observed, bp_growth **growth,
                           const bp_request *r, const bp_survey *survey, bp_err *err)
{
    bp_observed *o = NULL;
    bp_status status = BP_OK;
    if (survey != NULL)
        status = bp_observed_new(&o, survey, r->matching, r->method.qtype, err);
    if (status == BP_OK && o != NULL)
        status = check_series(o, r, err);
    if (status == BP_OK)
        status = bp_growth_new(growth, &r->growth, o, err);
    if (status == BP_OK)
        *observed = o;
    else
        bp_observed_free(o);
    return status;
}

static bp_status check_standard(const bp_request *r, bp_err *err)
{
    bp_format format = r->format;
    bp_status status = bp_target_format(&format, r, "-", err);
    if (status == BP_OK && format == BP_FORMAT_XLSX && bp_console_is_terminal())
        return bp_fail(err, NULL, BP_EUSAGE,
                       "refusing to write xlsx to a terminal: use -o FILE");
    return status == BP_OK ? bp_console_output(r->no_output, err) : status;
}

bp_status bp_answer_target(const bp_outputs *o, const bp_request *r, const char *path,
                           bp_err *err)
{
    if (strcmp(path, "-") == 0)
        return check_standard(r, err);
    const char *const more[] = { r->offer.amount_file, r->offer.list, r->offer.published,
                                 r->choice.rates };
    bp_status status = bp_outputs_check(o, path, r->file.at, r->file.n, err);
    for (size_t i = 0; status == BP_OK && i < sizeof more / sizeof more[0]; i++)
        if (more[i] != NULL)
            status = bp_outputs_check(o, path, &more[i], 1, err);
    return status;
}

bp_status bp_answer_targets(bp_outputs **out, const bp_request *r, bp_err *err)
{
    bp_outputs *o = NULL;
    bp_status status = bp_outputs_new(&o, err);
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++)
        status = bp_answer_target(o, r, r->output.at[i], err);
    if (status == BP_OK && r->excluded != NULL)
        status = bp_answer_target(o, r, r->excluded, err);
    if (status != BP_OK) {
        bp_outputs_free(o);
        return status;
    }
    *out = o;
    return BP_OK;
}

static bp_look look_of(const bp_request *r, const char *path)
{
    const bool standard = strcmp(path, "-") == 0;
    const size_t terminal = standard ? bp_console_terminal() : 0;
    bp_look look;
    bp_look_init(&look);
    look.width = terminal > 0 ? terminal : bp_console_columns();
    look.ascii = r->ascii || !bp_console_utf8();
    look.color =
        r->color == BP_ALWAYS || (r->color == BP_AUTO && standard && bp_console_color());
    look.csv_guard = r->csv_guard;
    look.dark = r->chart.dark;
    look.charts = r->charts != BP_NEVER;
    look.hints = bp_hint_words;
    return look;
}

static bp_status render(bp_outputs *out, bp_request *r, bp_report *report,
                        const char *path, bp_err *err)
{
    bp_look look = look_of(r, path);
    bp_format format;
    char *bytes = NULL;
    size_t n = 0;
    bp_status status = bp_target_format(&format, r, path, err);
    if (status == BP_OK && format == BP_FORMAT_MD)
        status = bp_pictures_add(&look.pictures, out, r, report, path, err);
    if (status == BP_OK)
        status = bp_render(&bytes, &n, report, format, &look, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, path, (bp_text){ bytes, n }, err);
    free(bytes);
    return status;
}

bp_status bp_answer_render(bp_outputs *out, bp_request *r, bp_report *report, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++)
        status = render(out, r, report, r->output.at[i], err);
    return status;
}

bool bp_answer_writes(const bp_request *r, bp_format format)
{
    for (size_t i = 0; i < r->output.n; i++) {
        bp_format f;
        if (bp_target_format(&f, r, r->output.at[i], NULL) == BP_OK && f == format)
            return true;
    }
    return false;
}

/* What csv has no place for. */
static void tell_notes(const bp_report *report)
{
    char more[40];
    for (size_t i = 0; i < report->n_notes && i < MESSAGES_MAX; i++)
        bp_console_note(&report->note[i]);
    if (report->n_notes > MESSAGES_MAX) {
        snprintf(more, sizeof more, "%zu more notes", report->n_notes - MESSAGES_MAX);
        bp_console_tell(more);
    }
}

/* Everything behind the survey. */
static bp_status compose(bp_outputs *out, bp_request *r, const char *command,
                         const bp_survey *survey, bp_answer_fill *fill,
                         bp_answer_put *put, bp_err *err)
{
    bp_report *report = NULL;
    bp_status status = bp_report_new(&report, command, err);
    if (status == BP_OK)
        status = fill(report, r, survey, err);
    if (status == BP_OK)
        status = bp_report_done(report, err);
    if (status == BP_OK)
        status = put(out, r, report, err);
    if (status == BP_OK && r->excluded != NULL && survey != NULL)
        status = bp_excluded_put(out, r, survey, err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    if (status == BP_OK && !r->quiet && bp_answer_writes(r, BP_FORMAT_CSV))
        tell_notes(report);
    if (status == BP_OK && !report->usable)
        status = survey == NULL
                     ? BP_EDATA
                     : bp_fail(err, NULL, BP_EDATA, "the input cannot be used");
    bp_report_free(report);
    return status;
}

bp_status bp_answer(bp_request *r, const char *command, bp_answer_fill *fill,
                    bp_answer_put *put, bp_err *err)
{
    bp_outputs *out = NULL;
    bp_survey *survey = NULL;
    bp_status status = bp_answer_targets(&out, r, err);
    if (status == BP_OK && r->reading.n_files > 0)
        status = bp_answer_read(&survey, r, err);
    if (status == BP_OK || (status == BP_EDATA && r->answers))
        status = compose(out, r, command, survey, fill, put, err);
    bp_survey_free(survey);
    bp_outputs_free(out);
    if (status != BP_OK)
        bp_pictures_undo(r);
    return status;
}
