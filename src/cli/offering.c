/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/offering.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/columns.h"
#include "data/pay.h"
#include "ingest/role.h"

/* An offering with the memory of its parts. */
typedef struct owned {
    bp_offering offering; /* first: an offering is freed as the whole */
    bp_market **market;   /* [n_markets] each made once */
    size_t n_markets;
    size_t cap_markets;
    bp_arena text;         /* of the columns of --row */
    bp_row_filter *filter; /* [cap_filters] of --row, then of a line */
    size_t n_filters;
    size_t cap_filters;
} owned;

/* What places the offers. */
typedef struct job {
    owned *o;
    const bp_request *request;
    const bp_offer_input *in;
    const bp_survey *survey; /* NULL: there are no records */
    bp_err *err;
} job;

void bp_offering_free(bp_offering *offering)
{
    owned *o = (owned *)offering;
    if (o == NULL)
        return;
    for (size_t i = 0; i < o->n_markets; i++)
        bp_market_free(o->market[i]);
    free(o->market);
    free(o->offering.offer);
    free(o->offering.remark);
    free(o->filter);
    bp_arena_release(&o->text);
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

/* The place of line i of the list, and what stands behind it in a message. */
static bp_status fail_at(const job *j, size_t i, bp_status status)
{
    bp_err cause = *j->err;
    if (j->in->list == NULL || status != BP_EDATA)
        return status;
    bp_loc at = bp_offers_place(j->in->list, i, SIZE_MAX);
    return bp_fail_hint(j->err, &at, status, (bp_hint){ cause.hint, cause.hint_about },
                        "%s", cause.text);
}

/* ---- records ---- */

/* The survey's key of that name, or SIZE_MAX. */
static size_t key_of(const bp_survey *s, const char *name)
{
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        if (strcmp(bp_survey_key(s, k), name) == 0)
            return k;
    return SIZE_MAX;
}

/* A column of the list that selects nothing: a slip of the pen, or a remark? */
static bp_status check_column(const job *j, size_t by, bp_err *err)
{
    const bp_offers *list = j->in->list;
    const char *name = list->by[by];
    const char *const whose = j->survey != NULL ? "survey" : "published table";
    size_t n = j->survey != NULL ? bp_survey_columns(j->survey) : j->in->table->n_columns;
    const bp_loc at = { .file = list->file };
    bp_role role;
    if (j->survey != NULL && bp_role_parse(&role, bp_text_of(name)))
        return bp_fail(
            err, &at, BP_EDATA,
            "'%s': the survey has no such column; name it with --map %s=COLUMN", name,
            name);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        names[i] = j->survey != NULL ? bp_survey_column(j->survey, i)->name
                                     : j->in->table->column[i].name;
    const char *near = bp_text_nearest(name, names, n);
    bp_status status = BP_OK;
    if (near != NULL)
        status = bp_fail(err, &at, BP_EDATA,
                         "'%s': the %s has no such column; did you mean '%s'?", name,
                         whose, near);
    else
        j->o->offering.remark[by] = true;
    free(names);
    return status;
}

/* The value nearest to what no row has. */
static bp_status no_such_value(const job *j, size_t i, size_t by, size_t key)
{
    const bp_survey *s = j->survey;
    const bp_offers *list = j->in->list;
    const bp_loc at = bp_offers_place(list, i, by);
    size_t n = bp_survey_key_values(s, key);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return no_memory(j->err);
    for (uint32_t v = 0; v < n; v++)
        names[v] = bp_survey_key_text(s, key, v).at;
    const char *near = bp_text_nearest(list->offered[i].by[by], names, n);
    if (near != NULL)
        bp_fail(j->err, &at, BP_EDATA,
                "no row of the survey has this; did you mean '%s'?", near);
    else
        bp_fail(j->err, &at, BP_EDATA, "no row of the survey has this");
    free(names);
    return BP_EDATA;
}

/* The same values as an earlier line: its market. */
static const bp_market *market_before(const job *j, size_t i)
{
    const bp_offers *list = j->in->list;
    for (size_t k = i; k-- > 0;) {
        size_t by = 0;
        while (by < list->n_by &&
               strcmp(list->offered[i].by[by], list->offered[k].by[by]) == 0)
            by++;
        if (by == list->n_by)
            return j->o->offering.offer[k].market[0];
    }
    return NULL;
}

static bp_status select_values(const job *j, size_t i, const char *value[])
{
    const bp_offers *list = j->in->list;
    for (size_t k = 0; k < bp_survey_keys(j->survey); k++)
        value[k] = NULL;
    for (size_t by = 0; list != NULL && by < list->n_by; by++) {
        const char *text = list->offered[i].by[by];
        size_t key = key_of(j->survey, list->by[by]);
        if (key == SIZE_MAX || text[0] == '\0')
            continue;
        if (bp_survey_key_id(j->survey, key, bp_text_of(text)) == BP_NO_ID)
            return no_such_value(j, i, by, key);
        value[key] = text;
    }
    return BP_OK;
}

static bp_status find_records(job *j, size_t i)
{
    bp_offer_case *k = &j->o->offering.offer[i];
    const char *value[BP_KEYS_MAX];
    bp_market *m = NULL;
    k->market[0] = j->in->list != NULL ? market_before(j, i) : NULL;
    if (k->market[0] != NULL)
        return BP_OK;
    bp_status status = select_values(j, i, value);
    if (status != BP_OK)
        return status;
    status = bp_market_of_records(&m, j->survey, 0, value, &j->request->method, j->err);
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

static bp_status read_rows(job *j)
{
    const bp_words *row = &j->request->offer.row;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < row->n; i++) {
        const char *equals = strchr(row->at[i], '=');
        bp_text column =
            bp_text_trim((bp_text){ row->at[i], (size_t)(equals - row->at[i]) });
        status =
            add_filter(j, bp_arena_copy(&j->o->text, column.at, column.n), equals + 1);
    }
    return status;
}

/* What a line of the list says about the table's line: columns that the table has. */
static bp_status line_filters(job *j, size_t i)
{
    const bp_offers *list = j->in->list;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++)
        if (list->offered[i].by[by][0] != '\0' &&
            bp_published_column(&column, j->in->table, list->by[by], NULL) == BP_OK)
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
        /* a code that is unknown, or of another table, is at least what stands below it
         */
        double value = p->top_coded && p->value < least ? least : p->value;
        knot[i] = (bp_knot){ p->level, value, p->top_coded };
        least = value;
    }
    bp_status status = bp_market_of_knots(out, knot, l->n, between, &why);
    return status == BP_OK ? status : bp_fail(err, &at, status, "%s", why.text);
}

