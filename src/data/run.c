#include "data/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Fewer values are sorted as they are. */
#define SORT_AT_ONCE 1024

/* Buckets of the histogram: their counts fit the first cache of a processor. */
#define BUCKETS 4096

/* A bucket of more values gets a histogram of its own. */
#define SORT_A_BUCKET 32768

void bp_run_release(bp_run *r)
{
    free(r->value);
    *r = (bp_run){ 0 };
}

/* Many cells hold a value or two, and three fill the smallest block that malloc
 * hands out. */
bool bp_run_grow(bp_run *r)
{
    if (r->cap > 0)
        return bp_reserve(&r->value, &r->cap, r->cap + 1, sizeof r->value[0]);
    r->value = bp_alloc(0, 3, sizeof r->value[0]);
    r->cap = r->value != NULL ? 3 : 0;
    return r->value != NULL;
}

/* The longer of the two stays where it is. */
bool bp_run_take(bp_run *r, bp_run *from)
{
    bp_run *stay = r->cap >= from->cap ? r : from;
    const bp_run *go = stay == r ? from : r;
    if (!bp_reserve(&stay->value, &stay->cap, r->n + from->n, sizeof stay->value[0]))
        return false;
    if (go->n > 0)
        memcpy(stay->value + stay->n, go->value, go->n * sizeof go->value[0]);
    stay->n += go->n;
    stay->sum += go->sum;
    if (stay == from) {
        bp_run joined = *from;
        *from = *r;
        *r = joined;
    }
    bp_run_release(from);
    return true;
}

/* Part of a bag: its values from low to low + span. */
typedef struct part {
    const bp_run *const *run; /* [n_runs] */
    size_t n_runs;
    int64_t low;
    uint64_t span;
} part;

/* How far a value stands above `low`; beyond the span when it is below. */
static uint64_t above(int64_t value, int64_t low)
{
    return (uint64_t)value - (uint64_t)low;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void insert_all(int64_t v[], size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const int64_t x = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1] > x; k--)
            v[k] = v[k - 1];
        v[k] = x;
    }
}

