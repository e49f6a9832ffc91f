/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of organisations that do not exist, in widths of characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/shorten.h"
#include "base/utf8.h"

static bool has_columns(const void *arg, bp_text t)
{
    return bp_utf8_width(t) <= *(const size_t *)arg;
}

/* The i-th of n names in so many columns. */
static void check(const char *const name[], size_t n, size_t i, size_t width,
                  const char *want)
{
    bp_text text[8];
    bp_str out = { 0 };
    for (size_t k = 0; k < n; k++)
        text[k] = bp_text_of(name[k]);
    bp_shorten(&out, text[i], text, n, "~", has_columns, &width);
    assert_false(out.failed);
    assert_string_equal(out.at != NULL ? out.at : "", want);
    bp_str_release(&out);
}

static void what_has_room_is_whole(void **state)
{
    static const char *const name[] = { "North Hospital", "", "North Hospital" };
    (void)state;
    check(name, 3, 0, 14, "North Hospital");
    check(name, 3, 1, 4, "");
}

static void a_name_like_no_other_loses_its_end(void **state)
{
    static const char *const name[] = { "North Hospital", "South Hospital",
                                        "North Hospital" };
    (void)state;
    check(name, 3, 0, 8, "North H~");
    check(name, 3, 0, 7, "North~"); /* no blank before the dots */
    check(name, 3, 0, 1, "~");
    check(name, 3, 0, 0, "~"); /* nothing fits */
}

static void names_that_begin_alike_keep_what_differs(void **state)
{
    static const char *const name[] = { "Saint Mary Hospital North",
                                        "Saint Mary Hospital South",
                                        "Saint Mary Hospital, Boston",
                                        "Saint Mary Hospital" };
    (void)state;
    check(name, 4, 0, 16, "Saint Mary~North");
    check(name, 4, 1, 16, "Saint Mary~South");
    check(name, 4, 2, 16, "Saint Mar~Boston");
    check(name, 4, 0, 9, "Sai~North");
    check(name, 4, 1, 5, "S~So~");
}

static void characters_stay_whole(void **state)
{
    static const char *const name[] = { "Krankenhäuser Köln Ä", "Krankenhäuser Köln Ö",
                                        "ÄÄÄÄÄÄÄÄ" };
    (void)state;
    check(name, 3, 0, 10, "Krankenh~Ä");
    check(name, 3, 1, 10, "Krankenh~Ö");
    check(name, 3, 2, 4, "ÄÄÄ~");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_room_is_whole),
        cmocka_unit_test(a_name_like_no_other_loses_its_end),
        cmocka_unit_test(names_that_begin_alike_keep_what_differs),
        cmocka_unit_test(characters_stay_whole),
    };
    return cmocka_run_group_tests_name("shorten", tests, NULL, NULL);
}
