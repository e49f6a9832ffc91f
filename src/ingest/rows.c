/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worker: chunks of files in, a survey and its counts out.
 *
 * Workers share nothing but the plan.  Each has all that its rows need, made once, and
 * gives a survey and counts of its own, which add up to those of one worker alone. */
#include "ingest/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/fill.h"
#include "ingest/fullpath.h"
#include "ingest/worker.h"

static void close_file(bp_rows *r)
{
    bp_csv_free(r->csv);
    bp_records_free(r->records);
    r->csv = NULL;
    r->records = NULL;
}

static bool make_room(bp_rows *r)
{
    r->field = bp_alloc_bare(BP_FIELDS_MAX, sizeof *r->field);
    r->rules = bp_alloc(0, r->plan->choice->n_where, sizeof *r->rules);
    r->recoded = bp_alloc_bare(r->plan->reading->recode != NULL ? BP_FIELDS_MAX : 1,
                               sizeof *r->recoded);
    return bp_fast_rows_init(&r->fast_rows, r->plan) && r->field != NULL &&
           r->recoded != NULL && r->rules != NULL;
}

bp_status bp_rows_new(bp_rows **out, const bp_plan *p, const bp_fences *within,
                      bp_err *err)
{
    bp_rows *r = bp_alloc(0, 1, sizeof *r);
    if (r == NULL)
        return bp_no_memory(err, "rows");
    r->plan = p;
    r->within = within;
    r->distinct.shape = &p->shape;
    r->tail = UINT64_MAX;
    r->file = BP_NOT_WANTED;
    for (size_t i = 0; i < p->choice->n_bands; i++) {
        size_t n = strlen(p->choice->band[i].name);
        r->longest = n > r->longest ? n : r->longest;
    }
    for (size_t e = 0; e < p->shape.n_elements; e++)
        for (size_t i = 1; i < p->elements.at[e].n; i++)
            r->listed[p->elements.at[e].part[i]] = true;
    bp_status status = bp_counts_init(&r->counts, p) &&
                               bp_store_init(&r->store, &p->shape) && make_room(r)
                           ? bp_survey_new(&r->survey, &p->shape, err)
                           : bp_no_memory(err, "rows");
    if (status != BP_OK) {
        bp_rows_free(r);
        return status;
    }
    *out = r;
    return BP_OK;
}

static void free_record(bp_record *record)
{
    for (size_t i = 0; i < record->n; i++)
        free((char *)(uintptr_t)record->field[i].at);
    free((bp_text *)(uintptr_t)record->field);
}

static void forget_late(bp_rows *r)
{
    for (size_t i = 0; i < r->n_late; i++)
        free_record(&r->late[i].record);
    r->n_late = 0;
}

void bp_rows_free(bp_rows *r)
{
    if (r == NULL)
        return;
    close_file(r);
    bp_survey_free(r->survey);
    free(r->field);
    free(r->recoded);
    free(r->rules);
    forget_late(r);
    free(r->late);
    bp_store_release(&r->store);
    bp_distinct_release(&r->distinct);
    bp_fast_rows_release(&r->fast_rows);
    bp_counts_release(&r->counts);
    free(r);
}

static bp_status open_file(bp_rows *r, size_t file, bp_err *err)
{
    const bp_plan *p = r->plan;
    const char *name = p->file[file];
    const bp_csv_rules rules = p->head[file].layout.rules;
    close_file(r);
    for (size_t i = 0; i < p->choice->n_where; i++) {
        const bp_condition *c = &p->condition[i];
        const bp_written *w = &p->written[file][c->column];
        r->rules[i] = (bp_compare_rules){ .style = w->style,
                                          .missing = p->reading->missing,
                                          .n_missing = p->reading->n_missing,
                                          .numbers = w->numbers };
        bp_condition_prepare(c, &r->rules[i]);
    }
    bp_fast_open(&r->fast, p, file, r->within);
    r->file = file;
    if (p->head[file].libcsv)
        return bp_csv_new(&r->csv, name, rules, err);
    return bp_records_new(&r->records, name, rules, NULL, err);
}

/* Texts of a batch may be those of the chunk. */
bp_status bp_rows_read(bp_rows *r, size_t file, const bp_chunk *chunk, bp_err *err)
{
    const bp_text text = { chunk->text, chunk->n };
    bp_status status = file != r->file ? open_file(r, file, err) : BP_OK;
    if (status == BP_OK)
        status = r->csv != NULL ? bp_csv_text(r->csv, text, chunk->ahead, chunk->line,
                                              chunk->position, bp_full_take, r, err)
                                : bp_records_chunk(r->records, chunk, bp_fast_take,
                                                   bp_full_take, r, err);
    return status == BP_OK ? bp_store_flush(&r->store, r->survey, err) : status;
}

