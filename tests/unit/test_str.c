/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>

#include "base/str.h"

static int drop(void **state)
{
    bp_str_release(*state);
    return 0;
}

static int make(void **state)
{
    static bp_str s;
    s = (bp_str){ 0 };
    *state = &s;
    return 0;
}

static void text_grows_by_every_kind_of_append(void **state)
{
    bp_str *s = *state;
    bp_str_puts(s, "P50");
    bp_str_putc(s, ' ');
    bp_str_bytes(s, "425000xyz", 6);
    bp_str_fill(s, '.', 3);
    bp_str_printf(s, "%s=%d", "n", 80);
    assert_false(s->failed);
    assert_string_equal(s->at, "P50 425000...n=80");
    assert_int_equal(s->n, 17);
    bp_str_clear(s);
    assert_int_equal(s->n, 0);
    assert_string_equal(s->at, "");
}

static void nothing_appended_is_still_a_text(void **state)
{
    bp_str *s = *state;
    bp_str_bytes(s, NULL, 0);
    assert_string_equal(s->at, "");
}

static void long_text_is_kept_whole(void **state)
{
    bp_str *s = *state;
    for (int i = 0; i < 1000; i++)
        bp_str_printf(s, "%0100d", i);
    assert_false(s->failed);
    assert_int_equal(s->n, 100000);
    assert_memory_equal(s->at + 99997, "999", 4);
}

static void an_impossible_size_fails_and_stays_failed(void **state)
{
    bp_str *s = *state;
    bp_str_puts(s, "kept");
    bp_str_fill(s, 'x', SIZE_MAX / 2);
    assert_true(s->failed);
    bp_str_puts(s, "lost");
    assert_string_equal(s->at, "kept");
}

static void what_could_deceive_a_terminal_is_shown(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "plain \xc3\xa9 \xe2\x82\xac", "plain \xc3\xa9 \xe2\x82\xac" },
        { "a\tb\nc\rd", "a\\tb\\nc\\rd" },
        { "\x1b]0;x\a\x7f", "\\x1b]0;x\\x07\\x7f" },
        { "\xc2\x9b", "\\x9b" }, /* C1 control CSI */
        { "\xe2\x80\xae"
          "evil",
          "\\u202eevil" }, /* right-to-left override */
        { "\xe2\x81\xa6\xe2\x80\xa8", "\\u2066\\u2028" },
        { "a\xe2\x80\x8b"
          "b\xc2\xad"
          "c",
          "a\\u200bb\\xadc" }, /* zero width, soft hyphen */
        { "\xd8\x9c\xe2\x81\xaa\xe2\x81\xa0", "\\u061c\\u206a\\u2060" },
        { "\xf3\xa0\x81\x81"
          "\xef\xb8\x8f",
          "\\U000e0041\\ufe0f" }, /* tag A */
        /* a joiner is a letter's form in Persian, and is hidden in Latin */
        { "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae",
          "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
        { "a\xe2\x80\x8c"
          "b",
          "a\\u200cb" },
        { "e\xcc\x81\xcc\xa3", "e\xcc\x81\xcc\xa3" }, /* two marks are Vietnamese */
        { "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x82z",
          "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\\u0301\\u0302z" },
        { "\xcc\x81z", "\\u0301z" }, /* a mark on what stands before the text */
        { "bad \xff\xc3(", "bad \\xff\\xc3(" }, /* not UTF-8 */
    };
    bp_str *s = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str_clear(s);
        bp_str_visible(s, bp_text_of(cases[i].text));
        assert_string_equal(s->at, cases[i].want);
    }
}

/* Expected texts by hand, from the contract: at most 15 significant digits, the
 * shortest form, no exponent. */
static void numbers_are_plain_and_short(void **state)
{
    static const struct {
        double x;
        const char *want;
    } cases[] = {
        { 0, "0" },
        { -0.0, "0" },
        { 425000, "425000" },
        { 123456.5, "123456.5" },
        { -5, "-5" },
        { -0.25, "-0.25" },
        { .1, "0.1" },
        { 1.0 / 3, "0.333333333333333" },
        { 2e6 / 3, "666666.666666667" },
        { 1e-7, "0.0000001" },
        { 999999999999999.0, "999999999999999" },
        { 1e15, "1000000000000000" },
        { 1.5e18, "1500000000000000000" },
        { .1 + .2, "0.3" },
        { 99.9999999999999999, "100" },
        { 0.99999999999999999, "1" },
        { 9.999999999999999, "10" },
        { 123456789.123456789, "123456789.123457" },
    };
    bp_str *s = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str_clear(s);
        bp_str_number(s, cases[i].x);
        assert_string_equal(s->at, cases[i].want);
    }
}

/* The C library's own digits, for numbers of every size that it writes the same way:
 * any double, and one near to or halfway between numbers of 15 digits. */
static void numbers_have_the_digits_of_printf(void **state)
{
    bp_str *s = *state;
    uint64_t random = 88172645463325252u;
    for (size_t i = 0; i < 400000; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        double x = ldexp((double)(random >> 11), (int)(random % 66) - 72);
        if (i % 3 == 1)
            x = (double)(random >> 14) / 8; /* ends in .125, .5, ... */
        if (i % 3 == 2)
            x = round(x * 1e4) / 1e4;
        if (i % 30 == 2)
            x = nextafter(pow(10, (double)(random % 18) - 4), i % 2 == 0 ? 0 : 1e20);
        if (x != 0 && (x < 1e-4 || x >= 999999999999999.5))
            continue;
        char want[40];
        snprintf(want, sizeof want, "%.15g", i % 2 == 0 ? x : -x);
        bp_str_clear(s);
        bp_str_number(s, i % 2 == 0 ? x : -x);
        assert_string_equal(s->at, strcmp(want, "-0") == 0 ? "0" : want);
    }
}

#define WITH_TEXT(f) cmocka_unit_test_setup_teardown(f, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(text_grows_by_every_kind_of_append),
        WITH_TEXT(nothing_appended_is_still_a_text),
        WITH_TEXT(long_text_is_kept_whole),
        WITH_TEXT(an_impossible_size_fails_and_stays_failed),
        WITH_TEXT(what_could_deceive_a_terminal_is_shown),
        WITH_TEXT(numbers_are_plain_and_short),
        WITH_TEXT(numbers_have_the_digits_of_printf),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
