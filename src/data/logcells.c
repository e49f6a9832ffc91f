/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logcells.c - makes cells of rows that were kept by themselves.
 *
 * Once year and currency are chosen most rows are of others, and cells of them would be
 * for nothing: they are dropped first, without a look at them.  Each worker then makes
 * the cells of some prefixes, of the rows of all workers, so that no two have a cell in
 * common and nothing is merged. */
#include <stdlib.h>

#include "base/pool.h"
#include "data/inside.h"
#include "data/quotient.h"

/* Rows on their way into cells, in columns. */
typedef struct some {
    size_t n;
    uint32_t cell[BP_BATCH_ROWS]; /* before: the prefix */
    uint32_t org[BP_BATCH_ROWS];
    uint64_t order[BP_BATCH_ROWS];
    int64_t pay[BP_ELEMENTS_MAX][BP_BATCH_ROWS];
    int64_t weight[BP_BATCH_ROWS];
    int64_t number[BP_BATCH_ROWS];
} some;

typedef struct job {
    bp_survey *survey;
    size_t workers;
    bp_cellset *set; /* [workers] the cells that each makes */
} job;

/* Puts the rows into the cells of a worker. */
static bp_status put_rows(some *r, bp_cellset *set, bp_worker_pay *to,
                          const bp_shape *shape, bp_err *err)
{
    bp_status status = bp_cellset_put_cells(set, r->org, r->order, r->n, r->cell, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; i < r->n; i++) {
        uint64_t *first = &set->first[r->cell[i]];
        *first = r->order[i] < *first ? r->order[i] : *first;
    }
    bool ok = true;
    for (size_t e = 0; ok && e < shape->n_elements; e++)
        ok = shape->weights == BP_UNWEIGHTED
                 ? bp_pay_buffer_add(&to->buffer[e], r->cell, r->pay[e], r->n)
                 : bp_pay_buffer_add_weighed(&to->buffer[e], r->cell, r->pay[e],
                                             r->weight, r->n);
    if (ok && shape->keep_rows)
        ok = bp_pay_buffer_add(&to->buffer[BP_ROW_NUMBERS], r->cell, r->number, r->n);
    r->n = 0;
    return bp_survey_memory(ok, err);
}

static void add_row(some *r, const bp_log_row *row, uint32_t prefix, uint32_t org,
                    const bp_shape *shape)
{
    const size_t i = r->n++;
    r->cell[i] = prefix;
    r->org[i] = org;
    r->order[i] = row->place.order;
    for (size_t e = 0; e < shape->n_elements; e++)
        r->pay[e][i] =
            shape->quotient[e].made ? bp_quotient_pay(shape, e, row->pay) : row->pay[e];
    r->weight[i] = row->weight;
    r->number[i] = row->number;
}

/* The rows of one log whose prefixes are those of a worker. */
static bp_status take_log(const job *j, size_t worker, const bp_worker_pay *from, some *r,
                          bp_err *err)
{
    const bp_shape *shape = &j->survey->shape;
    bp_worker_pay *to = &j->survey->cells.worker[worker];
    bp_status status = BP_OK;
    for (size_t k = 0; k < from->log.n_blocks; k++) {
        const bp_log_block *b = &from->log.block[k];
        for (size_t i = 0; status == BP_OK && i < b->n; i++) {
            const uint32_t own = bp_log_row_prefix(shape, b, i);
            const uint32_t prefix = from->cell != NULL ? from->cell[own] : own;
            bp_log_row row = { .weight = 0 };
            if (prefix % j->workers != worker)
                continue;
            bp_log_row_read(&row, shape, b, i);
            add_row(r, &row, prefix, shape->has_org ? from->org[row.org] : 0, shape);
            if (r->n == BP_BATCH_ROWS)
                status = put_rows(r, &j->set[worker], to, shape, err);
        }
    }
    return status;
}

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    const bp_cells *c = &j->survey->cells;
    some *r = bp_alloc(0, 1, sizeof *r);
    bp_status status = bp_survey_memory(r != NULL, err);
    for (size_t i = 0; status == BP_OK && i < c->n_workers; i++)
        status = take_log(j, worker, &c->worker[i], r, err);
    if (status == BP_OK)
        status = put_rows(r, &j->set[worker], &j->survey->cells.worker[worker],
                          &j->survey->shape, err);
    free(r);
    return status;
}

