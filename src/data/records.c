/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c - rows that are kept to be compared with each other.
 *
 * Duplicates and conflicts relate rows, which cells forget; so when they are looked for,
 * of each row two hashes and what a warning says about it are kept. */
#include "data/records.h"

#include <stdlib.h>

#include "data/inside.h"

static size_t find_element(const bp_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->n_elements; i++)
        if (strcmp(shape->element[i], name) == 0)
            return i;
    return SIZE_MAX;
}

static bp_status init(bp_survey *s, bp_err *err)
{
    (void)err;
    s->records.base = find_element(&s->shape, "base");
    s->records.tcc = find_element(&s->shape, "tcc");
    return BP_OK;
}

static bool cash_below_base(const bp_records *r, const bp_batch *b, size_t i)
{
    if (r->base == SIZE_MAX || r->tcc == SIZE_MAX)
        return false;
    const int64_t base = b->pay[r->base][i], tcc = b->pay[r->tcc][i];
    return base != BP_NO_PAY && tcc != BP_NO_PAY && tcc < base;
}

bool bp_records_add(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice)
{
    bp_records *r = &s->records;
    if (!s->shape.keep_records)
        return true;
    if (!bp_reserve(&r->record, &r->cap, r->n + 1, sizeof r->record[0]))
        return false;
    const bp_record_row row = { .row_hash = b->row_hash[i],
                                .who_hash = b->who_hash[i],
                                .payee_hash = b->payee_hash[i],
                                .pay = b->pay[0][i],
                                .order = b->order[i],
                                .line = b->line[i],
                                .file = b->file,
                                .cash_below_base = cash_below_base(r, b, i) };
    r->record[r->n++] = (bp_kept_record){ row, slice };
    return true;
}

/* The audit was merged before, so it has all slices of `from`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_records *r = &s->records, *of = &from->records;
    bool ok = bp_reserve(&r->record, &r->cap, r->n + of->n, sizeof r->record[0]);
    for (size_t i = 0; ok && i < of->n; i++) {
        bp_kept_record record = of->record[i];
        const bp_slice *f = &from->audit.slice[record.slice];
        record.slice = bp_audit_slice(&s->audit, f->year, f->currency, f->file);
        ok = record.slice != BP_NO_ID;
        r->record[r->n++] = record;
    }
    return bp_survey_memory(ok, err);
}

static int by_row(const void *a, const void *b)
{
    uint64_t x = ((const bp_kept_record *)a)->row.order;
    uint64_t y = ((const bp_kept_record *)b)->row.order;
    return (x > y) - (x < y);
}

/* Leaves the records of used rows, in input order. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_records *r = &s->records;
    size_t n = 0;
    (void)err;
    for (size_t i = 0; i < r->n; i++) {
        const bp_slice *p = &s->audit.slice[r->record[i].slice];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) == BP_USED)
            r->record[n++] = r->record[i];
    }
    r->n = n;
    if (n > 1)
        qsort(r->record, n, sizeof r->record[0], by_row);
    return BP_OK;
}

static size_t bytes(const bp_survey *s)
{
    return s->records.cap * sizeof s->records.record[0];
}

static void release(bp_survey *s)
{
    free(s->records.record);
}

const bp_part_kind bp_part_records = {
    .init = init, .merge = merge, .settle = settle, .bytes = bytes, .release = release
};

size_t bp_survey_records(const bp_survey *s)
{
    return s->records.n;
}

const bp_record_row *bp_survey_record(const bp_survey *s, size_t i)
{
    return &s->records.record[i].row;
}
