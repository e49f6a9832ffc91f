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

static void ranks_agree_with_a_full_sort(void **state)
{
    (void)state;
    static const size_t size[] = { 1, 2, 1000, 1025, 50000, 200000 };
    uint64_t random = 88172645463325252u;
    for (int kind = 0; kind < 6; kind++)
        for (size_t s = 0; s < sizeof size / sizeof size[0]; s++) {
            size_t n = size[s];
            int64_t *all = malloc(n * sizeof *all);
            bp_run run[RUNS] = { { 0 } };
            const bp_run *bag[RUNS];
            for (size_t i = 0; i < n; i++) {
                all[i] = draw(kind, &random);
                assert_true(bp_run_add(&run[made_random(&random) % RUNS], all[i]));
            }
            qsort(all, n, sizeof *all, by_value);
            uint64_t rank[] = { 0, 0, n / 10, n / 4, n / 2, n / 2, n - n / 4 - 1, n - 1 };
            int64_t got[8];
            for (size_t i = 0; i < RUNS; i++)
                bag[i] = &run[i];
            assert_true(bp_run_pick(bag, RUNS, rank, 8, got));
            for (size_t i = 0; i < 8; i++)
                assert_true(got[i] == all[rank[i]]);
            for (size_t i = 0; i < RUNS; i++)
                bp_run_release(&run[i]);
            free(all);
        }
}

static void taking_joins_two_bags_and_their_sums(void **state)
{
    (void)state;
    for (int longer = 0; longer < 2; longer++) {
        bp_run a = { 0 }, b = { 0 };
        for (int64_t i = 0; i < 5; i++)
            assert_true(bp_run_add(&a, i));
        for (int64_t i = 0; i < (longer ? 100 : 2); i++)
            assert_true(bp_run_add(&b, INT64_MAX));
        size_t n = a.n + b.n;
        bp_int128 sum = a.sum + b.sum;
        assert_true(bp_run_take(&a, &b));
        assert_int_equal(a.n, n);
        assert_true(a.sum == sum);
        assert_int_equal(b.n, 0);
        assert_null(b.value);
        bp_run_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_agree_with_a_full_sort),
        cmocka_unit_test(taking_joins_two_bags_and_their_sums),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
