/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price.c - the report of priced jobs: their composites, their sources, and what to ask.
 *
 * Machines get one csv of all lines, and json a list of jobs with the sources of each.
 * People get the warnings first, then the jobs, then what each price is made of. */
#include <math.h>
#include <string.h>

#include "base/ageing.h"
#include "benchpay/compose.h"
#include "compose/chart.h"
#include "compose/employees.h"
#include "compose/fields.h"
#include "compose/price.h"
#include "compose/words.h"

#define COMPOSITE "(composite)"

/* Of a survey: how many lines name it, and how many of them it has. */
typedef struct tally {
    const char *survey;
    size_t lines;
    size_t found;
} tally;

/* What is composed. */
typedef struct page {
    bp_report *r;
    const bp_pricing *p;
    const bp_pricing_question *q;
    const char *key[BP_LEVELS_MAX]; /* of each level: "p97.5" */
    const char *heading[BP_LEVELS_MAX];
    tally *missed; /* [n_missed] surveys that lack matches */
    size_t n_missed;
} page;

/* "p97.5", or "P97.5". */
static const char *level_name(bp_report *r, bp_level level, char letter)
{
    char text[20];
    bp_level_text(text, sizeof text, level);
    return bp_report_text(r, "%c%s", letter, text);
}

static void name_levels(page *g)
{
    for (size_t k = 0; k < g->q->n_levels; k++) {
        g->key[k] = level_name(g->r, g->q->level[k], 'p');
        g->heading[k] = level_name(g->r, g->q->level[k], 'P');
    }
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
        add_state(&s, &l->p[k], g->key[k]);
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

/* One rate, or those of the years. */
static bp_value movement(const bp_price_line *l)
{
    return l->yearly[0] != '\0' ? bp_value_text(l->yearly)
           : l->movement->n > 0 ? bp_value_number(l->movement->rate[0])
                                : bp_value_text(NULL);
}

/* What somebody pays oneself, which no source says. */
static void put_staff(bp_fields *f, const page *g, const bp_job_price *j, bool known,
                      bp_place_in_row at)
{
    const bp_job_staff *s = &j->staff;
    const char *currency = g->p->currency;
    const bp_value average = bp_money_of(s->average, currency);
    const bp_value index = bp_value_figure(BP_KIND_RATIO, s->index, NULL);
    const bp_value gap = bp_money_of(s->gap, currency);
    const bool seen = at == BP_COL_DISPLAY;
    if (g->q->employees == NULL)
        return;
    bp_put_spare(f, "our_people", "Our people",
                 bp_value_if(known, bp_value_count(s->people)), at, seen ? 1 : 0);
    bp_put_at(f, "our_average", "Our average", bp_value_if(known, average), at);
    bp_put_at(f, "index", "Index", bp_value_if(known, index), at);
    bp_put_spare(f, "gap", "Gap", bp_value_if(known, gap), at, seen ? 3 : 0);
}

/* ---- for machines ---- */

/* Which lines are rows of a table. */
typedef enum lines { ALL_LINES, SOURCES, COMPOSITES } lines;

static void put_job(bp_fields *f, const bp_job_price *j)
{
    bp_put_at(f, "job", NULL, bp_value_text(j->job), BP_COL_OUTER);
    bp_put_at(f, "title", NULL, bp_value_text(j->title), BP_COL_OUTER);
    bp_put_at(f, "grade", NULL, bp_value_text(j->grade), BP_COL_OUTER);
    bp_put_at(f, "location", NULL, bp_value_text(j->location), BP_COL_OUTER);
}

static void add_line(bp_fields *f, const page *g, const bp_job_price *j,
                     const bp_price_line *l, lines which)
{
    const bool composite = l->survey == NULL;
    const bool is = l->found || composite, step = is && !composite;
    const bool once = step && l->latest == 0; /* one date for all of its rows */
    const bp_value none = bp_value_absent(BP_KIND_MONEY);
    if (which != COMPOSITES)
        put_job(f, j);
    bp_put_at(f, "survey", NULL, bp_value_text(composite ? COMPOSITE : l->survey),
              BP_COL_KEY);
    bp_put(f, "match", NULL, bp_value_text(l->match));
    if (g->p->has_cuts)
        bp_put(f, "cut", NULL, bp_value_text(composite ? NULL : l->cut));
    bp_put(f, "effective", NULL, bp_value_text(is ? dates(g, l) : NULL));
    bp_put(f, "months", NULL, bp_value_if(once, bp_value_number(l->months)));
    bp_put(f, "movement", NULL, step ? movement(l) : bp_value_text(NULL));
    bp_put(f, "rate", NULL, bp_value_if(step && l->rate > 0, bp_value_number(l->rate)));
    bp_put(f, "factor", NULL,
           bp_value_if(once && !l->by_row, bp_value_number(l->factor)));
    bp_put(f, "adjust", NULL, bp_value_if(step, bp_value_percent(l->adjust)));
    bp_put(f, "geography", NULL, bp_value_if(step, bp_value_percent(l->geography)));
    bp_put(f, "weight", NULL, bp_value_if(is, bp_value_percent(l->weight)));
    bp_put(f, "n", NULL, bp_value_if(is && l->has_people, bp_value_count(l->people)));
    bp_put(f, "orgs", NULL, bp_value_if(is && l->has_orgs, bp_value_count(l->orgs)));
    for (size_t k = 0; k < g->q->n_levels; k++)
        bp_put_spare(f, g->key[k], NULL, is ? price(g, &l->p[k]) : none, BP_COL_LEVEL,
                     bp_level_percent(g->q->level[k]));
    bp_put(f, "target", NULL, is ? price(g, &l->target) : none);
    if (which != SOURCES)
        put_staff(f, g, j, composite, BP_COL_FIELD);
    bp_put(f, "status", NULL, bp_value_text(status(g, l)));
    bp_fields_row(f, 0, false);
}

static void add_lines(const page *g, const char *name, bp_machine_place at, lines which)
{
    bp_fields f;
    bp_fields_begin(&f, g->r, &(bp_table){ .name = name, .machine = at }, false);
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        for (size_t k = 0; which != COMPOSITES && k < j->n; k++)
            add_line(&f, g, j, &j->source[k], which);
        if (which != SOURCES)
            add_line(&f, g, j, &j->composite, which);
    }
    bp_fields_end(&f);
}

