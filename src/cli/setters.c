/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setters.c - the setters that most options share.
 *
 * A row of a table names one of these and the field that it fills, so that most options
 * need no code of their own. */
#include <assert.h>
#include <string.h>

#include "base/ageing.h"
#include "cli/args.h"
#include "cli/options.h"

#define WORDS_MAX 10  /* of an option, and */
#define WORDS_ROOM 80 /* the bytes of all of them */

static void *field_of(bp_request *r, const bp_given *g)
{
    return (char *)r + g->option->field;
}

bp_status bp_set_flag(bp_request *r, const bp_given *g, bp_err *err)
{
    static const char *const no_yes[] = { "no", "yes", NULL };
    size_t yes = 1;
    bp_status status =
        g->value != NULL ? bp_arg_word(&yes, g->value, no_yes, g->at, err) : BP_OK;
    if (status == BP_OK)
        *(bool *)field_of(r, g) = yes == 1;
    return status;
}

bp_status bp_set_text(bp_request *r, const bp_given *g, bp_err *err)
{
    if (g->value[0] == '\0')
        return bp_fail(err, g->at, BP_EUSAGE, "the value must not be empty: %s",
                       g->option->argument);
    *(const char **)field_of(r, g) = g->value;
    return BP_OK;
}

bp_status bp_option_word(size_t *out, const bp_given *g, bp_err *err)
{
    const bp_option *o = g->option;
    const char *all = o->words != NULL ? o->words : o->argument, *words[WORDS_MAX + 1];
    char text[WORDS_ROOM], *end;
    size_t n = 0;
    assert(strlen(all) < sizeof text);
    memcpy(text, all, strlen(all) + 1);
    for (char *word = text; word != NULL; word = end) {
        assert(n < WORDS_MAX);
        words[n++] = word;
        end = strchr(word, '|');
        if (end != NULL)
            *end++ = '\0';
    }
    words[n] = NULL;
    return bp_arg_word(out, g->value, words, g->at, err);
}

bp_status bp_set_word(bp_request *r, const bp_given *g, bp_err *err)
{
    size_t place;
    bp_status status = bp_option_word(&place, g, err);
    if (status != BP_OK)
        return status;

    /* All our enums have the size of an int, but are types of their own. */
    const int chosen = g->option->low + (int)place;
    memcpy(field_of(r, g), &chosen, sizeof chosen);
    return BP_OK;
}

bp_status bp_set_switch(bp_request *r, const bp_given *g, bp_err *err)
{
    size_t place;
    bp_status status = bp_option_word(&place, g, err);
    if (status == BP_OK)
        *(bool *)field_of(r, g) = place == 1;
    return status;
}

bp_status bp_set_int(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t n;
    bp_status status = bp_arg_whole(&n, g->value, (uint64_t)g->option->low,
                                    (uint64_t)g->option->high, g->at, err);
    if (status == BP_OK)
        *(int *)field_of(r, g) = (int)n;
    return status;
}

bp_status bp_set_date(bp_request *r, const bp_given *g, bp_err *err)
{
    int32_t date;
    if (!bp_day_parse(&date, bp_text_of(g->value)))
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not a date, as 2027-01-01",
                       g->value);
    memcpy(field_of(r, g), &date, sizeof date);
    return BP_OK;
}

bp_status bp_set_add(bp_request *r, const bp_given *g, bp_err *err)
{
    if (g->value[0] == '\0')
        return bp_fail(err, g->at, BP_EUSAGE, "the value must not be empty: %s",
                       g->option->argument);
    return bp_words_add(field_of(r, g), g->value, err);
}

bp_status bp_set_list(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_words *words = field_of(r, g);
    words->n = 0;
    return bp_arg_list(words, &r->text, g->value, g->at, err);
}
