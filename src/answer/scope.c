/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scope.c - what a question about pay on scope needs, and its lines.
 *
 * Points are given as texts, by the names of the scopes: they are read here, before the
 * files are, so that a slip costs no reading. */
#include "answer/scope.h"

#include <string.h>

#include "answer/tables.h"
#include "base/str.h"
#include "base/text.h"

/* ---- points ---- */

static bp_status read_number(double *out, bp_text t, const char *point,
                             bp_line_model model, bp_err *err)
{
    bp_decimal d;
    t = bp_text_trim(t);
    if (!bp_decimal_parse(&d, t.at, t.n))
        return bp_fail(err, NULL, BP_EUSAGE, "'%s' is not a scope, as 350 or 87.5",
                       point);
    *out = bp_money_double(d.units, d.scale);
    if (model == BP_MODEL_LOGLOG && !(*out > 0))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a scope of %.*s has no logarithm, which the model needs",
                       (int)t.n, t.at);
    return BP_OK;
}

static size_t find_scope(const bp_scope_question *q, bp_text name)
{
    for (size_t k = 0; k < q->n_on; k++)
        if (bp_text_alike(bp_text_trim(name), bp_text_of(q->on[k])))
            return k;
    return SIZE_MAX;
}

/* "beds=350,revenue=90": each scope once. */
static bp_status read_named(bp_scope_point *out, const bp_scope_question *q,
                            const char *point, bp_err *err)
{
    bool seen[BP_SCOPES_MAX] = { false };
    bp_status status = BP_OK;
    for (const char *at = point; status == BP_OK && at != NULL;) {
        const char *comma = strchr(at, ','), *equals = strchr(at, '=');
        const size_t n = comma != NULL ? (size_t)(comma - at) : strlen(at);
        if (equals == NULL || equals > at + n)
            return bp_fail(err, NULL, BP_EUSAGE, "'%s' is not SCOPE=NUMBER,...", point);
        const size_t name = (size_t)(equals - at);
        const size_t k = find_scope(q, (bp_text){ at, name });
        if (k == SIZE_MAX)
            return bp_fail(err, NULL, BP_EUSAGE, "'%.*s' is none of the scopes",
                           (int)name, at);
        if (seen[k])
            return bp_fail(err, NULL, BP_EUSAGE, "'%s' names '%s' twice", point,
                           q->on[k]);
        seen[k] = true;
        status = read_number(&out->value[k], (bp_text){ equals + 1, n - name - 1 }, point,
                             q->model, err);
        at = comma != NULL ? comma + 1 : NULL;
    }
    for (size_t k = 0; status == BP_OK && k < q->n_on; k++)
        if (!seen[k])
            status =
                bp_fail(err, NULL, BP_EUSAGE, "'%s' does not say '%s'", point, q->on[k]);
    return status;
}

static bp_status read_point(bp_scope_point *out, bp_answer *a, const char *point,
                            bp_err *err)
{
    const bp_scope_question *q = &a->question->scope;
    char *text = (char *)(uintptr_t)bp_arena_copy(&a->texts, point, strlen(point));
    if (text == NULL)
        return bp_no_memory(err, "the scopes");
    for (char *c = text; *c != '\0'; c++)
        if (*c == ',')
            *c = ';';
    out->text = text;
    if (strchr(point, '=') != NULL)
        return read_named(out, q, point, err);
    if (q->n_on > 1)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "'%s' does not say which scope: %s=%s,%s=...", point, q->on[0],
                       point, q->on[1]);
    return read_number(&out->value[0], bp_text_of(point), point, q->model, err);
}

static bp_scope_point *new_points(bp_answer *a, size_t n)
{
    bp_scope_point *at = bp_arena_take(&a->texts, n * sizeof *at);
    if (at != NULL)
        memset(at, 0, n * sizeof *at);
    a->line_plan.at = at;
    a->line_plan.n_at = n;
    return at;
}

