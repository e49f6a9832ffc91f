/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "base/words.h"

static const char list[] = "pay wage* *lohn *salar*  TRY";

static void a_list_is_taken_word_by_word(void **state)
{
    static const char *const want[] = { "pay", "wage*", "*lohn", "*salar*", "TRY" };
    const char *rest = list;
    bp_text word;
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        assert_true(bp_words_next(&word, &rest, ' '));
        assert_true(bp_text_equal(word, bp_text_of(want[i])));
    }
    assert_false(bp_words_next(&word, &rest, ' '));
    rest = "";
    assert_false(bp_words_next(&word, &rest, ' '));
}

static void asterisks_stand_for_what_is_left_out(void **state)
{
    static const struct {
        const char *word;
        bool want;
    } cases[] = {
        { "pay", true },      { "Pay", true },   { "pays", false },
        { "repay", false },   { "wage", true },  { "wages", true },
        { "minwage", false }, { "lohn", true },  { "Stundenlohn", true },
        { "lohnart", false }, { "salar", true }, { "Basissalaris", true },
        { "sala", false },    { "try", true },   { "", false },
        { "wag", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_words_have(list, bp_text_of(cases[i].word)) != cases[i].want)
            fail_msg("'%s'", cases[i].word);
    assert_false(bp_words_have("", bp_text_of("pay")));
}

static void an_index_has_the_words_of_a_byte_in_their_order(void **state)
{
    bp_word_index x = { .n = 0 };
    (void)state;
    bp_words_index(&x, "sub total|sum|mean", '|', 0);
    bp_words_index(&x, "Sum of all|std dev", '|', 1);
    static const struct {
        const char *word;
        size_t row;
    } want[] = {
        { "sub total", 0 }, { "sum", 0 }, { "Sum of all", 1 }, { "std dev", 1 }
    };
    const bp_indexed *w = bp_words_first(&x, 'S');
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++, w = bp_words_after(&x, w)) {
        assert_non_null(w);
        assert_true(bp_text_equal(w->word, bp_text_of(want[i].word)));
        assert_int_equal(w->row, want[i].row);
    }
    assert_null(w);
    assert_null(bp_words_first(&x, 'a'));
}

static void a_text_starts_with_the_first_word_that_fits(void **state)
{
    static const char words[] = "as of |source|note|\u20ac";
    (void)state;
    assert_int_equal(bp_words_start(words, '|', bp_text_of("As of May")), 6);
    assert_int_equal(bp_words_start(words, '|', bp_text_of("asof")), 0);
    assert_int_equal(bp_words_start(words, '|', bp_text_of("NOTES")), 4);
    assert_int_equal(bp_words_start(words, '|', bp_text_of("not")), 0);
    assert_int_equal(bp_words_start(words, '|', bp_text_of("\u20ac 5")), 3);
    assert_int_equal(bp_words_start(words, '|', bp_text_of("")), 0);
}

static void names_are_the_same_in_capitals(void **state)
{
    char one[300], other[300];
    (void)state;
    assert_true(bp_words_same(bp_text_of("Pay"), bp_text_of("PAY")));
    assert_true(
        bp_words_same(bp_text_of("Geh\xc3\xa4lter"), bp_text_of("GEH\xc3\x84LTER")));
    assert_true(bp_words_same(bp_text_of("Сотрудники"), bp_text_of("СОТРУДНИКИ")));
    assert_false(bp_words_same(bp_text_of("Geh\xc3\xa4lter"), bp_text_of("Gehalter")));
    assert_false(bp_words_same(bp_text_of("\xc3\xa4"), bp_text_of("\xc3\xb6")));
    assert_false(bp_words_same(bp_text_of("a"), bp_text_of("")));
    /* beyond BP_NAME_BYTES the case of ASCII letters alone is left out */
    memset(one, 'a', sizeof one);
    memset(other, 'A', sizeof other);
    const bp_text a = { one, sizeof one }, b = { other, sizeof other };
    assert_true(bp_words_same(a, b));
    memcpy(one, "\xc3\xa4", 2);
    memcpy(other, "\xc3\x84", 2);
    assert_false(bp_words_same(a, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_taken_word_by_word),
        cmocka_unit_test(asterisks_stand_for_what_is_left_out),
        cmocka_unit_test(a_text_starts_with_the_first_word_that_fits),
        cmocka_unit_test(an_index_has_the_words_of_a_byte_in_their_order),
        cmocka_unit_test(names_are_the_same_in_capitals),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
