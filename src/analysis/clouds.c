/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clouds.c - is there pay of another period or unit among the pay?
 *
 * Pay an hour among pay a year, or thousands among units, shows in one thing: a gap that
 * no honest pay fills.  A wide span alone shows nothing, since the pay of a whole city
 * spans 1:1000 without a gap; and a split of one cloud would suspect half of its people.
 * Where the clouds overlap, as pay a month and a year do, there are still two peaks with
 * a valley between them.  Values are counted in buckets of an eighth of a factor of 2:
 * one pass, no sort. */
#include "analysis/clouds.h"

#include <math.h>

#define PARTS 8 /* buckets to a factor of 2 */
#define BUCKETS (64 * PARTS)

#define GAP 4.0
#define APART 10.0
#define FAR_APART 300.0
#define SHARE 100 /* one in so many makes a cloud */

/* Peaks that a month's and a year's pay make are 12 times apart.  No single payroll or
 * survey that was looked at has two peaks 8 times apart with a third of the lower one, or
 * less, between them. */
#define PEAKS_APART 8.0
#define DEPTH 3
#define AROUND 2
#define VALLEY_SHARE 20
#define VALLEY_LEAST 10

/* Its power of 2, then its next three bits. */
static unsigned bucket_of(int64_t value)
{
    const unsigned power = 63 - (unsigned)__builtin_clzll((unsigned long long)value);
    const uint64_t bits =
        power >= 3 ? (uint64_t)value >> (power - 3) : (uint64_t)value << (3 - power);
    return power * PARTS + (unsigned)(bits & (PARTS - 1));
}

/* The least value of a bucket.  Powers below 8 have fewer values than buckets: nothing
 * is lost but that some stay empty. */
static double start_of(unsigned bucket)
{
    const double power = (double)(UINT64_C(1) << (bucket / PARTS));
    return power * (1 + (double)(bucket % PARTS) / PARTS);
}

/* The bucket of the median of those from `from` to before `to`, n values in all. */
static unsigned median_of(const uint64_t count[], unsigned from, uint64_t n)
{
    uint64_t seen = count[from];
    while (2 * seen < n)
        seen += count[++from];
    return from;
}

/* Nothing between two buckets that hold something. */
typedef struct gap {
    unsigned end;   /* the first empty bucket */
    unsigned next;  /* the first one behind it that is not */
    uint64_t below; /* values below the gap */
} gap;

typedef struct counted {
    uint64_t count[BUCKETS];
    uint64_t n;
    unsigned first; /* the lowest bucket that is not empty */
} counted;

static double width(const gap *g)
{
    return start_of(g->next) / start_of(g->end);
}

/* How far the medians on both sides are apart. */
static double times(const counted *c, const gap *g)
{
    return start_of(median_of(c->count, g->next, c->n - g->below)) /
           start_of(median_of(c->count, c->first, g->below));
}

static uint64_t fewer(const counted *c, const gap *g)
{
    return g->below <= c->n - g->below ? g->below : c->n - g->below;
}

static bool are_two(const counted *c, const gap *g)
{
    const uint64_t n = fewer(c, g);
    const double least = n < 2 || n * SHARE < c->n ? FAR_APART : APART;
    return width(g) >= GAP && times(c, g) >= least;
}

static void count(counted *c, const bp_sample *x)
{
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++)
            if (b.value[i] > 0)
                c->count[bucket_of(b.value[i])]++;
    for (unsigned k = BUCKETS; k-- > 0;) {
        c->n += c->count[k];
        c->first = c->count[k] > 0 ? k : c->first;
    }
}

static bool find_gap(gap *best, const counted *c)
{
    gap g = { .next = c->first };
    *best = (gap){ 0 };
    while (g.next < BUCKETS) {
        g.below += c->count[g.next];
        for (g.end = ++g.next; g.next < BUCKETS && c->count[g.next] == 0;)
            g.next++;
        if (g.next < BUCKETS && are_two(c, &g) &&
            (best->below == 0 || width(&g) > width(best)))
            *best = g;
    }
    return best->below > 0;
}

/* Values around a bucket: what is between two peaks is not judged by one bucket. */
static uint64_t around(const counted *c, unsigned k)
{
    uint64_t n = 0;
    for (unsigned i = k < AROUND ? 0 : k - AROUND; i <= k + AROUND && i < BUCKETS; i++)
        n += c->count[i];
    return n;
}

/* The highest peak from bucket `from` to before `to`. */
static unsigned peak(const uint64_t density[], unsigned from, unsigned to)
{
    unsigned best = from;
    for (unsigned k = from; k < to; k++)
        best = density[k] > density[best] ? k : best;
    return best;
}

/* Where two peaks are far apart and little lies between them: the lowest such place. */
static bool find_valley(gap *best, const counted *c)
{
    uint64_t density[BUCKETS], below = 0, low = UINT64_MAX;
    *best = (gap){ 0 };
    for (unsigned k = 0; k < BUCKETS; k++)
        density[k] = around(c, k);
    for (unsigned k = c->first + 1; k < BUCKETS; k++) {
        below += c->count[k - 1];
        const gap g = { .end = k, .next = k, .below = below };
        const uint64_t n = fewer(c, &g);
        if (n < VALLEY_LEAST || n * VALLEY_SHARE < c->n)
            continue;
        const unsigned p = peak(density, c->first, k), q = peak(density, k, BUCKETS);
        const uint64_t lower = density[p] < density[q] ? density[p] : density[q];
        if (start_of(q) < PEAKS_APART * start_of(p) || density[k] * DEPTH > lower ||
            density[k] >= low)
            continue;
        low = density[k];
        *best = g;
    }
    return best->below > 0;
}

void bp_clouds_find(bp_clouds *out, const bp_sample *x)
{
    counted c = { .n = 0 };
    gap g;
    count(&c, x);
    *out = (bp_clouds){ .n = c.n };
    out->gap_between = find_gap(&g, &c);
    if (!out->gap_between && !find_valley(&g, &c))
        return;
    out->fewer = fewer(&c, &g);
    out->low = out->fewer == g.below;
    out->gap = (int64_t)(start_of(g.end) * sqrt(width(&g)));
    out->times = times(&c, &g);
}
