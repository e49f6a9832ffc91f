/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowlog.c - rows as they come, each by itself.
 *
 * This is most of what a survey takes while it is read, so what rows of a block have in
 * common is kept once, and pay in steps of 32 bits.  A block is as large as what memory
 * management gives back to the system, or is on a large page, which costs a tenth of small
 * ones.  Slices share these: once some are dropped the rest is moved together, so that
 * what is dropped makes room for what is made of the rest. */
#include "data/rowlog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/scratch.h"
#include "data/paybuf.h"

/* Rows of the first block of a slice, which grows, since there may be few; and of the
 * others, all of whose room is there at once. */
#define ROWS_FIRST 16
#define ROWS_FEW 2048
#define ROWS_MOST 16384

/* Of the others the first of a log that has so many blocks are lent, of so many bytes,
 * which fill a large page: most systems have some such pages at hand, and need longer to
 * make many; a page is too much for few rows. */
#define LENT_FROM 4
#define LENT_BYTES (BP_LENT_MOST / 8 - 64)
#define LENT_BLOCKS 256

/* Stands for no pay. */
#define NO_STEPS UINT32_MAX

/* What each row has in a block, in this order: its order beyond that of the block (4
 * bytes), its line (3), its prefix (2, or in a wide block 4), row_hash (8); then what the
 * shape asks for: payee_hash (8) and who_hash (4), its organisation (4), pay (4 each, or
 * in a wide block 8), weight (8), number (8). */

#define LINE_BYTES 3
#define LINES_MOST 0xffffffu /* beyond that of the block */

static size_t prefix_bytes(bool wide)
{
    return wide ? 4 : 2;
}

/* Bytes of a row before its pay. */
static size_t head_of(const bp_shape *s, bool wide)
{
    return sizeof(uint32_t) + LINE_BYTES + prefix_bytes(wide) + sizeof(uint64_t) +
           (s->has_person ? sizeof(uint64_t) + sizeof(uint32_t) : 0) +
           (s->has_org ? sizeof(uint32_t) : 0);
}

static size_t stride_of(const bp_shape *s, bool wide)
{
    return head_of(s, wide) +
           (s->n_elements - s->n_made) * (wide ? sizeof(int64_t) : sizeof(uint32_t)) +
           (s->weights != BP_UNWEIGHTED ? sizeof(int64_t) : 0) +
           (s->keep_rows ? sizeof(int64_t) : 0);
}

/* The steps of all pay of a row; false when the row takes a wide block. */
static bool find_steps(uint32_t steps[], const bp_log_row *row, const bp_shape *s)
{
    const double per_unit = 1.0 / (double)s->step;
    bool narrow = row->prefix <= UINT16_MAX;
    for (size_t e = 0; narrow && e < s->n_elements; e++)
        if (s->quotient[e].made || row->pay[e] == BP_NO_PAY)
            steps[e] = NO_STEPS;
        else
            narrow = bp_pay_steps(&steps[e], row->pay[e], s->step, per_unit) &&
                     steps[e] != NO_STEPS;
    return narrow;
}

/* Can a block take a row? */
static bool takes(const bp_log_block *b, const bp_place *place, bool wide)
{
    return b->n < b->most && b->file == place->file && b->wide >= wide &&
           place->order - b->order <= UINT32_MAX && place->line - b->line <= LINES_MOST;
}

/* The block for the next row; NULL when memory is out. */
static bp_log_block *block_for(bp_row_log *l, const bp_shape *s, const bp_log_row *row,
                               bool wide)
{
    if (!bp_reserve(&l->open, &l->cap_open, (size_t)row->slice + 1, sizeof l->open[0]))
        return NULL;
    while (l->n_open <= row->slice)
        l->open[l->n_open++] = 0;
    uint32_t *open = &l->open[row->slice];
    const bp_log_block *last = *open > 0 ? &l->block[*open - 1] : NULL;
    const bool many = last != NULL && last->n == last->most;
    if (last != NULL && takes(last, &row->place, wide))
        return &l->block[*open - 1];
    if (!bp_reserve(&l->block, &l->cap_blocks, l->n_blocks + 1, sizeof l->block[0]))
        return NULL;
    const bool lent = many && l->n_blocks >= LENT_FROM && l->n_lent < LENT_BLOCKS;
    bp_log_block *new = &l->block[l->n_blocks++];
    *new = (bp_log_block){ .order = row->place.order,
                           .line = row->place.line,
                           .file = row->place.file,
                           .slice = row->slice,
                           .most = lent   ? (uint32_t)(LENT_BYTES / stride_of(s, wide))
                                   : many ? ROWS_MOST
                                          : ROWS_FEW,
                           .wide = wide,
                           .lent = lent };
    l->n_lent += lent;
    *open = (uint32_t)l->n_blocks;
    return new;
}

