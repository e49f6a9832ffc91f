/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sketch.c - distances of sets, against sets that are made to differ by so many. */
#include "near.h"

#include "analysis/sketch.h"

static uint64_t seed = 20261129;

static uint64_t drawn(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % BP_SKETCH_PRIME;
}

static void sets_that_differ_by_few_are_told_from_others(void **state)
{
    (void)state;
    for (int k = 0; k < 3000; k++) {
        bp_sketch a = { { 0 } }, b = { { 0 } };
        const uint64_t common = drawn() % 60;
        const size_t only_a = drawn() % 5, only_b = drawn() % 5;
        for (uint64_t i = 0; i < common; i++) {
            const uint64_t x = drawn();
            bp_sketch_add(&a, x, 1);
            bp_sketch_add(&b, x, 1);
        }
        for (size_t i = 0; i < only_a; i++)
            bp_sketch_add(&a, drawn(), 1);
        for (size_t i = 0; i < only_b; i++)
            bp_sketch_add(&b, drawn(), 1);
        const size_t n = only_a + only_b;
        assert_int_equal(bp_sketch_distance(&a, &b), n < 5 ? n : 5);
    }
}

/* As organisations do, of which other people are in either. */
static void other_weights_are_a_difference(void **state)
{
    (void)state;
    for (int k = 0; k < 3000; k++) {
        bp_sketch a = { { 0 } }, b = { { 0 } };
        const size_t other = drawn() % 8;
        for (size_t i = 0; i < 20; i++) {
            const uint64_t x = drawn(), weight = drawn();
            bp_sketch_add(&a, x, weight);
            bp_sketch_add(&b, x, i < other ? drawn() : weight);
        }
        assert_int_equal(bp_sketch_distance(&a, &b), other < 5 ? other : 5);
    }
}

/* The order in which elements are added changes nothing. */
static void a_set_has_one_sketch(void **state)
{
    (void)state;
    uint64_t x[9];
    bp_sketch a = { { 0 } }, b = { { 0 } };
    for (size_t i = 0; i < 9; i++)
        bp_sketch_add(&a, x[i] = drawn(), 1);
    for (size_t i = 9; i-- > 0;)
        bp_sketch_add(&b, x[i], 1);
    assert_memory_equal(&a, &b, sizeof a);
}

static void marks_are_the_lowest(void **state)
{
    (void)state;
    static const uint64_t x[] = { 9, 4, 7, 4, 1, 8, 2, 9, 3, 1 };
    static const uint64_t want[] = { 1, 2, 3, 4, 7 };
    bp_marks m = { .n = 0 };
    for (size_t i = 0; i < 10; i++)
        bp_marks_add(&m, x[i]);
    assert_int_equal(m.n, 5);
    assert_memory_equal(m.low, want, sizeof want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_that_differ_by_few_are_told_from_others),
        cmocka_unit_test(other_weights_are_a_difference),
        cmocka_unit_test(a_set_has_one_sketch),
        cmocka_unit_test(marks_are_the_lowest),
    };
    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
