/* SPDX-License-Identifier: GPL-3.0-or-later */
/* auditor.c - is a report in json true of its records, and does it show no more than its
 * rules allow?
 *
 * The tables of the json are gone through in its order, each against the same table cut
 * of the list of people, so that what is named is the first thing that is wrong.  Sums
 * come last, since what one table withholds another may show. */
#include "audit/auditor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/reading.h"
#include "audit/across.h"
#include "audit/asked.h"
#include "audit/locals.h"
#include "audit/placed.h"
#include "audit/row.h"
#include "audit/steps.h"
#include "audit/trends.h"
#include "base/mem.h"

/* One table of the report. */
typedef struct table {
    const bp_json_value *section; /* NULL: it is the only one */
    const bp_json_value *rows;
    size_t element;
    bp_crowd *cut;
    bp_part *part;     /* [cut->n] */
    bp_ranges *ranges; /* NULL: nobody asked, as below */
    bp_crowd *local;   /* the same groups, with pay before it was converted */
} table;

typedef struct auditor {
    bp_audited *out;
    const bp_question *question;
    const bp_json_value *report;
    const bp_survey *survey;
    const bp_survey *whole; /* with outliers */
    const bp_rule_set *set;
    const bp_answer *read;
    bool of_orgs;
    bp_placed places; /* of offers */
    bp_payees *payees[BP_ELEMENTS_MAX];
    table *table;
    size_t n_tables;
    size_t cap;
    bp_str why;
    const char *name;
    bp_err *err;
} auditor;

/* ---- failing ---- */

static bp_status not_ours(const auditor *a, const char *what)
{
    return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_EDATA, "%s", what);
}

static void put_text(bp_str *s, bp_text t)
{
    if (t.n == 0)
        bp_str_puts(s, "(blank)");
    bp_str_bytes(s, t.at, t.n);
}

/* "tier=CMO, region=West" */
static void put_group(bp_str *s, const bp_crowd *c, const bp_crowd_group *g)
{
    if (g == &c->group[0])
        bp_str_puts(s, "everybody");
    for (size_t k = 0; g != &c->group[0] && k < c->n_keys; k++) {
        const uint32_t id = c->of->cells->group[g->cell].key[c->key[k]];
        bp_str_printf(s, "%s%s=", k > 0 ? ", " : "",
                      bp_survey_key(c->of->survey, c->key[k]));
        put_text(s, g->others > 0 ? bp_text_of("(other)")
                                  : bp_survey_key_text(c->of->survey, c->key[k], id));
    }
}

/* "section 'tier': tier=CMO"; of the pay elements of a report "section 'benchmark', tcc:
 * everybody". */
static void put_place(bp_str *s, const table *t, const bp_crowd_group *g)
{
    if (t->section != NULL)
        bp_str_printf(s, "section '%s', %s: ", bp_json_text(t->section, "name"),
                      bp_json_text(t->section, "pay"));
    put_group(s, t->cut, g);
}

static bp_status breach(const auditor *a, const table *t, const bp_crowd_group *g,
                        const char *why)
{
    bp_str place = { 0 };
    put_place(&place, t, g);
    bp_status status = place.failed || a->why.failed
                           ? bp_no_memory(a->err, "an audit")
                           : bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_ENONE,
                                     "%s: %s", place.at, why);
    bp_str_release(&place);
    return status;
}

/* ---- what is not checked ---- */

