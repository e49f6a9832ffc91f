/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/spread.h"
#include "data/run.h"

#define MOST 200000
#define RUNS 7
#define STEP 100

/* A bag of pay: as numbers, and the same as runs. */
typedef struct bag {
    size_t n;
    int64_t value[MOST];
    uint32_t steps[MOST];
    double log[MOST];
    int64_t deviation[MOST];
    bp_run run[RUNS];
} bag;

enum kind { EQUAL, CLUSTERS, SKEWED, TIES, WIDE, TINY, SORTED, WITH_REJECTED, KINDS };
enum layout { UNITS, STEPS, BOTH, LAYOUTS };

/* Below 2^32, and in units alone also larger. */
static int64_t draw(enum kind kind, bool units, size_t i, uint64_t *random)
{
    const uint64_t r = made_random(random);
    if (kind == EQUAL)
        return 70931;
    if (kind == CLUSTERS)
        return (int64_t)(r % 3 == 0 ? 900000 + r / 3 % 900 : 500 + r / 3 % 90);
    if (kind == SKEWED)
        return (int64_t)(40000 + (r >> 44 >> (r % 20)));
    if (kind == TIES)
        return (int64_t)(30000 + r % 20 * 2500);
    if (kind == WIDE)
        return (int64_t)(units ? r >> (1 + r % 62) : r >> (32 + r % 31));
    if (kind == TINY)
        return (int64_t)(1 + r % 30);
    if (kind == SORTED)
        return (int64_t)(20000 + i);
    const int64_t rejected = units ? -(int64_t)(r % 9000) : 0;
    return r % 3 == 0 ? rejected : (int64_t)(r % 9000);
}

static void fill(bag *b, enum kind kind, enum layout layout, size_t n, uint64_t *random)
{
    b->n = n;
    for (size_t i = 0, k = 0; k < RUNS; k++) {
        const bool units = layout == UNITS || (layout == BOTH && k % 2 == 0);
        const size_t end = n * (k + 1) * (k + 1) / (RUNS * RUNS);
        b->run[k] = (bp_run){ .steps = units ? NULL : b->steps + i,
                              .units = b->value + i,
                              .step = STEP,
                              .n = end - i };
        for (; i < end; i++) {
            b->value[i] = draw(kind, units, i, random);
            b->steps[i] = (uint32_t)b->value[i];
            if (!units)
                b->value[i] *= STEP;
        }
    }
}

static int by_log(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_deviation(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The plain way: all logarithms and all deviations, sorted; the mean of two middle. */
static void check(bag *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->value[i] > 0)
            b->log[n++] = log((double)b->value[i]);
    if (n < BP_SPREAD_LEAST)
        return;
    qsort(b->log, n, sizeof b->log[0], by_log);
    const double median = (b->log[(n - 1) / 2] + b->log[n / 2]) / 2;
    for (size_t i = 0; i < n; i++)
        b->deviation[i] = (int64_t)round(fabs(b->log[i] - median) * 0x1p40);
    qsort(b->deviation, n, sizeof b->deviation[0], by_deviation);
    const double mad =
        (double)(b->deviation[(n - 1) / 2] + b->deviation[n / 2]) / 2 / 0x1p40;

    bp_spread s;
    bp_sample g = { .run = b->run, .n_runs = RUNS, .n = b->n };
    assert_true(bp_sample_spread(&g, n, &s));
    assert_true(s.median == median);
    assert_true(s.mad == mad);
}

static void the_plain_way_gives_the_same(void **state)
{
    (void)state;
    static const size_t size[] = { 12, 13, 20, 21, 34, 101, 1000, 1025, 20011, MOST };
    uint64_t random = 20260131;
    bag *b = malloc(sizeof *b);
    assert_non_null(b);
    for (enum kind kind = EQUAL; kind < KINDS; kind++)
        for (enum layout layout = UNITS; layout < LAYOUTS; layout++)
            for (size_t k = 0; k < sizeof size / sizeof size[0]; k++)
                for (size_t i = 0; i < 1 + 2000 / size[k]; i++) {
                    fill(b, kind, layout, size[k], &random);
                    check(b);
                }
    free(b);
}

static void pay_within_is_counted(void **state)
{
    (void)state;
    static const uint32_t steps[] = { 0, 1, 2, 2, 3, UINT32_MAX };
    static const int64_t units[] = { INT64_MIN, -1, 0, 1, 200, INT64_MAX };
    const bp_run run[] = { { .steps = steps, .step = STEP, .n = 6 },
                           { .units = units, .n = 6 } };
    const bp_sample g = { .run = run, .n_runs = 2, .n = 12 };
    assert_int_equal(bp_sample_within(&g, 1, INT64_MAX), 8);
    assert_int_equal(bp_sample_within(&g, INT64_MIN, 100), 2);
    assert_int_equal(bp_sample_within(&g, -5, 0), 0);
    assert_int_equal(bp_sample_within(&g, 200, 200), 3);
    assert_int_equal(bp_sample_within(&g, 101, 299), 3);
    assert_int_equal(bp_sample_within(&g, 100, 300), 5);
    assert_int_equal(bp_sample_within(&g, 201, 299), 0);
    assert_int_equal(bp_sample_within(&g, 201, 199), 0);
    assert_int_equal(bp_sample_within(&g, INT64_MAX, INT64_MAX), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_way_gives_the_same),
        cmocka_unit_test(pay_within_is_counted),
    };
    return cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
