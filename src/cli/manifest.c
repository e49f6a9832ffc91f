/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.c - the file that says from which surveys jobs are priced.
 *
 * Its lines are kept as they come, since [options] may stand anywhere.  Each survey then
 * is a request of its own: what holds for all, its own lines, and the command line over
 * both, set by the same setters, so that a survey is read as any command reads one. */
#include "cli/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/ini.h"
#include "base/str.h"
#include "cli/args.h"
#include "cli/options.h"
#include "cli/opts.h"

#define SECTION "survey "
#define OF_ALL SIZE_MAX

/* ---- reading ---- */

static bp_status find_section(size_t *out, bp_manifest *m, const bp_loc *at,
                              const char *section, bp_err *err)
{
    *out = OF_ALL;
    if (strcmp(section, "options") == 0)
        return BP_OK;
    const bool named = strncmp(section, SECTION, strlen(SECTION)) == 0;
    const bp_text name =
        named ? bp_text_trim(bp_text_of(section + strlen(SECTION))) : bp_text_of("");
    if (name.n == 0)
        return bp_fail(err, at, BP_EUSAGE,
                       "a section is called [survey NAME], or [options] for all");
    for (size_t i = 0; i < m->n; i++)
        if (bp_text_equal(bp_text_of(m->survey[i]), name)) {
            *out = i;
            return BP_OK;
        }
    if (!bp_reserve(&m->survey, &m->cap, m->n + 1, sizeof m->survey[0]))
        return bp_no_memory(err, "the surveys");
    *out = m->n;
    m->survey[m->n] = bp_arena_copy(&m->text, name.at, name.n);
    return m->survey[m->n++] != NULL ? BP_OK : bp_no_memory(err, "the surveys");
}

static bp_status entry(void *arg, const bp_loc *at, const char *section, const char *name,
                       const char *value, bp_err *err)
{
    bp_manifest *m = arg;
    bp_manifest_entry e = { .line = at->line };
    bp_status status = find_section(&e.survey, m, at, section, err);
    if (status != BP_OK)
        return status;
    e.name = bp_arena_copy(&m->text, name, strlen(name));
    e.value = bp_arena_copy(&m->text, value, strlen(value));
    if (e.name == NULL || e.value == NULL ||
        !bp_reserve(&m->entry, &m->cap_entries, m->n_entries + 1, sizeof m->entry[0]))
        return bp_no_memory(err, "the surveys");
    m->entry[m->n_entries++] = e;
    return BP_OK;
}

bp_status bp_manifest_read(bp_manifest *out, const char *file, bp_err *err)
{
    out->file = file;
    bp_status status = bp_ini_read(file, entry, out, err);
    const bp_loc at = { .file = file };
    return status == BP_OK && out->n == 0
               ? bp_fail(err, &at, BP_EDATA, "there is no section [survey NAME]")
               : status;
}

void bp_manifest_release(bp_manifest *m)
{
    free(m->survey);
    free(m->entry);
    bp_arena_release(&m->text);
    *m = (bp_manifest){ 0 };
}

/* ---- a survey ---- */

typedef struct setting {
    bp_pricing_survey *out;
    bp_request *request;
    const bp_manifest *manifest;
} setting;

/* A file is named as seen from the manifest. */
static bp_status find_file(const char **out, setting *s, const char *value,
                           const bp_loc *at, bp_err *err)
{
    const char *slash = strrchr(s->manifest->file, '/');
    bp_str path = { 0 };
    if (value[0] == '\0')
        return bp_fail(err, at, BP_EUSAGE, "the name of a file is missing");
    if (slash != NULL && value[0] != '/')
        bp_str_bytes(&path, s->manifest->file, (size_t)(slash - s->manifest->file) + 1);
    bp_str_puts(&path, value);
    *out = path.failed ? NULL : bp_arena_copy(&s->request->text, path.at, path.n);
    bp_str_release(&path);
    return *out != NULL ? BP_OK : bp_no_memory(err, "the surveys");
}

static bp_status set_file(setting *s, const char *value, const bp_loc *at, bp_err *err)
{
    const char *file;
    bp_status status = find_file(&file, s, value, at, err);
    return status == BP_OK ? bp_words_add(&s->request->file, file, err) : status;
}

static bp_status set_recode(setting *s, const char *value, const bp_loc *at, bp_err *err)
{
    return find_file(&s->request->recode, s, value, at, err);
}

static bp_status set_effective(setting *s, const char *value, const bp_loc *at,
                               bp_err *err)
{
    return bp_day_parse(&s->out->effective, bp_text_of(value))
               ? BP_OK
               : bp_fail(err, at, BP_EUSAGE, "'%s' is not a date, as 2026-03-01", value);
}