static void leave_out(auditor *a, const char *name)
{
    bp_str *s = &a->out->unchecked;
    const size_t n = strlen(name);
    for (const char *at = s->n > 0 ? strstr(s->at, name) : NULL; at != NULL;
         at = strstr(at + 1, name))
        if ((at == s->at || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
            return;
    bp_str_printf(s, "%s%s", s->n > 0 ? ", " : "", name);
}

/* Members of an object that are none of those which an audit knows; NULL: there is no
 * object. */
static void leave_out_others(auditor *a, const bp_json_value *object,
                             const char *const known[])
{
    if (!bp_json_is(object, BP_IS_OBJECT))
        return;
    BP_JSON_EACH (v, object) {
        size_t k = 0;
        while (known[k] != NULL && strcmp(known[k], v->key) != 0)
            k++;
        if (known[k] == NULL)
            leave_out(a, v->key);
    }
}

/* What is found again of an offer. */
static const char *const offer_parts[] = {
    "id",    "amount",        "rank",   "percentile", "lo",           "hi",
    "n",     "below",         "equal",  "band",       "market",       "market_ratio",
    "ask",   "to_p50",        "method", "base",       "extrapolated", "status",
    "bonus", "bonus_percent", "tcc",    NULL
};

static void leave_out_of_row(auditor *a, const bp_json_value *row)
{
    static const char *const members[] = {
        "by",      "n",       "orgs",        "mean",   "others",
        "mean_lo", "mean_hi", "percentiles", "status", "ratio_to_previous",
        "overlap", "local",   "offer",       NULL
    };
    static const char *const parts[] = { "p",           "value", "lo",   "hi",
                                         "coverage",    "se",    "deff", "n_eff",
                                         "sensitivity", NULL };
    leave_out_others(a, row, members);
    leave_out_others(a, bp_json_first(bp_json_find(row, "percentiles")), parts);
}

/* ---- tables ---- */

/* The keys of a table: the names of its groups' values. */
static bp_status find_keys(const auditor *a, const bp_json_value *rows, size_t key[],
                           size_t *n)
{
    *n = 0;
    const bp_json_value *second = bp_json_next(rows, bp_json_first(rows));
    if (second == NULL)
        return BP_OK;
    const bp_json_value *by = bp_json_find(second, "by");
    if (!bp_json_is(by, BP_IS_OBJECT) || by->n == 0 || by->n > BP_KEYS_MAX)
        return not_ours(a, "a group of the report does not say whom it is of");
    BP_JSON_EACH (v, by) {
        size_t k = 0;
        while (k < bp_survey_keys(a->survey) &&
               strcmp(bp_survey_key(a->survey, k), v->key) != 0)
            k++;
        if (k == bp_survey_keys(a->survey))
            return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_EDATA,
                           "a table is by '%s', which its request does not ask for",
                           v->key);
        key[(*n)++] = k;
    }
    return BP_OK;
}

/* The people of a row; NULL: there are no such. */
static const bp_crowd_group *find_group(const bp_crowd *c, const bp_json_value *row)
{
    const bp_json_value *by = bp_json_find(row, "by");
    uint32_t id[BP_KEYS_MAX];
    if (!bp_json_is(by, BP_IS_OBJECT))
        return NULL;
    if (by->n == 0)
        return &c->group[0];
    if (by->n != c->n_keys)
        return NULL;
    if (bp_json_is(bp_json_find(row, "others"), BP_IS_NUMBER))
        return bp_crowd_others(c);
    for (size_t k = 0; k < c->n_keys; k++) {
        const bp_json_value *v =
            bp_json_find(by, bp_survey_key(c->of->survey, c->key[k]));
        if (v == NULL || (v->kind != BP_IS_STRING && v->kind != BP_IS_LITERAL))
            return NULL;
        id[k] = bp_survey_key_id(c->of->survey, c->key[k],
                                 v->kind == BP_IS_STRING ? v->text : (bp_text){ "", 0 });
    }
    return bp_crowd_find(c, id);
}

static bp_status put_parts(const auditor *a, table *t)
{
    t->part = bp_alloc(0, t->cut->n, sizeof t->part[0]);
    if (t->part == NULL)
        return bp_no_memory(a->err, "an audit");
    for (size_t i = 0; i < t->cut->n; i++)
        for (size_t k = 0; !t->cut->group[i].mixed && k < t->cut->group[i].n; k++)
            t->part[i].pay += (bp_int128)t->cut->group[i].by_pay[k].pay *
                              t->cut->group[i].by_pay[k].weight;
    return BP_OK;
}

/* The row of the tier before one: the one above, of the same other groups. */
static const bp_json_value *tier_before(const bp_crowd *c, const bp_json_value *above,
                                        const bp_crowd_group *g)
{
    const bp_crowd_group *b = above != NULL ? find_group(c, above) : NULL;
    if (b == NULL || b == &c->group[0] || b->others > 0 || g->others > 0)
        return NULL;
    const uint32_t *x = c->of->cells->group[b->cell].key,
                   *y = c->of->cells->group[g->cell].key;
    for (size_t k = 0; k + 1 < c->n_keys; k++)
        if (x[c->key[k]] != y[c->key[k]])
            return NULL;
    return above;
}

/* The offer in the group of a row, where there is one. */
static bp_status check_row_offer(auditor *a, const table *t, const bp_json_value *row,
                                 const bp_crowd_group *g)
{
    const bp_json_value *offer = bp_json_find(row, "offer");
    bool fits = true;
    if (!bp_json_is(offer, BP_IS_OBJECT))
        return BP_OK;
    if (bp_answer_offers(a->read) != 1 || t->element != 0) {
        leave_out(a, "offer");
        return BP_OK;
    }
    leave_out_others(a, offer, offer_parts);
    bp_status status =
        bp_placed_in_group(&fits, &a->places, offer, row, t->cut, g, a->err);
    if (status == BP_OK && !fits) {
        bp_str words = { 0 };
        bp_str_printf(&words, "the offer: %s", a->why.failed ? "" : a->why.at);
        status =
            words.failed ? bp_no_memory(a->err, "an audit") : breach(a, t, g, words.at);
        bp_str_release(&words);
    }
    return status;
}

static bp_status check_row(auditor *a, const table *t, bp_row_table *rt,
                           const bp_json_value *row, const bp_json_value *above)
{
    const bp_crowd_group *g = find_group(t->cut, row);
    bp_str_clear(&a->why);
    if (g == NULL)
        return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_ENONE,
                       "the report has a group, number %zu of its table, of whom the "
                       "records have nobody",
                       a->out->cells);
    if (!bp_row_check(rt, row, g) ||
        !bp_row_follows(rt, row, tier_before(t->cut, above, g)) ||
        (t->local != NULL &&
         !bp_locals_agree(rt, row, t->local, find_group(t->local, row),
                          bp_survey_keys(a->survey) - 1)))
        return breach(a, t, g, a->why.at);
    if (rt->withheld > 0 && a->out->first.n == 0) {
        put_place(&a->out->first, t, g);
        bp_str_printf(&a->out->first, ": %s", rt->first->at);
    }
    a->out->withheld += rt->withheld;
    rt->withheld = 0;
    bp_str_clear(rt->first);
    a->out->cells++;
    bp_part *part = &t->part[g - t->cut->group];
    part->shows = bp_row_shows(row);
    part->mean = bp_row_mean(row);
    part->withheld = rt->mean_withheld;
    part->least = rt->least;
    leave_out_of_row(a, row);
    return check_row_offer(a, t, row, g);
}

