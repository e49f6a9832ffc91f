/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposals.c - which jobs of surveys could be meant by one's own.
 *
 * Each survey is read once, its titles are cut into words once, and every job is held
 * against all of them; a code that several lines have is proposed once, by its most alike
 * title. */
#include "benchpay/proposals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/reading.h"
#include "answer/tables.h"
#include "benchpay/pricing.h"
#include "data/pay.h"
#include "ingest/grid.h"
#include "pricing/pricecolumns.h"
#include "pricing/pricecuts.h"
#include "pricing/pricesource.h"
#include "pricing/reads.h"
#include "pricing/title.h"

/* ---- what a survey calls its jobs ---- */

/* Names are no pay, so no disclosure rule is asked; they are read as the survey is when
 * it is priced, since only rows that could be priced can be matched. */

typedef struct job_name {
    const char *match; /* its code, else its title */
    const char *title; /* "": it has a code alone */
    bp_title words;    /* of its title, else of its code */
} job_name;

typedef struct job_names {
    job_name *name; /* [n] */
    size_t n;
    size_t cap;
} job_names;

static void names_release(job_names *names)
{
    free(names->name);
    *names = (job_names){ 0 };
}

/* Adds a job by its code, else by its title; one that has neither is none. */
static bool add(job_names *names, bp_text code, bp_text title, bp_arena *text)
{
    const bp_text match = code.n > 0 ? code : title;
    if (match.n == 0)
        return true;
    if (!bp_reserve(&names->name, &names->cap, names->n + 1, sizeof names->name[0]))
        return false;
    job_name *one = &names->name[names->n];
    one->match = bp_arena_copy(text, match.at, match.n);
    one->title = bp_arena_copy(text, title.at, title.n);
    if (one->match == NULL || one->title == NULL ||
        !bp_title_read(&one->words, text, title.n > 0 ? title : match))
        return false;
    names->n++;
    return true;
}

/* ---- records ---- */

static bp_text value_of(const bp_survey *s, size_t key, size_t place,
                        const bp_pay_group *g)
{
    return key == SIZE_MAX || g->key[place] == BP_NO_ID
               ? bp_text_of("")
               : bp_survey_key_text(s, key, g->key[place]);
}

static bp_status list_records(job_names *out, const bp_survey *s, bp_arena *text,
                              bp_err *err)
{
    const size_t job = bp_tables_key(s, "job"), title = bp_tables_key(s, "title");
    size_t key[2], n = 0;
    bp_pay_groups *all = NULL;
    if (job != SIZE_MAX)
        key[n++] = job;
    if (title != SIZE_MAX)
        key[n++] = title;
    if (n == 0)
        return bp_fail_hint(err, &(bp_loc){ .file = bp_survey_input(s, 0)->file },
                            BP_EDATA, (bp_hint){ BP_HINT_MAP, "title" },
                            "there is no job or title column");
    bp_status status = bp_pay_groups_new(&all, s, 0, key, n, err);
    for (size_t i = 1; status == BP_OK && i < all->n; i++)
        if (!add(out, value_of(s, job, 0, &all->group[i]),
                 value_of(s, title, n - 1, &all->group[i]), text))
            status = bp_no_memory(err, "the names of jobs");
    bp_pay_groups_free(all);
    return status;
}

/* Jobs and titles are keys that the survey need not have both; its pay is in one currency
 * at a time, and the names of the others are not asked about. */
static bp_status read_records(job_names *out, bp_reads *reads,
                              const bp_pricing_survey *survey, bp_arena *text,
                              bp_err *err)
{
    static const char *const any = "";
    bp_question ask = survey->question;
    ask.subject = BP_ASK_PERCENTILES;
    ask.each_job = true;
    ask.choice.job = &any;
    ask.choice.n_job = 1;
    ask.choice.n_by = 0;
    ask.choice.currency = survey->currency;
    ask.choice.main_currency = survey->currency == NULL;
    ask.choice.year = survey->effective == 0 ? BP_YEAR_ALL : ask.choice.year;
    bp_answer *made = NULL;
    bp_status status = bp_answer_read(&made, &ask, err);
    if (status == BP_OK &&
        !bp_reads_add_records(reads, survey->name, bp_answer_survey(made), text))
        status = bp_no_memory(err, "the names of jobs");
    if (status == BP_OK)
        status = list_records(out, bp_answer_survey(made), text, err);
    bp_answer_free(made);
    return status;
}

/* ---- published tables ---- */

static const char *cell(const bp_published *t, size_t row, size_t column)
{
    return column != SIZE_MAX ? bp_published_cell(t, row, column)->text : "";
}

/* Of a table of cuts the lines of a survey. */
static bp_status list_lines(job_names *out, const bp_published *t,
                            const bp_pricing_survey *survey, const bp_price_cuts *cuts,
                            bp_arena *text, bp_err *err)
{
    const size_t code = bp_price_column_of(t, BP_PRICE_CODE);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < t->n_rows; i++) {
        if (cuts != NULL && !bp_price_cuts_has(cuts, survey, i))
            continue;
        if (!add(out, bp_text_of(cell(t, i, code)), bp_text_of(cell(t, i, t->title)),
                 text))
            status = bp_no_memory(err, "the names of jobs");
    }
    return status;
}

