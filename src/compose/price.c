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
#include "compose/pricebook.h"
#include "compose/pricereads.h"
#include "compose/words.h"

#define COMPOSITE "(composite)"
#define FIXED 16 /* columns before the levels; two come after them */
#define COLUMNS_MAX (FIXED + BP_LEVELS_MAX + 2)

/* All of the csv. */
enum {
    JOB,
    TITLE,
    GRADE,
    LOCATION,
    SURVEY,
    MATCH,
    EFFECTIVE,
    MONTHS,
    MOVEMENT,
    RATE,
    FACTOR,
    ADJUST,
    GEOGRAPHY,
    WEIGHT,
    PEOPLE,
    ORGS
};

#define COLUMN(k, h, of, p)                                                              \
    {                                                                                    \
        .key = k, .heading = h, .kind = of, .place = p                                   \
    }

static const bp_column fixed[FIXED] = {
    [JOB] = COLUMN("job", "Job", BP_KIND_TEXT, BP_COL_OUTER),
    [TITLE] = COLUMN("title", "Title", BP_KIND_TEXT, BP_COL_OUTER),
    [GRADE] = COLUMN("grade", "Grade", BP_KIND_TEXT, BP_COL_OUTER),
    [LOCATION] = COLUMN("location", "Location", BP_KIND_TEXT, BP_COL_OUTER),
    [SURVEY] = COLUMN("survey", "Survey", BP_KIND_TEXT, BP_COL_KEY),
    [MATCH] = COLUMN("match", "Match", BP_KIND_TEXT, BP_COL_FIELD),
    [EFFECTIVE] = COLUMN("effective", "Effective", BP_KIND_TEXT, BP_COL_FIELD),
    [MONTHS] = COLUMN("months", "Months", BP_KIND_NUMBER, BP_COL_FIELD),
    [MOVEMENT] = COLUMN("movement", "Movement", BP_KIND_TEXT, BP_COL_FIELD),
    [RATE] = COLUMN("rate", "Rate", BP_KIND_NUMBER, BP_COL_FIELD),
    [FACTOR] = COLUMN("factor", "Factor", BP_KIND_NUMBER, BP_COL_FIELD),
    [ADJUST] = COLUMN("adjust", "Adjusted", BP_KIND_PERCENT, BP_COL_FIELD),
    [GEOGRAPHY] = COLUMN("geography", "Place", BP_KIND_PERCENT, BP_COL_FIELD),
    [WEIGHT] = COLUMN("weight", "Weight", BP_KIND_PERCENT, BP_COL_FIELD),
    [PEOPLE] = COLUMN("n", "People", BP_KIND_COUNT, BP_COL_FIELD),
    [ORGS] = COLUMN("orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD),
};

static bp_value absent(bp_kind kind)
{
    return bp_value_figure(kind, bp_figure_without(BP_ABSENT, 0), NULL);
}

/* What is composed, and the columns of its lines. */
typedef struct page {
    bp_report *r;
    const bp_pricing *p;
    const bp_pricing_question *q;
    size_t n;                      /* columns */
    bp_column column[COLUMNS_MAX]; /* [n] */
} page;

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
    g->column[FIXED + n] =
        (bp_column)COLUMN("target", "Target", BP_KIND_MONEY, BP_COL_FIELD);
    g->column[FIXED + n + 1] =
        (bp_column)COLUMN("status", "Status", BP_KIND_TEXT, BP_COL_FIELD);
    g->n = FIXED + n + 2;
}

/* ---- a line ---- */

static bp_value price(const page *g, const bp_price *p)
{
    if (bp_price_known(p))
        return bp_value_money(p->value, g->p->currency);
    bp_value v = absent(BP_KIND_MONEY);
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
    add_state(&s, &l->target, "target");
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
        v[FACTOR] = bp_value_number(l->factor);
    }
    if (l->rate > 0)
        v[RATE] = bp_value_number(l->rate);
    v[ADJUST] = bp_value_percent(l->adjust);
    v[GEOGRAPHY] = bp_value_percent(l->geography);
}

