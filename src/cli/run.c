/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - a whole run: a question is asked, and its answer written.
 *
 * Outputs are looked at before any work is done, and appear once all of it is done, so
 * that a run that fails leaves every file as it was. */
#include "cli/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "answer/reading.h"
#include "benchpay/compose.h"
#include "cli/carry.h"
#include "cli/console.h"
#include "cli/excluded.h"
#include "cli/hints.h"
#include "cli/pictures.h"
#include "cli/progress.h"
#include "cli/propose.h"
#include "cli/target.h"

/* So many notes or warnings, then a count. */
#define NOTES_MAX 20
/* A report has about twice as many pictures as one draws in the time of its start. */
#define REPORT_PLOTTERS 2

/* ---- outputs ---- */

static bp_status check_standard(const bp_request *r, bp_err *err)
{
    bp_format format = r->format;
    bp_status status = bp_target_format(&format, r, "-", err);
    if (status == BP_OK && format == BP_FORMAT_XLSX && bp_console_is_terminal())
        return bp_fail(err, NULL, BP_EUSAGE,
                       "refusing to write xlsx to a terminal: use -o FILE");
    return status == BP_OK ? bp_console_output(r->no_output, err) : status;
}

bp_status bp_run_reads(const bp_run *run, const bp_request *read, bp_err *err)
{
    const bp_request *r = run->request;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++)
        status = bp_target_check(read, run->out, r->output.at[i], err);
    if (status == BP_OK && r->excluded != NULL)
        status = bp_target_check(read, run->out, r->excluded, err);
    return status == BP_OK && r->propose != NULL
               ? bp_target_check(read, run->out, r->propose, err)
               : status;
}

static bp_status check_outputs(const bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++)
        if (strcmp(r->output.at[i], "-") == 0)
            status = check_standard(r, err);
    return status == BP_OK ? bp_run_reads(run, r, err) : status;
}

/* ---- reports ---- */

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
    look.csv_scope = r->scope_column;
    look.threads = r->reading.threads;
    look.dark = r->chart.dark;
    look.charts = r->charts != BP_NEVER;
    look.hints = bp_hint_words;
    return look;
}

/* Adds a report to the outputs, or to what takes it instead. */
static bp_status put_bytes(bp_run *run, const char *path, bp_text bytes, bp_err *err)
{
    bp_str *into = run->request->into;
    if (into == NULL)
        return bp_outputs_add(run->out, path, bytes, err);
    bp_str_bytes(into, bytes.at, bytes.n);
    return into->failed ? bp_no_memory(err, "the report") : BP_OK;
}

static bp_status render(bp_run *run, bp_report *report, const char *path, bp_err *err)
{
    bp_look look = look_of(run->request, path);
    bp_format format;
    char *bytes = NULL;
    size_t n = 0;
    bp_status status = bp_target_format(&format, run->request, path, err);
    if (status == BP_OK && format == BP_FORMAT_MD)
        status = bp_pictures_add(&look.pictures, run, report, path, err);
    if (status == BP_OK)
        status = bp_render(&bytes, &n, report, format, &look, err);
    if (status == BP_OK)
        status = put_bytes(run, path, (bp_text){ bytes, n }, err);
    free(bytes);
    return status;
}

bp_status bp_write_report(bp_run *run, bp_report *report, bp_err *err)
{
    const bp_words *output = &run->request->output;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < output->n; i++)
        status = render(run, report, output->at[i], err);
    return status;
}

static void tell_some(const bp_note note[], size_t n, const char *what)
{
    char more[40];
    for (size_t i = 0; i < n && i < NOTES_MAX; i++)
        bp_console_note(&note[i]);
    if (n > NOTES_MAX) {
        snprintf(more, sizeof more, "%zu more %s", n - NOTES_MAX, what);
        bp_console_tell(more);
    }
}

/* What csv and pictures have no place for. */
static void tell(const bp_run *run, const bp_report *report, bool chart)
{
    const bp_request *r = run->request;
    const size_t swept = bp_outputs_swept(run->out);
    char text[200];
    if (swept > 0) {
        snprintf(text, sizeof text,
                 "an earlier run was ended by force and left %zu temporary file%s, now "
                 "removed; some of its outputs may be older than others",
                 swept, swept == 1 ? "" : "s");
        bp_console_tell(text);
    }
    const bool csv = bp_target_any(r, BP_FORMAT_CSV);
    if (csv || chart)
        tell_some(report->warning, report->n_warnings, "warnings");
    if (csv)
        tell_some(report->note, report->n_notes, "notes");
}

/* ---- the run ---- */

/* While the answer is made, its reading shows how far it is. */
static bp_status ask(bp_answer **out, const bp_request *r, bp_question *q, bp_err *err)
{
    bp_progress progress;
    bp_progress_start(&progress, r, &q->reading);
    bp_status status = r->carry != NULL
                           ? bp_answer_new_parts(out, q, &r->carry->parts, err)
                           : bp_answer_new(out, q, err);
    bp_progress_end(&progress);
    return status;
}

