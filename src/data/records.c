/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c - rows that are kept to be compared with each other.
 *
 * Duplicates and conflicts relate rows, which cells forget; so when they are looked for,
 * of each row its hashes and what a warning says about it are kept.  That is most of what
 * a survey takes, so it is packed: a block holds what its rows have in common, and of
 * each row 20 bytes, 32 where persons are known.  Merging hands the blocks on; nothing
 * is sorted, since few rows are ever looked at twice. */
#include "data/records.h"

#include <stdlib.h>

#include "data/inside.h"

/* Rows of a block: it starts small, since there may be few. */
#define ROWS_FIRST 16
#define ROWS_MOST 2048

/* The slice of a row, beyond that of its block, shares 16 bits with a flag. */
#define SLICES 0x8000u
#define CASH_BELOW_BASE 0x8000u

/* What each row has in a block, in this order. */
typedef struct packed {
    uint32_t order; /* beyond that of the block */
    uint16_t line;
    uint16_t slice;
    uint64_t row_hash;
    uint32_t steps; /* of pay, or in a wide block 8 bytes of units; where persons are
                     * known payee_hash and who_hash follow */
} packed;

#define PACKED_LEAST 20

static size_t find_element(const bp_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->n_elements; i++)
        if (strcmp(shape->element[i], name) == 0)
            return i;
    return SIZE_MAX;
}

static bp_status init(bp_survey *s, bp_err *err)
{
    bp_records *r = &s->records;
    r->base = find_element(&s->shape, "base");
    r->tcc = find_element(&s->shape, "tcc");
    if (!bp_reserve(&r->worker, &r->cap_workers, 1, sizeof r->worker[0]))
        return bp_survey_memory(false, err);
    r->worker[r->n_workers++] = (bp_record_worker){ 0 };
    return BP_OK;
}

static bool cash_below_base(const bp_records *r, const bp_batch *b, size_t i)
{
    if (r->base == SIZE_MAX || r->tcc == SIZE_MAX)
        return false;
    const int64_t base = b->pay[r->base][i], tcc = b->pay[r->tcc][i];
    return base != BP_NO_PAY && tcc != BP_NO_PAY && tcc < base;
}

/* Bytes of a row. */
static size_t stride_of(const bp_survey *s, bool wide)
{
    return PACKED_LEAST + (wide ? sizeof(int64_t) - sizeof(uint32_t) : 0) +
           (s->shape.has_person ? sizeof(uint64_t) + sizeof(uint32_t) : 0);
}

/* Is pay a whole number of steps that fits 32 bits? */
static bool is_narrow(int64_t pay, int64_t step)
{
    return pay >= 0 && pay / step <= UINT32_MAX && pay % step == 0;
}

/* Can a block take a row of this place? */
static bool takes(const bp_record_block *k, const bp_place *place, uint32_t slice,
                  bool wide)
{
    return k->n < ROWS_MOST && k->file == place->file && k->wide >= wide &&
           place->order - k->order <= UINT32_MAX && place->line - k->line <= UINT16_MAX &&
           slice - k->slice < SLICES;
}

/* The block for the next row; NULL when memory is out. */
static bp_record_block *block_for(bp_record_worker *w, const bp_place *place,
                                  uint32_t slice, bool wide)
{
    bp_record_block *last = w->n_blocks > 0 ? &w->block[w->n_blocks - 1] : NULL;
    if (last != NULL && takes(last, place, slice, wide))
        return last;
    if (!bp_reserve(&w->block, &w->cap_blocks, w->n_blocks + 1, sizeof w->block[0]))
        return NULL;
    last = &w->block[w->n_blocks++];
    *last = (bp_record_block){ .order = place->order,
                               .line = place->line,
                               .file = place->file,
                               .slice = slice & ~(SLICES - 1),
                               .wide = wide };
    return last;
}

/* Room for one more row at the end of a block. */
static unsigned char *append(bp_records *r, bp_record_block *k, size_t stride)
{
    if (k->n == k->cap) {
        const size_t cap = k->cap == 0 ? ROWS_FIRST : 4 * k->cap;
        const size_t now = cap < ROWS_MOST ? cap : ROWS_MOST;
        unsigned char *bytes = realloc(k->bytes, now * stride);
        if (bytes == NULL)
            return NULL;
        r->bytes += (now - k->cap) * stride;
        k->bytes = bytes;
        k->cap = (uint32_t)now;
    }
    return k->bytes + k->n++ * stride;
}

static unsigned char *put(unsigned char *to, const void *value, size_t n)
{
    memcpy(to, value, n);
    return to + n;
}

