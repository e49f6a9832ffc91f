/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warned.c - warnings about the input, kept with the survey.
 *
 * They are added once all rows were counted, by one thread, so there is nothing to merge
 * but what one of two surveys has. */
#include "data/warned.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/fill.h"
#include "data/inside.h"

static bool add(bp_survey *s, const bp_read_warning *w, const char *text)
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

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < from->warned.n; i++)
        ok = add(s, &from->warned.warning[i], from->warned.warning[i].text);
    return bp_survey_memory(ok, err);
}

static void release(bp_survey *s)
{
    free(s->warned.warning);
}

const bp_part_kind bp_part_warned = { .merge = merge, .release = release };

bp_status bp_survey_add_warning(bp_survey *s, const bp_read_warning *w, bp_err *err,
                                const char *fmt, ...)
{
    bp_str text = { 0 };
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(&text, fmt, args);
    va_end(args);
    const bool ok = !text.failed && add(s, w, text.at);
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
