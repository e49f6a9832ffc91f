/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricesource.c - what a survey says of the jobs that are matched with it.
 *
 * Records are asked one question for all jobs, so that a file is read once however many
 * there are; the answer has passed the disclosure rules, and nothing else of the survey
 * is looked at but the names of its jobs.  A published table is public, and its lines are
 * taken as they are printed. */
#include "pricing/pricesource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "benchpay/answer.h"
#include "benchpay/published.h"
#include "data/pay.h"
#include "data/published.h"
#include "ingest/published.h"

typedef struct asking {
    bp_found *found; /* [n] */
    bp_reads *reads;
    const bp_pricing_question *question;
    const bp_pricing_survey *survey;
    const bp_sought *sought;
    size_t n;
    bp_arena *text;
} asking;

static bp_status no_memory(const asking *a, bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "survey '%s': no memory for its jobs",
                   a->survey->name);
}

bp_status bp_source_explain(const bp_pricing_survey *survey, bp_status status,
                            const bp_err *cause, bp_err *err)
{
    return status == BP_OK ? BP_OK
                           : bp_fail_hint(err, NULL, status, bp_err_hint(cause),
                                          "survey '%s': %s", survey->name, cause->text);
}

/* Room for the figures of all. */
static bool make_room(const asking *a, size_t knots)
{
    const size_t n_levels = a->question->n_levels;
    for (size_t i = 0; i < a->n; i++) {
        bp_found *f = &a->found[i];
        *f = (bp_found){ .near = "" };
        f->p = bp_arena_take(a->text, n_levels * sizeof *f->p);
        f->knot = bp_arena_take(a->text, knots * sizeof *f->knot);
        if (f->p == NULL || f->knot == NULL)
            return false;
        for (size_t k = 0; k < n_levels; k++)
            f->p[k] = (bp_price){ BP_PRICE_NOT_ESTIMABLE, 0, 0 };
    }
    return true;
}

/* ---- names that are near ---- */

static void add_near(bp_str *s, const char *near)
{
    if (near == NULL || (s->at != NULL && strstr(s->at, near) != NULL))
        return;
    bp_str_puts(s, s->n > 0 ? ", '" : "'");
    bp_str_visible(s, bp_text_of(near));
    bp_str_puts(s, "'");
}

/* Among codes and among titles; a job's own title is looked for, too. */
static bp_status find_near(const asking *a, size_t i, const char *const code[],
                           size_t n_codes, const char *const title[], size_t n_titles,
                           bp_err *err)
{
    const bp_sought *sought = &a->sought[i];
    bp_str s = { 0 };
    add_near(&s, bp_text_nearest(sought->match, title, n_titles));
    if (sought->title[0] != '\0')
        add_near(&s, bp_text_nearest(sought->title, title, n_titles));
    add_near(&s, bp_text_nearest(sought->match, code, n_codes));
    const char *kept = s.n > 0 && !s.failed ? bp_arena_copy(a->text, s.at, s.n) : "";
    const bool failed = s.failed || kept == NULL;
    bp_str_release(&s);
    a->found[i].near = failed ? "" : kept;
    return failed ? no_memory(a, err) : BP_OK;
}

/* ---- records ---- */

static void take_group(const asking *a, size_t i, const bp_percentiles *t)
{
    const bp_group *g = &t->group[1 + i];
    bp_found *f = &a->found[i];
    f->found = g->n > 0;
    f->has_people = true;
    f->has_orgs = t->has_orgs;
    f->people = g->n;
    f->orgs = g->orgs;
    f->currency = g->currency != NULL
                      ? bp_arena_copy(a->text, g->currency, strlen(g->currency))
                      : NULL;
    for (size_t k = 0; f->found && k < t->n_levels; k++) {
        const bp_figure *p = &g->p[k];
        if (p->state == BP_SHOWN) {
            f->p[k] = (bp_price){ BP_PRICE_SHOWN, 0, p->value };
            f->knot[f->n_knots++] =
                (bp_composite_knot){ bp_level_share(t->level[k]), p->value };
        } else if (p->state == BP_WITHHELD) {
            f->p[k] = (bp_price){ BP_PRICE_WITHHELD, p->reasons | g->reasons, 0 };
        }
    }
}

/* The values of a key; [*n], to be freed; NULL: memory is out. */
static const char **key_names(size_t *n, const bp_survey *s, const char *key)
{
    size_t k = 0;
    while (k < bp_survey_keys(s) && strcmp(bp_survey_key(s, k), key) != 0)
        k++;
    *n = k < bp_survey_keys(s) ? bp_survey_key_values(s, k) : 0;
    const char **name = bp_alloc(0, *n, sizeof *name);
    for (size_t i = 0; name != NULL && i < *n; i++)
        name[i] = bp_survey_key_text(s, k, (uint32_t)i).at;
    return name;
}

