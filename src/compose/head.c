/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head.c - what every report of records begins with: the request, its inputs, how
 * figures were made, and for whom.
 *
 * Machines find these in the same place whatever was asked, so no subject fills them in
 * by itself. */
#include <inttypes.h>
#include <math.h>

#include "answer/ruled.h"
#include "compose/ageing.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "data/published.h"
#include "data/recoded.h"
#include "report/build.h"

void bp_compose_recoded(bp_report *r, const char *source, const bp_recoded *one)
{
    bp_report_add_recoded(r, &(bp_recoded_note){ .source = source,
                                                 .column = one->column,
                                                 .cells = one->cells,
                                                 .file = one->file,
                                                 .sha256 = one->sha256 });
}

void bp_compose_say_recoded(bp_report *r, const char *where, const bp_recoded *one)
{
    const char *text = bp_report_text(
        r, "'%s': '%s': %" PRIu64 " cell%s read as another value, by '%s'", where,
        one->column, one->cells, one->cells == 1 ? " is" : "s are", one->file);
    bp_report_note(r, "%s", text);
}

/* By file, and by rule over all files. */
static void add_inputs(bp_report *r, const bp_survey *s)
{
    uint64_t by_rule[BP_RULE_COUNT] = { 0 };
    for (size_t i = 0; i < bp_survey_inputs(s); i++) {
        const bp_tally *t = bp_survey_input(s, i);
        bp_source_note note = { .file = t->file,
                                .rows = t->rows,
                                .used = t->used,
                                .filtered = t->filtered,
                                .sha256 = t->sha256 };
        for (size_t k = 0; k < BP_RULE_COUNT; k++) {
            note.excluded += t->excluded[k];
            by_rule[k] += t->excluded[k];
        }
        bp_report_add_input(r, &note);
    }
    for (size_t k = 0; k < BP_RULE_COUNT; k++)
        if (by_rule[k] > 0)
            bp_report_add_excluded(r, bp_rule_name((bp_rule)k), by_rule[k]);
    for (size_t i = 0; i < bp_survey_recodings(s); i++) {
        const bp_recoded one = bp_survey_recoded(s, i);
        bp_compose_recoded(r, NULL, &one);
    }
}

/* As of the columns of records; a list that fits nothing is said, too. */
void bp_compose_published_recoded(bp_report *r, const bp_published *t)
{
    uint64_t all = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_recoded one = bp_published_recoded(t, i);
        all += one.cells;
        if (one.cells == 0)
            continue;
        bp_compose_recoded(r, NULL, &one);
        bp_compose_say_recoded(r, t->file, &one);
    }
    if (t->recode != NULL && all == 0)
        bp_report_note(r, "'%s': no cell is read as another value, by '%s'", t->file,
                       t->recode);
}

void bp_compose_request(bp_report *r, const bp_answer *a)
{
    const bp_labels *l = &a->question->labels;
    bp_report_set_request(r, l->request, l->n_request);
}

/* The word of an option for what pay is paid for; NULL: it is as it stands. */
static const char *period_code(const bp_survey *s)
{
    static const struct {
        const char *words;
        const char *code;
    } codes[] = {
        { "a year", "annual" }, { "a month", "monthly" }, { "two weeks", "biweekly" },
        { "a week", "weekly" }, { "a day", "daily" },     { "an hour", "hourly" },
    };
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(codes[i].words, bp_survey_period(s)) == 0)
            return codes[i].code;
    return NULL;
}

/* By which intervals are, where a table of the answer has some. */
static void note_intervals(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = bp_answer_table(a, 0);
    if (p == NULL || p->ci.method == BP_CI_NONE)
        return;
    r->method.ci_level = 100 * p->ci.level;
    r->method.ci_method = bp_ci_method_name(p->ci.method);
}

/* Who is in no figure, for a basis of organisations. */
static void note_lone(bp_report *r, const bp_answer *a)
{
    const bp_percentiles *p = bp_answer_table(a, 0);
    if (p == NULL || p->lone == 0)
        return;
    bp_report_note(
        r,
        "%llu %s without an organization %s left out: the basis %s counts organizations",
        (unsigned long long)p->lone, bp_words_people(p->lone),
        p->lone == 1 ? "is" : "are", bp_basis_name(p->basis));
}

