/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources.c - what an answer is read from, and what its subject needs of the reading.
 *
 * The question stays as it was asked; the answer has copies of its reading, choice and
 * method, to which each subject adds what it cannot do without (a key of tiers, every
 * year, the levels that a chart draws).  So a program that embeds the library asks for a
 * report with the same few words as one that is typed. */
#include "answer/sources.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/outlier.h"
#include "answer/charts.h"
#include "answer/check.h"
#include "answer/equity.h"
#include "answer/publishedfile.h"
#include "answer/ruled.h"
#include "answer/scope.h"
#include "answer/tables.h"
#include "base/mem.h"
#include "ingest/bands.h"
#include "ingest/described.h"
#include "ingest/peers.h"
#include "ingest/reader.h"

/* ---- choosing ---- */

/* Groups that a report shows where the file has them, each in its own table. */
static const char *const known[] = { BP_PEERS_KEY, "tier", "region", "size", "country" };

static void group_by_known(bp_answer *a, size_t first, size_t end)
{
    if (a->choice.n_by > 0)
        return;
    a->choice.by = known + first;
    a->choice.n_by = end - first;
    a->choice.by_known = true;
}

/* Peers that are named are compared with the others. */
static void group_by_peers(bp_answer *a)
{
    if (a->choice.peers == NULL || a->choice.n_by > 0)
        return;
    a->choice.by = known;
    a->choice.n_by = 1;
}

static bool has_tier_key(const bp_choice *c)
{
    bool there = c->n_by > 0 && c->n_bands == 0;
    for (size_t i = 0; i < c->n_by; i++)
        there = there || strcmp(c->by[i], BP_BANDS_KEY) == 0;
    return there;
}

/* Groups by tier: the column of tiers, or the bands of the question. */
static bp_status add_tier_key(bp_answer *a, bp_err *err)
{
    bp_choice *c = &a->choice;
    if (has_tier_key(c))
        return BP_OK;
    a->by_name = bp_alloc(0, c->n_by + 1, sizeof *a->by_name);
    if (a->by_name == NULL)
        return bp_no_memory(err, "the question");
    for (size_t i = 0; i < c->n_by; i++)
        a->by_name[i] = c->by[i];
    a->by_name[c->n_by] = BP_BANDS_KEY;
    c->by = a->by_name;
    c->n_by++;
    return BP_OK;
}

