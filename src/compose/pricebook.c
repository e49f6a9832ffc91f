/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricebook.c - the sheets of a workbook of prices.
 *
 * A price can be followed from the composite back to the figure of a survey by formulas
 * alone, and a reader can change a movement, an adjustment or a weight and see what comes
 * of it.  Movements by year have a sheet of their own, a line a year, with the time that
 * falls into it.  What has no formula (a mixture, rows that were aged one by one) is a
 * number. */
#include "compose/pricebook.h"
#include "compose/fields.h"

#include <string.h>

#include "base/ageing.h"
#include "compose/words.h"
#include "report/build.h"

/* Of the sheet Sources; the levels as the survey has them come next, then the levels of
 * the price, then the target. */
enum {
    JOB,
    SURVEY,
    MATCH,
    CUT,
    EFFECTIVE,
    MONTHS,
    MOVEMENT,
    FACTOR,
    RATE,
    ADJUST,
    GEOGRAPHY,
    WEIGHT,
    SHARE,
    PEOPLE,
    ORGS,
    LEVELS
};

/* Of the sheet Pricing; then the levels and the target, and what one pays oneself. */
enum { JOB_NAME, TITLE, GRADE, LOCATION, JOB_LEVELS };
enum { TARGET, OUR_PEOPLE, OUR_AVERAGE, INDEX, GAP, JOB_LAST };

/* Of the sheet Movements. */
enum { OF_SURVEY, FROM, YEAR, YEAR_RATE, YEARS, MOVEMENT_COLUMNS };

#define SOURCES "price-sources"
#define MOVEMENTS "price-movements"
#define MOST (LEVELS + 2 * BP_LEVELS_MAX + 1)

#define COLUMN(h, of)                                                                    \
    {                                                                                    \
        .key = h, .heading = h, .kind = of, .place = BP_COL_DISPLAY                      \
    }

static const bp_column fixed[LEVELS] = {
    [JOB] = COLUMN("Job", BP_KIND_TEXT),
    [SURVEY] = COLUMN("Survey", BP_KIND_TEXT),
    [MATCH] = COLUMN("Match", BP_KIND_TEXT),
    [CUT] = COLUMN("Cut", BP_KIND_TEXT),
    [EFFECTIVE] = COLUMN("Effective", BP_KIND_TEXT),
    [MONTHS] = COLUMN("Months", BP_KIND_NUMBER),
    [MOVEMENT] = COLUMN("Movement", BP_KIND_NUMBER),
    [FACTOR] = COLUMN("Factor", BP_KIND_NUMBER),
    [RATE] = COLUMN("Rate", BP_KIND_NUMBER),
    [ADJUST] = COLUMN("Adjusted", BP_KIND_NUMBER),
    [GEOGRAPHY] = COLUMN("Place", BP_KIND_NUMBER),
    [WEIGHT] = COLUMN("Weight", BP_KIND_NUMBER),
    [SHARE] = COLUMN("Share", BP_KIND_PERCENT),
    [PEOPLE] = COLUMN("People", BP_KIND_COUNT),
    [ORGS] = COLUMN("Orgs", BP_KIND_COUNT),
};

/* A movement by year, as the sheet Movements has it. */
typedef struct yearly {
    const bp_price_line *line; /* the first that has it */
    size_t row;                /* its first line there */
} yearly;

typedef struct book {
    bp_report *r;
    const bp_pricing *p;
    const bp_pricing_question *q;
    size_t n; /* columns of Sources */
    bp_column column[MOST];
    size_t row;     /* of Sources, that is written next */
    yearly *yearly; /* [n_yearly] */
    size_t n_yearly;
} book;

/* A row in the making. */
typedef struct line {
    bp_value v[MOST];
    bp_formula formula[MOST];
} line;

static size_t raw(size_t k)
{
    return LEVELS + k;
}

static size_t aged(const book *b, size_t k)
{
    return LEVELS + b->q->n_levels + k;
}

static void start_line(line *l, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        l->v[i] = bp_value_absent(BP_KIND_NUMBER);
        l->v[i].instead = " ";
        l->formula[i] = NULL;
    }
}

/* A value for the reader to change. */
static void put_input(line *l, size_t column, bp_value v)
{
    l->v[column] = v;
    l->formula[column] = "";
}

static void add_line(bp_report *r, const line *l, size_t n)
{
    bp_report_add_row(r, l->v, n, 0, false);
    for (size_t i = 0; i < n; i++)
        if (l->formula[i] != NULL)
            bp_report_set_formula(r, i, l->formula[i]);
}

/* Of the same row of Sources, or of any: "[Weight]", "[price-sources:Weight:3]". */
static const char *here(const book *b, size_t column)
{
    return bp_report_text(b->r, "[%s]", b->column[column].key);
}

