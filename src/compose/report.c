/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c - the whole benchmark: the sections of a report, in their order.
 *
 * Findings come first, then tables from the whole to its parts, then sources, method
 * and provenance: whoever stops reading early has what matters most. */
#include <string.h>

#include "benchpay/version.h"
#include "compose/chart.h"
#include "compose/finding.h"
#include "compose/groups.h"
#include "compose/growth.h"
#include "compose/interval.h"
#include "compose/lines.h"
#include "compose/offer.h"
#include "compose/offer_tables.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

#define TIERS_IN_PANEL 5
#define TOP_TENTH ((bp_level){ 9, 10 })

static bp_value percentile(const bp_percentiles *p, const bp_group *g, bp_level level)
{
    return bp_money_of(bp_compose_percentile(p, g, level), g->currency);
}

static bool shown(bp_value v)
{
    return v.figure.state == BP_SHOWN;
}

static const bp_percentiles *tiers_of(const bp_answer *a)
{
    return a->tier > 0 ? a->by[a->tier - 1] : NULL;
}

static void title_block(bp_report *r, const bp_answer *a)
{
    bp_compose_title(r, a, "Pay benchmark");
    r->subtitle = "Market benchmark";
    bp_compose_scope(r, a, &a->total[0]->group[0], a->total[0]->has_orgs);
}

/* A percentile, and how sure it is. */
static bp_headline tile(bp_report *r, const bp_percentiles *p, const bp_group *g,
                        bp_level level, const char *label)
{
    const bp_figure f = bp_compose_percentile(p, g, level);
    return (bp_headline){ label, bp_money_of(f, g->currency), bp_value_text(NULL),
                          bp_words_limits(r, p, f, g->currency) };
}

/* One that everybody is in has the median of all. */
static bool is_everybody(const bp_percentiles *p, size_t i)
{
    return p->n_groups == 2 && p->group[i].n == p->group[0].n;
}

/* Median, middle half, the medians of tiers that are large enough, from lowest to
 * highest, P90, growth. */
static void panel(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = a->total[0], *tiers = tiers_of(a);
    const bp_group *all = &p->group[0];
    const char *pay = bp_words_element_inside(p->element);
    bp_headline h[4 + TIERS_IN_PANEL];
    size_t n = 0;

    h[n++] = tile(r, p, all, BP_MEDIAN, bp_report_text(r, "Median %s", pay));
    h[n++] =
        (bp_headline){ "Middle half (P25 to P75)", percentile(p, all, BP_LOWER_QUARTILE),
                       percentile(p, all, BP_UPPER_QUARTILE), NULL };
    if (tiers != NULL && tiers->n_groups - 1 <= TIERS_IN_PANEL)
        for (size_t i = 1; i < tiers->n_groups; i++)
            if (bp_difference_has(tiers, &tiers->group[i]) && !is_everybody(tiers, i))
                h[n++] = tile(r, tiers, &tiers->group[i], BP_MEDIAN,
                              bp_report_text(r, "%s median", tiers->group[i].by[0]));
    h[n++] = tile(r, p, all, TOP_TENTH, "Top 10% from (P90)");
    if (a->growth != NULL && bp_growth_told(a->growth))
        h[n++] = bp_compose_growth_headline(r, a->growth);
    bp_report_add_section(r, &(bp_section){ .name = "summary", .heading = "Summary" });
    bp_report_add_panel(r, h, n);
}

/* The middle half of everybody, and whether the groups of each key differ. */
static void findings(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = a->total[0];
    const bp_group *all = &p->group[0];
    const bp_value q[] = { percentile(p, all, BP_LOWER_QUARTILE),
                           percentile(p, all, BP_UPPER_QUARTILE),
                           percentile(p, all, BP_MEDIAN) };
    if (shown(q[0]) && shown(q[1]) && shown(q[2]))
        bp_report_say(
            r,
            p->of_lines
                ? BP_SAY("Half of the lines are between {} and {}; the median is {}.")
            : p->of_posts
                ? BP_SAY("Half of the rows are between {} and {}; the median is {}.")
            : q[1].kind == BP_KIND_PERCENT
                ? BP_SAY("Half of the people are between {} and {}; the median is {}.")
            : p->basis == BP_BASIS_ORG ? BP_SAY("Half of the organizations pay between "
                                                "{} and {} on average; the median is {}.")
            : p->basis == BP_BASIS_ORG_EQUAL
                ? BP_SAY("With organizations weighted equally, half of the people earn "
                         "between {} and {}; the median is {}.")
                : BP_SAY("Half of the people earn between {} and {}; the median is {}."),
            q, 3);
    bp_findings_by_key(r, a);
}

