/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill.c - adds rows to a survey.
 *
 * A batch is added step by step, each step for all its rows - their ids, what is
 * accounted of them, their cells, at last their pay - so that what one step looks up
 * stays in the caches while it is needed. */
#include "data/fill.h"

#include <assert.h>

#include "data/inside.h"

typedef struct rows {
    const bp_batch *batch;
    uint32_t id[BP_BATCH_ROWS * BP_CELL_PARTS_MAX]; /* [n][width] */
    uint32_t cell[BP_BATCH_ROWS];
} rows;

/* The ids of the rows; false when memory is out. */
static bool identify(bp_survey *s, rows *r)
{
    const bp_cellset *c = &s->cells.set;
    const bp_dicts *d = &s->dicts;
    const bp_batch *b = r->batch;
    bool ok = true;
    for (size_t k = 0; k < c->n_keys; k++)
        ok &= bp_dict_put_all(d->key[k], b->key[k], b->n, r->id + k, c->width);
    if (c->org != SIZE_MAX)
        ok &= bp_dict_put_all(d->org, b->org, b->n, r->id + c->org, c->width);
    if (c->currency != SIZE_MAX)
        ok &= bp_dict_put_all(d->currency, b->currency, b->n, r->id + c->currency,
                              c->width);
    for (size_t i = 0; c->year != SIZE_MAX && i < b->n; i++)
        r->id[i * c->width + c->year] = (uint32_t)b->year[i];
    return ok;
}

/* What is kept of row i by itself. */
static bool keep_row(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice,
                     uint32_t currency, uint32_t org)
{
    return bp_records_add(s, b, i, slice) && bp_people_add(s, b, i, currency, org);
}

static uint32_t part_of(const rows *r, const bp_cellset *c, size_t i, size_t part,
                        uint32_t none)
{
    return part != SIZE_MAX ? r->id[i * c->width + part] : none;
}

/* Rows `from` to before `to`, of one slice. */
static bool account_some(bp_survey *s, const rows *r, size_t from, size_t to, bool keep)
{
    const bp_cellset *c = &s->cells.set;
    const bp_shape *shape = &s->shape;
    const bp_batch *b = r->batch;
    const uint32_t currency = part_of(r, c, from, c->currency, BP_NO_ID);
    const uint32_t year = part_of(r, c, from, c->year, BP_NO_YEAR);
    const uint32_t slice = bp_audit_slice(&s->audit, (int32_t)year, currency, b->file);
    bool ok = slice != BP_NO_ID && bp_audit_use(&s->audit, slice, b, from, to);
    if (ok && shape->has_date)
        bp_audit_date(&s->audit, slice, b, from, to);
    if (keep && (shape->keep_records || shape->keep_people || shape->pay_pairs))
        for (size_t i = from; ok && i < to; i++)
            ok = keep_row(s, b, i, slice, currency, part_of(r, c, i, c->org, BP_NO_ID));
    return ok;
}

/* The first row after i that is of another slice. */
static size_t slice_end(const rows *r, const bp_cellset *c, size_t i)
{
    size_t k = c->year == SIZE_MAX && c->currency == SIZE_MAX ? r->batch->n : i + 1;
    while (k < r->batch->n &&
           part_of(r, c, i, c->year, 0) == part_of(r, c, k, c->year, 0) &&
           part_of(r, c, i, c->currency, 0) == part_of(r, c, k, c->currency, 0))
        k++;
    return k;
}

/* Counts the rows in the audit, and keeps what is kept of each. */
static bool account(bp_survey *s, const rows *r, bool keep)
{
    bool ok = true;
    for (size_t w = 0; keep && ok && w < s->shape.n_watched; w++)
        ok = bp_watch_add(&s->watch[w], r->batch->watched[w], r->batch);
    for (size_t i = 0, next; ok && i < r->batch->n; i = next) {
        next = slice_end(r, &s->cells.set, i);
        ok = account_some(s, r, i, next, keep);
    }
    return ok;
}

/* A row is known again by its person and year, below 0; without a person by its place in
 * the input. */
static int64_t number_of(const bp_survey *s, const bp_batch *b, size_t i)
{
    if (b->pay[0][i] == BP_NO_PAY)
        return BP_NO_PAY;
    if (b->person[i] == 0)
        return (int64_t)(b->order[i] & INT64_MAX);
    const uint64_t who[2] = { b->person[i],
                              s->shape.has_year ? (uint64_t)(uint32_t)b->year[i] : 0 };
    return -(int64_t)(bp_hash(who, sizeof who) >> 2) - 1;
}

static bool add_numbers(bp_survey *s, const bp_batch *b, const uint32_t cell[])
{
    int64_t number[BP_BATCH_ROWS];
    const bool weighed = s->shape.weights != BP_UNWEIGHTED;
    for (size_t i = 0; i < b->n; i++) /* what weighs nothing is no row of a group */
        number[i] = weighed && b->weight[i] == 0 ? BP_NO_PAY : number_of(s, b, i);
    return bp_pay_buffer_add(&s->cells.worker->buffer[BP_ROW_NUMBERS], cell, number,
                             b->n);
}

bp_status bp_survey_add(bp_survey *s, const bp_batch *b, bp_err *err)
{
    rows r;
    assert(b->n <= BP_BATCH_ROWS && b->file < s->shape.n_files);
    r.batch = b;
    bool ok = identify(s, &r) && account(s, &r, true);
    if (ok) {
        bp_status status =
            bp_cellset_put_all(&s->cells.set, r.id, b->order, b->n, r.cell, err);
        if (status != BP_OK)
            return status;
    }
    for (size_t e = 0; ok && e < s->shape.n_elements; e++) {
        bp_pay_buffer *to = &s->cells.worker->buffer[e];
        ok = s->shape.weights == BP_UNWEIGHTED
                 ? bp_pay_buffer_add(to, r.cell, b->pay[e], b->n)
                 : bp_pay_buffer_add_weighed(to, r.cell, b->pay[e], b->weight, b->n);
    }
    if (ok && s->shape.keep_rows)
        ok = add_numbers(s, b, r.cell);
    return bp_survey_memory(ok, err);
}

bp_status bp_survey_use(bp_survey *s, const bp_batch *b, bp_err *err)
{
    rows r;
    assert(b->n <= BP_BATCH_ROWS && b->file < s->shape.n_files);
    r.batch = b;
    return bp_survey_memory(identify(s, &r) && account(s, &r, false), err);
}

bp_int128 bp_survey_pay_so_far(bp_survey *s, uint64_t *n)
{
    return bp_pay_buffer_sum(&s->cells.worker->buffer[0], n);
}
