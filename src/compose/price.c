/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price.c - the report of priced jobs: their composites, their sources, and what to ask.
 *
 * Machines get one csv of all lines, and json a list of jobs with the sources of each.
 * People get the warnings first, then the jobs, then what each price is made of. */
#include <math.h>
#include <string.h>

#include "base/ageing.h"
#include "benchpay/compose.h"
#include "compose/chart_sources.h"
#include "compose/employees.h"
#include "compose/fields.h"
#include "compose/pricebook.h"
#include "compose/pricereads.h"
#include "compose/words.h"

#define COMPOSITE "(composite)"

/* All columns before the levels. */
enum {
    JOB,
    TITLE,
    GRADE,
    LOCATION,
    SURVEY,
    MATCH,
    CUT, /* where matches name some */
    EFFECTIVE,
    MONTHS,
    MOVEMENT,
    RATE,
    FACTOR,
    ADJUST,
    GEOGRAPHY,
    WEIGHT,
    PEOPLE,
    ORGS,
    FIXED
};

/* Those after them. */
enum {
    TARGET,
    OUR_PEOPLE, /* where employees were asked about, as the next three */
    OUR_AVERAGE,
    INDEX,
    GAP,
    STATUS,
    LAST
};

#define COLUMNS_MAX (FIXED + BP_LEVELS_MAX + LAST)

