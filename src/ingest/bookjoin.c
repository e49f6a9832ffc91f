/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookjoin.c - the sheets of a workbook that are parts of one table.
 *
 * Survey houses give each tier, region or year a sheet of its own.  What is told by the
 * names of the sheets then stands in no column, so that it becomes one: "Sheet".  Sheets
 * belong together where they have the same row of several cells, their header; covers and
 * notes have not. */
#include "ingest/bookjoin.h"

#include <stdlib.h>

#include "data/slots.h"

/* So many sheets are held against each other; others only against their header. */
#define COMPARED 64

/* The first rows of a sheet. */
typedef struct lead {
    uint64_t row[BP_BOOKJOIN_ROWS], hash[BP_BOOKJOIN_ROWS];
    size_t filled[BP_BOOKJOIN_ROWS]; /* cells */
    bool digits[BP_BOOKJOIN_ROWS];
    size_t n;
    bool done;
} lead;

static bp_status see(void *arg, const bp_sheet_row *r, bp_err *err)
{
    lead *l = arg;
    (void)err;
    for (size_t i = 0; i < r->line.n; i++)
        l->digits[l->n] |= bp_is_digit(r->line.at[i]);
    l->row[l->n] = r->row;
    l->filled[l->n] = r->filled;
    l->hash[l->n++] = bp_hash(r->line.at, r->line.n);
    l->done = l->n == BP_BOOKJOIN_ROWS;
    return BP_OK;
}

/* Where a row with the same cells is; n: nowhere. */
static size_t find(const lead *l, uint64_t hash)
{
    size_t i = 0;
    while (i < l->n && l->hash[i] != hash)
        i++;
    return i;
}

/* A place in the rows of all sheets. */
typedef struct common {
    size_t sheet, at;
    size_t other, there; /* the same row of another sheet */
} common;

/* The row of most cells that two sheets have, the first of equals: a header has a name for
 * each column, and what is above it has fewer cells.  False: they have none of several. */
static bool find_header(common *out, const lead l[], size_t n)
{
    size_t most = 1;
    n = n < COMPARED ? n : COMPARED;
    for (size_t s = 0; s < n; s++)
        for (size_t at = 0; at < l[s].n; at++)
            for (size_t other = s + 1; l[s].filled[at] > most && other < n; other++) {
                const size_t there = find(&l[other], l[s].hash[at]);
                if (there == l[other].n)
                    continue;
                most = l[s].filled[at];
                *out = (common){ s, at, other, there };
            }
    return most > 1;
}

/* The rows below the first of a header that are its, too: the same, and no data. */
static size_t rows_below(const common *p, const lead l[])
{
    const lead *one = &l[p->sheet], *other = &l[p->other];
    size_t n = 0;
    while (p->at + n + 1 < one->n && p->there + n + 1 < other->n &&
           !one->digits[p->at + n + 1] &&
           one->hash[p->at + n + 1] == other->hash[p->there + n + 1])
        n++;
    return n;
}

static void join(bp_bookjoin *j, const lead l[], size_t n)
{
    common p;
    if (!find_header(&p, l, n))
        return;
    const size_t below = rows_below(&p, l);
    for (size_t s = 0; s < n; s++) {
        const size_t at = find(&l[s], l[p.sheet].hash[p.at]);
        if (at + below >= l[s].n)
            continue;
        j->sheet[s].in = true;
        j->sheet[s].header = l[s].row[at];
        j->sheet[s].last = l[s].row[at + below];
        j->n++;
    }
}

bp_status bp_bookjoin_find(bp_bookjoin *out, const bp_book *b, const bp_booktext *texts,
                           const bp_bookformat *formats, bp_err *err)
{
    lead *l = bp_alloc(0, b->n_sheets, sizeof *l);
    bp_bookjoin j = { .sheet = bp_alloc(0, b->n_sheets, sizeof *j.sheet) };
    bp_status status = l != NULL && j.sheet != NULL
                           ? BP_OK
                           : bp_no_memory(err, "the sheets of a workbook");
    for (size_t s = 0; status == BP_OK && s < b->n_sheets; s++) {
        const bp_sheet_rows rows = { see, &l[s], &l[s].done };
        bp_merged merged = { 0 };
        bp_sheet place = { 0 };
        if (!b->sheet[s].hidden)
            status = bp_sheet_read(&rows, &merged, &place, b, s, texts, formats, err);
        j.unread |= status == BP_EDATA;
        status = status == BP_EDATA ? BP_OK : status;
        bp_merged_release(&merged);
        for (size_t i = 0; i < l[s].n; i++)
            j.sheet[s].rows += l[s].filled[i] > 1;
    }
    if (status == BP_OK) {
        join(&j, l, b->n_sheets);
        *out = j;
    } else {
        bp_bookjoin_release(&j);
    }
    free(l);
    return status;
}

void bp_bookjoin_release(bp_bookjoin *j)
{
    free(j->sheet);
    *j = (bp_bookjoin){ 0 };
}

/* ---- their rows ---- */

typedef struct joining {
    bp_sheettext *to;
    const bp_bookjoin_sheet *how;
    const char *name;
    bool first, begun;
    bp_str line;
} joining;

static bp_status add(void *arg, const bp_sheet_row *r, bp_err *err)
{
    joining *j = arg;
    const bool header = r->row >= j->how->header && r->row <= j->how->last;
    if (!j->first && r->row <= j->how->last)
        return BP_OK;
    if (!j->begun) {
        bp_status status = bp_sheettext_begin(j->to, j->name, r->row, err);
        if (status != BP_OK)
            return status;
        j->begun = true;
    }
    bp_str_clear(&j->line);
    if (header && r->row == j->how->last)
        bp_str_puts(&j->line, "Sheet");
    else if (r->row > j->how->last)
        bp_sheettext_cell(&j->line, bp_text_of(j->name));
    bp_str_putc(&j->line, ',');
    bp_str_bytes(&j->line, r->line.at, r->line.n);
    return j->line.failed ? bp_no_memory(err, "a row of the workbook")
                          : bp_sheettext_add(j->to, r->row, bp_str_text(&j->line),
                                             r->cells + 1, err);
}

static bp_status ignore(void *arg, const bp_sheet_row *r, bp_err *err)
{
    (void)arg;
    (void)r;
    (void)err;
    return BP_OK;
}

bp_status bp_bookjoin_add(bp_sheettext *to, bp_sheet *place, const bp_bookjoin_sheet *how,
                          const char *name, bool first, const bp_book *b, size_t sheet,
                          const bp_booktext *texts, const bp_bookformat *formats,
                          bp_err *err)
{
    joining j = { .to = to, .how = how, .name = name, .first = first };
    const bp_sheet_rows look = { .add = ignore }, rows = { .add = add, .arg = &j };
    bp_merged merged = { 0 };
    bp_sheet none = { 0 };
    /* merged cells come behind the rows, which cannot be taken back */
    bp_status status =
        bp_sheet_read(&look, &merged, &none, b, sheet, texts, formats, err);
    bp_merged_sort(&merged);
    if (status == BP_OK)
        status = bp_sheet_read(&rows, &merged, place, b, sheet, texts, formats, err);
    bp_merged_release(&merged);
    bp_str_release(&j.line);
    return status;
}
