/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_change.c - what has changed as a chart slot: a dumbbell a group, everybody first.
 *
 * Its title counts what moved by more than the threshold, since that is what a change is
 * looked at for; rows are in the order of the table. */
#include "compose/chart.h"

#include <string.h>

#include "compose/changewords.h"
#include "compose/words.h"

static bp_chart_change row_of(bp_report *r, const bp_change *c, const bp_change_group *g)
{
    const bp_change_figure *f = &g->figure[bp_change_main(c)];
    bp_chart_change to = {
        .name = bp_report_text(r, "%s", bp_change_group_name(r, c, g, "Everybody")),
        .old = f->old,
        .now = f->now,
        .rate = f->rate,
        .within = f->apart == 0,
        .word = bp_change_status_words(g->status != BP_CHANGE_OK ? g->status : f->status),
    };
    if (f->status == BP_CHANGE_WITHHELD)
        to.old = to.now = bp_figure_without(BP_WITHHELD, 0);
    return to;
}

static bp_line finding(bp_report *r, const bp_change *c)
{
    const size_t main = bp_change_main(c);
    size_t known = 0, beyond = 0;
    for (size_t i = 0; i < c->n_groups; i++) {
        const bp_change_figure *f = &c->group[i].figure[main];
        known += f->beyond >= 0 && c->group[i].by != NULL;
        beyond += f->beyond == 1 && c->group[i].by != NULL;
    }
    const bool median = strcmp(c->name[main].name, "p50") == 0;
    const bp_value said[] = { bp_value_count(beyond), bp_value_count(known),
                              bp_value_text(median ? "medians" : "groups"),
                              bp_value_percent(c->question->threshold) };
    if (known == 0)
        return bp_report_line(r, BP_SAY("Then and now"), NULL, 0);
    if (beyond == 0)
        return bp_report_line(r, BP_SAY("None of {} {} moved by more than {}"), said + 1,
                              3);
    return bp_report_line(r, BP_SAY("{} of {} {} moved by more than {}"), said, 4);
}

/* One sign for all amounts, or none. */
static const char *currency_of(const bp_change *c)
{
    const char *first = c->n_groups > 0 ? c->group[0].currency : NULL;
    for (size_t i = 0; first != NULL && i < c->n_groups; i++)
        if (c->group[i].currency == NULL || strcmp(first, c->group[i].currency) != 0)
            return NULL;
    return first;
}

void bp_slot_change(bp_report *r, const bp_change *c, const char *title, const char *note)
{
    const size_t main = bp_change_main(c);
    if (main == SIZE_MAX || c->n_groups == 0)
        return;
    bp_chart_change *row = bp_report_alloc(r, c->n_groups, sizeof *row);
    const bp_value said[] = {
        bp_value_text(bp_change_heading(r, c->name[main].name)),
        bp_value_text(c->pay != NULL ? bp_words_element_inside(c->pay) : c->command),
        bp_value_text(bp_change_side_words(r, &c->side[0])),
        bp_value_text(bp_change_side_words(r, &c->side[1])),
    };
    size_t n = 0;
    for (size_t i = 0; row != NULL && i < c->n_groups; i++)
        if (c->group[i].figure[main].status != BP_CHANGE_NONE)
            row[n++] = row_of(r, c, &c->group[i]);
    if (n == 0)
        return;
    bp_report_add_chart(
        r, &(bp_chart){
               .kind = BP_CHART_CHANGE,
               .id = "change",
               .title = title != NULL ? bp_report_text_line(r, title) : finding(r, c),
               .subtitle = bp_report_line(r, BP_SAY("{} of {}: {} to {}"), said, 4),
               .note =
                   note != NULL
                       ? bp_report_text_line(r, note)
                       : bp_report_line(r,
                                        BP_SAY("Open dot: then. Full dot: now. Grey: "
                                               "within the margins, the intervals meet."),
                                        NULL, 0),
               .currency = currency_of(c),
               .u.changes = { row, n } });
}
