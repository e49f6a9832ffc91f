/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "analysis/median.h"
#include "pricing/spend.h"

static bp_spent spend(bp_factor_k *k, bp_int128 *most, const bp_share_of_budget one[],
                      size_t n, bp_int128 budget)
{
    bp_spent how;
    bp_err err;
    assert_int_equal(bp_spend(k, &how, most, one, n, budget, &err), BP_OK);
    return how;
}

/* By hand: 100 k + 200 k + 300 k with 150 at most for the first: up to k = 1.5 all rise,
 * then 150 + 500 k.  Of 900 that is k = 1.5, of 1150 it is 2. */
static void a_cap_is_a_turn_of_the_line(void **state)
{
    (void)state;
    static const bp_share_of_budget one[] = { { 100, 0, 150 },
                                              { 200, 0, -1 },
                                              { 300, 0, -1 } };
    bp_factor_k k;
    bp_int128 most;
    assert_int_equal(spend(&k, &most, one, 3, 450), BP_SPENT);
    assert_true(4 * k.num == 3 * k.den);
    assert_int_equal(spend(&k, &most, one, 3, 900), BP_SPENT);
    assert_true(2 * k.num == 3 * k.den);
    assert_int_equal(spend(&k, &most, one, 3, 1150), BP_SPENT);
    assert_true(k.num == 2 * k.den);
}

/* By hand: 60 is taken by k = 0.6 for the first, whose minimum it is; at k = 2 it costs
 * 200, the other 100 at most: 300 in all. */
static void minima_come_first(void **state)
{
    (void)state;
    static const bp_share_of_budget one[] = { { 100, 60, 200 }, { 100, 0, 100 } };
    bp_factor_k k;
    bp_int128 most;
    assert_int_equal(spend(&k, &most, one, 2, 59), BP_SPENT_TOO_MUCH);
    assert_true(most == 60);
    assert_int_equal(spend(&k, &most, one, 2, 60), BP_SPENT);
    assert_true(k.num == 0);
    assert_int_equal(spend(&k, &most, one, 2, 90), BP_SPENT);
    assert_true(10 * k.num == 3 * k.den);
    assert_int_equal(spend(&k, &most, one, 2, 160), BP_SPENT);
    assert_true(10 * k.num == 8 * k.den);
    assert_int_equal(spend(&k, &most, one, 2, 300), BP_SPENT);
    assert_true(k.num == 2 * k.den);
    assert_int_equal(spend(&k, &most, one, 2, 301), BP_SPENT_TOO_LITTLE);
    assert_true(most == 300);
}

/* By hand: the first has all it can take at k = 1, the second at 1 + 2^-60, which as a
 * double is 1, too.  At k = 1 + 2^-61 they and the third take 2^60 + 2 (2^60 + 1/2). */
static void turns_that_are_one_double_are_told_apart(void **state)
{
    (void)state;
    const bp_int128 unit = (bp_int128)1 << 60;
    const bp_share_of_budget one[] = { { unit, 0, unit },
                                       { unit, 0, unit + 1 },
                                       { unit, 0, -1 } };
    bp_factor_k k;
    bp_int128 most;
    assert_int_equal(spend(&k, &most, one, 3, 3 * unit + 1), BP_SPENT);
    assert_true(2 * unit * k.num == (2 * unit + 1) * k.den);
}

static void nothing_is_spent_on_nobody(void **state)
{
    (void)state;
    static const bp_share_of_budget one[] = { { 0, 0, 100 }, { 100, 0, 0 } };
    bp_factor_k k;
    bp_int128 most;
    assert_int_equal(spend(&k, &most, one, 2, 0), BP_SPENT);
    assert_true(k.num == 0);
    assert_int_equal(spend(&k, &most, one, 2, 1), BP_SPENT_TOO_LITTLE);
    assert_true(most == 0);
}

static void sums_beyond_128_bits_are_refused(void **state)
{
    (void)state;
    const bp_int128 huge = ((bp_int128)1 << 126);
    const bp_share_of_budget one[] = { { huge, 0, -1 }, { huge, 0, -1 } };
    bp_factor_k k;
    bp_spent how;
    bp_int128 most;
    bp_err err;
    assert_int_equal(bp_spend(&k, &how, &most, one, 2, huge, &err), BP_ELIMIT);
}

/* By hand. */
static void the_median_is_in_the_middle(void **state)
{
    (void)state;
    double odd[] = { 5, 1, 4, 2, 3 }, even[] = { 4, 1, 3, 2 }, same[] = { 2, 2, 2, 2, 2 };
    double one[] = { 7 }, two[] = { 3, 1 };
    assert_near(bp_median(odd, 5), 3, 0);
    assert_near(bp_median(even, 4), 2.5, 0);
    assert_near(bp_median(same, 5), 2, 0);
    assert_near(bp_median(one, 1), 7, 0);
    assert_near(bp_median(two, 2), 2, 0);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Against sorting, of many numbers with ties. */
static void the_median_is_that_of_sorted_numbers(void **state)
{
    (void)state;
    enum { MOST = 300 };
    uint32_t seed = 1;
    for (size_t n = 1; n <= MOST; n++) {
        double x[MOST], sorted[MOST];
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525 + 1013904223;
            x[i] = sorted[i] = (double)(seed >> 16 & 63);
        }
        qsort(sorted, n, sizeof sorted[0], ascending);
        const double want = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        assert_near(bp_median(x, n), want, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cap_is_a_turn_of_the_line),
        cmocka_unit_test(minima_come_first),
        cmocka_unit_test(turns_that_are_one_double_are_told_apart),
        cmocka_unit_test(nothing_is_spent_on_nobody),
        cmocka_unit_test(sums_beyond_128_bits_are_refused),
        cmocka_unit_test(the_median_is_in_the_middle),
        cmocka_unit_test(the_median_is_that_of_sorted_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