static int64_t middle_of(int64_t a, int64_t b, int64_t c)
{
    const int64_t low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Quicksort about the median of three (Sedgewick, Algorithms, 7), without a call to
 * compare; values that keep splitting badly are left to qsort. */
static void sort_within(int64_t v[], size_t n, int depth)
{
    while (n > 24) {
        if (depth-- == 0) {
            qsort(v, n, sizeof v[0], by_value);
            return;
        }
        const int64_t pivot = middle_of(v[0], v[n / 2], v[n - 1]);
        size_t i = 0, j = n - 1;
        for (;; i++, j--) {
            while (v[i] < pivot)
                i++;
            while (v[j] > pivot)
                j--;
            if (i >= j)
                break;
            const int64_t x = v[i];
            v[i] = v[j];
            v[j] = x;
        }
        sort_within(v + j + 1, n - j - 1, depth);
        n = j + 1;
    }
    insert_all(v, n);
}

static void sort(int64_t value[], size_t n)
{
    sort_within(value, n, 40);
}

static bool sort_all(const part *p, uint64_t n, const uint64_t rank[], size_t n_ranks,
                     int64_t out[])
{
    int64_t *all = bp_alloc(0, (size_t)n, sizeof *all);
    if (all == NULL)
        return false;
    size_t k = 0;
    for (size_t i = 0; i < p->n_runs; i++)
        for (size_t j = 0; j < p->run[i]->n; j++)
            all[k++] = p->run[i]->value[j];
    sort(all, k);
    for (size_t i = 0; i < n_ranks; i++)
        out[i] = all[rank[i]];
    free(all);
    return true;
}

typedef struct bucket {
    uint64_t n;     /* values */
    uint64_t below; /* values of the part in lower buckets */
    size_t start;   /* where its values are gathered + 1; 0: not gathered */
} bucket;

/* Counts the values of each bucket of 2^shift amounts. */
static void count(const part *p, int shift, bucket b[])
{
    for (size_t i = 0; i < p->n_runs; i++) {
        const bp_run *r = p->run[i];
        for (size_t j = 0; j < r->n; j++) {
            uint64_t at = above(r->value[j], p->low);
            if (at <= p->span)
                b[at >> shift].n++;
        }
    }
    for (size_t k = 1; k < BUCKETS; k++)
        b[k].below = b[k - 1].below + b[k - 1].n;
}

/* The bucket of a rank, from bucket k on. */
static size_t bucket_of(const bucket b[], size_t k, uint64_t rank)
{
    while (rank >= b[k].below + b[k].n)
        k++;
    return k;
}

/* Collects the values of the buckets that have a start, bucket by bucket. */
static void gather(const part *p, int shift, bucket b[], int64_t value[])
{
    for (size_t i = 0; i < p->n_runs; i++) {
        const bp_run *r = p->run[i];
        for (size_t j = 0; j < r->n; j++) {
            uint64_t at = above(r->value[j], p->low);
            if (at <= p->span && b[at >> shift].start != 0)
                value[b[at >> shift].start++ - 1] = r->value[j];
        }
    }
}

/* Sorts what the small wanted buckets hold; *value is allocated. */
static bool gather_small(const part *p, int shift, bucket b[], const uint64_t rank[],
                         size_t n_ranks, int64_t **value)
{
    size_t total = 0;
    for (size_t i = 0, k = 0; i < n_ranks; i++) {
        k = bucket_of(b, k, rank[i]);
        if (b[k].start == 0 && b[k].n <= SORT_A_BUCKET) {
            b[k].start = total + 1;
            total += (size_t)b[k].n;
        }
    }
    *value = bp_alloc(0, total, sizeof **value);
    if (*value == NULL)
        return false;
    if (total > 0)
        gather(p, shift, b, *value);
    for (size_t k = 0; k < BUCKETS; k++) {
        if (b[k].start == 0)
            continue;
        b[k].start -= (size_t)b[k].n; /* gathering moved it to the end */
        sort(*value + b[k].start - 1, (size_t)b[k].n);
    }
    return true;
}

static bool pick(const part *p, const uint64_t rank[], size_t n_ranks, int64_t out[]);

/* The ranks of one bucket that is too large to sort. */
static bool pick_large(const part *p, int shift, size_t k, uint64_t below,
                       const uint64_t rank[], size_t n_ranks, int64_t out[])
{
    part in = *p;
    in.low = (int64_t)((uint64_t)p->low + ((uint64_t)k << shift));
    in.span = (UINT64_C(1) << shift) - 1;
    uint64_t rest = p->span - ((uint64_t)k << shift);
    if (in.span > rest)
        in.span = rest;

    uint64_t *inner = bp_alloc(0, n_ranks, sizeof *inner);
    if (inner == NULL)
        return false;
    for (size_t i = 0; i < n_ranks; i++)
        inner[i] = rank[i] - below;
    bool ok = pick(&in, inner, n_ranks, out);
    free(inner);
    return ok;
}

/* Each level of buckets in buckets takes 12 bits off the span: six at most. */
static bool pick(const part *p, const uint64_t rank[], size_t n_ranks, int64_t out[])
{
    int shift = 0;
    while (p->span >> shift >= BUCKETS)
        shift++;
    bucket *b = bp_alloc(0, BUCKETS, sizeof *b);
    if (b == NULL)
        return false;
    count(p, shift, b);

    int64_t *value = NULL;
    bool ok = shift == 0 || gather_small(p, shift, b, rank, n_ranks, &value);
    for (size_t i = 0, k = 0, next; ok && i < n_ranks; i = next) {
        k = bucket_of(b, k, rank[i]);
        for (next = i; next < n_ranks && rank[next] < b[k].below + b[k].n; next++) {
            if (shift == 0)
                out[next] = p->low + (int64_t)k;
            else if (b[k].start != 0)
                out[next] = value[b[k].start - 1 + (rank[next] - b[k].below)];
        }
        if (shift != 0 && b[k].start == 0)
            ok = pick_large(p, shift, k, b[k].below, rank + i, next - i, out + i);
    }
    free(value);
    free(b);
    return ok;
}

bool bp_run_pick(const bp_run *const run[], size_t n_runs, const uint64_t rank[],
                 size_t n_ranks, int64_t out[])
{
    part p = { run, n_runs, INT64_MAX, 0 };
    int64_t high = INT64_MIN;
    uint64_t n = 0;
    for (size_t i = 0; i < n_runs; i++) {
        n += run[i]->n;
        for (size_t j = 0; j < run[i]->n; j++) {
            int64_t v = run[i]->value[j];
            p.low = v < p.low ? v : p.low;
            high = v > high ? v : high;
        }
    }
    if (n <= SORT_AT_ONCE)
        return sort_all(&p, n, rank, n_ranks, out);
    p.span = above(high, p.low);
    return pick(&p, rank, n_ranks, out);
}
