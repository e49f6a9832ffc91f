/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.c - finds the market of every offer, and places the offer in it.
 *
 * In two steps, with the gate between them: markets are made of records or of a line of
 * the published table and pass the gate like any other figures; then an offer is placed
 * among what its market still shows. */
#include "answer/offers.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/settle.h"
#include "analysis/withhold.h"
#include "answer/answer.h"
#include "answer/placing.h"
#include "answer/tables.h"
#include "data/columns.h"
#include "data/pay.h"
#include "ingest/role.h"
#include "ingest/statedset.h"

const bp_level bp_ask_level[BP_ASKS] = { { 1, 2 }, { 3, 5 }, { 3, 4 } };

void bp_placements_free(bp_placements *p)
{
    placed *o = (placed *)p;
    if (o == NULL)
        return;
    for (size_t i = 0; i < o->n_markets; i++)
        bp_market_free(o->market[i]);
    for (size_t i = 0; i < o->n_lines; i++)
        bp_paylines_free(o->line[i]);
    for (size_t i = 0; i < o->all.n_tables; i++) {
        bp_group_offers *g = &o->all.by_table[i];
        for (size_t k = 0; g->market != NULL && k < g->table->n_groups; k++)
            bp_market_free(g->market[k]);
    }
    free(o->line);
    free(o->market);
    free(o->filter);
    bp_arena_release(&o->text);
    bp_room_release(&o->room);
    free(o);
}

static const char *currency_in(const bp_market *m)
{
    return m != NULL ? bp_market_currency(m) : NULL;
}

/* Where nothing says what a market is in, all that is placed in it is at least in one
 * currency. */
static bp_status check_one_currency(const placing *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    const char *own = list != NULL ? list->offered[i].currency : NULL;
    for (size_t k = 0; own != NULL && k < i; k++) {
        const char *other = list->offered[k].currency;
        if (other == NULL)
            continue;
        if (strcmp(own, other) == 0 || strcmp(own, "$") == 0 || strcmp(other, "$") == 0)
            return BP_OK;
        return bp_placing_fail(j, i,
                               bp_fail_hint(j->err, NULL, BP_EDATA,
                                            (bp_hint){ BP_HINT_FX, NULL },
                                            "the amount is in %s, one before it in %s, "
                                            "and nothing says what the market is in",
                                            own, other));
    }
    return BP_OK;
}