/* Everybody, three groups at least: for fewer the table is enough. */
#define GROUPS_DRAWN 4

/* Is it a long table that was not asked for, without a figure of any group?  As of the
 * numbers of beds of single hospitals. */
static bool hides_all(const bp_answer *a, const bp_percentiles *p)
{
    return a->question->choice.n_by == 0 && p->n_groups - 1 > BP_WITHHELD_ROWS &&
           !bp_compose_shows_groups(p);
}

static bool is_number(const char *text)
{
    while (bp_is_digit(*text))
        text++;
    return *text == '\0';
}

static void hide_groups(bp_report *r, const bp_percentiles *p, const char *caption)
{
    const bp_value n = bp_value_count(p->n_groups - 1);
    bp_compose_groups_unseen(r, p, caption);
    bp_report_remark(r,
                     BP_SAY("None of {} groups may be shown: each has too few people or "
                            "organizations, or one organization dominates it."),
                     &n, 1);
    if (is_number(p->group[1].by[0]))
        bp_report_remark(
            r, BP_SAY("{}."),
            BP_VALUES(bp_value_hinted("Each number is a group by itself",
                                      (bp_hint){ BP_HINT_BANDS, p->key[0] })));
}

/* A chart is drawn only where there is more to compare than a table shows at once. */
static void by_group(bp_report *r, const bp_answer *a, size_t i)
{
    const bp_percentiles *p = a->by[i];
    const char *unit = bp_words_unit(r, a->survey);
    const char *caption = bp_report_text(r, "%s%s%s", bp_words_element(p->element),
                                         unit[0] != '\0' ? ", " : "", unit);
    const bool tiers = i + 1 == a->tier;
    bp_report_add_section(
        r, &(bp_section){ .name = p->key[0],
                          .heading = bp_report_text(
                              r, "By %s", bp_words_heading_inside(r, p->key[0])),
                          .pay = p->element,
                          .sheet = tiers ? "Tiers" : NULL });
    if (tiers) {
        if (a->densities != NULL)
            bp_slot_tiers(r, a, p);
        bp_compose_tier_groups(r, p, a->tiers, caption);
        bp_report_remark(r, BP_SAY("Ratio: a tier's median to that of the tier before."),
                         NULL, 0);
        bp_compose_group_offers(r, a, p);
        return;
    }
    if (hides_all(a, p)) {
        hide_groups(r, p, caption);
        return;
    }
    if (bp_answer_draws(a) && p->n_groups >= GROUPS_DRAWN)
        bp_slot_groups(r, a, BP_CHART_PERCENTILES,
                       bp_report_text(r, "percentiles-%zu", i + 1), p);
    bp_compose_groups(r, p, caption, true);
    bp_compose_group_offers(r, a, p);
}

static void benchmark(bp_report *r, const bp_answer *a)
{
    const char *unit = bp_words_unit(r, a->survey);
    bp_report_add_section(r, &(bp_section){ .name = "benchmark",
                                            .heading = "Benchmark",
                                            .pay = a->total[0]->element });
    if (a->distribution != NULL)
        bp_slot_distribution(r, a);
    bp_compose_elements(r, a->total, a->n_total,
                        unit[0] != '\0' ? bp_report_text(r, "Pay elements, %s", unit)
                                        : "Pay elements");
    bp_compose_left_out(r, a);
    for (size_t i = 0; i < a->n_by; i++)
        if (a->by[i]->n_groups != 2) /* else everybody is in one group: nothing new */
            by_group(r, a, i);
    bp_compose_tiles(r, a);
    if (a->question->range.asked)
        bp_compose_range_section(r, a);
}

