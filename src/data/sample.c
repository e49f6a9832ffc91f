/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.c - what statistics ask of pay, value by value.
 *
 * Pay is kept as 32-bit steps where it can be.  What looks at every value of a large
 * survey (counts within limits, what lies in a ring) compares steps with limits that are
 * steps too; all else gets values in units, a block at a time. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/order.h"
#include "data/pay.h"
#include "data/run.h"

bool bp_sample_select(const bp_sample *x, const uint64_t rank[], size_t n_ranks,
                      int64_t out[], bp_total *total)
{
    return bp_run_pick(x->run, x->n_runs, rank, n_ranks, out, total);
}

bool bp_numbers_select(const int64_t number[], size_t n, const uint64_t rank[],
                       size_t n_ranks, int64_t out[])
{
    const bp_run run = { .units = number, .n = n };
    bp_total unwanted;
    return bp_run_pick(&run, 1, rank, n_ranks, out, &unwanted);
}

bool bp_sample_sort(const bp_sample *x, int64_t value[])
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_runs; i++) {
        bp_run_touch(&x->run[i]);
        for (size_t j = 0; j < x->run[i].n; j++)
            value[n++] = bp_run_value(&x->run[i], j);
    }
    return bp_order_numbers(value, n);
}

void bp_sample_sort_few(const bp_sample *x, int64_t value[], bp_total *total)
{
    bp_run_sort_few(x->run, x->n_runs, value, total);
}

bp_total bp_sample_total(const bp_sample *x)
{
    bp_total total = { .low = INT64_MAX, .high = INT64_MIN };
    for (size_t i = 0; i < x->n_runs; i++) {
        total.sum += bp_run_sum(&x->run[i]);
        for (size_t j = 0; j < x->run[i].n; j++) {
            const int64_t v = bp_run_value(&x->run[i], j);
            total.low = v < total.low ? v : total.low;
            total.high = v > total.high ? v : total.high;
        }
    }
    return total;
}

bool bp_block_next(bp_block *b, const bp_sample *x)
{
    b->n = 0;
    while (b->run < x->n_runs && b->n < BP_BLOCK_VALUES) {
        const bp_run *r = &x->run[b->run];
        const size_t room = BP_BLOCK_VALUES - b->n, rest = r->n - b->at;
        const size_t n = rest < room ? rest : room;
        bp_run_touch(r);
        for (size_t i = 0; i < n; i++)
            b->value[b->n + i] = bp_run_value(r, b->at + i);
        if (r->weight != NULL)
            memcpy(b->weight + b->n, r->weight + b->at, n * sizeof b->weight[0]);
        b->n += n;
        b->at += n;
        if (b->at == r->n) {
            b->run++;
            b->at = 0;
        }
    }
    return b->n > 0;
}

/* The numbers from low to low + size - 1, in the steps or units of a run. */
typedef struct band {
    uint64_t low;
    uint64_t size;
} band;

/* The band of the amounts above 0 and from low to high. */
static band band_of(const bp_run *r, int64_t low, int64_t high)
{
    low = low > 1 ? low : 1;
    if (r->steps != NULL) {
        low = (low - 1) / r->step + 1;
        high /= r->step;
    }
    if (low > high)
        return (band){ 0 };
    return (band){ (uint64_t)low, (uint64_t)(high - low) + 1 };
}

static inline bool has(band b, uint64_t x)
{
    return x - b.low < b.size;
}

uint64_t bp_sample_within(const bp_sample *x, int64_t low, int64_t high)
{
    uint64_t n = 0;
    for (size_t i = 0; i < x->n_runs; i++) {
        const bp_run r = x->run[i];
        const band b = band_of(&r, low, high);
        bp_run_touch(&r);
        if (r.steps != NULL)
            for (size_t j = 0; j < r.n; j++)
                n += has(b, r.steps[j]);
        else
            for (size_t j = 0; j < r.n; j++)
                n += has(b, (uint64_t)r.units[j]);
    }
    return n;
}

/* So many values are looked at before room is made for what is kept of them. */
#define RING_BLOCK 1024

/* Compiled for steps and for units.  False: memory is out. */
static inline bool ring_of_run(bp_ring *g, size_t *cap, const bp_run *r, bool steps)
{
    const band inner = band_of(r, g->inner_low, g->inner_high),
               outer = band_of(r, g->low, g->high);
    bp_run_touch(r);
    for (size_t j = 0, end; j < r->n; j = end) {
        uint64_t inside = 0;
        size_t kept[RING_BLOCK], n = 0;
        end = r->n - j < RING_BLOCK ? r->n : j + RING_BLOCK;
        for (size_t i = j; i < end; i++) { /* no branch: none could be foreseen */
            const uint64_t v = steps ? r->steps[i] : (uint64_t)r->units[i];
            const bool is_inside = has(inner, v);
            inside += is_inside;
            kept[n] = i;
            n += has(outer, v) & !is_inside;
        }
        g->inside += inside;
        if (!bp_reserve(&g->value, cap, g->n + n, sizeof g->value[0]))
            return false;
        for (size_t i = 0; i < n; i++)
            g->value[g->n++] = bp_run_value(r, kept[i]);
    }
    return true;
}

bool bp_sample_ring(const bp_sample *x, bp_ring *ring)
{
    size_t cap = 0;
    bool ok = true;
    ring->inside = 0;
    ring->value = NULL;
    ring->n = 0;
    for (size_t i = 0; ok && i < x->n_runs; i++)
        ok = x->run[i].steps != NULL ? ring_of_run(ring, &cap, &x->run[i], true)
                                     : ring_of_run(ring, &cap, &x->run[i], false);
    return ok;
}
