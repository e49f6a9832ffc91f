/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.c - the report of a question about percentiles: one table of groups.
 *
 * It has nothing that the same table in a longer report would not have, so that figures
 * can be compared between the two. */
#include <inttypes.h>

#include "compose/groups.h"
#include "compose/interval.h"
#include "compose/lines.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

/* Who asks for approximate figures cannot leave them out. */
static void note_outliers(bp_report *r, const bp_answer *a)
{
    const bool exact = bp_survey_shape(a->survey)->bits == 0;
    if (a->outliers > 0)
        bp_report_add_note(
            r,
            bp_report_text(r,
                           "pay of %" PRIu64 " %s is far from the group (beyond Tukey's "
                                             "outer fences or 3.5 MAD on the log scale)",
                           a->outliers, bp_words_rows(a->survey, a->outliers)),
            exact ? (bp_hint){ BP_HINT_OUTLIERS, NULL } : BP_NO_HINT);
}

void bp_compose_percentiles(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = a->table;
    if (a->survey == NULL) {
        bp_compose_line_table(r, a);
        return;
    }
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    bp_compose_title(r, a,
                     bp_report_text(r, "%s percentiles", bp_words_element(p->element)));
    bp_compose_scope(r, a, &p->group[0], p->has_orgs);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = p->element });
    if (a->local != NULL)
        bp_compose_local_groups(r, p, a->local);
    else
        bp_compose_groups(r, p, NULL, false);
    bp_compose_how(r, a, p);
    note_outliers(r, a);
}
