/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paybuf.h - the pay of rows as they come.  Layer: data.
 *
 * The first cells have pages of their own, to which amounts are appended.  With more
 * cells there would be more ends of pages than a processor's caches hold, so the cells
 * that follow share pages, some hundred cells a page, with the cell beside each amount.
 * Once all rows were read, the amounts are sorted by cell (paystore.h), one kind of cells
 * after the other; each has pages side by side, which are let go of then.
 *
 * Amounts of a part come cell by cell: where a cell has many, all cells have pages of
 * their own, as long as what is to come, which are given back one after another while
 * amounts come into the order of the cells. */
#ifndef BP_DATA_PAYBUF_H
#define BP_DATA_PAYBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lent.h"
#include "base/mapped.h"
#include "base/mem.h"
#include "benchpay/money.h"
#include "data/cellset.h"

/* Cells below have pages of their own; those of a block share them. */
#define BP_OWN_PAGES BP_CELLS_FIRST
#define BP_SHARE BP_CELL_BLOCK

/* Nearly all pay is a whole number of steps that fits 32 bits. */
typedef struct bp_page {
    struct bp_page *before; /* of its tail; of those that are away the one made before */
    uint32_t n;
    uint32_t room;
    uint32_t tail;
    uint32_t steps[]; /* [room], n of them written; on a shared page a byte for each
                       * follows the room: which cell of the share it belongs to */
} bp_page;

static inline const uint8_t *bp_page_cells(const bp_page *p)
{
    return (const uint8_t *)(p->steps + p->room);
}

/* Where the next amount of a cell, or of a share, is written: in its last page. */
typedef struct bp_pay_tail {
    uint32_t *next;
    uint32_t *end;
    bp_page *last; /* that is written */
    bp_page *here; /* the last that is not away */
    size_t kind;   /* of its pages */
} bp_pay_tail;

/* Pages of single cells are of the first kind, then come those of each kind of cells. */
#define BP_PAGE_KINDS (1 + BP_CELL_KINDS)

/* Pay that is no whole number of steps, or does not fit 32 bits. */
typedef struct bp_wide_entry {
    int64_t pay;
    uint32_t cell;
} bp_wide_entry;

/* {0} but for the step is empty. */
typedef struct bp_pay_buffer {
    int64_t step;      /* of the element */
    bool each;         /* all cells have pages of their own */
    uint64_t expected; /* amounts of the cell that is added to, beyond its last page */
    bp_pay_tail
        *tail; /* [n_tails] of the cells with pages of their own, then of the shares */
    size_t n_tails;
    size_t cap_tails;
    bp_arena pages[BP_PAGE_KINDS];
    bp_lent lent;    /* where pages are if all cells have their own */
    bp_mapped *away; /* where pages are from now on; NULL: with the others */
    bp_page *last_away;
    size_t open; /* bytes of the pages that are away and written: of one in each tail */
    bp_wide_entry *wide; /* [n_wide] */
    size_t n_wide;
    size_t cap_wide;
    int64_t *weight; /* [n_wide] where amounts have weights, all of them are wide; NULL */
    size_t cap_weight;
    size_t bytes; /* of all pages that are not away */
} bp_pay_buffer;

/* Pay as a number of steps; false when it is no whole number of them that fits.
 *   per_unit  1.0 / step */
static inline bool bp_pay_steps(uint32_t *steps, int64_t pay, int64_t step,
                                double per_unit)
{
    if ((uint64_t)pay > UINT32_MAX * (uint64_t)step)
        return false;
    /* The product is below 2^32, and off by far less than 1/2. */
    *steps = (uint32_t)((double)pay * per_unit + 0.5);
    return *steps * step == pay;
}

/* Is it a tail of one cell alone? */
static inline bool bp_pay_buffer_owns(const bp_pay_buffer *b, size_t tail)
{
    return b->each || tail < BP_OWN_PAGES;
}

/* The amounts of a page were moved, of a buffer whose cells each have their own. */
void bp_pay_page_moved(bp_pay_buffer *b, bp_page *page);

/* The next n amounts are of this cell. */
void bp_pay_buffer_expect(bp_pay_buffer *b, uint32_t cell, uint64_t n);

/* Adds n amounts; BP_NO_PAY is passed over.  False: memory is out.
 *   id  of all cells */
bool bp_pay_buffer_add(bp_pay_buffer *b, const bp_cell_id id[], const uint32_t cell[],
                       const int64_t pay[], size_t n);

/* The same with the weight of each. */
bool bp_pay_buffer_add_weighed(bp_pay_buffer *b, const uint32_t cell[],
                               const int64_t pay[], const int64_t weight[], size_t n);

/* Has the pages that follow in temporary files, about `most` bytes of them in memory at a
 * time; wide amounts stay in memory.  False: memory is out. */
bool bp_pay_buffer_put_away(bp_pay_buffer *b, size_t most);

/* Nothing is added any more: sets the number of amounts of every last page. */
void bp_pay_buffer_close(bp_pay_buffer *b);

/* One page after the other: of all tails, then those that are away, in the order in which
 * they are in files.  {0} is before the first. */
typedef struct bp_pay_walk {
    size_t tails; /* that were begun */
    bool away;
    const bp_page *page; /* NULL: there is none left */
} bp_pay_walk;

bool bp_pay_page_next(bp_pay_walk *w, const bp_pay_buffer *b);

/* The sum of all amounts so far, and their number. */
bp_int128 bp_pay_buffer_sum(bp_pay_buffer *b, uint64_t *n);

/* The memory that it takes, nearly. */
size_t bp_pay_buffer_bytes(const bp_pay_buffer *b);

void bp_pay_buffer_release(bp_pay_buffer *b);

#endif