static bp_status find_published(job *j, size_t i, size_t m)
{
    const bp_request *r = j->request;
    owned *o = j->o;
    const size_t fixed = o->n_filters;
    bp_market *market = NULL;
    bp_published_line line;
    bp_status status = line_filters(j, i);
    const bp_line_choice choice = { .filter = o->filter,
                                    .n_filters = o->n_filters,
                                    .year = r->choice.year,
                                    .currency = r->choice.currency };
    if (status == BP_OK)
        status = bp_published_choose(&line, j->in->table, &choice, j->err);
    o->n_filters = fixed;
    if (status == BP_OK)
        status = make_knots(&market, j->in->table, &line, r->offer.between, j->err);
    if (status != BP_OK)
        return fail_at(j, i, status);
    market->currency = line.currency;
    o->offering.line = line;
    o->offering.offer[i].market[m] = market;
    return keep(j, market);
}

/* ---- both ---- */

/* An amount of one currency is not held against pay in another. */
static bp_status check_currency(const job *j, size_t i)
{
    const bp_offer_case *k = &j->o->offering.offer[i];
    const char *code[3] = { j->in->currency, k->market[0]->currency,
                            k->market[1] != NULL ? k->market[1]->currency : NULL };
    if (code[0] != NULL && strcmp(code[0], "$") == 0)
        code[0] = NULL;
    for (size_t a = 0; a < 3; a++)
        for (size_t b = a + 1; b < 3; b++)
            if (code[a] != NULL && code[b] != NULL && strcmp(code[a], code[b]) != 0)
                return fail_at(j, i,
                               bp_fail(j->err, NULL, BP_EDATA, "%s is in %s, %s in %s",
                                       a == 0 ? "the amount" : "the survey", code[a],
                                       b == 1 ? "the market" : "the published table",
                                       code[b]));
    return BP_OK;
}

