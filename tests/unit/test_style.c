/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "ingest/style.h"

/* Expected values are the rules for number styles, worked out by hand. */

static bp_marks see(const char *const cell[], size_t n)
{
    bp_marks m = { 0 };
    for (size_t i = 0; i < n; i++)
        bp_marks_see(&m, bp_text_of(cell[i]));
    return m;
}

#define SEE(...)                                                                         \
    see((const char *const[]){ __VA_ARGS__ },                                            \
        sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void assert_style(bp_marks m, bool pay, bool commas, const char *name)
{
    assert_string_equal(bp_number_style_name(bp_number_style_decide(&m, pay, commas)),
                        name);
}

static void marks_of_one_meaning_decide(void **state)
{
    (void)state;
    assert_style(SEE("51862.00", "302500"), true, false, "1234.56");
    assert_style(SEE("6245,77"), true, false, "1234,56");
    assert_style(SEE("51,862.00", "500"), true, false, "1,234.56");
    assert_style(SEE("1.234,56"), true, false, "1.234,56");
    assert_style(SEE("1,250,000"), true, false, "1,234.56");
    assert_style(SEE("6’374", "5'475"), true, false, "1'234.56");
    assert_style(SEE("1 234,56"), true, false, "1 234,56");
    assert_style(SEE("1\u00a0234,56", "1\u202f234,56"), true, false, "1 234,56");
    assert_style(SEE("55000"), true, false, "1234.56");
}

static void three_digits_group_in_pay_and_are_decimals_elsewhere(void **state)
{
    (void)state;
    assert_style(SEE("55,000", "60000"), true, false, "1,234.56");
    assert_style(SEE("55,125"), false, false, "1234,56");
    assert_style(SEE("80.000"), true, false, "1234.56");
    assert_style(SEE("80.000"), true, true, "1.234,56");
    assert_style(SEE("0.125"), true, true, "1234.56");
    assert_style(SEE("1234.500"), true, true, "1234.56");
}

/* "0,678" is no group of three: pay is not written so. */
static void a_number_below_one_shows_what_its_mark_is(void **state)
{
    (void)state;
    assert_style(SEE("1,234", "0,678"), true, false, "1234,56");
    assert_style(SEE("1.234", "0.678"), true, true, "1234.56");
    assert_style(SEE("0,000", "55,000"), true, false, "1,234.56");
    assert_style(SEE("0,678", "1,250,000"), true, false, "1,234.56");
    assert_style(SEE("0,678", "1,001", "1,002", "1,003", "1,004", "1,005", "1,006",
                     "1,007", "1,008", "1,009", "1,010", "1,011", "1,012", "1,013",
                     "1,014", "1,015", "1,016", "1,017", "1,018", "1,019", "1,020",
                     "1,021"),
                 true, false, "1,234.56");
}

static void lakhs_are_a_style_where_most_large_numbers_have_them(void **state)
{
    (void)state;
    assert_style(SEE("55,000", "1,20,000"), true, false, "1,23,456.78");
    assert_style(SEE("12,34,567.50", "95,000"), true, false, "1,23,456.78");
    assert_style(SEE("1,20,000", "120,000", "230,000"), true, false, "1,234.56");
    assert_style(SEE("1,20,000", "1,30,000", "230,000"), true, false, "1,23,456.78");
    assert_style(SEE("1,234,567"), true, false, "1,234.56");
    assert_style(SEE("1.20.000"), true, false, "1.234,56");
}

static void a_reading_that_could_be_otherwise_is_known_as_such(void **state)
{
    (void)state;
    bp_marks sure = SEE("55,000", "1,250,000"), unsure = SEE("55,000"),
             plain = SEE("55000");
    assert_false(bp_marks_unsure(&sure));
    assert_true(bp_marks_unsure(&unsure));
    assert_false(bp_marks_unsure(&plain));
}

static void names_come_and_go(void **state)
{
    static const char *const names[] = { "1,234.56", "1.234,56", "1 234,56",
                                         "1'234.56", "1234.56",  "1234,56" };
    bp_number_style s;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_true(bp_number_style_parse(&s, names[i]));
        assert_string_equal(bp_number_style_name(s), names[i]);
    }
    assert_false(bp_number_style_parse(&s, "1,234"));
}

/* The units of an amount at a scale; INT64_MIN when it is not in the style. */
static int64_t units(const char *digits, int exponent, const char *style, int scale,
                     bool *rounded)
{
    bp_number_style s;
    bp_int128 out = 0;
    bp_amount a = { .digits = bp_text_of(digits), .exponent = exponent };
    assert_true(bp_number_style_parse(&s, style));
    *rounded = false;
    return bp_number_style_units(&out, &a, s, scale, rounded) ? (int64_t)out : INT64_MIN;
}

