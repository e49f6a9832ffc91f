/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "ingest/date.h"

/* The name of the style that cells have: "?" when two fit, "" when none does. */
static const char *style_of(const char *const cell[], size_t n)
{
    static char name[BP_DATE_NAME];
    bp_date_signs signs = { 0 };
    bp_date_style s;
    for (size_t i = 0; i < n; i++)
        bp_date_see(&signs, bp_text_of(cell[i]));
    if (!bp_date_decide(&signs, &s))
        return "?";
    bp_date_name(name, s);
    return s.order == BP_DATE_NONE ? "" : name;
}

#define STYLE(...)                                                                       \
    style_of((const char *const[]){ __VA_ARGS__ },                                       \
             sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void styles_are_recognised(void **state)
{
    (void)state;
    assert_string_equal(STYLE("2024", "2019"), "YYYY");
    assert_string_equal(STYLE("2024.0"), "YYYY");
    assert_string_equal(STYLE("2024-01-31"), "YYYY-MM-DD");
    assert_string_equal(STYLE("2024/1/31"), "YYYY/MM/DD");
    assert_string_equal(STYLE("20240131"), "YYYYMMDD");
    assert_string_equal(STYLE("03/04/2024", "25/06/2024"), "DD/MM/YYYY");
    assert_string_equal(STYLE("03/04/2024", "06/25/2024"), "MM/DD/YYYY");
    assert_string_equal(STYLE("31.12.2024"), "DD.MM.YYYY");
    assert_string_equal(STYLE("24 Oct 2019"), "DD MM YYYY");
    assert_string_equal(STYLE("October 24, 2019"), "MM DD YYYY");
    assert_string_equal(STYLE("hello", "12:30", "5-8", "8-May"), "");
}

static void day_first_and_month_first_may_both_fit(void **state)
{
    (void)state;
    assert_string_equal(STYLE("03/04/2024", "05/06/2024"), "?");
    assert_string_equal(STYLE("05/05/2024"), "MM/DD/YYYY"); /* the same day either way */
    assert_string_equal(STYLE("03.04.2024", "05.06.2024"),
                        "DD.MM.YYYY"); /* as CLDR's de */
    assert_string_equal(STYLE("03.04.2024", "06.25.2024"), "MM.DD.YYYY");
}

static void assert_date(const char *cell, const char *style, int year, int month, int day)
{
    bp_date_style s;
    bp_date d;
    assert_true(bp_date_style_parse(&s, style));
    assert_true(bp_date_read(&d, bp_text_of(cell), s));
    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
}

static void dates_are_read_in_their_style(void **state)
{
    (void)state;
    assert_date("2024", "YYYY", 2024, 0, 0);
    assert_date("2024.0", "YYYY", 2024, 0, 0);
    assert_date("FY2014", "YYYY", 2014, 0, 0);
    assert_date("2024-02-29", "YYYY-MM-DD", 2024, 2, 29);
    assert_date("2000-02-29", "YYYY-MM-DD", 2000, 2, 29);
    assert_date("2024-02", "YYYY-MM-DD", 2024, 2, 0);
    assert_date("2024-02-03T12:00:00Z", "YYYY-MM-DD", 2024, 2, 3);
    assert_date("4/27/2021 11:02:09", "MM/DD/YYYY", 2021, 4, 27);
    assert_date("03/04/2024", "DD/MM/YYYY", 2024, 4, 3);
    assert_date("20240131", "YYYYMMDD", 2024, 1, 31);
    assert_date("202401", "YYYYMMDD", 2024, 1, 0);
    assert_date("24 Sept 2019", "DD MM YYYY", 2019, 9, 24);
    assert_date("18264", "serial", 1950, 1, 1);
    assert_date("45292", "serial", 2024, 1, 1);
    assert_date("73050", "serial", 2099, 12, 31);
}

static void years_may_be_short_or_span_two(void **state)
{
    (void)state;
    assert_string_equal(STYLE("2022/23", "2023/24"), "YYYY");
    assert_string_equal(STYLE("FY22", "FY23"), "YYYY");
    assert_string_equal(STYLE("2009-10", "2010-11", "2011-12", "2012-13"), "YYYY");
    assert_string_equal(STYLE("2011-12", "2011-11"), "YYYY-MM-DD");
    assert_string_equal(STYLE("92", "95", "03"), "YY");
    assert_string_equal(STYLE("22/23", "23/24"), "YY");
    assert_string_equal(STYLE("2023Q1", "2023 Q2"), "YYYY");
    assert_string_equal(STYLE("92", "5", "12"), ""); /* a number of years, perhaps */
    assert_string_equal(STYLE("10/24/79", "01/02/80"), "MM/DD/YYYY");
    assert_string_equal(STYLE("24.10.79"), "DD.MM.YYYY");
    assert_date("2022/23", "YYYY", 2022, 0, 0);
    assert_date("2022-23", "YYYY", 2022, 0, 0);
    assert_date("2022/2023", "YYYY", 2022, 0, 0);
    assert_date("2022–23", "YYYY", 2022, 0, 0);
    assert_date("1999/00", "YYYY", 1999, 0, 0);
    assert_date("FY23", "YYYY", 2023, 0, 0);
    assert_date("FY 2023", "YYYY", 2023, 0, 0);
    assert_date("2023Q1", "YYYY", 2023, 0, 0);
    assert_date("2023-Q1", "YYYY", 2023, 0, 0);
    assert_date("Q3 2023", "YYYY", 2023, 0, 0);
    assert_date("h1/2023", "YYYY", 2023, 0, 0);
    assert_date("FY22/23", "YYYY", 2022, 0, 0);
    assert_date("=\"2024\"", "YYYY", 2024, 0, 0);
    assert_date("6/10/13", "MM/DD/YYYY", 2013, 6, 10);
    assert_date("10/24/79", "MM/DD/YYYY", 1979, 10, 24);
    assert_date("24.10.68", "DD.MM.YYYY", 2068, 10, 24);
    assert_date("24-Oct-79", "DD-MM-YYYY", 1979, 10, 24);
    bp_date d;
    const bp_date_style brief = { .order = BP_DATE_SHORT_YEAR };
    assert_true(bp_date_read(&d, bp_text_of("92"), brief));
    assert_int_equal(d.year, 1992);
    assert_true(bp_date_read(&d, bp_text_of("03"), brief));
    assert_int_equal(d.year, 2003);
    assert_true(bp_date_read(&d, bp_text_of("2004"), brief));
    assert_int_equal(d.year, 2004);
    assert_true(bp_date_read(&d, bp_text_of("22/23"), brief));
    assert_int_equal(d.year, 2022);
}

static void what_is_no_date_is_refused(void **state)
{
    static const struct {
        const char *cell;
        const char *style;
    } cases[] = {
        { "2024-13-01", "YYYY-MM-DD" },
        { "18263", "serial" },
        { "73051", "serial" },
        { "4529", "serial" },
        { "45292.5", "serial" },
        { "2024-02-30", "YYYY-MM-DD" },
        { "2024/02/03", "YYYY-MM-DD" },
        { "25/06/2024", "MM/DD/YYYY" },
        { "6/10/123", "MM/DD/YYYY" },
        { "2022/24", "YYYY" },
        { "2022-23x", "YYYY" },
        { "FY2", "YYYY" },
        { "22/23", "YYYY" },
        { "2024.5", "YYYY" },
        { "24", "YYYY" },
        { "20240132", "YYYYMMDD" },
        { "2024-01-02x", "YYYY-MM-DD" },
        { "", "YYYY-MM-DD" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_date_style s;
        bp_date d;
        assert_true(bp_date_style_parse(&s, cases[i].style));
        assert_false(bp_date_read(&d, bp_text_of(cases[i].cell), s));
    }
}

static void unknown_styles_are_refused(void **state)
{
    bp_date_style s;
    (void)state;
    assert_false(bp_date_style_parse(&s, "DDMMYYYY"));
    assert_false(bp_date_style_parse(&s, "dd/mm/yyyy"));
}

static void plain_dates_are_numbers(void **state)
{
    static const char *const other[] = { "2026-02-29", "2026-13-01", "2026-00-10",
                                         "2026-1-01x", "2026-02-0:", "1999-02-01",
                                         "2026/02/01", "2026-02-010" };
    int32_t n = 0;
    (void)state;
    assert_true(bp_date_plain(&n, bp_text_of("2026-02-28")));
    assert_int_equal(n, 20260228);
    assert_true(bp_date_plain(&n, bp_text_of("2019-12-01")));
    assert_int_equal(n, 20191201);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        assert_false(bp_date_plain(&n, bp_text_of(other[i])));
    assert_int_equal(bp_date_number((bp_date){ 2026, 2, 28 }), 20260228);
    assert_int_equal(bp_date_number((bp_date){ 2026, 2, 0 }), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_are_recognised),
        cmocka_unit_test(day_first_and_month_first_may_both_fit),
        cmocka_unit_test(dates_are_read_in_their_style),
        cmocka_unit_test(years_may_be_short_or_span_two),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(unknown_styles_are_refused),
        cmocka_unit_test(plain_dates_are_numbers),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
