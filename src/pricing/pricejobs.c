/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricejobs.c - the jobs to be priced, and what they are matched with.
 *
 * A job is all lines of its name, wherever they stand; what is said of it once holds for
 * all of them.  Lines are put together by a table of names, since match files may be
 * long. */
#include "pricing/pricejobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/lookalike.h"
#include "benchpay/proposals.h"
#include "ingest/gridcolumns.h"

enum { JOB, SURVEY, MATCH, TITLE, WEIGHT, ADJUST, GRADE, LOCATION, CUT, COLUMNS };
#define REQUIRED 3

/* Jobs, titles and grades are called by many names, the rest by that of match files. */
static const struct {
    const char *name;
    bp_role role; /* BP_ROLES: none */
} columns[COLUMNS] = {
    [JOB] = { "job", BP_ROLE_JOB },       [SURVEY] = { "survey", BP_ROLES },
    [MATCH] = { "match", BP_ROLES },      [TITLE] = { "title", BP_ROLE_TITLE },
    [WEIGHT] = { "weight", BP_ROLES },    [ADJUST] = { "adjust", BP_ROLES },
    [GRADE] = { "grade", BP_ROLE_GRADE }, [LOCATION] = { "location", BP_ROLES },
    [CUT] = { "cut", BP_ROLES },
};

typedef struct reader {
    bp_matches *made;
    const bp_pricing_survey *survey; /* [n_surveys] */
    size_t n_surveys;
    const bp_grid *grid;
    size_t column[COLUMNS]; /* SIZE_MAX: there is none */
    size_t *slot;           /* [n_slots] 1 + a job; 0: empty */
    size_t n_slots;
} reader;

static bp_text cell(const reader *r, size_t row, int column)
{
    return r->column[column] != SIZE_MAX ? bp_grid_cell(r->grid, row, r->column[column])
                                         : bp_text_of("");
}

static bp_loc place(const reader *r, size_t row, int column)
{
    return bp_grid_place(r->grid, row, r->column[column]);
}

static const char *keep(reader *r, bp_text t)
{
    return bp_arena_copy(&r->made->text, t.at, t.n);
}

/* FNV-1a. */
static size_t hash(bp_text t)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < t.n; i++)
        h = (h ^ (unsigned char)t.at[i]) * 1099511628211u;
    return (size_t)h;
}

/* The job of a name, made where there is none yet; NULL: memory is out. */
static bp_matched_job *find_job(reader *r, bp_text name, uint64_t line)
{
    bp_matches *m = r->made;
    size_t at = hash(name) % r->n_slots;
    for (; r->slot[at] > 0; at = (at + 1) % r->n_slots) {
        bp_matched_job *j = &m->job[r->slot[at] - 1];
        if (bp_text_equal(bp_text_of(j->job), name))
            return j;
    }
    bp_matched_job *j = &m->job[m->n_jobs];
    *j = (bp_matched_job){
        .job = keep(r, name), .title = "", .grade = "", .location = "", .line = line
    };
    if (j->job == NULL)
        return NULL;
    r->slot[at] = ++m->n_jobs;
    return j;
}

/* The first line that says it counts; another one must not say something else.
 *   alike  titles may differ, which the first is taken of */
static bp_status say(reader *r, const char **of, size_t row, int column, bool alike,
                     bp_err *err)
{
    const bp_text t = cell(r, row, column);
    if (t.n == 0)
        return BP_OK;
    if ((*of)[0] == '\0') {
        *of = keep(r, t);
        return *of != NULL ? BP_OK : bp_no_memory(err, "the jobs");
    }
    const bp_loc at = place(r, row, column);
    return !alike || bp_text_equal(bp_text_of(*of), t)
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA, "an earlier line of the job says '%s'", *of);
}

static bp_status find_survey(size_t *out, const reader *r, size_t row, bp_err *err)
{
    const bp_loc at = place(r, row, SURVEY);
    return bp_survey_named(out, r->survey, r->n_surveys, cell(r, row, SURVEY), &at, err);
}

bp_status bp_survey_named(size_t *out, const bp_pricing_survey survey[], size_t n,
                          bp_text name, const bp_loc *at, bp_err *err)
{
    for (size_t i = 0; i < n; i++)
        if (bp_text_same(bp_text_of(survey[i].name), name)) {
            *out = i;
            return BP_OK;
        }
    const char **known = bp_alloc(0, n, sizeof *known);
    if (known == NULL)
        return bp_no_memory(err, "the jobs");
    for (size_t i = 0; i < n; i++)
        known[i] = survey[i].name;
    char word[80] = "";
    memcpy(word, name.at, name.n < sizeof word - 1 ? name.n : sizeof word - 1);
    const char *near = bp_text_nearest(word, known, n);
    free(known);
    char meant[BP_LOOK_MEANT_ROOM];
    return bp_fail(err, at, BP_EDATA, "there is no survey '%s'%s", word,
                   bp_look_meant(meant, near, word));
}

