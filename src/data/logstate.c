/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logstate.c - rows that are kept by themselves as a file.
 *
 * Their order in the log depends on who read them, so they go in the order of the input:
 * places are small steps then.  Hashes are what they are; pay is counted in the quantum
 * of its element. */
#include <stdlib.h>

#include "data/inside.h"
#include "data/payweights.h"
#include "data/records.h"

/* A row in some log. */
typedef struct found {
    uint64_t order;
    uint32_t worker;
    uint32_t block;
    uint32_t row;
} found;

/* All rows, and what their pay are multiples of. */
typedef struct listed {
    found *at; /* [n] */
    size_t n;
    uint64_t quantum[BP_ELEMENTS_MAX];
} listed;

static int by_order(const void *a, const void *b)
{
    const found *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static void list_block(listed *l, const bp_shape *shape, const bp_log_block *b,
                       found first)
{
    for (first.row = 0; first.row < b->n; first.row++) {
        bp_log_row row = { .weight = 0 };
        bp_log_row_read(&row, shape, b, first.row);
        first.order = row.place.order;
        l->at[l->n++] = first;
        for (size_t e = 0; e < shape->n_elements; e++) {
            const int64_t pay = row.pay[e];
            if (pay != BP_NO_PAY)
                l->quantum[e] = bp_weights_common(
                    pay < 0 ? 0 - (uint64_t)pay : (uint64_t)pay, l->quantum[e]);
        }
    }
}

/* False: memory is out. */
static bool list_rows(listed *l, const bp_survey *s)
{
    const bp_cells *c = &s->cells;
    l->at = bp_alloc(0, bp_survey_records(s), sizeof l->at[0]);
    for (uint32_t w = 0; l->at != NULL && w < c->n_workers; w++)
        for (uint32_t b = 0; b < c->worker[w].log.n_blocks; b++)
            list_block(l, &s->shape, &c->worker[w].log.block[b], (found){ 0, w, b, 0 });
    if (l->at != NULL && l->n > 1)
        qsort(l->at, l->n, sizeof l->at[0], by_order);
    return l->at != NULL;
}

/* 0 stands for no pay. */
static void save_pay(bp_str *out, int64_t pay, uint64_t quantum)
{
    if (pay == BP_NO_PAY) {
        bp_pack_uint(out, 0);
        return;
    }
    const int64_t steps = quantum > 0 ? pay / (int64_t)quantum : 0;
    bp_pack_uint(out, bp_pack_folded(steps) + 1);
}

static void save_row(const bp_saving *to, bp_str *out, const listed *l, bp_log_row *r,
                     const bp_place *before)
{
    const bp_shape *shape = &to->survey->shape;
    bp_pack_uint(out, r->place.order - before->order);
    bp_pack_int(out, (int64_t)(r->place.line - before->line));
    bp_pack_uint(out, to->slice[r->slice]);
    bp_pack_uint(out, r->prefix);
    bp_pack_uint(out, r->org);
    bp_pack_fixed(out, r->row_hash, sizeof r->row_hash);
    if (shape->has_person) {
        bp_pack_fixed(out, r->payee_hash, sizeof r->payee_hash);
        bp_pack_fixed(out, r->who_hash, sizeof r->who_hash);
    }
    for (size_t e = 0; e < shape->n_elements; e++)
        if (!shape->quotient[e].made)
            save_pay(out, r->pay[e], l->quantum[e]);
    if (shape->weights != BP_UNWEIGHTED)
        bp_pack_int(out, r->weight);
    if (shape->keep_rows)
        bp_pack_int(out, r->number);
}

bp_status bp_log_save(bp_saving *to, bp_str *out, bp_err *err)
{
    const bp_survey *s = to->survey;
    const bp_cells *c = &s->cells;
    listed l = { .n = 0 };
    uint32_t *now = NULL;
    bp_place before = { 0 };
    bp_status status = bp_survey_memory(list_rows(&l, s), err);
    if (status == BP_OK)
        status = bp_prefixes_save(&now, &c->set, out, err);
    bp_pack_uint(out, l.n);
    for (size_t e = 0; e < s->shape.n_elements; e++)
        bp_pack_uint(out, l.quantum[e]);
    for (size_t i = 0; status == BP_OK && i < l.n; i++) {
        const bp_worker_pay *w = &c->worker[l.at[i].worker];
        bp_log_row r = { .weight = 0 };
        bp_log_row_read(&r, &s->shape, &w->log.block[l.at[i].block], l.at[i].row);
        r.prefix = now[w->cell != NULL ? w->cell[r.prefix] : r.prefix];
        r.org = s->shape.has_org && w->org != NULL ? w->org[r.org] : r.org;
        save_row(to, out, &l, &r, &before);
        before = r.place;
    }
    free(now);
    free(l.at);
    return status;
}

/* ---- reading ---- */

static int64_t load_pay(bp_unpack *from, uint64_t quantum)
{
    const uint64_t number = bp_unpack_uint(from);
    if (number == 0)
        return BP_NO_PAY;
    const int64_t steps = bp_unpack_folded(number - 1);
    int64_t pay = 0;
    if (__builtin_mul_overflow(steps, quantum, &pay) || pay == BP_NO_PAY)
        from->bad = true;
    return from->bad ? BP_NO_PAY : pay;
}

static void load_row(bp_log_row *r, const bp_loading *to, bp_unpack *from,
                     const uint64_t quantum[])
{
    const bp_shape *shape = &to->survey->shape;
    r->place.order += bp_unpack_uint(from);
    r->place.line += (uint64_t)bp_unpack_int(from);
    r->slice = bp_load_known(from, to->slice, to->n_slices);
    r->prefix = (uint32_t)bp_unpack_below(from, (uint64_t)UINT32_MAX + 1);
    r->org = shape->has_org ? bp_load_known(from, to->now.org, to->n_org)
                            : (uint32_t)bp_unpack_below(from, 1);
    r->row_hash = bp_unpack_fixed(from, sizeof r->row_hash);
    if (shape->has_person) {
        r->payee_hash = bp_unpack_fixed(from, sizeof r->payee_hash);
        r->who_hash = (uint32_t)bp_unpack_fixed(from, sizeof r->who_hash);
    }
    for (size_t e = 0; e < shape->n_elements; e++)
        r->pay[e] = shape->quotient[e].made ? BP_NO_PAY : load_pay(from, quantum[e]);
    if (shape->weights != BP_UNWEIGHTED)
        r->weight = bp_unpack_int(from);
    if (shape->keep_rows)
        r->number = bp_unpack_int(from);
    if (shape->weights != BP_UNWEIGHTED && r->weight < 0)
        from->bad = true;
}

/* What the prefixes of the file are in the survey, which the caller frees. */
static bp_status number_prefixes(uint32_t **now, size_t *n, const bp_loading *to,
                                 bp_unpack *from, bp_err *err)
{
    static const uint64_t no_order = 0;
    bp_cellset *c = &to->survey->cells.set;
    bp_prefixes p = { NULL, 0 };
    bp_status status = bp_prefixes_load(&p, to, from, err);
    *n = p.n;
    *now = bp_alloc(0, p.n, sizeof **now);
    if (status == BP_OK)
        status = bp_survey_memory(*now != NULL, err);
    for (size_t i = 0; status == BP_OK && !from->bad && i < p.n; i++)
        status =
            bp_cellset_put_all(c, p.id + i * c->width, &no_order, 1, &(*now)[i], err);
    free(p.id);
    return status;
}

bp_status bp_log_load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    bp_survey *s = to->survey;
    uint64_t quantum[BP_ELEMENTS_MAX] = { 0 };
    uint32_t *now = NULL;
    size_t prefixes = 0;
    bp_log_row r = { .weight = 0 };
    bp_status status = number_prefixes(&now, &prefixes, to, from, err);
    const size_t n = status == BP_OK ? bp_unpack_count(from) : 0;
    for (size_t e = 0; e < s->shape.n_elements; e++)
        quantum[e] = bp_unpack_uint(from);
    for (size_t i = 0; status == BP_OK && !from->bad && i < n; i++) {
        load_row(&r, to, from, quantum);
        from->bad |= r.prefix >= prefixes || r.place.order >> 48 >= s->shape.n_files;
        if (from->bad)
            break;
        r.prefix = now[r.prefix];
        r.place.file = (uint32_t)(r.place.order >> 48);
        status =
            bp_survey_memory(bp_row_log_add(&s->cells.worker->log, &s->shape, &r), err);
    }
    free(now);
    return status;
}
