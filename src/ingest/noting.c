/* SPDX-License-Identifier: GPL-3.0-or-later */
/* noting.c - what is said of how the input was read, one thing after the other. */
#include "ingest/noting.h"

#include <stdarg.h>

#include "base/str.h"
#include "data/fill.h"

/* The text of a note, which the caller releases.  False: there is none. */
static bool put(bp_noting *n, bp_str *text, const char *fmt, va_list args)
{
    if (n->status == BP_OK)
        bp_str_vprintf(text, fmt, args);
    if (text->failed)
        n->status = bp_no_memory(n->err, "notes");
    return n->status == BP_OK;
}

void bp_noting_say(bp_noting *n, const char *fmt, ...)
{
    va_list args;
    bp_str text = { 0 };
    va_start(args, fmt);
    if (put(n, &text, fmt, args))
        n->status = bp_survey_add_note(n->survey, n->err, "%s", text.at);
    va_end(args);
    bp_str_release(&text);
}

void bp_noting_hint(bp_noting *n, bp_hint hint, const char *fmt, ...)
{
    va_list args;
    bp_str text = { 0 };
    va_start(args, fmt);
    if (put(n, &text, fmt, args))
        n->status = bp_survey_add_note_hint(n->survey, hint, n->err, "%s", text.at);
    va_end(args);
    bp_str_release(&text);
}

void bp_noting_warn(bp_noting *n, const bp_read_warning *w, const char *fmt, ...)
{
    va_list args;
    bp_str text = { 0 };
    va_start(args, fmt);
    if (put(n, &text, fmt, args))
        n->status = bp_survey_add_warning(n->survey, w, n->err, "%s", text.at);
    va_end(args);
    bp_str_release(&text);
}

const char *bp_noting_part(bp_noting *n, const bp_str *list)
{
    if (list->failed && n->status == BP_OK)
        n->status = bp_no_memory(n->err, "notes");
    return list->at != NULL ? list->at : "";
}
