/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opts.c - reads a command line.
 *
 * In two passes: first all words are taken apart, then values are set, since a profile
 * may be named anywhere and must be read before the options that overrule it. */
#include "cli/opts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini.h"
#include "cli/args.h"
#include "cli/target.h"
#include "cli/tiers.h"

typedef struct command_line {
    bp_request *request;
    const bp_command *command;
    bp_given *given; /* [n] in their order, without a place */
    size_t n;
    size_t cap;
    bool aside;  /* the words just taken have no part in the answer */
    bool output; /* ... are about how it is written */
} command_line;

/* Remembers one option; its value may be the next word. */
static bp_status take(command_line *l, const bp_option *o, const char *value,
                      const char *const word[], size_t n, size_t *i, bp_err *err)
{
    bp_loc at = { .name = word[*i] };
    if (o->argument == NULL && value != NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "--%s takes no value", o->name);
    if (o->argument != NULL && value == NULL) {
        if (*i + 1 >= n)
            return bp_fail(err, &at, BP_EUSAGE, "a value is missing: %s", o->argument);
        value = word[++*i];
    }
    if (!bp_reserve(&l->given, &l->cap, l->n + 1, sizeof l->given[0]))
        return bp_no_memory(err, "the options");
    l->given[l->n++] = (bp_given){ o, value, NULL };
    l->aside = o->aside;
    l->output = bp_option_is_of(bp_options_output, o);
    return BP_OK;
}

static bp_status take_long(command_line *l, const char *const word[], size_t n, size_t *i,
                           bp_err *err)
{
    const char *equals = strchr(word[*i], '=');
    char name[64];
    size_t length =
        equals != NULL ? (size_t)(equals - word[*i]) - 2 : strlen(word[*i]) - 2;
    snprintf(name, sizeof name, "%.*s",
             (int)(length < sizeof name ? length : sizeof name), word[*i] + 2);

    if (strcmp(name, "help") == 0 && equals == NULL) {
        l->request->help = true;
        return BP_OK;
    }
    const bp_option *o = bp_option_find(name, l->command->bit);
    if (o == NULL)
        return bp_option_unknown(name, l->command, NULL, err);
    return take(l, o, equals != NULL ? equals + 1 : NULL, word, n, i, err);
}

static bp_status take_short(command_line *l, const char *const word[], size_t n,
                            size_t *i, bp_err *err)
{
    const bp_option *o = bp_option_find_letter(word[*i][1], l->command->bit);
    if (o == NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "'%s' has no option '%.2s'",
                       l->command->name, word[*i]);
    return take(l, o, word[*i][2] != '\0' ? word[*i] + 2 : NULL, word, n, i, err);
}

static bp_status keep(const command_line *l, const char *word, bp_err *err)
{
    bp_status status = bp_words_add(&l->request->said, word, err);
    return status == BP_OK && !l->output ? bp_words_add(&l->request->asked, word, err)
                                         : status;
}

static bp_status take_words(command_line *l, const char *const word[], size_t n,
                            bp_err *err)
{
    bp_status status = BP_OK;
    bool options = true;
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        size_t first = i;
        l->aside = l->output = false;
        if (!options || word[i][0] != '-' || word[i][1] == '\0')
            status = bp_words_add(&l->request->file, word[i], err);
        else if (strcmp(word[i], "--") == 0)
            options = false;
        else if (strcmp(word[i], "-h") == 0)
            l->request->help = true;
        else if (word[i][1] == '-')
            status = take_long(l, word, n, &i, err);
        else
            status = take_short(l, word, n, &i, err);
        for (size_t k = first; status == BP_OK && !l->aside && k <= i; k++)
            status = keep(l, word[k], err);
    }
    return status;
}

static bool was_given(const command_line *l, const bp_option *o)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->given[i].option == o)
            return true;
    return false;
}

/* ---- a profile ---- */

static bp_status no_memory(const bp_loc *at, bp_err *err)
{
    return bp_fail(err, at, BP_ELIMIT, "no memory for the profile");
}

static const char *copy(command_line *l, const char *text)
{
    return bp_arena_copy(&l->request->text, text, strlen(text));
}

/* An option that only other commands have is passed over, so that one profile serves
 * check, report and plot alike, as is one that the command line gives. */
static bp_status set_option(command_line *l, const bp_loc *at, const char *name,
                            const char *value, bp_err *err)
{
    const bp_option *o = bp_option_find(name, l->command->bit);
    if (o == NULL && bp_option_find(name, BP_IN_ANY) != NULL)
        return BP_OK;
    if (o == NULL || strcmp(name, "profile") == 0)
        return bp_option_unknown(name, l->command, at, err);
    if (was_given(l, o))
        return BP_OK;

    const bp_loc here = { .file = at->file, .line = at->line, .name = o->name };
    const bp_given g = { o, copy(l, value), &here };
    return g.value == NULL ? no_memory(at, err) : o->set(l->request, &g, err);
}

static bp_status set_column(command_line *l, const bp_loc *at, const char *role,
                            const char *column, bp_err *err)
{
    const char *kept_role = copy(l, role), *kept_column = copy(l, column);
    if (kept_role == NULL || kept_column == NULL)
        return no_memory(at, err);
    return bp_request_map(l->request, kept_role, kept_column, at, err);
}

/* [columns] has ROLE = COLUMN, [options] an option's name and its value ("yes" or "no"
 * for a flag). */
