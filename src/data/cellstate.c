/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellstate.c - cells and their pay as a file.
 *
 * The pay of a cell is a bag: in order of amounts it is a few bytes each, since amounts
 * are near each other and mostly multiples of one quantum.  Equal amounts are counted.
 * Cells come by their prefix, then their organization, so that either is a small step
 * from the one before. */
#include <stdlib.h>

#include "data/inside.h"
#include "data/order.h"
#include "data/payweights.h"

typedef struct amount {
    int64_t pay;
    int64_t weight;
} amount;

/* Amounts of a cell, with room for those of the largest. */
typedef struct bag {
    amount *at; /* [n] */
    size_t n;
    size_t cap;
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

bp_status bp_prefixes_load(bp_prefixes *out, const bp_loading *to, bp_unpack *from,
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

/* ---- writing ---- */

static int by_amount(const void *a, const void *b)
{
    const amount *x = a, *y = b;
    if (x->pay != y->pay)
        return x->pay > y->pay ? 1 : -1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

/* The pay of an element in a cell, in order.  False: memory is out. */
static bool fill(bag *b, const bp_pay_store *store, size_t cell)
{
    b->n = 0;
    if (!bp_reserve(&b->at, &b->cap, bp_pay_store_count(store, cell), sizeof b->at[0]))
        return false;
    for (size_t i = 0; i < bp_pay_store_runs(store, cell); i++) {
        const bp_run run = bp_pay_store_run(store, cell, i);
        for (size_t k = 0; k < run.n; k++)
            b->at[b->n++] = (amount){ bp_run_value(&run, k), bp_run_weight(&run, k) };
    }
    if (b->n > 1)
        qsort(b->at, b->n, sizeof b->at[0], by_amount);
    return true;
}

/* From one amount to a later one. */
static uint64_t step(const amount *from, const amount *to)
{
    return (uint64_t)to->pay - (uint64_t)from->pay;
}

/* How many follow that are the same; the quantum of all steps. */
static size_t same_as(const bag *b, size_t i)
{
    size_t k = i + 1;
    while (k < b->n && by_amount(&b->at[i], &b->at[k]) == 0)
        k++;
    return k - i;
}

static void put_bag(bp_str *out, const bag *b, bool weighed)
{
    uint64_t quantum = 0;
    size_t entries = 0;
    for (size_t i = 0; i < b->n; i += same_as(b, i)) {
        entries++;
        quantum = i > 0 ? bp_weights_common(step(&b->at[i - 1], &b->at[i]), quantum) : 0;
    }
    bp_pack_uint(out, b->n);
    if (b->n == 0)
        return;
    bp_pack_uint(out, entries);
    bp_pack_int(out, b->at[0].pay);
    bp_pack_uint(out, quantum);
    for (size_t i = 0, n; i < b->n; i += n) {
        n = same_as(b, i);
        if (i > 0 && quantum > 0)
            bp_pack_uint(out, step(&b->at[i - 1], &b->at[i]) / quantum);
        if (entries < b->n)
            bp_pack_uint(out, n - 1);
        if (weighed)
            bp_pack_int(out, b->at[i].weight);
    }
}

static bool save_cell(bp_str *out, const bp_survey *s, size_t cell, bag *b)
{
    const bp_cells *c = &s->cells;
    const bool weighed = s->shape.weights != BP_UNWEIGHTED;
    bool ok = true;
    for (size_t e = 0; ok && e < s->shape.n_elements; e++) {
        ok = fill(b, &c->store[e], cell);
        if (ok)
            put_bag(out, b, weighed);
    }
    if (ok && s->shape.keep_rows) {
        ok = fill(b, &c->store[BP_ROW_NUMBERS], cell);
        if (ok)
            put_bag(out, b, false);
    }
    return ok;
}

bp_status bp_cells_save(bp_saving *to, bp_str *out, bp_err *err)
{
    bp_survey *s = to->survey;
    bp_cells *c = &s->cells;
    uint32_t *now = NULL;
    bag b = { 0 };
    bp_status status = bp_cells_build(s, err);
    if (status == BP_OK)
        status = bp_prefixes_save(&now, &c->set, out, err);
    bp_pack_uint(out, c->set.n);
    bool ok = true;
    uint32_t before = 0;
    for (size_t i = 0; status == BP_OK && ok && i < c->set.n; i++) {
        const uint32_t prefix = now[c->set.id[i].prefix];
        bp_pack_uint(out, prefix - before);
        bp_pack_uint(out, c->set.id[i].org);
        bp_pack_uint(out, c->set.first[i]);
        before = prefix;
        ok = save_cell(out, s, i, &b);
    }
    free(b.at);
    free(now);
    return status == BP_OK ? bp_survey_memory(ok, err) : status;
}

/* ---- reading ---- */

/* Some amounts of one cell on their way into a buffer. */
typedef struct pouring {
    bp_loading *to;
    bp_pay_buffer *buffer;
    bool weighed;
    size_t n;
    uint64_t poured; /* amounts in all */
    uint32_t cell[BP_BATCH_ROWS];
    int64_t pay[BP_BATCH_ROWS];
    int64_t weight[BP_BATCH_ROWS];
} pouring;

/* Equal amounts are counted in a file, so a few bytes can claim any number of them. */
static bp_status check_memory(const pouring *p, bp_err *err)
{
    const uint64_t most = p->to->memory, each = sizeof(uint32_t);
    return most == 0 || p->poured <= most / each
               ? BP_OK
               : bp_fail_hint(err, NULL, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                              "what a partial file holds takes more than %llu KiB of "
                              "memory",
                              (unsigned long long)(most >> 10));
}

static bp_status pour(pouring *p, bp_err *err)
{
    const bool ok = p->weighed ? bp_pay_buffer_add_weighed(p->buffer, p->cell, p->pay,
                                                           p->weight, p->n)
                               : bp_pay_buffer_add(p->buffer, p->cell, p->pay, p->n);
    p->poured += p->n;
    p->n = 0;
    return ok ? check_memory(p, err) : bp_survey_memory(false, err);
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

/* The next amount, `steps` quanta on.  Steps may wrap around in 64 bits unsigned, amounts
 * do not. */
static int64_t next_amount(int64_t pay, uint64_t steps, uint64_t quantum, bool *bad)
{
    uint64_t far = 0;
    int64_t next = 0;
    if (__builtin_mul_overflow(steps, quantum, &far) ||
        __builtin_add_overflow(pay, far, &next))
        *bad = true;
    return *bad ? 0 : next;
}

static bp_status load_bag(pouring *p, bp_unpack *from, uint32_t cell, bp_err *err)
{
    uint64_t left = bp_unpack_uint(from);
    if (left == 0)
        return BP_OK;
    const size_t entries = bp_unpack_count(from);
    const bool counted = entries < left;
    int64_t pay = bp_unpack_int(from);
    const uint64_t quantum = bp_unpack_uint(from);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && !from->bad && i < entries; i++) {
        if (i > 0 && quantum > 0)
            pay = next_amount(pay, bp_unpack_uint(from), quantum, &from->bad);
        const uint64_t more = counted ? bp_unpack_uint(from) : 0;
        const int64_t weight = p->weighed ? bp_unpack_int(from) : 1;
        if (more >= left || weight < 1 || pay == BP_NO_PAY)
            from->bad = true;
        if (from->bad)
            break;
        left -= more + 1;
        status = add(p, cell, pay, weight, more + 1, err);
    }
    from->bad |= left != 0 && status == BP_OK;
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

bp_status bp_cells_load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    const size_t width = to->survey->cells.set.width;
    pouring *p = bp_alloc(0, 1, sizeof *p);
    bp_prefixes prefixes = { NULL, 0 };
    uint64_t prefix = 0;
    bp_status status = bp_survey_memory(p != NULL, err);
    if (status == BP_OK)
        status = bp_prefixes_load(&prefixes, to, from, err);
    const size_t n = status == BP_OK ? bp_unpack_count(from) : 0;
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