static void add_all_lines(const page *g)
{
    add_lines(g, "prices", (bp_machine_place){ .csv = true }, ALL_LINES);
    add_lines(
        g, "jobs",
        (bp_machine_place){ .json = "jobs", .shape = BP_JSON_NESTED, .inner = "sources" },
        SOURCES);
    add_lines(
        g, "composites",
        (bp_machine_place){ .json = "jobs", .shape = BP_JSON_EACH, .inner = "composite" },
        COMPOSITES);
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
        bp_str_printf(&s, "%s %s at %s", between, bp_words_value(g->r, v), g->heading[k]);
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
        return bp_report_text(r,
                              "the highest median of its sources is %s times the lowest",
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

static void add_warning_row(const page *g, const bp_price_warning *w, const char *job,
                            const char *text)
{
    const bp_value value[] = { bp_value_text(job),
                               bp_value_text(g->p->job[w->job].location),
                               bp_value_text(bp_price_doubt_code(w->doubt)),
                               bp_value_text(w->survey), bp_value_text(text) };
    bp_report_add_row(g->r, value, 5, 0, false);
}

/* One for each job, for programs and for a workbook's sheet. */
static void add_all_warnings(const page *g)
{
    for (size_t i = 0; i < g->p->n_warnings; i++)
        add_warning_row(g, &g->p->warning[i], g->p->job[g->p->warning[i].job].job,
                        say(g, &g->p->warning[i]));
}

/* A warning, and of how many jobs it is, whatever their places and matches. */
typedef struct told {
    const bp_price_warning *first;
    bool *of; /* [n_jobs] is it of this one? */
    size_t jobs;
} told;

static tally *missed_at(const page *g, const char *survey)
{
    for (size_t k = 0; k < g->n_missed; k++)
        if (strcmp(g->missed[k].survey, survey) == 0)
            return &g->missed[k];
    return NULL;
}

static void find_missed(page *g)
{
    const bp_pricing *p = g->p;
    g->missed = bp_report_alloc(g->r, p->n_warnings, sizeof *g->missed);
    for (size_t i = 0; g->missed != NULL && i < p->n_warnings; i++)
        if (p->warning[i].doubt == BP_PRICE_NO_MATCH &&
            missed_at(g, p->warning[i].survey) == NULL)
            g->missed[g->n_missed++] = (tally){ p->warning[i].survey, 0, 0 };
    for (size_t i = 0; g->n_missed > 0 && i < p->n; i++)
        for (size_t k = 0; k < p->job[i].n; k++) {
            tally *t = missed_at(g, p->job[i].source[k].survey);
            if (t == NULL)
                continue;
            t->lines++;
            t->found += p->job[i].source[k].found;
        }
}

/* Where none of several is found, the survey has its codes or titles in another column,
 * or writes them otherwise. */
static bool is_lost(const page *g, const bp_price_warning *w)
{
    const tally *t = w->doubt == BP_PRICE_NO_MATCH ? missed_at(g, w->survey) : NULL;
    return t != NULL && t->lines > 1 && t->found == 0;
}

/* A survey that lacks a level, a movement of its own or all matches, or is of months,
 * is so for many jobs; what it was filled with is each job's. */
static bool is_of_survey(const page *g, const bp_price_warning *w)
{
    return (w->doubt == BP_PRICE_LEVEL_MISSING && w->dropped == NULL) ||
           w->doubt == BP_PRICE_BASE_MOVEMENT || w->doubt == BP_PRICE_ANNUALIZED ||
           is_lost(g, w);
}

static bool alike(const bp_price_warning *a, const bp_price_warning *b)
{
    return a->doubt == b->doubt && strcmp(a->survey, b->survey) == 0 &&
           (a->doubt != BP_PRICE_ANNUALIZED || a->value == b->value) &&
           (a->doubt == BP_PRICE_NO_MATCH || a->text == b->text ||
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
        if (k == folded && is_of_survey(g, w))
            all[folded++] =
                (told){ w, bp_report_alloc(g->r, p->n_jobs, sizeof *all->of), 0 };
        if (k < folded)
            count_job(&all[k], w->job % p->n_jobs);
    }
    *n = folded;
    for (size_t i = 0; all != NULL && i < p->n_warnings; i++)
        if (!is_of_survey(g, &p->warning[i]))
            all[(*n)++] = (told){ &p->warning[i], NULL, 1 };
    return all;
}

/* "10 jobs", "MRC", of several places "MRC, Boston". */
static const char *about_whom(const page *g, const told *t)
{
    const bp_job_price *j = &g->p->job[t->first->job];
    if (t->jobs > 1)
        return bp_report_text(g->r, "%zu jobs", t->jobs);
    return g->p->n > g->p->n_jobs && !is_of_survey(g, t->first)
               ? bp_report_text(g->r, "%s, %s", j->job, j->location)
               : j->job;
}

static const char *say_lost(const page *g, const bp_price_warning *w)
{
    const char *near =
        w->text[0] != '\0' ? bp_report_text(g->r, " (near: %s)", w->text) : "";
    return bp_report_text(g->r,
                          "it has none of their matches, as '%s'%s; its codes may be in "
                          "another column",
                          w->match, near);
}

static void tell(const page *g, const told *t)
{
    const bp_price_warning *w = t->first;
    const char *code = bp_price_doubt_code(w->doubt);
    const char *text = t->jobs > 1 && is_lost(g, w) ? say_lost(g, w) : say(g, w);
    const char *job = about_whom(g, t);
    const char *about = t->jobs == 1 ? "job " : "";
    add_warning_row(g, w, job, text);
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
    bp_report_add_sheet(g->r, "price-warnings", "Warnings");
    start_warnings(g, "price-warnings", (bp_machine_place){ .json = NULL }, 4);
    add_all_warnings(g);
}

/* ---- for people ---- */

/* The quartiles that there are, of which the median stays where room is short; where
 * there is none, all levels. */
static void show_levels(bp_fields *f, const page *g, const bp_price_line *l)
{
    static const bp_level quartile[] = { { 1, 2 }, { 1, 4 }, { 3, 4 } };
    double spare[BP_LEVELS_MAX];
    bool is[BP_LEVELS_MAX] = { false }, any = false;
    for (size_t k = 0; k < g->q->n_levels; k++)
        for (size_t i = 0; i < 3; i++)
            if (bp_level_compare(g->q->level[k], quartile[i]) == 0) {
                is[k] = any = true;
                spare[k] = i == 0 ? 0 : 1;
            }
    for (size_t k = 0; k < g->q->n_levels; k++)
        if (is[k] || !any)
            bp_put_spare(f, g->key[k], g->heading[k],
                         l->found || l->survey == NULL ? price(g, &l->p[k])
                                                       : bp_value_absent(BP_KIND_MONEY),
                         BP_COL_DISPLAY, any ? spare[k] : 0);
}

/* What is said of some job or source: a column that nothing is in is not shown. */
typedef struct told_of {
    bool grade, location, adjust, geography, target;
} told_of;

static told_of find_told(const page *g)
{
    told_of t = { .target = g->q->target_plus != 0 ||
                            bp_level_compare(g->q->target, (bp_level){ 1, 2 }) != 0 };
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        t.grade |= j->grade[0] != '\0';
        t.location |= j->location[0] != '\0';
        for (size_t k = 0; k < j->n; k++) {
            t.adjust |= j->source[k].adjust != 0;
            t.geography |= j->source[k].geography != 0;
        }
    }
    return t;
}

static size_t sources_of(const bp_job_price *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->n; i++)
        n += j->source[i].found && j->source[i].weight > 0;
    return n;
}

