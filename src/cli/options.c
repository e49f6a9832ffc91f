/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - the tables of options as one list.
 *
 * Whoever needs options (the command line, a profile, help, completions) finds them here
 * and nowhere else, so that a row in a table is all that a new option takes. */
#include "cli/options.h"

#include <assert.h>
#include <string.h>

#include "cli/args.h"

#define OPTIONS_MAX 160 /* more than all tables have */

const bp_option_group bp_option_groups[] = {
    { "Reading", bp_options_reading },    { "Choosing", bp_options_choice },
    { "Ageing", bp_options_ageing },      { "Tiers", bp_options_tiers },
    { "Statistics", bp_options_method },  { "Offers", bp_options_offer },
    { "Growth", bp_options_growth },      { "Models", bp_options_models },
    { "Prices", bp_options_price },       { "Structure", bp_options_structure },
    { "Employees", bp_options_staff },    { "Comparing", bp_options_diff },
    { "Explaining", bp_options_explain }, { "In parts", bp_options_parts },
    { "Output", bp_options_output },      { NULL, NULL },
};

const bp_option *bp_option_find(const char *name, unsigned commands)
{
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if ((o->commands & commands) != 0 && strcmp(o->name, name) == 0)
                return o;
    return NULL;
}

const bp_option *bp_option_find_letter(char letter, unsigned commands)
{
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if ((o->commands & commands) != 0 && o->letter == letter)
                return o;
    return NULL;
}

bool bp_option_is_of(const bp_option table[], const bp_option *o)
{
    for (; table->name != NULL; table++)
        if (table == o)
            return true;
    return false;
}

/* The option of a word such as "--by" or "--by=tier"; NULL: it is none. */
static const bp_option *option_of(const char *word, unsigned commands)
{
    char name[64];
    const size_t n = strcspn(word, "=");
    if (strncmp(word, "--", 2) != 0 || n < 3 || n - 2 >= sizeof name)
        return NULL;
    memcpy(name, word + 2, n - 2);
    name[n - 2] = '\0';
    return bp_option_find(name, commands);
}

static bool is_among(const bp_option *o, const char *const name[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(o->name, name[i]) == 0)
            return true;
    return false;
}

const bp_option *bp_option_asked_but(const bp_request *r, unsigned commands,
                                     const bp_option *const table[], size_t n,
                                     const char *const but[], size_t n_but)
{
    for (size_t i = 0; i < r->asked.n; i++) {
        const bp_option *o = option_of(r->asked.at[i], commands);
        for (size_t k = 0; o != NULL && k < n; k++)
            if (bp_option_is_of(table[k], o) && !is_among(o, but, n_but))
                return o;
    }
    return NULL;
}

const bp_option *bp_option_asked(const bp_request *r, unsigned commands,
                                 const bp_option *const table[], size_t n)
{
    return bp_option_asked_but(r, commands, table, n, NULL, 0);
}

const bp_option *bp_option_beyond(const bp_request *r, unsigned commands, unsigned others)
{
    for (size_t i = 0; i < r->asked.n; i++) {
        const bp_option *o = option_of(r->asked.at[i], commands);
        if (o != NULL && bp_option_find(o->name, others) == NULL)
            return o;
    }
    return NULL;
}

bp_status bp_option_unknown(const char *name, const bp_command *command, const bp_loc *at,
                            bp_err *err)
{
    const char *names[OPTIONS_MAX] = { "help" };
    size_t n = 1;
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if ((o->commands & command->bit) != 0) {
                assert(n < OPTIONS_MAX);
                names[n++] = o->name;
            }

    for (size_t i = 0; at != NULL && i < n; i++)
        if (strcmp(names[i], name) == 0)
            return bp_fail(err, at, BP_EUSAGE,
                           "--%s is for the command line: a profile cannot have it",
                           name);
    char hint[160];
    bp_arg_suggest(hint, sizeof hint, name, names, n, "--");
    return bp_fail(err, at, BP_EUSAGE, "'%s' has no option '--%s'%s", command->name, name,
                   hint);
}