/* Every group of the records is in the table, once. */
static bp_status check_rows(auditor *a, table *t, bp_row_table *rt)
{
    bool *seen = bp_alloc(0, t->cut->n, sizeof *seen);
    const bp_json_value *row = bp_json_first(t->rows), *above = NULL;
    bp_status status = seen != NULL ? BP_OK : bp_no_memory(a->err, "an audit");
    for (; status == BP_OK && row != NULL; row = bp_json_next(t->rows, row)) {
        const bp_crowd_group *g = find_group(t->cut, row);
        if (g != NULL && seen[g - t->cut->group])
            status = breach(a, t, g, "is in the report twice");
        else
            status = check_row(a, t, rt, row, above);
        if (g != NULL)
            seen[g - t->cut->group] = true;
        above = row;
    }
    for (size_t i = 0; status == BP_OK && i < t->cut->n; i++)
        if (!seen[i])
            status = breach(a, t, &t->cut->group[i], "is not in the report");
    free(seen);
    return status;
}

static bp_status make_table(auditor *a, table *t)
{
    size_t key[BP_KEYS_MAX], n;
    const bp_method *m = &a->question->method;
    bp_status status = find_keys(a, t->rows, key, &n);
    if (status == BP_OK && a->payees[t->element] == NULL)
        status = bp_payees_new(&a->payees[t->element], a->survey, t->element, m->basis,
                               a->err);
    if (status == BP_OK)
        status = bp_crowd_new(&t->cut, a->payees[t->element], key, n, (size_t)m->top,
                              (uint64_t)m->min_people, a->err);
    if (status == BP_OK &&
        !bp_crowd_put_on(t->cut, bp_asked_qtype(a->question, a->survey)))
        status = bp_no_memory(a->err, "an audit");
    return status == BP_OK ? put_parts(a, t) : status;
}