static bp_status set_movement(setting *s, const char *value, const bp_loc *at,
                              bp_err *err)
{
    return bp_movement_parse(&s->out->movement, value, at, err);
}

static bp_status set_weight(setting *s, const char *value, const bp_loc *at, bp_err *err)
{
    bp_decimal d;
    if (!bp_decimal_parse(&d, value, strlen(value)) || d.units < 0)
        return bp_fail(err, at, BP_EUSAGE, "'%s' is not a weight: a number of 0 or more",
                       value);
    s->out->weight = bp_money_double(d.units, d.scale);
    s->out->has_weight = true;
    return BP_OK;
}

static bp_status set_geography(setting *s, const char *value, const bp_loc *at,
                               bp_err *err)
{
    return bp_percent_parse(&s->out->geography, bp_text_of(value))
               ? BP_OK
               : bp_fail(err, at, BP_EUSAGE, "'%s' is not a differential, as +4%%",
                         value);
}

static bp_status set_local(setting *s, const char *value, const bp_loc *at, bp_err *err)
{
    static const char *const no_yes[] = { "no", "yes", NULL };
    size_t yes;
    bp_status status = bp_arg_word(&yes, value, no_yes, at, err);
    s->out->local = status == BP_OK && yes == 1;
    return status;
}

/* By the setter of its option, which knows what a code is. */
static bp_status set_option(setting *s, const char *name, const char *value,
                            const bp_loc *at, bp_err *err)
{
    const bp_option *o = bp_option_find(name, BP_IN_PRICE);
    return o->set(s->request, &(bp_given){ o, value, at }, err);
}

static bp_status set_currency(setting *s, const char *value, const bp_loc *at,
                              bp_err *err)
{
    bp_status status = set_option(s, "currency", value, at, err);
    s->out->currency = s->request->choice.currency;
    return status;
}

static bp_status set_weight_column(setting *s, const char *value, const bp_loc *at,
                                   bp_err *err)
{
    return set_option(s, "weight", value, at, err);
}

static const struct {
    const char *name;
    bp_status (*set)(setting *, const char *, const bp_loc *, bp_err *);
} own[] = {
    { "file", set_file },
    { "recode", set_recode },
    { "effective", set_effective },
    { "movement", set_movement },
    { "weight", set_weight },
    { "geography", set_geography },
    { "local", set_local },
    { "currency", set_currency },
    { "weight-column", set_weight_column },
};

/* Options that surveys have: how they are read, chosen and counted.  All else is of the
 * prices, and is said where they are asked for. */
static bool is_of_survey(const char *name)
{
    static const char *const not [] = { "percentiles", "profile", "fx", "fx-direction" };
    static const bp_option *const groups[] = { bp_options_reading, bp_options_choice,
                                               bp_options_method };
    for (size_t i = 0; i < sizeof not / sizeof not [0]; i++)
        if (strcmp(name, not [i]) == 0)
            return false;
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        for (const bp_option *o = groups[g]; o->name != NULL; o++)
            if ((o->commands & BP_IN_PRICE) != 0 && strcmp(o->name, name) == 0)
                return true;
    return false;
}

static bp_status unknown(const char *name, const bp_loc *at, bp_err *err)
{
    const char *names[128];
    static const bp_option *const groups[] = { bp_options_reading, bp_options_choice,
                                               bp_options_method };
    size_t n = 0;
    char hint[80];
    if (bp_option_find(name, BP_IN_PRICE) != NULL)
        return bp_fail(
            err, at, BP_EUSAGE,
            "it is of the prices, not of a survey: give --%s on the command line", name);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        names[n++] = own[i].name;
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        for (const bp_option *o = groups[g]; o->name != NULL && n < 128; o++)
            if (is_of_survey(o->name))
                names[n++] = o->name;
    bp_arg_suggest(hint, sizeof hint, name, names, n, "");
    return bp_fail(err, at, BP_EUSAGE, "a survey has no '%s'%s", name, hint);
}

#define MOVEMENT_OF "movement."

/* The element of "movement.bonus"; NULL: the line is no such. */
static const char *element_of(const bp_manifest_entry *e)
{
    return strncmp(e->name, MOVEMENT_OF, strlen(MOVEMENT_OF)) == 0
               ? e->name + strlen(MOVEMENT_OF)
               : NULL;
}

