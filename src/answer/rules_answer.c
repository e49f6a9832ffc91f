/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_answer.c - what the tables of an answer tell together.
 *
 * A report shows the same people by tier, by region and by both, so what one table leaves
 * out another may give; so may the markets of offers.  Only tables of the same pay can be
 * subtracted from each other: those of other elements are totals, and alone. */
#include "answer/rules_answer.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "answer/rules_elements.h"
#include "answer/rules_extremes.h"
#include "answer/rules_jobs.h"
#include "answer/rules_ledger.h"
#include "answer/rules_nested.h"
#include "answer/rules_sums.h"
#include "answer/rules_table.h"
#include "answer/tables.h"
#include "base/mem.h"

#define TABLES_MAX (1 + BP_ELEMENTS_MAX + BP_KEYS_MAX + BP_TILES_MAX)

/* Those of people; what was published is public. */
static size_t list_tables(const bp_answer *a, bp_percentiles *table[TABLES_MAX])
{
    size_t n = 0, kept = 0;
    table[n++] = a->table;
    for (size_t i = 0; i < a->n_total; i++)
        table[n++] = a->total[i];
    for (size_t i = 0; i < a->n_by; i++)
        table[n++] = a->by[i];
    for (size_t i = 0; i < a->n_tiles; i++)
        table[n++] = a->tiles[i].both;
    for (size_t i = 0; i < n; i++)
        if (table[i] != NULL && !table[i]->published)
            table[kept++] = table[i];
    return kept;
}

/* Of the pay that the survey is about first, which all but totals are of. */
static size_t keep_first_element(bp_percentiles *table[], size_t n, const bp_survey *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(table[i]->element, bp_survey_element(s, 0)) == 0)
            table[kept++] = table[i];
    return kept;
}

/* Tables with groups; of one alone everything is known without looking at people. */
static size_t tables_with_groups(const bp_tables *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->table[i]->n_groups > 1;
    return n;
}

/* The definition of percentiles where they are of people who count alike; else 0. */
static int plain_qtype(const bp_answer *a)
{
    const bp_weighting w = a->choice.weights;
    return w == BP_UNWEIGHTED || w == BP_WEIGHTS_FREQ ? a->method.qtype : 0;
}

/* What is added up: pay that is another in name has other sums. */
static bp_status name_pay(bp_str *s, const bp_answer *a, const char *element, bp_err *err)
{
    const char *currency = bp_survey_currency(a->survey),
               *weight = bp_survey_weight_column(a->survey);
    bp_str_printf(s, "pay %s, currency %s, basis %s, weights %s by %s", element,
                  currency != NULL ? currency : "", bp_basis_name(a->method.basis),
                  bp_weighting_name(a->choice.weights), weight != NULL ? weight : "");
    return s->failed ? bp_no_memory(err, "sums of means") : BP_OK;
}

/* An element, and those that it nests with: of the same people their means tell a third. */
typedef struct kin {
    uint64_t pay;
    const char *near[BP_ELEMENTS_MAX];
    uint64_t near_pay[BP_ELEMENTS_MAX];
    size_t n;
} kin;

static bp_status find_pay(uint64_t *out, const bp_answer *a, const bp_sketching *rows,
                          const char *element, bp_err *err)
{
    bp_str words = { 0 };
    bp_status status = name_pay(&words, a, element, err);
    if (status == BP_OK)
        status = bp_rules_ledger_pay(out, rows, words.at, err);
    bp_str_release(&words);
    return status;
}

static bp_status find_kin(kin *k, const bp_answer *a, const bp_sketching *rows,
                          const char *element, bp_err *err)
{
    const char *other;
    *k = (kin){ .n = 0 };
    bp_status status = find_pay(&k->pay, a, rows, element, err);
    for (size_t i = 0; status == BP_OK && (other = bp_elements_nested(i)) != NULL; i++) {
        if (!bp_elements_nest(element, other) || k->n == BP_ELEMENTS_MAX)
            continue;
        k->near[k->n] = other;
        status = find_pay(&k->near_pay[k->n++], a, rows, other, err);
    }
    return status;
}

static bool was_shown(const bp_ledger_sums *all, bp_ledger_sum one, uint64_t pay)
{
    one.pay = pay;
    const size_t at = bp_ledger_sums_find(all, &one);
    return at != SIZE_MAX && all->sum[at].state == BP_SUM_SHOWN;
}

/* Does this run show it of everybody, so that both were judged together? */
static bool is_shown_too(const bp_answer *a, const char *element)
{
    bp_percentiles *table[TABLES_MAX];
    const size_t n = list_tables(a, table);
    size_t i = 0;
    while (i < n && (strcmp(table[i]->element, element) != 0 ||
                     table[i]->group[0].mean.state != BP_SHOWN))
        i++;
    return i < n;
}

/* Has an earlier run shown another mean of these people, and not this one?
 *   a  NULL: the people are a group, of which a run has one element alone */