/* The element that has pay before it was converted. */
#define LOCAL 1

/* The groups of the table once more, with local pay. */
static bp_status make_local(auditor *a, table *t)
{
    const bp_method *m = &a->question->method;
    bp_status status = BP_OK;
    if (a->payees[LOCAL] == NULL)
        status = bp_payees_new(&a->payees[LOCAL], a->survey, LOCAL, m->basis, a->err);
    if (status == BP_OK)
        status = bp_crowd_new(&t->local, a->payees[LOCAL], t->cut->key, t->cut->n_keys,
                              (size_t)m->top, (uint64_t)m->min_people, a->err);
    return status == BP_OK &&
                   !bp_crowd_put_on(t->local, bp_asked_qtype(a->question, a->survey))
               ? bp_no_memory(a->err, "an audit")
               : status;
}

/* Of the levels of the first row, which all rows have. */
static bp_status make_ranges(auditor *a, table *t)
{
    const bp_method *m = &a->question->method;
    bp_level level[BP_DECIDE_LEVELS];
    size_t n;
    return bp_row_levels(level, &n, bp_json_first(t->rows))
               ? bp_ranges_new(&t->ranges, t->cut, a->whole, t->element, (size_t)m->top,
                               (uint64_t)m->min_people, level, n, a->err)
               : not_ours(a, "its percentiles are none of a report of benchpay");
}

static bp_status check_table(auditor *a, const bp_json_value *section,
                             const bp_json_value *rows, size_t element)
{
    const bp_method *m = &a->question->method;
    bp_str first = { 0 };
    if (rows->kind != BP_IS_ARRAY || rows->n == 0)
        return not_ours(a, "a table of the report has no groups");
    if (!bp_reserve(&a->table, &a->cap, a->n_tables + 1, sizeof a->table[0]))
        return bp_no_memory(a->err, "an audit");
    table *t = &a->table[a->n_tables++];
    *t = (table){ .section = section, .rows = rows, .element = element };
    bp_status status = make_table(a, t);
    if (status == BP_OK && a->question->sensitivity)
        status = make_ranges(a, t);
    if (status == BP_OK && a->question->choice.local)
        status = make_local(a, t);
    if (status != BP_OK)
        return status;
    if (a->places.row == NULL)
        a->places.row = bp_json_first(rows);
    bp_row_table rt = { .cut = t->cut,
                        .set = a->set,
                        .method = { .qtype = bp_asked_qtype(a->question, a->survey),
                                    .ci = bp_asked_ci(a->question, a->report,
                                                      a->payees[element]),
                                    .level = m->ci.level,
                                    .population = m->ci.population },
                        .ranges = t->ranges,
                        .has_orgs = bp_survey_has_orgs(a->survey),
                        .of_orgs = a->of_orgs,
                        .total_shown = bp_row_shows(bp_json_first(rows)),
                        .why = &a->why,
                        .first = &first };
    if (rt.method.ci == BP_RECOUNT_OTHER)
        leave_out(a, "limits of intervals");
    status = check_rows(a, t, &rt);
    a->out->figures += rt.figures;
    bp_str_release(&first);
    return status;
}

/* ---- all tables together ---- */