static void growth(bp_report *r, const bp_answer *a)
{
    const bp_question *q = a->question;
    if (a->growth == NULL && (q->ledger != NULL || q->as_with_ledger) &&
        bp_survey_year(a->survey) != 0)
        bp_report_note(r, "growth is left out: it is of the medians of several years, "
                          "and a ledger knows the people of one");
    if (a->growth == NULL)
        return;
    bp_report_add_section(r, &(bp_section){ .name = "growth",
                                            .heading = "Growth",
                                            .pay = a->total[0]->element });
    if (a->fan != NULL)
        bp_slot_growth(r, a);
    bp_compose_growth(r, a->growth);
}

static void sources(bp_report *r, const bp_answer *a)
{
    bp_report_add_about(r, "sources", "Sources");
    bp_compose_rows(r, a);
}

static void method(bp_report *r, const bp_answer *a)
{
    bp_report_add_about(r, "method", "Method");
    const bp_ci *ci = &a->total[0]->ci;
    const char *say[] = {
        bp_report_text(r, "Percentiles: %s.", bp_words_qtype(a)),
        bp_words_whose_pay(r, a),
        bp_report_text(r,
                       "Means and percentiles are of each person's own sum; percentiles "
                       "of elements are never added. %s",
                       a->choice.blank_bonus == BP_BLANK_ZERO
                           ? "A blank bonus counts as 0 in a sum."
                           : "Rows with a blank bonus have no sum with it."),
        ci->method != BP_CI_NONE ? bp_report_text(r, "Intervals: %s.", bp_words_ci(r, ci))
                                 : "No interval of a percentile is computed.",
    };
    for (size_t i = 0; i < sizeof say / sizeof say[0]; i++)
        bp_report_remark(r, BP_SAY("{}"), BP_VALUES(bp_value_text(say[i])));
    if (r->ageing.to != NULL)
        bp_report_remark(
            r,
            BP_SAY("Pay is aged to {} by the rates of the notes. Growth compares the pay "
                   "of each year as it was, and is left out."),
            BP_VALUES(bp_value_text(r->ageing.to)));
    bp_findings_method(r, a);
}

/* The command as it can be typed again. */
static const char *command_line(bp_report *r)
{
    const char *line = "benchpay";
    for (size_t i = 0; i < r->n_request; i++)
        line = bp_report_text(r, "%s %s", line, bp_words_argument(r, r->request[i]));
    return line;
}

static void provenance(bp_report *r)
{
    const bp_value made[] = { bp_value_text(BP_VERSION), bp_value_text(command_line(r)) };
    bp_report_add_about(r, "provenance", "Provenance");
    bp_report_remark(r, BP_SAY("benchpay {}: {}"), made, 2);
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_value value[] = { bp_value_text(r->input[i].file),
                                   bp_value_text(r->input[i].sha256) };
        if (r->input[i].sha256 != NULL)
            bp_report_remark(r, BP_SAY("{}: SHA-256 {}"), value, 2);
    }
    if (r->n_recoded > 0) /* all by one list */
        bp_report_remark(r, BP_SAY("{}: SHA-256 {}"),
                         BP_VALUES(bp_value_text(r->recoded[0].file),
                                   bp_value_text(r->recoded[0].sha256)));
}

/* An offer's place in every table comes after all tables of pay that it may be placed
 * in. */
void bp_compose_report(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    if (a->survey == NULL) {
        bp_compose_line_report(r, a);
        return;
    }
    r->sectioned = true;
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    title_block(r, a);
    bp_compose_warnings(r, a);
    panel(r, a);
    findings(r, a);
    benchmark(r, a);
    if (o != NULL) {
        bp_compose_offer_section(r, a, a->total[0]->element, bp_answer_draws(a));
        bp_compose_offer_sources(r, o);
        bp_compose_own_offers(r, o, a->total[0]->element);
    }
    bp_compose_payline_section(r, a);
    growth(r, a);
    sources(r, a);
    method(r, a);
    provenance(r);
}
