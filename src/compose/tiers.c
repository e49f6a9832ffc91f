/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.c - pay by tier, and the points of a published range.
 *
 * Both answer what each tier is paid, but the points of a range are no medians of
 * people; so they have a table and a sentence of their own that say so. */
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/interval.h"
#include "compose/scope.h"
#include "compose/words.h"

static void note(bp_report *r, bp_template words, const char *about)
{
    bp_report_remark(r, words, BP_VALUES(bp_value_text(about)));
}

static const char *order_words(bp_tier_order order)
{
    static const char *const words[] = {
        [BP_TIERS_LISTED] = "as given",
        [BP_TIERS_LADDER] = "by their names",
        [BP_TIERS_EXPERIENCE] = "by the median experience of their people",
        [BP_TIERS_PAY] = "by median pay, since neither names nor experience order them",
    };
    return words[order];
}

void bp_compose_tiers(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = a->table;
    const bp_tiers *t = a->tiers;
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    bp_compose_title(r, a, bp_report_text(r, "%s by tier", bp_words_element(p->element)));
    bp_compose_scope(r, a, &p->group[0], p->has_orgs);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "tiers", .pay = p->element });
    bp_compose_tier_groups(r, p, t, NULL);
    note(r,
         BP_SAY("Tiers are listed from lowest to highest, {}. Ratio: a tier's median to "
                "that of the tier before."),
         order_words(t->order));
    bp_compose_how(r, a, p);
}

static void add_bounds(bp_report *r, const bp_range_question *q, const char *currency)
{
    const bp_value value[] = { bp_value_money(q->range.min, currency),
                               bp_value_money(q->range.max, currency) };
    bp_fields f;
    bp_fields_object(&f, r, "range", true);
    bp_put(&f, "min", NULL, value[0]);
    bp_put(&f, "max", NULL, value[1]);
    bp_fields_row(&f, 0, false);
    bp_report_say(r,
                  BP_SAY("Points of the published range {} to {} by penetration: not "
                         "medians of people."),
                  value, 2);
}

/* Points without names need no column of names, which people do not see then. */
static void add_points(bp_report *r, const bp_range_question *q, const char *currency)
{
    const bp_machine_place at = { .json = "range.points", .data = true, .csv = true };
    const bool named = q->name != NULL;
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "range.points", .machine = at }, true);
    for (size_t i = 0; i < q->n_points; i++) {
        const bp_value name = bp_value_text(named ? q->name[i] : NULL);
        const bp_value percent = bp_value_number(bp_level_percent(q->point[i]));
        const double pay = bp_range_at(q->range, bp_level_share(q->point[i]));
        bp_put_at(&f, "tier", named ? "Tier" : NULL, name, BP_COL_KEY);
        bp_put_at(&f, "penetration", "Of the range, %", percent, BP_COL_KEY);
        bp_put(&f, "value", "Pay", bp_value_money(pay, currency));
        bp_fields_row(&f, 0, false);
    }
}

/* The currency that was asked for, else that of the records. */
static const char *currency_of(const bp_answer *a)
{
    const char *asked = a->question->choice.currency;
    return asked == NULL && a->survey != NULL ? bp_survey_currency(a->survey) : asked;
}

void bp_compose_range_section(bp_report *r, const bp_answer *a)
{
    bp_report_add_section(
        r, &(bp_section){ .name = "range", .heading = "Published range", .given = true });
    add_bounds(r, &a->question->range, currency_of(a));
    add_points(r, &a->question->range, currency_of(a));
}

void bp_compose_range(bp_report *r, const bp_answer *a)
{
    const char *currency = currency_of(a);
    bp_compose_request(r, a);
    bp_compose_title(r, a, "Tiers of a range");
    r->method.currency = currency != NULL ? bp_report_text(r, "%s", currency) : NULL;
    bp_compose_market(
        r, a,
        bp_report_line(r, BP_SAY("Points of a published range{}"),
                       BP_VALUES(bp_value_text(
                           currency != NULL ? bp_report_text(r, ", %s", currency) : ""))),
        NULL);
    bp_compose_warnings(r, a);
    bp_compose_range_section(r, a);
    bp_report_add_note(r,
                       "a published range says nothing about how many people earn what",
                       (bp_hint){ BP_HINT_RECORDS, NULL });
}