static bp_status say_unusable(const bp_answer *a, bp_err *err)
{
    const bp_err *failure = bp_answer_failure(a);
    if (failure == NULL)
        return bp_fail(err, NULL, BP_EDATA, "the input cannot be used");
    *err = *failure;
    return err->status;
}

/* A csv alone says nothing of its rows' dates. */
static bool names_market(const bp_request *r, bp_subject subject)
{
    bool names = subject == BP_ASK_CHART || r->scope_column;
    for (bp_format f = 0; f < BP_FORMATS; f++)
        names |= f != BP_FORMAT_CSV && bp_target_any(r, f);
    return names;
}

static bp_status write_answer(bp_run *run, const bp_answer *a, bp_subject subject,
                              bp_write *write, bp_err *err)
{
    const bp_request *r = run->request;
    bp_report *report = NULL;
    bp_proposed proposed = { 0 };
    bp_status status = bp_report_of(&report, a, err);
    if (status == BP_OK)
        status = write(run, report, err);
    if (status == BP_OK && r->excluded != NULL && report->usable &&
        bp_answer_survey(a) != NULL)
        status = bp_excluded_put(run->out, r, bp_answer_survey(a), err);
    if (status == BP_OK && r->propose != NULL && bp_answer_survey(a) != NULL)
        status = bp_propose_put(&proposed, run->out, r, bp_answer_survey(a), err);
    if (status == BP_OK)
        status = bp_outputs_commit(run->out, err);
    if (status == BP_OK && !r->quiet)
        tell(run, report, subject == BP_ASK_CHART);
    if (status == BP_OK && !r->quiet && r->propose != NULL)
        bp_propose_tell(&proposed, r);
    if (status == BP_OK && !report->usable)
        status = say_unusable(a, err);
    bp_report_free(report);
    return status;
}

static bp_status begin(bp_run *run, bp_err *err)
{
    bp_status status = bp_outputs_new(&run->out, err);
    return status == BP_OK ? check_outputs(run, err) : status;
}

/* While an answer is made the programs get ready that draw it. */
static bp_plotters *start_plotters(const bp_question *q)
{
    return q->subject == BP_ASK_CHART ? bp_plotters_start(1)
           : bp_question_draws(q)     ? bp_plotters_start(REPORT_PLOTTERS)
                                      : NULL;
}

static void end(bp_run *run, bp_status status)
{
    bp_plotters_free(run->plotters);
    bp_outputs_free(run->out);
    if (status != BP_OK)
        bp_pictures_undo(run);
    free(run->made.at);
    bp_arena_release(&run->text);
}

bp_status bp_run_question(const bp_request *r, bp_question q, bp_write *write,
                          bp_err *err)
{
    bp_run run = { .request = r };
    bp_answer *a = NULL;
    /* Parts are read before it is known what is written of them. */
    q.reading.keep_dates = r->carry != NULL || names_market(r, q.subject);
    if (r->carry != NULL && r->carry->open != NULL)
        return bp_carry_open(r->carry, &q, err);
    bp_status status = begin(&run, err);
    if (status == BP_OK)
        status = bp_request_check_age(r, err);
    if (status == BP_OK) {
        run.plotters = start_plotters(&q);
        status = ask(&a, r, &q, err);
    }
    if (status == BP_OK)
        status = write_answer(&run, a, q.subject, write, err);
    bp_answer_free(a);
    end(&run, status);
    return status;
}

static bp_status run_made(bp_run run, bp_make *make, bp_write *write, bp_err *err)
{
    const bp_request *r = run.request;
    bp_report *report = NULL;
    bp_status status = begin(&run, err);
    if (status == BP_OK)
        status = make(&report, &run, err);
    if (status == BP_OK)
        status = write(&run, report, err);
    if (status == BP_OK)
        status = bp_outputs_commit(run.out, err);
    if (status == BP_OK && !r->quiet)
        tell(&run, report, false);
    if (status == BP_OK && report->alarm != NULL)
        status = bp_fail(err, NULL, BP_EBEYOND, "%s", report->alarm);
    bp_report_free(report);
    end(&run, status);
    return status;
}

bp_status bp_run_report(const bp_request *r, bp_make *make, bp_write *write, bp_err *err)
{
    return run_made((bp_run){ .request = r }, make, write, err);
}

bp_status bp_run_chart(const bp_request *r, bp_make *make, bp_write *write, bp_err *err)
{
    return run_made((bp_run){ .request = r, .chart = true }, make, write, err);
}

bp_status bp_run_line(const bp_request *r, const bp_str *line, bp_err *err)
{
    bp_outputs *out = NULL;
    bp_status status =
        line->failed ? bp_no_memory(err, "words") : bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, r->output.at[0], bp_str_text(line), err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    bp_outputs_free(out);
    return status;
}
