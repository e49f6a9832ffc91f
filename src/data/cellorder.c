/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellorder.c - cells and their pay in the order of ids.
 *
 * While rows come, each worker's pay has numbers of cells in the order of arrival.  Once
 * all rows were read the cells are sorted, once, and the pay of all workers is put beside
 * them; for statistics, and for a file. */
#include <stdlib.h>

#include "base/pool.h"
#include "data/inside.h"

bool bp_renumber(uint32_t **number, size_t *n_numbers, const uint32_t now[], size_t n)
{
    if (*number != NULL) {
        for (size_t i = 0; i < *n_numbers; i++)
            (*number)[i] = now[(*number)[i]];
        return true;
    }
    *number = bp_alloc(0, n, sizeof now[0]);
    *n_numbers = n;
    if (*number != NULL && n > 0)
        memcpy(*number, now, n * sizeof now[0]);
    return *number != NULL;
}

size_t bp_cells_bytes(const bp_survey *s)
{
    const bp_cells *c = &s->cells;
    size_t n = bp_cellset_bytes(&c->set);
    for (size_t i = 0; i < c->n_workers; i++) {
        n += bp_row_log_bytes(&c->worker[i].log, &s->shape);
        for (size_t e = 0; e < BP_STORES; e++)
            n += bp_pay_buffer_bytes(&c->worker[i].buffer[e]);
    }
    return n;
}

/* Pay that is away takes this part of what may be taken, for every use that it has at a
 * time: it is added, and put in order. */
#define AWAY_PART 16
#define AWAY_LEAST ((size_t)64 << 10) /* of each element */

bp_status bp_cells_put_away(bp_survey *s, uint64_t memory, bp_err *err)
{
    bp_cells *c = &s->cells;
    const size_t buffers = s->shape.n_elements * c->n_workers;
    const size_t each = memory / AWAY_PART / buffers;
    const size_t most = each > AWAY_LEAST ? each : AWAY_LEAST;
    bool ok = true;
    for (size_t i = 0; i < c->n_workers; i++)
        for (size_t e = 0; ok && e < s->shape.n_elements; e++)
            ok = bp_pay_buffer_put_away(&c->worker[i].buffer[e], most);
    c->away = buffers * most;
    return bp_survey_memory(ok, err);
}

bp_status bp_pay_memory(const bp_worker_pay *w, bool ok, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t e = 0; !ok && status == BP_OK && e < BP_STORES; e++)
        if (w->buffer[e].away != NULL)
            status = bp_mapped_failure(w->buffer[e].away, err);
    return status == BP_OK ? bp_survey_memory(ok, err) : status;
}

/* What the numbers of all workers are now. */
typedef struct renumbering {
    bp_cells *cells;
    const uint32_t *now; /* [n] */
    size_t n;
} renumbering;

static bp_status renumber(void *arg, size_t i, bp_err *err)
{
    const renumbering *r = arg;
    bp_worker_pay *w = &r->cells->worker[i];
    return bp_survey_memory(bp_renumber(&w->cell, &w->n, r->now, r->n), err);
}

static bp_status sort_set(bp_cells *c, bp_err *err)
{
    const size_t n = c->set.n;
    uint32_t *now = bp_alloc_bare(n + 1, sizeof *now);
    bp_status status =
        bp_survey_memory(now != NULL && bp_cellset_sort(&c->set, now, c->n_workers), err);
    renumbering r = { .cells = c, .now = now, .n = n };
    if (status == BP_OK)
        status = bp_pool_tasks(c->n_workers, c->n_workers, renumber, &r, err);
    free(now);
    return status;
}

typedef struct building {
    bp_cells *cells;
    size_t elements; /* and then the numbers of rows */
    size_t threads;  /* for each of them */
} building;

/* Puts the pay of all workers into a store. */
static bp_status build_store(void *arg, size_t i, bp_err *err)
{
    const building *b = arg;
    bp_cells *c = b->cells;
    const size_t e = i < b->elements ? i : BP_ROW_NUMBERS;
    bp_pay_source *source = bp_alloc(0, c->n_workers, sizeof *source);
    bp_status status = bp_survey_memory(source != NULL, err);
    for (size_t w = 0; source != NULL && w < c->n_workers; w++)
        source[w] =
            (bp_pay_source){ &c->worker[w].buffer[e], c->worker[w].cell, c->worker[w].n };
    if (status == BP_OK)
        status = bp_pay_store_build(&c->store[e], source, c->n_workers, c->set.n,
                                    c->worker->buffer[e].step, c->away, b->threads, err);
    free(source);
    return status;
}

/* Where there is less pay than this it costs less to start a thread for each element than
 * for each worker's part of it, and nothing that they are there twice side by side. */
#define LITTLE ((size_t)4 << 20)

static bp_status build_stores(bp_survey *s, bp_err *err)
{
    bp_cells *c = &s->cells;
    size_t bytes = 0;
    for (size_t i = 0; i < c->n_workers; i++)
        for (size_t e = 0; e < BP_STORES; e++)
            bytes += bp_pay_buffer_bytes(&c->worker[i].buffer[e]);
    const bool little = bytes < LITTLE && c->away == 0;
    building b = { .cells = c,
                   .elements = s->shape.n_elements,
                   .threads = little ? 1 : c->n_workers };
    return bp_pool_tasks(little ? c->n_workers : 1, b.elements + s->shape.keep_rows,
                         build_store, &b, err);
}

bp_status bp_cells_build(bp_survey *s, bp_err *err)
{
    bp_status status = sort_set(&s->cells, err);
    return status == BP_OK ? build_stores(s, err) : status;
}