static void fill(const page *g, bp_value v[], const bp_job_price *j,
                 const bp_price_line *l)
{
    for (size_t i = 0; i < g->n; i++)
        v[i] = g->column[i].kind == BP_KIND_TEXT ? bp_value_text(NULL)
                                                 : absent(g->column[i].kind);
    v[JOB] = bp_value_text(j->job);
    v[TITLE] = bp_value_text(j->title);
    v[GRADE] = bp_value_text(j->grade);
    v[LOCATION] = bp_value_text(j->location);
    v[SURVEY] = bp_value_text(l->survey != NULL ? l->survey : COMPOSITE);
    v[MATCH] = bp_value_text(l->match);
    if (l->found || l->survey == NULL) {
        fill_steps(g, v, l);
        for (size_t k = 0; k < g->q->n_levels; k++)
            v[FIXED + k] = price(g, &l->p[k]);
        v[g->n - 2] = price(g, &l->target);
    }
    v[g->n - 1] = bp_value_text(status(g, l));
}

/* ---- for machines ---- */

static void add_csv(const page *g)
{
    bp_value v[COLUMNS_MAX];
    bp_report_add_table(g->r, &(bp_table){ .name = "prices",
                                           .machine = { .csv = true },
                                           .column = g->column,
                                           .n_columns = g->n });
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        for (size_t k = 0; k <= j->n; k++) {
            fill(g, v, j, k < j->n ? &j->source[k] : &j->composite);
            bp_report_add_row(g->r, v, g->n, 0, false);
        }
    }
}

static void add_json_sources(const page *g)
{
    bp_value v[COLUMNS_MAX];
    bp_report_add_table(g->r, &(bp_table){ .name = "jobs",
                                           .machine = { .json = "jobs",
                                                        .shape = BP_JSON_NESTED,
                                                        .inner = "sources" },
                                           .column = g->column,
                                           .n_columns = g->n });
    for (size_t i = 0; i < g->p->n; i++)
        for (size_t k = 0; k < g->p->job[i].n; k++) {
            fill(g, v, &g->p->job[i], &g->p->job[i].source[k]);
            bp_report_add_row(g->r, v, g->n, 0, false);
        }
}

static void add_json_composites(const page *g)
{
    bp_value v[COLUMNS_MAX];
    bp_report_add_table(g->r, &(bp_table){ .name = "composites",
                                           .machine = { .json = "jobs",
                                                        .shape = BP_JSON_EACH,
                                                        .inner = "composite" },
                                           .column = g->column + SURVEY,
                                           .n_columns = g->n - SURVEY });
    for (size_t i = 0; i < g->p->n; i++) {
        fill(g, v, &g->p->job[i], &g->p->job[i].composite);
        bp_report_add_row(g->r, v + SURVEY, g->n - SURVEY, 0, false);
    }
}

/* ---- warnings ---- */

/* "it has no P75: filled by the ratio of the others; dropped, the composite is $91,000 at
 * P75". */
static const char *say_filled(const page *g, const bp_price_warning *w)
{
    bp_str s = { 0 };
    bp_str_printf(&s,
                  "it has no %s: filled by the ratio of the others; dropped, the "
                  "composite is",
                  w->text);
    const char *between = "";
    for (size_t k = 0; k < g->q->n_levels; k++) {
        if (!bp_price_known(&w->dropped[k]))
            continue;
        const bp_value v[] = { bp_value_money(w->dropped[k].value, g->p->currency) };
        bp_str_printf(&s, "%s %s at %s", between, bp_words_line(g->r, BP_SAY("{}"), v, 1),
                      g->column[FIXED + k].heading);
        between = ",";
    }
    return bp_report_take(g->r, &s);
}

