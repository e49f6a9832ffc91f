/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "pricing/exact.h"

static bp_int128 power(int bits)
{
    return (bp_int128)1 << bits;
}

/* Expected, here and below: Python's fractions.Fraction, made a float once. */
static void quotients_are_rounded_once(void **state)
{
    const bp_int128 most = power(126) - 1 + power(126); /* 2^127 - 1 */
    const struct {
        bp_int128 a, b;
        double want;
    } cases[] = {
        { 1, 3, 0x1.5555555555555p-2 },
        { -1, 3, -0x1.5555555555555p-2 },
        { 0, -7, 0 },
        { power(53) + 1, 1, 0x1p53 },
        { power(53) + 3, 1, 0x1.0000000000002p+53 },
        { most, 1, 0x1p127 },
        { 1, most, 0x1p-127 },
        { power(126), power(126) - 1, 1 },
        { (power(53) + 1) * power(60), power(60), 0x1p53 },
        { (power(53) + 1) * power(60) + 1, power(60), 0x1.0000000000001p+53 },
        { bp_exact_pow10(36), 3 * bp_exact_pow10(17), 0x1.7213080c1a6abp+61 },
        { -bp_exact_pow10(30) - 1, bp_exact_pow10(6), -0x1.a784379d99db4p+79 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_exact_ratio(cases[i].a, cases[i].b), cases[i].want, 0);
}

static void products_have_256_bits(void **state)
{
    const bp_int128 tens = bp_exact_pow10(35);
    const struct {
        bp_int128 a, b, c, d; /* a b / (c d) */
        double want;
    } cases[] = {
        { tens + 1, tens - 1, bp_exact_pow10(30), 7, 0x1.0caf3659434f0p+130 },
        { power(126), power(126), power(126), 3, 0x1.5555555555555p+124 },
        { 3, 5, power(120), power(120) + 1, 0x1.ep-237 },
        { power(100) + 1, power(27) + 1, power(73), 2, 0x1.0000002p+53 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_exact_quotient(bp_exact_times(cases[i].a, cases[i].b),
                                      bp_exact_times(cases[i].c, cases[i].d)),
                    cases[i].want, 0);
}

/* By hand: (2^100 + 1) (2^100 - 1) = 2^200 - 1. */
static void products_are_told_apart_by_their_last_bit(void **state)
{
    const bp_uint256 x = bp_exact_times(power(100) + 1, power(100) - 1);
    const bp_uint256 y = bp_exact_times(power(100), power(100));
    const bp_uint256 one = bp_exact_minus(y, x);
    (void)state;
    assert_int_equal(bp_exact_order(x, y), -1);
    assert_int_equal(bp_exact_order(y, x), 1);
    assert_int_equal(bp_exact_order(y, y), 0);
    assert_true(one.high == 0 && one.low == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_are_rounded_once),
        cmocka_unit_test(products_have_256_bits),
        cmocka_unit_test(products_are_told_apart_by_their_last_bit),
    };
    return cmocka_run_group_tests_name("exact", tests, NULL, NULL);
}
