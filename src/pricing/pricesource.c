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

#include "base/ageing.h"
#include "base/str.h"
#include "base/text.h"
#include "benchpay/answer.h"
#include "benchpay/published.h"
#include "data/pay.h"
#include "data/published.h"
#include "ingest/elements.h"
#include "ingest/period.h"
#include "ingest/published.h"
#include "pricing/pricecolumns.h"

typedef struct asking {
    bp_source_found *found; /* [n] */
    bp_reads *reads;
    const bp_pricing_question *question;
    const bp_pricing_survey *survey;
    const bp_price_cuts *cuts; /* NULL: none */
    const bp_sought *sought;
    size_t n;
    bp_arena *text;
    size_t code; /* columns of its published table; SIZE_MAX: it has none */
    size_t cut;
    size_t period;
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
        bp_source_found *f = &a->found[i];
        *f = (bp_source_found){ .near = "", .cut = "" };
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

static const char *keep(const asking *a, const char *text)
{
    return text != NULL ? bp_arena_copy(a->text, text, strlen(text)) : NULL;
}

static void take_group(const asking *a, size_t i, const bp_percentiles *t)
{
    const bp_group *g = &t->group[1 + i];
    bp_source_found *f = &a->found[i];
    f->found = g->n > 0;
    f->has_people = true;
    f->has_orgs = t->has_orgs;
    f->people = g->n;
    f->orgs = g->orgs;
    f->currency = keep(a, g->currency);
    f->element = keep(a, t->element);
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

static bp_status take_answer(const asking *a, const bp_answer *made, bool by_row,
                             bp_err *err)
{
    const bp_percentiles *t = bp_answer_table(made, 0);
    const bp_survey *s = bp_answer_survey(made);
    if (!bp_reads_add_records(a->reads, a->survey->name, s, a->text))
        return no_memory(a, err);
    for (size_t i = 0; i < a->n; i++) {
        take_group(a, i, t);
        bp_answer_job_dates(made, i, &a->found[i].first, &a->found[i].last);
        a->found[i].effective = by_row ? 0 : a->survey->effective;
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

bp_ageing bp_source_ageing(const bp_pricing_question *q, const bp_pricing_survey *survey)
{
    return (bp_ageing){ .movement = survey->movement,
                        .own = survey->own,
                        .n_own = survey->n_own,
                        .form = q->ageing,
                        .count = q->count,
                        .to = q->to };
}

/* Rows are aged one by one from their own dates, and where parts of their pay move apart:
 * percentiles of a sum are none of its parts. */
static bool ages_rows(const asking *a, const bp_ageing *age)
{
    const char *pay = a->survey->question.choice.pay;
    return a->survey->effective == 0 || (pay != NULL && bp_elements_move_apart(age, pay));
}

/* The same date for each row, beside what its columns are called. */
static bp_status date_rows(bp_reading *r, const asking *a, bp_err *err)
{
    char day[12], date[16];
    bp_map *map = bp_arena_take(a->text, (r->n_map + 1) * sizeof *map);
    bp_day_text(day, sizeof day, a->survey->effective);
    snprintf(date, sizeof date, "@%s", day);
    const char *kept = keep(a, date);
    if (map == NULL || kept == NULL)
        return no_memory(a, err);
    for (size_t i = 0; i < r->n_map; i++)
        map[i] = r->map[i];
    map[r->n_map++] = (bp_map){ "date", kept };
    r->map = map;
    return BP_OK;
}

/* Rates by year have no steps; found before rows are read. */
static bp_status check_steps(const asking *a, const bp_ageing *age, bp_err *err)
{
    const char *pay = a->survey->question.choice.pay;
    const size_t which = pay != NULL ? bp_ageing_which(age, pay) : 0;
    const bool apart = pay != NULL && bp_elements_move_apart(age, pay);
    for (size_t i = 0; age->form == BP_AGEING_STEPPED && i <= age->n_own; i++) {
        const bp_movement *m = bp_ageing_movement(age, i);
        if ((i == which || apart) && m->n > 0 && m->year[0] != 0)
            return bp_fail(err, NULL, BP_EDATA,
                           "survey '%s': stepped ageing takes one rate, not one a year",
                           a->survey->name);
    }
    return BP_OK;
}

static bp_status check_cuts(const asking *a, bp_err *err)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->sought[i].cut[0] != '\0')
            return bp_fail_hint(
                err, &a->sought[i].at, BP_EDATA, (bp_hint){ BP_HINT_WHERE, NULL },
                "survey '%s' has records, which have no cuts", a->survey->name);
    return BP_OK;
}

static bp_status ask_answer(const asking *a, const bp_question *ask, bool by_row,
                            bp_err *err)
{
    bp_answer *made = NULL;
    bp_err cause;
    bp_status status = bp_answer_new(&made, ask, &cause);
    status = status != BP_OK ? bp_source_explain(a->survey, status, &cause, err)
                             : take_answer(a, made, by_row, err);
    bp_answer_free(made);
    return status;
}

static bp_status ask_records(const asking *a, bp_err *err)
{
    const bp_pricing_question *q = a->question;
    const bp_ageing age = bp_source_ageing(q, a->survey);
    const bool by_row = ages_rows(a, &age);
    bp_question ask = a->survey->question;
    const char **job = bp_alloc(0, a->n, sizeof *job);
    bp_status status = job != NULL ? check_cuts(a, err) : no_memory(a, err);
    for (size_t i = 0; status == BP_OK && i < a->n; i++)
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
    if (status == BP_OK && by_row)
        status = check_steps(a, &age, err);
    ask.choice.age = by_row ? &age : NULL;
    ask.choice.effective = by_row;
    if (a->survey->effective == 0)
        ask.choice.year = BP_YEAR_ALL;
    else if (by_row && status == BP_OK)
        status = date_rows(&ask.reading, a, err);
    if (status == BP_OK)
        status = ask_answer(a, &ask, by_row, err);
    free(job);
    return status;
}

/* ---- published tables ---- */

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

/* When a line is of: 20260301, or 20260000 of a year. */
static int32_t when_at(const bp_published *t, size_t row)
{
    return t->date != NULL && t->date[row] != 0 ? t->date[row] : 10000 * year_at(t, row);
}

static const char *cut_at(const asking *a, const bp_published *t, size_t row)
{
    return a->cut != SIZE_MAX ? bp_published_cell(t, row, a->cut)->text : "";
}

static bool is_of_survey(const asking *a, size_t row)
{
    return a->cuts == NULL || bp_price_cuts_has(a->cuts, a->survey, row);
}

static bool is_match(const asking *a, const bp_published *t, size_t row,
                     const bp_sought *sought)
{
    const char *match = sought->match;
    const int year = a->survey->question.choice.year;
    const char *currency = a->survey->currency;
    const bool of_year = year <= 0 || t->year == SIZE_MAX || year_at(t, row) == year;
    const bool of_currency = currency == NULL || t->currency == SIZE_MAX ||
                             reads(t, row, t->currency, currency);
    const bool of_cut =
        sought->cut[0] == '\0' ||
        bp_text_same(bp_text_of(cut_at(a, t, row)), bp_text_of(sought->cut));
    return is_of_survey(a, row) && of_year && of_currency && of_cut &&
           (reads(t, row, a->code, match) || reads(t, row, t->title, match));
}

/* Lines of several cuts are told apart by the matches, others by conditions. */
static bp_status fail_several(const asking *a, const bp_published *t, size_t i,
                              size_t one, size_t other, bp_err *err)
{
    const bp_loc at = { .file = t->file, .line = t->line[one] };
    const char *match = a->sought[i].match;
    if (strcmp(cut_at(a, t, one), cut_at(a, t, other)) != 0)
        return bp_fail(err, &at, BP_EDATA,
                       "several lines are '%s', of different cuts: say which in a column "
                       "'cut' of the matches",
                       match);
    return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_WHERE, NULL },
                        "several lines are '%s', and their figures differ", match);
}

