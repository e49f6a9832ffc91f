/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.c - finds the market of every offer, and places the offer in it.
 *
 * In two steps, with the gate between them: markets are made of records or of a line of
 * the published table and pass the gate like any other figures; then an offer is placed
 * among what its market still shows.  Offers that select the same records share one
 * market, so a list of thousands costs one market a group. */
#include "answer/offers.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "answer/answer.h"
#include "answer/placing.h"
#include "answer/tables.h"
#include "data/columns.h"
#include "data/pay.h"
#include "ingest/role.h"
#include "ingest/statedset.h"

void bp_placements_free(bp_placements *p)
{
    placed *o = (placed *)p;
    if (o == NULL)
        return;
    for (size_t i = 0; i < o->n_markets; i++)
        bp_market_free(o->market[i]);
    bp_arena_release(&o->text);
    free(o->all.line);
    free(o->all.fit);
    free(o->market);
    free(o->all.offer);
    free(o->all.ignored);
    free(o->all.selects);
    free(o->amount);
    free(o->filter);
    free(o);
}

/* ---- records ---- */

/* A column of the list that selects nothing: a misspelt name is an error, any other is
 * taken as a remark and noted. */
static bp_status check_column(const placing *j, size_t by, bp_err *err)
{
    const bp_offers *list = j->a->offers;
    const char *name = list->by[by];
    const char *const whose = j->a->survey != NULL ? "survey" : "published table";
    size_t n = j->a->survey != NULL ? bp_survey_columns(j->a->survey)
                                    : j->a->published->n_columns;
    const bp_loc at = { .file = list->file };
    bp_role role;
    if (j->a->survey != NULL && bp_role_parse(&role, bp_text_of(name)))
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_MAP, name },
                            "the survey has no column '%s'", name);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return bp_placing_no_memory(err);
    for (size_t i = 0; i < n; i++)
        names[i] = j->a->survey != NULL ? bp_survey_column(j->a->survey, i)->name
                                        : j->a->published->column[i].name;
    const char *near = bp_text_nearest(name, names, n);
    bp_status status = BP_OK;
    if (near != NULL)
        status = bp_fail(err, &at, BP_EDATA,
                         "'%s': the %s has no such column; did you mean '%s'?", name,
                         whose, near);
    else
        j->o->all.ignored[by] = true;
    free(names);
    return status;
}

/* The value nearest to what no row has. */
static bp_status no_such_value(const placing *j, size_t i, size_t by, size_t key)
{
    const bp_survey *s = j->a->survey;
    const bp_offers *list = j->a->offers;
    const bp_loc at = bp_offers_place(list, i, by);
    const size_t n = bp_survey_key_values(s, key);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return bp_placing_no_memory(j->err);
    for (uint32_t v = 0; v < n; v++)
        names[v] = bp_survey_key_text(s, key, v).at;
    const char *near = bp_text_nearest(list->offered[i].by[by], names, n);
    if (near != NULL)
        bp_fail(j->err, &at, BP_EDATA,
                "no row of the survey has this value; did you mean '%s'?", near);
    else
        bp_fail(j->err, &at, BP_EDATA, "no row of the survey has this value");
    free(names);
    return BP_EDATA;
}

/* An earlier line that selects the same records: its market. */
static const bp_market *market_before(const placing *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    for (size_t k = i; k-- > 0;) {
        size_t by = 0;
        while (by < list->n_by &&
               (!j->o->all.selects[by] ||
                strcmp(list->offered[i].by[by], list->offered[k].by[by]) == 0))
            by++;
        if (by == list->n_by)
            return j->o->all.offer[k].market[0];
    }
    return NULL;
}

static bp_status select_values(const placing *j, size_t i, const char *value[])
{
    const bp_offers *list = j->a->offers;
    for (size_t k = 0; k < bp_survey_keys(j->a->survey); k++)
        value[k] = NULL;
    for (size_t by = 0; list != NULL && by < list->n_by; by++) {
        const char *text = list->offered[i].by[by];
        size_t key = bp_tables_key(j->a->survey, list->by[by]);
        if (key == SIZE_MAX || text[0] == '\0')
            continue;
        if (bp_survey_key_id(j->a->survey, key, bp_text_of(text)) == BP_NO_ID)
            return no_such_value(j, i, by, key);
        value[key] = text;
    }
    return BP_OK;
}