/* A table of the report; beyond them, the markets of its offers. */
static table table_at(const auditor *a, size_t i, const bp_across list[])
{
    static const bp_json_value of_offers[] = {
        { BP_IS_OBJECT, NULL, { "", 0 }, 2, 3 },
        { BP_IS_STRING, "name", { "offer", 5 }, 0, 1 },
        { BP_IS_STRING, "pay", { "the market", 10 }, 0, 1 },
    };
    return i < a->n_tables
               ? a->table[i]
               : (table){ .section = of_offers, .cut = (bp_crowd *)list[i].cut };
}

static bp_status tell_nested(auditor *a, const bp_across_place *at,
                             const bp_across list[])
{
    const table t = table_at(a, at->table, list), beside = table_at(a, at->beside, list);
    bp_str_clear(&a->why);
    bp_str_printf(&a->why,
                  "is shown beside a group of section '%s' that has it, and few "
                  "people or organizations more",
                  bp_json_text(beside.section, "name"));
    return breach(a, &t, &t.cut->group[at->group], a->why.at);
}

static void note_withheld(auditor *a, size_t n, const bp_across_place *first)
{
    if (n > 0 && a->out->first.n == 0) {
        const table *t = &a->table[first->table];
        put_place(&a->out->first, t, &t->cut->group[first->group]);
        bp_str_puts(&a->out->first, ": the mean");
    }
    a->out->withheld += n;
}

static bool any_shows_mean(const auditor *a, size_t element)
{
    size_t i = 0;
    while (i < a->n_tables &&
           (a->table[i].element != element || !a->table[i].part[0].mean))
        i++;
    return i < a->n_tables;
}

/* Is everybody's pay of one element that of two others together, as total cash is? */
static bool is_sum_of(const table *sum, const table *x, const table *y)
{
    return sum->part[0].pay == x->part[0].pay + y->part[0].pay && y->part[0].pay > 0;
}

/* Of a sum and its two parts everybody's mean is withheld of none alone: the others would
 * tell it. */
static bp_status check_elements(auditor *a)
{
    for (size_t i = 0; i < a->n_tables; i++)
        for (size_t k = 0; a->table[i].part[0].mean && k < a->n_tables; k++)
            for (size_t m = 0; a->table[k].part[0].mean && m < a->n_tables; m++) {
                const table *t = &a->table[m];
                if (t->cut->group[0].people > 0 && !any_shows_mean(a, t->element) &&
                    is_sum_of(&a->table[i], &a->table[k], t))
                    return breach(a, t, &t->cut->group[0],
                                  "the mean is withheld, and follows from those of other "
                                  "pay elements");
            }
    return BP_OK;
}

/* Of so many tables and markets; markets have no means. */
static bp_status look_across(auditor *a, bp_across list[], size_t n_all)
{
    bp_across_place at, first;
    bool fits;
    size_t n = 0;
    bp_status status = bp_across_nested(&fits, &at, list, n_all, a->of_orgs, a->err);
    if (status == BP_OK && !fits)
        return tell_nested(a, &at, list);
    if (a->question->method.basis != BP_BASIS_INCUMBENT)
        return status; /* what an organisation counts differs by group: no mean adds up */
    if (status == BP_OK)
        status = bp_across_sums(&fits, &at, &n, &first, list, a->n_tables, a->err);
    if (status == BP_OK && !fits)
        return breach(a, &a->table[at.table], &a->table[at.table].cut->group[at.group],
                      "the mean is withheld, and follows from those that are shown");
    if (status == BP_OK)
        status = check_elements(a);
    if (status == BP_OK)
        note_withheld(a, n, &first);
    return status;
}

static bp_status check_across(auditor *a)
{
    if (a->set == NULL)
        return BP_OK;
    size_t n = a->n_tables;
    bp_across *list = bp_alloc(0, n + BP_PLACED_CUTS, sizeof *list);
    if (list == NULL)
        return bp_no_memory(a->err, "an audit");
    for (size_t i = 0; i < n; i++)
        list[i] = (bp_across){ a->table[i].cut, a->table[i].part };
    for (size_t i = 1; i < BP_PLACED_CUTS; i++)
        if (a->places.cut[i] != NULL)
            list[n++] = (bp_across){ a->places.cut[i], a->places.part[i] };
    bp_status status = look_across(a, list, n);
    free(list);
    return status;
}

