/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "base/text.h"

static void equal_is_by_byte_and_same_ignores_ascii_case(void **state)
{
    (void)state;
    assert_true(bp_text_equal(bp_text_of("CMO"), bp_text_of("CMO")));
    assert_false(bp_text_equal(bp_text_of("CMO"), bp_text_of("cmo")));
    assert_true(bp_text_same(bp_text_of("CMO [a]"), bp_text_of("cmo [A]")));
    assert_false(bp_text_same(bp_text_of("@"), bp_text_of("`")));
    assert_false(bp_text_same(bp_text_of("cm"), bp_text_of("cmo")));
    assert_true(bp_text_equal((bp_text){ NULL, 0 }, bp_text_of("")));
}

static void order_is_by_byte_and_a_prefix_comes_first(void **state)
{
    (void)state;
    assert_true(bp_text_order(bp_text_of("CMO"), bp_text_of("CMO 2")) < 0);
    assert_true(bp_text_order(bp_text_of("b"), bp_text_of("a")) > 0);
    assert_true(bp_text_order(bp_text_of("\xc3\xa9"), bp_text_of("z")) > 0);
    assert_int_equal(bp_text_order(bp_text_of("x"), bp_text_of("x")), 0);
}

static void trim_takes_blanks_of_all_kinds_from_both_ends(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { " \t425000 \r\n", "425000" },
        { "\xc2\xa0\xc2\xa0""1 234\xc2\xa0", "1 234" },
        { " \v\f ", "" },
        { "", "" },
        { "\xc2", "\xc2" },
        { "caf\xc3\xa9 ", "caf\xc3\xa9" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_text got = bp_text_trim(bp_text_of(cases[i].text));
        assert_int_equal(got.n, strlen(cases[i].want));
        assert_memory_equal(got.at, cases[i].want, got.n);
    }
}

static void contains_finds_a_part_in_any_case(void **state)
{
    (void)state;
    assert_true(bp_text_contains(bp_text_of("Medical Officer"), bp_text_of("mEDICAL o")));
    assert_true(bp_text_contains(bp_text_of("x"), bp_text_of("")));
    assert_true(bp_text_contains(bp_text_of("aab"), bp_text_of("ab")));
    assert_false(bp_text_contains(bp_text_of("CMO"), bp_text_of("CMOs")));
}

/* By hand. */
static void distance_counts_edits_and_swaps(void **state)
{
    static const struct {
        const char *a, *b;
        size_t want;
    } cases[] = {
        { "salary", "salary", 0 }, { "salary", "Salary", 0 }, { "salary", "salray", 1 },
        { "salary", "slary", 1 },  { "", "pay", 3 },          { "ca", "abc", 3 },
        { "tier", "region", 5 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_text a = bp_text_of(cases[i].a), b = bp_text_of(cases[i].b);
        assert_int_equal(bp_text_distance(a, b, 9), cases[i].want);
        assert_int_equal(bp_text_distance(b, a, 9), cases[i].want);
    }
    assert_int_equal(bp_text_distance(bp_text_of("tier"), bp_text_of("region"), 2), 3);
}

static void a_very_long_text_is_only_near_itself(void **state)
{
    (void)state;
    char a[100], b[100];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    b[0] = 'y';
    assert_int_equal(bp_text_distance((bp_text){ a, 100 }, (bp_text){ a, 100 }, 2), 0);
    assert_int_equal(bp_text_distance((bp_text){ a, 100 }, (bp_text){ b, 100 }, 2), 3);
    assert_int_equal(bp_text_distance((bp_text){ a, 64 }, (bp_text){ b, 64 }, 2), 1);
    assert_int_equal(bp_text_distance((bp_text){ a, 65 }, (bp_text){ b, 65 }, 2), 3);
    assert_int_equal(bp_text_distance((bp_text){ a, 64 }, (bp_text){ a, 65 }, 2), 3);
}

static void nearest_is_a_name_worth_suggesting_or_none(void **state)
{
    static const char *const names[] = { "check", "percentiles", "plot", "report" };
    (void)state;
    assert_string_equal(bp_text_nearest("percentile", names, 4), "percentiles");
    assert_string_equal(bp_text_nearest("reprot", names, 4), "report");
    assert_string_equal(bp_text_nearest("Plott", names, 4), "plot");
    assert_null(bp_text_nearest("audit", names, 4));
    assert_null(bp_text_nearest("report", names, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_is_by_byte_and_same_ignores_ascii_case),
        cmocka_unit_test(order_is_by_byte_and_a_prefix_comes_first),
        cmocka_unit_test(trim_takes_blanks_of_all_kinds_from_both_ends),
        cmocka_unit_test(contains_finds_a_part_in_any_case),
        cmocka_unit_test(distance_counts_edits_and_swaps),
        cmocka_unit_test(a_very_long_text_is_only_near_itself),
        cmocka_unit_test(nearest_is_a_name_worth_suggesting_or_none),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