static bp_status find_records(placing *j, size_t i)
{
    bp_placement *k = &j->o->all.offer[i];
    const char *value[BP_KEYS_MAX];
    bp_market *m = NULL;
    k->market[0] = j->a->offers != NULL ? market_before(j, i) : NULL;
    if (k->market[0] != NULL)
        return BP_OK;
    bp_status status = select_values(j, i, value);
    if (status != BP_OK)
        return status;
    status = bp_market_of_records(&m, j->a->survey, 0, value, &j->a->method, j->err);
    if (status != BP_OK)
        return bp_placing_fail(j, i, status);
    k->market[0] = m;
    return bp_placing_keep(j, m);
}

/* ---- both ---- */

static const char *currency_in(const bp_market *m)
{
    return m != NULL ? bp_market_currency(m) : NULL;
}

/* An amount in one currency is not compared with pay in another. */
static bp_status check_currency(const placing *j, size_t i, const bp_placement *k)
{
    const char *code[3] = { j->a->amount_currency, currency_in(k->market[0]),
                            currency_in(k->market[1]) };
    if (code[0] != NULL && strcmp(code[0], "$") == 0)
        code[0] = NULL;
    for (size_t x = 0; x < 3; x++)
        for (size_t y = x + 1; y < 3; y++)
            if (code[x] != NULL && code[y] != NULL && strcmp(code[x], code[y]) != 0)
                return bp_placing_fail(
                    j, i,
                    bp_fail(j->err, NULL, BP_EDATA, "%s is in %s, %s in %s",
                            x == 0 ? "the amount" : "the survey", code[x],
                            y == 1 ? "the market" : "the published table", code[y]));
    return BP_OK;
}

/* What line i offers, as the pay element that its market is of. */
static bp_status read_line(const placing *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    bp_placement *k = &j->o->all.offer[i];
    if (list == NULL)
        return BP_OK;
    const char *pay = j->a->question->choice.pay;
    const bp_published *t = j->a->published;
    const char *element = j->a->survey != NULL ? bp_survey_element(j->a->survey, 0)
                          : t != NULL && t->element != NULL ? t->element
                          : pay != NULL                     ? pay
                                                            : "base";
    k->id = list->offered[i].id;
    k->by = list->offered[i].by;
    return bp_offers_amount(&j->o->amount[i], &k->no_amount, list, i, element, j->err);
}

static bp_status find_markets(placing *j, size_t i)
{
    bp_status status = BP_OK;
    if (j->a->survey != NULL)
        status = find_records(j, i);
    if (status == BP_OK && j->a->published != NULL)
        status = bp_placing_published(j, i, j->a->survey != NULL ? 1 : 0);
    if (status == BP_OK)
        status = check_currency(j, i, &j->o->all.offer[i]);
    for (size_t l = 0; status == BP_OK && l < j->o->all.n_lines; l++)
        status = check_currency(j, i, &j->o->all.line[l]);
    return status == BP_OK ? read_line(j, i) : status;
}

static const char *base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : file;
}

static double money(bp_decimal d)
{
    return bp_money_double(d.units, d.scale);
}

/* What reports say of the markets; a range has its middle as midpoint if none is given.
 */
static void describe(const placing *j)
{
    const bp_question *q = j->a->question;
    bp_placements *p = &j->o->all;
    size_t m = 0;
    if (j->a->survey != NULL)
        p->name[m++] = bp_survey_inputs(j->a->survey) == 1
                           ? base_name(bp_survey_input(j->a->survey, 0)->file)
                           : "the survey";
    if (j->a->published != NULL)
        p->name[m] = base_name(j->a->published->file);
    p->table = j->a->published;
    p->alone = j->a->survey == NULL;
    p->survey = j->a->survey;
    p->currency = currency_in(p->offer[0].market[0]);
    for (size_t i = 0; p->currency == NULL && i < p->n_lines; i++)
        p->currency = currency_in(p->line[i].market[0]);
    if (p->currency == NULL)
        p->currency = q->choice.currency;
    p->range_min = money(q->offers.range_min);
    p->range_max = money(q->offers.range_max);
    p->midpoint = q->offers.midpoint.units > 0 ? money(q->offers.midpoint)
                                               : (p->range_min + p->range_max) / 2;
}

/* Pay elements that have a name of their own; other columns may hold any of them. */
static const char *element_in(const char *pay)
{
    char measure[BP_MEASURE_SIZE];
    if (pay == NULL)
        return NULL;
    bp_stated_measure(measure, bp_text_of(pay));
    return bp_stated_element(measure);
}

