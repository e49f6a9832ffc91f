/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill.c - adds rows to a survey.
 *
 * A batch is added step by step, each step for all its rows - their ids, what is
 * accounted of them, their cells, at last their pay - so that what one step looks up
 * stays in the caches while it is needed.  Where rows are compared with each other they
 * are kept by themselves instead, and cells are made of them once all were read.
 *
 * Where one currency is asked for, rows that name another are counted as all are, but
 * can be in no figure: nothing is kept of them, and only their pay, year and currency are
 * looked at.  (Rows of another year may be in one: growth compares years.) */
#include "data/fill.h"

#include <assert.h>

#include "data/bounded.h"
#include "data/inside.h"
#include "data/payweights.h"

typedef struct rows {
    const bp_batch *batch;
    uint32_t slice[BP_BATCH_ROWS]; /* where cells are made later */
    uint32_t id[BP_BATCH_ROWS * BP_CELL_PARTS_MAX];
    uint32_t cell[BP_BATCH_ROWS]; /* or the prefixes */
} rows;

/* What rows are counted by: the ids of their currencies, and their years.  False: memory
 * is out. */
static bool identify_slices(bp_survey *s, rows *r)
{
    const bp_cellset *c = &s->cells.set;
    const bp_batch *b = r->batch;
    for (size_t i = 0; c->year != SIZE_MAX && i < b->n; i++)
        r->id[i * c->width + c->year] = (uint32_t)b->year[i];
    return c->currency == SIZE_MAX ||
           bp_dict_put_all(s->dicts.currency, b->currency, b->n, r->id + c->currency,
                           c->width);
}

/* All ids of the rows. */
static bool identify(bp_survey *s, rows *r)
{
    const bp_cellset *c = &s->cells.set;
    const bp_dicts *d = &s->dicts;
    const bp_batch *b = r->batch;
    bool ok = identify_slices(s, r);
    for (size_t k = 0; k < c->n_keys; k++)
        ok &= bp_dict_put_all(d->key[k], b->key[k], b->n, r->id + k, c->width);
    if (s->shape.org_key > 0)
        for (uint32_t *id = r->id; id < r->id + b->n * c->width; id += c->width)
            id[c->org] = id[s->shape.org_key - 1];
    else if (c->org != SIZE_MAX)
        ok &= bp_dict_put_all(d->org, b->org, b->n, r->id + c->org, c->width);
    return ok;
}

/* What is kept of row i by itself. */
static bool keep_row(bp_survey *s, const bp_batch *b, size_t i, uint32_t currency,
                     const bp_observed_at *at)
{
    return bp_observations_add(s, b, i, at) &&
           bp_people_add(s, b, i, currency, at->org, at->key);
}

static uint32_t part_of(const rows *r, const bp_cellset *c, size_t i, size_t part,
                        uint32_t none)
{
    return part != SIZE_MAX ? r->id[i * c->width + part] : none;
}

