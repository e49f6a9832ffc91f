/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the columns that rows need.
 *
 * The steps of a plan hand it on and add what they find.  A full list does not fail at
 * once: one check after all steps (plan.c) is enough, and no step has to think of it. */
#include "ingest/wanted.h"

#include <assert.h>

size_t bp_wanted_find(const bp_wanted *w, size_t column)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->column[i].first == column)
            return i;
    return BP_NOT_WANTED;
}

size_t bp_wanted_add(bp_wanted *w, const bp_layout *first, size_t column, bp_need need)
{
    assert(need != 0);
    if (column == SIZE_MAX)
        return BP_NOT_WANTED;
    assert(column < first->n_columns);
    w->needs |= need;
    const size_t found = bp_wanted_find(w, column);
    if (found != BP_NOT_WANTED)
        return found;
    if (w->n == BP_WANTED_MAX) {
        w->full = true;
        return BP_NOT_WANTED;
    }
    w->column[w->n] = (bp_wanted_column){ .first = column, .name = first->name[column] };
    return w->n++;
}

size_t bp_wanted_add_pay(bp_wanted *w, const bp_layout *first, size_t column,
                         bp_need need, bool annual)
{
    const size_t i = bp_wanted_add(w, first, column, need);
    if (i != BP_NOT_WANTED) {
        w->column[i].pay = true;
        w->column[i].annual = annual;
        w->column[i].unit = 1;
    }
    return i;
}
