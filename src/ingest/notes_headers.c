/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_headers.c - what is said of headers that are not what they look like.
 *
 * A header "Bоnus" with a Cyrillic "о" is no column of bonuses to a program, and nobody
 * who looks at the file sees why.  The figures are then of other columns than everyone
 * thinks, so it is said even where the columns that are used are found.  And files that
 * have a header alone are named. */
#include "ingest/noting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lookalike.h"
#include "base/str.h"

/* So many headers are named, and so many columns compared with each other. */
#define NAMED 5
#define COMPARED 256

typedef struct oddities {
    bp_str said;
    size_t n;
} oddities;

static void say(oddities *o, const char *name, const char *what, const char *other)
{
    o->n++;
    if (o->n > NAMED)
        return;
    bp_str_puts(&o->said, o->n > 1 ? ", '" : "'");
    bp_str_visible(&o->said, bp_text_of(name));
    bp_str_printf(&o->said, "'%s", what);
    if (other == NULL)
        return;
    bp_str_puts(&o->said, " beside '");
    bp_str_visible(&o->said, bp_text_of(other));
    bp_str_puts(&o->said, "'");
}

/* A header as it looks, which is found once and compared with all others. */
typedef struct looks {
    char *of[COMPARED]; /* [n] NULL: it is not valid */
    size_t n;
} looks;

static void find_looks(looks *s, const bp_layout *l)
{
    s->n = l->n_columns < COMPARED ? l->n_columns : COMPARED;
    for (size_t i = 0; i < s->n; i++)
        s->of[i] = bp_look_of(bp_text_of(l->name[i]));
}

static void release(looks *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->of[i]);
}

static bool are_alike(const looks *s, size_t i, size_t k)
{
    return s->of[i] != NULL && s->of[k] != NULL && strcmp(s->of[i], s->of[k]) == 0;
}

static void look_at(oddities *o, const bp_layout *l, const looks *s, size_t column)
{
    const char *name = l->name[column];
    const uint32_t odd = bp_look_odd(bp_text_of(name));
    char what[BP_LOOK_ROOM];
    for (size_t i = 0; column < s->n && i < s->n; i++) {
        const bool first = odd != 0 ? i != column : i < column;
        if (first && are_alike(s, i, column) &&
            bp_look_odd(bp_text_of(l->name[i])) == 0 &&
            bp_look_difference(what, name, l->name[i])[0] != '\0') {
            say(o, name, what, l->name[i]);
            return;
        }
    }
    if (odd == 0)
        return;
    snprintf(what, sizeof what, " (with U+%04X in it)", (unsigned)odd);
    say(o, name, what, NULL);
}

static void look_at_all(oddities *o, const bp_layout *l)
{
    looks s = { .n = 0 };
    find_looks(&s, l);
    for (size_t i = 0; i < l->n_columns; i++)
        look_at(o, l, &s, i);
    release(&s);
}

/* An empty part of a survey, or a copy that was broken off: nobody but its keeper knows.
 */
static void warn_of_bare(bp_noting *n)
{
    const bp_plan *p = n->plan;
    oddities o = { 0 };
    for (size_t f = 0; f < p->n_files; f++)
        if (p->head[f].bare)
            say(&o, p->file[f], "", NULL);
    if (o.n > NAMED)
        bp_str_printf(&o.said, " and %zu more", o.n - NAMED);
    const char *files = bp_noting_part(n, &o.said);
    if (o.n > 0)
        bp_noting_warn(n, "empty", BP_NO_HINT, 0, "%s %s a header and no rows: %s",
                       bp_noting_count(o.n, "file").text, o.n == 1 ? "has" : "have",
                       files);
    bp_str_release(&o.said);
}

void bp_notes_headers(bp_noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t f = 0; n->status == BP_OK && f < p->n_files; f++) {
        const bp_layout *l = &p->head[f].layout;
        oddities o = { 0 };
        if (l->has_header && !p->head[f].like_first)
            look_at_all(&o, l);
        const char *headers = bp_noting_part(n, &o.said);
        if (o.n > NAMED)
            bp_noting_warn(n, "names", BP_NO_HINT, 0,
                           "'%s': headers are not what they look like: %s and %zu more",
                           p->file[f], headers, o.n - NAMED);
        else if (o.n > 0)
            bp_noting_warn(n, "names", BP_NO_HINT, 0, "'%s': %s not what %s like: %s",
                           p->file[f], o.n == 1 ? "a header is" : "headers are",
                           o.n == 1 ? "it looks" : "they look", headers);
        bp_str_release(&o.said);
    }
    warn_of_bare(n);
}
