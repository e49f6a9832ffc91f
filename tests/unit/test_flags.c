/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdbool.h>

#include "chart/flags.h"

#define WIDTH 70.0

static void set(bp_flag flag[BP_FLAGS], double p25, double p50, double p75)
{
    const double x[] = { p25, p50, p75 };
    for (int i = 0; i < BP_FLAGS; i++)
        flag[i] = (bp_flag){ x[i], WIDTH, i - 1, i == 1 ? 0 : 1 };
}

static bool crosses(const bp_flag *text, const bp_flag *line)
{
    bool reaches =
        line->lane < text->lane || (line->lane == text->lane && line->side != 0);
    return reaches && line->x > bp_flag_left(text) && line->x < bp_flag_right(text);
}

static bool overlap(const bp_flag *a, const bp_flag *b)
{
    return a->lane == b->lane && bp_flag_left(a) < bp_flag_right(b) &&
           bp_flag_left(b) < bp_flag_right(a);
}

static void labels_with_room_stay_where_they_are(void **state)
{
    (void)state;
    bp_flag flag[BP_FLAGS];
    set(flag, 300, 400, 500);
    bp_flags_place(flag, 0, 800);
    assert_int_equal(flag[0].side, -1);
    assert_int_equal(flag[1].side, 0);
    assert_int_equal(flag[2].side, 1);
    assert_int_equal(flag[1].lane, 0);
    assert_near(bp_flag_right(&flag[0]), 294, 0);
    assert_near(bp_flag_left(&flag[1]), 365, 0);
    assert_near(bp_flag_left(&flag[2]), 506, 0);
}

/* Every place that the three lines can have, on a grid. */
static void labels_never_touch_another_a_line_or_the_edge(void **state)
{
    (void)state;
    for (double a = 40; a <= 760; a += 24)
        for (double b = a; b <= 760; b += 24)
            for (double c = b; c <= 760; c += 24) {
                bp_flag flag[BP_FLAGS];
                set(flag, a, b, c);
                bp_flags_place(flag, 8, 792);
                for (size_t i = 0; i < BP_FLAGS; i++) {
                    bool bad =
                        bp_flag_left(&flag[i]) < 8 || bp_flag_right(&flag[i]) > 792;
                    for (size_t j = 0; j < BP_FLAGS; j++)
                        bad = bad || (i != j && (crosses(&flag[i], &flag[j]) ||
                                                 overlap(&flag[i], &flag[j])));
                    if (bad)
                        fail_msg("collision at %g %g %g", a, b, c);
                }
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_room_stay_where_they_are),
        cmocka_unit_test(labels_never_touch_another_a_line_or_the_edge),
    };
    return cmocka_run_group_tests_name("flags", tests, NULL, NULL);
}