/* Rows `from` to before `to`, of one slice. */
static bool account_some(bp_survey *s, rows *r, size_t from, size_t to, bool keep)
{
    const bp_cellset *c = &s->cells.set;
    const bp_shape *shape = &s->shape;
    const bp_batch *b = r->batch;
    const uint32_t currency = part_of(r, c, from, c->currency, BP_NO_ID);
    const uint32_t year = part_of(r, c, from, c->year, BP_NO_YEAR);
    const uint32_t slice = bp_audit_slice(&s->audit, (int32_t)year, currency);
    bool ok = slice != BP_NO_ID && bp_audit_use(&s->audit, slice, b, from, to);
    for (size_t i = from; s->cells.set.later && i < to; i++)
        r->slice[i] = slice;
    if (ok && shape->has_date)
        bp_audit_date(&s->audit, slice, b, from, to);
    if (ok && keep && shape->staff != 0)
        ok = bp_staff_add(s, b, from, to, slice, r->id + from * c->width, c->width);
    if (keep && (shape->keep_people || shape->n_variables > 0 || shape->pay_pairs))
        for (size_t i = from; ok && i < to; i++) {
            const bp_observed_at at = { slice, part_of(r, c, i, c->org, BP_NO_ID),
                                        r->id + i * c->width };
            ok = keep_row(s, b, i, currency, &at);
        }
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
static bool account(bp_survey *s, rows *r, bool keep)
{
    bool ok = true;
    for (size_t i = 0, next; ok && i < r->batch->n; i = next) {
        next = slice_end(r, &s->cells.set, i);
        ok = account_some(s, r, i, next, keep);
    }
    return ok;
}

/* The names in one column, which some other ids of the rows may tell. */
static bool watch_one(bp_survey *s, const rows *r, size_t w)
{
    const bp_cellset *c = &s->cells.set;
    const bp_batch *b = r->batch;
    const size_t as = s->shape.watched_as[w];
    if (as != SIZE_MAX)
        return bp_watch_add_ids(&s->watch[w], r->id + (as == BP_KEYS_MAX ? c->org : as),
                                c->width, b);
    return b->watched[w] != NULL ? bp_watch_add(&s->watch[w], b->watched[w], b)
                                 : bp_watch_add_known(&s->watch[w], s->dicts.currency,
                                                      r->id + c->currency, c->width, b);
}

/* The names that are checked. */
static bool watch(bp_survey *s, const rows *r)
{
    bool ok = true;
    for (size_t w = 0; ok && w < s->shape.n_watched; w++)
        ok = watch_one(s, r, w);
    return ok;
}

/* A row is known again by its person and year, below 0; without a person by its place in
 * the input.  What weighs nothing is no row of a group. */
static int64_t number_of(const bp_survey *s, const bp_batch *b, size_t i)
{
    if (b->pay[0][i] == BP_NO_PAY ||
        (s->shape.weights != BP_UNWEIGHTED && b->weight[i] == 0))
        return BP_NO_PAY;
    if (b->person[i] == 0)
        return (int64_t)(b->order[i] & INT64_MAX);
    const uint64_t who[2] = { b->person[i],
                              s->shape.has_year ? (uint64_t)(uint32_t)b->year[i] : 0 };
    return -(int64_t)(bp_hash(who, sizeof who) >> 2) - 1;
}

static bool add_numbers(bp_survey *s, const rows *r)
{
    int64_t number[BP_BATCH_ROWS];
    for (size_t i = 0; i < r->batch->n; i++)
        number[i] = number_of(s, r->batch, i);
    return bp_pay_buffer_add(&s->cells.worker->buffer[BP_ROW_NUMBERS], s->cells.set.id,
                             r->cell, number, r->batch->n);
}

/* What is left of row i, whose pay is not kept. */
static void count_other(bp_survey *s, const bp_batch *b, size_t i)
{
    bp_others *o = &s->cells.others;
    bool paid = b->pay[0][i] != BP_NO_PAY;
    if (paid) {
        o->n++;
        o->sum += b->pay[0][i];
    }
    for (size_t e = 1; !paid && e < s->shape.n_elements; e++)
        paid = b->pay[e][i] != BP_NO_PAY;
    if (paid && s->shape.weights != BP_UNWEIGHTED)
        o->divisor = bp_weights_common((uint64_t)b->weight[i], o->divisor);
}

static bool add_pay(bp_survey *s, const rows *r)
{
    const bp_batch *b = r->batch;
    bool ok = true;
    for (size_t e = 0; ok && e < s->shape.n_elements; e++) {
        bp_pay_buffer *to = &s->cells.worker->buffer[e];
        ok = s->shape.weights == BP_UNWEIGHTED
                 ? bp_pay_buffer_add(to, s->cells.set.id, r->cell, b->pay[e], b->n)
                 : bp_pay_buffer_add_weighed(to, r->cell, b->pay[e], b->weight, b->n);
    }
    return ok;
}

/* The rows as they are; cells are made of them later. */
static bool log_rows(bp_survey *s, const rows *r)
{
    const bp_cellset *c = &s->cells.set;
    const bp_shape *shape = &s->shape;
    const bp_batch *b = r->batch;
    bp_log_row row = { .weight = 0 };
    bool ok = true;
    for (size_t i = 0; ok && i < b->n; i++) {
        row.place = bp_batch_place(b, i);
        row.slice = r->slice[i];
        row.prefix = r->cell[i];
        row.org = part_of(r, c, i, c->org, 0);
        row.row_hash = b->row_hash[i];
        row.payee_hash = b->payee_hash[i];
        row.who_hash = (uint32_t)(b->who_hash[i] >> 32 ^ b->who_hash[i]);
        for (size_t e = 0; e < shape->n_elements; e++)
            row.pay[e] = b->pay[e][i];
        if (shape->weights != BP_UNWEIGHTED)
            row.weight = b->weight[i];
        if (shape->keep_rows)
            row.number = number_of(s, b, i);
        ok = bp_row_log_add(&s->cells.worker->log, shape, &row);
    }
    return ok;
}

/* Rows that are kept. */
static bp_status add_kept(bp_survey *s, const bp_batch *b, bp_err *err)
{
    rows r;
    r.batch = b;
    if (!identify(s, &r) || !watch(s, &r) || !account(s, &r, true))
        return bp_survey_memory(false, err);
    bp_status status =
        bp_cellset_put_all(&s->cells.set, r.id, b->order, b->n, r.cell, err);
    if (status != BP_OK)
        return status;
    if (s->cells.set.later)
        return bp_survey_memory(log_rows(s, &r), err);
    return bp_pay_memory(s->cells.worker,
                         add_pay(s, &r) && (!s->shape.keep_rows || add_numbers(s, &r)),
                         err);
}

/* Rows that are counted alone. */
static bool count_rows(bp_survey *s, const bp_batch *b)
{
    rows r;
    r.batch = b;
    return identify_slices(s, &r) && account(s, &r, false);
}

static bool count_others(bp_survey *s, const bp_batch *b)
{
    for (size_t i = 0; i < b->n; i++)
        count_other(s, b, i);
    return count_rows(s, b);
}

static bp_status add_rows(bp_survey *s, const bp_batch *b, bp_err *err)
{
    if (!s->shape.has_currency || s->shape.currency == NULL)
        return add_kept(s, b, err);
    bp_status status = BP_OK;
    const bp_text asked = bp_text_of(s->shape.currency);
    for (size_t i = 0, next; status == BP_OK && i < b->n; i = next) {
        const bool other = bp_currency_is_other(b->currency[i], asked);
        for (next = i + 1; next < b->n; next++)
            if (bp_currency_is_other(b->currency[next], asked) != other)
                break;
        bp_batch some = bp_batch_from(b, &s->shape, i);
        some.n = next - i;
        status = other ? bp_survey_memory(count_others(s, &some), err)
                       : add_kept(s, &some, err);
    }
    return status;
}

/* The rows with what is kept of their amounts; their sum stays exact, since a total of
 * all rows is known by it. */
static bp_status add_bounded(bp_survey *s, const bp_batch *b, bp_err *err)
{
    const bp_shape *shape = &s->shape;
    int64_t pay[BP_ELEMENTS_MAX][BP_BATCH_ROWS];
    bp_batch kept = *b;
    for (size_t i = 0; i < b->n; i++)
        if (b->pay[0][i] != BP_NO_PAY) {
            s->cells.exact.n++;
            s->cells.exact.sum += b->pay[0][i];
        }
    for (size_t e = 0; e < shape->n_elements; e++) {
        const int64_t step = bp_shape_step(shape, e);
        kept.pay[e] = pay[e];
        for (size_t i = 0; i < b->n; i++)
            pay[e][i] = b->pay[e][i] != BP_NO_PAY
                            ? bp_bounded_pay(b->pay[e][i], step, shape->bits)
                            : BP_NO_PAY;
    }
    return add_rows(s, &kept, err);
}

bp_status bp_survey_add(bp_survey *s, const bp_batch *b, bp_err *err)
{
    assert(b->n <= BP_BATCH_ROWS && b->file < s->shape.n_files);
    return s->shape.bits > 0 ? add_bounded(s, b, err) : add_rows(s, b, err);
}

bp_status bp_survey_use(bp_survey *s, const bp_batch *b, bp_err *err)
{
    assert(b->n <= BP_BATCH_ROWS && b->file < s->shape.n_files);
    return bp_survey_memory(count_rows(s, b), err);
}

bp_int128 bp_survey_pay_so_far(bp_survey *s, uint64_t *n)
{
    const bp_others *o = &s->cells.others;
    bp_worker_pay *own = s->cells.worker;
    if (s->shape.bits > 0) {
        *n = s->cells.exact.n;
        return s->cells.exact.sum;
    }
    const bp_int128 sum = s->cells.set.later ? bp_row_log_sum(&own->log, &s->shape, n)
                                             : bp_pay_buffer_sum(&own->buffer[0], n);
    *n += o->n;
    return sum + o->sum;
}