static void numbers_are_exact(void **state)
{
    static const struct {
        const char *digits;
        int exponent;
        const char *style;
        int scale;
        int64_t want;
        bool rounded;
    } cases[] = {
        { "51,862.07", 0, "1,234.56", 2, 5186207, false },
        { "51862", 0, "1,234.56", 2, 5186200, false },
        { "1.234.567,8", 0, "1.234,56", 2, 123456780, false },
        { "6’374", 0, "1'234.56", 0, 6374, false },
        { "547.5", 3, "1234.56", 0, 547500, false },
        { "1.00", 5, "1234.56", 0, 100000, false },
        { ".5", 0, "1234.56", 1, 5, false },
        { "0,000", 0, "1,234.56", 2, 0, false },
        { "000000000000000000007", 0, "1234.56", 0, 7, false },
        { "0.0025", 0, "1234.56", 3, 2, true },
        { "0.0035", 0, "1234.56", 3, 4, true },
        { "0.00350000000000000000000000000000000000000000000000000000001", 0, "1234.56",
          3, 4, true },
        { "0.00250000000000000000000000000000000000000000000000000000001", 0, "1234.56",
          3, 3, true },
        { "0.0004", 0, "1234.56", 2, 0, true },
        { "3.0999999046325684", 0, "1234.56", 9, 3099999905, true },
        { "999999999999999", 0, "1234.56", 2, 99999999999999900, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool rounded;
        assert_int_equal(units(cases[i].digits, cases[i].exponent, cases[i].style,
                               cases[i].scale, &rounded),
                         cases[i].want);
        assert_int_equal(rounded, cases[i].rounded);
    }
}

static void what_is_against_the_style_is_refused(void **state)
{
    static const struct {
        const char *digits;
        int exponent;
        const char *style;
    } cases[] = {
        { "55,000", 0, "1234.56" },    { "55.000,5", 0, "1,234.56" },
        { "5,50", 0, "1,234.56" },     { "1,2345", 0, "1,234.56" },
        { "1234,567", 0, "1,234.56" }, { "1.5.2", 0, "1234.56" },
        { "1.5,000", 0, "1,234.56" },  { "1234567890123456", 0, "1234.56" },
        { "1", 15, "1234.56" },        { "1", 309, "1234.56" },
        { "1 234", 0, "1'234.56" },    { "0,678", 0, "1,234.56" },
        { "012,000", 0, "1,234.56" },  { "0,12,000", 0, "1,23,456.78" },
    };
    bool rounded;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            units(cases[i].digits, cases[i].exponent, cases[i].style, 2, &rounded),
            INT64_MIN);
}

/* "41.000" beside "52345.50": of a year's pay neither 41 nor three decimals. */
static void three_decimals_beside_pay_with_two_are_no_number(void **state)
{
    const struct {
        bp_marks marks;
        bool pay, cents;
    } cases[] = {
        { SEE("41.000", "52345.50", "61250.5"), true, true },
        { SEE("52345.50", "61250.00"), true, true },
        { SEE("41,000", "52345,50", "61250,5"), true, true },
        { SEE("41.000", "52345.50"), false, false },
        { SEE("41.000", "52345.50", "812.5"), true, false },
        { SEE("41.000", "52345.125"), true, false },
        { SEE("41.000", "52.500"), true, false },
    };
    bp_number_style s = { .decimal = '.', .cents = true };
    bp_amount a = { .digits = bp_text_of("41.000") };
    bp_int128 out;
    bool rounded = false;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            bp_number_style_decide(&cases[i].marks, cases[i].pay, false).cents,
            cases[i].cents);
    assert_false(bp_number_style_units(&out, &a, s, 2, &rounded));
    a.digits = bp_text_of("52345.125"); /* no thousands */
    assert_true(bp_number_style_units(&out, &a, s, 3, &rounded) && out == 52345125);
    a.digits = bp_text_of("0.125");
    assert_true(bp_number_style_units(&out, &a, s, 3, &rounded) && out == 125);
    a.digits = bp_text_of("52345.50");
    assert_true(bp_number_style_units(&out, &a, s, 2, &rounded) && out == 5234550);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_one_meaning_decide),
        cmocka_unit_test(three_digits_group_in_pay_and_are_decimals_elsewhere),
        cmocka_unit_test(a_number_below_one_shows_what_its_mark_is),
        cmocka_unit_test(lakhs_are_a_style_where_most_large_numbers_have_them),
        cmocka_unit_test(a_reading_that_could_be_otherwise_is_known_as_such),
        cmocka_unit_test(names_come_and_go),
        cmocka_unit_test(numbers_are_exact),
        cmocka_unit_test(what_is_against_the_style_is_refused),
        cmocka_unit_test(three_decimals_beside_pay_with_two_are_no_number),
    };
    return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
