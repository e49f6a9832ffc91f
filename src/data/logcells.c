/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logcells.c - makes cells of rows that were kept by themselves.
 *
 * Once year and currency are chosen most rows are of others, and cells of them would be
 * for nothing: they are dropped first, without a look at them.  Each worker then makes
 * the cells of some prefixes, of the rows of all workers, so that no two have a cell in
 * common and nothing is merged.
 *
 * Where memory is short the rows are put away first, and looked at block by block; and
 * the pay of cells is, where it does not fit even so.  The rest that is made of rows
 * stays in memory, and is held against what it may take while it grows.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/divide.h"
#include "base/pool.h"
#include "data/batch.h"
#include "data/fill.h"
#include "data/inside.h"
#include "data/records.h"

/* The amount of an element that the shape makes of others, which takes no room in a row:
 * of / over, or of / hours, half to even at the last decimal; BP_NO_PAY unless both are
 * known and above 0, or where it does not fit.  It is made person by person, so it is
 * never a ratio of medians.
 *   pay  [n_elements] of a row: those that it carries are read */
static int64_t quotient_pay(const bp_shape *s, size_t element, const int64_t pay[])
{
    const bp_quotient *q = &s->quotient[element];
    const int64_t of = pay[q->of], over = q->hours > 0 ? q->hours : pay[q->over];
    if (of <= 0 || over <= 0) /* BP_NO_PAY is below 0 */
        return BP_NO_PAY;
    const bp_int128 all = q->hours > 0 ? of : (bp_int128)of * bp_pow10(s->scale);
    const bp_int128 n = bp_divide(all, over);
    return n > 0 && n <= INT64_MAX ? (int64_t)n : BP_NO_PAY;
}

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
    bp_cellset *set;            /* [workers] the cells that each makes */
    uint64_t rows;              /* of all workers */
    uint64_t orgs;              /* of these */
    uint64_t tables;            /* the memory of what cells are found by */
    uint64_t beside;            /* what is held beside these and their pay */
    atomic_uint_fast64_t taken; /* by them */
} job;

static uint64_t held_by(const bp_survey *s)
{
    return s->beside + bp_cells_bytes(s);
}

static bp_status too_much(const bp_survey *s, const char *about, uint64_t needed,
                          bp_err *err)
{
    if (s->memory == 0 || needed <= s->memory)
        return BP_OK;
    return bp_fail_hint(err, NULL, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                        "the rows that count need %s %llu KiB of memory, and %llu KiB "
                        "are allowed",
                        about, (unsigned long long)(needed >> 10),
                        (unsigned long long)(s->memory >> 10));
}

/* Adds what a worker has taken since it was asked before. */
static bp_status check_worker(job *j, size_t worker, size_t *before, bp_err *err)
{
    const bp_worker_pay *w = &j->survey->cells.worker[worker];
    size_t now = bp_cellset_bytes(&j->set[worker]);
    for (size_t e = 0; e < BP_STORES; e++)
        now += bp_pay_buffer_bytes(&w->buffer[e]);
    const size_t more = now - *before;
    *before = now;
    return too_much(j->survey, "more than",
                    j->beside + atomic_fetch_add(&j->taken, more) + more, err);
}

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
                 ? bp_pay_buffer_add(&to->buffer[e], set->id, r->cell, r->pay[e], r->n)
                 : bp_pay_buffer_add_weighed(&to->buffer[e], r->cell, r->pay[e],
                                             r->weight, r->n);
    if (ok && shape->keep_rows)
        ok = bp_pay_buffer_add(&to->buffer[BP_ROW_NUMBERS], set->id, r->cell, r->number,
                               r->n);
    r->n = 0;
    return bp_pay_memory(to, ok, err);
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
            shape->quotient[e].made ? quotient_pay(shape, e, row->pay) : row->pay[e];
    r->weight[i] = row->weight;
    r->number[i] = row->number;
}

/* What a worker has while it goes through the rows. */
typedef struct going {
    some rows;
    bp_log_view view;
    size_t taken; /* of its memory */
} going;

/* The rows of one block whose prefixes are those of a worker. */
static bp_status take_block(job *j, size_t worker, const bp_worker_pay *from,
                            const bp_log_block *b, some *r, bp_err *err)
{
    const bp_shape *shape = &j->survey->shape;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < b->n; i++) {
        const uint32_t own = bp_log_row_prefix(shape, b, i);
        const uint32_t prefix = from->cell != NULL ? from->cell[own] : own;
        bp_log_row row = { .weight = 0 };
        if (prefix % j->workers != worker)
            continue;
        bp_log_row_read(&row, shape, b, i);
        add_row(r, &row, prefix, shape->has_org ? from->org[row.org] : 0, shape);
        if (r->n == BP_BATCH_ROWS)
            status = put_rows(r, &j->set[worker], &j->survey->cells.worker[worker], shape,
                              err);
    }
    return status;
}

static bp_status take_log(job *j, size_t worker, const bp_worker_pay *from, going *g,
                          bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t k = 0; status == BP_OK && k < from->log.n_blocks; k++) {
        const bp_log_block *b = NULL;
        status = bp_log_block_at(&b, &g->view, &from->log, k, &j->survey->shape, err);
        if (status == BP_OK)
            status = take_block(j, worker, from, b, &g->rows, err);
        if (status == BP_OK)
            status = check_worker(j, worker, &g->taken, err);
    }
    return status;
}

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    job *j = arg;
    const bp_cells *c = &j->survey->cells;
    going *g = bp_alloc(0, 1, sizeof *g);
    bp_status status = bp_survey_memory(g != NULL, err);
    for (size_t i = 0; status == BP_OK && i < c->n_workers; i++)
        status = take_log(j, worker, &c->worker[i], g, err);
    if (status == BP_OK)
        status = put_rows(&g->rows, &j->set[worker], &j->survey->cells.worker[worker],
                          &j->survey->shape, err);
    if (g != NULL)
        bp_log_view_release(&g->view);
    free(g);
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
        bp_row_log_leave(&s->cells.worker[i].log, &s->shape, keep);
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

