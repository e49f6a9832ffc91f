/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bagjoin.c - the bags of one cell in several files become one bag.
 *
 * How many entries differ is known only once all were seen, and is written before them;
 * so entries are put aside, each with its count, which is left out in the end where
 * nothing was to be counted. */
#include "data/bagjoin.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/payweights.h"

bool bp_bag_join_init(bp_bag_join *b, size_t n, const char *beside)
{
    *b = (bp_bag_join){ .bag = bp_alloc(0, n, sizeof b->bag[0]),
                        .heap = { .at = bp_alloc(0, n, sizeof(bp_next)) },
                        .early = bp_spool_of(beside) };
    return b->bag != NULL && b->heap.at != NULL;
}

void bp_bag_join_release(bp_bag_join *b)
{
    free(b->bag);
    free(b->heap.at);
    bp_str_release(&b->text);
    bp_spool_release(&b->early);
}

static bp_status move_long(bp_str *text, bp_spool *to, bp_err *err)
{
    return text->n >= BP_JOINED_TEXT || text->failed ? bp_spool_take(to, text, err)
                                                     : BP_OK;
}

/* The entry at hand of a file. */
static bp_next next_of(const bp_bag_join *b, uint32_t file)
{
    const bp_bag_amount *at = &b->bag[file].at;
    return (bp_next){ bp_next_signed(at->pay), (uint64_t)at->weight, file };
}

/* What the steps of all bags are multiples of: the quantum of each, and the steps between
 * their first amounts; and what all weights are. */
static void find_quantum(bp_bag_join *b, const uint32_t file[], size_t n)
{
    const bp_bag *first = NULL;
    b->quantum = 0;
    b->unit = 0;
    for (size_t i = 0; i < n; i++) {
        const bp_bag *bag = &b->bag[file[i]];
        if (bag->left == 0)
            continue;
        first = first != NULL ? first : bag;
        const uint64_t apart = bag->at.pay > first->at.pay
                                   ? (uint64_t)bag->at.pay - (uint64_t)first->at.pay
                                   : (uint64_t)first->at.pay - (uint64_t)bag->at.pay;
        b->quantum = bp_weights_common(b->quantum, bag->quantum);
        b->quantum = bp_weights_common(b->quantum, apart);
        b->unit = bp_weights_common(b->unit, bag->unit);
    }
}

/* The amounts that they have together.  They may be more than 64 bits count in bytes that
 * nobody wrote: then it is a wrong number, which no loader believes. */
static uint64_t open_bags(bp_bag_join *b, bp_joining *j, const uint32_t file[], size_t n,
                          bool weighed)
{
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) {
        bp_joined *of = &j->file[file[i]];
        bp_bag_open(&b->bag[file[i]], &of->from, weighed ? of->to->weights : BP_BAG_BARE);
        all += b->bag[file[i]].left;
    }
    find_quantum(b, file, n);
    b->heap.n = 0;
    for (size_t i = 0; i < n; i++)
        if (bp_bag_next(&b->bag[file[i]], &j->file[file[i]].from))
            bp_heap_add(&b->heap, next_of(b, file[i]));
    return all;
}

/* All amounts that are the same as the first of the heap; how many. */
static uint64_t take_same(bp_bag_join *b, bp_joining *j, bp_bag_amount *amount)
{
    const bp_next least = b->heap.at[0];
    uint64_t times = 0;
    *amount = b->bag[least.file].at;
    while (b->heap.n > 0 && bp_next_same(&b->heap.at[0], &least)) {
        const uint32_t file = b->heap.at[0].file;
        times += b->bag[file].times;
        if (bp_bag_next(&b->bag[file], &j->file[file].from))
            bp_heap_change(&b->heap, next_of(b, file));
        else
            bp_heap_drop(&b->heap);
    }
    return times;
}

static void put_entry(bp_bag_join *b, const bp_bag_amount *amount, uint64_t times,
                      bool weighed)
{
    if (b->entries++ > 0 && b->quantum > 0)
        bp_pack_uint(&b->text,
                     ((uint64_t)amount->pay - (uint64_t)b->last.pay) / b->quantum);
    bp_pack_uint(&b->text, times - 1);
    if (weighed)
        bp_pack_uint(&b->text, (uint64_t)amount->weight / b->unit);
    b->last = *amount;
}

/* The entries again, without their counts. */
static bp_status strip(bp_bag_join *b, bool weighed, bp_str *text, bp_spool *out,
                       bp_err *err)
{
    const bp_pack_source source = bp_spool_source(&b->early);
    bp_window w = { .source = &source };
    bp_unpack from = bp_unpack_from(&w, 0, source.n);
    bp_status status = BP_OK;
    for (uint64_t i = 0; status == BP_OK && i < b->entries; i++) {
        if (i > 0 && b->quantum > 0)
            bp_pack_uint(text, bp_unpack_uint(&from));
        bp_unpack_uint(&from);
        if (weighed)
            bp_pack_uint(text, bp_unpack_uint(&from));
        status = move_long(text, out, err);
    }
    if (status == BP_OK && w.status != BP_OK) {
        *err = w.err;
        status = w.status;
    }
    bp_window_release(&w);
    return status;
}

static bp_status put_entries(bp_bag_join *b, uint64_t all, bool weighed, bp_str *text,
                             bp_spool *out, bp_err *err)
{
    uint32_t crc = 0;
    const bool counted = b->entries < all;
    if (counted && bp_spool_length(&b->early) == 0) {
        bp_str_bytes(text, bp_str_text(&b->text).at, b->text.n);
        return move_long(text, out, err);
    }
    bp_status status = bp_spool_take(&b->early, &b->text, err);
    if (status == BP_OK && !counted)
        return strip(b, weighed, text, out, err);
    if (status == BP_OK)
        status = bp_spool_take(out, text, err);
    return status == BP_OK ? bp_spool_append(out, &b->early, &crc, err) : status;
}

bp_status bp_bag_join_put(bp_bag_join *b, bp_joining *j, const uint32_t file[], size_t n,
                          bool weighed, bp_str *text, bp_spool *out, bp_err *err)
{
    bp_status status = BP_OK;
    bp_str_clear(&b->text);
    bp_spool_clear(&b->early);
    b->entries = 0;
    const uint64_t all = open_bags(b, j, file, n, weighed);
    bp_pack_uint(text, all);
    if (b->heap.n == 0)
        return BP_OK;
    const int64_t first = b->bag[b->heap.at[0].file].at.pay;
    while (status == BP_OK && b->heap.n > 0) {
        bp_bag_amount amount;
        const uint64_t times = take_same(b, j, &amount);
        put_entry(b, &amount, times, weighed);
        status = move_long(&b->text, &b->early, err);
    }
    bp_pack_uint(text, b->entries);
    bp_pack_int(text, first);
    bp_pack_uint(text, b->quantum);
    if (weighed)
        bp_pack_uint(text, b->unit);
    return status == BP_OK ? put_entries(b, all, weighed, text, out, err) : status;
}
