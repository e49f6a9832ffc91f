/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "chart/axis.h"

static void steps_are_round(void **state)
{
    (void)state;
    static const struct {
        double least;
        bool whole;
        double want;
    } cases[] = {
        { .37, false, .5 },        { .3, false, .5 },        { 1, false, 1 },
        { 1.1, false, 2 },         { 2.3, false, 2.5 },      { 2.7, false, 5 },
        { 7, false, 10 },          { 61234, false, 100000 }, { 25000, false, 25000 },
        { .37, true, 1 },          { 2.3, true, 5 },         { 21, true, 25 },
        { 3 * .1 / .1, false, 5 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_step_for(cases[i].least, cases[i].whole), cases[i].want, 1e-12);
}

static void numbers_are_said_in_the_unit_of_the_axis(void **state)
{
    (void)state;
    static const struct {
        double x, step, typical;
        const char *want;
    } cases[] = {
        { 400000, 100000, 425000, "400" },
        { 1250000, 250000, 425000, "1,250" },
        { 2000000, 500000, 1850000, "2.0" },
        { 1250000, 250000, 1850000, "1.25" },
        { 27.5, 2.5, 24.5, "27.5" },
        { 30, 10, 24.5, "30" },
        { 12000, 2000, 5200, "12,000" },
        { 1.2e9, 2e8, 4.2e8, "1,200" },
        { 0, 2.5, 24.5, "0.0" },
        { 3 * .1, .1, .4, "0.3" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str out = { 0 };
        bp_axis_number(&out, cases[i].x, cases[i].step, bp_unit_for(cases[i].typical));
        assert_string_equal(out.at, cases[i].want);
        bp_str_release(&out);
    }
}

static void units_are_those_that_people_say(void **state)
{
    (void)state;
    assert_string_equal(bp_unit_for(9500).name, "");
    assert_string_equal(bp_unit_for(10000).name, "k");
    assert_string_equal(bp_unit_for(999000).name, "k");
    assert_string_equal(bp_unit_for(1000000).name, "M");
    assert_string_equal(bp_unit_for(2.5e9).name, "B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_round),
        cmocka_unit_test(numbers_are_said_in_the_unit_of_the_axis),
        cmocka_unit_test(units_are_those_that_people_say),
    };
    return cmocka_run_group_tests_name("axis", tests, NULL, NULL);
}