static bp_status read_table(job_names *out, bp_reads *reads,
                            const bp_pricing_survey *survey, bp_arena *text, bp_err *err)
{
    bp_published *t = NULL;
    bp_status status = bp_source_published(&t, survey, err);
    if (status != BP_OK)
        return status;
    status = bp_reads_add_table(reads, survey->name, t, text)
                 ? list_lines(out, t, survey, NULL, text, err)
                 : bp_no_memory(err, "the names of jobs");
    bp_published_free(t);
    return status;
}

/* Reads the survey, and computes nothing of its pay.
 *   out     {0}; released also on failure
 *   reads   what was read is added; of cuts nothing
 *   cuts    the table that it is of; NULL: it has files of its own
 * Errors: those of reading, with the survey's name; BP_EDATA  it has neither jobs nor
 *         titles */
static bp_status find_names(job_names *out, bp_reads *reads,
                            const bp_pricing_survey *survey, const bp_price_cuts *cuts,
                            bp_arena *text, bp_err *err)
{
    bool published;
    bp_err cause;
    if (cuts != NULL)
        return list_lines(out, cuts->table, survey, cuts, text, err);
    bp_status status = bp_source_is_published(&published, survey, err);
    if (status != BP_OK)
        return status;
    status = published ? read_table(out, reads, survey, text, &cause)
                       : read_records(out, reads, survey, text, &cause);
    return bp_source_explain(survey, status, &cause, err);
}

/* A job, and its proposals while they are found. */
typedef struct seeker {
    bp_title words;
    size_t n; /* of its proposals */
} seeker;

typedef struct owned {
    bp_proposals made; /* first: it is freed as the whole */
    bp_price_cuts cuts;
    const bp_pricing_survey
        *survey; /* [n_surveys] those of the question, or of the cuts */
    size_t n_surveys;
    bp_proposed_job *job;
    bp_proposal *proposal; /* [n][n_surveys * BP_PROPOSALS_MOST] */
    bp_reads reads;
    seeker *seeker; /* [n] */
    bp_arena text;
} owned;

void bp_proposals_free(bp_proposals *p)
{
    owned *o = (owned *)p;
    if (o == NULL)
        return;
    bp_price_cuts_release(&o->cuts);
    free(o->job);
    free(o->proposal);
    bp_reads_release(&o->reads);
    free(o->seeker);
    bp_arena_release(&o->text);
    free(o);
}

/* ---- the file of jobs ---- */

enum { JOB, TITLE, GRADE, LOCATION, COLUMNS };

static const char *keep(owned *o, const bp_grid *g, size_t row, size_t column)
{
    const bp_text t = column != SIZE_MAX ? bp_grid_cell(g, row, column) : bp_text_of("");
    return bp_arena_copy(&o->text, t.at, t.n);
}

static bool is_there(const owned *o, bp_text job)
{
    for (size_t i = 0; i < o->made.n; i++)
        if (bp_text_equal(bp_text_of(o->job[i].job), job))
            return true;
    return false;
}

/* By its title, else by its name. */
static bp_status add_job(owned *o, const bp_grid *g, size_t row,
                         const size_t column[COLUMNS], bp_err *err)
{
    const bp_loc at = bp_grid_place(g, row, column[JOB]);
    const bp_text name = bp_grid_cell(g, row, column[JOB]);
    bp_proposed_job *j = &o->job[o->made.n];
    if (name.n == 0)
        return bp_fail(err, &at, BP_EDATA, "the cell is empty");
    if (is_there(o, name))
        return BP_OK;
    *j = (bp_proposed_job){ .job = keep(o, g, row, column[JOB]),
                            .title = keep(o, g, row, column[TITLE]),
                            .grade = keep(o, g, row, column[GRADE]),
                            .location = keep(o, g, row, column[LOCATION]) };
    if (j->job == NULL || j->title == NULL || j->grade == NULL || j->location == NULL ||
        !bp_title_read(&o->seeker[o->made.n].words, &o->text,
                       bp_text_of(j->title[0] != '\0' ? j->title : j->job)))
        return bp_no_memory(err, "proposals");
    o->made.n++;
    return BP_OK;
}

static bp_status read_jobs(owned *o, const bp_pricing_question *q, bp_err *err)
{
    static const char *const name[COLUMNS] = { "job", "title", "grade", "location" };
    bp_grid *g = NULL;
    size_t column[COLUMNS];
    bp_status status = bp_grid_read(&g, q->jobs, &q->reading, NULL, err);
    const size_t n = status == BP_OK ? bp_grid_rows(g) : 0;
    if (status == BP_OK)
        status = bp_grid_column(&column[JOB], g, name[JOB], err);
    for (size_t c = TITLE; status == BP_OK && c < COLUMNS; c++)
        column[c] = bp_grid_find(g, name[c]);
    o->job = bp_alloc(0, n, sizeof *o->job);
    o->seeker = bp_alloc(0, n, sizeof *o->seeker);
    if (status == BP_OK && (o->job == NULL || o->seeker == NULL))
        status = bp_no_memory(err, "proposals");
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = add_job(o, g, i, column, err);
    bp_grid_free(g);
    return status;
}

