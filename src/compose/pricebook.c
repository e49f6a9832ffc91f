/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricebook.c - the sheets of a workbook of prices.
 *
 * A price can be followed from the composite back to the figure of a survey by formulas
 * alone, and a reader can change a movement, an adjustment or a weight and see what comes
 * of it.  Movements by year have a sheet of their own, a line a year, with the time that
 * falls into it.  What has no formula (a mixture, rows that were aged one by one) is a
 * number. */
#include "compose/price.h"

#include <string.h>

#include "base/ageing.h"
#include "compose/fields.h"
#include "compose/words.h"

#define SOURCES "price-sources"
#define MOVEMENTS "price-movements"

/* A movement by year, as the sheet Movements has it. */
typedef struct yearly {
    const bp_price_line *line; /* the first that has it */
    size_t row;                /* its first line there */
} yearly;

typedef struct book {
    bp_report *r;
    const bp_pricing *p;
    const bp_pricing_question *q;
    const char *raw[BP_LEVELS_MAX]; /* headings of levels: "Survey P50", as found, and */
    const char *level[BP_LEVELS_MAX]; /* "P50" */
    bp_fields f;                      /* the row in the making */
    size_t row;                       /* of Sources, that is written next */
    yearly *yearly;                   /* [n_yearly] */
    size_t n_yearly;
} book;

static void name_levels(book *b)
{
    for (size_t k = 0; k < b->q->n_levels; k++) {
        char text[20];
        bp_level_text(text, sizeof text, b->q->level[k]);
        b->raw[k] = bp_report_text(b->r, "Survey P%s", text);
        b->level[k] = bp_report_text(b->r, "P%s", text);
    }
}

static void begin(book *b, const char *name)
{
    bp_fields_begin(&b->f, b->r, &(bp_table){ .name = name }, true);
}

/* A cell, which formulas know by its heading; a value that is not known leaves it empty.
 *   heading  NULL: nobody sees the column */
static void put(book *b, const char *key, const char *heading, bp_kind kind, bp_value v,
                bp_formula formula)
{
    const bool known =
        v.kind == BP_KIND_TEXT ? v.text != NULL : v.figure.state == BP_SHOWN;
    if (!known) {
        v = bp_value_absent(BP_KIND_NUMBER);
        v.instead = " ";
    }
    bp_put_at(&b->f, key, heading, v, BP_COL_DISPLAY);
    bp_put_formula(&b->f, known ? formula : NULL);
    if (!b->f.failed)
        b->f.column[b->f.n - 1].kind = kind;
}

static void put_text(book *b, const char *heading, const char *text)
{
    put(b, heading, heading, BP_KIND_TEXT, bp_value_text(text), NULL);
}

static void put_count(book *b, const char *heading, bool known, uint64_t n)
{
    put(b, heading, heading, BP_KIND_COUNT, bp_value_if(known, bp_value_count(n)), NULL);
}

/* A number for the reader to change. */
static void put_input(book *b, const char *heading, bool known, double x)
{
    put(b, heading, heading, BP_KIND_NUMBER, bp_value_if(known, bp_value_number(x)), "");
}

static void put_price(book *b, const char *heading, const bp_price *p, bp_formula formula)
{
    const bp_value v = bp_value_money(p->value, b->p->currency);
    put(b, heading, heading, BP_KIND_MONEY, bp_value_if(bp_price_known(p), v), formula);
}

static void end_row(book *b)
{
    bp_fields_row(&b->f, 0, false);
}

/* A cell of Sources: "[price-sources:Weight:3]". */
static const char *cell(const book *b, size_t row, const char *heading)
{
    return bp_report_text(b->r, "[" SOURCES ":%s:%zu]", heading, row);
}

/* ---- what a source is multiplied by ---- */

static bool is_yearly(const bp_price_line *l)
{
    return l->survey != NULL && l->found && !l->by_row && l->movement->n > 0 &&
           l->movement->year[0] != 0;
}