/* What is not known of pay, and what is left out for it. */
static void note_approximate(bp_report *r, const bp_answer *a)
{
    if (bp_survey_shape(a->survey)->bits == 0)
        return;
    bp_report_note(r, "%s", bp_words_bounded(r, a->survey));
    if (a->question->subject == BP_ASK_REPORT)
        bp_report_note(r, "rows are not kept: they are not compared with each other, and "
                          "no ratio of two pay elements of a row is made");
}

/* What weights are not used for. */
static void note_weights(bp_report *r, const bp_answer *a)
{
    const bp_growth *g = a->growth;
    if (bp_survey_weighting(a->survey) == BP_UNWEIGHTED || g == NULL ||
        g->observed == NULL || g->observed->matching == BP_MATCH_NONE)
        return;
    bp_report_note(
        r, "%s",
        g->observed->matching == BP_MATCH_ORG
            ? "matched growth counts every organization once, by its weighted mean pay"
            : "matched growth counts every person once, without weights");
}

void bp_compose_head(bp_report *r, const bp_answer *a)
{
    const bp_survey *s = a->survey;
    bp_compose_request(r, a);
    add_inputs(r, s);
    r->method = (bp_method_note){
        .pay = bp_report_text(r, "%s", bp_survey_element(s, 0)),
        .currency = bp_survey_currency(s) == NULL
                        ? NULL
                        : bp_report_text(r, "%s", bp_survey_currency(s)),
        .year = bp_survey_year(s),
        .period = period_code(s),
        .qtype = a->method.qtype,
        .weights = bp_survey_weighting(s) != BP_UNWEIGHTED
                       ? bp_weighting_name(bp_survey_weighting(s))
                       : NULL,
        .weight_column = bp_survey_weight_column(s) != NULL
                             ? bp_report_text(r, "%s", bp_survey_weight_column(s))
                             : NULL,
        .basis = bp_basis_name(a->method.basis),
        .rules = bp_rules_name(a->question->rules),
        .approximate = bp_survey_shape(s)->bits,
        .bound = bp_survey_shape(s)->bits > 0 ? ldexp(1, -bp_survey_shape(s)->bits) : 0,
    };
    note_intervals(r, a);
    note_approximate(r, a);
    note_lone(r, a);
    for (size_t i = 0; i < bp_survey_notes(s); i++)
        bp_report_add_note(r, bp_survey_note(s, i)->text, bp_survey_note(s, i)->hint);
    note_weights(r, a);
    bp_compose_ageing(r, a);
}

void bp_compose_title(bp_report *r, const bp_answer *a, const char *usual)
{
    const char *asked = a->question->labels.title, *job = bp_scope_title(r, a);
    r->title = bp_report_text(r, "%s", asked != NULL ? asked : job != NULL ? job : usual);
    if (job != NULL)
        r->subtitle = bp_report_text(r, "%s", usual);
}

/* Why organisations are not counted; "": they are. */
static const char *why_people_alone(const bp_answer *a)
{
    return a->orgs_count ? ""
           : a->survey != NULL && bp_survey_has_orgs(a->survey)
               ? "; there is one organization at most: people alone are counted"
               : "; no column names organizations: people alone are counted";
}

/* "disclosure rules (survey): ...", in numbers. */
static const char *rules_in_words(bp_report *r, const bp_answer *a,
                                  const bp_rule_set *set)
{
    const char *orgs = a->orgs_count ? bp_report_text(r, " or %llu organizations",
                                                      (unsigned long long)set->orgs)
                                     : "";
    return bp_report_text(
        r,
        "disclosure rules (%s): figures of fewer than %llu people%s are withheld; "
        "quartiles need %llu people, the mean %llu, P10 and P90 %llu; money is rounded "
        "to %llu digits in groups of fewer than %llu people%s",
        bp_rules_name(a->question->rules), (unsigned long long)set->people, orgs,
        (unsigned long long)set->quartile_people, (unsigned long long)set->mean_people,
        (unsigned long long)set->tail_people, (unsigned long long)set->round_digits,
        (unsigned long long)set->round_below, why_people_alone(a));
}

void bp_compose_rules(bp_report *r, const bp_answer *a)
{
    const bp_rule_set *set = bp_ruled_by(a);
    bp_report_note(r, "%s",
                   set != NULL ? rules_in_words(r, a, set)
                               : "no disclosure rules are applied: figures of small "
                                 "groups can reveal a single person's pay");
}
