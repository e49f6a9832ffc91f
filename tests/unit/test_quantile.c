/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

#include "benchpay/quantile.h"

static double quantile(const int64_t sorted[], size_t n, bp_level p, int qtype, int scale)
{
    bp_position at = bp_quantile_position(n, p, qtype);
    assert_true(at.lo <= at.hi && at.hi < n && at.num < at.den);
    return bp_quantile_between(&at, sorted[at.lo], sorted[at.hi], scale);
}

/* R 4.2.2: x <- c(2,3,5,7,11,13,17,19,23,29,31,37)
 *          quantile(x, c(.25, .5, .75), type = t)  */
static void primes_agree_with_r(void **state)
{
    (void)state;
    static const int64_t x[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 };
    static const bp_level p[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    static const double want[10][3] = {
        [1] = { 5, 13, 23 },         [2] = { 6, 15, 26 },
        [3] = { 5, 13, 23 },         [4] = { 5, 13, 23 },
        [5] = { 6, 15, 26 },         [6] = { 5.5, 15, 27.5 },
        [7] = { 6.5, 15, 24.5 },     [8] = { 5 + 5. / 6, 15, 26.5 },
        [9] = { 5.875, 15, 26.375 },
    };
    for (int t = 1; t <= 9; t++)
        for (size_t i = 0; i < 3; i++)
            assert_near(quantile(x, 12, p[i], t, 0), want[t][i], 1e-15);
}

/* R 4.2.2: quantile(1:10, c(.1, .25, .5, .75, .9), type = t) */
static void one_to_ten_agree_with_r(void **state)
{
    (void)state;
    static const int64_t x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
    static const bp_level p[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };
    static const double want[10][5] = {
        [1] = { 1, 3, 5, 8, 9 },
        [2] = { 1.5, 3, 5.5, 8, 9.5 },
        [3] = { 1, 2, 5, 8, 9 },
        [4] = { 1, 2.5, 5, 7.5, 9 },
        [5] = { 1.5, 3, 5.5, 8, 9.5 },
        [6] = { 1.1, 2.75, 5.5, 8.25, 9.9 },
        [7] = { 1.9, 3.25, 5.5, 7.75, 9.1 },
        [8] = { 1 + 11. / 30, 2 + 11. / 12, 5.5, 8 + 1. / 12, 9 + 19. / 30 },
        [9] = { 1.4, 2.9375, 5.5, 8.0625, 9.6 },
    };
    for (int t = 1; t <= 9; t++)
        for (size_t i = 0; i < 5; i++)
            assert_near(quantile(x, 10, p[i], t, 0), want[t][i], 1e-15);
}

/* Microsoft's documentation of the two functions: PERCENTILE.INC({1,3,2,4}, .3)
 * is 1.9, PERCENTILE.EXC({1,2,3,6,6,6,7,8,9}, .25) is 2.5. */
static void types_7_and_6_are_those_of_excel(void **state)
{
    (void)state;
    static const int64_t inc[] = { 1, 2, 3, 4 }, exc[] = { 1, 2, 3, 6, 6, 6, 7, 8, 9 };
    assert_near(quantile(inc, 4, (bp_level){ 3, 10 }, 7, 0), 1.9, 1e-15);
    assert_near(quantile(exc, 9, (bp_level){ 1, 4 }, 6, 0), 2.5, 1e-15);
}

/* R 4.2.2: pay <- c(61250, 148900.5, 93417, 72080, 110333.25)
 *          quantile(pay, c(0, .1, .25, .5, .9, .975, 1), type = t) */
static void uneven_pay_agrees_with_r(void **state)
{
    (void)state;
    static const int64_t x[] = { 6125000, 7208000, 9341700, 11033325, 14890050 };
    static const bp_level p[] = { { 0, 1 },  { 1, 10 },     { 1, 4 }, { 1, 2 },
                                  { 9, 10 }, { 975, 1000 }, { 1, 1 } };
    static const double want[10][7] = {
        [3] = { 61250, 61250, 61250, 72080, 110333.25, 148900.5, 148900.5 },
        [4] = { 61250, 61250, 63957.5, 82748.5, 129616.875, 144079.59375, 148900.5 },
        [6] = { 61250, 61250, 66665, 93417, 148900.5, 148900.5, 148900.5 },
        [7] = { 61250, 65582, 72080, 93417, 133473.6, 145043.775, 148900.5 },
        [9] = { 61250, 61250, 68695.625, 93417, 148900.5, 148900.5, 148900.5 },
    };
    for (int t = 1; t <= 9; t++)
        for (size_t i = 0; i < 7 && want[t][0] > 0; i++)
            assert_near(quantile(x, 5, p[i], t, 2), want[t][i], 1e-15);
}

static void type_7_is_that_of_gsl_on_all_values(void **state)
{
    (void)state;
    uint64_t random = 5;
    double real[200];
    int64_t x[200];
    for (size_t n = 1; n <= 200; n++) {
        for (size_t i = 0; i < n; i++)
            real[i] = (double)(made_random(&random) % 900000 + 100000);
        gsl_sort(real, 1, n);
        for (size_t i = 0; i < n; i++)
            x[i] = (int64_t)real[i];
        for (uint32_t k = 0; k <= 1000; k += 25) {
            double want = gsl_stats_quantile_from_sorted_data(real, 1, n, k / 1000.0);
            assert_near(quantile(x, n, (bp_level){ k, 1000 }, 7, 0), want, 1e-12);
        }
    }
}

/* By the definition, in rationals: with h = (n - 1) p = i + f,
 * Q = x[i] + f (x[i+1] - x[i]), so den Q is a whole number. */
static void type_7_is_exact_where_a_double_can_be(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (size_t n = 2; n < 80; n++) {
        int64_t x[80] = { 0 };
        for (size_t i = 1; i < n; i++)
            x[i] = x[i - 1] + (int64_t)(made_random(&random) % 5000);
        for (uint32_t k = 0; k <= 100; k++) {
            uint64_t h = (n - 1) * k;
            int64_t i = (int64_t)(h / 100), f = (int64_t)(h % 100);
            int64_t next = i + 1 < (int64_t)n ? x[i + 1] : x[i];
            double want = (double)(100 * x[i] + f * (next - x[i])) / 100;
            assert_near(quantile(x, n, (bp_level){ k, 100 }, 7, 0), want, 4e-16);
        }
    }
}

static void quantiles_rise_and_stay_within_the_sample(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int t = 1; t <= 9; t++)
        for (size_t n = 1; n <= 60; n++) {
            int64_t x[60] = { 0 };
            x[0] = (int64_t)(made_random(&random) % 7);
            for (size_t i = 1; i < n; i++)
                x[i] = x[i - 1] + (int64_t)(made_random(&random) % 3) * 101;
            double before = (double)x[0] / 100;
            for (uint32_t k = 0; k <= 400; k++) {
                double q = quantile(x, n, (bp_level){ k, 400 }, t, 2);
                assert_true(q >= before && q <= (double)x[n - 1] / 100);
                before = q;
            }
        }
}

