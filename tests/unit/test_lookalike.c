/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that look alike.  Code points are those of the Unicode charts. */
#include "base/lookalike.h"

#include <stdlib.h>

#include "near.h"

#define CYRILLIC_A "\xd0\x90"     /* U+0410 */
#define CYRILLIC_O "\xd0\xbe"     /* U+043E */
#define ZERO_WIDTH "\xe2\x80\x8b" /* U+200B */
#define WIDE_A "\xef\xbc\xa1"     /* U+FF21 */
#define GREEK_OMICRON "\xce\xbf"  /* U+03BF */

static void what_looks_the_same_has_one_look(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "Acme", "acme" },
        { CYRILLIC_A "cme", "acme" },
        { WIDE_A "cme", "acme" },
        { "Ac" ZERO_WIDTH "me", "acme" },
        { "B" GREEK_OMICRON "nus", "bonus" },
        { "Caf\xc3\xa9", "cafe" },
        { "l1O0", "l1o0" },                         /* codes are told apart by them */
        { "\xd0\x96\xd0\xb8", "\xd0\xb6\xd0\xb8" }, /* no Latin letter is like these */
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *look = bp_look_of(bp_text_of(cases[i].text));
        assert_non_null(look);
        assert_string_equal(look, cases[i].want);
        free(look);
    }
    assert_null(bp_look_of(bp_text_of("\xff")));
}

static void what_differs_is_said(void **state)
{
    static const struct {
        const char *text, *other, *want;
    } cases[] = {
        { CYRILLIC_A "cme", "Acme", " (with U+0410 for U+0041)" },
        { "acme", CYRILLIC_A "cme", " (with U+0061 for U+0410)" },
        { "Ac" ZERO_WIDTH "me", "Acme", " (with U+200B in it)" },
        { "Acme" ZERO_WIDTH, "Acme", " (with U+200B in it)" },
        { "Acme", "Acme" ZERO_WIDTH, " (without U+200B)" },
        { WIDE_A "cme", "Acme", " (with U+FF21 for U+0041)" },
        /* seen by whoever reads them */
        { "Acme", "acme", "" },
        { "Cafe", "Caf\xc3\xa9", "" },
        { "Acme", "Acne", "" },
        { "Acme", "Acme", "" },
        { "\xff", "\xff", "" },
    };
    char room[BP_LOOK_ROOM];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(bp_look_difference(room, cases[i].text, cases[i].other),
                            cases[i].want);
}

static void a_suggestion_says_what_it_is(void **state)
{
    char room[BP_LOOK_MEANT_ROOM];
    (void)state;
    assert_string_equal(bp_look_meant(room, NULL, "teir"), "");
    assert_string_equal(bp_look_meant(room, "tier", "teir"), "; did you mean 'tier'?");
    assert_string_equal(bp_look_meant(room, "b" CYRILLIC_O "nus", "bonus"),
                        "; did you mean 'b" CYRILLIC_O "nus' (with U+043E for U+006F)?");
}

static void letters_of_two_scripts_in_one_word_are_odd(void **state)
{
    static const struct {
        const char *text;
        uint32_t want;
    } cases[] = {
        { "Bonus", 0 },
        { "B" CYRILLIC_O "nus", 0x43e },
        { CYRILLIC_O "nus", 0x43e },
        { "a" ZERO_WIDTH "b", 0x200b },
        { "\xd0\x9e\xd0\xbe", 0 }, /* a word of Cyrillic alone */
        { "IT \xd0\xbe\xd1\x82\xd0\xb4\xd0\xb5\xd0\xbb", 0 }, /* "IT отдел", two words */
        { "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", 0 },        /* Persian */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(bp_look_odd(bp_text_of(cases[i].text)), cases[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_looks_the_same_has_one_look),
        cmocka_unit_test(what_differs_is_said),
        cmocka_unit_test(a_suggestion_says_what_it_is),
        cmocka_unit_test(letters_of_two_scripts_in_one_word_are_odd),
    };
    return cmocka_run_group_tests_name("lookalike", tests, NULL, NULL);
}