static bool is_told_apart(const kin *k, const bp_ledger_sums *all,
                          const bp_ledger_sum *people, const bp_answer *a)
{
    for (size_t i = 0; i < k->n; i++)
        if (was_shown(all, *people, k->near_pay[i]) && !was_shown(all, *people, k->pay) &&
            (a == NULL || !is_shown_too(a, k->near[i])))
            return true;
    return false;
}

/* Means of the first element, of everybody and of groups. */
static void judge_first(const kin *k, bp_answer *a, const bp_tables *t,
                        const bp_past_sums *past)
{
    const bool all = is_told_apart(k, past->all, &past->own[0], a);
    size_t at = 1;
    for (size_t i = 0; i < t->n; i++) {
        if (all)
            bp_percentiles_withhold_mean(t->table[i], 0, BP_WHY_COMPLEMENT);
        for (size_t g = 1; g < t->table[i]->n_groups; g++, at++)
            if (is_told_apart(k, past->all, &past->own[at], NULL))
                bp_percentiles_withhold_mean(t->table[i], g, BP_WHY_COMPLEMENT);
    }
}

/* The total of another element that everybody has. */
static bool is_other_total(const bp_percentiles *p, const bp_answer *a,
                           const bp_ledger_sum *everybody)
{
    return strcmp(p->element, bp_survey_element(a->survey, 0)) != 0 &&
           p->group[0].n == everybody->n;
}

/* Pay elements of the same people, of which one run after the other shows the mean. */
static bp_status judge_elements(bp_answer *a, const bp_tables *t,
                                const bp_sketching *rows, const bp_past_sums *past,
                                bp_err *err)
{
    bp_percentiles *table[TABLES_MAX];
    const size_t n = list_tables(a, table);
    kin k;
    bp_status status = find_kin(&k, a, rows, bp_survey_element(a->survey, 0), err);
    if (status == BP_OK)
        judge_first(&k, a, t, past);
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        if (!is_other_total(table[i], a, &past->own[0]))
            continue;
        status = find_kin(&k, a, rows, table[i]->element, err);
        if (status == BP_OK && is_told_apart(&k, past->all, &past->own[0], a))
            bp_percentiles_withhold_mean(table[i], 0, BP_WHY_COMPLEMENT);
    }
    return status;
}

/* What is shown of everybody beside the first element. */
static bp_status remember_totals(const bp_answer *a, const bp_sketching *rows,
                                 bp_past_sums *past, bp_err *err)
{
    bp_percentiles *table[TABLES_MAX];
    const size_t n = list_tables(a, table);
    bp_status status = BP_OK;
    size_t at;
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        bp_ledger_sum one = past->own[0];
        if (!is_other_total(table[i], a, &one) ||
            table[i]->group[0].mean.state != BP_SHOWN)
            continue;
        one.state = BP_SUM_SHOWN;
        status = find_pay(&one.pay, a, rows, table[i]->element, err);
        if (status == BP_OK)
            status = bp_ledger_sums_put(past->all, &one, &at, err);
    }
    return status;
}

/* Sums of this run with those of earlier ones. */
static bp_status judge_sums(bp_answer *a, const bp_tables *t, const bp_cuts *c,
                            const bp_overlap *o, bp_sketching *rows, bp_err *err)
{
    const int scale = bp_survey_shape(a->survey)->scale;
    bp_past_sums past = { .all = bp_ledger_all_sums(a->ledger) };
    bp_str pay = { 0 };
    bp_status status = name_pay(&pay, a, bp_survey_element(a->survey, 0), err);
    if (status == BP_OK)
        status = bp_rules_ledger_sums(&past.own, rows, c, t, pay.at, err);
    if (status == BP_OK)
        status = judge_elements(a, t, rows, &past, err);
    if (status == BP_OK)
        status = bp_rules_sums(t, o, plain_qtype(a), scale, &past, err);
    if (status == BP_OK)
        status = remember_totals(a, rows, &past, err);
    free(past.own);
    bp_str_release(&pay);
    return status;
}

/* Groups within others, then those of earlier runs, and sums of what is left. */
static bp_status judge_together(bp_answer *a, const bp_tables *t, const bp_cuts *c,
                                const bp_overlap *o, bool of_orgs, bp_err *err)
{
    const int scale = bp_survey_shape(a->survey)->scale;
    bp_sketching *rows = NULL;
    bp_status status = bp_rules_nested(c, o, of_orgs, err);
    if (status == BP_OK && a->ledger != NULL)
        status = bp_sketching_new(&rows, a->ledger, o, a->survey, of_orgs, err);
    if (status == BP_OK && rows != NULL)
        status = bp_rules_ledger_compare(rows, c, err);
    if (status == BP_OK)
        status = rows != NULL ? judge_sums(a, t, c, o, rows, err)
                              : bp_rules_sums(t, o, plain_qtype(a), scale, NULL, err);
    if (status == BP_OK && rows != NULL)
        status = bp_rules_ledger_add(rows, c, err);
    bp_sketching_free(rows);
    return status;
}

