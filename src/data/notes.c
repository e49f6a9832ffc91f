/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes.c - how the input was read and what was assumed, in words.
 *
 * Several workers may note the same, so a text is kept once, where it was noted first. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/fill.h"
#include "data/inside.h"

static bool add(bp_survey *s, const char *text, bp_hint hint)
{
    bp_notes *notes = &s->notes;
    for (size_t i = 0; i < notes->n; i++)
        if (strcmp(notes->note[i].text, text) == 0)
            return true;
    bp_note note = { .hint = { .key = hint.key } };
    if (!bp_reserve(&notes->note, &notes->cap, notes->n + 1, sizeof note) ||
        !bp_survey_keep(s, &note.text, text) ||
        !bp_survey_keep(s, &note.hint.about, hint.about))
        return false;
    notes->note[notes->n++] = note;
    return true;
}

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < from->notes.n; i++)
        ok = add(s, from->notes.note[i].text, from->notes.note[i].hint);
    return bp_survey_memory(ok, err);
}

static void release(bp_survey *s)
{
    free(s->notes.note);
}

const bp_part_kind bp_part_notes = { .merge = merge, .release = release };

static bp_status add_formatted(bp_survey *s, bp_hint hint, bp_err *err, const char *fmt,
                               va_list args)
{
    bp_str text = { 0 };
    bp_str_vprintf(&text, fmt, args);
    const bool ok = !text.failed && add(s, text.at, hint);
    bp_str_release(&text);
    return bp_survey_memory(ok, err);
}

bp_status bp_survey_add_note(bp_survey *s, bp_err *err, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bp_status status = add_formatted(s, BP_NO_HINT, err, fmt, args);
    va_end(args);
    return status;
}

bp_status bp_survey_add_note_hint(bp_survey *s, bp_hint hint, bp_err *err,
                                  const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bp_status status = add_formatted(s, hint, err, fmt, args);
    va_end(args);
    return status;
}

size_t bp_survey_notes(const bp_survey *s)
{
    return s->notes.n;
}

const bp_note *bp_survey_note(const bp_survey *s, size_t i)
{
    return &s->notes.note[i];
}
