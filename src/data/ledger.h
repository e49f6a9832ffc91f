/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - exact pay in the order of the cells.  Layer: data. */
#ifndef BP_DATA_LEDGER_H
#define BP_DATA_LEDGER_H

#include "benchpay/err.h"
#include "data/journal.h"
#include "data/run.h"

/* The pay of a cell: where there are few, on pages of its own; where there are many, in
 * an array of all cells; and what does not fit 32 bits in another one.  An array of ends
 * says where a cell's part ends; it starts where that of the cell before does.  {0} is
 * empty. */
typedef struct bp_ledger {
    int64_t step;
    bp_arena pages;
    bp_page **page;   /* owned, as all below, of which some are NULL */
    size_t *page_end; /* [cells] */
    uint32_t *steps;
    size_t *steps_end; /* [cells] */
    int64_t *units;
    size_t *units_end; /* [cells] */
} bp_ledger;

/* What is posted: a journal, and the cells that its numbers stand for. */
typedef struct bp_posting {
    bp_journal *journal;  /* emptied */
    const uint32_t *cell; /* [cells] */
    size_t cells;
} bp_posting;

/* On as many threads as there are journals, where that pays.
 *   step  of the journals
 * Errors: BP_ELIMIT */
bp_status bp_ledger_post(bp_ledger *out, const bp_posting posting[], size_t n,
                         size_t cells, int64_t step, bp_err *err);

/* The pay of a cell is the union of these runs, of which some may be empty; they live as
 * long as the ledger. */
size_t bp_ledger_runs(const bp_ledger *l, size_t cell);
bp_run bp_ledger_run(const bp_ledger *l, size_t cell, size_t i);

/* How many values they have. */
uint64_t bp_ledger_count(const bp_ledger *l, size_t cell);

void bp_ledger_release(bp_ledger *l);

#endif