/* Tiers are compared by their quartiles: those are always there. */
static bp_status add_quartiles(bp_answer *a, bp_err *err)
{
    static const bp_level quartile[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    const bp_method *m = &a->question->method;
    size_t n = m->n_levels;
    if (n > BP_LEVELS_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "there are more than %d levels",
                       BP_LEVELS_MAX);
    if (n > 0)
        memcpy(a->level, m->level, n * sizeof a->level[0]);
    for (size_t k = 0; k < sizeof quartile / sizeof quartile[0]; k++) {
        bool there = false;
        for (size_t i = 0; i < m->n_levels; i++)
            there = there || bp_level_compare(m->level[i], quartile[k]) == 0;
        if (!there)
            a->level[n++] = quartile[k];
    }
    qsort(a->level, n, sizeof a->level[0], bp_level_order);
    a->method.level = a->level;
    a->method.n_levels = n;
    return BP_OK;
}

/* Growth looks at every year, and at figures that were published one a year. */
static void want_every_year(bp_answer *a)
{
    a->choice.year = BP_YEAR_EACH;
    a->choice.series = true;
    a->reading.keep_people = a->question->growth.matching == BP_MATCH_PERSON;
}

static bp_status choose_tiers(bp_answer *a, bp_err *err)
{
    a->choice.experience = a->choice.n_bands == 0;
    group_by_peers(a);
    bp_status status = add_tier_key(a, err);
    return status == BP_OK ? add_quartiles(a, err) : status;
}

static bp_status choose_table(bp_answer *a, bp_err *err)
{
    (void)err;
    group_by_peers(a);
    a->reading.keep_people = a->question->growth.matching == BP_MATCH_PERSON;
    return BP_OK;
}

static bp_status choose_offer(bp_answer *a, bp_err *err)
{
    bp_status status = choose_table(a, err);
    return status == BP_OK && a->question->scope.n_on > 0 ? bp_scope_choose(a, err)
                                                          : status;
}

/* All rows are read by job: to look for hundreds of jobs in each row costs more. */
static bp_status choose_percentiles(bp_answer *a, bp_err *err)
{
    static const char *const both[] = { "job", "title" };
    if (!a->question->each_job)
        return choose_table(a, err);
    bp_choice *c = &a->choice;
    c->n_job = c->n_by = 0;
    c->also = both;
    c->n_also = sizeof both / sizeof both[0];
    return BP_OK;
}

static bp_status choose_growth(bp_answer *a, bp_err *err)
{
    (void)err;
    a->method.ci.method = BP_CI_NONE;
    want_every_year(a);
    group_by_peers(a);
    return BP_OK;
}

static bp_status choose_chart(bp_answer *a, bp_err *err)
{
    const unsigned needs = bp_chart_needs(a->question->chart);
    if (needs & BP_NEEDS_LINES)
        return bp_scope_choose(a, err);
    if (needs & BP_NEEDS_EQUITY)
        return bp_equity_choose(a, err);
    a->method.level = bp_chart_levels;
    a->method.n_levels = BP_CHART_LEVELS_DRAWN;
    if (!(needs & BP_NEEDS_LIMITS))
        a->method.ci.method = BP_CI_NONE;
    if (needs & BP_NEEDS_YEARS)
        want_every_year(a);
    if (needs & BP_NEEDS_GROUPS)
        group_by_peers(a);
    a->choice.experience =
        (needs & (BP_NEEDS_TIERS | BP_NEEDS_TILES)) != 0 && a->choice.n_bands == 0;
    return (needs & BP_NEEDS_TIERS) != 0 || a->choice.n_bands > 0 ? add_tier_key(a, err)
                                                                  : BP_OK;
}

/* Nothing is said of pay by organization; but persons are chosen, and rows weighed, in
 * one. */
static bp_status choose_check(bp_answer *a, bp_err *err)
{
    (void)err;
    a->reading.without_orgs =
        a->choice.distinct == BP_DISTINCT_NO && a->choice.weights == BP_UNWEIGHTED;
    group_by_known(a, 1, 2); /* outliers are judged among their own tier */
    a->choice.every_element = true;
    a->choice.main_currency = true;
    a->reading.keep_records = true;
    a->reading.allow_none = true;
    return BP_OK;
}

static bp_status choose_report(bp_answer *a, bp_err *err)
{
    const bp_offer_question *o = &a->question->offers;
    if (!bp_question_offers(a->question) && (o->published != NULL || o->n_rows > 0))
        return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_AMOUNT, NULL },
                            "a published table needs an offer to place in it");
    const bool rows = a->choice.approximate == 0;
    a->reading.keep_records = rows;
    a->reading.digest = true;
    a->reading.keep_people = a->question->growth.matching == BP_MATCH_PERSON;
    a->choice.every_element = true;
    a->choice.every_ratio = rows;
    a->choice.main_currency = true;
    a->choice.experience = a->choice.n_bands == 0;
    group_by_known(a, a->choice.peers != NULL ? 0 : 1, sizeof known / sizeof known[0]);
    bp_status status = a->choice.n_bands > 0 ? add_tier_key(a, err) : BP_OK;
    return status == BP_OK && a->question->scope.n_on > 0 ? bp_scope_choose(a, err)
                                                          : status;
}

static bool keeps_ledger(const bp_question *q)
{
    return q->ledger != NULL || q->as_with_ledger;
}

