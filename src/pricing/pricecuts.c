/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecuts.c - one table of published cuts of several survey houses.
 *
 * Houses ship their figures in one sheet, a line a job and cut.  It is read once; its
 * surveys are the names in it, and what a manifest would say of each is in its lines
 * (when they are of) and in a file of movements. */
#include "pricing/pricecuts.h"

#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/text.h"
#include "ingest/grid.h"
#include "ingest/published.h"
#include "pricing/pricecolumns.h"
#include "pricing/pricejobs.h"

void bp_price_cuts_release(bp_price_cuts *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->own[i].at);
    bp_published_free(c->table);
    free(c->survey);
    free(c->own);
    free(c->of);
    bp_arena_release(&c->text);
    *c = (bp_price_cuts){ 0 };
}

const char *bp_price_cuts_pay(const bp_price_cuts *c, size_t row)
{
    return c->pay != SIZE_MAX ? bp_published_cell(c->table, row, c->pay)->text : "";
}

static bool is_of_pay(const bp_price_cuts *c, size_t row, const char *pay)
{
    const char *own = bp_price_cuts_pay(c, row);
    return own[0] == '\0' || bp_text_alike(bp_text_of(own), bp_text_of(pay));
}

bool bp_price_cuts_has(const bp_price_cuts *c, const bp_pricing_survey *survey,
                       size_t row)
{
    return &c->survey[c->of[row]] == survey &&
           (c->chosen == NULL || is_of_pay(c, row, c->chosen));
}

/* ---- the surveys ---- */

static bp_status find_survey(bp_price_cuts *c, size_t row, size_t column,
                             const bp_pricing_question *q, bp_err *err)
{
    const char *name = bp_published_cell(c->table, row, column)->text;
    const bp_loc at = { .file = c->table->file,
                        .line = c->table->line[row],
                        .field = column + 1,
                        .name = c->table->column[column].name };
    if (name[0] == '\0')
        return bp_fail(err, &at, BP_EDATA, "the cell is empty");
    size_t i = 0;
    while (i < c->n && !bp_text_same(bp_text_of(c->survey[i].name), bp_text_of(name)))
        i++;
    if (i == c->n)
        c->survey[c->n++] =
            (bp_pricing_survey){ .name = name, .question = *q->cuts, .weight = 1 };
    c->of[row] = i;
    return BP_OK;
}

static bp_status find_surveys(bp_price_cuts *c, const bp_pricing_question *q, bp_err *err)
{
    const bp_published *t = c->table;
    const size_t column = bp_price_column_of(t, BP_PRICE_SURVEY);
    if (column == SIZE_MAX)
        return bp_fail(err, &(bp_loc){ .file = t->file }, BP_EDATA,
                       "there is no column 'survey'");
    c->survey = bp_alloc(0, t->n_rows, sizeof *c->survey);
    c->own = bp_alloc(0, t->n_rows, sizeof *c->own);
    c->of = bp_alloc(0, t->n_rows, sizeof *c->of);
    if (c->survey == NULL || c->own == NULL || c->of == NULL)
        return bp_no_memory(err, "the published cuts");
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < t->n_rows; i++)
        status = find_survey(c, i, column, q, err);
    return status;
}

static bool any_of_pay(const bp_price_cuts *c, const char *pay)
{
    for (size_t i = 0; i < c->table->n_rows; i++)
        if (bp_price_cuts_pay(c, i)[0] != '\0' && is_of_pay(c, i, pay))
            return true;
    return false;
}

/* The pay that was asked for; else base, where lines say that they are about it. */
static bp_status choose_pay(bp_price_cuts *c, const bp_pricing_question *q, bp_err *err)
{
    const char *asked = q->cuts->choice.pay;
    c->pay = bp_price_column_of(c->table, BP_PRICE_PAY);
    c->chosen = asked != NULL ? asked : any_of_pay(c, "base") ? "base" : NULL;
    return asked == NULL || c->pay == SIZE_MAX || any_of_pay(c, asked)
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = c->table->file, .name = "pay" },
                         BP_EDATA, "no line is about '%s'", asked);
}

/* ---- their movements ---- */

enum { SURVEY, RATE, PAY, YEAR, COLUMNS };

/* One line of the file of movements. */
typedef struct rate {
    const char *pay; /* "": all */
    int year;        /* 0: all */
    double rate;
} rate;