bool bp_records_add(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice)
{
    bp_records *r = &s->records;
    if (!s->shape.keep_records)
        return true;
    const bp_place place = bp_batch_place(b, i);
    const int64_t pay = b->pay[0][i];
    bp_record_block *k =
        block_for(r->worker, &place, slice, !is_narrow(pay, s->shape.step));
    unsigned char *to = k != NULL ? append(r, k, stride_of(s, k->wide)) : NULL;
    if (to == NULL)
        return false;
    const packed p = { .order = (uint32_t)(place.order - k->order),
                       .line = (uint16_t)(place.line - k->line),
                       .slice =
                           (uint16_t)((slice - k->slice) |
                                      (cash_below_base(r, b, i) ? CASH_BELOW_BASE : 0)),
                       .row_hash = b->row_hash[i],
                       .steps = k->wide ? 0 : (uint32_t)(pay / s->shape.step) };
    to = put(to, &p, offsetof(packed, steps));
    to = k->wide ? put(to, &pay, sizeof pay) : put(to, &p.steps, sizeof p.steps);
    if (s->shape.has_person) {
        const uint32_t who = (uint32_t)(b->who_hash[i] >> 32 ^ b->who_hash[i]);
        to = put(to, &b->payee_hash[i], sizeof b->payee_hash[i]);
        put(to, &who, sizeof who);
    }
    return true;
}

/* Which slices of `s` those of `from` are; the audit was merged before.  NULL when memory
 * is out. */
static uint32_t *slices_of(bp_survey *s, const bp_audit *from)
{
    uint32_t *now = bp_alloc(0, from->n_slices, sizeof *now);
    for (size_t i = 0; now != NULL && i < from->n_slices; i++) {
        const bp_slice *f = &from->slice[i];
        now[i] = bp_audit_slice(&s->audit, f->year, f->currency, f->file);
    }
    return now;
}

/* The workers of `from` become workers of `s`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_records *r = &s->records, *of = &from->records;
    const size_t n = from->audit.n_slices;
    if (!s->shape.keep_records)
        return BP_OK;
    uint32_t *now = slices_of(s, &from->audit);
    bool ok =
        now != NULL && bp_reserve(&r->worker, &r->cap_workers,
                                  r->n_workers + of->n_workers, sizeof r->worker[0]);
    while (ok && of->n_workers > 0) {
        bp_record_worker *last = &of->worker[of->n_workers - 1];
        ok = bp_renumber(&last->slice, &last->n_slices, now, n);
        if (ok) {
            r->worker[r->n_workers++] = *last;
            of->n_workers--;
        }
    }
    r->bytes += of->bytes;
    free(now);
    return bp_survey_memory(ok, err);
}

/* Notes which slices are of used rows, and counts their records. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_records *r = &s->records;
    bp_record_row row;
    r->used = bp_alloc(0, s->audit.n_slices, sizeof r->used[0]);
    if (r->used == NULL)
        return bp_survey_memory(false, err);
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        r->used[i] = bp_survey_outcome(s, BP_USED, p->year, p->currency) == BP_USED;
    }
    for (bp_record_at at = { 0 }; bp_survey_record(s, &at, &row); at.row++)
        r->n++;
    return BP_OK;
}

static size_t bytes(const bp_survey *s)
{
    return s->records.bytes;
}

static void release(bp_survey *s)
{
    bp_records *r = &s->records;
    for (size_t i = 0; i < r->n_workers; i++) {
        for (size_t k = 0; k < r->worker[i].n_blocks; k++)
            free(r->worker[i].block[k].bytes);
        free(r->worker[i].block);
        free(r->worker[i].slice);
    }
    free(r->worker);
    free(r->used);
}

const bp_part_kind bp_part_records = {
    .init = init, .merge = merge, .settle = settle, .bytes = bytes, .release = release
};

size_t bp_survey_records(const bp_survey *s)
{
    return s->records.n;
}

static const unsigned char *take(void *value, const unsigned char *from, size_t n)
{
    memcpy(value, from, n);
    return from + n;
}

/* A row of a block; false when it is not a used one. */
static bool unpack(bp_record_row *out, const bp_survey *s, const bp_record_worker *w,
                   const bp_record_block *k, size_t row)
{
    packed p = { 0 };
    const unsigned char *from = k->bytes + row * stride_of(s, k->wide);
    from = take(&p, from, offsetof(packed, steps));
    const uint32_t slice = k->slice + (p.slice & (SLICES - 1));
    if (!s->records.used[w->slice != NULL ? w->slice[slice] : slice])
        return false;
    *out = (bp_record_row){ .row_hash = p.row_hash,
                            .cash_below_base = (p.slice & CASH_BELOW_BASE) != 0,
                            .place = { k->order + p.order, k->line + p.line, k->file } };
    from = k->wide ? take(&out->pay, from, sizeof out->pay)
                   : take(&p.steps, from, sizeof p.steps);
    if (!k->wide)
        out->pay = p.steps * s->shape.step;
    if (s->shape.has_person) {
        from = take(&out->payee_hash, from, sizeof out->payee_hash);
        take(&out->who_hash, from, sizeof out->who_hash);
    }
    return true;
}

bool bp_survey_record(const bp_survey *s, bp_record_at *at, bp_record_row *out)
{
    const bp_records *r = &s->records;
    for (; at->worker < r->n_workers; *at = (bp_record_at){ .worker = at->worker + 1 }) {
        const bp_record_worker *w = &r->worker[at->worker];
        for (; at->block < w->n_blocks; at->block++, at->row = 0)
            for (; at->row < w->block[at->block].n; at->row++)
                if (unpack(out, s, w, &w->block[at->block], at->row))
                    return true;
    }
    return false;
}
