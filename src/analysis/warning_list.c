/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warning_list.c - warnings while they are gathered.
 *
 * Many small rules add to one list, and hardly any of them fails for another reason than
 * memory; so the list remembers a failure, and who made it asks once. */
#include "analysis/warning_list.h"

#include <stdlib.h>

const char *bp_warning_code(bp_warning_kind c)
{
    static const char *const name[BP_WARN_KINDS] = {
        [BP_WARN_CURRENCIES] = "currencies",
        [BP_WARN_PERIODS] = "periods",
        [BP_WARN_UNITS] = "units",
        [BP_WARN_CONFLICT] = "conflict",
        [BP_WARN_IDENTICAL] = "identical",
        [BP_WARN_PERSONS] = "persons",
        [BP_WARN_NAMES] = "names",
        [BP_WARN_BANDS] = "bands",
        [BP_WARN_OUTLIERS] = "outliers",
        [BP_WARN_CASH] = "cash",
        [BP_WARN_MIDPOINT] = "midpoint",
        [BP_WARN_ORDER] = "order",
        [BP_WARN_SUM] = "sum",
        [BP_WARN_TOP] = "top",
        [BP_WARN_GROWTH] = "growth",
    };
    return name[c];
}

void bp_warnings_free(bp_warnings *warnings)
{
    bp_warning_list *list = (bp_warning_list *)warnings;
    if (list == NULL)
        return;
    free(list->warnings.warning);
    bp_arena_release(&list->texts);
    free(list);
}

void bp_warning_list_add(bp_warning_list *list, const bp_warning *w)
{
    bp_warnings *warnings = &list->warnings;
    if (list->failed || !bp_reserve(&warnings->warning, &list->cap, warnings->n + 1,
                                    sizeof warnings->warning[0]))
        list->failed = true;
    else
        warnings->warning[warnings->n++] = *w;
}

void bp_warning_add_row(bp_warning *w, const bp_survey *s, const bp_place *place)
{
    if (w->rows == 0) {
        w->file = bp_survey_input(s, place->file)->file;
        w->order = place->order;
    }
    if (w->rows < 3)
        w->line[w->rows] = place->line;
    w->rows++;
}

void bp_warning_add_rows(bp_warning *w, const bp_survey *s, const bp_warning_rows *rows)
{
    for (size_t i = 0; i < BP_PLACES && i < rows->n; i++)
        bp_warning_add_row(w, s, &rows->first[i]);
    w->rows = rows->n;
}