static bp_status read_numbers(bp_match *m, const reader *r, size_t row, bp_err *err)
{
    const bp_text weight = cell(r, row, WEIGHT), adjust = cell(r, row, ADJUST);
    bp_decimal d;
    if (weight.n > 0) {
        const bp_loc at = place(r, row, WEIGHT);
        if (!bp_decimal_parse(&d, weight.at, weight.n) || d.units < 0)
            return bp_fail(err, &at, BP_EDATA, "not a weight: a number of 0 or more");
        m->has_weight = true;
        m->weight = bp_money_double(d.units, d.scale);
    }
    if (adjust.n > 0 && !bp_percent_parse(&m->adjust, adjust)) {
        const bp_loc at = place(r, row, ADJUST);
        return bp_fail(err, &at, BP_EDATA, "not an adjustment in percent, as +10%%");
    }
    return BP_OK;
}

static bp_status read_row(reader *r, size_t row, bp_err *err)
{
    bp_match *m = &r->made->match[r->made->n];
    for (int c = 0; c < REQUIRED; c++) {
        const bp_loc at = place(r, row, c);
        if (cell(r, row, c).n == 0)
            return bp_fail(err, &at, BP_EDATA, "the cell is empty");
    }
    *m = (bp_match){ .line = place(r, row, JOB).line,
                     .text = keep(r, cell(r, row, MATCH)),
                     .cut = keep(r, cell(r, row, CUT)) };
    if (m->text != NULL && m->text[0] == BP_PROPOSED_MARK) {
        const bp_loc at = place(r, row, MATCH);
        return bp_fail(err, &at, BP_EDATA,
                       "a proposal that nobody has confirmed: take its '%c' away, or the "
                       "line",
                       BP_PROPOSED_MARK);
    }
    bp_matched_job *j = find_job(r, cell(r, row, JOB), m->line);
    if (j == NULL || m->text == NULL || m->cut == NULL)
        return bp_no_memory(err, "the jobs");
    m->job = (size_t)(j - r->made->job);
    j->n++;
    r->made->n++;
    bp_status status = find_survey(&m->survey, r, row, err);
    if (status == BP_OK)
        status = read_numbers(m, r, row, err);
    if (status == BP_OK)
        status = say(r, &j->title, row, TITLE, false, err);
    if (status == BP_OK)
        status = say(r, &j->grade, row, GRADE, true, err);
    return status == BP_OK ? say(r, &j->location, row, LOCATION, true, err) : status;
}

static int by_job(const void *a, const void *b)
{
    const bp_match *x = a, *y = b;
    if (x->job != y->job)
        return x->job < y->job ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bp_status find_column(reader *r, int c, bp_err *err)
{
    const char *name = columns[c].name;
    const bp_role role = columns[c].role;
    const bool required = c < REQUIRED;
    size_t *out = &r->column[c];
    if (role != BP_ROLES)
        return required
                   ? bp_grid_need(out, r->grid, name, bp_grid_role_rank, (int)role, err)
                   : bp_grid_best(out, r->grid, name, bp_grid_role_rank, (int)role, err);
    *out = bp_grid_find(r->grid, name);
    return required ? bp_grid_column(out, r->grid, name, err) : BP_OK;
}

static bp_status read_all(reader *r, bp_err *err)
{
    bp_matches *m = r->made;
    const size_t n = bp_grid_rows(r->grid);
    const char *file = bp_grid_file(r->grid);
    bp_status status = BP_OK;
    for (int c = 0; status == BP_OK && c < COLUMNS; c++)
        status = find_column(r, c, err);
    if (status != BP_OK)
        return status;
    m->file = bp_arena_copy(&m->text, file, strlen(file));
    m->match = bp_alloc(0, n, sizeof *m->match);
    m->job = bp_alloc(0, n, sizeof *m->job);
    r->n_slots = 2 * n + 1;
    r->slot = bp_alloc(0, r->n_slots, sizeof *r->slot);
    if (m->file == NULL || m->match == NULL || m->job == NULL || r->slot == NULL)
        return bp_no_memory(err, "the jobs");
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = read_row(r, i, err);
    if (status == BP_OK)
        qsort(m->match, m->n, sizeof *m->match, by_job);
    return status;
}

bp_status bp_matches_read(bp_matches *out, bp_reads *reads, const bp_pricing_question *q,
                          const bp_pricing_survey survey[], size_t n, bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, q->jobs, &q->reading, NULL, err);
    reader r = { .made = out, .survey = survey, .n_surveys = n, .grid = g };
    if (status == BP_OK)
        status = read_all(&r, err);
    if (status == BP_OK && !bp_reads_add_grid(reads, g, &out->text))
        status = bp_no_memory(err, "the jobs");
    free(r.slot);
    bp_grid_free(g);
    return status;
}