/* Room for one more row at the end of a block. */
static unsigned char *append(bp_row_log *l, bp_log_block *b, size_t stride)
{
    if (b->n == b->cap) {
        const uint32_t cap = b->cap == 0 ? ROWS_FIRST : 4 * b->cap;
        const bool grows = !b->lent && b->most == ROWS_FEW;
        const uint32_t now = grows && cap < b->most ? cap : b->most;
        unsigned char *bytes = b->lent ? bp_lent_take(&l->lent, now * stride)
                                       : realloc(b->bytes, now * stride);
        if (bytes == NULL)
            return NULL;
        b->bytes = bytes;
        b->cap = now;
    }
    return b->bytes + b->n++ * stride;
}

static void give_back(bp_row_log *l, const bp_log_block *b, const bp_shape *s)
{
    if (!b->lent)
        free(b->bytes);
    else if (b->bytes != NULL)
        bp_lent_back(&l->lent, b->bytes, b->cap * stride_of(s, b->wide));
}

static unsigned char *put(unsigned char *to, const void *value, size_t n)
{
    memcpy(to, value, n);
    return to + n;
}

/* The lowest bytes of a number, on any processor. */
static unsigned char *put_low(unsigned char *to, uint32_t number, size_t n)
{
    for (size_t i = 0; i < n; i++, number >>= 8)
        *to++ = (unsigned char)number;
    return to;
}

bool bp_row_log_add(bp_row_log *l, const bp_shape *s, const bp_log_row *row)
{
    uint32_t steps[BP_ELEMENTS_MAX] = { 0 };
    const bool narrow = find_steps(steps, row, s);
    bp_log_block *b = block_for(l, s, row, !narrow);
    unsigned char *to = b != NULL ? append(l, b, stride_of(s, b->wide)) : NULL;
    if (to == NULL)
        return false;
    const uint32_t order = (uint32_t)(row->place.order - b->order);
    to = put(to, &order, sizeof order);
    to = put_low(to, (uint32_t)(row->place.line - b->line), LINE_BYTES);
    to = put_low(to, row->prefix, prefix_bytes(b->wide));
    to = put(to, &row->row_hash, sizeof row->row_hash);
    if (s->has_person) {
        to = put(to, &row->payee_hash, sizeof row->payee_hash);
        to = put(to, &row->who_hash, sizeof row->who_hash);
    }
    if (s->has_org)
        to = put(to, &row->org, sizeof row->org);
    for (size_t e = 0; e < s->n_elements; e++)
        if (!s->quotient[e].made)
            to = b->wide ? put(to, &row->pay[e], sizeof row->pay[e])
                         : put(to, &steps[e], sizeof steps[e]);
    if (s->weights != BP_UNWEIGHTED)
        to = put(to, &row->weight, sizeof row->weight);
    if (s->keep_rows)
        put(to, &row->number, sizeof row->number);
    return true;
}

static const unsigned char *take(void *value, const unsigned char *from, size_t n)
{
    memcpy(value, from, n);
    return from + n;
}

static const unsigned char *take_low(uint32_t *number, const unsigned char *from,
                                     size_t n)
{
    *number = 0;
    for (size_t i = n; i > 0; i--)
        *number = *number << 8 | from[i - 1];
    return from + n;
}

static const unsigned char *take_pay(int64_t *pay, const unsigned char *from, bool wide,
                                     int64_t step)
{
    uint32_t steps;
    if (wide)
        return take(pay, from, sizeof *pay);
    from = take(&steps, from, sizeof steps);
    *pay = steps == NO_STEPS ? BP_NO_PAY : steps * step;
    return from;
}

