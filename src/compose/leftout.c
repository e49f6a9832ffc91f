/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leftout.c - which of a report's usual tables it does not have, and why.
 *
 * A table that is not there cannot say whether the file lacks the column, has it under
 * another name, or has nothing to compare: whoever looks for it must not have to guess.
 */
#include <string.h>

#include "compose/groups.h"
#include "compose/words.h"
#include "report/build.h"

/* The table of a->by with this key; NULL: there is none. */
static const bp_percentiles *table_by(const bp_answer *a, const char *key)
{
    for (size_t i = 0; i < a->n_by; i++)
        if (strcmp(a->by[i]->key[0], key) == 0)
            return a->by[i];
    return NULL;
}

static bool has_role(const bp_survey *s, const char *role)
{
    for (size_t i = 0; i < bp_survey_columns(s); i++) {
        const char *is = bp_survey_column(s, i)->role;
        if (is != NULL && strcmp(is, role) == 0)
            return true;
    }
    return false;
}

/* Why there is no table by this key; NULL: there is one. */
static const char *why_not(bp_report *r, const bp_answer *a, const char *key)
{
    const bp_percentiles *p = table_by(a, key);
    if (p == NULL)
        return has_role(a->survey, key) ? "too many values" : "no such column";
    if (p->n_groups != 2)
        return NULL;
    const char *only = p->group[1].by[0];
    return bp_report_text(r, "all are in one group, %s",
                          only[0] != '\0' ? only : "(blank)");
}

/* Tiles need two tables; what these lack is said already. */
static const char *why_no_tiles(bp_report *r, const bp_answer *a, const char *rows,
                                const char *columns)
{
    const bp_percentiles *p = table_by(a, rows), *q = table_by(a, columns);
    if (p == NULL || q == NULL || p->n_groups < 3 || q->n_groups < 3)
        return NULL;
    for (size_t i = 0; i < a->n_tiles; i++)
        if (a->by[a->tiles[i].rows] == p && a->by[a->tiles[i].columns] == q)
            return NULL;
    return q->has_others && q->n_groups == 3
               ? "one group and others"
               : bp_report_text(r, "%zu %ss are too many for a row", q->n_groups - 1,
                                columns);
}

/* "by tier, size (no such column), by country": the last reason is still to come, since
 * several tables may have it. */
typedef struct left_out {
    const char *list;
    const char *why; /* NULL: none yet */
} left_out;

static void add(left_out *l, bp_report *r, const char *table, const char *why)
{
    if (why == NULL)
        return;
    l->list = l->why == NULL ? bp_report_text(r, "by %s", table)
              : strcmp(l->why, why) == 0
                  ? bp_report_text(r, "%s, %s", l->list, table)
                  : bp_report_text(r, "%s (%s), by %s", l->list, l->why, table);
    l->why = why;
}

void bp_compose_left_out(bp_report *r, const bp_answer *a)
{
    static const char *const rows[] = { "tier", "size" };
    left_out l = { "", NULL };
    for (size_t i = 0; i < a->choice.n_by; i++) {
        const char *key = a->choice.by[i];
        add(&l, r, bp_words_heading_inside(r, key), why_not(r, a, key));
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        add(&l, r, bp_report_text(r, "%s and region", rows[i]),
            why_no_tiles(r, a, rows[i], "region"));
    if (l.why != NULL)
        bp_report_remark(r, BP_SAY("Tables left out: {} ({})."),
                         BP_VALUES(bp_value_text(l.list), bp_value_text(l.why)));
}
