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

static void *field_of(bp_request *r, const bp_option *o)
{
    return (char *)r + o->field;
}

bp_status bp_set_flag(bp_request *r, const bp_option *o, const char *value,
                      const bp_loc *at, bp_err *err)
{
    static const char *const no_yes[] = { "no", "yes", NULL };
    size_t yes = 1;
    bp_status status = value != NULL ? bp_arg_word(&yes, value, no_yes, at, err) : BP_OK;
    if (status == BP_OK)
        *(bool *)field_of(r, o) = yes == 1;
    return status;
}

bp_status bp_set_text(bp_request *r, const bp_option *o, const char *value,
                      const bp_loc *at, bp_err *err)
{
    if (value[0] == '\0')
        return bp_fail(err, at, BP_EUSAGE, "the value must not be empty: %s",
                       o->argument);
    *(const char **)field_of(r, o) = value;
    return BP_OK;
}

bp_status bp_option_word(size_t *out, const bp_option *o, const char *value,
                         const bp_loc *at, bp_err *err)
{
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
    return bp_arg_word(out, value, words, at, err);
}

bp_status bp_set_word(bp_request *r, const bp_option *o, const char *value,
                      const bp_loc *at, bp_err *err)
{
    size_t place;
    bp_status status = bp_option_word(&place, o, value, at, err);
    if (status != BP_OK)
        return status;

    /* All our enums have the size of an int, but are types of their own. */
    const int chosen = o->low + (int)place;
    memcpy(field_of(r, o), &chosen, sizeof chosen);
    return BP_OK;
}

bp_status bp_set_switch(bp_request *r, const bp_option *o, const char *value,
                        const bp_loc *at, bp_err *err)
{
    size_t place;
    bp_status status = bp_option_word(&place, o, value, at, err);
    if (status == BP_OK)
        *(bool *)field_of(r, o) = place == 1;
    return status;
}

bp_status bp_set_int(bp_request *r, const bp_option *o, const char *value,
                     const bp_loc *at, bp_err *err)
{
    uint64_t n;
    bp_status status =
        bp_arg_whole(&n, value, (uint64_t)o->low, (uint64_t)o->high, at, err);
    if (status == BP_OK)
        *(int *)field_of(r, o) = (int)n;
    return status;
}

bp_status bp_set_date(bp_request *r, const bp_option *o, const char *value,
                      const bp_loc *at, bp_err *err)
{
    int32_t date;
    if (!bp_day_parse(&date, bp_text_of(value)))
        return bp_fail(err, at, BP_EUSAGE, "'%s' is not a date, as 2027-01-01", value);
    memcpy(field_of(r, o), &date, sizeof date);
    return BP_OK;
}

bp_status bp_set_add(bp_request *r, const bp_option *o, const char *value,
                     const bp_loc *at, bp_err *err)
{
    if (value[0] == '\0')
        return bp_fail(err, at, BP_EUSAGE, "the value must not be empty: %s",
                       o->argument);
    return bp_words_add(field_of(r, o), value, err);
}

bp_status bp_set_list(bp_request *r, const bp_option *o, const char *value,
                      const bp_loc *at, bp_err *err)
{
    bp_words *words = field_of(r, o);
    words->n = 0;
    return bp_arg_list(words, &r->text, value, at, err);
}
