/* SPDX-License-Identifier: GPL-3.0-or-later */
/* noting.c - what is said of how the input was read, one thing after the other. */
#include "ingest/noting.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "data/fill.h"
#include "data/warned.h"

/* Adds a warning, or a note where there is none. */
static void add(bp_noting *n, const bp_read_warning *w, bp_hint hint, const char *fmt,
                va_list args)
{
    bp_str text = { 0 };
    if (n->status != BP_OK)
        return;
    bp_str_vprintf(&text, fmt, args);
    n->status = text.failed ? bp_no_memory(n->err, "notes")
                : w != NULL ? bp_survey_add_warning(n->survey, w, n->err, "%s", text.at)
                            : bp_survey_add_note(n->survey, hint, n->err, "%s", text.at);
    bp_str_release(&text);
}

void bp_noting_say(bp_noting *n, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    add(n, NULL, BP_NO_HINT, fmt, args);
    va_end(args);
}

void bp_noting_hint(bp_noting *n, bp_hint hint, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    add(n, NULL, hint, fmt, args);
    va_end(args);
}

void bp_noting_warn(bp_noting *n, const char *rule, bp_hint hint, uint64_t rows,
                    const char *fmt, ...)
{
    const bp_read_warning w = { .rule = rule, .hint = hint, .rows = rows };
    va_list args;
    va_start(args, fmt);
    add(n, &w, BP_NO_HINT, fmt, args);
    va_end(args);
}

bp_counted bp_noting_count(uint64_t n, const char *thing)
{
    bp_counted c;
    snprintf(c.text, sizeof c.text, "%" PRIu64 " %s%s", n, thing, n == 1 ? "" : "s");
    return c;
}

const char *bp_noting_part(bp_noting *n, const bp_str *list)
{
    if (list->failed && n->status == BP_OK)
        n->status = bp_no_memory(n->err, "notes");
    return list->at != NULL ? list->at : "";
}