/* Leaves the rows in a comparable currency, or those that are used, in all logs. */
static bool leave(bp_survey *s, bool used)
{
    const bp_audit *a = &s->audit;
    bool *keep = bp_alloc(0, a->n_slices, sizeof *keep);
    for (size_t i = 0; keep != NULL && i < a->n_slices; i++)
        keep[i] = used ? bp_survey_outcome(s, BP_USED, a->slice[i].year,
                                           a->slice[i].currency) == BP_USED
                       : bp_survey_comparable(s, a->slice[i].currency);
    for (size_t i = 0; keep != NULL && i < s->cells.n_workers; i++)
        bp_row_log_leave(&s->cells.worker[i].log, keep);
    free(keep);
    return keep != NULL;
}

/* The cells of all workers become those of the survey, and the numbers of their pay mean
 * these; what the numbers of their logs meant is not needed any more. */
static bool join(const job *j)
{
    bp_cells *c = &j->survey->cells;
    bool ok = true;
    for (size_t i = 0; ok && i < j->workers; i++) {
        bp_worker_pay *w = &c->worker[i];
        const bp_cellset *set = &j->set[i];
        const size_t before = c->set.n;
        free(w->cell);
        w->n = set->n;
        w->cell = bp_alloc(0, set->n, sizeof w->cell[0]);
        for (size_t k = 0; w->cell != NULL && k < set->n; k++)
            w->cell[k] = (uint32_t)(before + k);
        ok = w->cell != NULL && bp_cellset_append(&c->set, set->id, set->first, set->n);
    }
    return ok;
}

/* What a row that counts takes in all, times what it takes in its log: with the cells and
 * stores made of it, and what analyses then sort.  Measured as the peak of `report` on
 * rows of one currency whose organisations and people are known: each row from 25,000 to
 * 191,000 adds 4.8 times what it holds; `check` takes less. */
#define LOG_FACTOR 5

uint64_t bp_log_cells_need(const bp_survey *s, uint64_t held)
{
    const bp_audit *a = &s->audit;
    uint64_t all = 0, kept = 0;
    for (size_t i = 0; i < s->cells.n_workers; i++) {
        const bp_row_log *l = &s->cells.worker[i].log;
        all += bp_row_log_bytes(l, &s->shape);
        for (size_t k = 0; k < l->n_blocks; k++)
            if (bp_survey_comparable(s, a->slice[l->block[k].slice].currency))
                kept += bp_log_block_bytes(&l->block[k], &s->shape);
    }
    return held - all + kept * LOG_FACTOR;
}

bp_status bp_log_cells(bp_survey *s, bp_err *err)
{
    job j = { .survey = s, .workers = s->cells.n_workers };
    j.set = bp_alloc(0, j.workers, sizeof j.set[0]);
    bp_status status = bp_survey_memory(j.set != NULL && leave(s, false), err);
    for (size_t i = 0; j.set != NULL && i < j.workers; i++) {
        bp_cellset_init(&j.set[i], &s->shape);
        j.set[i].n_prefixes = s->cells.set.n_prefixes;
    }
    if (status == BP_OK)
        status = bp_pool_run(j.workers, work, &j, err);
    if (status == BP_OK)
        status = bp_survey_memory(leave(s, true) && join(&j), err);
    for (size_t i = 0; j.set != NULL && i < j.workers; i++)
        bp_cellset_release(&j.set[i]);
    free(j.set);
    return status;
}
