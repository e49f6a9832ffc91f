/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "compose/groups.h"
#include "compose/offer.h"
#include "compose/words.h"
#include "report/build.h"

/* What stands in for the survey where there is none. */
static void head_published(bp_report *r, const bp_answer *a, const bp_placements *o)
{
    bp_compose_request(r, a);
    bp_compose_offer_sources(r, o);
    r->method = (bp_method_note){
        .currency = o->currency != NULL ? bp_report_text(r, "%s", o->currency) : NULL,
        .year = o->line.year,
    };
}

static void scope_published(bp_report *r, const bp_placements *o)
{
    const bp_published_line *l = &o->line;
    const char *title = l->title != NULL ? l->title : "published percentiles";
    const char *currency = o->currency != NULL ? o->currency : "";
    const char *unit = o->table->hourly ? " an hour" : " a year";
    const char *when =
        l->year > 0 && !o->listed ? bp_report_text(r, ", %d", l->year) : "";
    if (o->listed)
        title = "published percentiles";
    bp_report_add_scope(
        r, bp_report_line(r, BP_SAY("{}{}{}{}{}"),
                          (bp_value[]){ bp_value_text(title), bp_value_text(when),
                                        bp_value_text(currency[0] ? ", " : ""),
                                        bp_value_text(currency),
                                        bp_value_text(currency[0] ? unit : "") },
                          5));
}

/* The groups of a published line: one, of which only percentiles are known. */
static void groups_published(bp_report *r, const bp_placements *o)
{
    const bp_market *m = o->offer[0].market[0];
    const bp_value none =
        bp_value_figure(BP_KIND_COUNT, bp_figure_without(BP_ABSENT, 0), NULL);
    bp_column column[BP_KNOTS_MAX + 4] = {
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "mean", "Mean", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    };
    bp_value value[BP_KNOTS_MAX + 4] = { none, none, none };
    size_t n = 3;
    for (size_t i = 0; i < bp_market_rungs(m); i++) {
        const bp_rung rung = bp_market_rung(m, i);
        const double percent = bp_level_percent(rung.level);
        const char *level = bp_report_text(r, "%.8g", percent);
        column[n] =
            (bp_column){ bp_report_text(r, "p%s", level), bp_report_text(r, "P%s", level),
                         BP_KIND_MONEY, BP_COL_LEVEL, percent };
        value[n++] = bp_value_figure(BP_KIND_MONEY, rung.value, o->currency);
    }
    column[n] = (bp_column){ "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 };
    value[n++] = bp_value_text(NULL);
    bp_table *t = bp_report_add_table(
        r, &(bp_table){
               .name = "groups",
               .machine = { .json = "groups", .by = true, .data = true, .csv = true },
               .column = column,
               .n_columns = n,
               .people = 1,
               .capped = true });
    bp_report_add_row(r, value, n, 0, true);
    if (t != NULL)
        bp_compose_example_offer(t);
}

/* Listed offers may each have a line of their own: machines find that there are none. */
static void no_groups(bp_report *r)
{
    bp_report_add_table(r,
                        &(bp_table){ .name = "groups", .machine = { .json = "groups" } });
}

/* The offers of one market are shown with its distances; groups are worth a table. */
static void hide_last_table(bp_report *r)
{
    bp_section *s = r->n_sections > 0 ? &r->section[r->n_sections - 1] : NULL;
    bp_item *last = s != NULL && s->n_items > 0 ? &s->item[s->n_items - 1] : NULL;
    if (last != NULL && last->kind == BP_ITEM_TABLE) /* memory may have run out */
        last->u.table.n_display = 0;
}

static void add_market(bp_report *r, const bp_percentiles *p)
{
    if (p->n_groups > 1)
        bp_report_add_section(
            r, &(bp_section){ .name = "market", .heading = "Market", .pay = p->element });
    bp_compose_groups(r, p, NULL, false);
    if (p->n_groups == 1)
        hide_last_table(r);
}

void bp_compose_offers(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    const bp_percentiles *p = a->table;
    const char *pay = p != NULL ? p->element : NULL;
    if (p != NULL) {
        bp_compose_head(r, a);
        bp_compose_offer_sources(r, o);
        bp_compose_rules(r, a);
        bp_compose_scope(r, a, &p->group[0], p->has_orgs);
    } else {
        head_published(r, a, o);
        scope_published(r, o);
    }
    bp_compose_title(r, a,
                     o->listed ? "Offers and the market" : "An offer and the market");
    r->subtitle = bp_report_text(r, "%s", o->name[0]);
    bp_compose_offer_section(r, a, pay, false);
    if (p != NULL)
        add_market(r, p);
    else if (o->listed)
        no_groups(r);
    else
        groups_published(r, o);
    if (!o->listed)
        bp_compose_place_offer(r, pay, o->offer[0].offer[0].amount);
}