/* The markets of offers, which may be many; [*n], to be freed. */
static bp_status list_markets(bp_market ***out, size_t *n, const bp_answer *a,
                              bp_err *err)
{
    size_t most = 1, found = 0;
    while (a->placements != NULL && bp_placements_market(a->placements, most - 1) != NULL)
        most++;
    bp_market **market = bp_alloc(0, most, sizeof *market);
    if (market == NULL)
        return bp_no_memory(err, "the markets");
    if (a->market != NULL)
        market[found++] = a->market;
    for (size_t i = 0; i + 1 < most; i++)
        market[found++] = bp_placements_market(a->placements, i);
    *out = market;
    *n = found;
    return BP_OK;
}

static bp_status compare_all(bp_answer *a, const bp_tables *t, bp_market *market[],
                             size_t n_markets, bool of_orgs, bp_err *err)
{
    bp_cuts c = { 0 };
    bp_overlap o = { 0 };
    bp_status status = bp_cuts_new(&c, t, market, n_markets, a->survey, err);
    if (status == BP_OK)
        status = bp_overlap_new(&o, &c, a->survey, err);
    if (status == BP_OK)
        status = judge_together(a, t, &c, &o, of_orgs, err);
    bp_overlap_release(&o);
    bp_cuts_release(&c);
    return status;
}

static bp_status compare(bp_answer *a, const bp_tables *t, bool of_orgs, bp_err *err)
{
    const char *ledger = a->question->ledger;
    bp_market **market = NULL;
    size_t n = 0;
    bp_status status = list_markets(&market, &n, a, err);
    if (status == BP_OK && ledger != NULL)
        status = bp_ledger_open(&a->ledger, ledger, err);
    if (status == BP_OK)
        status = ledger == NULL && n < 2 && tables_with_groups(t) < 2
                     ? bp_rules_sums(t, NULL, plain_qtype(a),
                                     bp_survey_shape(a->survey)->scale, NULL, err)
                     : compare_all(a, t, market, n, of_orgs, err);
    free(market);
    return status;
}

static unsigned reasons_of(const bp_percentiles *p)
{
    unsigned all = 0;
    for (size_t i = 0; i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        all |= g->reasons | g->mean.reasons;
        for (size_t k = 0; k < p->n_levels; k++)
            all |= g->p[k].reasons;
    }
    return all;
}

/* Tables of people, then those of markets, which offers are placed in; NULL after the
 * last. */
static bp_percentiles *next_shown(const bp_answer *a, bp_percentiles *const table[],
                                  size_t n, size_t *i)
{
    for (; *i >= n; (*i)++) {
        const size_t k = *i - n;
        bp_market *m = k == 0 ? a->market
                       : a->placements != NULL
                           ? bp_placements_market(a->placements, k - 1)
                           : NULL;
        if (m == NULL && k > 0)
            return NULL;
        if (m != NULL && bp_market_own(m) != NULL)
            return bp_market_own(m);
    }
    return table[*i];
}

/* Totals of other elements are of nearly the same people: where these differ by few from
 * those of an earlier run, so do they. */
static void follow_everybody(bp_percentiles *const table[], size_t n, const bp_tables *t)
{
    if (t->n == 0 || (t->table[0]->group[0].reasons & BP_WHY_DIFFERENCE) == 0)
        return;
    for (size_t i = 0; i < n; i++)
        if (strcmp(table[i]->element, t->table[0]->element) != 0)
            bp_percentiles_withhold(table[i], 0, BP_WHY_DIFFERENCE);
}

/* Jobs of one survey that are asked for one by one. */
static bp_status compare_jobs(bp_answer *a, bool of_orgs, bp_err *err)
{
    const bp_job_values v = { .value = a->job_value,
                              .n = a->n_job_values,
                              .key = { bp_tables_key(a->survey, "job"),
                                       bp_tables_key(a->survey, "title") },
                              .n_sets = a->question->choice.n_job };
    return bp_rules_jobs(a->table, a->survey, &v, of_orgs, err);
}

bp_status bp_rules_answer(bp_answer *a, const bp_rule_set *set, bool of_orgs,
                          unsigned *reasons, bp_err *err)
{
    bp_percentiles *table[TABLES_MAX], *alike[TABLES_MAX];
    const size_t n = list_tables(a, table);
    bp_percentiles *p;
    if (a->survey == NULL)
        return BP_OK;
    for (size_t i = 0; set->equations && (p = next_shown(a, table, n, &i)) != NULL; i++)
        bp_rules_extremes(p, plain_qtype(a));
    bp_rules_elements(table, n, bp_survey_element(a->survey, 0));
    memcpy(alike, table, n * sizeof table[0]);
    const bp_tables t = { alike, keep_first_element(alike, n, a->survey) };
    bp_status status = a->question->each_job ? compare_jobs(a, of_orgs, err) : BP_OK;
    if (status == BP_OK)
        status = compare(a, &t, of_orgs, err);
    if (status == BP_OK)
        follow_everybody(table, n, &t);
    for (size_t i = 0; status == BP_OK && (p = next_shown(a, table, n, &i)) != NULL;
         i++) {
        *reasons |= reasons_of(p);
        bp_rules_table_round(p, set);
    }
    return status;
}