static const bp_column fixed[FIXED] = {
    [JOB] = { "job", "Job", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [TITLE] = { "title", "Title", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [GRADE] = { "grade", "Grade", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [LOCATION] = { "location", "Location", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [SURVEY] = { "survey", "Survey", BP_KIND_TEXT, BP_COL_KEY, 0 },
    [MATCH] = { "match", "Match", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [CUT] = { "cut", "Cut", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [EFFECTIVE] = { "effective", "Effective", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [MONTHS] = { "months", "Months", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [MOVEMENT] = { "movement", "Movement", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [RATE] = { "rate", "Rate", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [FACTOR] = { "factor", "Factor", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [ADJUST] = { "adjust", "Adjusted", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    [GEOGRAPHY] = { "geography", "Place", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    [WEIGHT] = { "weight", "Weight", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    [PEOPLE] = { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    [ORGS] = { "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
};

static const bp_column ends[LAST] = {
    [TARGET] = { "target", "Target", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [OUR_PEOPLE] = { "our_people", "Our people", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    [OUR_AVERAGE] = { "our_average", "Our average", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [INDEX] = { "index", "Index", BP_KIND_RATIO, BP_COL_FIELD, 0 },
    [GAP] = { "gap", "Gap", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [STATUS] = { "status", "Status", BP_KIND_TEXT, BP_COL_FIELD, 0 },
};

/* What is composed, and the columns of its lines. */
typedef struct page {
    bp_report *r;
    const bp_pricing *p;
    const bp_pricing_question *q;
    size_t n;                      /* columns */
    bp_column column[COLUMNS_MAX]; /* [n] */
} page;

/* Some of the columns of a page, as the columns of a table. */
typedef struct some {
    size_t of[COLUMNS_MAX]; /* [n] */
    bp_column column[COLUMNS_MAX];
    size_t n;
} some;

/* "p97.5", or "P97.5". */
static const char *level_name(bp_report *r, bp_level level, char letter)
{
    char text[20];
    bp_level_text(text, sizeof text, level);
    return bp_report_text(r, "%c%s", letter, text);
}

static void list_columns(page *g)
{
    const size_t n = g->q->n_levels;
    memcpy(g->column, fixed, sizeof fixed);
    for (size_t k = 0; k < n; k++)
        g->column[FIXED + k] =
            (bp_column){ .key = level_name(g->r, g->q->level[k], 'p'),
                         .heading = level_name(g->r, g->q->level[k], 'P'),
                         .kind = BP_KIND_MONEY,
                         .place = BP_COL_LEVEL,
                         .level = bp_level_percent(g->q->level[k]) };
    memcpy(g->column + FIXED + n, ends, sizeof ends);
    g->n = FIXED + n + LAST;
}

/* The place of one of the last columns. */
static size_t at_end(const page *g, size_t column)
{
    return FIXED + g->q->n_levels + column;
}

/* Those from `first` on that there are.
 *   staff  also what one pays oneself, which a source does not say */
static some choose(const page *g, size_t first, bool staff)
{
    some s = { .n = 0 };
    const bool ours = staff && g->q->employees != NULL;
    for (size_t i = first; i < g->n; i++) {
        const bool own = i >= at_end(g, OUR_PEOPLE) && i <= at_end(g, GAP);
        if ((i == CUT && !g->p->has_cuts) || (own && !ours))
            continue;
        s.column[s.n] = g->column[i];
        s.of[s.n++] = i;
    }
    return s;
}

static void add_some(const page *g, const some *s, const bp_value all[])
{
    bp_value v[COLUMNS_MAX];
    for (size_t i = 0; i < s->n; i++)
        v[i] = all[s->of[i]];
    bp_report_add_row(g->r, v, s->n, 0, false);
}

/* ---- a line ---- */

static bp_value price(const page *g, const bp_price *p)
{
    if (bp_price_known(p))
        return bp_value_money(p->value, g->p->currency);
    bp_value v = bp_value_absent(BP_KIND_MONEY);
    if (p->state == BP_PRICE_WITHHELD)
        v.figure = bp_figure_without(BP_WITHHELD, p->reasons);
    return v;
}

static void add_reasons(bp_str *s, unsigned reasons, const char *key)
{
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((reasons & 1u << i) != 0)
            bp_str_printf(s, "%s%s:%s", s->n > 0 ? ";" : "", bp_reason_code(i), key);
}

static void add_state(bp_str *s, const bp_price *p, const char *key)
{
    static const char *const words[] = {
        [BP_PRICE_EXTRAPOLATED] = "extrapolated",
        [BP_PRICE_FILLED] = "filled",
        [BP_PRICE_NOT_ESTIMABLE] = "not-estimable",
        [BP_PRICE_TOP_CODED] = "top-coded",
    };
    if (p->state == BP_PRICE_WITHHELD)
        add_reasons(s, p->reasons, key);
    else if (p->state != BP_PRICE_SHOWN)
        bp_str_printf(s, "%s%s:%s", s->n > 0 ? ";" : "", words[p->state], key);
}

static const char *status(const page *g, const bp_price_line *l)
{
    bp_str s = { 0 };
    if (!l->found && l->survey != NULL)
        return "no-match";
    for (size_t k = 0; k < g->q->n_levels; k++)
        add_state(&s, &l->p[k], g->column[FIXED + k].key);
    add_state(&s, &l->target, ends[TARGET].key);
    if (s.n == 0)
        bp_str_puts(&s, "ok");
    return bp_report_take(g->r, &s);
}

/* "2027-01-01", or the first and the last date of rows. */
static const char *dates(const page *g, const bp_price_line *l)
{
    char first[12], last[12];
    if (l->effective == 0)
        return NULL;
    bp_day_text(first, sizeof first, l->effective);
    bp_day_text(last, sizeof last, l->latest);
    return l->latest == 0 ? bp_report_text(g->r, "%s", first)
                          : bp_report_text(g->r, "%s/%s", first, last);
}

static void fill_steps(const page *g, bp_value v[], const bp_price_line *l)
{
    v[EFFECTIVE] = bp_value_text(dates(g, l));
    v[WEIGHT] = bp_value_percent(l->weight);
    if (l->has_people)
        v[PEOPLE] = bp_value_count(l->people);
    if (l->has_orgs)
        v[ORGS] = bp_value_count(l->orgs);
    if (l->survey == NULL)
        return;
    if (l->yearly[0] != '\0')
        v[MOVEMENT] = bp_value_text(l->yearly);
    else if (l->movement->n > 0)
        v[MOVEMENT] = bp_value_number(l->movement->rate[0]);
    if (l->latest == 0) {
        v[MONTHS] = bp_value_number(l->months);
        if (!l->by_row)
            v[FACTOR] = bp_value_number(l->factor);
    }
    if (l->rate > 0)
        v[RATE] = bp_value_number(l->rate);
    v[ADJUST] = bp_value_percent(l->adjust);
    v[GEOGRAPHY] = bp_value_percent(l->geography);
}

static void fill_staff(bp_value v[], const bp_job_staff *s, const char *currency)
{
    v[0] = bp_value_count(s->people);
    v[1] = bp_money_of(s->average, currency);
    v[2] = bp_value_figure(BP_KIND_RATIO, s->index, NULL);
    v[3] = bp_money_of(s->gap, currency);
}

static void fill(const page *g, bp_value v[], const bp_job_price *j,
                 const bp_price_line *l)
{
    for (size_t i = 0; i < g->n; i++)
        v[i] = g->column[i].kind == BP_KIND_TEXT ? bp_value_text(NULL)
                                                 : bp_value_absent(g->column[i].kind);
    v[JOB] = bp_value_text(j->job);
    v[TITLE] = bp_value_text(j->title);
    v[GRADE] = bp_value_text(j->grade);
    v[LOCATION] = bp_value_text(j->location);
    v[SURVEY] = bp_value_text(l->survey != NULL ? l->survey : COMPOSITE);
    v[MATCH] = bp_value_text(l->match);
    v[CUT] = bp_value_text(l->survey != NULL ? l->cut : NULL);
    if (l->found || l->survey == NULL) {
        fill_steps(g, v, l);
        for (size_t k = 0; k < g->q->n_levels; k++)
            v[FIXED + k] = price(g, &l->p[k]);
        v[at_end(g, TARGET)] = price(g, &l->target);
    }
    if (l->survey == NULL && g->q->employees != NULL)
        fill_staff(v + at_end(g, OUR_PEOPLE), &j->staff, g->p->currency);
    v[at_end(g, STATUS)] = bp_value_text(status(g, l));
}

/* ---- for machines ---- */

static void add_csv(const page *g)
{
    bp_value v[COLUMNS_MAX];
    const some s = choose(g, JOB, true);
    bp_report_add_table(g->r, &(bp_table){ .name = "prices",
                                           .machine = { .csv = true },
                                           .column = s.column,
                                           .n_columns = s.n });
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        for (size_t k = 0; k <= j->n; k++) {
            fill(g, v, j, k < j->n ? &j->source[k] : &j->composite);
            add_some(g, &s, v);
        }
    }
}

static void add_json_sources(const page *g)
{
    bp_value v[COLUMNS_MAX];
    const some s = choose(g, JOB, false);
    bp_report_add_table(g->r, &(bp_table){ .name = "jobs",
                                           .machine = { .json = "jobs",
                                                        .shape = BP_JSON_NESTED,
                                                        .inner = "sources" },
                                           .column = s.column,
                                           .n_columns = s.n });
    for (size_t i = 0; i < g->p->n; i++)
        for (size_t k = 0; k < g->p->job[i].n; k++) {
            fill(g, v, &g->p->job[i], &g->p->job[i].source[k]);
            add_some(g, &s, v);
        }
}

static void add_json_composites(const page *g)
{
    bp_value v[COLUMNS_MAX];
    const some s = choose(g, SURVEY, true);
    bp_report_add_table(g->r, &(bp_table){ .name = "composites",
                                           .machine = { .json = "jobs",
                                                        .shape = BP_JSON_EACH,
                                                        .inner = "composite" },
                                           .column = s.column,
                                           .n_columns = s.n });
    for (size_t i = 0; i < g->p->n; i++) {
        fill(g, v, &g->p->job[i], &g->p->job[i].composite);
        add_some(g, &s, v);
    }
}

/* How much of one's own people and pay is priced: the rest has no market. */
static void add_cover(const page *g)
{
    const bp_pricing_cover *c = &g->p->cover;
    const bp_value said[] = { bp_value_count(c->people), bp_value_count(c->of),
                              bp_value_percent(c->share), bp_value_percent(c->payroll) };
    bp_fields f;
    if (g->q->employees == NULL)
        return;
    bp_fields_object(&f, g->r, "cover", false);
    bp_put(&f, "people", NULL, said[2]);
    bp_put(&f, "payroll", NULL, said[3]);
    bp_fields_row(&f, 0, false);
    bp_report_note(g->r, "%s",
                   bp_words_line(g->r,
                                 BP_SAY("the priced jobs are those of {} of {} "
                                        "employees, {} of them with {} of the pay"),
                                 said, 4));
    bp_compose_staff_notes(g->r, &g->p->staff_notes);
    bp_report_note(g->r, "our averages are of one's own employees, also where one person "
                         "has a job: no disclosure rules are applied to them");
}

/* ---- warnings ---- */

/* "it has no P75: filled by the ratio of the others; dropped, the composite is $91,000 at
 * P75". */
static const char *say_filled(const page *g, const bp_price_warning *w)
{
    bp_str s = { 0 };
    bp_str_printf(
        &s, "it has no %s: filled by the ratio of the others; dropped, the composite is",
        w->text);
    const char *between = "";
    for (size_t k = 0; k < g->q->n_levels; k++) {
        if (!bp_price_known(&w->dropped[k]))
            continue;
        const bp_value v = bp_value_money(w->dropped[k].value, g->p->currency);
        bp_str_printf(&s, "%s %s at %s", between, bp_words_value(g->r, v),
                      g->column[FIXED + k].heading);
        between = ",";
    }
    return bp_report_take(g->r, &s);
}

static const char *say(const page *g, const bp_price_warning *w)
{
    bp_report *r = g->r;
    const bp_value percent = bp_value_percent(fabs(w->value));
    const bp_value ratio = bp_value_ratio(w->value);
    switch (w->doubt) {
    case BP_PRICE_ONE_SOURCE:
        return bp_report_text(r, "its price rests on one survey");
    case BP_PRICE_DISAGREE:
        return bp_report_text(r, "the highest median of its sources is %s of the lowest",
                              bp_words_value(r, ratio));
    case BP_PRICE_OLD:
        return bp_report_text(r, "its pay is %.1f years older than the prices", w->value);
    case BP_PRICE_DE_AGED:
        return bp_report_text(r, "its pay is of a later date: aged back by %.1f years",
                              -w->value);
    case BP_PRICE_ADJUST_LARGE:
        return bp_report_text(r, "it is adjusted by %s%s", w->value < 0 ? "-" : "+",
                              bp_words_value(r, percent));
    case BP_PRICE_LEVEL_MISSING:
        if (w->dropped != NULL)
            return say_filled(g, w);
        return bp_report_text(r, "it has no %s: the composite is %s there", w->text,
                              g->q->composite == BP_COMPOSITE_MIXTURE
                                  ? "carried on from its other levels"
                                  : "of the other sources");
    case BP_PRICE_AVERAGE_MIXTURE:
        return bp_report_text(r, "the average of medians is %s %s the mixture",
                              bp_words_value(r, percent),
                              w->value < 0 ? "below" : "above");
    case BP_PRICE_NOT_MONOTONE:
        return bp_report_text(r, "the composite falls at %s", w->text);
    case BP_PRICE_NO_MATCH:
        return bp_report_text(r, "it has no '%s'%s%s%s%s%s", w->match,
                              w->cut[0] != '\0' ? " of the cut '" : "", w->cut,
                              w->cut[0] != '\0' ? "'" : "",
                              w->text[0] != '\0' ? "; near: " : "", w->text);
    case BP_PRICE_ANNUALIZED:
        return bp_report_text(r, "its figures are times %.15g, to be for a year",
                              w->value);
    default:
        return bp_report_text(r, "it is aged by the movement of base pay");
    }
}

static const bp_column warning_columns[] = {
    { "job", "Job", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    { "location", "Location", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    { "code", "Warning", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    { "survey", "Survey", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    { "text", "What was seen", BP_KIND_TEXT, BP_COL_FIELD, 0 },
};

/* A table of them; for a table that people do not see n_display is 0. */
static void start_warnings(const page *g, const char *name, bp_machine_place machine,
                           size_t n_display)
{
    static const size_t display[] = { 0, 3, 2, 4 };
    bp_report_add_table(g->r, &(bp_table){ .name = name,
                                           .machine = machine,
                                           .column = warning_columns,
                                           .n_columns = 5,
                                           .display = display,
                                           .n_display = n_display });
}

static void add_warning_row(const page *g, const bp_price_warning *w, const char *job)
{
    const bp_value value[] = { bp_value_text(job),
                               bp_value_text(g->p->job[w->job].location),
                               bp_value_text(bp_price_doubt_code(w->doubt)),
                               bp_value_text(w->survey), bp_value_text(say(g, w)) };
    bp_report_add_row(g->r, value, 5, 0, false);
}

/* One for each job, for programs and for a workbook's sheet. */
static void add_all_warnings(const page *g)
{
    for (size_t i = 0; i < g->p->n_warnings; i++)
        add_warning_row(g, &g->p->warning[i], g->p->job[g->p->warning[i].job].job);
}

/* A warning, and of how many jobs it is, whatever their places and matches. */
typedef struct told {
    const bp_price_warning *first;
    bool *of; /* [n_jobs] is it of this one? */
    size_t jobs;
} told;

/* A survey that lacks a level, or a movement of its own, does so for many jobs; what it
 * was filled with is each job's. */
static bool is_of_survey(const bp_price_warning *w)
{
    return (w->doubt == BP_PRICE_LEVEL_MISSING && w->dropped == NULL) ||
           w->doubt == BP_PRICE_BASE_MOVEMENT;
}

static bool alike(const bp_price_warning *a, const bp_price_warning *b)
{
    return is_of_survey(a) && a->doubt == b->doubt && strcmp(a->survey, b->survey) == 0 &&
           (a->text == b->text ||
            (a->text != NULL && b->text != NULL && strcmp(a->text, b->text) == 0));
}

static void count_job(told *t, size_t job)
{
    if (t->of == NULL || t->of[job])
        return;
    t->of[job] = true;
    t->jobs++;
}

/* Those that say the same of a survey are one; the others follow in their order. */
static told *fold(const page *g, size_t *n)
{
    const bp_pricing *p = g->p;
    told *all = bp_report_alloc(g->r, p->n_warnings, sizeof *all);
    size_t folded = 0;
    *n = 0;
    for (size_t i = 0; all != NULL && i < p->n_warnings; i++) {
        const bp_price_warning *w = &p->warning[i];
        size_t k = 0;
        while (k < folded && !alike(all[k].first, w))
            k++;
        if (k == folded && is_of_survey(w))
            all[folded++] =
                (told){ w, bp_report_alloc(g->r, p->n_jobs, sizeof *all->of), 0 };
        if (k < folded)
            count_job(&all[k], w->job % p->n_jobs);
    }
    *n = folded;
    for (size_t i = 0; all != NULL && i < p->n_warnings; i++)
        if (!is_of_survey(&p->warning[i]))
            all[(*n)++] = (told){ &p->warning[i], NULL, 1 };
    return all;
}

/* "10 jobs", "MRC", of several places "MRC, Boston". */
static const char *about_whom(const page *g, const told *t)
{
    const bp_job_price *j = &g->p->job[t->first->job];
    if (t->jobs > 1)
        return bp_report_text(g->r, "%zu jobs", t->jobs);
    return g->p->n > g->p->n_jobs && !is_of_survey(t->first)
               ? bp_report_text(g->r, "%s, %s", j->job, j->location)
               : j->job;
}

static void tell(const page *g, const told *t)
{
    const bp_price_warning *w = t->first;
    const char *code = bp_price_doubt_code(w->doubt), *text = say(g, w);
    const char *job = about_whom(g, t);
    const char *about = t->jobs == 1 ? "job " : "";
    add_warning_row(g, w, job);
    bp_report_add_warning(
        g->r,
        w->survey != NULL ? bp_report_text(g->r, "%s: %s%s, survey %s: %s", code, about,
                                           job, w->survey, text)
                          : bp_report_text(g->r, "%s: %s%s: %s", code, about, job, text),
        BP_NO_HINT);
}

static void add_warnings(const page *g)
{
    size_t n;
    const told *all = fold(g, &n);
    bp_report_add_section(g->r, &(bp_section){ .name = "warnings",
                                               .heading = n > 0 ? "Warnings" : NULL,
                                               .about = true,
                                               .pages = true });
    start_warnings(g, "warnings",
                   (bp_machine_place){ .json = "jobs",
                                       .shape = BP_JSON_SPREAD,
                                       .turn = BP_JSON_FURTHER,
                                       .inner = "warnings" },
                   0);
    add_all_warnings(g);
    if (n == 0)
        return;
    start_warnings(g, "doubts", (bp_machine_place){ .json = NULL }, 4);
    for (size_t i = 0; i < n; i++)
        tell(g, &all[i]);
}

static void add_warning_sheet(const page *g)
{
    if (g->p->n_warnings == 0)
        return;
    bp_report_add_section(g->r, &(bp_section){ .name = "price-warnings",
                                               .heading = "Warnings",
                                               .sheet = "Warnings",
                                               .book = true });
    start_warnings(g, "price-warnings", (bp_machine_place){ .json = NULL }, 4);
    add_all_warnings(g);
}

/* ---- for people ---- */

/* A column for people: of the lines, or one of the two below. */
typedef struct view {
    size_t column[BP_LEVELS_MAX + 16]; /* of the lines; VIEW_... */
    bp_column as[BP_LEVELS_MAX + 16];
    size_t n;
} view;

enum { VIEW_AGED = COLUMNS_MAX, VIEW_SOURCES, VIEW_APART };

/* Where room is short, columns go in the order of `last`, the highest first; those of 0
 * stay. */
static void see(view *w, const page *g, size_t column, double last)
{
    static const bp_column more[] = {
        { "aged", "Aged", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "sources", "Sources", BP_KIND_COUNT, BP_COL_DISPLAY, 0 },
        { "disagreement", "Apart", BP_KIND_RATIO, BP_COL_DISPLAY, 0 },
    };
    bp_column c = column < COLUMNS_MAX ? g->column[column] : more[column - VIEW_AGED];
    c.place = BP_COL_DISPLAY;
    c.level = last;
    w->column[w->n] = column;
    w->as[w->n++] = c;
}

/* The quartiles that there are; where there is none, all levels. */
static void see_levels(view *w, const page *g)
{
    static const bp_level quartile[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    const size_t before = w->n;
    for (size_t k = 0; k < g->q->n_levels; k++)
        for (size_t i = 0; i < 3; i++)
            if (bp_level_compare(g->q->level[k], quartile[i]) == 0)
                see(w, g, FIXED + k, i == 1 ? 0 : 1);
    for (size_t k = 0; w->n == before && k < g->q->n_levels; k++)
        see(w, g, FIXED + k, 0);
}

/* One that no job has says nothing. */
static bool any_text(const bp_pricing *p, size_t column)
{
    for (size_t i = 0; i < p->n; i++)
        if ((column == GRADE ? p->job[i].grade : p->job[i].location)[0] != '\0')
            return true;
    return false;
}

static bool any_share(const bp_pricing *p, size_t column)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < p->job[i].n; k++) {
            const bp_price_line *l = &p->job[i].source[k];
            if ((column == ADJUST ? l->adjust : l->geography) != 0)
                return true;
        }
    return false;
}

static size_t sources_of(const bp_job_price *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->n; i++)
        n += j->source[i].found && j->source[i].weight > 0;
    return n;
}

static bp_table *start_view(const page *g, const view *w, const char *name)
{
    return bp_report_add_table(
        g->r, &(bp_table){
                  .name = name, .column = w->as, .n_columns = w->n, .n_display = w->n });
}

/* A composite has none of these. */
static bool is_step(size_t column)
{
    return column == VIEW_AGED || column == ADJUST || column == GEOGRAPHY;
}

static void add_view(const page *g, const view *w, const bp_job_price *j,
                     const bp_price_line *l, bool first)
{
    bp_value all[COLUMNS_MAX], v[BP_LEVELS_MAX + 16];
    fill(g, all, j, l);
    if (l->survey == NULL)
        all[SURVEY] = bp_value_text("Composite");
    if (!first)
        all[JOB] = bp_value_text("");
    for (size_t i = 0; i < w->n; i++) {
        const size_t c = w->column[i];
        if (c < COLUMNS_MAX)
            v[i] = all[c];
        else if (c == VIEW_SOURCES)
            v[i] = bp_value_count(sources_of(j));
        else if (c == VIEW_APART)
            v[i] = bp_value_if(j->disagreement > 0, bp_value_ratio(j->disagreement));
        else
            v[i] = bp_value_if(l->found && l->survey != NULL && !l->by_row,
                               bp_value_percent(l->factor - 1));
        if (l->survey == NULL && is_step(c))
            v[i].instead = " ";
        else if (c == VIEW_AGED && l->by_row)
            v[i].instead = "by row";
    }
    bp_report_add_row(g->r, v, w->n, 0, false);
}

static void see_staff(view *w, const page *g)
{
    see(w, g, at_end(g, OUR_PEOPLE), 1);
    see(w, g, at_end(g, OUR_AVERAGE), 0);
    see(w, g, at_end(g, INDEX), 0);
    see(w, g, at_end(g, GAP), 3);
}

/* Is the target another figure than the median? */
static bool has_target(const page *g)
{
    return g->q->target_plus != 0 ||
           bp_level_compare(g->q->target, (bp_level){ 1, 2 }) != 0;
}

static void add_jobs(const page *g)
{
    view w = { .n = 0 };
    see(&w, g, JOB, 0);
    see(&w, g, TITLE, 0);
    if (any_text(g->p, GRADE))
        see(&w, g, GRADE, 4);
    if (any_text(g->p, LOCATION))
        see(&w, g, LOCATION, g->q->n_locations > 0 ? 0 : 3);
    see_levels(&w, g);
    if (has_target(g))
        see(&w, g, at_end(g, TARGET), 0);
    see(&w, g, VIEW_SOURCES, 5);
    see(&w, g, VIEW_APART, 2);
    if (g->q->employees != NULL)
        see_staff(&w, g);
    bp_report_add_section(
        g->r, &(bp_section){ .name = "jobs", .heading = "Jobs", .pages = true });
    start_view(g, &w, "pricing");
    for (size_t i = 0; i < g->p->n; i++)
        add_view(g, &w, &g->p->job[i], &g->p->job[i].composite, true);
    bp_report_remark(g->r,
                     BP_SAY("Composites of the sources. Sources: matches that count. "
                            "Apart: the highest median of its sources over the lowest."),
                     NULL, 0);
    if (g->q->employees != NULL)
        bp_report_remark(g->r,
                         BP_SAY("Our average: pay at full time. Index: our average / "
                                "target. Gap: our average - target."),
                         NULL, 0);
}

static void add_sources(const page *g)
{
    view w = { .n = 0 };
    see(&w, g, JOB, 0);
    see(&w, g, SURVEY, 0);
    see(&w, g, MATCH, 5);
    if (g->p->has_cuts)
        see(&w, g, CUT, 2);
    see(&w, g, EFFECTIVE, 6);
    see(&w, g, VIEW_AGED, 0);
    if (any_share(g->p, ADJUST))
        see(&w, g, ADJUST, 3);
    if (any_share(g->p, GEOGRAPHY))
        see(&w, g, GEOGRAPHY, 3);
    see(&w, g, WEIGHT, 0);
    see(&w, g, PEOPLE, 4);
    see_levels(&w, g);
    bp_report_add_section(g->r, &(bp_section){ .name = "sources",
                                               .heading = "Sources of each job",
                                               .pages = true });
    start_view(g, &w, "sources");
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        for (size_t k = 0; k <= j->n; k++)
            add_view(g, &w, j, k < j->n ? &j->source[k] : &j->composite, k == 0);
    }
    bp_report_remark(
        g->r,
        BP_SAY("Figures are aged to the date of the prices (rows that have dates of "
               "their own one by one), then adjusted and brought to the place."),
        NULL, 0);
}

/* ---- the whole ---- */

static const char *const composites[] = {
    [BP_COMPOSITE_AVERAGE] = "average", [BP_COMPOSITE_MIXTURE] = "mixture"
};

static const char *target_text(const page *g)
{
    const bp_pricing_question *q = g->q;
    const char *level = level_name(g->r, q->target, 'P');
    return q->target_plus == 0
               ? level
               : bp_report_text(g->r, "%s%+.15g%%", level, 100 * q->target_plus);
}

static void add_settings(const page *g)
{
    const bp_pricing_question *q = g->q;
    char to[12];
    bp_fields f;
    bp_day_text(to, sizeof to, q->to);
    bp_fields_object(&f, g->r, "pricing", false);
    bp_put(&f, "to", NULL, bp_value_text(to));
    bp_put(&f, "ageing", NULL, bp_value_text(bp_ageing_forms[q->ageing]));
    bp_put(&f, "day_count", NULL, bp_value_text(bp_day_counts[q->count]));
    bp_put(&f, "composite", NULL, bp_value_text(composites[q->composite]));
    bp_put(&f, "target", NULL, bp_value_text(target_text(g)));
    bp_put(&f, "currency", NULL, bp_value_text(g->p->currency));
    bp_fields_row(&f, 0, false);
}

static void add_head(const page *g)
{
    const bp_pricing_question *q = g->q;
    bp_report *r = g->r;
    char to[12];
    bp_day_text(to, sizeof to, q->to);
    const size_t places = g->p->n / g->p->n_jobs;
    const bp_value said[] = {
        bp_value_count(g->p->n_jobs),
        bp_value_text(places > 1 ? bp_report_text(r, " in %zu places", places) : ""),
        bp_value_text(to),
        bp_value_text(bp_ageing_forms[q->ageing]),
        bp_value_text(composites[q->composite]),
        bp_value_text(target_text(g))
    };
    bp_report_set_request(r, q->labels.request, q->labels.n_request);
    bp_compose_price_reads(r, g->p->input, g->p->n_inputs, g->p->recoded,
                           g->p->n_recoded);
    r->title = bp_report_text(
        r, "%s", q->labels.title != NULL ? q->labels.title : "Market prices");
    bp_report_add_scope(
        r, bp_report_line(
               r, BP_SAY("{} jobs{} as of {}; {} ageing, composite: {}, target: {}"),
               said, 6));
    r->market.text = bp_report_line(r, BP_SAY("{} jobs{} priced as of {}"), said, 3);
    r->method.currency = g->p->currency;
    r->has_method = false;
}

bp_status bp_report_of_pricing(bp_report **out, const bp_pricing *p, bp_err *err)
{
    page g = { .p = p, .q = p->question };
    bp_status made = bp_report_new(&g.r, "price", err);
    if (made != BP_OK)
        return made;
    list_columns(&g);
    add_head(&g);
    bp_report_add_section(g.r, &(bp_section){ .name = "pricing", .pages = true });
    add_settings(&g);
    add_csv(&g);
    add_json_sources(&g);
    add_json_composites(&g);
    add_cover(&g);
    add_warnings(&g);
    add_jobs(&g);
    if (g.q->chart)
        bp_slot_sources(g.r, p, NULL, NULL);
    add_sources(&g);
    bp_compose_price_book(g.r, p);
    add_warning_sheet(&g);
    return bp_report_finish(out, g.r, err);
}
