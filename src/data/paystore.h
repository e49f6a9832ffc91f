/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paystore.h - exact pay in the order of the cells.  Layer: data. */
#ifndef BP_DATA_PAYSTORE_H
#define BP_DATA_PAYSTORE_H

#include "benchpay/err.h"
#include "data/paybuf.h"
#include "data/run.h"

/* The pay of a cell: with few cells on pages of its own; with many in one array for all
 * cells; and wide amounts in another array.  A cell's part of an array ends at its place
 * in the array of ends, and starts where that of the cell before ends.  {0} is empty. */
typedef struct bp_pay_store {
    int64_t step;
    bp_arena pages;
    bp_page **page;   /* owned, as all below, of which some are NULL */
    size_t *page_end; /* [cells] */
    uint32_t *steps;
    size_t *steps_end; /* [cells] */
    bp_mapped *away;   /* where the steps are; NULL: in memory */
    int64_t *units;
    int64_t *weight;   /* of each of the units, of which all pay is then; NULL: none */
    size_t *units_end; /* [cells] */
    size_t n_units;
} bp_pay_store;

/* A buffer, and the cells that its numbers of cells mean. */
typedef struct bp_pay_source {
    bp_pay_buffer *buffer; /* emptied */
    const uint32_t *cell;  /* [cells] */
    size_t cells;
} bp_pay_source;

/* Takes all amounts out of the buffers.
 *   step     of the buffers
 *   most     so many bytes of the steps, about, will be in memory at a time, where some
 *            buffer was put away; they are away then, too
 *   threads  at most so many, and one for a buffer
 * Errors: BP_ELIMIT, BP_EIO */
bp_status bp_pay_store_build(bp_pay_store *out, const bp_pay_source source[], size_t n,
                             size_t cells, int64_t step, size_t most, size_t threads,
                             bp_err *err);

/* Where the part of a cell starts in an array of ends. */
static inline size_t bp_pay_store_start(const size_t end[], size_t cell)
{
    return cell > 0 ? end[cell - 1] : 0;
}

/* Has each cell one run of steps in memory, and nothing else?  Who reads millions of
 * cells asks first. */
static inline bool bp_pay_store_is_plain(const bp_pay_store *s)
{
    return s->steps_end != NULL && s->units_end == NULL && s->away == NULL;
}

/* That run, which may be empty. */
static inline const uint32_t *bp_pay_store_plain(const bp_pay_store *s, size_t cell,
                                                 size_t *n)
{
    const size_t start = bp_pay_store_start(s->steps_end, cell);
    *n = s->steps_end[cell] - start;
    return s->steps + start;
}

/* The runs of steps that are away: no longer than BP_AWAY_VALUES. */
size_t bp_pay_store_parts(const bp_pay_store *s, size_t cell);
bp_run bp_pay_store_part(const bp_pay_store *s, size_t cell, size_t i);

/* How many runs of steps. */
static inline size_t bp_pay_store_steps(const bp_pay_store *s, size_t cell)
{
    if (s->away != NULL)
        return bp_pay_store_parts(s, cell);
    return s->steps_end != NULL
               ? 1
               : s->page_end[cell] - bp_pay_store_start(s->page_end, cell);
}

/* The pay of a cell is the union of these runs, of which some may be empty; they live as
 * long as the store. */
static inline size_t bp_pay_store_runs(const bp_pay_store *s, size_t cell)
{
    return bp_pay_store_steps(s, cell) + (s->units_end != NULL);
}

static inline bp_run bp_pay_store_run(const bp_pay_store *s, size_t cell, size_t i)
{
    const bool wide = i == bp_pay_store_steps(s, cell);
    if (!wide && s->away != NULL)
        return bp_pay_store_part(s, cell, i);
    if (!wide && s->steps_end == NULL) {
        const bp_page *p = s->page[bp_pay_store_start(s->page_end, cell) + i];
        return (bp_run){ .steps = p->steps, .step = s->step, .n = p->n };
    }
    const size_t *end = wide ? s->units_end : s->steps_end;
    const size_t start = bp_pay_store_start(end, cell), n = end[cell] - start;
    return wide ? (bp_run){ .units = s->units + start,
                            .weight = s->weight != NULL ? s->weight + start : NULL,
                            .n = n }
                : (bp_run){ .steps = s->steps + start, .step = s->step, .n = n };
}

/* How many values they have. */
static inline uint64_t bp_pay_store_count(const bp_pay_store *s, size_t cell)
{
    uint64_t n = 0;
    if (s->units_end != NULL)
        n += s->units_end[cell] - bp_pay_store_start(s->units_end, cell);
    if (s->steps_end != NULL)
        return n + s->steps_end[cell] - bp_pay_store_start(s->steps_end, cell);
    for (size_t i = bp_pay_store_start(s->page_end, cell); i < s->page_end[cell]; i++)
        n += s->page[i]->n;
    return n;
}

void bp_pay_store_release(bp_pay_store *s);

#endif
