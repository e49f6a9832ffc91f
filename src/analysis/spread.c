/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/spread.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/pick.h"
#include "base/mem.h"

/* Deviations go through the exact selection as whole numbers of 2^-40. */
#define FRACTION 0x1p40

/* Far more than the errors of log, exp and of that rounding together, on either side. */
#define SLACK 0x1p-36

/* Pay is cut into parts of equally many values; a multiple of 4. */
#define PARTS 16
_Static_assert(BP_SPREAD_LEAST > PARTS / 2, "`bounds` counts on parts of half a value");

/* The amounts above 0 that are below low + size and not below low, in the numbers that a
 * run is written in. */
typedef struct band {
    uint64_t low;
    uint64_t size;
} band;

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

uint64_t bp_gathered_within(const bp_gathered *g, int64_t low, int64_t high)
{
    uint64_t n = 0;
    for (size_t i = 0; i < g->n_runs; i++) {
        const bp_run r = g->run[i];
        const band b = band_of(&r, low, high);
        if (r.steps != NULL)
            for (size_t j = 0; j < r.n; j++)
                n += has(b, r.steps[j]);
        else
            for (size_t j = 0; j < r.n; j++)
                n += has(b, (uint64_t)r.units[j]);
    }
    return n;
}

int64_t bp_spread_whole(double x)
{
    return x < 0x1p63 ? (int64_t)x : INT64_MAX;
}

/* To the nearest, halves up. */
static int64_t deviation(int64_t pay, double median)
{
    const double x = fabs(log((double)pay) - median) * FRACTION;
    const int64_t below = (int64_t)x;
    return below + (x - (double)below >= 0.5);
}

/* The deviations that the median can be among. */
typedef struct search {
    double median; /* of ln pay */
    double near;   /* what is nearer deviates less than the median does */
    double far;    /* what is farther deviates more */
    uint64_t nearer;
    int64_t *between; /* [n] deviations of the rest */
    size_t n;
    size_t cap;
} search;

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Deviations fall and then rise with pay.  So what deviates less than pick k, counted by
 * deviation from 0, lies between pays at most k + 1 parts apart; and the k + 1 picks that
 * deviate no more than pick k enclose at least k parts that do not either.  The middle
 * deviations, half a value at most from the end of PARTS / 2 parts, are therefore not
 * below pick PARTS / 2 - 1 and not above pick PARTS / 2 + 1.
 *   p  [PARTS + 1] by pay */
static search bounds(const bp_picked p[], double median)
{
    int64_t d[PARTS + 1];
    for (size_t i = 0; i <= PARTS; i++)
        d[i] = deviation(p[i].lo, median);
    qsort(d, PARTS + 1, sizeof d[0], by_size);
    return (search){ .median = median,
                     .near = (double)d[PARTS / 2 - 1] / FRACTION - SLACK,
                     .far = (double)d[PARTS / 2 + 1] / FRACTION + SLACK };
}

/* So many values are looked at before what is kept of them is. */
#define BLOCK 1024

/* False: memory is out. */
static inline bool look_at(search *s, const bp_run *r, band near, band far, bool steps)
{
    for (size_t j = 0, end; j < r->n; j = end) {
        uint64_t nearer = 0;
        size_t kept[BLOCK], n = 0;
        end = r->n - j < BLOCK ? r->n : j + BLOCK;
        for (size_t i = j; i < end; i++) { /* no branch: none could be foreseen */
            const uint64_t x = steps ? r->steps[i] : (uint64_t)r->units[i];
            const bool is_nearer = has(near, x);
            nearer += is_nearer;
            kept[n] = i;
            n += has(far, x) & !is_nearer;
        }
        s->nearer += nearer;
        if (!bp_reserve(&s->between, &s->cap, s->n + n, sizeof s->between[0]))
            return false;
        for (size_t i = 0; i < n; i++)
            s->between[s->n++] = deviation(bp_run_value(r, kept[i]), s->median);
    }
    return true;
}

static bool look_at_all(search *s, const bp_gathered *g)
{
    const int64_t near_low = bp_spread_whole(ceil(exp(s->median - s->near))),
                  near_high = bp_spread_whole(exp(s->median + s->near)),
                  far_low = bp_spread_whole(exp(s->median - s->far)),
                  far_high = bp_spread_whole(ceil(exp(s->median + s->far)));
    bool ok = true;
    for (size_t i = 0; ok && i < g->n_runs; i++) {
        const bp_run *r = &g->run[i];
        const band near = band_of(r, near_low, near_high),
                   far = band_of(r, far_low, far_high);
        ok = r->steps != NULL ? look_at(s, r, near, far, true)
                              : look_at(s, r, near, far, false);
    }
    return ok;
}

bool bp_gathered_spread(const bp_gathered *g, uint64_t n, bp_spread *out)
{
    bp_level level[PARTS + 1];
    bp_picked p[PARTS + 1];
    for (uint32_t i = 0; i <= PARTS; i++)
        level[i] = (bp_level){ i, PARTS };
    if (!bp_gathered_pick(g, g->n - n, level, PARTS + 1, 7, p, NULL))
        return false;
    out->q1 = bp_picked_log(&p[PARTS / 4]);
    out->median = bp_picked_log(&p[PARTS / 2]);
    out->q3 = bp_picked_log(&p[PARTS / 4 * 3]);

    search s = bounds(p, out->median);
    bool ok = look_at_all(&s, g);
    if (ok) {
        const uint64_t last = n - 1;
        const uint64_t middle[] = { last / 2 - s.nearer, last - last / 2 - s.nearer };
        const bp_run run = { .units = s.between, .n = s.n };
        int64_t d[2];
        bp_int128 unwanted;
        ok = bp_run_pick(&run, 1, middle, 2, d, &unwanted);
        if (ok)
            out->mad = ((double)d[0] + (double)d[1]) / 2 / FRACTION;
    }
    free(s.between);
    return ok;
}
