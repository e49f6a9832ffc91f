/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logstate.c - rows that are kept by themselves as a file.
 *
 * Their order in the log depends on who read them, so they go in the order of the input:
 * places are small steps then.  Hashes are what they are; pay is counted in the quantum
 * of its element. */
#include <stdlib.h>

#include "base/room.h"
#include "data/inside.h"
#include "data/owners.h"
#include "data/payweights.h"
#include "data/records.h"

/* A row in some log. */
typedef struct found {
    uint64_t order;
    uint32_t worker;
    uint32_t block;
    uint32_t row;
} found;

/* All rows, and what their pay are multiples of.  Rows may be in a file: in the order of
 * the input those of a slice are one behind the other, so a block of each is at hand. */
typedef struct listed {
    const bp_survey *survey;
    found *at; /* [n] */
    size_t n;
    uint64_t quantum[BP_ELEMENTS_MAX];
    bp_log_view *view; /* [workers][slices] */
    size_t *count;     /* [owners] the rows of each */
    size_t owners;
} listed;

static int by_order(const void *a, const void *b)
{
    const found *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

/* The block of a row. */
static bp_status find_block(const bp_log_block **out, const listed *l, const found *f,
                            bp_err *err)
{
    const bp_survey *s = l->survey;
    const bp_row_log *log = &s->cells.worker[f->worker].log;
    const size_t slice = log->block[f->block].slice;
    return bp_log_block_at(out, &l->view[f->worker * s->audit.n_slices + slice], log,
                           f->block, &s->shape, err);
}

static void list_block(listed *l, const bp_log_block *b, found first)
{
    const bp_shape *shape = &l->survey->shape;
    for (first.row = 0; first.row < b->n; first.row++) {
        bp_log_row row = { .weight = 0 };
        bp_log_row_read(&row, shape, b, first.row);
        first.order = row.place.order;
        l->count[bp_owner_of(row.row_hash, l->owners)]++;
        l->at[l->n++] = first;
        for (size_t e = 0; e < shape->n_elements; e++) {
            const int64_t pay = row.pay[e];
            if (pay != BP_NO_PAY)
                l->quantum[e] = bp_weights_common(
                    pay < 0 ? 0 - (uint64_t)pay : (uint64_t)pay, l->quantum[e]);
        }
    }
}

static bp_status list_rows(listed *l, bp_err *err)
{
    const bp_survey *s = l->survey;
    const bp_cells *c = &s->cells;
    l->at = bp_alloc(0, bp_survey_records(s), sizeof l->at[0]);
    l->view = bp_alloc(0, c->n_workers * s->audit.n_slices, sizeof l->view[0]);
    bp_status status = bp_survey_memory(l->at != NULL && l->view != NULL, err);
    for (uint32_t w = 0; w < c->n_workers; w++)
        for (uint32_t b = 0; status == BP_OK && b < c->worker[w].log.n_blocks; b++) {
            const found first = { 0, w, b, 0 };
            const bp_log_block *block;
            status = find_block(&block, l, &first, err);
            if (status == BP_OK)
                list_block(l, block, first);
        }
    if (status == BP_OK && l->n > 1)
        qsort(l->at, l->n, sizeof l->at[0], by_order);
    return status;
}

static void listed_release(listed *l)
{
    const bp_survey *s = l->survey;
    for (size_t i = 0; l->view != NULL && i < s->cells.n_workers * s->audit.n_slices; i++)
        bp_log_view_release(&l->view[i]);
    free(l->view);
    free(l->count);
    free(l->at);
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

/* A row with the ids and the slice of the file. */
static void save_row(bp_str *out, const bp_shape *shape, const uint64_t quantum[],
                     const bp_log_row *r, const bp_place *before)
{
    bp_pack_uint(out, r->place.order - before->order);
    bp_pack_int(out, (int64_t)(r->place.line - before->line));
    bp_pack_uint(out, r->slice);
    bp_pack_uint(out, r->prefix);
    bp_pack_uint(out, r->org);
    bp_pack_fixed(out, r->row_hash, sizeof r->row_hash);
    if (shape->has_person) {
        bp_pack_fixed(out, r->payee_hash, sizeof r->payee_hash);
        bp_pack_fixed(out, r->who_hash, sizeof r->who_hash);
    }
    for (size_t e = 0; e < shape->n_elements; e++)
        if (!shape->quotient[e].made)
            save_pay(out, r->pay[e], quantum[e]);
    if (shape->weights != BP_UNWEIGHTED)
        bp_pack_int(out, r->weight);
    if (shape->keep_rows)
        bp_pack_int(out, r->number);
}

/* What all files begin with: the prefixes, how many rows the owner has, the quanta. */
static bp_status save_head(uint32_t **prefix, const listed *l, const bp_saving *to,
                           bp_str out[], bp_err *err)
{
    const size_t from = out[to->own].n;
    bp_status status =
        bp_prefixes_save(prefix, &l->survey->cells.set, &out[to->own], err);
    bp_saving_repeat(to, out, from);
    for (size_t k = 0; k < to->owners; k++) {
        bp_pack_uint(&out[k], l->count[k]);
        for (size_t e = 0; e < l->survey->shape.n_elements; e++)
            bp_pack_uint(&out[k], l->quantum[e]);
    }
    return status;
}

/* Reads a row, with the numbers of the file.
 *   prefix  [prefixes] what they are in it */
static bp_status read_listed(bp_log_row *r, const listed *l, const found *f,
                             const uint32_t prefix[], const uint32_t slice[], bp_err *err)
{
    const bp_survey *s = l->survey;
    const bp_worker_pay *w = &s->cells.worker[f->worker];
    const bp_log_block *block;
    bp_status status = find_block(&block, l, f, err);
    if (status != BP_OK)
        return status;
    bp_log_row_read(r, &s->shape, block, f->row);
    r->prefix = prefix[w->cell != NULL ? w->cell[r->prefix] : r->prefix];
    r->org = s->shape.has_org && w->org != NULL ? w->org[r->org] : r->org;
    r->slice = slice[r->slice];
    return BP_OK;
}

bp_status bp_log_save(bp_saving *to, bp_str out[], bp_err *err)
{
    listed l = { .survey = to->survey,
                 .owners = to->owners,
                 .count = bp_alloc(0, to->owners, sizeof l.count[0]) };
    uint32_t *now = NULL;
    bp_place *before = bp_alloc(0, to->owners, sizeof *before);
    bp_status status = bp_survey_memory(l.count != NULL && before != NULL, err);
    if (status == BP_OK)
        status = list_rows(&l, err);
    if (status == BP_OK)
        status = save_head(&now, &l, to, out, err);
    for (size_t i = 0; status == BP_OK && i < l.n; i++) {
        bp_log_row r = { .weight = 0 };
        status = read_listed(&r, &l, &l.at[i], now, to->slice, err);
        if (status != BP_OK)
            break;
        const size_t owner = bp_owner_of(r.row_hash, to->owners);
        save_row(&out[owner], &to->survey->shape, l.quantum, &r, &before[owner]);
        before[owner] = r.place;
    }
    free(now);
    free(before);
    listed_release(&l);
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

/* The row that comes next of a file; sets `bad` where it is none. */
static void load_next(bp_log_row *r, const bp_loading *to, bp_unpack *from,
                      const uint64_t quantum[], const uint32_t prefix[],
                      size_t n_prefixes)
{
    load_row(r, to, from, quantum);
    from->bad |=
        r->prefix >= n_prefixes || r->place.order >> 48 >= to->survey->shape.n_files;
    if (from->bad)
        return;
    r->prefix = prefix[r->prefix];
    r->place.file = (uint32_t)(r->place.order >> 48);
}

/* After so many rows it is looked at what they take. */
#define LOOK_AFTER ((size_t)1 << 14)

bp_status bp_log_load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    bp_survey *s = to->survey;
    uint64_t quantum[BP_ELEMENTS_MAX] = { 0 };
    uint32_t *now = NULL;
    size_t prefixes = 0;
    bp_log_row r = { .weight = 0 };
    bp_status status = bp_prefixes_number(&now, &prefixes, to, from, err);
    const size_t n = status == BP_OK ? bp_unpack_count(from) : 0;
    for (size_t e = 0; e < s->shape.n_elements; e++)
        quantum[e] = bp_unpack_uint(from);
    for (size_t i = 0; status == BP_OK && !from->bad && i < n; i++) {
        load_next(&r, to, from, quantum, now, prefixes);
        if (!from->bad)
            status = bp_survey_memory(
                bp_row_log_add(&s->cells.worker->log, &s->shape, &r), err);
        if (status == BP_OK && i % LOOK_AFTER == LOOK_AFTER - 1)
            status = to->make_way(to, err);
    }
    free(now);
    return status;
}

/* ---- several files become one ---- */

/* The rows of a file that follow. */
typedef struct rows {
    uint32_t *prefix; /* [n_prefixes] as numbers of the whole */
    size_t n_prefixes;
    size_t left;
    uint64_t quantum[BP_ELEMENTS_MAX];
    bp_log_row row;
} rows;

typedef struct joint {
    bp_joining *j;
    rows *of; /* [files] */
    bp_heap heap;
    uint64_t quantum[BP_ELEMENTS_MAX];
    uint64_t n;
} joint;

/* Reads on to the next row of a file; false when there is none. */
static bool read_on(joint *t, uint32_t file)
{
    rows *f = &t->of[file];
    bp_joined *in = &t->j->file[file];
    if (f->left == 0 || in->from.bad)
        return false;
    f->left--;
    load_next(&f->row, in->to, &in->from, f->quantum, f->prefix, f->n_prefixes);
    return !in->from.bad;
}

static bp_next next_of(const joint *t, uint32_t file)
{
    return (bp_next){ t->of[file].row.place.order, 0, file };
}

/* How many rows there are in all, and what their pay are multiples of. */
static void open_rows(joint *t)
{
    const size_t n_elements = t->j->survey->shape.n_elements;
    for (uint32_t i = 0; i < t->j->n; i++) {
        rows *f = &t->of[i];
        bp_unpack *from = &t->j->file[i].from;
        f->left = bp_unpack_count(from);
        t->n += f->left;
        for (size_t e = 0; e < n_elements; e++) {
            f->quantum[e] = bp_unpack_uint(from);
            t->quantum[e] = bp_weights_common(t->quantum[e], f->quantum[e]);
        }
        if (read_on(t, i))
            bp_heap_add(&t->heap, next_of(t, i));
    }
}

static bp_status put_rows(joint *t, bp_str *text, bp_err *err)
{
    const bp_shape *shape = &t->j->survey->shape;
    bp_place before = { 0 };
    bp_status status = BP_OK;
    while (status == BP_OK && t->heap.n > 0) {
        const uint32_t file = t->heap.at[0].file;
        save_row(text, shape, t->quantum, &t->of[file].row, &before);
        before = t->of[file].row.place;
        if (read_on(t, file))
            bp_heap_change(&t->heap, next_of(t, file));
        else
            bp_heap_drop(&t->heap);
        if (text->n >= BP_JOINED_TEXT || text->failed)
            status = bp_spool_take(t->j->out, text, err);
    }
    return status == BP_OK ? bp_spool_take(t->j->out, text, err) : status;
}

static bp_status join_rows(joint *t, uint32_t *prefix[], size_t n_prefixes[], bp_err *err)
{
    bp_str text = { 0 };
    bp_status status = bp_prefixes_join(t->j, prefix, n_prefixes, &text, err);
    for (size_t i = 0; i < t->j->n; i++) {
        t->of[i].prefix = prefix[i];
        t->of[i].n_prefixes = n_prefixes[i];
    }
    if (status == BP_OK) {
        open_rows(t);
        bp_pack_uint(&text, t->n);
        for (size_t e = 0; e < t->j->survey->shape.n_elements; e++)
            bp_pack_uint(&text, t->quantum[e]);
        status = put_rows(t, &text, err);
    }
    bp_str_release(&text);
    for (size_t i = 0; i < t->j->n; i++)
        free(prefix[i]);
    return status;
}

bp_status bp_log_join(bp_joining *j, bp_err *err)
{
    bp_room room = { 0 };
    joint t = { .j = j,
                .of = bp_room_take(&room, j->n, sizeof t.of[0]),
                .heap = { .at = bp_room_take(&room, j->n, sizeof(bp_next)) } };
    uint32_t **prefix = bp_room_take(&room, j->n, sizeof *prefix);
    size_t *n_prefixes = bp_room_take(&room, j->n, sizeof *n_prefixes);
    bp_status status = bp_survey_memory(!room.failed, err);
    if (status == BP_OK)
        status = join_rows(&t, prefix, n_prefixes, err);
    bp_room_release(&room);
    return status;
}
