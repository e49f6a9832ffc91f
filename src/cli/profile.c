/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.c - a file of options, set by the same setters as the command line.
 *
 * An option that only other commands have is passed over, so that one profile serves
 * check, report and plot alike; a name that no command has is an error. */
#include "cli/profile.h"

#include <string.h>

#include "base/ini.h"
#include "cli/args.h"

typedef struct reader {
    bp_request *request;
    const bp_command *command;
    bp_profile_given *given;
    const void *arg;
} reader;

static const char *keep(reader *p, const char *text)
{
    return bp_arena_copy(&p->request->text, text, strlen(text));
}

static bp_status no_memory(const bp_loc *at, bp_err *err)
{
    return bp_fail(err, at, BP_ELIMIT, "no memory for the profile");
}

static bp_status set_option(reader *p, const bp_loc *at, const char *name,
                            const char *value, bp_err *err)
{
    const bp_option *o = bp_option_find(name, p->command->bit);
    if (o == NULL && bp_option_find(name, BP_IN_ANY) != NULL)
        return BP_OK;
    if (o == NULL || strcmp(name, "profile") == 0)
        return bp_option_unknown(name, p->command, at, err);
    if (p->given(p->arg, o))
        return BP_OK;

    const bp_loc here = { .file = at->file, .line = at->line, .name = o->name };
    const char *kept = keep(p, value);
    const bp_given given = { o, kept, &here };
    return kept == NULL ? no_memory(at, err) : o->set(p->request, &given, err);
}

static bp_status set_column(reader *p, const bp_loc *at, const char *role,
                            const char *column, bp_err *err)
{
    const char *kept_role = keep(p, role), *kept_column = keep(p, column);
    if (kept_role == NULL || kept_column == NULL)
        return no_memory(at, err);
    return bp_request_map(p->request, kept_role, kept_column, at, err);
}

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

bp_status bp_profile_read(bp_request *r, const bp_command *command,
                          bp_profile_given *given, const void *arg, bp_err *err)
{
    reader p = { .request = r, .command = command, .given = given, .arg = arg };
    return bp_ini_read(r->profile, entry, &p, err);
}
