/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "near.h"

#include "ingest/encoding.h"

/* Heads of files as Python's codecs write them: cp1252, cp1251, cp932, euc_jp, euc_kr and
 * gb18030. */
static void scripts_are_known_by_their_bytes(void **state)
{
    static const struct {
        const char *want, *bytes;
    } cases[] = {
        { "windows-1252", "Funktion;Geh\xe4lter (j\xe4hrlich)\n\xc4rztlicher "
                          "Direktor;210000\nOber\xe4rztin;150000\n" },
        { "windows-1252", "ty\xf6teht\xe4v\xe4;kuukausipalkka\nylil\xe4\xe4k\xe4ri;"
                          "9000\nl\xe4\xe4k\xe4ri;7000\n" },
        { "windows-1251", "\xc4\xee\xeb\xe6\xed\xee\xf1\xf2\xfc;"
                          "\xce\xea\xeb\xe0\xe4\n\xc3\xeb\xe0\xe2\xed\xfb\xe9 "
                          "\xe2\xf0\xe0\xf7;250000\n\xc2\xf0\xe0\xf7-"
                          "\xf2\xe5\xf0\xe0\xef\xe5\xe2\xf2;120000\n" },
        { "shift_jis", "\x90"
                       "E\x8e\xed,\x8b\xce\x96\xb1\x92n,\x94N\x8e\xfb\n\x88\xe3\x8et,"
                       "\x93\x8c\x8b\x9e\x93s,900\x96\x9c\x89~\n\x89@\x92\xb7,"
                       "\x91\xe5\x8d\xe3\x95{,2100\x96\x9c\x89~\n" },
        { "euc-jp", "\xbf\xa6\xbc\xef,\xb6\xd0\xcc\xb3\xc3\xcf,"
                    "\xc7\xaf\xbc\xfd\n\xa5\xaf\xa5\xea\xa5\xcb\xa5\xc3\xa5\xaf\xa4\xce"
                    "\xb0\xe5\xbb\xd5,\xc5\xec\xb5\xfe\xc5\xd4,"
                    "900\xcb\xfc\xb1\xdf\n\xb1\xa1\xc4\xb9\xa4\xce\xa5\xdd\xa5\xb9\xa5"
                    "\xc8,\xc2\xe7\xba\xe5\xc9\xdc,2100\xcb\xfc\xb1\xdf\n" },
        { "euc-kr",
          "\xc1\xf7\xc0\xa7,\xc1\xf6\xbf\xaa,\xbf\xac\xba\xc0\n\xc0\xc7\xbb\xe7,"
          "\xbc\xad\xbf\xef\xc6\xaf\xba\xb0\xbd\xc3,90000000\n\xba\xb4\xbf\xf8\xc0\xe5,"
          "\xba\xce\xbb\xea\xb1\xa4\xbf\xaa\xbd\xc3,150000000\n" },
        { "gb18030",
          "\xd6\xb0\xce\xbb,\xb3\xc7\xca\xd0,"
          "\xc4\xea\xd0\xbd\n\xd6\xf7\xc8\xce\xd2\xbd\xca\xa6,\xc9\xcf\xba\xa3,"
          "400000\n\xd4\xba\xb3\xa4,\xb1\xb1\xbe\xa9,"
          "600000\n\xd7\xa1\xd4\xba\xd2\xbd\xca\xa6,\xb9\xe3\xd6\xdd,180000\n" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(bp_encoding_likely(cases[i].bytes, strlen(cases[i].bytes)),
                            cases[i].want);
}

static void two_bytes_a_character_show_in_zeros(void **state)
{
    (void)state;
    assert_string_equal(bp_encoding_likely("a\0,\0\xe9\0\n\0", 8), "UTF-16LE");
    assert_string_equal(bp_encoding_likely("\0a\0,\0\xe9\0\n", 8), "UTF-16BE");
    assert_string_equal(bp_encoding_likely("", 0), "windows-1252");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_are_known_by_their_bytes),
        cmocka_unit_test(two_bytes_a_character_show_in_zeros),
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