static bp_status add_variables(bp_answer *a, bool required, bp_err *err)
{
    const bp_scope_question *q = &a->question->scope;
    bp_variable *v = bp_arena_take(&a->texts, q->n_on * sizeof *v);
    if (v == NULL)
        return bp_no_memory(err, "the scopes");
    for (size_t k = 0; k < q->n_on; k++)
        v[k] = (bp_variable){ .name = q->on[k],
                              .kind = BP_VARIABLE_NUMBER,
                              .required = required,
                              .positive = required && q->model == BP_MODEL_LOGLOG };
    a->choice.variable = v;
    a->choice.n_variables = q->n_on;
    return BP_OK;
}

/* A report and an offer are about rows without a scope, too: only the line goes without
 * them. */
bp_status bp_scope_choose(bp_answer *a, bp_err *err)
{
    const bp_subject subject = a->question->subject;
    const bool beside = subject == BP_ASK_REPORT || subject == BP_ASK_OFFER;
    const bp_scope_question *q = &a->question->scope;
    a->line_plan = (bp_payline_plan){ .model = q->model,
                                      .se = q->se,
                                      .common_slope = q->common_slope };
    if (!beside)
        a->method.ci.method = BP_CI_NONE;
    bp_status status = add_variables(a, !beside, err);
    bp_scope_point *at = NULL;
    if (status == BP_OK && q->n_at > 0 && (at = new_points(a, q->n_at)) == NULL)
        status = bp_no_memory(err, "the scopes");
    for (size_t i = 0; status == BP_OK && i < q->n_at; i++)
        status = read_point(&at[i], a, q->at[i], err);
    return status;
}

/* ---- lines ---- */

bp_status bp_scope_add_line(bp_answer *a, bp_err *err)
{
    return bp_paylines_new(&a->lines, a->survey, &a->line_plan, a->total[0],
                           a->method.ci.level, err);
}

bp_status bp_scope_compute(bp_answer *a, bp_err *err)
{
    bp_status status = bp_tables_all_keys(a, err);
    if (status == BP_OK && bp_survey_mixed(a->survey))
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                            "a line is of pay in one currency");
    return status == BP_OK ? bp_paylines_new(&a->lines, a->survey, &a->line_plan,
                                             a->table, a->method.ci.level, err)
                           : status;
}

/* ---- offers ---- */

bp_status bp_scope_place(bp_answer *a, bp_err *err)
{
    const char *own = a->amount_currency, *pay = a->lines->currency;
    const bp_offer_question *o = &a->question->offers;
    const bool offer = o->has_amount || o->amount_file != NULL;
    if (a->question->subject != BP_ASK_CHART || !offer)
        return BP_OK;
    if (own != NULL && pay != NULL && strcmp(own, "$") != 0 && strcmp(own, pay) != 0)
        return bp_fail(err, NULL, BP_EDATA, "the amount is in %s, the market in %s", own,
                       pay);
    bp_payline_place(&a->line_place, a->lines, &a->line_plan.at[0],
                     bp_money_double(a->amount.units, a->amount.scale));
    return BP_OK;
}

/* What line i of the list says of scope k; NULL: nothing. */
static bp_status read_cell(bp_scope_point *out, const bp_answer *a, size_t i, size_t by,
                           size_t k, bp_err *err)
{
    const bp_loc at = bp_offers_place(a->offers, i, by);
    const bp_text t = bp_text_trim(bp_text_of(a->offers->offered[i].by[by]));
    bp_decimal d;
    if (t.n == 0) {
        out->text = NULL;
        return BP_OK;
    }
    if (!bp_decimal_parse(&d, t.at, t.n))
        return bp_fail(err, &at, BP_EDATA, "is not a scope, as 350 or 87.5");
    out->value[k] = bp_money_double(d.units, d.scale);
    return a->question->scope.model != BP_MODEL_LOGLOG || out->value[k] > 0
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA,
                         "a scope of 0 or below has no logarithm, which the model needs");
}

/* What an offer of the list is at, in words. */
static const char *name_point(bp_answer *a, const bp_scope_point *at)
{
    const bp_scope_question *q = &a->question->scope;
    bp_str text = { 0 };
    bp_scope_point_text(&text, q->on, q->n_on, at->value);
    const char *name = text.failed ? NULL : bp_arena_copy(&a->texts, text.at, text.n);
    bp_str_release(&text);
    return name;
}

