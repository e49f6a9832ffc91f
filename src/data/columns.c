/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.c - the columns of the input, as they were understood.
 *
 * They are the same for all workers, of whom one adds them; so a survey that has some
 * takes no others. */
#include "data/columns.h"

#include <stdlib.h>

#include "data/fill.h"
#include "data/inside.h"

static bool add(bp_survey *s, const bp_column_info *c)
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

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    const size_t n = s->columns.n == 0 ? from->columns.n : 0;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = add(s, &from->columns.column[i]);
    return bp_survey_memory(ok, err);
}

static void release(bp_survey *s)
{
    free(s->columns.column);
}

const bp_part_kind bp_part_columns = { .merge = merge, .release = release };

bp_status bp_survey_add_column(bp_survey *s, const bp_column_info *c, bp_err *err)
{
    return bp_survey_memory(add(s, c), err);
}

size_t bp_survey_columns(const bp_survey *s)
{
    return s->columns.n;
}

const bp_column_info *bp_survey_column(const bp_survey *s, size_t i)
{
    return &s->columns.column[i];
}