size_t bp_rows_bytes(const bp_rows *r)
{
    return bp_survey_bytes(r->survey) + bp_distinct_bytes(&r->distinct);
}

const char *bp_rows_largest(const bp_rows *r)
{
    return bp_distinct_bytes(&r->distinct) > bp_survey_bytes(r->survey) / 2
               ? "the rows that become one of a person"
               : bp_survey_largest(r->survey);
}

bp_status bp_rows_put_away(bp_rows *r, uint64_t memory, bp_err *err)
{
    return bp_survey_put_away(r->survey, memory, err);
}

bp_status bp_rows_read_tail(bp_rows *r, size_t file, const bp_chunk *chunk, uint64_t from,
                            bp_err *err)
{
    r->tail = from;
    bp_status status = bp_rows_read(r, file, chunk, err);
    r->tail = UINT64_MAX;
    return status;
}

/* The pay of several files is not told apart: none of theirs is sure. */
static bp_lateness judge(const struct bp_late *late, const bp_plan *p, double sum,
                         double people)
{
    const double one = (double)bp_pow10(p->shape.scale), pay = (double)late->pay;
    if (late->kind == BP_LABEL_NONE)
        return p->n_files == 1 && bp_summaries_is_sum(pay, sum, one) ? BP_LATE_DOUBTFUL
                                                                     : BP_LATE_PERSON;
    return p->n_files == 1 && bp_summaries_fit(late->kind, pay, sum, people, one)
               ? BP_LATE_SUMMARY
               : BP_LATE_DOUBTFUL;
}

bp_status bp_rows_decide(bp_rows *const rows[], size_t n, bp_err *err)
{
    bp_rows *r = rows[0];
    double sum = 0, people = 0;
    bp_status status = BP_OK;
    for (size_t i = 0; r->n_late > 0 && i < n; i++) {
        uint64_t some = 0;
        sum += (double)bp_survey_pay_so_far(rows[i]->survey, &some) +
               bp_distinct_sum(&rows[i]->distinct);
        people += (double)some + (double)rows[i]->distinct.n;
    }
    for (size_t i = 0; status == BP_OK && i < r->n_late; i++) {
        if (r->file != r->late[i].place.file) /* the rows of a batch are of one */
            status = bp_store_flush(&r->store, r->survey, err);
        r->file = r->late[i].place.file;
        if (status == BP_OK)
            status = bp_full_take_late(r, &r->late[i],
                                       judge(&r->late[i], r->plan, sum, people), err);
    }
    forget_late(r);
    return status == BP_OK ? bp_store_flush(&r->store, r->survey, err) : status;
}

bp_status bp_people_give(const bp_distinct *const part[], size_t n, const bp_plan *p,
                         const bp_fences *within, bp_survey *survey, bp_counts *counts,
                         bp_err *err)
{
    const size_t pay = p->elements.at[0].part[0];
    bp_distinct_to to = { .survey = survey,
                          .within = within,
                          .column = p->wanted.column[pay].name,
                          .field = p->written[0][pay].at + 1 };
    const bp_status status = bp_distinct_give(part, n, p->choice->distinct, &to, err);
    counts->people = to.people;
    counts->of_people = to.rows;
    return status;
}

bp_status bp_rows_distinct(bp_rows *const rows[], size_t n, bp_err *err)
{
    bp_rows *r = rows[0];
    const bp_plan *p = r->plan;
    const bp_distinct **part = bp_alloc(0, n, sizeof *part);
    if (part == NULL)
        return bp_no_memory(err, "one row a person");
    for (size_t i = 0; i < n; i++)
        part[i] = &rows[i]->distinct;
    const bp_status status =
        bp_people_give(part, n, p, r->within, r->survey, &r->counts, err);
    free(part);
    return status;
}

const bp_counts *bp_rows_counts(const bp_rows *r)
{
    return &r->counts;
}

bp_distinct *bp_rows_people(bp_rows *r)
{
    return &r->distinct;
}

void bp_rows_end(bp_rows *r, bp_survey **survey, const bp_counts **counts)
{
    *survey = r->survey;
    r->survey = NULL;
    *counts = &r->counts;
}
