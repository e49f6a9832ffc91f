/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "chart/font.h"

/* Inter, regular: H is 740, i is 237 thousandths of an em. */
static void widths_are_those_of_the_font(void **state)
{
    (void)state;
    const bp_font inter = { "Inter", NULL, 1 };
    assert_near(bp_font_width(&inter, bp_text_of("Hi"), 20, false), 19.54, 1e-12);
    assert_near(bp_font_width(&inter, bp_text_of("\xe4\xb8\xad"), 20, false), 20, 1e-12);
    assert_near(bp_font_width(&inter, bp_text_of("e\xcc\x81"), 10, false),
                bp_font_width(&inter, bp_text_of("e"), 10, false), 0);
    assert_true(bp_font_width(&inter, bp_text_of("Hi"), 20, true) > 19.54);
}

static void lines_end_at_blanks_or_between_ideographs(void **state)
{
    (void)state;
    const bp_font inter = { "Inter", NULL, 1 };
    static const struct {
        const char *text;
        double width;
        size_t want;
    } cases[] = {
        { "HHH HHH", 1000, 7 },
        { "HHH HHH", 30, 3 }, /* HHH takes 22.2 px */
        { "HHHHHH", 30, 4 },  /* no blank: as much as there is room for */
        { "HH-HHH", 30, 3 },  /* a hyphen stays at the end of its line ... */
        { "HH-100", 30, 4 },  /* ... and with its number */
        { "HHH-HHH", 26, 3 },
        { "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97", 25, 6 },
        { "\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82", 25,
          3 }, /* a stop stays with its word */
        { "\xe4\xb8\xad\xef\xbc\x88\xe6\x96\x87", 25, 3 }, /* so does a bracket */
        { "H", 1, 1 },
        { "\xe4\xb8\xad", 1, 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            bp_font_fit(&inter, bp_text_of(cases[i].text), 10, false, cases[i].width),
            cases[i].want);
}

static void the_widest_part_is_that_between_two_breaks(void **state)
{
    (void)state;
    const bp_font inter = { "Inter", NULL, 1 };
    static const char *const text[] = { "H HHH H", "H-HHH H", "HHH",
                                        "\xe4\xb8\xadHHH\xe6\x96\x87" };
    for (size_t i = 1; i < sizeof text / sizeof text[0]; i++)
        assert_near(bp_font_widest(&inter, bp_text_of(text[i]), 10, false), 22.2, 1e-12);
    /* the blank before it counts, since a line may end behind one */
    assert_near(bp_font_widest(&inter, bp_text_of(text[0]), 10, false), 25.01, 1e-12);
}

static void some_font_is_always_found(void **state)
{
    (void)state;
    assert_non_null(bp_font_installed()->family);
    assert_true(bp_font_any()->width >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_the_font),
        cmocka_unit_test(lines_end_at_blanks_or_between_ideographs),
        cmocka_unit_test(the_widest_part_is_that_between_two_breaks),
        cmocka_unit_test(some_font_is_always_found),
    };
    return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