static bp_status read_year(int *out, const bp_grid *g, size_t row, size_t column,
                           bp_err *err)
{
    bp_decimal d = { 0, 0 };
    *out = 0;
    if (column == SIZE_MAX || bp_grid_cell(g, row, column).n == 0)
        return BP_OK;
    const bp_loc at = bp_grid_place(g, row, column);
    const bp_text t = bp_grid_cell(g, row, column);
    if (!bp_decimal_parse(&d, t.at, t.n) || d.scale != 0 || d.units < 1000 ||
        d.units > 9999)
        return bp_fail(err, &at, BP_EDATA, "not a year");
    *out = (int)d.units;
    return BP_OK;
}

static bp_status read_rate(rate *out, bp_price_cuts *c, const bp_grid *g, size_t row,
                           const size_t column[COLUMNS], bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, column[RATE]);
    const bp_text pay =
        column[PAY] != SIZE_MAX ? bp_grid_cell(g, row, column[PAY]) : bp_text_of("");
    out->pay = bp_arena_copy(&c->text, pay.at, pay.n);
    if (out->pay == NULL)
        return bp_no_memory(err, "the published cuts");
    if (!bp_percent_parse(&out->rate, bp_grid_cell(g, row, column[RATE])))
        return bp_fail(err, &at, BP_EDATA, "not a movement in percent, as 3.5%%");
    return read_year(&out->year, g, row, column[YEAR], err);
}

/* The movement of an element of a survey, made where there is none yet; NULL: memory is
 * out.  That of base pay is that of all pay which has none of its own. */
static bp_movement *movement_of(bp_price_cuts *c, size_t survey, const char *pay)
{
    bp_pricing_survey *s = &c->survey[survey];
    bp_price_cut_moves *own = &c->own[survey];
    if (pay[0] == '\0' || bp_text_alike(bp_text_of(pay), bp_text_of("base")))
        return &s->movement;
    for (size_t i = 0; i < s->n_own; i++)
        if (bp_text_alike(bp_text_of(own->at[i].pay), bp_text_of(pay)))
            return &own->at[i].movement;
    if (!bp_reserve(&own->at, &own->cap, s->n_own + 1, sizeof own->at[0]))
        return NULL;
    own->at[s->n_own] = (bp_element_movement){ .pay = pay };
    s->own = own->at;
    return &own->at[s->n_own++].movement;
}

static bp_status read_movement(bp_price_cuts *c, const bp_grid *g, size_t row,
                               const size_t column[COLUMNS], bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, column[SURVEY]);
    size_t survey;
    rate r;
    bp_status status = bp_survey_named(&survey, c->survey, c->n,
                                       bp_grid_cell(g, row, column[SURVEY]), &at, err);
    if (status == BP_OK)
        status = read_rate(&r, c, g, row, column, err);
    if (status != BP_OK)
        return status;
    bp_movement *m = movement_of(c, survey, r.pay);
    if (m == NULL)
        return bp_no_memory(err, "the published cuts");
    return bp_movement_put(m, r.year, r.rate)
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA,
                         "an earlier line has a movement that does not go with this one");
}

static bp_status read_movements(bp_price_cuts *c, const bp_grid *g, bp_err *err)
{
    size_t column[COLUMNS];
    bp_status status = bp_grid_column(&column[SURVEY], g, "survey", err);
    if (status == BP_OK)
        status = bp_grid_column(&column[RATE], g, "rate", err);
    if (status != BP_OK)
        return status;
    column[PAY] = bp_grid_find(g, "pay");
    column[YEAR] = bp_grid_find(g, "year");
    for (size_t i = 0; status == BP_OK && i < bp_grid_rows(g); i++)
        status = read_movement(c, g, i, column, err);
    return status;
}

/* ---- the whole ---- */

static bp_status read_table(bp_price_cuts *c, const bp_pricing_question *q, bp_err *err)
{
    const bp_reading *r = &q->cuts->reading;
    bp_choice choice = q->cuts->choice;
    choice.n_job = 0;
    const bp_published_wish wish = {
        .reading = r, .pay_key = BP_SET_PAY, .choice = &choice, .dates = true
    };
    bp_status status = bp_published_take(&c->table, r->file[0], &wish, err);
    if (status == BP_OK)
        status = find_surveys(c, q, err);
    return status == BP_OK ? choose_pay(c, q, err) : status;
}

bp_status bp_price_cuts_read(bp_price_cuts *out, const bp_pricing_question *q,
                             bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = read_table(out, q, err);
    if (status == BP_OK && q->movements != NULL) {
        status = bp_grid_read(&g, q->movements, NULL, NULL, err);
        if (status == BP_OK)
            status = read_movements(out, g, err);
        bp_grid_free(g);
    }
    return status;
}