/* The line of a match, the latest one; SIZE_MAX: there is none. */
static bp_status find_line(size_t *out, const asking *a, const bp_published *t, size_t i,
                           bp_err *err)
{
    size_t found = SIZE_MAX, other = SIZE_MAX;
    for (size_t row = 0; row < t->n_rows; row++) {
        if (!is_match(a, t, row, &a->sought[i]))
            continue;
        const int32_t later = found != SIZE_MAX ? when_at(t, row) - when_at(t, found) : 1;
        if (later > 0)
            other = SIZE_MAX;
        else if (later == 0 && !bp_published_agree(t, found, row))
            other = row;
        found = later > 0 ? row : found;
    }
    *out = found;
    return other == SIZE_MAX ? BP_OK : fail_several(a, t, i, found, other, err);
}

static void take_point(const asking *a, bp_source_found *f, const bp_published_point *p)
{
    const bool known = p->code == BP_CODED_NOT;
    const double pay = p->value * f->year;
    const bp_price price = { known                         ? BP_PRICE_SHOWN
                             : p->code == BP_CODED_AT_MOST ? BP_PRICE_NOT_ESTIMABLE
                                                           : BP_PRICE_TOP_CODED,
                             0, known ? pay : 0 };
    if (known)
        f->knot[f->n_knots++] = (bp_composite_knot){ bp_level_share(p->level), pay };
    for (size_t k = 0; k < a->question->n_levels; k++)
        if (bp_level_compare(a->question->level[k], p->level) == 0)
            f->p[k] = price;
}