static const char *say(const page *g, const bp_price_warning *w)
{
    bp_report *r = g->r;
    const bp_value percent[] = { bp_value_percent(fabs(w->value)) };
    const bp_value ratio[] = { bp_value_figure(BP_KIND_RATIO, bp_figure_of(w->value),
                                               NULL) };
    switch (w->doubt) {
    case BP_PRICE_ONE_SOURCE:
        return bp_report_text(r, "its price rests on one survey");
    case BP_PRICE_DISAGREE:
        return bp_report_text(r, "the highest median of its sources is %s of the lowest",
                              bp_words_line(r, BP_SAY("{}"), ratio, 1));
    case BP_PRICE_OLD:
        return bp_report_text(r, "its pay is %.1f years older than the prices", w->value);
    case BP_PRICE_DE_AGED:
        return bp_report_text(r, "its pay is of a later date: aged back by %.1f years",
                              -w->value);
    case BP_PRICE_ADJUST_LARGE:
        return bp_report_text(r, "it is adjusted by %s%s", w->value < 0 ? "-" : "+",
                              bp_words_line(r, BP_SAY("{}"), percent, 1));
    case BP_PRICE_LEVEL_MISSING:
        if (w->dropped != NULL)
            return say_filled(g, w);
        return bp_report_text(r, "it has no %s: the composite is %s there", w->text,
                              g->q->composite == BP_COMPOSITE_MIXTURE
                                  ? "carried on from its other levels"
                                  : "of the other sources");
    case BP_PRICE_AVERAGE_MIXTURE:
        return bp_report_text(r, "the average of medians is %s %s the mixture",
                              bp_words_line(r, BP_SAY("{}"), percent, 1),
                              w->value < 0 ? "below" : "above");
    case BP_PRICE_NOT_MONOTONE:
        return bp_report_text(r, "the composite falls at %s", w->text);
    case BP_PRICE_NO_MATCH:
        return w->text[0] != '\0'
                   ? bp_report_text(r, "it has no '%s'; near: %s", w->match, w->text)
                   : bp_report_text(r, "it has no '%s'", w->match);
    default:
        return bp_report_text(r, "it is aged by the movement of base pay");
    }
}

static const bp_column warning_columns[] = {
    COLUMN("job", "Job", BP_KIND_TEXT, BP_COL_OUTER),
    COLUMN("location", "Location", BP_KIND_TEXT, BP_COL_OUTER),
    COLUMN("code", "Warning", BP_KIND_TEXT, BP_COL_FIELD),
    COLUMN("survey", "Survey", BP_KIND_TEXT, BP_COL_FIELD),
    COLUMN("text", "What was seen", BP_KIND_TEXT, BP_COL_FIELD),
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

/* A warning, and of how many jobs it is. */
typedef struct told {
    const bp_price_warning *first;
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
            all[folded++].first = w;
        if (k < folded)
            all[k].jobs++;
    }
    *n = folded;
    for (size_t i = 0; all != NULL && i < p->n_warnings; i++)
        if (!is_of_survey(&p->warning[i]))
            all[(*n)++] = (told){ &p->warning[i], 1 };
    return all;
}

