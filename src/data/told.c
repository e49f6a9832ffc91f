/* SPDX-License-Identifier: GPL-3.0-or-later */
/* told.c - what is told of a survey beside its rows: notes, warnings, its columns, and how
 * many cells of each were read as others. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/columns.h"
#include "data/fill.h"
#include "data/inside.h"
#include "data/recoded.h"
#include "data/warned.h"

/* ---- how the input was read ---- */

/* Several workers may note the same, so a text is kept once, where it was noted first. */

static bool add_note(bp_survey *s, const char *text, bp_hint hint)
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

bp_status bp_survey_add_note(bp_survey *s, bp_hint hint, bp_err *err, const char *fmt,
                             ...)
{
    bp_str text = { 0 };
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(&text, fmt, args);
    va_end(args);
    const bool ok = !text.failed && add_note(s, text.at, hint);
    bp_str_release(&text);
    return bp_survey_memory(ok, err);
}

size_t bp_survey_notes(const bp_survey *s)
{
    return s->notes.n;
}

const bp_note *bp_survey_note(const bp_survey *s, size_t i)
{
    return &s->notes.note[i];
}

/* ---- warnings about the input ---- */

/* They are added once all rows were counted, by one thread, so there is nothing to merge
 * but what one of two surveys has. */

static bool add_warning(bp_survey *s, const bp_read_warning *w, const char *text)
{
    bp_warned *all = &s->warned;
    bp_read_warning copy = *w;
    if (!bp_reserve(&all->warning, &all->cap, all->n + 1, sizeof copy) ||
        !bp_survey_keep(s, &copy.rule, w->rule) || !bp_survey_keep(s, &copy.text, text) ||
        !bp_survey_keep(s, &copy.hint.about, w->hint.about))
        return false;
    all->warning[all->n++] = copy;
    return true;
}

bp_status bp_survey_add_warning(bp_survey *s, const bp_read_warning *w, bp_err *err,
                                const char *fmt, ...)
{
    bp_str text = { 0 };
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(&text, fmt, args);
    va_end(args);
    const bool ok = !text.failed && add_warning(s, w, text.at);
    bp_str_release(&text);
    return bp_survey_memory(ok, err);
}

size_t bp_survey_warnings(const bp_survey *s)
{
    return s->warned.n;
}

const bp_read_warning *bp_survey_warning(const bp_survey *s, size_t i)
{
    return &s->warned.warning[i];
}

/* ---- the columns, as they were understood ---- */

/* They are the same for all workers, of whom one adds them; so a survey that has some
 * takes no others. */

static bool add_column(bp_survey *s, const bp_column_info *c)
{
    bp_columns *columns = &s->columns;
    bp_column_info copy = { .index = c->index };
    if (!bp_reserve(&columns->column, &columns->cap, columns->n + 1, sizeof copy) ||
        !bp_survey_keep(s, &copy.name, c->name) ||
        !bp_survey_keep(s, &copy.role, c->role) ||
        !bp_survey_keep(s, &copy.kind, c->kind) ||
        !bp_survey_keep(s, &copy.style, c->style))
        return false;
    columns->column[columns->n++] = copy;
    return true;
}

bp_status bp_survey_add_column(bp_survey *s, const bp_column_info *c, bp_err *err)
{
    return bp_survey_memory(add_column(s, c), err);
}

size_t bp_survey_columns(const bp_survey *s)
{
    return s->columns.n;
}

const bp_column_info *bp_survey_column(const bp_survey *s, size_t i)
{
    return &s->columns.column[i];
}

/* ---- cells that were read as others ---- */

/* A repair changes which rows are together, so it is counted as exclusions are, and kept
 * with the survey that it made. */

bp_status bp_survey_add_recoded(bp_survey *s, const bp_recoded *recoded, bp_err *err)
{
    bp_recodings *all = &s->recoded;
    bp_recoded one = *recoded;
    const bool ok = bp_reserve(&all->at, &all->cap, all->n + 1, sizeof one) &&
                    bp_survey_keep(s, &one.column, recoded->column) &&
                    bp_survey_keep(s, &one.file, recoded->file) &&
                    bp_survey_keep(s, &one.sha256, recoded->sha256);
    if (ok)
        all->at[all->n++] = one;
    return bp_survey_memory(ok, err);
}

size_t bp_survey_recodings(const bp_survey *s)
{
    return s->recoded.n;
}

bp_recoded bp_survey_recoded(const bp_survey *s, size_t i)
{
    return s->recoded.at[i];
}

/* ---- all of it ---- */

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    const size_t columns = s->columns.n == 0 ? from->columns.n : 0;
    bool ok = true;
    for (size_t i = 0; ok && i < from->notes.n; i++)
        ok = add_note(s, from->notes.note[i].text, from->notes.note[i].hint);
    for (size_t i = 0; ok && i < from->warned.n; i++)
        ok = add_warning(s, &from->warned.warning[i], from->warned.warning[i].text);
    for (size_t i = 0; ok && i < columns; i++)
        ok = add_column(s, &from->columns.column[i]);
    return bp_survey_memory(ok, err);
}

static void release(bp_survey *s)
{
    free(s->notes.note);
    free(s->warned.warning);
    free(s->columns.column);
    free(s->recoded.at);
}

const bp_part_kind bp_part_told = { .merge = merge, .release = release };