bp_status bp_sources_choose(bp_answer *a, bp_err *err)
{
    static bp_status (*const choose[BP_SUBJECTS])(bp_answer *, bp_err *) = {
        [BP_ASK_REPORT] = choose_report,    [BP_ASK_TIERS] = choose_tiers,
        [BP_ASK_GROWTH] = choose_growth,    [BP_ASK_CHART] = choose_chart,
        [BP_ASK_CHECK] = choose_check,      [BP_ASK_PERCENTILES] = choose_percentiles,
        [BP_ASK_OFFER] = choose_offer,      [BP_ASK_SCOPE] = bp_scope_choose,
        [BP_ASK_EQUITY] = bp_equity_choose,
    };
    const bp_question *q = a->question;
    a->reading = q->reading;
    a->choice = q->choice;
    a->method = q->method;
    a->reading.org_equal = q->method.basis == BP_BASIS_ORG_EQUAL;
    a->method.facts = bp_ruled_by(a) != NULL;
    if (a->method.facts && q->subject != BP_ASK_CHECK)
        a->choice.guard = keeps_ledger(q) ? BP_GUARD_CHOICE : BP_GUARD_GROUPS;
    if (a->method.qtype == 0)
        a->method.qtype = q->method.basis == BP_BASIS_INCUMBENT
                              ? bp_weighting_qtype(q->choice.weights)
                              : 7;
    if (keeps_ledger(q))
        a->reading.keep_rows = a->reading.digest = true;
    if (a->opens)
        a->reading.digest = true;
    a->growing = q->growth.plan;
    a->growing.currency = q->choice.currency;
    if (q->subject == BP_ASK_RANGE)
        a->reading.n_files = 0;
    return choose[q->subject] != NULL ? choose[q->subject](a, err) : BP_OK;
}

/* ---- reading ---- */

/* Outliers are known once all rows were seen: the rows are read again. */
static bp_status read_within_fences(bp_answer *a, bp_reader *reader, bp_err *err)
{
    bp_survey *all = NULL;
    bp_fences *fences = NULL;
    bp_status status = bp_reader_read(reader, NULL, &all, err);
    if (status == BP_OK)
        status = bp_fences_new(&fences, all, bp_tables_outlier_keys(a, all), err);
    if (status == BP_OK)
        status = bp_reader_read(reader, fences, &a->survey, err);
    bp_fences_free(fences);
    if (a->question->sensitivity)
        a->whole = all;
    else
        bp_survey_free(all);
    return status;
}

/* A check of a file asks first whether its lines are those of a published table. */
static bp_status read_survey(bp_answer *a, bp_err *err)
{
    const bool drop = a->choice.outliers == BP_OUTLIERS_DROP;
    const size_t asked = a->doubts.n;
    bool published = false;
    bp_reader *reader = NULL;
    bp_status status =
        bp_reader_open(&reader, &a->reading, &a->choice, drop, &a->doubts, err);
    if (status == BP_EDATA && a->question->subject != BP_ASK_CHECK)
        bp_doubts_tell_first(&a->doubts, a->question->labels.settings, err);
    if (status == BP_OK && a->question->subject == BP_ASK_CHECK)
        status = bp_reader_is_published(&published, reader, err);
    if (status == BP_OK && published) {
        bp_reader_free(reader);
        a->doubts.n = asked;
        return bp_published_alone(a, err);
    }
    if (status == BP_OK)
        status = bp_check_doubts(a, err);
    if (status == BP_OK && a->opens) {
        a->reader = reader;
        return BP_OK;
    }
    if (status == BP_OK)
        status = a->parts != NULL ? bp_reader_finish(reader, a->parts, &a->survey, err)
                 : drop           ? read_within_fences(a, reader, err)
                                  : bp_reader_read(reader, NULL, &a->survey, err);
    if (status == BP_OK)
        status = bp_check_doubts(a, err);
    bp_reader_free(reader);
    return status;
}