static bp_status place(job *j, size_t i)
{
    const bp_offers *list = j->in->list;
    bp_offer_case *k = &j->o->offering.offer[i];
    bp_decimal amount = j->in->amount;
    bp_status status = BP_OK;
    if (list != NULL) {
        const char *element = j->survey != NULL ? bp_survey_element(j->survey, 0)
                              : j->request->choice.pay != NULL ? j->request->choice.pay
                                                               : "base";
        k->id = list->offered[i].id;
        k->by = list->offered[i].by;
        status = bp_offers_amount(&amount, list, i, element, j->err);
    }
    for (size_t m = 0; status == BP_OK && m < BP_MARKETS && k->market[m] != NULL; m++)
        status = bp_offer_place(&k->offer[m], k->market[m], amount,
                                j->request->offer.ties, j->err);
    return status;
}

static bp_status find_markets(job *j, size_t i)
{
    bp_status status = BP_OK;
    if (j->survey != NULL)
        status = find_records(j, i);
    if (status == BP_OK && j->in->table != NULL)
        status = find_published(j, i, j->survey != NULL ? 1 : 0);
    return status == BP_OK ? check_currency(j, i) : status;
}

static const char *base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : file;
}

static void describe(const job *j)
{
    const bp_offer_request *w = &j->request->offer;
    bp_offering *o = &j->o->offering;
    size_t m = 0;
    if (j->survey != NULL)
        o->name[m++] = bp_survey_inputs(j->survey) == 1
                           ? base_name(bp_survey_input(j->survey, 0)->file)
                           : "the survey";
    if (j->in->table != NULL)
        o->name[m] = base_name(j->in->table->file);
    o->table = j->in->table;
    o->alone = j->survey == NULL;
    o->currency = o->offer[0].market[0]->currency != NULL
                      ? o->offer[0].market[0]->currency
                      : j->request->choice.currency;
    o->range_min = bp_money_double(w->range_min.units, w->range_min.scale);
    o->range_max = bp_money_double(w->range_max.units, w->range_max.scale);
    o->midpoint = w->midpoint.units > 0
                      ? bp_money_double(w->midpoint.units, w->midpoint.scale)
                      : (o->range_min + o->range_max) / 2;
}

static bp_status check_columns(const job *j)
{
    const bp_offers *list = j->in->list;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++) {
        bool known = j->survey != NULL && key_of(j->survey, list->by[by]) != SIZE_MAX;
        known |= j->in->table != NULL &&
                 bp_published_column(&column, j->in->table, list->by[by], NULL) == BP_OK;
        if (!known)
            status = check_column(j, by, j->err);
    }
    return status;
}

bp_status bp_offering_new(bp_offering **out, const bp_request *r, const bp_survey *survey,
                          bp_err *err)
{
    const bp_offer_input *in = r->offered;
    bp_err own = { .status = BP_OK };
    job j = { .request = r, .in = in, .survey = survey, .err = err != NULL ? err : &own };
    j.o = bp_alloc(sizeof *j.o, 0, 0);
    if (j.o == NULL)
        return no_memory(err);
    bp_offering *o = &j.o->offering;
    o->listed = in->list != NULL;
    o->n = o->listed ? in->list->n : 1;
    o->by = o->listed ? in->list->by : NULL;
    o->n_by = o->listed ? in->list->n_by : 0;
    o->offer = bp_alloc(0, o->n, sizeof *o->offer);
    o->remark = bp_alloc(0, o->n_by, sizeof *o->remark);
    bp_status status =
        o->offer != NULL && o->remark != NULL ? check_columns(&j) : no_memory(j.err);
    if (status == BP_OK)
        status = read_rows(&j);
    for (size_t i = 0; status == BP_OK && i < o->n; i++) {
        status = find_markets(&j, i);
        if (status == BP_OK)
            status = place(&j, i);
    }
    if (status != BP_OK) {
        bp_offering_free(o);
        return status;
    }
    describe(&j);
    *out = o;
    return BP_OK;
}
