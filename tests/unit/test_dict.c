/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>
#include <string.h>

#include "data/dict.h"

static void numbers_follow_arrival_and_stay(void **state)
{
    (void)state;
    bp_dict *d = bp_dict_new();
    char name[16];
    for (unsigned round = 0; round < 2; round++)
        for (unsigned i = 0; i < 20000; i++) {
            int n = snprintf(name, sizeof name, "org %u", i);
            assert_int_equal(bp_dict_put(d, (bp_text){ name, (size_t)n }), i);
        }
    assert_int_equal(bp_dict_count(d), 20000);
    assert_string_equal(bp_dict_text(d, 777).at, "org 777");
    assert_int_equal(bp_dict_find(d, bp_text_of("org 19999")), 19999);
    assert_int_equal(bp_dict_find(d, bp_text_of("org 20000")), BP_NO_ID);
    bp_dict_free(d);
}

static void blank_and_nul_bytes_are_texts(void **state)
{
    (void)state;
    bp_dict *d = bp_dict_new();
    assert_int_equal(bp_dict_put(d, (bp_text){ "", 0 }), 0);
    assert_int_equal(bp_dict_put(d, (bp_text){ "a\0b", 3 }), 1);
    assert_int_equal(bp_dict_put(d, (bp_text){ "a", 1 }), 2);
    assert_int_equal(bp_dict_put(d, (bp_text){ "a\0c", 3 }), 3);
    assert_int_equal(bp_dict_text(d, 1).n, 3);
    bp_dict_free(d);
}

static void texts_that_differ_in_blanks_are_one(void **state)
{
    const char *const texts[] = { "Parks and  Rec", "Parks\u00a0and Rec",
                                  " Parks and Rec\t", "Parks and Rec",
                                  "Parks and Recreation\n Department" };
    (void)state;
    bp_dict *d = bp_dict_new();
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(bp_dict_put(d, bp_text_of(texts[i])), 0);
    assert_int_equal(bp_dict_put(d, bp_text_of(texts[4])), 1);
    assert_int_equal(bp_dict_put(d, bp_text_of(texts[4])), 1);
    assert_string_equal(bp_dict_text(d, 0).at, "Parks and Rec");
    assert_string_equal(bp_dict_text(d, 1).at, "Parks and Recreation Department");
    assert_int_equal(bp_dict_count(d), 2);
    bp_dict_free(d);
}

static void sorting_renumbers_by_text(void **state)
{
    (void)state;
    static const char *const text[] = { "Senior", "Entry", "", "Mid" };
    static const uint32_t want[] = { 3, 1, 0, 2 };
    bp_dict *d = bp_dict_new();
    uint32_t now[4];
    for (size_t i = 0; i < 4; i++)
        bp_dict_put(d, bp_text_of(text[i]));
    assert_true(bp_dict_sort(d, now));
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(now[i], want[i]);
        assert_string_equal(bp_dict_text(d, now[i]).at, text[i]);
        assert_int_equal(bp_dict_find(d, bp_text_of(text[i])), now[i]);
    }
    bp_dict_free(d);
}

/* Many alike in more bytes than are compared at once, some of which are NUL. */
static void sorting_goes_by_all_bytes(void **state)
{
    (void)state;
    static const char start[][20] = { "Software Engineer ", "Software Engineer", "Soft",
                                      "S\0ft", "\xc3\xa9t\xc3\xa9" };
    bp_dict *d = bp_dict_new();
    uint32_t now[1000], n = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        char text[32];
        const uint32_t number = i * 7919 % 1000;
        memcpy(text, start[i % 5], sizeof start[0]);
        text[18] = (char)(number / 10);
        text[19] = (char)('a' + number % 10);
        n += bp_dict_put(d, (bp_text){ text, 14 + i % 7 }) == n;
    }
    bp_dict *same = bp_dict_new();
    uint32_t id[1000];
    assert_int_equal(bp_dict_put(same, bp_text_of("Soft")), 0);
    assert_true(bp_dict_put_dict(same, d, id));
    for (uint32_t i = 0; i < n; i++)
        assert_true(bp_text_equal(bp_dict_text(same, id[i]), bp_dict_text(d, i)));
    assert_true(bp_dict_sort(d, now));
    for (uint32_t i = 0; i < n; i++) {
        assert_true(i == 0 ||
                    bp_text_order(bp_dict_text(d, i - 1), bp_dict_text(d, i)) < 0);
        assert_int_equal(bp_dict_find(d, bp_dict_text(same, id[i])), now[i]);
    }
    bp_dict_free(same);
    bp_dict_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_arrival_and_stay),
        cmocka_unit_test(blank_and_nul_bytes_are_texts),
        cmocka_unit_test(texts_that_differ_in_blanks_are_one),
        cmocka_unit_test(sorting_renumbers_by_text),
        cmocka_unit_test(sorting_goes_by_all_bytes),
    };
    return cmocka_run_group_tests_name("dict", tests, NULL, NULL);
}
