/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer_published.c - what a report on offers says of a published table.
 *
 * Where there are no records the table is the whole source: its line is the scope, and
 * its figures are the only group.  Of its people nothing is known, so that nothing is
 * said of them. */
#include <string.h>

#include "base/lookalike.h"
#include "compose/ageing.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/lines.h"
#include "compose/offer.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

/* How the list was read, and columns of it that select nothing. */
static void note_list(bp_report *r, const bp_placements *o)
{
    char meant[BP_LOOK_MEANT_ROOM];
    for (size_t i = 0; o->list != NULL && i < BP_OFFERS_FIXED; i++)
        if (o->list->made[i] != NULL)
            bp_report_note(r,
                           "the amounts of '%s' are made a year's in single units, as "
                           "its header says",
                           o->list->made[i]);
    if (o->list != NULL && o->list->period != NULL)
        bp_report_note(r, "what is offered is made a year's by the column '%s'",
                       o->list->period);
    if (o->list != NULL && o->list->full_time && o->list->part_time > 0)
        bp_report_note(r, "%zu part-time offer%s put at full time by the column '%s'",
                       o->list->part_time, o->list->part_time == 1 ? " is" : "s are",
                       o->list->fte);
    if (o->converted != NULL)
        bp_report_note(r, "what is offered is %s", o->converted);
    for (size_t i = 0; i < o->n_by; i++)
        if (o->column[i].ignored &&
            (o->list->currency == NULL || strcmp(o->by[i], o->list->currency) != 0))
            bp_report_add_note(
                r,
                bp_report_text(
                    r,
                    "the column '%s' of the offers selects nothing: no market has it%s",
                    o->by[i], bp_look_meant(meant, o->column[i].nearest, o->by[i])),
                o->column[i].role != NULL ? (bp_hint){ BP_HINT_MAP, o->column[i].role }
                                          : BP_NO_HINT);
}

void bp_compose_offer_sources(bp_report *r, const bp_placements *o)
{
    const bp_published *t = o->table;
    note_list(r, o);
    if (t == NULL)
        return;
    const size_t used = o->listed        ? t->n_rows
                        : o->n_lines > 0 ? o->n_lines
                                         : o->only.fitting;
    bp_compose_published_input(r, t, used);
    const bp_published_line *l = o->n_lines > 0 ? &o->fit[0] : &o->only;
    if (!o->listed && l->latest)
        bp_report_add_note(
            r,
            bp_report_text(r, "'%s': year %d is the latest of several", t->file, l->year),
            (bp_hint){ BP_HINT_YEAR, NULL });
    if ((t->element == NULL || t->assumed) && !o->alone)
        bp_report_add_note(
            r,
            bp_report_text(r, "'%s': its headers do not say what pay its figures are of",
                           t->file),
            (bp_hint){ BP_HINT_PUBLISHED_PAY, NULL });
    if (!o->listed && o->only.fitting > 1)
        bp_report_note(r, "'%s': %zu lines fit, and their figures agree", t->file,
                       o->only.fitting);
    if (!o->listed && o->only.title != NULL)
        bp_report_note(r, "'%s': the line is '%s'", t->file, o->only.title);
}

/* Without records the head of the report is about the published table. */
void bp_compose_head_published(bp_report *r, const bp_answer *a, const bp_placements *o)
{
    bp_compose_request(r, a);
    bp_compose_offer_sources(r, o);
    r->method = (bp_method_note){
        .currency = o->currency != NULL ? bp_report_text(r, "%s", o->currency) : NULL,
        .year = o->only.year,
    };
    bp_compose_ageing(r, a);
}

void bp_compose_scope_published(bp_report *r, const bp_answer *a, const bp_placements *o)
{
    const bp_published_line *l = &o->only;
    const bool one = !o->listed && o->n_lines == 0;
    const bool named =
        l->title != NULL && strstr(bp_scope_market(r, a), l->title) != NULL;
    const char *title =
        one && l->title != NULL && !named ? l->title : "Published percentiles";
    const char *when = one && l->year > 0 ? bp_report_text(r, ", %d", l->year) : "";
    const char *pay = bp_words_published_unit(r, o->table, o->currency);
    const bp_value value[] = { bp_value_text(title), bp_value_text(when),
                               bp_value_text(pay[0] != '\0' ? ", " : ""),
                               bp_value_text(pay) };
    bp_compose_market(r, a, bp_report_line(r, BP_SAY("{}{}{}{}"), value, 4),
                      bp_words_file(r, o->table->file));
}

/* The groups of a published line: one, of which only percentiles are known. */
static void group_of_line(bp_report *r, const bp_placements *o)
{
    const bp_market *m = o->offer[0].market[0];
    const bp_value none = bp_value_absent(BP_KIND_COUNT);
    bp_column column[BP_KNOTS_MAX + 4] = {
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "mean", "Mean", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    bp_value value[BP_KNOTS_MAX + 4] = { none, none, none };
    size_t n = 3;
    bool bounded = false; /* by codes, of which a page knows nothing */
    for (size_t i = 0; i < bp_market_rungs(m); i++) {
        const bp_rung rung = bp_market_rung(m, i);
        const double percent = bp_level_percent(rung.level);
        bounded |= rung.bound > 0;
        const char *level = bp_report_text(r, "%.8g", percent);
        column[n] =
            (bp_column){ bp_report_text(r, "p%s", level), bp_report_text(r, "P%s", level),
                         BP_KIND_MONEY, BP_COL_LEVEL, percent };
        value[n++] = bp_money_of(rung.value, o->currency);
    }
    column[n] = (bp_column){ "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 };
    value[n++] = bp_value_text(NULL);
    bp_table *t = bp_report_add_table(
        r, &(bp_table){
               .name = "market",
               .machine = { .json = "groups", .by = true, .data = true, .csv = true },
               .column = column,
               .n_columns = n,
               .people = 1,
               .capped = true });
    bp_report_add_row(r, value, n, 0, true);
    if (t != NULL && !bounded)
        bp_compose_example_offer(r, t);
}

/* Each listed offer may have a line of its own, so there is no group of all: machines
 * find an empty table. */
static void no_groups(bp_report *r)
{
    bp_report_add_table(r,
                        &(bp_table){ .name = "groups", .machine = { .json = "groups" } });
}

void bp_compose_groups_published(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    if (o->listed || o->n_lines > 0)
        no_groups(r);
    else
        group_of_line(r, o);
}
