/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranges.c - what percentiles would be by other conventions, for people.
 *
 * Machines have both ends beside each percentile.  People get a table in the shape of the
 * one above it, two rows a group, so that the eye goes down a column. */
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/words.h"
#include "report/build.h"

enum { LOWEST, HIGHEST, ENDS };

/* Can organizations count? */
static bool has_bases(const bp_percentiles *p)
{
    return p->has_orgs && !p->of_lines && !p->of_posts;
}

#define BASES                                                                            \
    "on every basis: people, the means of organizations, and people of whom each "       \
    "organization has the same weight"

/* "All", "(blank)": as the table above names it. */
static const char *name_of(const bp_group *g, size_t key)
{
    if (g->by == NULL)
        return key == 0 ? "All" : "";
    return g->by[key][0] != '\0' ? g->by[key] : "(blank)";
}

/* A row of one end: its groups, which end it is, and the levels. */
static void add_end(bp_fields *f, const bp_percentiles *p, const bp_group *g,
                    unsigned end)
{
    const bool low = end == LOWEST;
    for (size_t k = 0; k < p->n_keys; k++)
        bp_put_at(f, p->key[k], bp_words_heading(f->r, p->key[k]),
                  bp_value_text(low ? name_of(g, k) : ""), BP_COL_DISPLAY);
    bp_put_at(f, "end", "Range", bp_value_text(low ? "lowest" : "highest"),
              BP_COL_DISPLAY);
    for (size_t i = 0; i < p->n_levels; i++) {
        const bp_sensitivity *s = &g->sensitivity[i];
        char level[16];
        bp_level_text(level, sizeof level, p->level[i]);
        bp_put_at(f, bp_report_text(f->r, "p%s", level),
                  bp_report_text(f->r, "P%s", level),
                  bp_money_of(low ? s->min : s->max, g->currency), BP_COL_DISPLAY);
    }
    bp_fields_row(f, 0, false);
}

void bp_compose_ranges(bp_report *r, const bp_percentiles *p, const bool without[])
{
    bp_fields f;
    bp_fields_begin(
        &f, r, &(bp_table){ .name = "ranges", .caption = "By other conventions" }, true);
    for (size_t i = 0; i < p->n_groups; i++)
        for (unsigned end = 0; end < ENDS && (without == NULL || !without[i]); end++)
            add_end(&f, p, &p->group[i], end);
    bp_report_remark(
        r,
        BP_SAY("Other conventions: Hyndman-Fan definitions 1 to 9 (with weights those "
               "that there are); with outliers (beyond Tukey's outer fences or 3.5 MAD "
               "on the log scale) and without; {}."),
        BP_VALUES(bp_value_text(has_bases(p) ? BASES : "every person counted")));
}
