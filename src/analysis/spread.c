/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.c - the middle of ln pay, and how far pay is from it.
 *
 * The median of |ln pay - median| needs a logarithm of every value when it is found the
 * plain way.  Here seventeen order statistics bound it first, by the argument at
 * find_bounds; the values within the bounds are few, and only theirs are taken. */
#include "analysis/spread.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/pick.h"

/* Deviations go through the exact selection as whole numbers of 2^-40. */
#define FRACTION 0x1p40

/* Far more than the errors of log, exp and of that rounding together, on either side. */
#define SLACK 0x1p-36

/* Pay is cut into parts of equally many values; a multiple of 4. */
#define PARTS 16
_Static_assert(BP_SPREAD_LEAST > PARTS / 2, "parts of half a value");

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

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The deviations that the median can be among. */
typedef struct bounds {
    double near; /* what is nearer deviates less than the median does */
    double far;  /* what is farther deviates more */
} bounds;

/* Deviations fall and then rise with pay.  So what deviates less than pick k, counted by
 * deviation from 0, lies between pays at most k + 1 parts apart; and the k + 1 picks that
 * deviate no more than pick k enclose at least k parts that do not either.  The middle
 * deviations, half a value at most from the end of PARTS / 2 parts, are therefore not
 * below pick PARTS / 2 - 1 and not above pick PARTS / 2 + 1.
 *   p  [PARTS + 1] by pay */
static bounds find_bounds(const bp_picked p[], double median)
{
    int64_t d[PARTS + 1];
    for (size_t i = 0; i <= PARTS; i++)
        d[i] = deviation(p[i].lo, median);
    qsort(d, PARTS + 1, sizeof d[0], by_size);
    return (bounds){ .near = (double)d[PARTS / 2 - 1] / FRACTION - SLACK,
                     .far = (double)d[PARTS / 2 + 1] / FRACTION + SLACK };
}

/* What lies between the bounds, on either side of the median. */
static bp_ring ring_of(bounds b, double median)
{
    return (bp_ring){
        .low = bp_spread_whole(exp(median - b.far)),
        .high = bp_spread_whole(ceil(exp(median + b.far))),
        .inner_low = bp_spread_whole(ceil(exp(median - b.near))),
        .inner_high = bp_spread_whole(exp(median + b.near)),
    };
}

/* The median deviation of n values, which is among those in the ring.  False: memory is
 * out. */
static bool find_mad(double *out, const bp_ring *ring, uint64_t n, double median)
{
    const uint64_t last = n - 1;
    const uint64_t middle[] = { last / 2 - ring->inside, last - last / 2 - ring->inside };
    int64_t d[2];
    assert(middle[1] < ring->n);
    for (size_t i = 0; i < ring->n; i++)
        ring->value[i] = deviation(ring->value[i], median);
    if (!bp_numbers_select(ring->value, ring->n, middle, 2, d))
        return false;
    *out = ((double)d[0] + (double)d[1]) / 2 / FRACTION;
    return true;
}

bool bp_sample_spread(const bp_sample *x, uint64_t n, bp_spread *out)
{
    bp_level level[PARTS + 1];
    bp_picked p[PARTS + 1];
    for (uint32_t i = 0; i <= PARTS; i++)
        level[i] = (bp_level){ i, PARTS };
    if (!bp_sample_pick(x, x->n - n, level, PARTS + 1, 7, p, NULL))
        return false;
    out->q1 = bp_picked_log(&p[PARTS / 4]);
    out->median = bp_picked_log(&p[PARTS / 2]);
    out->q3 = bp_picked_log(&p[PARTS / 4 * 3]);

    bp_ring ring = ring_of(find_bounds(p, out->median), out->median);
    const bool ok =
        bp_sample_ring(x, &ring) && find_mad(&out->mad, &ring, n, out->median);
    free(ring.value);
    return ok;
}
