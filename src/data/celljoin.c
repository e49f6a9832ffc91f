/* SPDX-License-Identifier: GPL-3.0-or-later */
/* celljoin.c - the cells of several files become those of one.
 *
 * They come in the order of their prefixes and organizations, whose numbers grow with
 * their texts: so they are in the same order once numbers of files are those of the
 * whole. What many files have of one cell is one cell. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/room.h"
#include "data/bag.h"
#include "data/inside.h"
#include "data/joining.h"
#include "data/payweights.h"

/* ---- the bags of one cell become one ---- */

/* How many entries differ is known only once all were seen, and is written before them;
 * so entries are put aside, each with its count, which is left out in the end where
 * nothing was to be counted. */

typedef struct bag_join {
    bp_bag *bag; /* [n] of the files */
    bp_heap heap;
    bp_str text;    /* entries that were written, each with its count */
    bp_spool early; /* ... those before */
    uint64_t quantum;
    uint64_t unit; /* of weights */
    uint64_t entries;
    bp_bag_amount last;
} bag_join;

/* Room for the bags of n files.  False: memory is out.  To be released either way.
 *   beside  of a spool */
static bool bag_join_init(bag_join *b, size_t n, const char *beside)
{
    *b = (bag_join){ .bag = bp_alloc(0, n, sizeof b->bag[0]),
                     .heap = { .at = bp_alloc(0, n, sizeof(bp_next)) },
                     .early = bp_spool_of(beside) };
    return b->bag != NULL && b->heap.at != NULL;
}

static void bag_join_release(bag_join *b)
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
static bp_next next_of(const bag_join *b, uint32_t file)
{
    const bp_bag_amount *at = &b->bag[file].at;
    return (bp_next){ bp_next_signed(at->pay), (uint64_t)at->weight, file };
}

/* What the steps of all bags are multiples of: the quantum of each, and the steps between
 * their first amounts; and what all weights are. */