static const char *cell(const book *b, size_t row, size_t column)
{
    return bp_report_text(b->r, "[" SOURCES ":%s:%zu]", b->column[column].key, row);
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
    const char *months = here(b, MONTHS), *rate = here(b, MOVEMENT);
    bp_report *r = b->r;
    if (is_yearly(l))
        return yearly_formula(b, l);
    if (l->by_row || l->yearly[0] != '\0' || l->movement->n == 0)
        return NULL;
    if (b->q->ageing == BP_AGEING_SIMPLE)
        return bp_report_text(r, "1+%s*%s/12", rate, months);
    if (b->q->ageing == BP_AGEING_COMPOUND)
        return bp_report_text(r, "(1+%s)^(%s/12)", rate, months);
    return bp_report_text(r, "(1+%s)^INT(%s/12)*(1+%s*(%s/12-INT(%s/12)))", rate, months,
                          rate, months, months);
}

/* Half to even at the hundredth, where ROUND goes up. */
static const char *converted(const book *b, const char *x)
{
    const char *y = bp_report_text(b->r, "%s*%s", x, here(b, RATE));
    return bp_report_text(b->r,
                          "IF(ABS(MOD(%s*100,1)-0.5)<0.000001,ROUND(%s*50,0)/50,"
                          "ROUND(%s,2))",
                          y, y, y);
}

static const char *aged_formula(const book *b, const bp_price_line *l, size_t k)
{
    const char *x = here(b, raw(k));
    if (l->rate > 0)
        x = converted(b, x);
    if (!l->by_row)
        x = bp_report_text(b->r, "%s*%s", x, here(b, FACTOR));
    return bp_report_text(b->r, "%s*(1+%s)*(1+%s)", x, here(b, ADJUST),
                          here(b, GEOGRAPHY));
}

