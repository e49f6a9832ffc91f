/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - the values of given ranks in a bag of pay.
 *
 * A question wants some ranks, not all values in order.  One pass counts values in
 * buckets; only the buckets that hold a wanted rank are gathered and sorted, which for a
 * dozen quantiles is a small part of the values. */
#include "data/run.h"

#include <stdlib.h>

#include "base/mem.h"

/* Of fewer values the wanted ones are sorted out without a histogram. */
#define PICK_AT_ONCE 64

/* Buckets of the histogram, at most: their counts fit the first cache of a processor. */
#define BUCKETS_MOST 4096

#define BUCKETS_LEAST 64

/* A bucket of more values than this, and than this part of all, gets a histogram of its
 * own, for which all values are looked at once more. */
#define PICK_IN_BUCKET 32768
#define PART_IN_BUCKET 128

bp_int128 bp_run_sum(const bp_run *r)
{
    bp_int128 sum = 0;
    bp_run_touch(r);
    for (size_t i = 0; i < r->n; i++)
        sum += (bp_int128)bp_run_value(r, i) * bp_run_weight(r, i);
    return sum;
}

uint64_t bp_run_weights(const bp_run *r)
{
    if (r->weight == NULL)
        return r->n;
    uint64_t sum = 0;
    for (size_t i = 0; i < r->n; i++)
        sum += (uint64_t)r->weight[i];
    return sum;
}

bool bp_run_joins(const bp_run *r, const bp_run *next)
{
    if (r->away != NULL && r->n + next->n > BP_AWAY_VALUES)
        return false;
    return r->steps != NULL ? r->steps + r->n == next->steps
                            : next->steps == NULL && r->units + r->n == next->units;
}

/* Part of a bag: its values from low to low + span.  Where all are steps they are taken
 * as they are, else in units. */
typedef struct part {
    const bp_run *run; /* [n_runs] */
    size_t n_runs;
    bool steps;
    int64_t low;
    uint64_t span;
} part;

static inline int64_t value_of(const bp_run *r, size_t i, bool steps)
{
    return steps ? (int64_t)r->steps[i] : bp_run_value(r, i);
}

