/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellstate.c - cells and their pay as a file.
 *
 * Cells come by their prefix, then their organization, so that either is a small step
 * from the one before; the pay of each is a bag (bag.h). */
#include <stdlib.h>

#include "data/bag.h"
#include "data/inside.h"
#include "data/order.h"
#include "data/owners.h"

/* Amounts of a cell, with room for those of the largest. */
typedef struct bag {
    int64_t *pay;        /* [n] */
    int64_t *weight;     /* [n] where they have weights */
    bp_bag_amount *both; /* [n] likewise */
    size_t n;
    size_t cap_pay;
    size_t cap_weight;
    size_t cap_both;
} bag;

/* ---- prefixes ---- */

bp_status bp_prefixes_save(uint32_t **now, const bp_cellset *c, bp_str *out, bp_err *err)
{
    const size_t parts = c->width - (c->org != SIZE_MAX);
    size_t part[BP_CELL_PARTS_MAX];
    for (size_t k = 0; k < parts; k++)
        part[k] = k;
    uint32_t *list = bp_alloc(0, c->n_prefixes, sizeof *list);
    *now = bp_alloc(0, c->n_prefixes, sizeof **now);
    bool ok = list != NULL && *now != NULL;
    for (uint32_t i = 0; ok && i < c->n_prefixes; i++)
        list[i] = i;
    ok = ok && bp_order_rows(list, c->n_prefixes, c->prefix, parts, part, parts);
    bp_pack_uint(out, c->n_prefixes);
    for (uint32_t i = 0; ok && i < c->n_prefixes; i++) {
        (*now)[list[i]] = i;
        for (size_t k = 0; k < parts; k++)
            bp_pack_uint(out, c->prefix[list[i] * parts + k]);
    }
    free(list);
    return bp_survey_memory(ok, err);
}

/* The part k of a prefix, with the ids of the survey. */
static uint32_t load_part(const bp_loading *to, bp_unpack *from, size_t k)
{
    const bp_cellset *c = &to->survey->cells.set;
    if (k < c->n_keys)
        return bp_load_known(from, to->now.key[k], to->n_key[k]);
    return k == c->currency ? bp_load_known(from, to->now.currency, to->n_currency)
                            : (uint32_t)bp_unpack_below(from, (uint64_t)UINT32_MAX + 1);
}

static bp_status load_prefixes(bp_prefixes *out, const bp_loading *to, bp_unpack *from,
                               bp_err *err)
{
    const bp_cellset *c = &to->survey->cells.set;
    const size_t parts = c->width - (c->org != SIZE_MAX);
    out->n = parts > 0 ? bp_unpack_count(from) : bp_unpack_below(from, 2);
    out->id = bp_alloc(0, out->n * c->width, sizeof out->id[0]);
    for (size_t i = 0; out->id != NULL && !from->bad && i < out->n; i++)
        for (size_t k = 0; k < parts; k++)
            out->id[i * c->width + k] = load_part(to, from, k);
    return bp_survey_memory(out->id != NULL, err);
}