/* Where the movement of a line is among those by year. */
static size_t yearly_of(const book *b, const bp_price_line *l)
{
    size_t i = 0;
    while (i < b->n_yearly && (b->yearly[i].line->movement != l->movement ||
                               b->yearly[i].line->effective != l->effective))
        i++;
    return i;
}

static const char *of_year(const book *b, const char *column, size_t row)
{
    return bp_report_text(b->r, "[" MOVEMENTS ":%s:%zu]", column, row);
}

/* The product, or the sum, over its years. */
static const char *yearly_formula(const book *b, const bp_price_line *l)
{
    const bool simple = b->q->ageing == BP_AGEING_SIMPLE;
    const size_t k = yearly_of(b, l);
    bp_str s = { 0 };
    if (k == b->n_yearly)
        return NULL;
    bp_str_puts(&s, "1");
    for (size_t i = 0; i < l->movement->n; i++) {
        const size_t row = b->yearly[k].row + i;
        bp_str_printf(&s, simple ? "+%s*%s" : "*(1+%s)^%s", of_year(b, "Rate", row),
                      of_year(b, "Years", row));
    }
    return bp_report_take(b->r, &s);
}

/* By the form of ageing, from the months and the movement beside it, or from the rates of
 * its years. */
static const char *factor_formula(const book *b, const bp_price_line *l)
{
    if (is_yearly(l))
        return yearly_formula(b, l);
    if (l->by_row || l->yearly[0] != '\0' || l->movement->n == 0)
        return NULL;
    if (b->q->ageing == BP_AGEING_SIMPLE)
        return "1+[Movement]*[Months]/12";
    if (b->q->ageing == BP_AGEING_COMPOUND)
        return "(1+[Movement])^([Months]/12)";
    return "(1+[Movement])^INT([Months]/12)*"
           "(1+[Movement]*([Months]/12-INT([Months]/12)))";
}

/* Half to even at the hundredth, where ROUND goes up. */
static const char *converted(const book *b, const char *x)
{
    return bp_report_text(b->r,
                          "IF(ABS(MOD(%s*[Rate]*100,1)-0.5)<0.000001,"
                          "ROUND(%s*[Rate]*50,0)/50,ROUND(%s*[Rate],2))",
                          x, x, x);
}

static const char *aged_formula(const book *b, const bp_price_line *l, size_t k)
{
    const char *x = bp_report_text(b->r, "[%s]", b->raw[k]);
    if (l->rate > 0)
        x = converted(b, x);
    return bp_report_text(b->r, "%s%s*(1+[Adjusted])*(1+[Place])", x,
                          l->by_row ? "" : "*[Factor]");
}

/* The target from the levels of the same row: one of them, or between two. */
static const char *target_formula(const book *b, const bp_price *p)
{
    const bp_pricing_question *q = b->q;
    size_t low = q->n_levels, high = q->n_levels;
    for (size_t k = q->n_levels; k-- > 0;) {
        if (!bp_price_known(&p[k]))
            continue;
        const int order = bp_level_compare(q->level[k], q->target);
        if (order >= 0)
            high = k;
        if (order <= 0 && low == q->n_levels)
            low = k;
    }
    if (low == q->n_levels || high == q->n_levels)
        return NULL;
    const char *a = bp_report_text(b->r, "[%s]", b->level[low]);
    const char *c = bp_report_text(b->r, "[%s]", b->level[high]);
    const char *at =
        low == high
            ? a
            : bp_report_text(b->r,
                             "EXP(LN(%s)+(NORMSINV(%.15g)-NORMSINV(%.15g))/"
                             "(NORMSINV(%.15g)-NORMSINV(%.15g))*LN(%s/%s))",
                             a, bp_level_share(q->target), bp_level_share(q->level[low]),
                             bp_level_share(q->level[high]),
                             bp_level_share(q->level[low]), c, a);
    return bp_report_text(b->r, "%s*(1+%.15g)", at, q->target_plus);
}