void bp_matches_release(bp_matches *m)
{
    free(m->match);
    free(m->job);
    bp_arena_release(&m->text);
    *m = (bp_matches){ 0 };
}

/* ---- places ---- */

enum { PLACE, DIFFERENTIAL, PLACE_CUT, PLACE_COLUMNS };

static bp_status no_places(bp_err *err)
{
    return bp_no_memory(err, "the places");
}

static bp_status read_place(bp_places_list *l, const bp_grid *g, size_t row,
                            const size_t column[PLACE_COLUMNS], bp_err *err)
{
    const bp_text t = bp_grid_cell(g, row, column[PLACE]);
    const bp_text cut = column[PLACE_CUT] != SIZE_MAX
                            ? bp_grid_cell(g, row, column[PLACE_CUT])
                            : bp_text_of("");
    const bp_loc at = bp_grid_place(g, row, column[PLACE]);
    const bp_loc here = bp_grid_place(g, row, column[DIFFERENTIAL]);
    if (t.n == 0)
        return bp_fail(err, &at, BP_EDATA, "the cell is empty");
    for (size_t k = 0; k < row; k++)
        if (bp_text_same(bp_text_of(l->name[k]), t) &&
            bp_text_same(bp_text_of(l->cut[k]), cut))
            return bp_fail(err, &at, BP_EDATA, "the place appears twice%s",
                           cut.n > 0 ? " with this cut" : "");
    l->name[row] = bp_arena_copy(&l->text, t.at, t.n);
    l->cut[row] = bp_arena_copy(&l->text, cut.at, cut.n);
    if (l->name[row] == NULL || l->cut[row] == NULL)
        return no_places(err);
    l->n++;
    return bp_percent_parse(&l->differential[row],
                            bp_grid_cell(g, row, column[DIFFERENTIAL]))
               ? BP_OK
               : bp_fail(err, &here, BP_EDATA,
                         "not a differential in percent, as +12.5%%");
}

static bp_status read_places(bp_places_list *l, const bp_grid *g, bp_err *err)
{
    size_t column[PLACE_COLUMNS];
    bp_status status = bp_grid_column(&column[PLACE], g, "location", err);
    if (status == BP_OK)
        status = bp_grid_column(&column[DIFFERENTIAL], g, "differential", err);
    if (status != BP_OK)
        return status;
    column[PLACE_CUT] = bp_grid_find(g, "cut");
    const char *file = bp_grid_file(g);
    const size_t n = bp_grid_rows(g);
    l->file = bp_arena_copy(&l->text, file, strlen(file));
    l->name = bp_alloc(0, n, sizeof *l->name);
    l->cut = bp_alloc(0, n, sizeof *l->cut);
    l->differential = bp_alloc(0, n, sizeof *l->differential);
    if (l->file == NULL || l->name == NULL || l->cut == NULL || l->differential == NULL)
        return no_places(err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = read_place(l, g, i, column, err);
    return status;
}

bp_status bp_places_read(bp_places_list *out, const char *file, bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, file, NULL, NULL, err);
    if (status == BP_OK)
        status = read_places(out, g, err);
    bp_grid_free(g);
    return status;
}

void bp_places_release(bp_places_list *l)
{
    free(l->name);
    free(l->cut);
    free(l->differential);
    bp_arena_release(&l->text);
    *l = (bp_places_list){ 0 };
}

bp_status bp_places_check(const bp_places_list *l, const char *name, bp_err *err)
{
    for (size_t i = 0; i < l->n; i++)
        if (bp_text_same(bp_text_of(l->name[i]), bp_text_of(name)))
            return BP_OK;
    const bp_loc at = { .file = l->file };
    const char *near = bp_text_nearest(name, l->name, l->n);
    char meant[BP_LOOK_MEANT_ROOM];
    return name[0] == '\0' ? BP_OK
                           : bp_fail(err, &at, BP_EDATA, "there is no place '%s'%s", name,
                                     bp_look_meant(meant, near, name));
}

double bp_places_find(const bp_places_list *l, const char *name, const char *cut)
{
    double any = 0;
    if (bp_text_same(bp_text_of(cut), bp_text_of(name)))
        return 0;
    for (size_t i = 0; i < l->n; i++) {
        if (!bp_text_same(bp_text_of(l->name[i]), bp_text_of(name)))
            continue;
        if (cut[0] != '\0' && bp_text_same(bp_text_of(l->cut[i]), bp_text_of(cut)))
            return l->differential[i];
        if (l->cut[i][0] == '\0')
            any = l->differential[i];
    }
    return any;
}
