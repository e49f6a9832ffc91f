/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the table of commands meets the command line.
 *
 * The only place where a status becomes an exit code and a failure a line on standard
 * error; everything below hands failures up. */
#include <string.h>

#include "analysis/gsl.h"
#include "base/mem.h"
#include "base/outputs.h"
#include "benchpay/stop.h"
#include "cli/args.h"
#include "cli/asked.h"
#include "cli/completion.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "cli/opts.h"

static bp_status show(const bp_str *text, bool no_output, bp_err *err)
{
    if (text->failed)
        return bp_fail(err, NULL, BP_ELIMIT, "out of memory");
    bp_outputs *out = NULL;
    bp_status status = bp_console_output(no_output, err);
    if (status == BP_OK)
        status = bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, "-", (bp_text){ text->at, text->n }, err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    bp_outputs_free(out);
    return status;
}

/* A command's help or manual page; without a command that of the program. */
static bp_status explain(bp_str *text, const char *name, bool manual, bp_err *err)
{
    const bp_command *command = NULL;
    bp_status status = BP_OK;
    if (name != NULL && strcmp(name, "help") != 0)
        status = bp_command_find(&command, name, err);
    if (status != BP_OK)
        return status;
    if (command == NULL)
        (manual ? bp_manual : bp_help_all)(text);
    else
        (manual ? bp_manual_command : bp_help_command)(text, command);
    return BP_OK;
}

/* What follows `benchpay help`: [COMMAND], --man [COMMAND] or --completion SHELL. */
static bp_status help(bp_str *text, const char *const word[], size_t n, bp_err *err)
{
    const bool manual = n > 0 && strcmp(word[0], "--man") == 0;
    const bool completion = n > 0 && strcmp(word[0], "--completion") == 0;
    const size_t taken = manual || completion ? 1 : 0;
    if (n > taken + 1)
        return bp_fail(err, &(bp_loc){ .name = "help" }, BP_EUSAGE,
                       "unexpected word '%s'", word[taken + 1]);
    const char *last = n > taken ? word[taken] : NULL;
    if (completion)
        return bp_completion(text, last != NULL ? last : "", err);
    return explain(text, last, manual, err);
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
           strcmp(word, "-h") == 0;
}

static bp_status read_words(const bp_command *command, bp_request *r,
                            const char *const word[], size_t n, bp_err *err)
{
    r->help = command->asks && n > 1 && asks_for_help(word[1]);
    if (r->help)
        return BP_OK;
    if (command->asks)
        return bp_asked_read(r, command->name, command->bit, word + 1, n - 1, err);
    bp_status status = bp_words_add(&r->said, word[0], err);
    return status == BP_OK ? bp_opts_read(r, command, word + 1, n - 1, err) : status;
}

static bp_status run(const bp_command *command, bp_request *r, const char *const word[],
                     size_t n, bp_err *err)
{
    bp_status status = read_words(command, r, word, n, err);
    if (status != BP_OK)
        return status;
    bp_pages_within(r->reading.memory);
    if (!r->help)
        return command->run(r, err);
    bp_str text = { 0 };
    bp_help_command(&text, command);
    status = show(&text, r->no_output, err);
    bp_str_release(&text);
    return status;
}

static bp_status run_command(const char *const word[], size_t n, bool no_output,
                             bp_err *err)
{
    const bp_command *command;
    bp_status status = bp_command_find(&command, word[0], err);
    if (status != BP_OK)
        return status;

    bp_request r;
    status = bp_request_init(&r, err);
    r.no_output = no_output;
    r.find = bp_command_find;
    if (status == BP_OK)
        status = run(command, &r, word, n, err);
    bp_request_release(&r);
    return status;
}

static bp_status run_words(const char *const word[], size_t n, bool no_output,
                           bp_err *err)
{
    bp_str text = { 0 };
    bp_status status = BP_OK;
    if (n == 0)
        bp_help_short(&text);
    else if (asks_for_help(word[0]))
        status = help(&text, word + 1, n - 1, err);
    else if (strcmp(word[0], "--version") == 0)
        bp_help_version(&text);
    else
        return run_command(word, n, no_output, err);

    if (status == BP_OK)
        status = show(&text, no_output, err);
    bp_str_release(&text);
    return status;
}

int main(int argc, char **argv)
{
    bp_err err;
    bool no_output;
    const size_t n = argc > 0 ? (size_t)argc - 1 : 0;
    bp_gsl_record_errors();
    bp_status status = bp_console_init(&no_output, &err);
    if (status == BP_OK)
        status = run_words((const char *const *)argv + 1, n, no_output, &err);
    if (status != BP_OK)
        bp_console_fail(&err);
    return status == BP_ESTOPPED ? 128 + bp_stop_asked() : (int)status;
}
