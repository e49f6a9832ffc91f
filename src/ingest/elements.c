/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/elements.h"

#include <string.h>

static const struct {
    const char *name;
    bp_role part[BP_PARTS_MAX];
    size_t n;
    size_t needed; /* so many of the parts must be there */
} kinds[] = {
    { "base", { BP_ROLE_BASE }, 1, 1 },
    { "bonus", { BP_ROLE_BONUS }, 1, 1 },
    { "tcc", { BP_ROLE_BASE, BP_ROLE_BONUS }, 2, 2 },
    { "lti", { BP_ROLE_LTI }, 1, 1 },
    { "tdc", { BP_ROLE_BASE, BP_ROLE_LTI, BP_ROLE_BONUS }, 3, 2 },
    { "total", { BP_ROLE_TOTAL }, 1, 1 },
    { "benefits", { BP_ROLE_BENEFITS }, 1, 1 },
};

#define N_KINDS (sizeof kinds / sizeof kinds[0])

/* The first role that the kind needs and the data lack; BP_ROLES: none. */
static bp_role lacks(const bp_plan *p, size_t kind)
{
    for (size_t i = 0; i < kinds[kind].needed; i++)
        if (p->schema.column[kinds[kind].part[i]] == BP_NO_COLUMN)
            return kinds[kind].part[i];
    return BP_ROLES;
}

static size_t want_pay(bp_plan *p, size_t column, bool annual)
{
    size_t w = bp_plan_want(p, column);
    if (w != BP_NOT_WANTED) {
        p->wanted[w].pay = true;
        p->wanted[w].annual = annual;
    }
    return w;
}

/* What a header says that pay is paid for; "" when it does not. */
static const char *period_in(bp_text header)
{
    static const struct {
        const char *word;
        const char *period;
    } words[] = {
        { "hour", "an hour" },    { "month", "a month" }, { "mensal", "a month" },
        { "mensuel", "a month" }, { "week", "a week" },   { "annual", "a year" },
        { "year", "a year" },
    };
    const char *remark = memchr(header.at, '(', header.n);
    if (remark != NULL)
        header.n = (size_t)(remark - header.at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bp_text_contains(header, bp_text_of(words[i].word)))
            return words[i].period;
    return "";
}

/* A month's pay and a year's neither stand in one table nor make a sum, until --period
 * or a period column makes both annual. */
static bool is_alike(const bp_plan *p, size_t kind, const char *period)
{
    if (p->reading->period != BP_PERIOD_AS_IS ||
        p->schema.column[BP_ROLE_PERIOD] != BP_NO_COLUMN)
        return true;
    for (size_t i = 0; i < kinds[kind].n; i++) {
        size_t column = p->schema.column[kinds[kind].part[i]];
        if (column == BP_NO_COLUMN)
            continue;
        const char *own = period_in(bp_text_of(p->head[0].layout.name[column]));
        if (own[0] != '\0' && period[0] != '\0' && strcmp(own, period) != 0)
            return false;
        period = own[0] != '\0' ? own : period;
    }
    return true;
}

static void add_kind(bp_plan *p, size_t kind)
{
    bp_element e = { .name = kinds[kind].name };
    for (size_t i = 0; i < kinds[kind].n; i++) {
        bp_role role = kinds[kind].part[i];
        bool annual =
            role == BP_ROLE_BONUS || role == BP_ROLE_LTI || role == BP_ROLE_BENEFITS;
        if (p->schema.column[role] != BP_NO_COLUMN)
            e.part[e.n++] = want_pay(p, p->schema.column[role], annual);
    }
    p->element[p->shape.n_elements++] = e;
}

static void add_column(bp_plan *p, size_t column)
{
    size_t w = want_pay(p, column, false);
    p->element[p->shape.n_elements++] =
        (bp_element){ .name = p->wanted[w].name, .part = { w }, .n = 1 };
}

/* The only column whose cells have currency signs. */
static size_t only_money(const bp_head *h)
{
    size_t found = BP_NO_COLUMN;
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        if (bp_evidence_kind(&h->evidence[i]) != BP_COLUMN_MONEY)
            continue;
        if (found != BP_NO_COLUMN)
            return BP_NO_COLUMN;
        found = i;
    }
    return found;
}