/* ---- growth ---- */

static bp_status check_growth(auditor *a, const bp_json_value *section,
                              const bp_json_value *growth)
{
    bp_trends t = { .survey = a->survey,
                    .asked = &a->question->growth,
                    .set = a->set,
                    .qtype = bp_asked_qtype(a->question, a->survey),
                    .of_orgs = a->of_orgs,
                    .agreed.why = &a->why };
    bp_steps s = { .survey = a->survey,
                   .matching = a->question->growth.matching,
                   .set = a->set,
                   .of_orgs = a->of_orgs,
                   .agreed.why = &a->why };
    bool fits = true;
    bp_str_clear(&a->why);
    bp_status status =
        s.matching != BP_MATCH_NONE ? bp_steps_check(&fits, &s, growth, a->err) : BP_OK;
    t.matched = s.a_year;
    if (status == BP_OK && fits)
        status = bp_trends_check(&fits, &t, growth, bp_json_find(section, "scenarios"),
                                 a->err);
    a->out->figures += t.agreed.figures + s.agreed.figures;
    if (status == BP_OK && a->why.failed)
        status = bp_no_memory(a->err, "an audit");
    if (status != BP_OK || fits) {
        if (bp_json_find(section, "simulation") != NULL)
            leave_out(a, "simulation");
        return status;
    }
    return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_ENONE, "section 'growth': %s",
                   a->why.at);
}

/* ---- offers ---- */

/* What a place has that is not found again. */
static void leave_out_of_offer(auditor *a, const bp_json_value *section)
{
    static const char *const members[] = { "name",  "pay",    "method",
                                           "offer", "offers", NULL };
    const bp_json_value *one = bp_json_find(section, "offer"),
                        *list = bp_json_find(section, "offers");
    leave_out_others(a, section, members);
    if (list != NULL)
        one = bp_json_first(list);
    leave_out_others(a, one, offer_parts);
}

static void prepare_offers(auditor *a)
{
    const bp_method *m = &a->question->method;
    bp_placed *p = &a->places;
    p->read = a->read;
    p->payees = a->payees[0];
    p->set = a->set;
    p->by = (bp_recount_method){ .qtype = bp_asked_qtype(a->question, a->survey),
                                 .ci = bp_asked_ci(a->question, a->report, a->payees[0]),
                                 .level = m->ci.level,
                                 .population = m->ci.population };
    p->share_ci = bp_asked_share_ci(a->question, a->payees[0]);
    p->by_share = p->by;
    if (p->by.ci != BP_RECOUNT_CLUSTERED)
        p->by_share.ci = BP_RECOUNT_WOODRUFF;
    p->mid = a->question->offers.ties == BP_TIES_MID;
    p->of_orgs = a->of_orgs;
    p->agreed.why = &a->why;
}

static bp_status check_offers(auditor *a, const bp_json_value *section)
{
    bool fits = false;
    bp_str_clear(&a->why);
    bp_status status = bp_placed_check(&fits, &a->places, section, a->err);
    leave_out_of_offer(a, section);
    if (status == BP_OK && a->why.failed)
        status = bp_no_memory(a->err, "an audit");
    return status != BP_OK || fits ? status
                                   : bp_fail(a->err, &(bp_loc){ .file = a->name },
                                             BP_ENONE, "section 'offer': %s", a->why.at);
}

/* Without a request, or where the amount was in a file of its own, nobody knows what was
 * offered. */
static bool is_offer(const auditor *a, const bp_json_value *section)
{
    return a->n_tables > 0 && bp_answer_offers(a->read) > 0 &&
           (bp_json_find(section, "offer") != NULL ||
            bp_json_find(section, "offers") != NULL);
}

/* ---- reports ---- */