/* Bytes of a cell while it is made: its id, its first row, and what it is found by, with
 * the room of arrays that grow. */
#define MADE_CELL 40

/* Of a cell, what the thread of an analysis has of it.  Measured as the peak of `report`
 * on 200,000 to 2,500,000 rows of 25,000 to 230,000 cells, which is 40 to 70. */
#define LATER_CELL 100

/* Of a row, what each thread has of it where organisations count the same: its pay with
 * weights, and while they are sorted.  Measured likewise: 108 to 118. */
#define LATER_WEIGHED 120

/* The memory of an amount in a buffer: in steps, with its cell; or wide, with a weight.
 * What is away takes none but that of the store once. */
static uint64_t amount_bytes(const bp_survey *s)
{
    if (s->shape.weights != BP_UNWEIGHTED)
        return sizeof(bp_wide_entry) + sizeof(int64_t);
    return s->cells.away == 0 ? sizeof(uint32_t) + sizeof(uint8_t) : 0;
}

/* What cells and their pay take while they are made. */
static uint64_t made_bytes(const bp_survey *s, uint64_t rows, uint64_t cells)
{
    const uint64_t amounts = s->shape.n_elements * amount_bytes(s) +
                             (s->shape.keep_rows ? sizeof(bp_wide_entry) : 0);
    return rows * amounts + cells * MADE_CELL;
}

/* What is added to these until the end: while they are put in order, one more of all
 * amounts of an element; then what analyses make of cells, each thread its own, and the
 * search for duplicates of rows.
 *   looks  bytes that this takes of each row */
static uint64_t later_bytes(const bp_survey *s, uint64_t rows, uint64_t used,
                            uint64_t cells, uint64_t looks)
{
    const uint64_t threads = s->cells.n_workers;
    const uint64_t row = looks + (s->org_equal ? threads * LATER_WEIGHED : 0);
    return s->cells.away + rows * amount_bytes(s) + used * row +
           cells * (s->shape.n_elements * sizeof(size_t) + threads * LATER_CELL);
}

bp_status bp_survey_put_away(bp_survey *s, uint64_t memory, bp_err *err)
{
    bp_status status = BP_OK;
    if (!s->cells.set.later)
        return bp_cells_put_away(s, memory, err);
    for (size_t i = 0; status == BP_OK && i < s->cells.n_workers; i++)
        status = bp_row_log_put_away(&s->cells.worker[i].log, &s->shape, err);
    return status;
}

/* Rows stay in memory only where all that may be made of them has room beside them, and
 * their pay where all that may be made has room without them. */
static bp_status make_room(job *j, bp_err *err)
{
    bp_survey *s = j->survey;
    const uint64_t most = s->cells.set.n_prefixes * j->orgs;
    const uint64_t cells = most < j->rows ? most : j->rows;
    const uint64_t made = j->tables + made_bytes(s, j->rows, cells) +
                          later_bytes(s, j->rows, j->rows, cells, BP_LOOKS_ROW);
    bp_status status = BP_OK;
    if (s->memory > 0 && s->memory < held_by(s) + made)
        status = bp_survey_put_away(s, s->memory, err);
    if (status == BP_OK && s->memory > 0 && s->memory < held_by(s) + made)
        status = bp_cells_put_away(s, s->memory, err);
    j->beside = held_by(s) - s->cells.away; /* which workers have */
    return status == BP_OK
               ? too_much(s, "more than",
                          j->beside + j->tables + made_bytes(s, j->rows, 0), err)
               : status;
}

/* Once it is known how many cells there are. */
static bp_status check_need(const job *j, bp_err *err)
{
    bp_survey *s = j->survey;
    const uint64_t used = bp_survey_records(s);
    const uint64_t needed =
        held_by(s) + later_bytes(s, j->rows, used, s->cells.set.n, BP_LOOKS_LEAST);
    const bp_status status = too_much(s, "about", needed, err);
    s->spare = s->memory == 0 ? UINT64_MAX : s->memory - needed + used * BP_LOOKS_LEAST;
    return status;
}

bp_status bp_log_cells(bp_survey *s, bp_err *err)
{
    job j = { .survey = s,
              .workers = s->cells.n_workers,
              .orgs = s->shape.has_org ? bp_dict_count(s->dicts.org) : 1 };
    j.set = bp_alloc(0, j.workers, sizeof j.set[0]);
    bp_status status = bp_survey_memory(j.set != NULL && leave(s, false), err);
    j.rows = bp_survey_records(s);
    for (size_t i = 0; j.set != NULL && i < j.workers; i++) {
        bp_cellset_init(&j.set[i], &s->shape);
        j.tables += bp_cellset_expect(&j.set[i], s->cells.set.n_prefixes, j.orgs,
                                      j.rows / j.workers);
    }
    if (status == BP_OK)
        status = make_room(&j, err);
    if (status == BP_OK)
        status = bp_pool_run(j.workers, work, &j, err);
    if (status == BP_OK)
        status = bp_survey_memory(leave(s, true) && join(&j), err);
    if (status == BP_OK)
        status = check_need(&j, err);
    for (size_t i = 0; j.set != NULL && i < j.workers; i++)
        bp_cellset_release(&j.set[i]);
    free(j.set);
    return status;
}
