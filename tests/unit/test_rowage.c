/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ageing of rows, by exact decimals worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ingest/rowage.h"

static int64_t aged(int64_t units, const bp_ageing *to, int32_t date, int scale)
{
    const bp_age_part all = { 0, units };
    bp_row_ages ages = { 0 };
    for (int i = 0; i < 2; i++) { /* the second time from what was kept */
        int64_t x = units;
        assert_true(bp_row_age(&x, &ages, to, &all, 1, date, scale));
        if (i == 1)
            return x;
    }
    return 0;
}

/* 4 % simple for six months is 1.02. */
static void halves_of_a_cent_go_to_the_even_one(void **state)
{
    (void)state;
    const bp_ageing to = { .movement = { 1, { 0 }, { .04 } },
                           .form = BP_AGEING_SIMPLE,
                           .count = BP_COUNT_MONTHS,
                           .to = 20270101 };
    assert_int_equal(aged(25, &to, 20260701, 2), 26);       /* 25.5 */
    assert_int_equal(aged(75, &to, 20260701, 2), 76);       /* 76.5 */
    assert_int_equal(aged(10025, &to, 20260701, 2), 10226); /* 10225.5 */
    assert_int_equal(aged(10075, &to, 20260701, 2), 10276); /* 10276.5 */
    assert_int_equal(aged(1002500, &to, 20260701, 4), 1022600);
    assert_int_equal(aged(123456789025, &to, 20260701, 2), 125925924806); /* ...805.5 */
    assert_int_equal(aged(5000000, &to, 20270101, 2), 5000000);
}

static void what_cannot_be_aged_is_refused(void **state)
{
    (void)state;
    const bp_ageing none = { .to = 20270101 };
    const bp_ageing steep = { .movement = { 1, { 0 }, { 10 } },
                              .form = BP_AGEING_COMPOUND,
                              .count = BP_COUNT_MONTHS,
                              .to = 20990101 };
    const bp_age_part all = { 0, 100 };
    bp_row_ages ages = { 0 };
    int64_t x = 100;
    assert_false(bp_row_age(&x, &ages, &none, &all, 1, 20260101, 2));
    assert_false(bp_row_age(&x, &ages, &steep, &all, 1, 20260101, 2));
    assert_int_equal(x, 100);
}

/* Base 4 % and bonus 2 % simple for six months: 1.02 and 1.01. */
static void parts_move_by_their_own_rates(void **state)
{
    (void)state;
    const bp_element_movement bonus = { "bonus", { 1, { 0 }, { .02 } } };
    const bp_ageing to = { .movement = { 1, { 0 }, { .04 } },
                           .own = &bonus,
                           .n_own = 1,
                           .form = BP_AGEING_SIMPLE,
                           .count = BP_COUNT_MONTHS,
                           .to = 20270101 };
    const bp_age_part part[] = { { bp_ageing_which(&to, "base"), 10025 },
                                 { bp_ageing_which(&to, "target_bonus"), 5050 } };
    const bp_age_part none[] = { { 0, 0 }, { 1, 0 } };
    bp_row_ages ages = { 0 };
    int64_t sum = 15075, half = 30150, nothing = 0;
    assert_true(bp_row_age(&sum, &ages, &to, part, 2, 20260701, 2));
    assert_int_equal(sum, 15326); /* 10225.5 + 5100.5: rounded once */
    assert_true(bp_row_age(&half, &ages, &to, part, 2, 20260701, 2));
    assert_int_equal(half, 30652); /* of full time: twice as much of each */
    assert_true(bp_row_age(&nothing, &ages, &to, none, 2, 20260701, 2));
    assert_int_equal(nothing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_of_a_cent_go_to_the_even_one),
        cmocka_unit_test(parts_move_by_their_own_rates),
        cmocka_unit_test(what_cannot_be_aged_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
