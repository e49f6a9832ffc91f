/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "benchpay/money.h"

static void plain_decimals_are_read_exactly(void **state)
{
    static const struct {
        const char *text;
        int64_t units;
        int scale;
    } cases[] = {
        { "425000", 425000, 0 },
        { "-1.50", -150, 2 },
        { "+7", 7, 0 },
        { ".5", 5, 1 },
        { "5.", 5, 0 },
        { "0.123456789", 123456789, 9 },
        { "9223372036854775807", INT64_MAX, 0 },
        { "000000000000000000000042", 42, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_decimal d;
        assert_true(bp_decimal_parse(&d, cases[i].text, strlen(cases[i].text)));
        assert_int_equal(d.units, cases[i].units);
        assert_int_equal(d.scale, cases[i].scale);
    }
}

static void anything_else_is_no_decimal(void **state)
{
    static const char *const bad[] = {
        "",    "-",     ".",    "1,000",        "1e5",          "0x10",
        "nan", " 1",    "1 ",   "1.2.3",        "--1",          "1-",
        "$5",  "inf",   "1_0",  "0.1234567890", "9223372036854775808",
        "\xef\xbc\x91", /* full-width 1 */
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_decimal d = { 42, 3 };
        assert_false(bp_decimal_parse(&d, bad[i], strlen(bad[i])));
        assert_int_equal(d.units, 42);
        assert_int_equal(d.scale, 3);
    }
}

static void scale_changes_only_without_loss(void **state)
{
    (void)state;
    bp_decimal d = { 4250, 1 };
    assert_true(bp_decimal_rescale(&d, 4));
    assert_int_equal(d.units, 4250000);
    assert_true(bp_decimal_rescale(&d, 0));
    assert_int_equal(d.units, 425);
    assert_int_equal(d.scale, 0);

    bp_decimal cents = { -4251, 1 };
    assert_false(bp_decimal_rescale(&cents, 0));
    bp_decimal large = { INT64_MAX / 5, 0 };
    assert_false(bp_decimal_rescale(&large, 1));
    assert_int_equal(cents.units, -4251);
    assert_int_equal(large.scale, 0);
}

/* Expected: float(fractions.Fraction(units, 10 ** scale)).hex() of Python 3.11,
 * which rounds half to even. */
static void amounts_become_the_nearest_double(void **state)
{
    static const struct {
        int64_t units;
        int scale;
        double want;
    } cases[] = {
        { 42500050, 2, 0x1.9f0a2p+18 },
        { 1, 9, 0x1.12e0be826d695p-30 },
        { INT64_MAX, 9, 0x1.12e0be826d695p+33 },
        { INT64_MIN, 4, -0x1.a36e2eb1c432dp+49 },
        { 9007199254740993, 2, 0x1.47ae147ae147cp+46 },
        { 9007199254740995, 1, 0x1.999999999999cp+49 },
        { 900719925474099300, 2, 0x1p+53 },
        { 0, 2, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_money_double(cases[i].units, cases[i].scale), cases[i].want, 0);
}

/* Expected: as above, with Fraction(sum, n * 10 ** scale). */
static void means_are_the_nearest_double(void **state)
{
    const bp_int128 two64 = (bp_int128)1 << 64;
    const bp_int128 ten19 = 10000000000000000000u;
    const struct {
        bp_int128 sum;
        uint64_t n;
        int scale;
        double want;
    } cases[] = {
        { 42500033, 3, 2, 0x1.14b16369d036ap+17 },
        { -1234567, 7, 3, -0x1.60bbc1f9903cep+7 },
        { 1, 3, 0, 0x1.5555555555555p-2 },
        { 9007199254740993, 1, 0, 0x1p+53 },                      /* tie to even, down */
        { 9007199254740995, 1, 0, 0x1.0000000000002p+53 },        /* tie to even, up */
        { two64 + 2048, 1, 0, 0x1p+64 },                          /* tie */
        { two64 + 2049, 1, 0, 0x1.0000000000001p+64 },            /* just above */
        { 9007199254740993, 3, 2, 0x1.b4e81b4e81b4fp+44 },
        { ten19 * ten19, 7, 9, 0x1.7146ed59a1a6fp+93 },
        { 1, UINT64_MAX, 9, 0x1.12e0be826d695p-94 },
        { -two64 * ((bp_int128)1 << 63), 1, 0, -0x1p+127 },
        { -two64 * ((bp_int128)1 << 63), UINT64_MAX, 9, -0x1.12e0be826d695p+33 },
        { 0, 5, 2, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_money_mean(cases[i].sum, cases[i].n, cases[i].scale),
                    cases[i].want, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_decimals_are_read_exactly),
        cmocka_unit_test(anything_else_is_no_decimal),
        cmocka_unit_test(scale_changes_only_without_loss),
        cmocka_unit_test(amounts_become_the_nearest_double),
        cmocka_unit_test(means_are_the_nearest_double),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
