/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "benchpay/range.h"

/* Expected values worked by hand from the definitions in range.h. */

static void penetration_and_its_inverse(void **state)
{
    const bp_pay_range r = { 37000, 52000 }, panel = { 250000, 600000 };
    (void)state;
    assert_near(bp_range_penetration(r, 41000), 4.0 / 15, 1e-15);
    assert_near(bp_range_at(panel, .15), 302500, 1e-15);
    assert_near(bp_range_at(panel, .50), 425000, 1e-15);
    assert_near(bp_range_at(panel, .85), 547500, 1e-15);
}

static void range_of_a_midpoint_has_that_midpoint_and_spread(void **state)
{
    bp_pay_range r = bp_range_of(425000, .6);
    (void)state;
    assert_near(r.min, 326923.08, 1e-8);
    assert_near(r.max, 523076.92, 1e-8);
    assert_near((r.min + r.max) / 2, 425000, 1e-15);
    assert_near(bp_range_spread(r), .6, 1e-14);
}

static void overlap_and_grades(void **state)
{
    (void)state;
    assert_near(bp_range_overlap((bp_pay_range){ 80, 120 }, (bp_pay_range){ 92, 138 }),
                28.0 / 46, 1e-15);
    assert_near(bp_range_overlap((bp_pay_range){ 80, 90 }, (bp_pay_range){ 92, 138 }), 0, 0);
    assert_near(bp_range_grades(100000, 425000, .15), 11.3527, 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(penetration_and_its_inverse),
        cmocka_unit_test(range_of_a_midpoint_has_that_midpoint_and_spread),
        cmocka_unit_test(overlap_and_grades),
    };
    return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
