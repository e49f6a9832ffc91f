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
#include "answer/tables.h"
#include "base/mem.h"
#include "data/columns.h"
#include "data/pay.h"
#include "ingest/role.h"

/* Placements with the memory of their parts. */
typedef struct owned {
    bp_placements all;  /* first: they are freed as the whole */
    bp_market **market; /* [n_markets] each made once */
    size_t n_markets;
    size_t cap_markets;
    bp_decimal *amount; /* [all.n] */
    bp_ties ties;
    bp_row_filter *filter; /* [cap_filters] of the question, then of a line */
    size_t n_filters;
    size_t cap_filters;
} owned;

/* What finds the markets. */
typedef struct job {
    owned *o;
    const bp_answer *a;
    bp_err *err;
} job;

void bp_placements_free(bp_placements *p)
{
    owned *o = (owned *)p;
    if (o == NULL)
        return;
    for (size_t i = 0; i < o->n_markets; i++)
        bp_market_free(o->market[i]);
    free(o->market);
    free(o->all.offer);
    free(o->all.ignored);
    free(o->all.selects);
    free(o->amount);
    free(o->filter);
    free(o);
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the offers");
}

static bp_status keep(job *j, bp_market *m)
{
    owned *o = j->o;
    if (!bp_reserve(&o->market, &o->cap_markets, o->n_markets + 1, sizeof o->market[0])) {
        bp_market_free(m);
        return no_memory(j->err);
    }
    o->market[o->n_markets++] = m;
    return BP_OK;
}

/* The place of line i of the list, and the rest of a message. */
static bp_status fail_at(const job *j, size_t i, bp_status status)
{
    bp_err cause = *j->err;
    if (j->a->offers == NULL || status != BP_EDATA)
        return status;
    bp_loc at = bp_offers_place(j->a->offers, i, SIZE_MAX);
    return bp_fail_hint(j->err, &at, status, bp_err_hint(&cause), "%s", cause.text);
}

/* ---- records ---- */

/* A column of the list that selects nothing: a misspelt name is an error, any other is
 * taken as a remark and noted. */
static bp_status check_column(const job *j, size_t by, bp_err *err)
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
        return no_memory(err);
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
static bp_status no_such_value(const job *j, size_t i, size_t by, size_t key)
{
    const bp_survey *s = j->a->survey;
    const bp_offers *list = j->a->offers;
    const bp_loc at = bp_offers_place(list, i, by);
    const size_t n = bp_survey_key_values(s, key);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return no_memory(j->err);
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
static const bp_market *market_before(const job *j, size_t i)
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

static bp_status select_values(const job *j, size_t i, const char *value[])
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

static bp_status find_records(job *j, size_t i)
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
        return fail_at(j, i, status);
    k->market[0] = m;
    return keep(j, m);
}

/* ---- published ---- */

static bp_status add_filter(job *j, const char *column, const char *value)
{
    owned *o = j->o;
    if (column == NULL ||
        !bp_reserve(&o->filter, &o->cap_filters, o->n_filters + 1, sizeof o->filter[0]))
        return no_memory(j->err);
    o->filter[o->n_filters++] = (bp_row_filter){ column, value };
    return BP_OK;
}

static bp_status copy_filters(job *j)
{
    const bp_offer_question *q = &j->a->question->offers;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < q->n_rows; i++)
        status = add_filter(j, q->row[i].column, q->row[i].value);
    return status;
}

/* What a line of the list says about the table's line: columns that the table has. */
static bp_status line_filters(job *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++)
        if (list->offered[i].by[by][0] != '\0' &&
            bp_published_column(&column, j->a->published, list->by[by], NULL) == BP_OK)
            status = add_filter(j, list->by[by], list->offered[i].by[by]);
    return status;
}

