/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.c - a table of published percentiles, and its columns by name.
 *
 * Published tables call their columns as they like, so what a filter is about may be
 * a name, with case, blanks and `_` ignored, or a role that the column was found to
 * have. */
#include "data/published.h"

#include <stdlib.h>
#include <string.h>

#include "base/lookalike.h"
#include "base/text.h"

bp_published *bp_published_new(size_t n_columns, size_t n_rows)
{
    bp_published *t = bp_alloc(sizeof *t, 0, 0);
    bp_published_memory *m = bp_alloc(sizeof *m, 0, 0);
    if (t == NULL || m == NULL) {
        free(t);
        free(m);
        return NULL;
    }
    t->memory = m;
    t->n_columns = n_columns;
    t->n_rows = n_rows;
    t->title = t->job = t->year = t->currency = t->mean = t->people = SIZE_MAX;
    t->measure = "";
    t->note = m->note;
    t->column = m->column = bp_room_take(&m->room, n_columns, sizeof *m->column);
    t->point = m->point = bp_room_take(&m->room, n_columns, sizeof *m->point);
    t->figure = m->figure = bp_room_take(&m->room, n_columns, sizeof *m->figure);
    t->cell = m->cell = bp_room_take(&m->room, n_rows * n_columns, sizeof *m->cell);
    t->line = m->line = bp_room_take(&m->room, n_rows, sizeof *m->line);
    if (!m->room.failed)
        return t;
    bp_published_free(t);
    return NULL;
}

void bp_published_free(bp_published *t)
{
    if (t == NULL)
        return;
    bp_arena_release(&t->memory->text);
    bp_room_release(&t->memory->room);
    free(t->memory->factor);
    free(t->memory->date);
    free(t->memory);
    free(t);
}

/* The next letter or digit of a name, case ignored, which is taken off it; 0: none. */
static unsigned char next_letter(bp_text *name)
{
    while (name->n > 0 && strchr(" _-#", name->at[0]) != NULL)
        *name = bp_text_from(*name, 1);
    const unsigned char c = name->n > 0 ? bp_lower(name->at[0]) : 0;
    *name = bp_text_from(*name, name->n > 0);
    return c;
}

bool bp_stated_alike(bp_text a, bp_text b)
{
    for (;;) {
        const unsigned char x = next_letter(&a), y = next_letter(&b);
        if (x != y || x == '\0')
            return x == y;
    }
}

/* Names that a filter may use whatever the columns are called. */
static const char *const roles[] = { "title", "job", "year", "currency" };
#define N_ROLES (sizeof roles / sizeof roles[0])

static size_t by_role(const bp_published *t, const char *name)
{
    const size_t column[N_ROLES] = { t->title, t->job, t->year, t->currency };
    for (size_t i = 0; i < N_ROLES; i++)
        if (strcmp(name, roles[i]) == 0)
            return column[i];
    return SIZE_MAX;
}

bp_status bp_published_column(size_t *out, const bp_published *t, const char *name,
                              bp_err *err)
{
    const bp_loc at = { .file = t->file };
    size_t column = 0;
    while (column < t->n_columns &&
           !bp_stated_alike(bp_text_of(t->column[column].name), bp_text_of(name)))
        column++;
    if (column == t->n_columns)
        column = by_role(t, name);
    if (column != SIZE_MAX) {
        *out = column;
        return BP_OK;
    }
    size_t n = t->n_columns;
    const char **names = bp_alloc(0, n + N_ROLES, sizeof *names);
    if (names == NULL)
        return bp_no_memory(err, "column names");
    for (size_t i = 0; i < n; i++)
        names[i] = t->column[i].name;
    for (size_t i = 0; i < N_ROLES; i++)
        if (by_role(t, roles[i]) != SIZE_MAX)
            names[n++] = roles[i];
    const char *near = bp_text_nearest(name, names, n);
    char meant[BP_LOOK_MEANT_ROOM];
    bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'%s", name,
            bp_look_meant(meant, near, name));
    free(names);
    return BP_EUSAGE;
}

bp_recoded bp_published_recoded(const bp_published *t, size_t column)
{
    const bp_stated_column *c = &t->column[column];
    return (bp_recoded){ c->name, c->recoded, t->recode, t->recode_sha256 };
}
