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
    bp_row_ages ages = { 0 };
    bp_err err = { 0 };
    for (int i = 0; i < 2; i++) { /* the second time from what was kept */
        int64_t x = units;
        assert_int_equal(bp_row_age(&x, &ages, to, date, scale, &err), BP_OK);
        if (i == 1)
            return x;
    }
    return 0;
}

/* 4 % simple for six months is 1.02. */
static void halves_of_a_cent_go_to_the_even_one(void **state)
{
    (void)state;
    const bp_ageing to = {
        { 1, { 0 }, { .04 } }, BP_AGEING_SIMPLE, BP_COUNT_MONTHS, 20270101
    };
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
    const bp_ageing steep = {
        { 1, { 0 }, { 10 } }, BP_AGEING_COMPOUND, BP_COUNT_MONTHS, 20990101
    };
    bp_row_ages ages = { 0 };
    bp_err err = { 0 };
    int64_t x = 100;
    assert_int_equal(bp_row_age(&x, &ages, &none, 20260101, 2, &err), BP_EDATA);
    assert_int_equal(bp_row_age(&x, &ages, &steep, 20260101, 2, &err), BP_EDATA);
    assert_int_equal(x, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_of_a_cent_go_to_the_even_one),
        cmocka_unit_test(what_cannot_be_aged_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
