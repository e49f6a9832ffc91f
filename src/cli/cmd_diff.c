/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_diff.c - `benchpay diff`: what has changed between two reports, or two surveys.
 *
 * Which of the two the files are is seen by their first byte, since a survey never begins
 * with a brace.  Reports are compared as they are: options that ask for figures are
 * refused with them, as they would be passed over. */
#include "cli/make.h"

#include <string.h>

#include "base/file.h"
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/options.h"

enum { OLD, NOW };

typedef enum kind { UNKNOWN, REPORT, SURVEY } kind;

/* Pipes are read once, by whoever takes the report. */
static bp_status find_kind(kind *k, const char *path, bp_err *err)
{
    int first = -1;
    const bp_status status = bp_file_first(&first, path, err);
    *k = first < 0 ? UNKNOWN : first == '{' ? REPORT : SURVEY;
    return status;
}

static bp_status refuse_figures(const bp_request *r, const char *name, bp_err *err)
{
    const bp_option *const asks[] = { bp_options_reading, bp_options_choice,
                                      bp_options_method, bp_options_growth };
    const bp_option *o =
        bp_option_asked(r, BP_IN_DIFF | BP_IN_PLOT, asks, sizeof asks / sizeof asks[0]);
    return o != NULL
               ? bp_fail(err, &(bp_loc){ .name = name }, BP_EUSAGE,
                         "--%s is of surveys: reports are compared as they are", o->name)
               : BP_OK;
}

static bp_status check(kind *is, const bp_request *r, const char *name, bp_err *err)
{
    const bp_loc at = { .name = name };
    if (r->file.n != 2)
        return bp_fail(err, &at, BP_EUSAGE,
                       "name two reports or two surveys, the older first: benchpay diff "
                       "last.json this.json");
    kind old = UNKNOWN, now = UNKNOWN;
    bp_status status = find_kind(&old, r->file.at[OLD], err);
    if (status == BP_OK)
        status = find_kind(&now, r->file.at[NOW], err);
    if (status != BP_OK)
        return status;
    if (old != UNKNOWN && now != UNKNOWN && old != now)
        return bp_fail(err, &at, BP_EUSAGE,
                       "'%s' is a report and the other is not: compare two reports, or "
                       "two surveys",
                       r->file.at[old == REPORT ? OLD : NOW]);
    *is = old == UNKNOWN ? now : old;
    return *is == REPORT ? refuse_figures(r, name, err) : bp_request_check_seed(r, err);
}

/* A change is an exit code only where that is asked. */
static bp_status compare(bp_report **out, const bp_run *run, const bp_change_question *q,
                         bp_err *err)
{
    const bp_request *r = run->request;
    bp_change *c = NULL;
    bp_status status = bp_change_new(&c, q, err);
    if (status == BP_OK)
        status = run->chart ? bp_report_of_change_chart(out, c, r->labels.title,
                                                        r->labels.note, err)
                            : bp_report_of_change(out, c, err);
    if (status == BP_OK && !r->exit_code)
        (*out)->alarm = NULL;
    bp_change_free(c);
    return status;
}

bp_status bp_make_change(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    kind is = UNKNOWN;
    bp_question old = bp_request_question(r, BP_ASK_PERCENTILES), now = old;
    bp_change_question q = { .matching = r->matching,
                             .threshold = r->threshold,
                             .force = r->force,
                             .chart = r->charts != BP_NEVER,
                             .title = r->labels.title,
                             .request = r->said.at,
                             .n_request = r->said.n };
    bp_status status = check(&is, r, run->chart ? "change" : "diff", err);
    if (status != BP_OK)
        return status;
    if (is == REPORT) {
        q.old_report = r->file.at[OLD];
        q.report = r->file.at[NOW];
        return compare(out, run, &q, err);
    }
    old.reading.n_files = now.reading.n_files = 1;
    now.reading.file = r->file.at + NOW;
    old.reading.keep_dates = now.reading.keep_dates = true;
    q.old = &old;
    q.now = &now;
    return compare(out, run, &q, err);
}

bp_status bp_cmd_diff(const bp_request *r, bp_err *err)
{
    return bp_run_report(r, bp_make_change, bp_write_drawn, err);
}
