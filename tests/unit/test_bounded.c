/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of amounts that are rounded to binary digits. */
#include "near.h"

#include "benchpay/money.h"
#include "data/bounded.h"

#define CENTS INT64_C(10000000) /* a hundredth where an amount has nine decimals */

/* Worked out by hand: 420,000.37 is 42,000,037 hundredths, in binary
 * 10100000001101111010100101, of which the first 5 digits are 10100, the first 11
 * 10100000001, the first 17 10100000001101111. */
static void the_first_digits_stay(void **state)
{
    static const struct {
        int bits;
        int64_t hundredths;
    } cases[] = { { 4, INT64_C(0x14) << 21 },
                  { 10, INT64_C(0x501) << 15 },
                  { 16, INT64_C(0x1406f) << 9 },
                  { 25, INT64_C(42000037) },
                  { 30, INT64_C(42000037) } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(bp_bounded_pay(42000037, 1, cases[i].bits), cases[i].hundredths);
        assert_int_equal(bp_bounded_pay(42000037 * CENTS, CENTS, cases[i].bits),
                         cases[i].hundredths * CENTS);
    }
}

static void small_and_odd_amounts(void **state)
{
    (void)state;
    assert_int_equal(bp_bounded_pay(0, CENTS, 10), 0);
    assert_int_equal(bp_bounded_pay(1, 1, 4), 1);
    assert_int_equal(bp_bounded_pay(31, 1, 4), 31);
    assert_int_equal(bp_bounded_pay(33, 1, 4), 32);
    assert_int_equal(bp_bounded_pay(-33, 1, 4), -32);
    /* 0.07 and a bit is 7 hundredths and a bit: no 2^4 of them, so its units count:
     * 78,000,000 is 100101001100010111110000000, of which the first 5 digits are 10010.
     * Of 70,000,001 those would be less than 7 whole hundredths, which stay. */
    assert_int_equal(bp_bounded_pay(78000000, CENTS, 4), INT64_C(0x12) << 22);
    assert_int_equal(bp_bounded_pay(70000001, CENTS, 4), 70000000);
    /* 0.21 and a bit is 21 hundredths, 10101, which are all kept. */
    assert_int_equal(bp_bounded_pay(21 * CENTS + 3, CENTS, 4), 21 * CENTS);
    assert_true(bp_bounded_pay(INT64_MAX, 1, 30) > 0);
    assert_true(bp_bounded_pay(INT64_MIN + 1, CENTS, 4) < 0);
}

/* Numbers with seed 20261130, of all sizes (xorshift64, Marsaglia 2003). */
static void the_bound_holds_and_order_stays(void **state)
{
    static const int64_t steps[] = { 1, 100, CENTS };
    uint64_t x = 20261130;
    size_t rounded = 0;
    (void)state;
    for (size_t i = 0; i < 300000; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        const int bits = BP_BOUNDED_LEAST + (int)(i % 27);
        const int64_t step = steps[i / 27 % 3];
        const int64_t pay = (int64_t)(x >> (1 + i % 60)),
                      next = pay + (int64_t)(x % 1000);
        const int64_t kept = bp_bounded_pay(pay, step, bits);
        rounded += kept < pay;
        assert_true(kept <= pay && (pay == 0) == (kept == 0));
        /* pay < kept (1 + 2^-bits), in integers */
        assert_true((bp_int128)(pay - kept) << bits < (bp_int128)kept + (kept == 0));
        assert_int_equal(bp_bounded_pay(kept, step, bits), kept);
        if (next >= pay)
            assert_true(bp_bounded_pay(next, step, bits) >= kept);
    }
    assert_true(rounded > 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_digits_stay),
        cmocka_unit_test(small_and_odd_amounts),
        cmocka_unit_test(the_bound_holds_and_order_stays),
    };
    return cmocka_run_group_tests_name("bounded", tests, NULL, NULL);
}
