/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "data/run.h"

#define RUNS 7

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Bags that a histogram finds hard. */
static int64_t draw(int kind, uint64_t *random)
{
    uint64_t r = made_random(random);
    switch (kind) {
    case 0: /* evenly */
        return (int64_t)(r % 1000003);
    case 1: /* ten amounts */
        return (int64_t)(r % 10) * 5000;
    case 2: /* nearly all in one bucket, one value far away */
        return r % 5000 == 0 ? INT64_MAX : (int64_t)(r % 300);
    case 3: /* the whole range, below 0 too */
        return (int64_t)r;
    case 4: /* both ends and a crowd in the middle */
        return r % 1000 == 0 ? INT64_MIN : r % 1000 == 1 ? INT64_MAX : (int64_t)(r % 5);
    default: /* orders of magnitude */
        return (int64_t)(r % 1000) << (made_random(random) % 50);
    }
}

/* Bags as steps of 250 units, as units, and mixed. */
enum { STEPS, UNITS, MIXED, FORMS };

typedef struct bag {
    uint32_t *steps;
    int64_t *units;
    size_t n_steps, n_units;
    bp_run run[2 * RUNS];
} bag;

#define STEP 250

/* Cuts both arrays into runs. */
static void cut(bag *b)
{
    size_t steps = 0, units = 0;
    for (size_t i = 0; i < RUNS; i++) {
        const size_t to = b->n_steps * (i + 1) / RUNS, end = b->n_units * (i + 1) / RUNS;
        b->run[2 * i] =
            (bp_run){ .steps = b->steps + steps, .step = STEP, .n = to - steps };
        b->run[2 * i + 1] = (bp_run){ .units = b->units + units, .n = end - units };
        steps = to;
        units = end;
    }
}

/* A run without values may be of either kind: it is left out where all are steps. */
static size_t list(const bag *b, bp_run out[2 * RUNS])
{
    size_t n = 0;
    for (size_t i = 0; i < 2 * RUNS; i++)
        if (b->run[i].n > 0)
            out[n++] = b->run[i];
    return n;
}

/* All of a few values come sorted, too. */
static void sorts(const bp_run run[], size_t n_runs, const int64_t all[], size_t n,
                  bp_int128 sum)
{
    int64_t value[500];
    bp_total total;
    bp_run_sort_few(run, n_runs, value, &total);
    assert_memory_equal(value, all, n * sizeof all[0]);
    assert_true(total.sum == sum && total.low == all[0] && total.high == all[n - 1]);
}

static void ranks_agree_with_a_full_sort(void **state)
{
    (void)state;
    static const size_t size[] = {
        1, 2, 3, 23, 24, 25, 60, 500, 1000, 1025, 50000, 200000
    };
    uint64_t random = 88172645463325252u;
    for (int kind = 0; kind < 6; kind++)
        for (int form = 0; form < FORMS; form++)
            for (size_t s = 0; s < sizeof size / sizeof size[0]; s++) {
                size_t n = size[s];
                int64_t *all = malloc(n * sizeof *all);
                bag b = { malloc(n * sizeof *b.steps),
                          malloc(n * sizeof *b.units),
                          0,
                          0,
                          { { 0 } } };
                for (size_t i = 0; i < n; i++) {
                    const int64_t v = draw(kind, &random);
                    const bool step =
                        form == STEPS || (form == MIXED && made_random(&random) % 3 > 0);
                    if (step)
                        b.steps[b.n_steps++] = (uint32_t)v;
                    else
                        b.units[b.n_units++] = v;
                    all[i] = step ? (int64_t)(uint32_t)v * STEP : v;
                }
                cut(&b);
                qsort(all, n, sizeof *all, by_value);
                bp_run run[2 * RUNS];
                uint64_t rank[] = { 0,     0,     n / 10,        n / 4,
                                    n / 2, n / 2, n - n / 4 - 1, n - 1 };
                int64_t got[8];
                bp_total total;
                bp_int128 want = 0;
                for (size_t i = 0; i < n; i++)
                    want += all[i];
                assert_true(bp_run_pick(run, list(&b, run), rank, 8, got, &total));
                assert_true(total.sum == want && total.low == all[0] &&
                            total.high == all[n - 1]);
                for (size_t i = 0; i < 8; i++)
                    assert_true(got[i] == all[rank[i]]);
                if (n <= 500)
                    sorts(run, list(&b, run), all, n, want);
                free(all);
                free(b.steps);
                free(b.units);
            }
}

static void sums_are_exact(void **state)
{
    (void)state;
    const uint32_t steps[] = { UINT32_MAX, 7, UINT32_MAX };
    const int64_t units[] = { INT64_MAX, INT64_MAX, -5 };
    const bp_run a = { .steps = steps, .step = 1000000000, .n = 3 };
    const bp_run b = { .units = units, .n = 3 };
    assert_true(bp_run_sum(&a) == (bp_int128)8589934597 * 1000000000);
    assert_true(bp_run_sum(&b) == (bp_int128)INT64_MAX * 2 - 5);
}

static void a_run_joins_the_one_behind_it(void **state)
{
    (void)state;
    const uint32_t steps[] = { 1, 2, 3, 4 };
    const int64_t units[] = { 1, 2, 3, 4 };
    const bp_run a = { .steps = steps, .n = 2 }, b = { .steps = steps + 2, .n = 2 };
    const bp_run c = { .units = units, .n = 2 }, d = { .units = units + 2, .n = 2 };
    assert_true(bp_run_joins(&a, &b));
    assert_true(bp_run_joins(&c, &d));
    assert_false(bp_run_joins(&b, &a));
    assert_false(bp_run_joins(&a, &d));
    assert_false(bp_run_joins(&c, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_agree_with_a_full_sort),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(a_run_joins_the_one_behind_it),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
