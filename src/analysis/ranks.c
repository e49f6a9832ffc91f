/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.c - the rank of every amount among the pay of everybody.
 *
 * Pay is sorted once for all keys that groups are compared by, some of it at a time, of
 * which each amount is kept once: of many people many have the same.  Everybody's amount
 * is looked up for each of the keys, among those of a narrow band of amounts. */
#include "analysis/ranks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/order.h"
#include "data/pay.h"

struct bp_ranks {
    int64_t *value; /* [n] distinct, ascending */
    uint64_t *rank; /* [n] those paid less and those paid no more: 2 (mid-rank) - 1;
                     * before all are known how many are paid this */
    size_t n;
    size_t cap_value;
    size_t cap_rank;
    size_t *first; /* [bands + 1] the first value of each band of 2^shift units */
    int shift;
};

void bp_ranks_free(bp_ranks *r)
{
    if (r == NULL)
        return;
    free(r->value);
    free(r->rank);
    free(r->first);
    free(r);
}

/* Pay that is yet to be sorted. */
typedef struct some {
    int64_t *value; /* [n] */
    size_t n;
    size_t cap;
} some;

/* At least so much is sorted at a time, and a part of as much as there are amounts. */
#define SOME_LEAST ((size_t)1 << 16)
#define SOME_PART 16

/* How many of some sorted values are no amount yet. */
static size_t count_new(const bp_ranks *r, const some *x)
{
    size_t new = 0;
    for (size_t i = 0, k = 0; i < x->n; i++) {
        while (k < r->n && r->value[k] < x->value[i])
            k++;
        new += (i == 0 || x->value[i - 1] != x->value[i]) &&
               (k == r->n || r->value[k] != x->value[i]);
    }
    return new;
}

/* Counts them, from the last on, so that none is in the way of others. */
static void merge(bp_ranks *r, const some *x, size_t new)
{
    size_t to = r->n + new, k = r->n;
    r->n = to;
    for (size_t i = x->n, same; i > 0; i -= same) {
        const int64_t value = x->value[i - 1];
        for (same = 1; same < i && x->value[i - 1 - same] == value; same++)
            ;
        for (; k > 0 && r->value[k - 1] > value; k--) {
            r->value[--to] = r->value[k - 1];
            r->rank[to] = r->rank[k - 1];
        }
        const bool known = k > 0 && r->value[k - 1] == value;
        const uint64_t before = known ? r->rank[--k] : 0;
        r->value[--to] = value;
        r->rank[to] = before + same;
    }
}

/* False: memory is out. */
static bool sort_some(bp_ranks *r, some *x)
{
    if (!bp_order_numbers(x->value, x->n))
        return false;
    const size_t new = count_new(r, x);
    if (!bp_reserve(&r->value, &r->cap_value, r->n + new, sizeof r->value[0]) ||
        !bp_reserve(&r->rank, &r->cap_rank, r->n + new, sizeof r->rank[0]))
        return false;
    merge(r, x, new);
    x->n = 0;
    return true;
}

/* How many have each amount.  False: memory is out. */
static bool count_all(bp_ranks *r, some *x, const bp_sample *pay)
{
    bool ok = true;
    bp_block b;
    for (bp_block_start(&b); ok && bp_block_next(&b, pay);) {
        const size_t part = r->n / SOME_PART;
        const size_t most = part > SOME_LEAST ? part : SOME_LEAST;
        if (x->n + b.n > most)
            ok = sort_some(r, x);
        ok = ok && bp_reserve(&x->value, &x->cap, x->n + b.n, sizeof x->value[0]);
        if (ok)
            memcpy(x->value + x->n, b.value, b.n * sizeof b.value[0]);
        x->n += b.n;
    }
    return ok && sort_some(r, x);
}

static size_t band_of(const bp_ranks *r, int64_t value)
{
    return (size_t)((uint64_t)(value - r->value[0]) >> r->shift);
}

/* So many values take more memory than the time to find them is worth. */
#define MANY ((size_t)1 << 20)

/* Up to two bands for each value, or one for several.  False: memory is out. */
static bool divide(bp_ranks *r)
{
    const size_t most = r->n > MANY ? r->n / 4 : 2 * r->n;
    while (band_of(r, r->value[r->n - 1]) >= most)
        r->shift++;
    const size_t bands = band_of(r, r->value[r->n - 1]) + 1;
    r->first = bp_alloc(0, bands + 1, sizeof r->first[0]);
    for (size_t i = 0, band = 0; r->first != NULL && i < r->n; i++)
        for (const size_t of = band_of(r, r->value[i]); band < of; band++)
            r->first[band + 1] = i;
    if (r->first != NULL)
        r->first[bands] = r->n;
    return r->first != NULL;
}

/* False: memory is out. */
static bool fill(bp_ranks *r, const bp_sample *pay)
{
    some x = { NULL, 0, 0 };
    const bool ok = count_all(r, &x, pay);
    free(x.value);
    uint64_t less = 0;
    for (size_t i = 0; ok && i < r->n; i++) {
        const uint64_t here = r->rank[i];
        r->rank[i] += 2 * less;
        less += here;
    }
    return ok && (r->n == 0 || divide(r));
}

bp_status bp_ranks_new(bp_ranks **out, const bp_survey *s, size_t element, bp_err *err)
{
    bp_pay_groups *groups = NULL;
    bp_status status = bp_pay_groups_new(&groups, s, element, NULL, 0, err);
    if (status != BP_OK)
        return status;
    bp_ranks *r = bp_alloc(0, 1, sizeof *r);
    if (r != NULL && fill(r, &groups->group[0].pay)) {
        *out = r;
    } else {
        bp_ranks_free(r);
        status = bp_no_memory(err, "the ranks");
    }
    bp_pay_groups_free(groups);
    return status;
}

uint64_t bp_ranks_of(const bp_ranks *r, int64_t value)
{
    const size_t band = band_of(r, value);
    size_t low = r->first[band], high = r->first[band + 1] - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->value[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return r->rank[low];
}