static bp_status check_section(auditor *a, const bp_json_value *section)
{
    const bp_json_value *method = bp_json_find(section, "method"),
                        *groups = bp_json_find(section, "groups");
    const char *name = bp_json_text(section, "name"), *pay = bp_json_text(section, "pay");
    if (name == NULL || method == NULL)
        return not_ours(a, "a section of the report has no name, or no method");
    const bp_json_value *growth = bp_json_find(section, "growth");
    if (bp_json_is(growth, BP_IS_OBJECT))
        return check_growth(a, section, growth);
    if (groups == NULL && is_offer(a, section))
        return check_offers(a, section);
    if (groups == NULL) {
        leave_out(a, name);
        return BP_OK;
    }
    size_t element = 0;
    while (pay != NULL && element < bp_survey_elements(a->survey) &&
           strcmp(bp_survey_element(a->survey, element), pay) != 0)
        element++;
    if (pay == NULL || element == bp_survey_elements(a->survey))
        return not_ours(a, "a section of the report is of pay that its request does not "
                           "ask for");
    bp_status status = bp_asked_compare(a->question, a->report, method, pay, a->payees[0],
                                        a->name, a->err);
    return status == BP_OK ? check_table(a, section, groups, element) : status;
}

static bp_status check_report(auditor *a)
{
    const bp_json_value *method = bp_json_find(a->report, "method"),
                        *groups = bp_json_find(a->report, "groups"),
                        *sections = bp_json_find(a->report, "sections");
    bp_status status =
        bp_payees_new(&a->payees[0], a->survey, 0, a->question->method.basis, a->err);
    if (status == BP_OK)
        status = bp_asked_compare(a->question, a->report, method,
                                  bp_survey_element(a->survey, 0), a->payees[0], a->name,
                                  a->err);
    if (status == BP_OK)
        prepare_offers(a);
    if (status == BP_OK && groups != NULL)
        status = check_table(a, NULL, groups, 0);
    const bp_json_value *s = bp_json_first(sections);
    for (; status == BP_OK && s != NULL; s = bp_json_next(sections, s))
        status = check_section(a, s);
    a->out->figures += a->places.agreed.figures;
    if (a->places.drawn)
        leave_out(a, "limits of places");
    return status == BP_OK ? check_across(a) : status;
}

static void release(auditor *a)
{
    for (size_t i = 0; i < a->n_tables; i++) {
        bp_crowd_free(a->table[i].cut);
        free(a->table[i].part);
        bp_ranges_free(a->table[i].ranges);
        bp_crowd_free(a->table[i].local);
    }
    bp_placed_release(&a->places);
    for (size_t e = 0; e < BP_ELEMENTS_MAX; e++)
        bp_payees_free(a->payees[e]);
    free(a->table);
    bp_str_release(&a->why);
}

/* Whether the records have two organisations, or were chosen from such. */
static bool orgs_count(const bp_survey *s)
{
    return bp_survey_has_orgs(s) && bp_survey_among_orgs(s);
}

bp_status bp_auditor_check(bp_audited *out, const bp_question *q,
                           const bp_json_value *report, const char *name, bp_err *err)
{
    auditor a = { .out = out, .question = q, .report = report, .name = name, .err = err };
    bp_answer *read = NULL;
    if (bp_json_find(report, "groups") == NULL &&
        bp_json_find(report, "sections") == NULL)
        return not_ours(&a, "the report has no figures of people");
    bp_status status = bp_answer_read(&read, q, err);
    if (status != BP_OK)
        return status;
    a.read = read;
    a.survey = bp_answer_survey(read);
    a.whole = bp_answer_whole(read);
    if (a.survey == NULL) {
        status = not_ours(&a, "it is of published figures, which no records make");
    } else {
        a.of_orgs = orgs_count(a.survey);
        a.set = q->rules == BP_RULES_OWN ? q->own_rules : bp_decide_rules(q->rules);
        status = check_report(&a);
    }
    if (status == BP_OK && (out->first.failed || out->unchecked.failed || a.why.failed))
        status = bp_no_memory(a.err, "an audit");
    release(&a);
    bp_answer_free(read);
    return status;
}

void bp_audited_release(bp_audited *a)
{
    bp_str_release(&a->first);
    bp_str_release(&a->unchecked);
}