static void find_quantum(bag_join *b, const uint32_t file[], size_t n)
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
static uint64_t open_bags(bag_join *b, bp_joining *j, const uint32_t file[], size_t n,
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
static uint64_t take_same(bag_join *b, bp_joining *j, bp_bag_amount *amount)
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

static void put_entry(bag_join *b, const bp_bag_amount *amount, uint64_t times,
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
static bp_status strip(bag_join *b, bool weighed, bp_str *text, bp_spool *out,
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

static bp_status put_entries(bag_join *b, uint64_t all, bool weighed, bp_str *text,
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

/* Reads a bag of each of some files; appends their sum to a text, which goes to `out`
 * when it is long.  Sets `bad` of a file that has no bag there.
 *   file  [n] which have the cell
 * Errors: BP_ELIMIT; those of spools */
static bp_status bag_join_put(bag_join *b, bp_joining *j, const uint32_t file[], size_t n,
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

/* The cell of a file that comes next. */
typedef struct cursor {
    uint32_t *prefix; /* [n_prefixes] as numbers of the whole */
    size_t n_prefixes;
    size_t left; /* cells that follow */
    size_t at;   /* its prefix, among those of the file */
    uint64_t first;
    bp_next key; /* its prefix, and organization, as numbers of the whole */
} cursor;

typedef struct work {
    bp_joining *j;
    cursor *of; /* [files] */
    bp_heap heap;
    uint32_t *same; /* [files] those that have the cell */
    bag_join bag;
    bp_str text;
    bp_spool cells;
    uint64_t n; /* cells in it */
    uint32_t before;
    bp_room room;
} work;

static bool init(work *w, bp_joining *j)
{
    *w = (work){ .j = j, .cells = bp_spool_of(j->out->beside) };
    w->of = bp_room_take(&w->room, j->n, sizeof w->of[0]);
    w->heap.at = bp_room_take(&w->room, j->n, sizeof w->heap.at[0]);
    w->same = bp_room_take(&w->room, j->n, sizeof w->same[0]);
    return bag_join_init(&w->bag, j->n, j->out->beside) && !w->room.failed;
}

static void release(work *w)
{
    for (size_t i = 0; w->of != NULL && i < w->j->n; i++)
        free(w->of[i].prefix);
    bp_room_release(&w->room);
    bag_join_release(&w->bag);
    bp_str_release(&w->text);
    bp_spool_release(&w->cells);
}

bp_status bp_prefixes_join(bp_joining *j, uint32_t *prefix[], size_t n_prefixes[],
                           bp_str *text, bp_err *err)
{
    bp_cellset *set = &j->survey->cells.set;
    uint32_t *now = NULL;
    bp_status status = BP_OK;
    set->later = true; /* they are numbered, and no cells are made of them */
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        status = bp_prefixes_number(&prefix[i], &n_prefixes[i], j->file[i].to,
                                    &j->file[i].from, err);
    if (status == BP_OK)
        status = bp_prefixes_save(&now, set, text, err);
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        for (size_t k = 0; !j->file[i].from.bad && k < n_prefixes[i]; k++)
            prefix[i][k] = now[prefix[i][k]];
    free(now);
    return status;
}

/* Reads on to the next cell of a file; false when there is none.  One that is not behind
 * the one before is no cell that was saved. */
static bool read_cell(work *w, uint32_t file, bool begun)
{
    cursor *c = &w->of[file];
    bp_unpack *from = &w->j->file[file].from;
    const bp_loading *to = w->j->file[file].to;
    const bp_next before = c->key;
    if (c->left == 0 || from->bad)
        return false;
    c->left--;
    c->at += bp_unpack_below(from, c->n_prefixes - c->at);
    const uint32_t org = to->survey->shape.has_org
                             ? bp_load_known(from, to->now.org, to->n_org)
                             : (uint32_t)bp_unpack_below(from, 1);
    c->first = bp_unpack_uint(from);
    if (from->bad)
        return false;
    c->key = (bp_next){ c->prefix[c->at], org, file };
    from->bad = begun && !bp_next_before(&before, &c->key);
    return !from->bad;
}

/* Where the cells of all files begin. */
static bp_status begin(work *w, bp_str *head, bp_err *err)
{
    const size_t n = w->j->n;
    uint32_t **prefix = bp_room_take(&w->room, n, sizeof *prefix);
    size_t *n_prefixes = bp_room_take(&w->room, n, sizeof *n_prefixes);
    const bool ok = !w->room.failed;
    bp_status status = bp_survey_memory(ok, err);
    if (status == BP_OK)
        status = bp_prefixes_join(w->j, prefix, n_prefixes, head, err);
    for (size_t i = 0; ok && i < n; i++) {
        w->of[i].prefix = prefix[i];
        w->of[i].n_prefixes = n_prefixes[i];
    }
    for (uint32_t i = 0; status == BP_OK && i < n; i++) {
        w->of[i].left = bp_unpack_count(&w->j->file[i].from);
        if (read_cell(w, i, false))
            bp_heap_add(&w->heap, w->of[i].key);
    }
    return status;
}

/* The pay of a cell, which the first n of `same` have. */
static bp_status put_pay(work *w, size_t n, bp_err *err)
{
    const bp_shape *shape = &w->j->survey->shape;
    const bool weighed = shape->weights != BP_UNWEIGHTED;
    bp_status status = BP_OK;
    for (size_t e = 0; status == BP_OK && e < shape->n_elements; e++)
        status =
            bag_join_put(&w->bag, w->j, w->same, n, weighed, &w->text, &w->cells, err);
    return status == BP_OK && shape->keep_rows
               ? bag_join_put(&w->bag, w->j, w->same, n, false, &w->text, &w->cells, err)
               : status;
}

static bp_status put_cell(work *w, bp_err *err)
{
    const bp_next key = w->heap.at[0];
    uint64_t first = UINT64_MAX;
    size_t n = 0;
    while (w->heap.n > 0 && bp_next_same(&w->heap.at[0], &key)) {
        const cursor *c = &w->of[w->heap.at[0].file];
        first = c->first < first ? c->first : first;
        w->same[n++] = w->heap.at[0].file;
        bp_heap_drop(&w->heap);
    }
    bp_pack_uint(&w->text, key.first - w->before);
    bp_pack_uint(&w->text, key.second);
    bp_pack_uint(&w->text, first);
    w->before = (uint32_t)key.first;
    w->n++;
    bp_status status = put_pay(w, n, err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        if (read_cell(w, w->same[i], true))
            bp_heap_add(&w->heap, w->of[w->same[i]].key);
    return status == BP_OK && w->text.n >= BP_JOINED_TEXT
               ? bp_spool_take(&w->cells, &w->text, err)
               : status;
}

bp_status bp_cells_join(bp_joining *j, bp_err *err)
{
    work w;
    bp_str head = { 0 };
    uint32_t crc = 0;
    bp_status status = bp_survey_memory(init(&w, j), err);
    if (status == BP_OK)
        status = begin(&w, &head, err);
    while (status == BP_OK && w.heap.n > 0)
        status = put_cell(&w, err);
    if (status == BP_OK)
        status = bp_spool_take(&w.cells, &w.text, err);
    bp_pack_uint(&head, w.n);
    if (status == BP_OK)
        status = bp_spool_take(j->out, &head, err);
    if (status == BP_OK)
        status = bp_spool_append(j->out, &w.cells, &crc, err);
    bp_str_release(&head);
    release(&w);
    return status;
}
