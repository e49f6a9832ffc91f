/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.h - the pay of rows as they come.  Layer: data.
 *
 * The first cells have pages of their own, to which amounts are added one behind the
 * other.  Where there are more cells, that would be more places than a processor's
 * caches have room for, so those that follow share pages, some hundred cells each, with
 * the cell beside each amount.  Once all rows were read, all is posted to
 * a ledger (ledger.h). */
#ifndef BP_DATA_JOURNAL_H
#define BP_DATA_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* Cells below have pages of their own; the others share them with their neighbours. */
#define BP_OWN_PAGES 1024
#define BP_SHARE 256

/* Nearly all pay is a whole number of steps that fits 32 bits. */
typedef struct bp_page {
    struct bp_page *before;
    uint32_t n;
    uint32_t room;
    uint32_t steps[]; /* [room], n of them written; on a shared page there is behind the
                       * room a byte for each: which cell of the share it is of */
} bp_page;

static inline const uint8_t *bp_page_cells(const bp_page *p)
{
    return (const uint8_t *)(p->steps + p->room);
}

/* Where amounts are written: the end of the last page of a cell, or of a share. */
typedef struct bp_pen {
    uint32_t *next;
    uint32_t *end;
    bp_page *last;
} bp_pen;

/* Any other pay. */
typedef struct bp_wide_entry {
    int64_t pay;
    uint32_t cell;
} bp_wide_entry;

/* {0} but for the step is empty. */
typedef struct bp_journal {
    int64_t step; /* of the shape */
    bp_pen *pen;  /* [n_pens] of the cells with pages of their own, then of the shares */
    size_t n_pens;
    size_t cap_pens;
    bp_arena pages;
    bp_wide_entry *wide; /* [n_wide] */
    size_t n_wide;
    size_t cap_wide;
    size_t bytes; /* of all pages */
} bp_journal;

/* Writes n amounts down, but for those that are BP_NO_PAY.  False: memory is out. */
bool bp_journal_add(bp_journal *j, const uint32_t cell[], const int64_t pay[], size_t n);

/* Ends the writing: now all pages know what is on them. */
void bp_journal_close(bp_journal *j);

void bp_journal_release(bp_journal *j);

#endif