static void tell(const page *g, const told *t)
{
    const bp_price_warning *w = t->first;
    const char *code = bp_price_doubt_code(w->doubt), *text = say(g, w);
    const char *job =
        t->jobs == 1 ? g->p->job[w->job].job : bp_report_text(g->r, "%zu jobs", t->jobs);
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
        COLUMN("aged", "Aged", BP_KIND_PERCENT, BP_COL_DISPLAY),
        COLUMN("sources", "Sources", BP_KIND_COUNT, BP_COL_DISPLAY),
        COLUMN("disagreement", "Apart", BP_KIND_RATIO, BP_COL_DISPLAY),
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
    size_t *display = bp_report_alloc(g->r, w->n, sizeof *display);
    for (size_t i = 0; display != NULL && i < w->n; i++)
        display[i] = i;
    return display == NULL ? NULL
                           : bp_report_add_table(g->r, &(bp_table){ .name = name,
                                                                    .column = w->as,
                                                                    .n_columns = w->n,
                                                                    .display = display,
                                                                    .n_display = w->n });
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
            v[i] =
                j->disagreement > 0
                    ? bp_value_figure(BP_KIND_RATIO, bp_figure_of(j->disagreement), NULL)
                    : absent(BP_KIND_RATIO);
        else
            v[i] = l->found && l->survey != NULL && l->latest == 0
                       ? bp_value_percent(l->factor - 1)
                       : absent(BP_KIND_PERCENT);
        if (l->survey == NULL && is_step(c))
            v[i].instead = " ";
        else if (c == VIEW_AGED && l->latest != 0)
            v[i].instead = "by row";
    }
    bp_report_add_row(g->r, v, w->n, 0, false);
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
        see(&w, g, g->n - 2, 0);
    see(&w, g, VIEW_SOURCES, 5);
    see(&w, g, VIEW_APART, 2);
    bp_report_add_section(
        g->r, &(bp_section){ .name = "jobs", .heading = "Jobs", .pages = true });
    start_view(g, &w, "pricing");
    for (size_t i = 0; i < g->p->n; i++)
        add_view(g, &w, &g->p->job[i], &g->p->job[i].composite, true);
    bp_report_add_line(g->r, BP_ITEM_NOTE,
                       BP_SAY("Composites of the sources. Sources: matches that count. "
                              "Apart: the highest median of its sources over the "
                              "lowest."),
                       NULL, 0);
}

static void add_sources(const page *g)
{
    view w = { .n = 0 };
    see(&w, g, JOB, 0);
    see(&w, g, SURVEY, 0);
    see(&w, g, MATCH, 5);
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
    bp_report_add_line(
        g->r, BP_ITEM_NOTE,
        BP_SAY("Figures are aged to the date of the prices (rows that have "
               "dates of their own one by one), then adjusted and brought "
               "to the place."),
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
    static const bp_column column[] = {
        COLUMN("to", "Date", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("ageing", "Ageing", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("day_count", "Day count", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("composite", "Composite", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("target", "Target", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("currency", "Currency", BP_KIND_TEXT, BP_COL_FIELD),
    };
    const bp_pricing_question *q = g->q;
    char to[12];
    bp_day_text(to, sizeof to, q->to);
    const bp_value value[] = { bp_value_text(to),
                               bp_value_text(bp_ageing_forms[q->ageing]),
                               bp_value_text(bp_day_counts[q->count]),
                               bp_value_text(composites[q->composite]),
                               bp_value_text(target_text(g)),
                               bp_value_text(g->p->currency) };
    bp_report_add_table(
        g->r, &(bp_table){ .name = "pricing",
                           .machine = { .json = "pricing", .shape = BP_JSON_OBJECT },
                           .column = column,
                           .n_columns = 6 });
    bp_report_add_row(g->r, value, 6, 0, false);
}

static void add_head(const page *g)
{
    const bp_pricing_question *q = g->q;
    bp_report *r = g->r;
    char to[12];
    bp_day_text(to, sizeof to, q->to);
    const bp_value said[] = { bp_value_count(g->p->n), bp_value_text(to),
                              bp_value_text(bp_ageing_forms[q->ageing]),
                              bp_value_text(composites[q->composite]),
                              bp_value_text(target_text(g)) };
    bp_report_set_request(r, q->labels.request, q->labels.n_request);
    bp_compose_price_reads(r, g->p->input, g->p->n_inputs, g->p->recoded,
                           g->p->n_recoded);
    r->title = bp_report_text(
        r, "%s", q->labels.title != NULL ? q->labels.title : "Market prices");
    bp_report_add_scope(r, bp_report_line(r,
                                          BP_SAY("{} jobs as of {}; {} ageing, "
                                                 "composite: {}, target: {}"),
                                          said, 5));
    r->market.text = bp_report_line(r, BP_SAY("{} jobs priced as of {}"), said, 2);
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
    add_warnings(&g);
    add_jobs(&g);
    if (g.q->chart)
        bp_slot_sources(g.r, p, NULL, NULL);
    add_sources(&g);
    bp_compose_price_book(g.r, p);
    add_warning_sheet(&g);
    return bp_report_finish(out, g.r, err);
}
