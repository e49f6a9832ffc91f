/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compose/groups.h"
#include "compose/words.h"
#include "report/build.h"

void bp_compose_percentiles(bp_report *r, const bp_context *c, const bp_percentiles *p)
{
    bp_compose_head(r, c);
    bp_compose_rules(r, c);
    bp_compose_title(r, c,
                     bp_report_text(r, "%s percentiles", bp_words_element(p->element)));
    r->subtitle = bp_words_source(r, c->survey);
    bp_compose_scope(r, c, &p->group[0], p->has_orgs);
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = p->element });
    bp_compose_groups(r, p, NULL, false);
    bp_report_add_line(r, BP_ITEM_NOTE, BP_SAY("Percentiles: {}."),
                       (bp_value[]){ bp_value_text(bp_words_qtype(c->method->qtype)) },
                       1);
}