/* Is it a column of amounts that no role but pay could have? */
static bool is_figure(const bp_plan *p, size_t column)
{
    bp_column_kind kind = bp_evidence_kind(&p->head[0].evidence[column]);
    for (size_t r = 0; r < BP_ROLES; r++)
        if (!bp_role_is_pay((bp_role)r) && p->schema.column[r] == column)
            return false;
    return kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_MONEY;
}

/* The figure of a series: the only published percentile, or the only column of amounts
 * at all. */
static size_t only_figure(const bp_plan *p, bool published)
{
    const bp_layout *l = &p->head[0].layout;
    size_t found = BP_NO_COLUMN;
    for (size_t i = 0; i < l->n_columns; i++) {
        if (!is_figure(p, i) ||
            (published && !bp_role_is_percentile(bp_text_of(l->name[i]))))
            continue;
        if (found != BP_NO_COLUMN)
            return BP_NO_COLUMN;
        found = i;
    }
    return found;
}

static bp_status recognise(bp_plan *p, bp_err *err)
{
    static const bp_role order[] = { BP_ROLE_TOTAL, BP_ROLE_BASE, BP_ROLE_BONUS,
                                     BP_ROLE_LTI, BP_ROLE_BENEFITS };
    const bp_schema *s = &p->schema;
    const bp_layout *l = &p->head[0].layout;
    bool published = bp_schema_is_published(s, l);
    size_t figure = p->choice->series ? only_figure(p, published) : BP_NO_COLUMN;
    bool unsure = s->column[BP_ROLE_TOTAL] == BP_NO_COLUMN &&
                  s->rival[BP_ROLE_BASE][1] != BP_NO_COLUMN;
    if (published && figure != BP_NO_COLUMN) {
        add_column(p, figure);
        return BP_OK;
    }
    if (published || unsure)
        return bp_schema_no_pay(s, p->file[0], l, err);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (s->column[order[i]] == BP_NO_COLUMN)
            continue;
        for (size_t k = 0; k < N_KINDS; k++)
            if (kinds[k].n == 1 && kinds[k].part[0] == order[i])
                add_kind(p, k);
        return BP_OK;
    }
    size_t money = only_money(&p->head[0]);
    if (money == BP_NO_COLUMN)
        money = figure;
    if (money == BP_NO_COLUMN)
        return bp_schema_no_pay(s, p->file[0], l, err);
    add_column(p, money);
    return BP_OK;
}

/* Columns of the pay of two years, the latter first. */
static bp_status choose_pair(bp_plan *p, bp_err *err)
{
    const char *const option[] = { "--pay-to", "--pay-from" };
    const char *const name[] = { p->choice->pay_to, p->choice->pay_from };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < 2; i++) {
        size_t column = 0;
        status = bp_schema_column(&column, &p->schema, p->file[0], &p->head[0].layout,
                                  option[i], name[i], err);
        if (status == BP_OK)
            add_column(p, column);
    }
    return status;
}

static bp_status choose_named(bp_plan *p, const char *name, bp_err *err)
{
    const bp_layout *l = &p->head[0].layout;
    const bp_loc at = { .file = p->file[0] };
    size_t kind = 0, column = 0;
    while (kind < N_KINDS && strcmp(kinds[kind].name, name) != 0)
        kind++;
    bp_role lacking = kind < N_KINDS ? lacks(p, kind) : BP_ROLES;
    if (kind < N_KINDS && lacking == BP_ROLES && !is_alike(p, kind, ""))
        return bp_fail(err, &at, BP_EDATA,
                       "--pay %s: its parts are paid for different periods; --period "
                       "makes them annual",
                       name);
    if (kind < N_KINDS && lacking == BP_ROLES) {
        add_kind(p, kind);
        return BP_OK;
    }
    bool twice = false;
    if (kind < N_KINDS && bp_layout_column(l, name, &twice) == SIZE_MAX)
        return bp_fail(err, &at, BP_EDATA,
                       "--pay %s: there is no %s column; name it with --map %s=COLUMN",
                       name, bp_role_names()[lacking], bp_role_names()[lacking]);
    bp_status status =
        bp_schema_column(&column, &p->schema, p->file[0], l, "--pay", name, err);
    if (status == BP_OK)
        add_column(p, column);
    return status;
}

