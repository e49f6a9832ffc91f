/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doubt.c - the doubts about a file, gathered and told.
 *
 * They are copied whole, since what noticed them may be gone when they are told: a plan
 * that could not be finished, or a survey of which nothing is shown. */
#include "base/doubt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hint.h"
#include "base/str.h"

void bp_doubts_release(bp_doubts *d)
{
    bp_arena_release(&d->texts);
    free(d->doubt);
    *d = (bp_doubts){ 0 };
}

static const char *keep(bp_doubts *d, const char *text)
{
    const char *copy = text != NULL ? bp_arena_copy(&d->texts, text, strlen(text)) : NULL;
    d->failed |= text != NULL && copy == NULL;
    return copy;
}

static bool is_there(const bp_doubts *d, const char *text)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->doubt[i].text, text) == 0)
            return true;
    return false;
}

void bp_doubts_add(bp_doubts *doubts, const char *about, const bp_loc *at,
                   const bp_setting setting[], size_t n, const char *fmt, ...)
{
    bp_str words = { 0 };
    bp_err told;
    va_list args;
    if (doubts == NULL)
        return;
    va_start(args, fmt);
    bp_str_vprintf(&words, fmt, args);
    va_end(args);
    bp_fail(&told, at, BP_EDATA, "%s", words.at != NULL ? words.at : "");
    doubts->failed |= words.failed;
    bp_str_release(&words);
    if (is_there(doubts, told.text))
        return;
    bp_doubt made = { .about = keep(doubts, about), .text = keep(doubts, told.text) };
    for (; made.n < n && made.n < BP_DOUBT_SETTINGS_MAX; made.n++)
        made.setting[made.n] =
            (bp_setting){ setting[made.n].key, keep(doubts, setting[made.n].about),
                          keep(doubts, setting[made.n].value) };
    if (doubts->failed ||
        !bp_reserve(&doubts->doubt, &doubts->cap, doubts->n + 1, sizeof made))
        doubts->failed = true;
    else
        doubts->doubt[doubts->n++] = made;
}

/* "SENTENCE; give OPTION or OPTION" */
static void put(bp_str *out, const bp_doubt *d, const char *const words[])
{
    bp_str_puts(out, out->n > 0 ? "\n" : "");
    bp_str_puts(out, d->text);
    for (size_t i = 0; words != NULL && i < d->n; i++) {
        bp_str_puts(out, i == 0 ? "; give " : i + 1 < d->n ? ", " : " or ");
        bp_setting_put(out, d->setting[i], words);
    }
}

static void put_all(bp_str *out, const bp_doubts *doubts, const char *const words[])
{
    for (size_t i = 0; i < doubts->n; i++)
        put(out, &doubts->doubt[i], words);
}

bp_status bp_doubts_fail(const bp_doubts *doubts, const char *const words[], bp_err *err)
{
    bp_str all = { 0 };
    put_all(&all, doubts, words);
    bp_status status = BP_OK;
    if (doubts->failed || all.failed)
        status = bp_no_memory(err, "what is asked");
    else if (doubts->n > 0)
        status = bp_fail(err, NULL, BP_EDATA, "%s", all.at);
    bp_str_release(&all);
    return status;
}

void bp_doubts_tell_first(const bp_doubts *doubts, const char *const words[], bp_err *err)
{
    bp_str all = { 0 };
    if (err == NULL || doubts->n == 0)
        return;
    put_all(&all, doubts, words);
    bp_str_puts(&all, "\n");
    bp_str_puts(&all, err->text);
    if (!all.failed)
        snprintf(err->text, sizeof err->text, "%s", all.at);
    bp_str_release(&all);
}
