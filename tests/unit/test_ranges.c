/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "pricing/ranges.h"
#include "pricing/target.h"

/* By hand: 425,000 / 1.3 and 425,000 1.6 / 1.3. */
static void range_comes_from_midpoint_and_spread(void **state)
{
    (void)state;
    const bp_limits l = bp_limits_of(425000, .6, 0);
    assert_near(l.min, 326923.0769230769, 1e-15);
    assert_near(l.max, 523076.9230769231, 1e-15);
    assert_near(l.max / l.min - 1, .6, 1e-14);
    assert_near(l.q1, 375961.5384615385, 1e-15);
    assert_near(l.q3, 474038.4615384615, 1e-15);
}

/* 48,000 1.14^3 = 71,114.112: from the rounded 71,100 come 71,100 / 1.25 = 56,880 and
 * 71,100 1.5 / 1.25 = 85,320, which are rounded again. */
static void ends_come_from_the_rounded_midpoint(void **state)
{
    (void)state;
    const bp_limits l = bp_limits_of(71114.112, .5, 100);
    assert_true(l.midpoint == 71100 && l.min == 56900 && l.max == 85300);
    assert_true(l.q1 == 64000 && l.q3 == 78200);
}

static void range_without_spread_is_its_midpoint(void **state)
{
    (void)state;
    const bp_limits l = bp_limits_of(40000, 0, 0);
    assert_true(l.min == 40000 && l.q1 == 40000 && l.q3 == 40000 && l.max == 40000);
}

static void halves_are_rounded_to_the_even_multiple(void **state)
{
    (void)state;
    assert_true(bp_round_even(250, 100) == 200 && bp_round_even(350, 100) == 400);
    assert_true(bp_round_even(249.99, 100) == 200 && bp_round_even(250.01, 100) == 300);
    assert_true(bp_round_even(12.5, 5) == 10 && bp_round_even(17.5, 5) == 20);
    assert_true(bp_round_even(.125, .25) == 0 && bp_round_even(7.3, 0) == 7.3);
    /* 50 1.21 1.5 is 90.75, but 90.75000000000001 in doubles */
    assert_true(bp_round_even(50 * 1.1 * 1.1 * 1.5, .5) == 91);
}

static void target_is_a_name_and_what_is_added(void **state)
{
    bp_target t;
    (void)state;
    assert_true(bp_target_parse(&t, "P50+5%") && bp_text_is(t.name, "P50"));
    assert_near(t.plus, .05, 1e-15);
    assert_true(bp_target_parse(&t, "P50-2.5%") && bp_text_is(t.name, "P50"));
    assert_near(t.plus, -.025, 1e-15);
    assert_true(bp_target_parse(&t, "mid-point") && bp_text_is(t.name, "mid-point"));
    assert_true(t.plus == 0);
    assert_true(bp_target_parse(&t, "mid-point+5%") && bp_text_is(t.name, "mid-point"));
}

static void what_is_no_target_is_refused(void **state)
{
    bp_target t;
    (void)state;
    assert_false(bp_target_parse(&t, "") || bp_target_parse(&t, "+5%") ||
                 bp_target_parse(&t, "P50+%") || bp_target_parse(&t, "P50+x%") ||
                 bp_target_parse(&t, "P50-100%"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(range_comes_from_midpoint_and_spread),
        cmocka_unit_test(ends_come_from_the_rounded_midpoint),
        cmocka_unit_test(range_without_spread_is_its_midpoint),
        cmocka_unit_test(halves_are_rounded_to_the_even_multiple),
        cmocka_unit_test(target_is_a_name_and_what_is_added),
        cmocka_unit_test(what_is_no_target_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