uint32_t bp_log_row_prefix(const bp_shape *s, const bp_log_block *b, size_t i)
{
    uint32_t prefix;
    take_low(&prefix,
             b->bytes + i * stride_of(s, b->wide) + sizeof(uint32_t) + LINE_BYTES,
             prefix_bytes(b->wide));
    return prefix;
}

void bp_log_row_read(bp_log_row *out, const bp_shape *s, const bp_log_block *b, size_t i)
{
    const unsigned char *from = b->bytes + i * stride_of(s, b->wide);
    uint32_t order, line;
    from = take(&order, from, sizeof order);
    from = take_low(&line, from, LINE_BYTES);
    from = take_low(&out->prefix, from, prefix_bytes(b->wide));
    from = take(&out->row_hash, from, sizeof out->row_hash);
    out->place = (bp_place){ b->order + order, b->line + line, b->file };
    out->slice = b->slice;
    out->payee_hash = out->who_hash = out->org = 0;
    if (s->has_person) {
        from = take(&out->payee_hash, from, sizeof out->payee_hash);
        from = take(&out->who_hash, from, sizeof out->who_hash);
    }
    if (s->has_org)
        from = take(&out->org, from, sizeof out->org);
    for (size_t e = 0; e < s->n_elements; e++)
        if (!s->quotient[e].made)
            from = take_pay(&out->pay[e], from, b->wide, s->step);
        else
            out->pay[e] = BP_NO_PAY;
    if (s->weights != BP_UNWEIGHTED)
        from = take(&out->weight, from, sizeof out->weight);
    if (s->keep_rows)
        take(&out->number, from, sizeof out->number);
}

void bp_log_hashes(uint64_t out[], const bp_shape *s, const bp_log_block *b, size_t i,
                   size_t n, bp_record_hash of)
{
    const size_t stride = stride_of(s, b->wide);
    const size_t at = sizeof(uint32_t) + LINE_BYTES + prefix_bytes(b->wide) +
                      (of == BP_HASH_PAYEE ? sizeof out[0] : 0);
    const unsigned char *from = b->bytes + i * stride + at;
    if (of == BP_HASH_PAYEE && !s->has_person)
        memset(out, 0, n * sizeof out[0]);
    else
        for (size_t k = 0; k < n; k++, from += stride)
            memcpy(&out[k], from, sizeof out[k]);
}

/* No row is added to a block that there is. */
static void close_blocks(bp_row_log *l)
{
    free(l->open);
    l->open = NULL;
    l->n_open = l->cap_open = 0;
}

void bp_row_log_rename(bp_row_log *l, const uint32_t now[])
{
    close_blocks(l);
    for (size_t i = 0; i < l->n_blocks; i++)
        l->block[i].slice = now[l->block[i].slice];
}

/* Moves a block to the end of what is lent, where there is memory for it. */
static void move(bp_row_log *l, bp_log_block *b, const bp_shape *s)
{
    const size_t n = bp_log_block_bytes(b, s);
    unsigned char *to = b->lent && b->bytes != NULL ? bp_lent_take(&l->lent, n) : NULL;
    if (to == NULL)
        return;
    memcpy(to, b->bytes, n);
    give_back(l, b, s);
    b->bytes = to;
    b->cap = b->n;
}

void bp_row_log_leave(bp_row_log *l, const bp_shape *s, const bool keep[])
{
    size_t n = 0, all = l->n_blocks;
    close_blocks(l);
    while (n < all && keep[l->block[n].slice])
        n++;
    if (n == all)
        return;
    l->n_blocks = 0;
    for (size_t i = 0; i < all; i++) {
        bp_log_block *b = &l->block[i];
        if (!keep[b->slice]) {
            give_back(l, b, s);
            continue;
        }
        move(l, b, s);
        l->block[l->n_blocks++] = *b;
    }
}

/* Adds those of a block. */
static void add_up(bp_int128 *sum, uint64_t *n, const bp_log_block *b, const bp_shape *s)
{
    const size_t stride = stride_of(s, b->wide);
    const unsigned char *from = b->bytes + head_of(s, b->wide);
    for (size_t k = 0; k < b->n; k++) {
        int64_t pay;
        take_pay(&pay, from + k * stride, b->wide, s->step);
        if (pay == BP_NO_PAY)
            continue;
        *sum += pay;
        ++*n;
    }
}