/* ---- Sources ---- */

/* The average over the cells that are there. */
static const char *average_formula(const book *b, size_t first, size_t last, size_t k)
{
    const char *from = cell(b, first, "Weight"), *to = cell(b, last, "Weight");
    const char *x = cell(b, first, b->level[k]), *y = cell(b, last, b->level[k]);
    return b->q->composite == BP_COMPOSITE_MIXTURE
               ? NULL
               : bp_report_text(b->r,
                                "SUMPRODUCT(%s:%s,%s:%s)/SUMPRODUCT(%s:%s*"
                                "ISNUMBER(%s:%s))",
                                from, to, x, y, from, to, x, y);
}

/* A source, or the composite of those from row `first` to row `last`. */
static void add_line(book *b, const bp_job_price *j, const bp_price_line *l, size_t first,
                     size_t last)
{
    const bool composite = l->survey == NULL, is = composite || l->found;
    const bool step = l->found && !composite, whole = step && !l->by_row;
    const char *cut = composite || l->cut[0] == '\0' ? NULL : l->cut;
    const bp_value months = bp_value_number(l->months);
    const bp_value factor = bp_value_number(l->factor);
    const bp_price unknown = { .state = BP_PRICE_NOT_ESTIMABLE };
    const bool by_year = !composite && l->yearly[0] != '\0';
    char day[12];
    bp_day_text(day, sizeof day, l->effective);
    put_text(b, "Job", j->job);
    put_text(b, "Survey", composite ? "Composite" : l->survey);
    put_text(b, "Match", composite ? NULL : l->match);
    put(b, "Cut", b->p->has_cuts ? "Cut" : NULL, BP_KIND_TEXT, bp_value_text(cut), NULL);
    put_text(b, "Effective", is ? day : NULL);
    put(b, "Months", "Months", BP_KIND_NUMBER, bp_value_if(whole, months),
        is_yearly(l) ? NULL : "");
    if (step && by_year)
        put(b, "Movement", "Movement", BP_KIND_NUMBER, bp_value_text(l->yearly), NULL);
    else
        put_input(b, "Movement", step && l->movement->n > 0,
                  step && l->movement->n > 0 ? l->movement->rate[0] : 0);
    put(b, "Factor", "Factor", BP_KIND_NUMBER, bp_value_if(whole, factor),
        whole ? factor_formula(b, l) : NULL);
    put_input(b, "Rate", step && l->rate > 0, l->rate);
    put_input(b, "Adjusted", step, l->adjust);
    put_input(b, "Place", step, l->geography);
    put_input(b, "Weight", !composite, l->omega);
    put(b, "Share", "Share", BP_KIND_PERCENT,
        bp_value_if(!composite, bp_value_percent(l->weight)),
        bp_report_text(b->r, "[Weight]/SUM(%s:%s)", cell(b, first, "Weight"),
                       cell(b, last, "Weight")));
    put_count(b, "People", is && l->has_people, l->people);
    put_count(b, "Orgs", is && l->has_orgs, l->orgs);
    for (size_t k = 0; k < b->q->n_levels; k++) {
        const bp_price *raw = step ? &l->raw[k] : &unknown;
        put(b, b->raw[k], b->raw[k], BP_KIND_MONEY,
            bp_value_if(bp_price_known(raw), bp_value_money(raw->value, NULL)), "");
    }
    for (size_t k = 0; k < b->q->n_levels; k++)
        put_price(b, b->level[k], is ? &l->p[k] : &unknown,
                  composite ? average_formula(b, first, last, k)
                  : step && bp_price_known(&l->raw[k]) ? aged_formula(b, l, k)
                                                       : NULL);
    put_price(b, "Target", is ? &l->target : &unknown,
              is ? target_formula(b, l->p) : NULL);
    end_row(b);
    b->row++;
}

