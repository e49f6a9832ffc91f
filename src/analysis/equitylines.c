/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equitylines.c - the lines of an equity analysis: what each part adds to. */
#include <stdlib.h>
#include <string.h>

#include "analysis/equityrows.h"

const char *bp_equity_part_name(bp_equity_part part)
{
    static const char *const name[BP_EQUITY_PARTS] = { "raw",    "bonus", "adjusted",
                                                       "oaxaca", "bands", "categories" };
    return name[part];
}

bp_equity_line *bp_equity_add(bp_equity *e, bp_equity_part part, const char *group,
                              const char *category, const char *factor,
                              const char *figure)
{
    const char *text[] = { group, category, factor };
    const char *kept[3];
    for (size_t i = 0; i < 3; i++)
        if ((kept[i] = bp_arena_copy(&e->texts, text[i], strlen(text[i]))) == NULL)
            return NULL;
    if (!bp_reserve(&e->line, &e->cap, e->n + 1, sizeof *e->line))
        return NULL;
    bp_equity_line *l = &e->line[e->n++];
    *l = (bp_equity_line){ .part = part,
                           .group = kept[0],
                           .category = kept[1],
                           .factor = kept[2],
                           .figure = figure,
                           .kind = BP_EQUITY_SHARE };
    return l;
}

void bp_equity_withhold(bp_equity_line *line, unsigned reasons)
{
    line->value = bp_figure_without(BP_WITHHELD, line->value.reasons | reasons);
    line->tested = line->at_least_5 = false;
    line->t = 0;
}

void bp_equity_free(bp_equity *e)
{
    if (e == NULL)
        return;
    free(e->line);
    bp_arena_release(&e->texts);
    free(e);
}