static void shifting_and_scaling_pay_moves_quantiles_alike(void **state)
{
    (void)state;
    int64_t x[25], y[25];
    for (int64_t i = 0; i < 25; i++) {
        x[i] = 40000 + i * i * 731;
        y[i] = 3 * x[i] + 12500;
    }
    for (int t = 1; t <= 9; t++)
        for (uint32_t k = 0; k <= 100; k++) {
            double q = quantile(x, 25, (bp_level){ k, 100 }, t, 0);
            assert_near(quantile(y, 25, (bp_level){ k, 100 }, t, 0), 3 * q + 12500,
                        1e-15);
        }
}

/* By hand, for 2^40 people and 97.500001 %: (2^40 - 1) * 97500001 / 10^8 =
 * 1072023848075.74127775. */
static void large_samples_do_not_overflow(void **state)
{
    (void)state;
    const uint64_t n = (uint64_t)1 << 40;
    const bp_level p = { 97500001, 100000000 };
    bp_position at = bp_quantile_position(n, p, 7);
    assert_true(at.lo == UINT64_C(1072023848075));
    assert_true(at.hi == at.lo + 1);
    assert_near((double)at.num / (double)at.den, .74127775, 1e-14);
    for (int t = 1; t <= 9; t++) {
        assert_true(bp_quantile_position(n, (bp_level){ 1, 1 }, t).hi == n - 1);
        assert_true(bp_quantile_position(n, (bp_level){ 0, 1 }, t).lo == 0);
    }
}

static void levels_are_exact_fractions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *back;
        uint32_t num, den;
    } good[] = {
        { "10", "10", 10, 100 },     { "97.5", "97.5", 975, 1000 },
        { "0", "0", 0, 100 },        { "100", "100", 100, 100 },
        { "50.000", "50", 50, 100 }, { "99.999999", "99.999999", 99999999, 100000000 },
        { ".5", "0.5", 5, 1000 },
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        bp_level level;
        char text[16];
        bp_err err;
        assert_int_equal(bp_level_parse(&level, good[i].text, &err), BP_OK);
        assert_int_equal(level.num, good[i].num);
        assert_int_equal(level.den, good[i].den);
        bp_level_text(text, sizeof text, level);
        assert_string_equal(text, good[i].back);
    }
}

static void what_is_no_level_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "",    "x",   "-1",         "100.5",
                                       "1e1", "10%", "50.0000001", "nan" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_level level = { 7, 9 };
        bp_err err;
        assert_int_equal(bp_level_parse(&level, bad[i], &err), BP_EUSAGE);
        assert_int_equal(level.num, 7);
        assert_non_null(strstr(err.text, bad[i]));
    }
}

static void levels_compare_as_fractions(void **state)
{
    (void)state;
    assert_true(bp_level_compare((bp_level){ 1, 2 }, (bp_level){ 50, 100 }) == 0);
    assert_true(bp_level_compare((bp_level){ 29, 100 }, (bp_level){ 3, 10 }) < 0);
    assert_true(bp_level_compare((bp_level){ 100000000, 100000000 },
                                 (bp_level){ 99999999, 100000000 }) > 0);
    assert_near(bp_level_percent((bp_level){ 975, 1000 }), 97.5, 0);
    assert_near(bp_level_share((bp_level){ 29, 100 }), .29, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(primes_agree_with_r),
        cmocka_unit_test(one_to_ten_agree_with_r),
        cmocka_unit_test(types_7_and_6_are_those_of_excel),
        cmocka_unit_test(uneven_pay_agrees_with_r),
        cmocka_unit_test(type_7_is_that_of_gsl_on_all_values),
        cmocka_unit_test(type_7_is_exact_where_a_double_can_be),
        cmocka_unit_test(quantiles_rise_and_stay_within_the_sample),
        cmocka_unit_test(shifting_and_scaling_pay_moves_quantiles_alike),
        cmocka_unit_test(large_samples_do_not_overflow),
        cmocka_unit_test(levels_are_exact_fractions),
        cmocka_unit_test(levels_compare_as_fractions),
        cmocka_unit_test(what_is_no_level_is_refused),
    };
    return cmocka_run_group_tests_name("quantile", tests, NULL, NULL);
}