bp_status bp_prefixes_number(uint32_t **now, size_t *n, const bp_loading *to,
                             bp_unpack *from, bp_err *err)
{
    static const uint64_t no_order = 0;
    bp_cellset *c = &to->survey->cells.set;
    bp_prefixes p = { NULL, 0 };
    bp_status status = load_prefixes(&p, to, from, err);
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

/* ---- writing ---- */

/* From so many numbers on counting their digits is faster than comparing them. */
#define COUNTED 512

static bool reserve(bag *b, size_t n, bool weighed)
{
    return bp_reserve(&b->pay, &b->cap_pay, n, sizeof b->pay[0]) &&
           (!weighed || (bp_reserve(&b->weight, &b->cap_weight, n, sizeof b->weight[0]) &&
                         bp_reserve(&b->both, &b->cap_both, n, sizeof b->both[0])));
}

static void sort_few(bag *b)
{
    const bp_run all = { .units = b->pay, .n = b->n };
    bp_total total;
    bp_run_sort_few(&all, 1, b->pay, &total);
}

static void sort_both(bag *b)
{
    for (size_t i = 0; i < b->n; i++)
        b->both[i] = (bp_bag_amount){ b->pay[i], b->weight[i] };
    qsort(b->both, b->n, sizeof b->both[0], bp_amount_compare);
    for (size_t i = 0; i < b->n; i++) {
        b->pay[i] = b->both[i].pay;
        b->weight[i] = b->both[i].weight;
    }
}

/* The pay of an element in a cell, in order.  False: memory is out. */
static bool fill(bag *b, const bp_pay_store *store, size_t cell, bool weighed)
{
    b->n = 0;
    if (!reserve(b, bp_pay_store_count(store, cell), weighed))
        return false;
    for (size_t i = 0; i < bp_pay_store_runs(store, cell); i++) {
        const bp_run run = bp_pay_store_run(store, cell, i);
        bp_run_touch(&run);
        for (size_t k = 0; k < run.n; k++, b->n++) {
            b->pay[b->n] = bp_run_value(&run, k);
            if (weighed)
                b->weight[b->n] = bp_run_weight(&run, k);
        }
    }
    if (b->n < 2)
        return true;
    if (!weighed && b->n >= COUNTED)
        return bp_order_numbers(b->pay, b->n);
    if (weighed)
        sort_both(b);
    else
        sort_few(b);
    return true;
}

static bool save_bag(bp_str *out, const bp_survey *s, size_t store, size_t cell, bag *b)
{
    const bool weighed = s->shape.weights != BP_UNWEIGHTED && store != BP_ROW_NUMBERS;
    if (!fill(b, &s->cells.store[store], cell, weighed))
        return false;
    bp_bag_put(out, b->pay, weighed ? b->weight : NULL, b->n);
    return true;
}

static bool save_cell(bp_str *out, const bp_survey *s, size_t cell, bag *b)
{
    bool ok = true;
    for (size_t e = 0; ok && e < s->shape.n_elements; e++)
        ok = save_bag(out, s, e, cell, b);
    return ok && (!s->shape.keep_rows || save_bag(out, s, BP_ROW_NUMBERS, cell, b));
}

/* The cells of all owners, each with the prefix as a step from that of the owner's cell
 * before.  False: memory is out.
 *   now    [prefixes] as they are saved
 *   owner  [cells] */
static bool save_cells(bp_str out[], const bp_saving *to, const uint32_t now[],
                       const uint32_t owner[])
{
    const bp_survey *s = to->survey;
    const bp_cellset *c = &s->cells.set;
    size_t *count = bp_alloc(0, to->owners, sizeof *count);
    uint32_t *before = bp_alloc(0, to->owners, sizeof *before);
    bag b = { 0 };
    bool ok = count != NULL && before != NULL;
    for (size_t i = 0; ok && i < c->n; i++)
        count[owner[i]]++;
    for (size_t k = 0; ok && k < to->owners; k++)
        bp_pack_uint(&out[k], count[k]);
    for (size_t i = 0; ok && i < c->n; i++) {
        bp_str *own = &out[owner[i]];
        const uint32_t prefix = now[c->id[i].prefix];
        bp_pack_uint(own, prefix - before[owner[i]]);
        bp_pack_uint(own, c->id[i].org);
        bp_pack_uint(own, c->first[i]);
        before[owner[i]] = prefix;
        ok = save_cell(own, s, i, &b);
    }
    free(b.pay);
    free(b.weight);
    free(b.both);
    free(before);
    free(count);
    return ok;
}

bp_status bp_cells_save(bp_saving *to, bp_str out[], bp_err *err)
{
    bp_survey *s = to->survey;
    uint32_t *now = NULL, *owner = NULL;
    const size_t from = out[to->own].n;
    bp_status status = bp_cells_build(s, err);
    if (status == BP_OK)
        status = bp_prefixes_save(&now, &s->cells.set, &out[to->own], err);
    bp_saving_repeat(to, out, from);
    if (status == BP_OK)
        status = bp_survey_memory(bp_owners_of_cells(&owner, s, to->owners) &&
                                      save_cells(out, to, now, owner),
                                  err);
    free(owner);
    free(now);
    return status;
}

/* ---- reading ---- */

/* Some amounts of one cell on their way into a buffer. */
typedef struct pouring {
    bp_loading *to;
    bp_pay_buffer *buffer;
    bool weighed;
    size_t n;
    uint64_t said;   /* amounts in all, as the file says */
    uint64_t poured; /* ... that were added */
    uint32_t cell[BP_BATCH_ROWS];
    int64_t pay[BP_BATCH_ROWS];
    int64_t weight[BP_BATCH_ROWS];
} pouring;

/* After so many amounts it is looked at what they take. */
#define LOOK_AFTER ((uint64_t)1 << 16)

static bp_status pour(pouring *p, bp_err *err)
{
    const uint64_t looks = p->poured / LOOK_AFTER;
    const bp_cell_id *id = p->to->survey->cells.set.id;
    const bool ok = p->weighed ? bp_pay_buffer_add_weighed(p->buffer, p->cell, p->pay,
                                                           p->weight, p->n)
                               : bp_pay_buffer_add(p->buffer, id, p->cell, p->pay, p->n);
    if (!ok)
        return bp_pay_memory(p->to->survey->cells.worker, false, err);
    p->poured += p->n;
    p->n = 0;
    return p->poured / LOOK_AFTER > looks ? p->to->make_way(p->to, err) : BP_OK;
}

static bp_status add(pouring *p, uint32_t cell, int64_t pay, int64_t weight,
                     uint64_t times, bp_err *err)
{
    bp_status status = BP_OK;
    while (status == BP_OK && times-- > 0) {
        p->cell[p->n] = cell;
        p->pay[p->n] = pay;
        p->weight[p->n++] = weight;
        if (p->n == BP_BATCH_ROWS)
            status = pour(p, err);
    }
    return status;
}

static bp_status load_bag(pouring *p, bp_unpack *from, uint32_t cell, bp_err *err)
{
    bp_bag b;
    bp_status status = BP_OK;
    bp_bag_open(&b, from, p->weighed ? p->to->weights : BP_BAG_BARE);
    p->said += b.left; /* equal amounts are counted: a few bytes can claim any number */
    from->bad |= b.left > p->said || (p->to->amounts > 0 && p->said > p->to->amounts);
    bp_pay_buffer_expect(p->buffer, cell, b.left);
    while (status == BP_OK && !from->bad && bp_bag_next(&b, from))
        status = add(p, cell, b.at.pay, b.at.weight, b.times, err);
    return status == BP_OK && !from->bad ? pour(p, err) : status;
}

static bp_status load_pay(pouring *p, bp_unpack *from, uint32_t cell, bp_err *err)
{
    const bp_shape *shape = &p->to->survey->shape;
    bp_worker_pay *own = p->to->survey->cells.worker;
    bp_status status = BP_OK;
    p->weighed = shape->weights != BP_UNWEIGHTED;
    for (size_t e = 0; status == BP_OK && !from->bad && e < shape->n_elements; e++) {
        p->buffer = &own->buffer[e];
        status = load_bag(p, from, cell, err);
    }
    if (status != BP_OK || from->bad || !shape->keep_rows)
        return status;
    p->weighed = false;
    p->buffer = &own->buffer[BP_ROW_NUMBERS];
    return load_bag(p, from, cell, err);
}

/* The number of the cell that follows, which is made when it is new. */
static bp_status load_id(uint32_t *cell, const bp_loading *to, bp_unpack *from,
                         uint32_t id[], bp_err *err)
{
    bp_cellset *c = &to->survey->cells.set;
    if (c->org != SIZE_MAX)
        id[c->org] = bp_load_known(from, to->now.org, to->n_org);
    else
        bp_unpack_below(from, 1);
    const uint64_t first = bp_unpack_uint(from);
    if (from->bad)
        return BP_OK;
    bp_status status = bp_cellset_put_all(c, id, &first, 1, cell, err);
    if (status == BP_OK && first < c->first[*cell])
        c->first[*cell] = first;
    return status;
}

/* Where a bag of a part has so many bytes, some 16 amounts, pages of cells take less than
 * what is kept beside amounts of shared ones. */
#define MANY_BYTES 48

/* What each page takes beyond its amounts may be this part of the memory. */
#define TAILS_PART 16

/* The first part decides what pages cells have; few have their own anyway.
 *   n  cells that follow */
static void choose_pages(const bp_loading *to, const bp_unpack *from, size_t n)
{
    bp_survey *s = to->survey;
    const uint64_t bytes = (uint64_t)(from->end - from->at) + from->beyond;
    const uint64_t bags = (uint64_t)n * (s->shape.n_elements + s->shape.keep_rows);
    const bool room =
        to->memory == 0 || bags < to->memory / TAILS_PART / sizeof(bp_pay_tail);
    for (size_t e = 0; e < BP_STORES && s->cells.set.n == 0; e++)
        s->cells.worker->buffer[e].each =
            room && n > BP_OWN_PAGES && bytes / bags >= MANY_BYTES;
}

bp_status bp_cells_load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    const size_t width = to->survey->cells.set.width;
    pouring *p = bp_alloc(0, 1, sizeof *p);
    bp_prefixes prefixes = { NULL, 0 };
    uint64_t prefix = 0;
    bp_status status = bp_survey_memory(p != NULL, err);
    if (status == BP_OK)
        status = load_prefixes(&prefixes, to, from, err);
    const size_t n = status == BP_OK ? bp_unpack_count(from) : 0;
    choose_pages(to, from, n);
    for (size_t i = 0; status == BP_OK && !from->bad && i < n; i++) {
        uint32_t cell = 0;
        prefix += bp_unpack_below(from, prefixes.n - prefix);
        if (from->bad)
            break;
        p->to = to;
        status = load_id(&cell, to, from, prefixes.id + prefix * width, err);
        if (status == BP_OK && !from->bad)
            status = load_pay(p, from, cell, err);
    }
    free(prefixes.id);
    free(p);
    return status;
}