/* Total cash is not compared with the base pay of a published table. */
static bp_status check_element(const placing *j)
{
    const bp_answer *a = j->a;
    if (a->published == NULL || a->survey == NULL)
        return BP_OK;
    const char *own = element_in(bp_survey_element(a->survey, 0));
    const char *said = a->question->offers.published_pay;
    const char *table =
        a->published->element != NULL ? a->published->element : element_in(said);
    if (own == NULL || table == NULL || strcmp(own, table) == 0)
        return BP_OK;
    return bp_fail_hint(j->err, &(bp_loc){ .file = a->published->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_PAY, NULL },
                        "its figures are of '%s', and the pay of the survey is '%s'",
                        table, own);
}

static bp_status check_columns(const placing *j)
{
    const bp_offers *list = j->a->offers;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++) {
        const bool selects =
            j->a->survey != NULL && bp_tables_key(j->a->survey, list->by[by]) != SIZE_MAX;
        const bool known = selects || (j->a->published != NULL &&
                                       bp_published_column(&column, j->a->published,
                                                           list->by[by], NULL) == BP_OK);
        j->o->all.selects[by] = selects;
        if (!known)
            status = check_column(j, by, j->err);
    }
    return status;
}

/* Columns and filters are the same for all offers and come first. */
static bp_status make(placing *j)
{
    const bp_offers *list = j->a->offers;
    placed *o = j->o;
    bp_placements *p = &o->all;
    p->listed = list != NULL;
    p->n = p->listed ? list->n : 1;
    p->by = p->listed ? list->by : NULL;
    p->n_by = p->listed ? list->n_by : 0;
    p->offer = bp_alloc(0, p->n, sizeof *p->offer);
    p->ignored = bp_alloc(0, p->n_by, sizeof *p->ignored);
    p->selects = bp_alloc(0, p->n_by, sizeof *p->selects);
    o->amount = bp_alloc(0, p->n, sizeof *o->amount);
    o->ties = j->a->question->offers.ties;
    if (p->offer == NULL || p->ignored == NULL || p->selects == NULL || o->amount == NULL)
        return bp_placing_no_memory(j->err);
    o->amount[0] = j->a->amount; /* a list has one a line */
    bp_status status = check_columns(j);
    if (status == BP_OK)
        status = bp_placing_filters(j);
    if (status == BP_OK)
        status = check_element(j);
    for (size_t i = 0; status == BP_OK && i < p->n; i++)
        status = find_markets(j, i);
    return status;
}

bp_status bp_placements_new(bp_placements **out, const bp_answer *a, bp_err *err)
{
    bp_err own = { .status = BP_OK };
    placing j = { .a = a, .err = err != NULL ? err : &own };
    j.o = bp_alloc(sizeof *j.o, 0, 0);
    if (j.o == NULL)
        return bp_placing_no_memory(err);
    bp_status status = make(&j);
    if (status != BP_OK) {
        bp_placements_free(&j.o->all);
        return status;
    }
    describe(&j);
    *out = &j.o->all;
    return BP_OK;
}

void bp_placements_withhold(bp_placements *p, size_t offer, unsigned reasons)
{
    placed *o = (placed *)p;
    for (size_t k = 0; k < o->n_markets; k++)
        if (o->market[k] == p->offer[offer].market[BP_FIRST_MARKET])
            bp_market_withhold(o->market[k], reasons);
}

/* What is not offered yet has no place, and there is none in a line without figures. */
static bp_status place(bp_placement *k, size_t m, const placed *o, bp_decimal amount,
                       bp_err *err)
{
    const bp_figure none =
        k->no_amount ? bp_figure_without(BP_ABSENT, BP_WHY_NO_AMOUNT)
                     : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    if (!k->no_amount && k->market[m] != NULL)
        return bp_offer_place(&k->offer[m], k->market[m], amount, o->ties, err);
    k->offer[m] = (bp_offer){ .amount = bp_money_double(amount.units, amount.scale),
                              .percentile = none,
                              .market_ratio = none,
                              .to_p50 = none };
    return BP_OK;
}

bp_status bp_placements_place(bp_placements *p, bp_err *err)
{
    const placed *o = (const placed *)p;
    bp_status status = BP_OK;
    for (size_t i = 0; i < p->n; i++)
        for (size_t m = 0;
             status == BP_OK && m < BP_MARKETS && p->offer[i].market[m] != NULL; m++)
            status = place(&p->offer[i], m, o, o->amount[i], err);
    for (size_t i = 0; status == BP_OK && i < p->n_lines; i++)
        status = place(&p->line[i], 0, o, o->amount[0], err);
    return status;
}