static bp_status name_missing(const asking *a, const bp_survey *s, bp_err *err)
{
    size_t codes, titles;
    const char **code = key_names(&codes, s, "job");
    const char **title = key_names(&titles, s, "title");
    bp_status status = code != NULL && title != NULL ? BP_OK : no_memory(a, err);
    for (size_t i = 0; status == BP_OK && i < a->n; i++)
        if (!a->found[i].found)
            status = find_near(a, i, code, codes, title, titles, err);
    free(code);
    free(title);
    return status;
}

static bp_status take_answer(const asking *a, const bp_answer *made, bp_err *err)
{
    const bp_percentiles *t = bp_answer_table(made, 0);
    const bp_survey *s = bp_answer_survey(made);
    if (!bp_reads_add_records(a->reads, a->survey->name, s, a->text))
        return no_memory(a, err);
    for (size_t i = 0; i < a->n; i++) {
        take_group(a, i, t);
        bp_answer_job_dates(made, i, &a->found[i].first, &a->found[i].last);
    }
    return name_missing(a, s, err);
}

/* The currency to read, and whether columns say which rows are to be converted: figures
 * that are said to be of another one are converted once they are found. */
static void choose_currency(bp_choice *c, const asking *a)
{
    const char *own = a->survey->currency, *into = a->question->currency;
    const bool columns = own == NULL && into != NULL;
    c->currency = own != NULL ? own : into;
    c->rates = columns ? a->question->rates : NULL;
    c->rates_from = columns && a->question->rates_from;
}

static bp_status ask_records(const asking *a, bp_err *err)
{
    const bp_pricing_question *q = a->question;
    const bp_ageing age = {
        .movement = a->survey->movement, .form = q->ageing, .count = q->count, .to = q->to
    };
    bp_question ask = a->survey->question;
    const char **job = bp_alloc(0, a->n, sizeof *job);
    if (job == NULL)
        return no_memory(a, err);
    for (size_t i = 0; i < a->n; i++)
        job[i] = a->sought[i].match;
    ask.subject = BP_ASK_PERCENTILES;
    ask.each_job = true;
    ask.choice.job = job;
    ask.choice.n_job = a->n;
    ask.choice.n_by = 0;
    ask.method.level = q->level;
    ask.method.n_levels = q->n_levels;
    ask.method.ci.method = BP_CI_NONE;
    choose_currency(&ask.choice, a);
    if (a->survey->effective == 0) {
        ask.choice.age = &age;
        ask.choice.effective = true;
        ask.choice.year = BP_YEAR_ALL;
    }
    bp_answer *made = NULL;
    bp_err cause;
    bp_status status = bp_answer_new(&made, &ask, &cause);
    if (status != BP_OK)
        status = bp_source_explain(a->survey, status, &cause, err);
    else if (bp_answer_survey(made) == NULL)
        status = bp_fail(err, NULL, BP_EDATA, "survey '%s': its files have no records",
                         a->survey->name);
    else
        status = take_answer(a, made, err);
    bp_answer_free(made);
    free(job);
    return status;
}

/* ---- published tables ---- */

static size_t column_of(const bp_published *t, const char *const known[], size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t c = 0; c < t->n_columns; c++)
            if (bp_stated_alike(t->column[c].name, known[k]))
                return c;
    return SIZE_MAX;
}

/* Published tables often call it just that. */
size_t bp_source_code_column(const bp_published *t)
{
    static const char *const known[] = { "code", "job_code", "occ_code", "id" };
    return t->job != SIZE_MAX ? t->job
                              : column_of(t, known, sizeof known / sizeof known[0]);
}

/* Who answered: never how many work in the trade. */
static size_t people_column(const bp_published *t)
{
    static const char *const known[] = {
        "n",          "people",       "n_people",
        "incumbents", "n_incumbents", "number of incumbents",
        "respondents"
    };
    return column_of(t, known, sizeof known / sizeof known[0]);
}

static size_t orgs_column(const bp_published *t)
{
    static const char *const known[] = { "orgs",          "n_orgs",
                                         "organizations", "organisations",
                                         "companies",     "number of organizations",
                                         "employers" };
    return column_of(t, known, sizeof known / sizeof known[0]);
}

