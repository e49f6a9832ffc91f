/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposals.c - which jobs of surveys could be meant by one's own.
 *
 * Each survey is read once, its titles are cut into words once, and every job is held
 * against all of them; a code that several lines have is proposed once, by its most alike
 * title. */
#include "benchpay/proposals.h"

#include <math.h>
#include <stdlib.h>

#include "ingest/grid.h"
#include "pricing/jobnames.h"
#include "pricing/pricesource.h"

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

static double score_of(const bp_proposed_job *j, const seeker *s, const bp_job_name *name)
{
    if (bp_text_alike(bp_text_of(j->job), bp_text_of(name->match)))
        return 1;
    return round(1000 * bp_title_alike(&s->words, &name->words)) / 1000;
}

static void propose(owned *o, size_t job, const bp_pricing_survey *survey,
                    const bp_job_names *names, size_t room)
{
    seeker *s = &o->seeker[job];
    bp_proposal *best = o->proposal + job * room + s->n;
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        const bp_job_name *name = &names->name[i];
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
    bp_job_names names = { 0 };
    bp_status status = bp_job_names_find(&names, &o->reads, one, cuts, &o->text, err);
    for (size_t i = 0; status == BP_OK && i < o->made.n; i++)
        propose(o, i, one, &names, o->n_surveys * BP_PROPOSALS_MOST);
    bp_job_names_release(&names);
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