static bp_status entry(void *arg, const bp_loc *at, const char *section, const char *name,
                       const char *value, bp_err *err)
{
    static const char *const sections[] = { "columns", "options", NULL };
    size_t place;
    if (section[0] == '\0')
        return bp_fail(err, at, BP_EUSAGE,
                       "no section yet; start with [columns] or [options]");
    bp_status status = bp_arg_word(&place, section, sections, at, err);
    if (status != BP_OK)
        return status;
    return place == 0 ? set_column(arg, at, name, value, err)
                      : set_option(arg, at, name, value, err);
}

/* ---- all of them ---- */

static bp_status set(bp_request *r, bp_given g, bp_err *err)
{
    char name[64];
    snprintf(name, sizeof name, "--%s", g.option->name);
    g.at = &(bp_loc){ .name = name };
    return g.option->set(r, &g, err);
}

static bp_status set_all(command_line *l, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < l->n; i++)
        if (strcmp(l->given[i].option->name, "profile") == 0)
            status = set(l->request, l->given[i], err);
    if (status == BP_OK && l->request->profile != NULL)
        status = bp_ini_read(l->request->profile, entry, l, err);
    for (size_t i = 0; status == BP_OK && i < l->n; i++)
        status = set(l->request, l->given[i], err);
    return status;
}

static void drop_first(bp_words *w)
{
    w->n--;
    memmove(w->at, w->at + 1, w->n * sizeof w->at[0]);
}

/* The first word that is no option chooses the kind of chart. */
static bp_status take_kind(bp_request *r, const bp_command *c, bp_err *err)
{
    const bp_loc at = { .name = c->name };
    if (r->file.n == 0)
        return bp_fail(err, &at, BP_EUSAGE,
                       "say which chart, as in 'benchpay plot %s FILE'; 'benchpay help "
                       "%s' lists them",
                       c->kinds[0], c->name);
    size_t kind;
    bp_status status = bp_arg_word(&kind, r->file.at[0], c->kinds, &at, err);
    if (status != BP_OK)
        return status;
    r->plot = (bp_chart_kind)kind;
    drop_first(&r->file);
    return BP_OK;
}

/* The first word that is no option is the amount, unless a file holds it. */
static bp_status take_amount(bp_request *r, const bp_command *c, bp_err *err)
{
    const bp_loc at = { .name = c->name };
    if (r->offers.list != NULL || r->offers.amount_file != NULL)
        return BP_OK;
    if (r->file.n == 0)
        return bp_fail(err, &at, BP_EUSAGE,
                       "say what is offered: benchpay offer 410000 survey.csv");
    const char *style = r->reading.number_format;
    const char *first = r->file.at[0], *currency;
    bp_decimal amount;
    r->amount = first;
    drop_first(&r->file);
    bp_status status = bp_arg_money(&amount, &currency, first, style, NULL, err);
    for (size_t i = 0; status != BP_OK && i < r->file.n; i++)
        if (bp_arg_money(&amount, &currency, r->file.at[i], style, NULL, NULL) == BP_OK)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "the amount comes before the files: benchpay offer %s %s",
                           r->file.at[i], first);
    return status;
}

/* Names that tell no format are refused before any work is done. */
static bp_status check_targets(const bp_request *r, const bp_command *c, bp_err *err)
{
    bp_status status = BP_OK;
    bp_picture picture;
    bp_format format;
    for (size_t i = 0; status == BP_OK && i < r->output.n; i++)
        status = c->kinds != NULL ? bp_target_picture(&picture, r->output.at[i], err)
                                  : bp_target_format(&format, r, r->output.at[i], err);
    return status;
}

static bp_status finish(bp_request *r, const bp_command *c, bp_err *err)
{
    bp_status status = c->kinds != NULL ? take_kind(r, c, err)
                       : c->amount      ? take_amount(r, c, err)
                                        : BP_OK;
    if (status != BP_OK)
        return status;
    status = bp_tier_request_settle(r, c, err);
    if (status != BP_OK)
        return status;
    bool alone = c->without_file != NULL && c->without_file(r);
    if (r->file.n == 0 && !alone)
        return bp_fail(
            err, NULL, BP_EUSAGE,
            "no file is named; '-' is standard input, 'benchpay help %s' explains",
            c->name);
    if (r->output.n == 0 && c->kinds != NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "no file for the chart; give -o FILE.svg, .png or .pdf");
    if (r->output.n == 0)
        status = bp_words_add(&r->output, "-", err);
    if (status == BP_OK)
        status = check_targets(r, c, err);
    return status == BP_OK ? bp_request_settle(r, err) : status;
}

bp_status bp_opts_over(bp_request *r, const bp_command *command, const char *const word[],
                       size_t n, bp_err *err)
{
    command_line l = { .request = r, .command = command };
    bp_status status = take_words(&l, word, n, err);
    if (status == BP_OK)
        status = set_all(&l, err);
    free(l.given);
    return status;
}

bp_status bp_opts_read(bp_request *r, const bp_command *command, const char *const word[],
                       size_t n, bp_err *err)
{
    command_line l = { .request = r, .command = command };
    bp_status status = take_words(&l, word, n, err);
    if (status == BP_OK && !r->help)
        status = set_all(&l, err);
    if (status == BP_OK && !r->help)
        status = finish(r, command, err);
    free(l.given);
    return status;
}