static bool count_at(uint64_t *out, const bp_published *t, size_t row, size_t column)
{
    if (column == SIZE_MAX)
        return false;
    const bp_stated_cell *c = bp_published_cell(t, row, column);
    if (c->what != BP_STATED_NUMBER || !(c->number >= 0) || c->number > 1e15)
        return false;
    *out = (uint64_t)c->number;
    return true;
}

static bool reads(const bp_published *t, size_t row, size_t column, const char *text)
{
    return column != SIZE_MAX &&
           bp_text_same(bp_text_of(bp_published_cell(t, row, column)->text),
                        bp_text_trim(bp_text_of(text)));
}

static int year_at(const bp_published *t, size_t row)
{
    const double y = t->year != SIZE_MAX ? bp_published_cell(t, row, t->year)->number : 0;
    return y > 0 && y < 10000 ? (int)y : 0;
}

static bool is_match(const asking *a, const bp_published *t, size_t row,
                     const char *match)
{
    const int year = a->survey->question.choice.year;
    const char *currency = a->survey->currency;
    const bool of_year = year <= 0 || t->year == SIZE_MAX || year_at(t, row) == year;
    const bool of_currency = currency == NULL || t->currency == SIZE_MAX ||
                             reads(t, row, t->currency, currency);
    return of_year && of_currency &&
           (reads(t, row, bp_source_code_column(t), match) ||
            reads(t, row, t->title, match));
}

/* The line of a match, of the latest year; SIZE_MAX: there is none. */
static bp_status find_line(size_t *out, const asking *a, const bp_published *t, size_t i,
                           bp_err *err)
{
    const char *match = a->sought[i].match;
    size_t found = SIZE_MAX;
    bool differ = false;
    for (size_t row = 0; row < t->n_rows; row++) {
        if (!is_match(a, t, row, match))
            continue;
        const int later = found != SIZE_MAX ? year_at(t, row) - year_at(t, found) : 1;
        if (later > 0)
            differ = false;
        else if (later == 0)
            differ |= !bp_published_agree(t, found, row);
        found = later > 0 ? row : found;
    }
    *out = found;
    const bp_loc at = { .file = t->file, .line = found != SIZE_MAX ? t->line[found] : 0 };
    return !differ
               ? BP_OK
               : bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_WHERE, NULL },
                              "several lines are '%s', and their figures differ", match);
}

static void take_point(const asking *a, bp_found *f, const bp_published_point *p)
{
    const bool known = p->code == BP_CODED_NOT;
    const bp_price price = { known                         ? BP_PRICE_SHOWN
                             : p->code == BP_CODED_AT_MOST ? BP_PRICE_NOT_ESTIMABLE
                                                           : BP_PRICE_TOP_CODED,
                             0, known ? p->value : 0 };
    if (known)
        f->knot[f->n_knots++] = (bp_composite_knot){ bp_level_share(p->level), p->value };
    for (size_t k = 0; k < a->question->n_levels; k++)
        if (bp_level_compare(a->question->level[k], p->level) == 0)
            f->p[k] = price;
}

/* A line without any number is still a source: it says that pay is beyond its code. */
static bp_status take_codes(const asking *a, bp_found *f, const bp_published *t,
                            size_t row, bp_err *err)
{
    for (size_t i = 0; i < t->n_points; i++) {
        const bp_stated what = bp_published_cell(t, row, t->point[i].column)->what;
        const bool top = what == BP_STATED_TOP_CODED || what == BP_STATED_AT_LEAST;
        const bp_loc at = { .file = t->file,
                            .line = t->line[row],
                            .field = t->point[i].column + 1,
                            .name = t->column[t->point[i].column].name };
        if (what == BP_STATED_TEXT)
            return bp_fail(err, &at, BP_EDATA, "not a number");
        if (top)
            take_point(a, f,
                       &(bp_published_point){ .level = t->point[i].level,
                                              .code = BP_CODED_TOP });
    }
    return BP_OK;
}

static bool has_number(const bp_published *t, size_t row)
{
    for (size_t i = 0; i < t->n_points; i++)
        if (bp_published_cell(t, row, t->point[i].column)->what == BP_STATED_NUMBER)
            return true;
    return false;
}