/* An amount in one currency is not compared with pay in another. */
static bp_status check_currency(const placing *j, size_t i, const bp_placement *k)
{
    const bp_offers *list = j->a->offers;
    const char *offered =
        list != NULL ? list->offered[i].currency : j->a->amount_currency;
    const char *code[3] = { offered, currency_in(k->market[0]),
                            currency_in(k->market[1]) };
    if (code[0] != NULL && strcmp(code[0], "$") == 0)
        code[0] = NULL;
    if (code[1] == NULL && code[2] == NULL &&
        (k->market[0] != NULL || k->market[1] != NULL))
        code[1] = j->a->question->choice.currency; /* it is said of the market */
    if (code[1] == NULL && code[2] == NULL)
        return k->market[0] != NULL || k->market[1] != NULL ? check_one_currency(j, i)
                                                            : BP_OK;
    for (size_t x = 0; x < 3; x++)
        for (size_t y = x + 1; y < 3; y++)
            if (code[x] != NULL && code[y] != NULL && strcmp(code[x], code[y]) != 0)
                return bp_placing_fail(
                    j, i,
                    bp_fail_hint(j->err, NULL, BP_EDATA, (bp_hint){ BP_HINT_FX, NULL },
                                 "%s is in %s, %s in %s",
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
    k->offered = &list->offered[i];
    k->by = j->o->by + i * list->n_by;
    return bp_offers_amount(&j->o->amount[i], &k->no_amount, list, i, element, j->err);
}

static bp_status find_markets(placing *j, size_t i)
{
    bp_status status = BP_OK;
    if (j->a->survey != NULL)
        status = bp_placing_records(j, i);
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
    p->scope = j->a->offer_at != NULL ? q->scope.on[0] : NULL;
    p->survey = j->a->survey;
    for (size_t i = 0; p->currency == NULL && i < p->n; i++)
        p->currency = currency_in(p->offer[i].market[0]);
    for (size_t i = 0; p->currency == NULL && i < p->n_lines; i++)
        p->currency = currency_in(p->line[i].market[0]);
    if (p->currency == NULL)
        p->currency = q->choice.currency;
    p->converted = p->listed ? p->list->converted : j->a->amount_converted;
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

/* The intervals of all offers are of one kind, by the records of everybody.  Under
 * disclosure rules they are made of those of the percentiles that are shown. */
static bp_status settle_intervals(const placing *j)
{
    const bp_answer *a = j->a;
    placed *o = j->o;
    bp_pay_groups *everybody = NULL;
    uint32_t any[BP_KEYS_MAX];
    o->method = a->method;
    if (a->survey == NULL || o->method.ci.method == BP_CI_NONE)
        return BP_OK;
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        any[k] = BP_NO_ID;
    bp_status status = bp_pay_groups_where(&everybody, a->survey, 0, any, j->err);
    if (status == BP_OK)
        status = bp_pay_groups_on(everybody, a->method.basis, a->method.qtype, j->err);
    if (status == BP_OK && a->method.facts)
        status = bp_ci_settle(&o->all.ci, &a->method.ci, everybody, j->err);
    else if (status == BP_OK)
        status = bp_ci_settle_shares(&o->all.ci, &a->method.ci, everybody, j->err);
    bp_pay_groups_free(everybody);
    if (status == BP_OK && !a->method.facts)
        o->method.ci = o->all.ci;
    o->all.placed = a->method.facts;
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
    p->list = list;
    p->asks = j->a->question->offers.ask;
    p->offer = bp_room_take(&o->room, p->n, sizeof *p->offer);
    p->column = bp_room_take(&o->room, p->n_by, sizeof *p->column);
    o->amount = bp_room_take(&o->room, p->n, sizeof *o->amount);
    o->ties = j->a->question->offers.ties;
    o->at = j->a->offer_at;
    o->by = bp_room_take(&o->room, p->n * p->n_by, sizeof *o->by);
    if (o->room.failed)
        return bp_no_memory(j->err, "the offers");
    o->amount[0] = j->a->amount; /* a list has one a line */
    bp_status status = bp_placing_columns(j);
    if (status == BP_OK)
        status = bp_placing_filters(j);
    if (status == BP_OK)
        status = check_element(j);
    if (status == BP_OK)
        status = settle_intervals(j);
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
        return bp_no_memory(err, "the offers");
    bp_status status = make(&j);
    if (status != BP_OK) {
        bp_placements_free(&j.o->all);
        return status;
    }
    describe(&j);
    *out = &j.o->all;
    return BP_OK;
}

bp_market *bp_placements_market(bp_placements *p, size_t i)
{
    const placed *o = (const placed *)p;
    return i < o->n_markets ? o->market[i] : NULL;
}

bp_paylines *bp_placements_payline(bp_placements *p, size_t i)
{
    const placed *o = (const placed *)p;
    return i < o->n_lines ? o->line[i] : NULL;
}

bp_market *bp_placements_group_market(bp_placements *p, const bp_percentiles *table,
                                      size_t group)
{
    size_t i = 0;
    while (i < p->n_tables && p->by_table[i].table != table)
        i++;
    return i < p->n_tables ? p->by_table[i].market[group] : NULL;
}

/* What is not offered yet has no place, and there is none without a market. */
static bp_figure no_place(const bp_placement *k, bool listed)
{
    if (k->no_amount)
        return bp_figure_without(BP_ABSENT, BP_WHY_NO_AMOUNT);
    return listed ? bp_figure_without(BP_ABSENT, BP_WHY_NO_MARKET)
                  : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

static void ask(bp_ask to[BP_ASKS], const bp_market *m, const bp_offer *offer,
                const bp_figure *none)
{
    for (size_t i = 0; i < BP_ASKS; i++) {
        to[i].amount = m != NULL ? bp_market_at(m, bp_ask_level[i]) : *none;
        const bp_figure f = to[i].amount;
        to[i].adds = offer == NULL         ? *none
                     : f.state == BP_SHOWN ? bp_figure_of(f.value - offer->amount)
                                           : bp_figure_without(f.state, f.reasons);
    }
}

static bp_status place(bp_placement *k, size_t m, const placed *o, bp_decimal amount,
                       bp_err *err)
{
    const bp_figure none = no_place(k, o->all.listed);
    const bool known = !k->no_amount && k->market[m] != NULL;
    bp_status status = BP_OK;
    k->offer[m] = (bp_offer){ .amount = bp_money_double(amount.units, amount.scale),
                              .rank = bp_figure_without(none.state, 0),
                              .percentile = none,
                              .market_ratio = none,
                              .to_p50 = none };
    if (known)
        status = bp_offer_place(&k->offer[m], k->market[m], amount, o->ties, err);
    ask(k->ask[m], k->market[m], known ? &k->offer[m] : NULL, &none);
    return status;
}

/* An offer of nothing yet has no place, but the line has its median. */
static void place_on_line(bp_placement *k, const bp_scope_point *at, bp_decimal amount)
{
    const double pay = k->no_amount ? 1 : bp_money_double(amount.units, amount.scale);
    bp_payline_place(&k->on_line, k->line, at, pay);
    if (k->no_amount)
        k->on_line.percentile = bp_figure_without(BP_ABSENT, BP_WHY_NO_AMOUNT);
}

/* The total is the offer's own market. */
static bp_status place_in_groups(const bp_group_offers *g, const placed *o, bp_err *err)
{
    bp_status status = BP_OK;
    g->group[0] = o->all.offer[0];
    for (size_t i = 1; status == BP_OK && i < g->table->n_groups; i++) {
        g->group[i].market[0] = g->market[i];
        status = place(&g->group[i], 0, o, o->amount[0], err);
    }
    return status;
}

bp_status bp_placements_place(bp_placements *p, bp_err *err)
{
    const placed *o = (const placed *)p;
    bp_status status = BP_OK;
    for (size_t i = 0; i < p->n; i++) {
        for (size_t m = 0; status == BP_OK && m < BP_MARKETS && p->name[m] != NULL; m++)
            status = place(&p->offer[i], m, o, o->amount[i], err);
        if (p->offer[i].line != NULL)
            place_on_line(&p->offer[i], &o->at[i], o->amount[i]);
    }
    for (size_t i = 0; status == BP_OK && i < p->n_lines; i++)
        status = place(&p->line[i], 0, o, o->amount[0], err);
    for (size_t i = 0; status == BP_OK && i < p->n_tables; i++)
        status = place_in_groups(&p->by_table[i], o, err);
    return status;
}
