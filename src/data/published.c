/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/published.h"

#include <stdlib.h>

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
    t->title = t->job = t->year = t->currency = SIZE_MAX;
    t->column = m->column = bp_alloc(0, n_columns, sizeof *m->column);
    t->point = m->point = bp_alloc(0, n_columns, sizeof *m->point);
    t->cell = m->cell = bp_alloc(0, n_rows * n_columns, sizeof *m->cell);
    t->line = m->line = bp_alloc(0, n_rows, sizeof *m->line);
    if (m->column != NULL && m->point != NULL && m->cell != NULL && m->line != NULL)
        return t;
    bp_published_free(t);
    return NULL;
}

void bp_published_free(bp_published *t)
{
    if (t == NULL)
        return;
    bp_arena_release(&t->memory->text);
    free(t->memory->column);
    free(t->memory->point);
    free(t->memory->cell);
    free(t->memory->line);
    free(t->memory);
    free(t);
}
