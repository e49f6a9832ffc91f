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

/* Groups, which end it is, and the levels. */
static void add_table(bp_report *r, const bp_percentiles *p)
{
    const size_t n = p->n_keys + 1 + p->n_levels;
    bp_column *column = bp_report_alloc(r, n, sizeof *column);
    if (column == NULL)
        return;
    for (size_t k = 0; k < p->n_keys; k++)
        column[k] = (bp_column){ .key = p->key[k],
                                 .heading = bp_words_heading(r, p->key[k]),
                                 .kind = BP_KIND_TEXT,
                                 .place = BP_COL_DISPLAY };
    column[p->n_keys] = (bp_column){
        .key = "end", .heading = "Range", .kind = BP_KIND_TEXT, .place = BP_COL_DISPLAY
    };
    for (size_t i = 0; i < p->n_levels; i++) {
        char text[16];
        bp_level_text(text, sizeof text, p->level[i]);
        column[p->n_keys + 1 + i] =
            (bp_column){ .key = bp_report_text(r, "p%s", text),
                         .heading = bp_report_text(r, "P%s", text),
                         .kind = BP_KIND_MONEY,
                         .place = BP_COL_DISPLAY };
    }
    bp_report_add_table(r, &(bp_table){ .name = "ranges",
                                        .caption = "By other conventions",
                                        .column = column,
                                        .n_columns = n,
                                        .n_display = n });
}

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

static void add_end(bp_report *r, const bp_percentiles *p, const bp_group *g,
                    unsigned end, bp_value value[])
{
    size_t n = 0;
    for (size_t k = 0; k < p->n_keys; k++)
        value[n++] = bp_value_text(end == LOWEST ? name_of(g, k) : "");
    value[n++] = bp_value_text(end == LOWEST ? "lowest" : "highest");
    for (size_t i = 0; i < p->n_levels; i++) {
        const bp_sensitivity *s = &g->sensitivity[i];
        value[n++] = bp_money_of(end == LOWEST ? s->min : s->max, g->currency);
    }
    bp_report_add_row(r, value, n, 0, false);
}

void bp_compose_ranges(bp_report *r, const bp_percentiles *p, const bool without[])
{
    bp_value *value = bp_report_alloc(r, p->n_keys + 1 + p->n_levels, sizeof *value);
    if (value == NULL)
        return;
    add_table(r, p);
    for (size_t i = 0; i < p->n_groups; i++)
        for (unsigned end = 0; end < ENDS && (without == NULL || !without[i]); end++)
            add_end(r, p, &p->group[i], end, value);
    bp_report_remark(
        r,
        BP_SAY("Other conventions: Hyndman-Fan definitions 1 to 9 (with weights those "
               "that there are); with outliers (beyond Tukey's outer fences or 3.5 MAD "
               "on the log scale) and without; {}."),
        BP_VALUES(bp_value_text(has_bases(p) ? BASES : "every person counted")));
}