bp_int128 bp_row_log_sum(const bp_row_log *l, const bp_shape *s, uint64_t *n)
{
    bp_int128 sum = l->sum;
    *n = l->n_sum;
    for (size_t i = 0; i < l->n_blocks; i++)
        if (l->block[i].bytes != NULL)
            add_up(&sum, n, &l->block[i], s);
    return sum;
}

/* A failure of the file, and what it is of. */
static bp_status file_failed(const bp_err *why, bp_err *err)
{
    return why->status == BP_ESTOPPED
               ? bp_fail(err, NULL, why->status, "%s", why->text)
               : bp_fail_hint(err, NULL, why->status, bp_err_hint(why),
                              "what is kept of the rows %s", why->text);
}

static bp_status put_block_away(bp_row_log *l, bp_log_block *b, const bp_shape *s,
                                bp_err *err)
{
    const size_t n = bp_log_block_bytes(b, s);
    bp_err why;
    if (!l->has_file && bp_scratch_open(&l->file, err) != BP_OK)
        return BP_EIO;
    l->has_file = true;
    if (bp_scratch_write(l->file, b->bytes, n, &why) != BP_OK)
        return file_failed(&why, err);
    add_up(&l->sum, &l->n_sum, b, s);
    give_back(l, b, s);
    b->bytes = NULL;
    b->cap = 0;
    b->at = l->end;
    l->end += n;
    return BP_OK;
}

bp_status bp_row_log_put_away(bp_row_log *l, const bp_shape *s, bp_err *err)
{
    bp_status status = BP_OK;
    close_blocks(l);
    for (size_t i = 0; status == BP_OK && i < l->n_blocks; i++)
        if (l->block[i].bytes != NULL)
            status = put_block_away(l, &l->block[i], s, err);
    return status;
}

/* Reads a block from the file. */
static bp_status bring_back(bp_log_view *v, const bp_row_log *l, size_t i,
                            const bp_shape *s, bp_err *err)
{
    const size_t n = bp_log_block_bytes(&l->block[i], s);
    size_t got = 0;
    bp_err why;
    v->log = NULL;
    if (!bp_reserve(&v->room, &v->cap, n, 1))
        return bp_no_memory(err, "the rows");
    if (bp_scratch_read(l->file, v->room, n, l->block[i].at, &got, &why) != BP_OK)
        return file_failed(&why, err);
    if (got < n)
        return bp_fail(err, NULL, BP_EIO, "a temporary file has become shorter");
    v->block = l->block[i];
    v->block.bytes = v->room;
    v->i = i;
    v->log = l;
    return BP_OK;
}

bp_status bp_log_block_at(const bp_log_block **out, bp_log_view *v, const bp_row_log *l,
                          size_t i, const bp_shape *s, bp_err *err)
{
    bp_status status = BP_OK;
    if (l->block[i].bytes != NULL || l->block[i].n == 0) {
        *out = &l->block[i];
        return BP_OK;
    }
    if (v->log != l || v->i != i)
        status = bring_back(v, l, i, s, err);
    *out = &v->block;
    return status;
}

void bp_log_view_release(bp_log_view *v)
{
    free(v->room);
    *v = (bp_log_view){ 0 };
}

size_t bp_log_block_bytes(const bp_log_block *b, const bp_shape *s)
{
    return b->n * stride_of(s, b->wide);
}

size_t bp_row_log_bytes(const bp_row_log *l, const bp_shape *s)
{
    size_t n = l->cap_blocks * sizeof l->block[0];
    for (size_t i = 0; i < l->n_blocks; i++)
        if (l->block[i].bytes != NULL)
            n += bp_log_block_bytes(&l->block[i], s);
    return n;
}

void bp_row_log_release(bp_row_log *l)
{
    for (size_t i = 0; i < l->n_blocks; i++)
        if (!l->block[i].lent)
            free(l->block[i].bytes);
    bp_lent_release(&l->lent);
    free(l->block);
    close_blocks(l);
    if (l->has_file)
        close(l->file);
    *l = (bp_row_log){ 0 };
}
