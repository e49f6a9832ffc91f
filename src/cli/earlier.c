/* SPDX-License-Identifier: GPL-3.0-or-later */
/* earlier.c - a report in json that was written before, and its request.
 *
 * The report says by which words it was asked for; they are read as a command line is,
 * so that whatever the program can ask it can ask again. */
#include "cli/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "benchpay/version.h"
#include "cli/args.h"
#include "cli/console.h"
#include "cli/opts.h"

#define REPORT_MOST ((size_t)64 << 20)

bp_status bp_earlier_fail(const bp_earlier *e, const char *what, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = e->name }, BP_EDATA, "%s", what);
}

static bp_status take_request(bp_earlier *e, const bp_json_value *request, bp_err *err)
{
    bp_status status = BP_OK;
    const bp_json_value *word = bp_json_first(request);
    for (; status == BP_OK && word != NULL; word = bp_json_next(request, word)) {
        if (word->kind != BP_IS_STRING)
            return bp_earlier_fail(e, "request: one of its words is no text", err);
        status = bp_words_add(&e->request, word->text.at, err);
    }
    return status;
}

static void tell_version(const bp_earlier *e, const char *version)
{
    if (strcmp(version, BP_VERSION) == 0)
        return;
    bp_err note;
    bp_fail(&note, &(bp_loc){ .file = e->name }, BP_OK,
            "was written by benchpay %.20s; this is " BP_VERSION, version);
    bp_console_tell(note.text);
}

static bp_status take_report(bp_earlier *e, bool quiet, bp_err *err)
{
    const bp_json_value *version = bp_json_find(e->json.value, "benchpay");
    const bp_json_value *request = bp_json_find(e->json.value, "request");
    if (!bp_json_is(version, BP_IS_STRING))
        return bp_earlier_fail(e, "this json is no report of benchpay", err);
    if (!bp_json_is(request, BP_IS_ARRAY))
        return bp_earlier_fail(e, "the report does not say by which request it was made",
                               err);
    if (!quiet)
        tell_version(e, version->text.at);
    return take_request(e, request, err);
}

bp_status bp_earlier_parse(bp_earlier *e, bool quiet, bp_err *err)
{
    bp_status status = bp_json_read(&e->json, &e->text, e->name, err);
    return status == BP_OK ? take_report(e, quiet, err) : status;
}

bp_status bp_earlier_read(bp_earlier *e, const char *path, bool quiet, bp_err *err)
{
    const bool standard = strcmp(path, "-") == 0;
    e->name = standard ? "(standard input)" : path;
    bp_status status = standard ? bp_file_read_standard(&e->text, REPORT_MOST, err)
                                : bp_file_read(&e->text, e->name, REPORT_MOST, err);
    return status == BP_OK ? bp_earlier_parse(e, quiet, err) : status;
}

void bp_earlier_release(bp_earlier *e)
{
    free(e->request.at);
    bp_json_release(&e->json);
    bp_str_release(&e->text);
}

bp_status bp_earlier_blame(const bp_earlier *e, bp_err *err)
{
    const bp_err cause = *err;
    return bp_fail(err, &(bp_loc){ .file = e->name, .name = "request" }, BP_EDATA, "%s",
                   cause.text);
}

bp_status bp_earlier_request(bp_request *again, const bp_command *command,
                             const bp_earlier *e, bp_err *err)
{
    const bp_words *word = &e->request;
    const bp_loc at = { .file = e->name, .name = "request" };
    bp_status status = bp_words_add(&again->said, word->at[0], err);
    if (status == BP_OK)
        status = bp_opts_read(again, command, word->at + 1, word->n - 1, err);
    if (status == BP_EUSAGE)
        return bp_earlier_blame(e, err);
    if (status == BP_OK && again->help)
        return bp_fail(err, &at, BP_EUSAGE, "asks for help: nothing to verify");
    return status;
}