bool bp_sources_offers(const bp_question *q)
{
    return q->subject == BP_ASK_OFFER ||
           (q->subject == BP_ASK_REPORT && bp_question_offers(q)) ||
           (q->subject == BP_ASK_CHART &&
            (bp_chart_needs(q->chart) & BP_NEEDS_OFFERS) != 0);
}

/* Can the lines of a published table be shown? */
static bool lists_lines(const bp_question *q)
{
    return q->subject == BP_ASK_PERCENTILES || q->subject == BP_ASK_REPORT ||
           (q->subject == BP_ASK_CHART &&
            (q->chart == BP_CHART_BOX || q->chart == BP_CHART_PERCENTILES));
}

/* A file that makes no survey may be a published table, whose lines can be listed.  It is
 * looked at once more for that, which costs a survey nothing. */
static bp_status read_survey_or_lines(bp_answer *a, bp_err *err)
{
    const size_t asked = a->doubts.n;
    bp_err why;
    bp_status status = read_survey(a, &why);
    if (status == BP_EDATA || status == BP_EUSAGE) {
        const size_t doubts = a->doubts.n;
        a->doubts.n = asked;
        const bp_status other = bp_published_alone(a, err);
        if (other != BP_OK || a->published != NULL)
            return other == BP_OK ? bp_check_doubts(a, err) : other;
        a->doubts.n = doubts;
    }
    if (status != BP_OK && err != NULL)
        *err = why;
    return status;
}

/* A check of a file that cannot be read says why: that is its answer. */
static bp_status read_for_check(bp_answer *a, bp_err *err)
{
    bp_status status = read_survey_or_lines(a, &a->failure);
    if (status == BP_OK)
        return BP_OK;
    if (status != BP_EDATA) {
        if (err != NULL)
            *err = a->failure;
        return status;
    }
    a->unusable = BP_UNUSABLE_UNREADABLE;
    return bp_columns_described(&a->columns, &a->n_columns, &a->texts,
                                &a->question->reading, err);
}

/* The only file of a question about growth may have a column a year; pay that is named,
 * people who are matched and groups are those of records. */
static bp_status read_wide(bp_answer *a, bp_err *err)
{
    const bp_choice *c = &a->choice;
    if (a->reading.n_files != 1 || c->pay != NULL || c->pay_from != NULL || c->n_by > 0 ||
        a->question->growth.matching != BP_MATCH_NONE)
        return BP_OK;
    bp_status status =
        bp_wide_read(&a->wide, a->reading.file[0], &a->reading, c, &a->doubts, err);
    if (status == BP_OK && a->wide != NULL)
        a->reading.n_files = 0;
    return status;
}

bp_status bp_sources_read(bp_answer *a, bp_err *err)
{
    const bp_question *q = a->question;
    const bool offers = bp_sources_offers(q);
    bp_status status = BP_OK;
    if (q->subject == BP_ASK_CHECK)
        return read_for_check(a, err);
    if (offers)
        status = bp_offers_open(a, err);
    else if (q->subject == BP_ASK_CHART && bp_question_offers(q))
        status = bp_offers_amount_open(a, err);
    else if (q->subject == BP_ASK_GROWTH)
        status = read_wide(a, err);
    if (status == BP_OK && offers && q->subject == BP_ASK_REPORT &&
        a->reading.n_files == 0)
        status = bp_fail_hint(
            err, &(bp_loc){ .file = q->reading.n_files > 0 ? q->reading.file[0] : NULL },
            BP_EDATA, (bp_hint){ BP_HINT_OFFER, NULL },
            "this is a published table, and a report on an offer needs records");
    if (status == BP_OK)
        status = a->reading.n_files == 0     ? bp_check_doubts(a, err)
                 : lists_lines(q) && !offers ? read_survey_or_lines(a, err)
                                             : read_survey(a, err);
    return status == BP_OK && offers ? bp_offers_check_rows(a, err) : status;
}