static bp_status take_line(const asking *a, bp_found *f, const bp_published *t,
                           size_t row, bp_err *err)
{
    bp_published_line line;
    const char *currency = t->header_currency;
    f->found = true;
    f->has_people = count_at(&f->people, t, row, people_column(t));
    f->has_orgs = count_at(&f->orgs, t, row, orgs_column(t));
    if (t->currency != SIZE_MAX &&
        bp_published_cell(t, row, t->currency)->text[0] != '\0')
        currency = bp_published_cell(t, row, t->currency)->text;
    f->currency =
        currency != NULL ? bp_arena_copy(a->text, currency, strlen(currency)) : NULL;
    if (!has_number(t, row))
        return take_codes(a, f, t, row, err);
    bp_status status = bp_published_line_at(&line, t, row, err);
    for (size_t i = 0; status == BP_OK && i < line.n; i++) {
        const bp_published_point *p = &line.point[i];
        const bp_loc at = { .file = t->file, .line = t->line[row] };
        if (p->code == BP_CODED_NOT && !(p->value > 0))
            return bp_fail(err, &at, BP_EDATA, "a percentile of pay is not above 0");
        if (p->code == BP_CODED_NOT && f->n_knots > 0 &&
            p->value < f->knot[f->n_knots - 1].x)
            return bp_fail(err, &at, BP_EDATA, "a percentile is below the one before it");
        take_point(a, f, p);
    }
    return status;
}

/* The texts of a column; [*n], to be freed; NULL: memory is out. */
static const char **column_names(size_t *n, const bp_published *t, size_t column)
{
    *n = column != SIZE_MAX ? t->n_rows : 0;
    const char **name = bp_alloc(0, *n, sizeof *name);
    for (size_t i = 0; name != NULL && i < *n; i++)
        name[i] = bp_published_cell(t, i, column)->text;
    return name;
}

static bp_status take_table(const asking *a, const bp_published *t, bp_err *err)
{
    size_t codes, titles, row;
    const char **code = column_names(&codes, t, bp_source_code_column(t));
    const char **title = column_names(&titles, t, t->title);
    bp_status status = code != NULL && title != NULL ? BP_OK : no_memory(a, err);
    if (status == BP_OK && !bp_reads_add_table(a->reads, a->survey->name, t, a->text))
        status = no_memory(a, err);
    for (size_t i = 0; status == BP_OK && i < a->n; i++) {
        status = find_line(&row, a, t, i, err);
        if (status == BP_OK && row != SIZE_MAX)
            status = take_line(a, &a->found[i], t, row, err);
        else if (status == BP_OK)
            status = find_near(a, i, code, codes, title, titles, err);
    }
    free(code);
    free(title);
    return status;
}

bp_status bp_source_published(bp_published **out, const bp_pricing_survey *survey,
                              bp_err *err)
{
    const bp_question *q = &survey->question;
    bp_choice choice = q->choice;
    choice.n_job = 0;
    const bp_published_wish wish = { .reading = &q->reading,
                                     .pay = choice.pay,
                                     .pay_key = BP_SET_PAY,
                                     .choice = &choice };
    return bp_published_take(out, q->reading.file[0], &wish, err);
}

static bp_status ask_published(const asking *a, bp_err *err)
{
    bp_published *t = NULL;
    bp_err cause;
    if (a->survey->effective == 0)
        return bp_fail(err, NULL, BP_EDATA,
                       "survey '%s': a published table needs an effective date",
                       a->survey->name);
    bp_status status = bp_source_published(&t, a->survey, &cause);
    if (status == BP_OK)
        status = take_table(a, t, &cause);
    bp_published_free(t);
    return bp_source_explain(a->survey, status, &cause, err);
}

bp_status bp_source_is_published(bool *out, const bp_pricing_survey *survey, bp_err *err)
{
    const bp_reading *r = &survey->question.reading;
    bp_err cause;
    *out = false;
    if (r->n_files == 0)
        return bp_fail(err, NULL, BP_EDATA, "survey '%s' has no file", survey->name);
    if (r->n_files > 1)
        return BP_OK;
    bp_status status =
        bp_published_recognise(out, r->file[0], r, survey->question.choice.pay, &cause);
    return bp_source_explain(survey, status, &cause, err);
}

bp_status bp_source_ask(bp_found found[], bp_reads *reads, const bp_pricing_question *q,
                        const bp_pricing_survey *survey, const bp_sought sought[],
                        size_t n, bp_arena *text, bp_err *err)
{
    const asking a = { found, reads, q, survey, sought, n, text };
    const size_t knots = q->n_levels > BP_POINTS_MAX ? q->n_levels : BP_POINTS_MAX;
    bool published;
    bp_status status = bp_source_is_published(&published, survey, err);
    if (status != BP_OK)
        return status;
    if (!make_room(&a, knots))
        return no_memory(&a, err);
    return published ? ask_published(&a, err) : ask_records(&a, err);
}