static bp_status set(setting *s, const bp_manifest_entry *e, bp_err *err)
{
    const bp_loc at = { .file = s->manifest->file, .line = e->line, .name = e->name };
    const bool moves = element_of(e) != NULL;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(e->name, own[i].name) == 0)
            return own[i].set(s, e->value, &at, err);
    if (!is_of_survey(e->name) && !moves)
        return unknown(e->name, &at, err);
    return moves ? BP_OK : set_option(s, e->name, e->value, &at, err);
}

/* What holds for all, then what is the survey's. */
static bp_status set_all(setting *s, size_t survey, bp_err *err)
{
    const bp_manifest *m = s->manifest;
    const size_t parts[] = { OF_ALL, survey };
    bp_status status = BP_OK;
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; status == BP_OK && i < m->n_entries; i++)
            if (m->entry[i].survey == parts[p])
                status = set(s, &m->entry[i], err);
    return status;
}

/* Its place among those that are there, which a later line replaces. */
static size_t place_of(const bp_element_movement list[], size_t n, const char *element)
{
    size_t i = 0;
    while (i < n && strcmp(list[i].pay, element) != 0)
        i++;
    return i;
}

/* The movements of elements of pay: what holds for all, then what is the survey's. */
static bp_status set_movements(setting *s, size_t survey, bp_err *err)
{
    const bp_manifest *m = s->manifest;
    const size_t parts[] = { OF_ALL, survey };
    size_t most = 1, n = 0;
    for (size_t i = 0; i < m->n_entries; i++)
        most += element_of(&m->entry[i]) != NULL;
    bp_element_movement *list = bp_arena_take(&s->request->text, most * sizeof *list);
    bp_status status = list != NULL ? BP_OK : bp_no_memory(err, "the surveys");
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; status == BP_OK && i < m->n_entries; i++) {
            const bp_manifest_entry *e = &m->entry[i];
            const bp_loc at = { .file = m->file, .line = e->line, .name = e->name };
            const char *element = element_of(e);
            if (element == NULL || e->survey != parts[p])
                continue;
            const size_t k = place_of(list, n, element);
            list[k].pay = element;
            status = bp_movement_parse(&list[k].movement, e->value, &at, err);
            n += k == n;
        }
    s->out->own = list;
    s->out->n_own = n;
    return status;
}

/* What the command line says of surveys: where there are employees, columns and
 * conditions are theirs. */
static bp_status words_of_surveys(bp_words *out, const bp_request *r, bp_err *err)
{
    static const char *const theirs[] = { "--map", "--where" };
    bp_status status = BP_OK;
    for (size_t i = 1; status == BP_OK && i < r->said.n; i++) {
        const char *word = r->said.at[i];
        bool keeps = true;
        for (size_t k = 0; r->staff.employees != NULL && k < 2; k++) {
            const size_t n = strlen(theirs[k]);
            if (strncmp(word, theirs[k], n) != 0 || (word[n] != '=' && word[n] != '\0'))
                continue;
            keeps = false;
            i += word[n] == '\0';
        }
        if (keeps)
            status = bp_words_add(out, word, err);
    }
    return status;
}

/* The command line wins; what it says of files and places is not about the survey. */
static bp_status set_over(setting *s, const bp_request *r, bp_err *err)
{
    const bp_command *command;
    bp_request *own_request = s->request;
    const bp_words file = own_request->file;
    own_request->file = (bp_words){ 0 };
    bp_words said = { 0 };
    bp_status status = r->find(&command, r->said.at[0], err);
    if (status == BP_OK)
        status = words_of_surveys(&said, r, err);
    if (status == BP_OK)
        status = bp_opts_over(own_request, command, said.at, said.n, err);
    free(said.at);
    free(own_request->file.at);
    own_request->file = file;
    own_request->reading.threads = r->reading.threads;
    own_request->reading.memory = r->reading.memory;
    own_request->reading.reader = r->reading.reader;
    return status;
}

bp_status bp_manifest_survey(bp_pricing_survey *out, bp_request *request,
                             const bp_manifest *m, size_t survey, const bp_request *r,
                             bp_err *err)
{
    setting s = { .out = out, .request = request, .manifest = m };
    *out = (bp_pricing_survey){ .name = m->survey[survey], .weight = 1 };
    bp_status status = bp_request_init(request, err);
    if (status == BP_OK)
        status = set_all(&s, survey, err);
    if (status == BP_OK)
        status = set_over(&s, r, err);
    if (status == BP_OK)
        status = set_movements(&s, survey, err);
    if (status == BP_OK)
        status = bp_request_settle(request, err);
    if (status == BP_OK)
        out->question = bp_request_question(request, BP_ASK_PERCENTILES);
    return status;
}
