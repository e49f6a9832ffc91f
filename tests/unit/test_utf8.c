/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Forms of RFC 3629, section 3 and 10. */
static void only_well_formed_utf8_is_valid(void **state)
{
    static const struct {
        const char *text;
        size_t want;
    } cases[] = {
        { "", 0 },
        { "caf\xc3\xa9", 5 },
        { "\xf0\x9f\x98\x80", 4 },
        { "ab\x92" "c", 2 },             /* windows-1252 apostrophe */
        { "\xc0\xaf", 0 },               /* overlong '/' */
        { "x\xed\xa0\x80", 1 },          /* surrogate */
        { "x\xf4\x90\x80\x80", 1 },      /* beyond U+10FFFF */
        { "x\xe2\x82", 1 },              /* cut off */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(bp_utf8_valid(bp_text_of(cases[i].text)), cases[i].want);
}

static void width_counts_terminal_columns(void **state)
{
    (void)state;
    assert_int_equal(bp_utf8_width(bp_text_of("CMO")), 3);
    assert_int_equal(bp_utf8_width(bp_text_of("\xe2\x82\xac""425")), 4);
    /* two wide characters; a combining mark */
    assert_int_equal(bp_utf8_width(bp_text_of("\xe5\x8c\xbb\xe9\x99\xa2")), 4);
    assert_int_equal(bp_utf8_width(bp_text_of("e\xcc\x81")), 1);
}

static void fit_never_cuts_a_character(void **state)
{
    (void)state;
    bp_text hospital = bp_text_of("\xe5\x8c\xbb\xe9\x99\xa2");
    assert_int_equal(bp_utf8_fit(hospital, 1), 0);
    assert_int_equal(bp_utf8_fit(hospital, 2), 3);
    assert_int_equal(bp_utf8_fit(hospital, 3), 3);
    assert_int_equal(bp_utf8_fit(hospital, 9), 6);
    assert_int_equal(bp_utf8_fit(bp_text_of("e\xcc\x81x"), 1), 3);
}

static void next_walks_by_code_point(void **state)
{
    (void)state;
    bp_text t = bp_text_of("a\xe2\x82\xac\xf0\x9f\x98\x80");
    size_t i = 0;
    assert_int_equal(bp_utf8_next(t, &i), 'a');
    assert_int_equal(bp_utf8_next(t, &i), 0x20ac);
    assert_int_equal(i, 4);
    assert_int_equal(bp_utf8_next(t, &i), 0x1f600);
    assert_int_equal(i, t.n);
}

/* Simple case mappings of UnicodeData.txt, Unicode 15.  U+023A has a small letter of three
 * bytes, U+2C65, and stays. */
static void small_keeps_the_length_and_what_is_no_text(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "Gross PAY", "gross pay" },
        { "MIESI\u0118CZNIE", "miesi\u0119cznie" },
        { "\u00c4\u0178\u0420\u0391", "\u00e4\u00ff\u0440\u03b1" },
        { "A\u023aB", "a\u023ab" },
        { "X\xe2\x82Y\xc3", "x\xe2\x82y\xc3" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[32] = "";
        memcpy(text, cases[i].text, strlen(cases[i].text));
        bp_utf8_small(text, strlen(text));
        assert_string_equal(text, cases[i].want);
    }
}

static void fold_makes_case_and_composition_alike(void **state)
{
    (void)state;
    char *a = bp_utf8_fold(bp_text_of("CAF\xc3\x89 Stra\xc3\x9f" "e"));
    char *b = bp_utf8_fold(bp_text_of("cafe\xcc\x81 STRASSE"));
    assert_non_null(a);
    assert_non_null(b);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_is_valid),
        cmocka_unit_test(width_counts_terminal_columns),
        cmocka_unit_test(fit_never_cuts_a_character),
        cmocka_unit_test(next_walks_by_code_point),
        cmocka_unit_test(small_keeps_the_length_and_what_is_no_text),
        cmocka_unit_test(fold_makes_case_and_composition_alike),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
