/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "near.h"

#include <string.h>
#include <sys/stat.h>

#include "chart/glyphs.h"
#include "folder.h"

/* Fonts with nothing but a map, made by hand after the OpenType specification, "cmap":
 * a folder of one table at byte 28, its header, one record of platform 3, the table. */
#define FONT(encoding, ...)                                                              \
    {                                                                                    \
        0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 'c', 'm', 'a', 'p', 0, 0, 0, 0, 0, 0, 0, 28, \
            0, 0, 0, 80, 0, 0, 0, 1, 0, 3, 0, encoding, 0, 0, 0, 12, __VA_ARGS__         \
    }

/* Format 4: U+00E9 by a delta, U+20AC to U+20AE by an array whose second is missing. */
static const unsigned char segments[108] =
    FONT(1, 0, 4, 0, 46, 0, 0, 0, 6, 0, 4, 0, 1, 0, 2,          /* 3 segments */
         0, 0xe9, 0x20, 0xae, 0xff, 0xff, 0, 0,                 /* their ends */
         0, 0xe9, 0x20, 0xac, 0xff, 0xff,                       /* their starts */
         0xff, 0x1a, 0, 0, 0, 1,                                /* deltas */
         0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6);

/* Format 12: U+4E00 to U+4E02, U+1F600. */
static const unsigned char groups[108] =
    FONT(10, 0, 12, 0, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 2,
         0, 0, 0x4e, 0, 0, 0, 0x4e, 2, 0, 0, 0, 7,
         0, 1, 0xf6, 0, 0, 1, 0xf6, 0, 0, 0, 0, 9);

static const char *const fonts[] = { "fonts", NULL };
static const char *const nowhere[] = { "nowhere", NULL };

static void put_fonts(void)
{
    put_file("own.ttf", (const char *)segments, sizeof segments);
    assert_int_equal(mkdir("fonts", 0700), 0);
    assert_int_equal(mkdir("fonts/wide", 0700), 0);
    put_file("fonts/wide/Wide.OTF", (const char *)groups, sizeof groups);
    put_file("fonts/empty.ttf", "", 0);
    put_file("fonts/half.ttf", (const char *)groups, 40);
    put_file("fonts/text.ttf", "not a font, not even nearly", 27);
}

static int leave_fonts(void **state)
{
    static const char *const path[] = { "fonts/wide/Wide.OTF", "fonts/wide",
                                        "fonts/empty.ttf", "fonts/half.ttf",
                                        "fonts/text.ttf" };
    for (size_t i = 0; i < sizeof path / sizeof path[0]; i++)
        remove(path[i]);
    return leave_folder(state);
}

static void assert_have(bp_glyphs *g, const uint32_t c[], size_t n, bool have)
{
    for (size_t i = 0; i < n; i++)
        if (bp_glyphs_have(g, c[i]) != have)
            fail_msg("U+%04X is %sthere", (unsigned)c[i], have ? "not " : "");
}

static void maps_of_both_formats_are_read(void **state)
{
    (void)state;
    static const uint32_t have[] = { 0xe9, 0x20ac, 0x20ae, 0x4e00, 0x4e02,
                                     0x1f600 };
    static const uint32_t have_not[] = { 0xe8, 0xea, 0x20ab, 0x20ad, 0x20af, 0x4e03,
                                         0x1f601, 0xffff, 0x10ffff, 0x110000, 'A' };
    put_fonts();
    bp_glyphs *g = bp_glyphs_new("own.ttf", fonts);
    assert_have(g, have, sizeof have / sizeof have[0], true);
    assert_have(g, have_not, sizeof have_not / sizeof have_not[0], false);
    bp_glyphs_free(g);
}

static void folders_are_read_when_the_own_font_does_not_do(void **state)
{
    (void)state;
    static const uint32_t own[] = { 0xe9 }, wide[] = { 0x4e00 };
    put_fonts();
    bp_glyphs *g = bp_glyphs_new(NULL, fonts);
    assert_have(g, wide, 1, true);
    assert_have(g, own, 1, false);
    bp_glyphs_free(g);

    g = bp_glyphs_new("own.ttf", nowhere);
    assert_have(g, own, 1, true);
    assert_have(g, wide, 1, false);
    bp_glyphs_free(g);
}

/* A font cut anywhere has less, and reading stays within it. */
static void broken_fonts_have_less(void **state)
{
    (void)state;
    const unsigned char *const font[] = { segments, groups };
    for (size_t k = 0; k < 2; k++)
        for (size_t n = 0; n < sizeof segments; n++) {
            char bytes[sizeof segments];
            memcpy(bytes, font[k], n);
            memset(bytes + n, 0xff, sizeof bytes - n);
            put_file("cut.ttf", bytes, sizeof bytes);
            bp_glyphs *g = bp_glyphs_new("cut.ttf", nowhere);
            assert_false(bp_glyphs_have(g, 0x10fff0));
            bp_glyphs_free(g);
        }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_fonts)
    const struct CMUnitTest tests[] = {
        TEST(maps_of_both_formats_are_read),
        TEST(folders_are_read_when_the_own_font_does_not_do),
        TEST(broken_fonts_have_less),
    };
    return cmocka_run_group_tests_name("glyphs", tests, NULL, NULL);
}