/* A line without any number is still a source: it says that pay is beyond its code. */
static bp_status take_codes(const asking *a, bp_source_found *f, const bp_published *t,
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

/* The pay that a line is about; NULL: unknown. */
static const char *element_at(const asking *a, const bp_published *t, size_t row)
{
    const char *own = a->cuts != NULL ? bp_price_cuts_pay(a->cuts, row) : "";
    return own[0] != '\0' ? own : t->element;
}

static bp_status find_effective(bp_source_found *f, const asking *a,
                                const bp_published *t, size_t row, bp_err *err)
{
    const bp_loc at = { .file = t->file, .line = t->line[row] };
    f->effective = a->survey->effective;
    if (f->effective == 0 && t->date != NULL)
        f->effective = t->date[row];
    f->first = f->last = f->effective;
    if (f->effective != 0)
        return BP_OK;
    return t->date != NULL ? bp_fail(err, &at, BP_EDATA, "the line has no effective date")
                           : bp_fail(err, &(bp_loc){ .file = t->file }, BP_EDATA,
                                     "a published table needs an effective date");
}

/* Prices are a year's.  What a line is for, a column of its own says before the headers
 * of its figures do. */
static double find_year(const asking *a, const bp_published *t, size_t row)
{
    bp_period period = BP_PERIOD_AS_IS;
    if (t->unit != NULL)
        bp_period_parse(&period, bp_text_of(t->unit));
    if (a->period != SIZE_MAX)
        bp_period_parse(&period, bp_text_of(bp_published_cell(t, row, a->period)->text));
    const bp_factor f = bp_factor_of(&a->survey->question.reading, period);
    return (double)f.times / (double)f.of;
}

static bp_status take_line(const asking *a, bp_source_found *f, const bp_published *t,
                           size_t row, bp_err *err)
{
    bp_published_line line;
    const char *currency = t->header_currency;
    f->found = true;
    f->year = find_year(a, t, row);
    f->cut = keep(a, cut_at(a, t, row));
    f->element = keep(a, element_at(a, t, row));
    if (f->cut == NULL)
        return no_memory(a, err);
    bp_status status = find_effective(f, a, t, row, err);
    if (status != BP_OK)
        return status;
    f->has_people = count_at(&f->people, t, row, bp_price_column_of(t, BP_PRICE_PEOPLE));
    f->has_orgs = count_at(&f->orgs, t, row, bp_price_column_of(t, BP_PRICE_ORGS));
    if (t->currency != SIZE_MAX &&
        bp_published_cell(t, row, t->currency)->text[0] != '\0')
        currency = bp_published_cell(t, row, t->currency)->text;
    f->currency = keep(a, currency);
    if (!has_number(t, row))
        return take_codes(a, f, t, row, err);
    status = bp_published_line_at(&line, t, row, err);
    for (size_t i = 0; status == BP_OK && i < line.n; i++) {
        const bp_published_point *p = &line.point[i];
        const bp_loc at = { .file = t->file, .line = t->line[row] };
        if (p->code == BP_CODED_NOT && f->n_knots > 0 &&
            p->value * f->year < f->knot[f->n_knots - 1].x)
            return bp_fail(err, &at, BP_EDATA, "a percentile is below the one before it");
        take_point(a, f, p);
    }
    return status;
}

/* The texts of a column, of the survey's own lines; [*n], to be freed; NULL: memory is
 * out. */
static const char **column_names(size_t *n, const asking *a, const bp_published *t,
                                 size_t column)
{
    const char **name = bp_alloc(0, t->n_rows, sizeof *name);
    *n = 0;
    for (size_t i = 0; name != NULL && column != SIZE_MAX && i < t->n_rows; i++)
        if (is_of_survey(a, i))
            name[(*n)++] = bp_published_cell(t, i, column)->text;
    return name;
}

/* The cuts that there are of a match, where it lacks the one that was asked for. */
static bp_status find_cuts(const asking *a, const bp_published *t, size_t i, bp_err *err)
{
    const bp_sought any = { .match = a->sought[i].match, .cut = "" };
    bp_str s = { 0 };
    for (size_t row = 0; a->sought[i].cut[0] != '\0' && row < t->n_rows; row++)
        if (is_match(a, t, row, &any))
            add_near(&s, cut_at(a, t, row));
    if (s.n > 0 && !s.failed)
        a->found[i].near = bp_arena_copy(a->text, s.at, s.n);
    const bool failed = s.failed || a->found[i].near == NULL;
    bp_str_release(&s);
    return failed ? no_memory(a, err) : BP_OK;
}

static bp_status take_lines(const asking *a, const bp_published *t, bp_err *err)
{
    size_t codes, titles, row;
    const char **code = column_names(&codes, a, t, a->code);
    const char **title = column_names(&titles, a, t, t->title);
    bp_status status = code != NULL && title != NULL ? BP_OK : no_memory(a, err);
    for (size_t i = 0; status == BP_OK && i < a->n; i++) {
        status = find_line(&row, a, t, i, err);
        if (status == BP_OK && row != SIZE_MAX)
            status = take_line(a, &a->found[i], t, row, err);
        else if (status == BP_OK)
            status = find_cuts(a, t, i, err);
        if (status == BP_OK && row == SIZE_MAX && a->found[i].near[0] == '\0')
            status = find_near(a, i, code, codes, title, titles, err);
    }
    free(code);
    free(title);
    return status;
}

static bp_status take_table(const asking *a, const bp_published *t, bp_err *err)
{
    asking of = *a;
    of.code = bp_price_column_of(t, BP_PRICE_CODE);
    of.cut = bp_price_column_of(t, BP_PRICE_CUT);
    of.period = bp_price_column_period(t);
    return take_lines(&of, t, err);
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
                                     .choice = &choice,
                                     .dates = true };
    return bp_published_take(out, q->reading.file[0], &wish, err);
}