/* The columns of the list that are scopes; *missing: the first without one. */
static void find_columns(size_t column[BP_SCOPES_MAX], const bp_answer *a,
                         const char **missing)
{
    const bp_scope_question *q = &a->question->scope;
    *missing = NULL;
    for (size_t k = 0; k < q->n_on; k++) {
        column[k] = 0;
        while (column[k] < a->offers->n_by &&
               !bp_text_alike(bp_text_of(a->offers->by[column[k]]), bp_text_of(q->on[k])))
            column[k]++;
        if (column[k] < a->offers->n_by)
            continue;
        column[k] = SIZE_MAX;
        if (*missing == NULL)
            *missing = q->on[k];
    }
}

/* The other columns select markets, a scope does not. */
static bool leave_columns(bp_answer *a, const size_t column[])
{
    const size_t n_on = a->question->scope.n_on, n_by = a->offers->n_by;
    const size_t rows = a->offers->n;
    size_t left = n_by;
    for (size_t k = 0; k < n_on; k++)
        left -= column[k] != SIZE_MAX;
    const char **by = bp_arena_take(&a->texts, ((rows + 1) * left + 1) * sizeof *by);
    for (size_t i = 0; by != NULL && i <= rows; i++) {
        const char *const *from = i < rows ? a->offers->offered[i].by : a->offers->by;
        const char **to = by + i * left;
        size_t n = 0;
        for (size_t c = 0; c < n_by; c++) {
            bool scope = false;
            for (size_t k = 0; k < n_on; k++)
                scope |= column[k] == c;
            if (!scope)
                to[n++] = from[c];
        }
        if (i < rows)
            a->offers->offered[i].by = to;
        else
            a->offers->by = to;
    }
    if (by != NULL)
        a->offers->n_by = left;
    return by != NULL;
}

static bp_status read_list(bp_answer *a, bp_err *err)
{
    const bp_scope_question *q = &a->question->scope;
    size_t column[BP_SCOPES_MAX];
    const char *missing;
    find_columns(column, a, &missing);
    if (missing != NULL)
        return bp_fail(err, &(bp_loc){ .file = a->offers->file }, BP_EDATA,
                       "there is no column '%s', the scope at which each offer is",
                       missing);
    a->offer_at = bp_arena_take(&a->texts, a->offers->n * sizeof *a->offer_at);
    if (a->offer_at == NULL)
        return bp_no_memory(err, "the scopes");
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < a->offers->n; i++) {
        bp_scope_point *at = &a->offer_at[i];
        *at = (bp_scope_point){ .text = "" };
        for (size_t k = 0; status == BP_OK && k < q->n_on; k++)
            status = read_cell(at, a, i, column[k], k, err);
        if (status == BP_OK && at->text != NULL && (at->text = name_point(a, at)) == NULL)
            status = bp_no_memory(err, "the scopes");
    }
    return status == BP_OK && !leave_columns(a, column) ? bp_no_memory(err, "the scopes")
                                                        : status;
}

bp_status bp_scope_offers(bp_answer *a, bp_err *err)
{
    const size_t n = a->offers != NULL ? a->offers->n : 1;
    if (a->question->scope.n_on == 0 || a->question->subject != BP_ASK_OFFER)
        return BP_OK;
    if (a->line_plan.n_at == 0)
        return read_list(a, err);
    if (a->offers != NULL) {
        size_t column[BP_SCOPES_MAX];
        const char *missing;
        find_columns(column, a, &missing);
        if (!leave_columns(a, column))
            return bp_no_memory(err, "the scopes");
    }
    a->offer_at = bp_arena_take(&a->texts, n * sizeof *a->offer_at);
    if (a->offer_at == NULL)
        return bp_no_memory(err, "the scopes");
    for (size_t i = 0; i < n; i++) {
        a->offer_at[i] = a->line_plan.at[0];
        if ((a->offer_at[i].text = name_point(a, &a->offer_at[i])) == NULL)
            return bp_no_memory(err, "the scopes");
    }
    return BP_OK;
}
