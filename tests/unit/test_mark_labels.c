/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdbool.h>

#include "chart/mark_labels.h"

#define WIDTH 70.0

static void set(bp_mark_label label[BP_MARK_LABELS], double p25, double p50, double p75)
{
    const double x[] = { p25, p50, p75 };
    for (int i = 0; i < BP_MARK_LABELS; i++)
        label[i] = (bp_mark_label){ x[i], WIDTH, i - 1, i == 1 ? 0 : 1 };
}

static bool crosses(const bp_mark_label *text, const bp_mark_label *line)
{
    bool reaches =
        line->lane < text->lane || (line->lane == text->lane && line->side != 0);
    return reaches && line->x > bp_mark_label_left(text) && line->x < bp_mark_label_right(text);
}

static bool overlap(const bp_mark_label *a, const bp_mark_label *b)
{
    return a->lane == b->lane && bp_mark_label_left(a) < bp_mark_label_right(b) &&
           bp_mark_label_left(b) < bp_mark_label_right(a);
}

static void labels_with_room_stay_where_they_are(void **state)
{
    (void)state;
    bp_mark_label label[BP_MARK_LABELS];
    set(label, 300, 400, 500);
    bp_mark_labels_place(label, 0, 800);
    assert_int_equal(label[0].side, -1);
    assert_int_equal(label[1].side, 0);
    assert_int_equal(label[2].side, 1);
    assert_int_equal(label[1].lane, 0);
    assert_near(bp_mark_label_right(&label[0]), 294, 0);
    assert_near(bp_mark_label_left(&label[1]), 365, 0);
    assert_near(bp_mark_label_left(&label[2]), 506, 0);
}

/* Every place that the three lines can have, on a grid. */
static void labels_never_touch_another_a_line_or_the_edge(void **state)
{
    (void)state;
    for (double a = 40; a <= 760; a += 24)
        for (double b = a; b <= 760; b += 24)
            for (double c = b; c <= 760; c += 24) {
                bp_mark_label label[BP_MARK_LABELS];
                set(label, a, b, c);
                bp_mark_labels_place(label, 8, 792);
                for (size_t i = 0; i < BP_MARK_LABELS; i++) {
                    bool bad =
                        bp_mark_label_left(&label[i]) < 8 || bp_mark_label_right(&label[i]) > 792;
                    for (size_t j = 0; j < BP_MARK_LABELS; j++)
                        bad = bad || (i != j && (crosses(&label[i], &label[j]) ||
                                                 overlap(&label[i], &label[j])));
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
    return cmocka_run_group_tests_name("mark_labels", tests, NULL, NULL);
}