static void add_sources(book *b)
{
    bp_report_add_sheet(b->r, "price-sources", "Sources");
    begin(b, SOURCES);
    for (size_t i = 0; i < b->p->n; i++) {
        const bp_job_price *j = &b->p->job[i];
        const size_t first = b->row, last = b->row + j->n - 1;
        for (size_t k = 0; k < j->n; k++)
            add_line(b, j, &j->source[k], first, last);
        add_line(b, j, &j->composite, first, last);
    }
}

/* ---- Movements ---- */

/* Each by year once, with the date that it is from. */
static bool find_yearly(book *b)
{
    size_t lines = 0;
    for (size_t i = 0; i < b->p->n; i++)
        lines += b->p->job[i].n;
    b->yearly = bp_report_alloc(b->r, lines, sizeof *b->yearly);
    for (size_t i = 0, row = 0; b->yearly != NULL && i < b->p->n; i++)
        for (size_t k = 0; k < b->p->job[i].n; k++) {
            const bp_price_line *l = &b->p->job[i].source[k];
            if (!is_yearly(l) || yearly_of(b, l) < b->n_yearly)
                continue;
            b->yearly[b->n_yearly++] = (yearly){ l, row };
            row += l->movement->n;
        }
    return b->n_yearly > 0;
}

static void add_movements(book *b)
{
    bp_report_add_sheet(b->r, MOVEMENTS, "Movements");
    begin(b, MOVEMENTS);
    for (size_t i = 0; i < b->n_yearly; i++) {
        const bp_price_line *l = b->yearly[i].line;
        for (size_t k = 0; k < l->movement->n; k++) {
            const int year = l->movement->year[k];
            char day[12];
            bp_day_text(day, sizeof day, l->effective);
            put_text(b, "Survey", l->survey);
            put_text(b, "From", day);
            put_text(b, "Year", bp_report_text(b->r, "%d", year));
            put_input(b, "Rate", true, l->movement->rate[k]);
            put_input(b, "Years", true,
                      bp_ageing_part(year, l->effective, b->q->to, b->q->count));
            end_row(b);
        }
    }
}

/* ---- Pricing ---- */

/* What one pays oneself, against the target of the same row. */
static void put_staff(book *b, const bp_job_staff *s)
{
    const bp_value average = bp_money_of(s->average, b->p->currency);
    const bp_value index = bp_value_figure(BP_KIND_RATIO, s->index, NULL);
    const bp_value gap = bp_money_of(s->gap, b->p->currency);
    const bool against = s->index.state == BP_SHOWN;
    put_count(b, "Our people", true, s->people);
    put(b, "Our average", "Our average", BP_KIND_MONEY, average, "");
    put(b, "Index", "Index", BP_KIND_RATIO, index, "[Our average]/[Target]");
    put(b, "Gap", "Gap", BP_KIND_MONEY, bp_value_if(against, gap),
        "[Our average]-[Target]");
}

static void add_pricing(book *b)
{
    size_t row = 0;
    bp_report_add_section(
        b->r, &(bp_section){ .name = "price-jobs", .sheet = "Pricing", .book = true });
    begin(b, "price-jobs");
    for (size_t i = 0; i < b->p->n; i++) {
        const bp_job_price *j = &b->p->job[i];
        row += j->n;
        put_text(b, "Job", j->job);
        put_text(b, "Title", j->title);
        put_text(b, "Grade", j->grade);
        put_text(b, "Location", j->location);
        for (size_t k = 0; k < b->q->n_levels; k++)
            put_price(b, b->level[k], &j->composite.p[k], cell(b, row, b->level[k]));
        put_price(b, "Target", &j->composite.target, cell(b, row, "Target"));
        if (b->q->employees != NULL)
            put_staff(b, &j->staff);
        end_row(b);
        row++;
    }
}

void bp_compose_price_book(bp_report *r, const bp_pricing *p)
{
    book b = { .r = r, .p = p, .q = p->question };
    name_levels(&b);
    const bool by_year = find_yearly(&b);
    add_pricing(&b);
    add_sources(&b);
    if (by_year)
        add_movements(&b);
}