static void show_job(bp_fields *f, const page *g, const bp_job_price *j, told_of t)
{
    const bp_place_in_row at = BP_COL_DISPLAY;
    const bp_value apart = bp_value_ratio(j->disagreement);
    bp_put_at(f, "job", "Job", bp_value_text(j->job), at);
    bp_put_at(f, "title", "Title", bp_value_text(j->title), at);
    if (t.grade)
        bp_put_spare(f, "grade", "Grade", bp_value_text(j->grade), at, 4);
    if (t.location)
        bp_put_spare(f, "location", "Location", bp_value_text(j->location), at,
                     g->q->n_locations > 0 ? 0 : 3);
    show_levels(f, g, &j->composite);
    if (t.target)
        bp_put_at(f, "target", "Target", price(g, &j->composite.target), at);
    bp_put_spare(f, "sources", "Sources", bp_value_count(sources_of(j)), at, 5);
    bp_put_spare(f, "disagreement", "Apart", bp_value_if(j->disagreement > 0, apart), at,
                 2);
    put_staff(f, g, j, true, at);
    bp_fields_row(f, 0, false);
}

static void add_jobs(const page *g, told_of t)
{
    bp_fields f;
    bp_report_add_section(
        g->r, &(bp_section){ .name = "jobs", .heading = "Jobs", .pages = true });
    bp_fields_begin(&f, g->r, &(bp_table){ .name = "pricing" }, true);
    for (size_t i = 0; i < g->p->n; i++)
        show_job(&f, g, &g->p->job[i], t);
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

/* A composite has no step. */
static void show_step(bp_fields *f, const bp_price_line *l, const char *key,
                      const char *heading, bp_value v, double spare)
{
    if (l->survey == NULL)
        v.instead = " ";
    bp_put_spare(f, key, heading, v, BP_COL_DISPLAY, spare);
}

static void show_line(bp_fields *f, const page *g, const bp_job_price *j,
                      const bp_price_line *l, told_of t)
{
    const bp_place_in_row at = BP_COL_DISPLAY;
    const bool composite = l->survey == NULL, is = l->found || composite;
    const bool step = is && !composite, first = j->n == 0 || l == &j->source[0];
    bp_value aged = bp_value_if(step && !l->by_row, bp_value_percent(l->factor - 1));
    aged.instead = l->by_row ? "by row" : NULL;
    bp_put_at(f, "job", "Job", bp_value_text(first ? j->job : ""), at);
    bp_put_at(f, "survey", "Survey", bp_value_text(composite ? "Composite" : l->survey),
              at);
    bp_put_spare(f, "match", "Match", bp_value_text(l->match), at, 5);
    if (g->p->has_cuts)
        bp_put_spare(f, "cut", "Cut", bp_value_text(composite ? NULL : l->cut), at, 2);
    bp_put_spare(f, "effective", "Effective", bp_value_text(is ? dates(g, l) : NULL), at,
                 6);
    show_step(f, l, "aged", "Aged", aged, 0);
    if (t.adjust)
        show_step(f, l, "adjust", "Adjusted",
                  bp_value_if(step, bp_value_percent(l->adjust)), 3);
    if (t.geography)
        show_step(f, l, "geography", "Place",
                  bp_value_if(step, bp_value_percent(l->geography)), 3);
    bp_put_at(f, "weight", "Weight", bp_value_if(is, bp_value_percent(l->weight)), at);
    bp_put_spare(f, "n", "People",
                 bp_value_if(is && l->has_people, bp_value_count(l->people)), at, 4);
    show_levels(f, g, l);
    bp_fields_row(f, 0, false);
}

static void add_sources(const page *g, told_of t)
{
    bp_fields f;
    bp_report_add_section(g->r, &(bp_section){ .name = "sources",
                                               .heading = "Sources of each job",
                                               .pages = true });
    bp_fields_begin(&f, g->r, &(bp_table){ .name = "sources" }, true);
    for (size_t i = 0; i < g->p->n; i++) {
        const bp_job_price *j = &g->p->job[i];
        for (size_t k = 0; k <= j->n; k++)
            show_line(&f, g, j, k < j->n ? &j->source[k] : &j->composite, t);
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
    name_levels(&g);
    add_head(&g);
    bp_report_add_section(g.r, &(bp_section){ .name = "pricing", .pages = true });
    add_settings(&g);
    add_all_lines(&g);
    add_cover(&g);
    find_missed(&g);
    add_warnings(&g);
    const told_of t = find_told(&g);
    add_jobs(&g, t);
    if (g.q->chart)
        bp_slot_sources(g.r, p, NULL, NULL);
    add_sources(&g, t);
    bp_compose_price_book(g.r, p);
    add_warning_sheet(&g);
    return bp_report_finish(out, g.r, err);
}