static void put_price(const book *b, line *l, size_t column, const bp_price *p,
                      const char *formula)
{
    if (!bp_price_known(p))
        return;
    l->v[column] = bp_value_money(p->value, b->p->currency);
    l->formula[column] = formula;
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
    const char *a = here(b, aged(b, low)), *c = here(b, aged(b, high));
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

static void put_steps(const book *b, line *to, const bp_price_line *l)
{
    bp_value *v = to->v;
    char day[12];
    bp_day_text(day, sizeof day, l->effective);
    v[EFFECTIVE] = bp_value_text(bp_report_text(b->r, "%s", day));
    if (!l->by_row) {
        v[MONTHS] = bp_value_number(l->months);
        to->formula[MONTHS] = is_yearly(l) ? NULL : "";
        v[FACTOR] = bp_value_number(l->factor);
        to->formula[FACTOR] = factor_formula(b, l);
    }
    if (l->yearly[0] != '\0')
        v[MOVEMENT] = bp_value_text(l->yearly);
    else if (l->movement->n > 0)
        put_input(to, MOVEMENT, bp_value_number(l->movement->rate[0]));
    if (l->rate > 0)
        put_input(to, RATE, bp_value_number(l->rate));
    put_input(to, ADJUST, bp_value_number(l->adjust));
    put_input(to, GEOGRAPHY, bp_value_number(l->geography));
    if (l->has_people)
        v[PEOPLE] = bp_value_count(l->people);
    if (l->has_orgs)
        v[ORGS] = bp_value_count(l->orgs);
}

static void add_source(book *b, const bp_job_price *j, const bp_price_line *l,
                       size_t first, size_t last)
{
    line to;
    start_line(&to, b->n);
    to.v[JOB] = bp_value_text(j->job);
    to.v[SURVEY] = bp_value_text(l->survey);
    to.v[MATCH] = bp_value_text(l->match);
    if (l->cut[0] != '\0')
        to.v[CUT] = bp_value_text(l->cut);
    put_input(&to, WEIGHT, bp_value_number(l->omega));
    to.v[SHARE] = bp_value_percent(l->weight);
    to.formula[SHARE] = bp_report_text(b->r, "%s/SUM(%s:%s)", here(b, WEIGHT),
                                       cell(b, first, WEIGHT), cell(b, last, WEIGHT));
    if (l->found) {
        put_steps(b, &to, l);
        for (size_t k = 0; k < b->q->n_levels; k++) {
            const bool known = bp_price_known(&l->raw[k]);
            if (known)
                put_input(&to, raw(k), bp_value_money(l->raw[k].value, NULL));
            put_price(b, &to, aged(b, k), &l->p[k], known ? aged_formula(b, l, k) : NULL);
        }
        put_price(b, &to, b->n - 1, &l->target, target_formula(b, l->p));
    }
    add_line(b->r, &to, b->n);
    b->row++;
}

/* The average over the cells that are there. */
static const char *average_formula(const book *b, size_t first, size_t last, size_t k)
{
    const char *from = cell(b, first, WEIGHT), *to = cell(b, last, WEIGHT);
    const char *x = cell(b, first, aged(b, k)), *y = cell(b, last, aged(b, k));
    return b->q->composite == BP_COMPOSITE_MIXTURE
               ? NULL
               : bp_report_text(b->r,
                                "SUMPRODUCT(%s:%s,%s:%s)/SUMPRODUCT(%s:%s*"
                                "ISNUMBER(%s:%s))",
                                from, to, x, y, from, to, x, y);
}

static void add_composite(book *b, const bp_job_price *j, size_t first, size_t last)
{
    const bp_price_line *c = &j->composite;
    line to;
    char day[12];
    start_line(&to, b->n);
    bp_day_text(day, sizeof day, c->effective);
    to.v[JOB] = bp_value_text(j->job);
    to.v[SURVEY] = bp_value_text("Composite");
    to.v[EFFECTIVE] = bp_value_text(day);
    if (c->has_people)
        to.v[PEOPLE] = bp_value_count(c->people);
    if (c->has_orgs)
        to.v[ORGS] = bp_value_count(c->orgs);
    for (size_t k = 0; k < b->q->n_levels; k++)
        put_price(b, &to, aged(b, k), &c->p[k], average_formula(b, first, last, k));
    put_price(b, &to, b->n - 1, &c->target, target_formula(b, c->p));
    add_line(b->r, &to, b->n);
    b->row++;
}

static const char *level_name(bp_report *r, bp_level level, const char *before)
{
    char text[20];
    bp_level_text(text, sizeof text, level);
    return bp_report_text(r, "%sP%s", before, text);
}

/* A table of which people see all columns but one; SIZE_MAX: all. */
static void start(bp_report *r, const char *name, const bp_column column[], size_t n,
                  size_t but)
{
    size_t *display = bp_report_alloc(r, n, sizeof *display), seen = 0;
    for (size_t i = 0; display != NULL && i < n; i++)
        if (i != but)
            display[seen++] = i;
    if (display != NULL)
        bp_report_add_table(r, &(bp_table){ .name = name,
                                            .column = column,
                                            .n_columns = n,
                                            .display = display,
                                            .n_display = seen });
}

static void list_columns(book *b)
{
    b->n = LEVELS + 2 * b->q->n_levels + 1;
    memcpy(b->column, fixed, sizeof fixed);
    for (size_t k = 0; k < b->q->n_levels; k++) {
        const bp_level level = b->q->level[k];
        b->column[raw(k)] =
            (bp_column)COLUMN(level_name(b->r, level, "Survey "), BP_KIND_MONEY);
        b->column[aged(b, k)] =
            (bp_column)COLUMN(level_name(b->r, level, ""), BP_KIND_MONEY);
    }
    b->column[b->n - 1] = (bp_column)COLUMN("Target", BP_KIND_MONEY);
}

static void add_sources(book *b)
{
    bp_report_add_section(b->r, &(bp_section){ .name = "price-sources",
                                               .heading = "Sources",
                                               .sheet = "Sources",
                                               .book = true });
    start(b->r, SOURCES, b->column, b->n, b->p->has_cuts ? SIZE_MAX : CUT);
    for (size_t i = 0; i < b->p->n; i++) {
        const bp_job_price *j = &b->p->job[i];
        const size_t first = b->row, last = b->row + j->n - 1;
        for (size_t k = 0; k < j->n; k++)
            add_source(b, j, &j->source[k], first, last);
        add_composite(b, j, first, last);
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

static void add_movements(const book *b)
{
    static const bp_column column[MOVEMENT_COLUMNS] = {
        [OF_SURVEY] = COLUMN("Survey", BP_KIND_TEXT),
        [FROM] = COLUMN("From", BP_KIND_TEXT),
        [YEAR] = COLUMN("Year", BP_KIND_TEXT),
        [YEAR_RATE] = COLUMN("Rate", BP_KIND_NUMBER),
        [YEARS] = COLUMN("Years", BP_KIND_NUMBER),
    };
    bp_report_add_section(b->r, &(bp_section){ .name = MOVEMENTS,
                                               .heading = "Movements",
                                               .sheet = "Movements",
                                               .book = true });
    start(b->r, MOVEMENTS, column, MOVEMENT_COLUMNS, SIZE_MAX);
    for (size_t i = 0; i < b->n_yearly; i++) {
        const bp_price_line *l = b->yearly[i].line;
        for (size_t k = 0; k < l->movement->n; k++) {
            const int year = l->movement->year[k];
            line to;
            char day[12];
            start_line(&to, MOVEMENT_COLUMNS);
            bp_day_text(day, sizeof day, l->effective);
            to.v[OF_SURVEY] = bp_value_text(l->survey);
            to.v[FROM] = bp_value_text(day);
            to.v[YEAR] = bp_value_text(bp_report_text(b->r, "%d", year));
            put_input(&to, YEAR_RATE, bp_value_number(l->movement->rate[k]));
            put_input(&to, YEARS,
                      bp_value_number(
                          bp_ageing_part(year, l->effective, b->q->to, b->q->count)));
            add_line(b->r, &to, MOVEMENT_COLUMNS);
        }
    }
}

/* ---- Pricing ---- */

static void list_job_columns(const book *b, bp_column column[])
{
    static const bp_column names[JOB_LEVELS] = {
        [JOB_NAME] = COLUMN("Job", BP_KIND_TEXT),
        [TITLE] = COLUMN("Title", BP_KIND_TEXT),
        [GRADE] = COLUMN("Grade", BP_KIND_TEXT),
        [LOCATION] = COLUMN("Location", BP_KIND_TEXT),
    };
    static const bp_column last[JOB_LAST] = {
        [TARGET] = COLUMN("Target", BP_KIND_MONEY),
        [OUR_PEOPLE] = COLUMN("Our people", BP_KIND_COUNT),
        [OUR_AVERAGE] = COLUMN("Our average", BP_KIND_MONEY),
        [INDEX] = COLUMN("Index", BP_KIND_RATIO),
        [GAP] = COLUMN("Gap", BP_KIND_MONEY),
    };
    const size_t levels = b->q->n_levels;
    memcpy(column, names, sizeof names);
    for (size_t k = 0; k < levels; k++)
        column[JOB_LEVELS + k] =
            (bp_column)COLUMN(level_name(b->r, b->q->level[k], ""), BP_KIND_MONEY);
    memcpy(column + JOB_LEVELS + levels, last, sizeof last);
}

/* What one pays oneself, against the target of the same row. */
static void put_staff(const book *b, line *to, const bp_job_staff *s, size_t at)
{
    static const bp_formula against[JOB_LAST] = {
        [INDEX] = "[Our average]/[Target]", [GAP] = "[Our average]-[Target]"
    };
    to->v[at + OUR_PEOPLE] = bp_value_count(s->people);
    if (s->average.state == BP_SHOWN)
        put_input(to, at + OUR_AVERAGE, bp_money_of(s->average, b->p->currency));
    if (s->index.state != BP_SHOWN)
        return;
    to->v[at + INDEX] = bp_value_figure(BP_KIND_RATIO, s->index, NULL);
    to->v[at + GAP] = bp_money_of(s->gap, b->p->currency);
    to->formula[at + INDEX] = against[INDEX];
    to->formula[at + GAP] = against[GAP];
}

static void add_pricing(const book *b)
{
    const size_t levels = b->q->n_levels, end = JOB_LEVELS + levels;
    const size_t n = end + (b->q->employees != NULL ? JOB_LAST : TARGET + 1);
    bp_column column[JOB_LEVELS + BP_LEVELS_MAX + JOB_LAST];
    line to;
    size_t row = 0;
    list_job_columns(b, column);
    bp_report_add_section(
        b->r, &(bp_section){ .name = "price-jobs", .sheet = "Pricing", .book = true });
    start(b->r, "price-jobs", column, n, SIZE_MAX);
    for (size_t i = 0; i < b->p->n; i++) {
        const bp_job_price *j = &b->p->job[i];
        row += j->n;
        start_line(&to, n);
        to.v[JOB_NAME] = bp_value_text(j->job);
        to.v[TITLE] = bp_value_text(j->title);
        to.v[GRADE] = bp_value_text(j->grade);
        to.v[LOCATION] = bp_value_text(j->location);
        for (size_t k = 0; k < levels; k++)
            put_price(b, &to, JOB_LEVELS + k, &j->composite.p[k],
                      cell(b, row, aged(b, k)));
        put_price(b, &to, end + TARGET, &j->composite.target, cell(b, row, b->n - 1));
        if (b->q->employees != NULL)
            put_staff(b, &to, &j->staff, end);
        add_line(b->r, &to, n);
        row++;
    }
}

void bp_compose_price_book(bp_report *r, const bp_pricing *p)
{
    book b = { .r = r, .p = p, .q = p->question };
    list_columns(&b);
    const bool by_year = find_yearly(&b);
    add_pricing(&b);
    add_sources(&b);
    if (by_year)
        add_movements(&b);
}
