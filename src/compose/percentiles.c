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

static void note_outliers(bp_report *r, uint64_t people, const char *who)
{
    if (people > 0)
        bp_report_add_note(
            r,
            bp_report_text(r,
                           "pay of %" PRIu64 " %s is far from the group "
                           "(beyond Tukey's outer fences or 3.5 MAD on the "
                           "log scale)",
                           people, who),
            (bp_hint){ BP_HINT_OUTLIERS, NULL });
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
    bp_report_add_line(r, BP_ITEM_NOTE, BP_SAY("Percentiles: {}."),
                       (bp_value[]){ bp_value_text(bp_words_qtype(
                           a->method.qtype, bp_survey_weighting(a->survey))) },
                       1);
    bp_compose_intervals(r, p);
    note_outliers(r, a->outliers, bp_words_rows(a->survey, a->outliers));
}
