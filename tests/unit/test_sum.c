/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <float.h>

#include "base/sum.h"

static double sum_of(const double x[], size_t n)
{
    bp_sum s = { { 0 } };
    for (size_t i = 0; i < n; i++)
        bp_sum_add(&s, x[i]);
    return bp_sum_value(&s);
}

/* Expected: Python's math.fsum, which is exact and rounded once. */
static void sums_are_exact(void **state)
{
    static const struct {
        double x[10];
        size_t n;
        double want;
    } cases[] = {
        { { 0 }, 0, 0 },
        { { .1, .1, .1, .1, .1, .1, .1, .1, .1, .1 }, 10, 1 },
        { { 1e16, 1, -1e16 }, 3, 1 },
        { { 1e308, 1e-308, -1e308 }, 3, 1e-308 },
        { { -.1, -.2, -.3, .6 }, 4, -2.7755575615628914e-17 },
        { { 62206.7040584761, -108118.7, 4e-5, .333 }, 4, -45911.6629015239 },
        { { DBL_MAX, -DBL_MAX, 5e-324 }, 3, 5e-324 },
        { { 5e-324, 5e-324, -DBL_MIN }, 3, -2.2250738585072004e-308 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(sum_of(cases[i].x, cases[i].n), cases[i].want, 0);
}

/* Terms far below the last digit decide ties.  Expected: Python's fractions.Fraction,
 * added up and made a float once. */
static void sums_are_rounded_once(void **state)
{
    static const struct {
        double x[4];
        double want;
    } cases[] = {
        { { 1, 0x1p-53 }, 1 },
        { { 1, 0x1p-53, 0x1p-120 }, 0x1.0000000000001p+0 },
        { { 1, 0x1p-53, -0x1p-120 }, 1 },
        { { 1, 0x1p-52, 0x1p-53 }, 0x1.0000000000002p+0 },
        { { -1, -0x1p-53 }, -1 },
        { { -1, -0x1p-53, -0x1p-1074 }, -0x1.0000000000001p+0 },
        { { -1, -0x1p-53, 0x1p-1074 }, -1 },
        { { 0x1p53, 1, 0x1p-1074 }, 0x1.0000000000001p+53 },
        { { DBL_MAX, 0x1p969, 0x1p-1074 }, DBL_MAX },
        { { DBL_MIN, -0x1p-1074 }, 0x0.fffffffffffffp-1022 },
        { { 1e22, .1, -1e22, 1e-30 }, .1 },
        { { 4503599627370497., .5, 1e-300 }, 4503599627370498. },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(sum_of(cases[i].x, 4), cases[i].want, 0);
}

/* Weights and pay of a composite, which added up in a row give three different doubles.
 */
static void the_order_of_terms_does_not_matter(void **state)
{
    double x[7] = { .4133 * 62206.7, 2.017, 1e-9 / 3, 1e9 / 7, -71.1 / 13, 3e5 / 11, .1 };
    const double want = sum_of(x, 7);
    (void)state;
    for (size_t turn = 0; turn < 5040; turn++) {
        const size_t a = turn % 7, b = (turn * 3 + 1) % 7;
        const double keep = x[a];
        x[a] = x[b];
        x[b] = keep;
        assert_near(sum_of(x, 7), want, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(sums_are_rounded_once),
        cmocka_unit_test(the_order_of_terms_does_not_matter),
    };
    return cmocka_run_group_tests_name("sum", tests, NULL, NULL);
}