/* ---- the nearest ---- */

static bool comes_before(const bp_proposal *a, const bp_proposal *b)
{
    const int order = bp_text_order(bp_text_of(a->match), bp_text_of(b->match));
    return a->score > b->score || (!(a->score < b->score) && order < 0);
}

/* Puts one among the nearest of its survey, which are best[*n]. */
static void put(bp_proposal best[BP_PROPOSALS_MOST], size_t *n, bp_proposal one)
{
    size_t at = 0;
    for (size_t i = 0; i < *n; i++)
        if (bp_text_equal(bp_text_of(best[i].match), bp_text_of(one.match))) {
            if (!comes_before(&one, &best[i]))
                return;
            for (; i + 1 < *n; i++)
                best[i] = best[i + 1];
            --*n;
        }
    while (at < *n && !comes_before(&one, &best[at]))
        at++;
    if (at == BP_PROPOSALS_MOST)
        return;
    *n += *n < BP_PROPOSALS_MOST;
    for (size_t i = *n - 1; i > at; i--)
        best[i] = best[i - 1];
    best[at] = one;
}

static double score_of(const bp_proposed_job *j, const seeker *s, const job_name *name)
{
    if (bp_text_alike(bp_text_of(j->job), bp_text_of(name->match)))
        return 1;
    return round(1000 * bp_title_alike(&s->words, &name->words)) / 1000;
}

static void propose(owned *o, size_t job, const bp_pricing_survey *survey,
                    const job_names *names, size_t room)
{
    seeker *s = &o->seeker[job];
    bp_proposal *best = o->proposal + job * room + s->n;
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        const job_name *name = &names->name[i];
        const double score = score_of(&o->job[job], s, name);
        if (score > 0)
            put(best, &n, (bp_proposal){ survey->name, name->match, name->title, score });
    }
    s->n += n;
}

static bp_status ask_survey(owned *o, size_t survey, const bp_price_cuts *cuts,
                            bp_err *err)
{
    const bp_pricing_survey *one = &o->survey[survey];
    job_names names = { 0 };
    bp_status status = find_names(&names, &o->reads, one, cuts, &o->text, err);
    for (size_t i = 0; status == BP_OK && i < o->made.n; i++)
        propose(o, i, one, &names, o->n_surveys * BP_PROPOSALS_MOST);
    names_release(&names);
    return status;
}

/* The surveys, and room for what is proposed of them. */
static bp_status open_surveys(owned *o, const bp_pricing_question *q, bp_err *err)
{
    bp_status status = q->cuts != NULL ? bp_price_cuts_read(&o->cuts, q, err) : BP_OK;
    if (status != BP_OK)
        return status;
    o->survey = q->cuts != NULL ? o->cuts.survey : q->survey;
    o->n_surveys = q->cuts != NULL ? o->cuts.n : q->n_surveys;
    o->made.n_surveys = o->n_surveys;
    o->proposal =
        bp_alloc(0, o->made.n * o->n_surveys * BP_PROPOSALS_MOST, sizeof *o->proposal);
    if (o->proposal == NULL)
        return bp_no_memory(err, "proposals");
    return q->cuts == NULL || bp_reads_add_table(&o->reads, o->cuts.table->file,
                                                 o->cuts.table, &o->text)
               ? BP_OK
               : bp_no_memory(err, "proposals");
}

static bp_status make(owned *o, const bp_pricing_question *q, bp_err *err)
{
    bp_status status = read_jobs(o, q, err);
    if (status == BP_OK)
        status = open_surveys(o, q, err);
    for (size_t i = 0; status == BP_OK && i < o->n_surveys; i++)
        status = ask_survey(o, i, q->cuts != NULL ? &o->cuts : NULL, err);
    for (size_t i = 0; status == BP_OK && i < o->made.n; i++) {
        o->job[i].proposal = o->proposal + i * o->n_surveys * BP_PROPOSALS_MOST;
        o->job[i].n = o->seeker[i].n;
    }
    o->made.job = o->job;
    o->made.input = o->reads.input;
    o->made.n_inputs = o->reads.n_inputs;
    o->made.recoded = o->reads.recoded;
    o->made.n_recoded = o->reads.n_recoded;
    return status;
}

bp_status bp_proposals_new(bp_proposals **out, const bp_pricing_question *q, bp_err *err)
{
    owned *o = bp_alloc(sizeof *o, 0, 0);
    if (o == NULL)
        return bp_no_memory(err, "proposals");
    bp_status status = make(o, q, err);
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_proposals_free(&o->made);
    return status;
}