static bp_status ask_published(const asking *a, bp_err *err)
{
    bp_published *t = NULL;
    bp_err cause;
    bp_status status = bp_source_published(&t, a->survey, &cause);
    if (status == BP_OK)
        status = bp_reads_add_table(a->reads, a->survey->name, t, a->text)
                     ? take_table(a, t, &cause)
                     : no_memory(a, &cause);
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

/* Of the lines of one table that are the survey's. */
static bp_status ask_cuts(const asking *a, bp_err *err)
{
    bp_err cause;
    bp_status status = take_table(a, a->cuts->table, &cause);
    return bp_source_explain(a->survey, status, &cause, err);
}

bp_status bp_source_ask(bp_source_found found[], bp_reads *reads,
                        const bp_pricing_question *q, const bp_pricing_survey *survey,
                        const bp_price_cuts *cuts, const bp_sought sought[], size_t n,
                        bp_arena *text, bp_err *err)
{
    const asking a = { found, reads, q,        survey,   cuts,    sought,
                       n,     text,  SIZE_MAX, SIZE_MAX, SIZE_MAX };
    const size_t knots = q->n_levels > BP_POINTS_MAX ? q->n_levels : BP_POINTS_MAX;
    bool published = false;
    bp_status status =
        cuts == NULL ? bp_source_is_published(&published, survey, err) : BP_OK;
    if (status != BP_OK)
        return status;
    if (!make_room(&a, knots))
        return no_memory(&a, err);
    return cuts != NULL ? ask_cuts(&a, err)
           : published  ? ask_published(&a, err)
                        : ask_records(&a, err);
}