static bp_status make_knots(bp_market **out, const bp_published *t,
                            const bp_published_line *l, bp_between between, bp_err *err)
{
    const bp_loc at = { .file = t->file, .line = t->line[l->row] };
    bp_err why;
    bp_knot knot[BP_KNOTS_MAX];
    double least = 0;
    for (size_t i = 0; i < l->n; i++) {
        const bp_published_point *p = &l->point[i];
        /* a code that is unknown, or of another table, is at least what is below it */
        double value = p->top_coded && p->value < least ? least : p->value;
        knot[i] = (bp_knot){ p->level, value, p->top_coded };
        least = value;
    }
    bp_status status = bp_market_of_knots(out, knot, l->n, between, l->currency, &why);
    return status == BP_OK ? status : bp_fail(err, &at, status, "%s", why.text);
}

/* The filters of the list's line are taken back afterwards: they are no other line's. */
static bp_status find_published(job *j, size_t i, size_t m)
{
    const bp_question *q = j->a->question;
    owned *o = j->o;
    const size_t fixed = o->n_filters;
    bp_market *market = NULL;
    bp_published_line line;
    bp_status status = line_filters(j, i);
    const bp_line_choice choice = { .filter = o->filter,
                                    .n_filters = o->n_filters,
                                    .year = q->choice.year,
                                    .currency = q->choice.currency };
    if (status == BP_OK)
        status = bp_published_choose(&line, j->a->published, &choice, j->err);
    o->n_filters = fixed;
    if (status == BP_OK)
        status = make_knots(&market, j->a->published, &line, q->offers.between, j->err);
    if (status != BP_OK)
        return fail_at(j, i, status);
    o->all.line = line;
    o->all.offer[i].market[m] = market;
    return keep(j, market);
}

/* ---- both ---- */

/* An amount in one currency is not compared with pay in another. */
static bp_status check_currency(const job *j, size_t i)
{
    const bp_placement *k = &j->o->all.offer[i];
    const char *code[3] = { j->a->amount_currency, bp_market_currency(k->market[0]),
                            k->market[1] != NULL ? bp_market_currency(k->market[1])
                                                 : NULL };
    if (code[0] != NULL && strcmp(code[0], "$") == 0)
        code[0] = NULL;
    for (size_t x = 0; x < 3; x++)
        for (size_t y = x + 1; y < 3; y++)
            if (code[x] != NULL && code[y] != NULL && strcmp(code[x], code[y]) != 0)
                return fail_at(j, i,
                               bp_fail(j->err, NULL, BP_EDATA, "%s is in %s, %s in %s",
                                       x == 0 ? "the amount" : "the survey", code[x],
                                       y == 1 ? "the market" : "the published table",
                                       code[y]));
    return BP_OK;
}

/* What line i offers, as the pay element that its market is of. */
static bp_status read_line(const job *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    bp_placement *k = &j->o->all.offer[i];
    if (list == NULL)
        return BP_OK;
    const char *pay = j->a->question->choice.pay;
    const char *element = j->a->survey != NULL ? bp_survey_element(j->a->survey, 0)
                          : pay != NULL        ? pay
                                               : "base";
    k->id = list->offered[i].id;
    k->by = list->offered[i].by;
    return bp_offers_amount(&j->o->amount[i], list, i, element, j->err);
}

static bp_status find_markets(job *j, size_t i)
{
    bp_status status = BP_OK;
    if (j->a->survey != NULL)
        status = find_records(j, i);
    if (status == BP_OK && j->a->published != NULL)
        status = find_published(j, i, j->a->survey != NULL ? 1 : 0);
    if (status == BP_OK)
        status = check_currency(j, i);
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
static void describe(const job *j)
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
    p->currency = bp_market_currency(p->offer[0].market[0]) != NULL
                      ? bp_market_currency(p->offer[0].market[0])
                      : q->choice.currency;
    p->range_min = money(q->offers.range_min);
    p->range_max = money(q->offers.range_max);
    p->midpoint = q->offers.midpoint.units > 0 ? money(q->offers.midpoint)
                                               : (p->range_min + p->range_max) / 2;
}

static bp_status check_columns(const job *j)
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
static bp_status make(job *j)
{
    const bp_offers *list = j->a->offers;
    owned *o = j->o;
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
        return no_memory(j->err);
    o->amount[0] = j->a->amount; /* a list has one a line */
    bp_status status = check_columns(j);
    if (status == BP_OK)
        status = copy_filters(j);
    for (size_t i = 0; status == BP_OK && i < p->n; i++)
        status = find_markets(j, i);
    return status;
}