/* How far a value is above `low`; beyond the span when it is below. */
static uint64_t above(int64_t value, int64_t low)
{
    return (uint64_t)value - (uint64_t)low;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* So many values are put in order by comparing each with all, FEW_BITS to number them. */
#define FEW 24
#define FEW_BITS 5

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

/* The place of a value is how many are below it: comparisons that all processors make
 * many of at once, and no branch on values.  Their numbers make equal ones differ. */
static void order_few(int64_t v[], size_t n)
{
    int64_t low = INT64_MAX, high = INT64_MIN, before[FEW];
    int32_t key[FEW] = { 0 };
    uint32_t place[FEW] = { 0 };
    for (size_t i = 0; i < n; i++) {
        low = v[i] < low ? v[i] : low;
        high = v[i] > high ? v[i] : high;
        before[i] = v[i];
    }
    if (n < 2 || above(high, low) > INT32_MAX >> FEW_BITS) {
        insert_all(v, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        key[i] = (int32_t)((v[i] - low) << FEW_BITS | (int64_t)i);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < FEW; k++)
            place[k] += key[k] > key[i];
    for (size_t i = 0; i < n; i++)
        v[place[i]] = before[i];
}

static int64_t middle_of(int64_t a, int64_t b, int64_t c)
{
    const int64_t low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Which ranks are wanted: ascending, counted from the first value of what they are wanted
 * of. */
typedef struct wanted {
    const uint64_t *rank; /* [n]; NULL: all are */
    size_t n;
} wanted;

/* Those from `from` to before `to`. */
static wanted wanted_within(wanted w, uint64_t from, uint64_t to)
{
    if (w.rank == NULL)
        return w;
    while (w.n > 0 && w.rank[0] < from) {
        w.rank++;
        w.n--;
    }
    while (w.n > 0 && w.rank[w.n - 1] >= to)
        w.n--;
    return w;
}

/* Moves the values up to a limit to the front; how many there are.  Without a branch on
 * values, which no processor could foresee (Lomuto's scheme). */
static size_t move_forward(int64_t v[], size_t n, int64_t limit)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        const int64_t x = v[i];
        v[i] = v[k];
        v[k] = x;
        k += x <= limit;
    }
    return k;
}

/* Puts the values with the wanted ranks into their places: quicksort about the median of
 * three, of the parts that hold some (Sedgewick, Algorithms, 7).  Values that keep
 * splitting badly are left to qsort.
 *   first  the rank of the lowest of them */
static void place_wanted(int64_t v[], size_t n, uint64_t first, wanted w, int depth)
{
    while (n > FEW) {
        w = wanted_within(w, first, first + n);
        if (w.n == 0)
            return;
        if (depth-- == 0) {
            qsort(v, n, sizeof v[0], by_value);
            return;
        }
        const int64_t pivot = middle_of(v[0], v[n / 2], v[n - 1]);
        size_t k = pivot > INT64_MIN ? move_forward(v, n, pivot - 1) : 0;
        if (k == 0) { /* it is the least; they need no further look */
            k = move_forward(v, n, pivot);
        } else {
            place_wanted(v, k, first, w, depth);
        }
        v += k;
        first += k;
        n -= k;
    }
    order_few(v, n);
}

#define DEPTH 40

static void pick_at_once(const part *p, const uint64_t rank[], size_t n_ranks,
                         int64_t out[])
{
    int64_t all[PICK_AT_ONCE];
    size_t k = 0;
    for (size_t i = 0; i < p->n_runs; i++)
        for (size_t j = 0; j < p->run[i].n; j++)
            all[k++] = value_of(&p->run[i], j, p->steps);
    place_wanted(all, k, 0, (wanted){ rank, n_ranks }, DEPTH);
    for (size_t i = 0; i < n_ranks; i++)
        out[i] = all[rank[i]];
}

void bp_run_sort_few(const bp_run run[], size_t n_runs, int64_t value[], bp_total *total)
{
    size_t n = 0;
    bool steps = true;
    *total = (bp_total){ 0 };
    for (size_t i = 0; i < n_runs; i++)
        steps = steps && run[i].steps != NULL;
    for (size_t i = 0; i < n_runs; i++) {
        bp_run_touch(&run[i]);
        for (size_t j = 0; j < run[i].n; j++)
            value[n++] = value_of(&run[i], j, steps);
    }
    place_wanted(value, n, 0, (wanted){ NULL, n }, DEPTH);
    for (size_t i = 0; i < n; i++) {
        value[i] *= steps ? run[0].step : 1;
        total->sum += value[i];
    }
    if (n > 0) {
        total->low = value[0];
        total->high = value[n - 1];
    }
}

/* The values of the part in buckets of 2^shift amounts. */
typedef struct histogram {
    int shift;
    size_t buckets;
    uint64_t *n;     /* [buckets] values */
    uint64_t *below; /* [buckets] values in lower buckets */
    size_t *start;   /* [buckets] where they are gathered + 1; 0: not gathered */
} histogram;

/* As many buckets as pay for n values. */
static bool make_histogram(histogram *h, const part *p, uint64_t n)
{
    *h = (histogram){ .buckets = BUCKETS_MOST };
    while (h->buckets > BUCKETS_LEAST && h->buckets > n)
        h->buckets /= 2;
    while (p->span >> h->shift >= h->buckets)
        h->shift++;
    h->n = bp_alloc(0, h->buckets, sizeof *h->n + sizeof *h->below + sizeof *h->start);
    if (h->n == NULL)
        return false;
    h->below = h->n + h->buckets;
    h->start = (size_t *)(h->below + h->buckets);
    return true;
}

/* The loops over all values: each is compiled for steps and for units. */

static inline void count_run(histogram *h, const part *p, const bp_run *r, bool steps)
{
    const int64_t low = p->low;
    const uint64_t span = p->span;
    const int shift = h->shift;
    for (size_t j = 0; j < r->n; j++) {
        const uint64_t at = above(value_of(r, j, steps), low);
        if (at <= span)
            h->n[at >> shift]++;
    }
}

static void count(const part *p, histogram *h)
{
    for (size_t i = 0; i < p->n_runs; i++) {
        bp_run_touch(&p->run[i]);
        if (p->steps)
            count_run(h, p, &p->run[i], true);
        else
            count_run(h, p, &p->run[i], false);
    }
    for (size_t k = 1; k < h->buckets; k++)
        h->below[k] = h->below[k - 1] + h->n[k - 1];
}

/* The bucket of a rank, from bucket k on. */
static size_t bucket_of(const histogram *h, size_t k, uint64_t rank)
{
    while (rank >= h->below[k] + h->n[k])
        k++;
    return k;
}

static inline void gather_run(histogram *h, const part *p, const bp_run *r, bool steps,
                              int64_t value[])
{
    const int64_t low = p->low;
    const uint64_t span = p->span;
    const int shift = h->shift;
    for (size_t j = 0; j < r->n; j++) {
        const int64_t v = value_of(r, j, steps);
        const uint64_t at = above(v, low);
        if (at <= span && h->start[at >> shift] != 0)
            value[h->start[at >> shift]++ - 1] = v;
    }
}

/* Collects the values of the buckets that have a start, bucket by bucket. */
static void gather(const part *p, histogram *h, int64_t value[])
{
    for (size_t i = 0; i < p->n_runs; i++) {
        bp_run_touch(&p->run[i]);
        if (p->steps)
            gather_run(h, p, &p->run[i], true, value);
        else
            gather_run(h, p, &p->run[i], false, value);
    }
}

/* Gathers what the small wanted buckets hold, and puts the wanted ranks into their
 * places; *value is allocated. */
static bool gather_small(const part *p, histogram *h, const uint64_t rank[],
                         size_t n_ranks, int64_t **value)
{
    const uint64_t all = h->below[h->buckets - 1] + h->n[h->buckets - 1];
    const uint64_t most =
        all / PART_IN_BUCKET > PICK_IN_BUCKET ? all / PART_IN_BUCKET : PICK_IN_BUCKET;
    size_t total = 0;
    for (size_t i = 0, k = 0; i < n_ranks; i++) {
        k = bucket_of(h, k, rank[i]);
        if (h->start[k] == 0 && h->n[k] <= most) {
            h->start[k] = total + 1;
            total += (size_t)h->n[k];
        }
    }
    *value = bp_alloc(0, total, sizeof **value);
    if (*value == NULL)
        return false;
    if (total > 0)
        gather(p, h, *value);
    for (size_t k = 0; k < h->buckets; k++) {
        if (h->start[k] == 0)
            continue;
        h->start[k] -= (size_t)h->n[k]; /* gathering moved it to the end */
        place_wanted(*value + h->start[k] - 1, (size_t)h->n[k], h->below[k],
                     (wanted){ rank, n_ranks }, DEPTH);
    }
    return true;
}

static bool pick(const part *p, uint64_t n, const uint64_t rank[], size_t n_ranks,
                 int64_t out[]);

/* The ranks of bucket k, which is too large to sort. */
static bool pick_large(const part *p, const histogram *h, size_t k, const uint64_t rank[],
                       size_t n_ranks, int64_t out[])
{
    part in = *p;
    in.low = (int64_t)((uint64_t)p->low + ((uint64_t)k << h->shift));
    in.span = (UINT64_C(1) << h->shift) - 1;
    const uint64_t rest = p->span - ((uint64_t)k << h->shift);
    if (in.span > rest)
        in.span = rest;

    uint64_t *inner = bp_alloc(0, n_ranks, sizeof *inner);
    if (inner == NULL)
        return false;
    for (size_t i = 0; i < n_ranks; i++)
        inner[i] = rank[i] - h->below[k];
    bool ok = pick(&in, h->n[k], inner, n_ranks, out);
    free(inner);
    return ok;
}

static bool pick_from(const part *p, histogram *h, const uint64_t rank[], size_t n_ranks,
                      int64_t out[])
{
    int64_t *value = NULL;
    bool ok = h->shift == 0 || gather_small(p, h, rank, n_ranks, &value);
    for (size_t i = 0, k = 0, next; ok && i < n_ranks; i = next) {
        k = bucket_of(h, k, rank[i]);
        for (next = i; next < n_ranks && rank[next] < h->below[k] + h->n[k]; next++) {
            if (h->shift == 0)
                out[next] = p->low + (int64_t)k;
            else if (h->start[k] != 0)
                out[next] = value[h->start[k] - 1 + (rank[next] - h->below[k])];
        }
        if (h->shift != 0 && h->start[k] == 0)
            ok = pick_large(p, h, k, rank + i, next - i, out + i);
    }
    free(value);
    return ok;
}

/* Only many values have buckets in buckets, each level of which takes 12 bits off the
 * span: six at most. */
static bool pick(const part *p, uint64_t n, const uint64_t rank[], size_t n_ranks,
                 int64_t out[])
{
    histogram h;
    if (!make_histogram(&h, p, n))
        return false;
    count(p, &h);
    bool ok = pick_from(p, &h, rank, n_ranks, out);
    free(h.n);
    return ok;
}

/* One look at all values: their range and their sum. */
static inline void widen(part *p, int64_t *high, bp_int128 *sum, const bp_run *r,
                         bool steps)
{
    int64_t least = p->low, most = *high;
    uint64_t whole = 0; /* of at most 2^32 values of 32 bits */
    bp_int128 wide = 0;
    for (size_t j = 0; j < r->n; j++) {
        const int64_t v = value_of(r, j, steps);
        least = v < least ? v : least;
        most = v > most ? v : most;
        if (steps)
            whole += (uint64_t)v;
        else
            wide += v;
    }
    p->low = least;
    *high = most;
    *sum += steps ? (bp_int128)whole * r->step : wide;
}

bool bp_run_pick(const bp_run run[], size_t n_runs, const uint64_t rank[], size_t n_ranks,
                 int64_t out[], bp_total *total)
{
    part p = { .run = run, .n_runs = n_runs, .steps = true, .low = INT64_MAX };
    int64_t high = INT64_MIN;
    uint64_t n = 0;
    *total = (bp_total){ 0 };
    for (size_t i = 0; i < n_runs; i++) {
        n += run[i].n;
        p.steps = p.steps && run[i].steps != NULL;
    }
    for (size_t i = 0; i < n_runs; i++) {
        bp_run_touch(&run[i]);
        if (p.steps)
            widen(&p, &high, &total->sum, &run[i], true);
        else
            widen(&p, &high, &total->sum, &run[i], false);
    }
    p.span = above(high, p.low);
    const int64_t unit = p.steps ? run[0].step : 1;
    total->low = p.low * unit;
    total->high = high * unit;
    bool ok = true;
    if (n <= PICK_AT_ONCE)
        pick_at_once(&p, rank, n_ranks, out);
    else
        ok = pick(&p, n, rank, n_ranks, out);
    for (size_t i = 0; ok && p.steps && i < n_ranks; i++)
        out[i] *= unit;
    return ok;
}