/* Is the element there already, under its own name or as a column? */
static bool is_there(const bp_plan *p, size_t kind)
{
    const bp_element *first = &p->element[0];
    size_t column = p->schema.column[kinds[kind].part[0]];
    return strcmp(first->name, kinds[kind].name) == 0 ||
           (kinds[kind].n == 1 && first->n == 1 &&
            p->wanted[first->part[0]].first == column);
}

/* "salary_in_usd" stands for "salary", unless the request is about currencies. */
static void take_converted(bp_plan *p)
{
    bp_schema *s = &p->schema;
    if (s->converted == BP_NO_COLUMN || p->by_currency)
        return;
    const char *code = bp_currency_in(bp_text_of(p->head[0].layout.name[s->converted]));
    if (p->choice->currency == NULL || strcmp(p->choice->currency, code) == 0)
        s->column[BP_ROLE_BASE] = s->converted;
    else
        s->converted = BP_NO_COLUMN;
}

/* Years are measured as an amount that nothing is applied to. */
static void add_experience(bp_plan *p)
{
    size_t column = p->schema.column[BP_ROLE_EXPERIENCE], n = p->shape.n_elements;
    if (!p->choice->experience || column == BP_NO_COLUMN || n == BP_ELEMENTS_MAX ||
        bp_evidence_kind(&p->head[0].evidence[column]) != BP_COLUMN_NUMBER)
        return;
    size_t w = want_pay(p, column, true);
    p->element[n] =
        (bp_element){ .name = "experience", .part = { w }, .n = 1, .years = true };
    p->shape.n_elements++;
    p->shape.has_experience = true;
}

bp_status bp_elements_choose(bp_plan *p, bp_err *err)
{
    take_converted(p);
    const bp_choice *c = p->choice;
    bp_status status = c->pay_from != NULL ? choose_pair(p, err)
                       : c->pay == NULL    ? recognise(p, err)
                                           : choose_named(p, c->pay, err);
    if (status != BP_OK)
        return status;
    const char *period = period_in(bp_text_of(p->wanted[p->element[0].part[0]].name));
    for (size_t k = 0; p->choice->every_element && k < N_KINDS; k++)
        if (lacks(p, k) == BP_ROLES && !is_there(p, k) && is_alike(p, k, period))
            add_kind(p, k);
    add_experience(p);
    for (size_t e = 0; e < p->shape.n_elements; e++)
        p->shape.element[e] = p->element[e].name;
    return BP_OK;
}

/* Does a cell's sign tell the currency?  A dollar may be any. */
static void find_sign(bp_plan *p, const bp_evidence *e)
{
    if (e->n_signs > 1) {
        p->currency_source = BP_CURRENCY_CELL;
    } else if (e->n_signs == 1 && strcmp(e->sign[0], "$") != 0) {
        p->currency_source = BP_CURRENCY_CONSTANT;
        p->code = e->sign[0];
    }
}

void bp_elements_find_currency(bp_plan *p)
{
    const bp_wanted *pay = &p->wanted[p->element[0].part[0]];
    size_t column = p->schema.column[BP_ROLE_CURRENCY];
    const char *code = bp_currency_in(bp_text_of(pay->name));
    if (code != NULL && !p->schema.mapped[BP_ROLE_CURRENCY]) {
        p->currency_source = BP_CURRENCY_CONSTANT;
        p->code = code;
    } else if (column != BP_NO_COLUMN) {
        p->currency_source = BP_CURRENCY_COLUMN;
        p->currency = bp_plan_want(p, column);
    } else {
        find_sign(p, &p->head[0].evidence[pay->first]);
    }
}

const char *bp_elements_period(const bp_plan *p)
{
    if (p->reading->period != BP_PERIOD_AS_IS || p->period != BP_NOT_WANTED)
        return "a year";
    return period_in(bp_text_of(p->wanted[p->element[0].part[0]].name));
}

int bp_elements_scale(bp_int128 largest)
{
    /* Later cells may be a thousand times the largest of the head, but for cents. */
    int scale = BP_SCALE_MAX;
    while (scale > 2 && largest * 1000 > INT64_MAX / bp_pow10(scale))
        scale--;
    return scale;
}

int64_t bp_elements_step(bp_int128 largest, int scale)
{
    const bool cents = largest * 4 * 100 <= UINT32_MAX;
    return bp_pow10(cents ? scale - 2 : scale);
}