bp_status bp_placements_new(bp_placements **out, const bp_answer *a, bp_err *err)
{
    bp_err own = { .status = BP_OK };
    job j = { .a = a, .err = err != NULL ? err : &own };
    j.o = bp_alloc(sizeof *j.o, 0, 0);
    if (j.o == NULL)
        return no_memory(err);
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
    owned *o = (owned *)p;
    for (size_t k = 0; k < o->n_markets; k++)
        if (o->market[k] == p->offer[offer].market[BP_FIRST_MARKET])
            bp_market_withhold(o->market[k], reasons);
}

bp_status bp_placements_place(bp_placements *p, bp_err *err)
{
    const owned *o = (const owned *)p;
    bp_status status = BP_OK;
    for (size_t i = 0; i < p->n; i++)
        for (size_t m = 0;
             status == BP_OK && m < BP_MARKETS && p->offer[i].market[m] != NULL; m++)
            status = bp_offer_place(&p->offer[i].offer[m], p->offer[i].market[m],
                                    o->amount[i], o->ties, err);
    return status;
}

/* ---- reading ---- */

bp_status bp_offers_check_choice(const bp_answer *a, bp_err *err)
{
    const bp_choice *c = &a->question->choice;
    const struct {
        const char *what;
        bool given;
    } chosen[] = { { "a condition", c->n_where > 0 },
                   { "a job", c->n_job > 0 },
                   { "a group", c->n_by > 0 },
                   { "the list of excluded rows", a->question->reading.keep_places } };
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        if (chosen[i].given)
            return bp_fail_hint(
                err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_ROW, "COLUMN" },
                "%s needs records, and there are only lines of a published table",
                chosen[i].what);
    return BP_OK;
}

/* A published table among the files is none of the survey's. */
static bp_status take_published(bp_answer *a, const char **path, bp_err *err)
{
    const size_t n = a->reading.n_files;
    *path = a->question->offers.published;
    a->file = bp_alloc(0, n, sizeof *a->file);
    if (a->file == NULL)
        return no_memory(err);
    a->reading.n_files = 0;
    for (size_t i = 0; i < n; i++) {
        const char *file = a->question->reading.file[i];
        bool published;
        bp_status status = bp_published_recognise(&published, file, &a->question->reading,
                                                  a->choice.pay, err);
        if (status != BP_OK)
            return status;
        if (!published)
            a->file[a->reading.n_files++] = file;
        else if (*path != NULL)
            return bp_fail(err, &(bp_loc){ .file = file }, BP_EUSAGE,
                           "is a second published table; an offer is compared with one");
        else
            *path = file;
    }
    a->reading.file = a->file;
    return BP_OK;
}

static bp_status read_published(bp_answer *a, bp_err *err)
{
    const char *path;
    bp_status status = take_published(a, &path, err);
    if (status != BP_OK || path == NULL)
        return status;
    /* How the survey is laid out says nothing about the table. */
    bp_reading own;
    bp_reading_init(&own);
    own.digest = a->reading.digest;
    const bool alone = a->reading.n_files == 0;
    if (alone)
        status = bp_offers_check_choice(a, err);
    return status == BP_OK
               ? bp_published_read(&a->published, path, alone ? &a->reading : &own, err)
               : status;
}

bp_status bp_offers_open(bp_answer *a, bp_err *err)
{
    const bp_offer_question *q = &a->question->offers;
    bp_status status = BP_OK;
    a->amount = q->amount;
    a->amount_currency = q->currency;
    if (q->list != NULL)
        status = bp_offers_read(&a->offers, q->list, err);
    else if (q->amount_file != NULL)
        status = bp_amount_read_file(&a->amount, &a->amount_currency, q->amount_file,
                                     a->question->reading.number_format, err);
    if (status == BP_OK && a->offers != NULL) {
        a->choice.also = a->offers->by;
        a->choice.n_also = a->offers->n_by;
    }
    if (status == BP_OK)
        status = read_published(a, err);
    if (status == BP_OK && a->published == NULL && q->n_rows > 0)
        status = bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_WHERE, NULL },
                              "there is no published table to choose a line of");
    return status;
}
