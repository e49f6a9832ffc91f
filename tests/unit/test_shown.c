/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "ingest/booktext.h"
#include "ingest/shown.h"

static void formats_tell_dates_and_percents(void **state)
{
    static const struct {
        const char *code;
        bp_shown shown;
    } cases[] = {
        { "General", BP_SHOWN_NUMBER },
        { "#,##0.00", BP_SHOWN_NUMBER },
        { "\"USD\" #,##0", BP_SHOWN_NUMBER },
        { "\"days\" 0", BP_SHOWN_NUMBER },
        { "[$SEK-41D] #,##0", BP_SHOWN_NUMBER },
        { "[Red]-0.0;[Red]0", BP_SHOWN_NUMBER },
        { "_-* #,##0.00\\ \\d_-", BP_SHOWN_NUMBER },
        { "0.00E+00", BP_SHOWN_NUMBER },
        { "@", BP_SHOWN_NUMBER },
        { "0%", BP_SHOWN_PERCENT },
        { "0.0%;-0.0%", BP_SHOWN_PERCENT },
        { "0\" % of days\"", BP_SHOWN_NUMBER },
        { "yyyy", BP_SHOWN_YEAR },
        { "mmm", BP_SHOWN_DATE },
        { "mm/dd/yy", BP_SHOWN_DATE },
        { "[$-F800]dddd\\,\\ mmmm\\ dd", BP_SHOWN_DATE },
        { "yyyy-mm-dd hh:mm", BP_SHOWN_DATE_TIME },
        { "m/d/yy h:mm AM/PM", BP_SHOWN_DATE_TIME },
        { "mm:ss", BP_SHOWN_TIME },
        { "h:mm AM/PM", BP_SHOWN_TIME },
        { "[h]:mm", BP_SHOWN_TIME },
        { "\"", BP_SHOWN_NUMBER },
        { "[", BP_SHOWN_NUMBER },
        { "\\", BP_SHOWN_NUMBER },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_shown_of(bp_text_of(cases[i].code)) != cases[i].shown)
            fail_msg("%s is taken for %d", cases[i].code,
                     (int)bp_shown_of(bp_text_of(cases[i].code)));
    assert_int_equal(bp_shown_builtin(0), BP_SHOWN_NUMBER);
    assert_int_equal(bp_shown_builtin(10), BP_SHOWN_PERCENT);
    assert_int_equal(bp_shown_builtin(14), BP_SHOWN_DATE);
    assert_int_equal(bp_shown_builtin(22), BP_SHOWN_DATE_TIME);
    assert_int_equal(bp_shown_builtin(46), BP_SHOWN_TIME);
}

/* What LibreOffice 7.4 shows of the same cells, and for days before 61 Excel. */
static void numbers_are_written_by_their_formats(void **state)
{
    static const struct {
        const char *number;
        bp_shown shown;
        bool since_1904;
        const char *want;
    } cases[] = {
        { "123456.78", BP_SHOWN_NUMBER, false, "123456.78" },
        { "0.30000000000000004", BP_SHOWN_NUMBER, false, "0.3" },
        { "123456.78000000001", BP_SHOWN_NUMBER, false, "123456.78" },
        { "1.5E5", BP_SHOWN_NUMBER, false, "150000" },
        { "-1E-3", BP_SHOWN_NUMBER, false, "-0.001" },
        { "0.125", BP_SHOWN_PERCENT, false, "12.5%" },
        { "1.1000000000000001", BP_SHOWN_PERCENT, false, "110%" },
        { "1", BP_SHOWN_DATE, false, "1900-01-01" },
        { "59", BP_SHOWN_DATE, false, "1900-02-28" },
        { "61", BP_SHOWN_DATE, false, "1900-03-01" },
        { "45716", BP_SHOWN_DATE, false, "2025-02-28" },
        { "45717.999", BP_SHOWN_DATE, false, "2025-03-01" },
        { "45351", BP_SHOWN_DATE, false, "2024-02-29" },
        { "44254", BP_SHOWN_DATE, true, "2025-02-28" },
        { "0", BP_SHOWN_DATE, true, "1904-01-01" },
        { "2958465", BP_SHOWN_DATE, false, "9999-12-31" },
        { "2958466", BP_SHOWN_DATE, false, "2958466" },
        { "-1", BP_SHOWN_DATE, false, "-1" },
        { "45716", BP_SHOWN_YEAR, false, "2025" },
        { "45716.5", BP_SHOWN_DATE_TIME, false, "2025-02-28 12:00:00" },
        { "45716.999999", BP_SHOWN_DATE_TIME, false, "2025-03-01 00:00:00" },
        { "0.354166666666667", BP_SHOWN_TIME, false, "08:30:00" },
        { "1.5", BP_SHOWN_TIME, false, "36:00:00" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        assert_true(bp_shown_write(&got, bp_text_of(cases[i].number), cases[i].shown,
                                   cases[i].since_1904));
        bp_str_putc(&got, '\0');
        assert_string_equal(got.at, cases[i].want);
        bp_str_release(&got);
    }
}

static void what_is_no_number_is_not_written(void **state)
{
    static const char *const cases[] = {
        "", "x", "1e999", "0x10", "1.2.3", "nan", "--1"
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        assert_false(bp_shown_write(&got, bp_text_of(cases[i]), BP_SHOWN_NUMBER, false));
        assert_int_equal(got.n, 0);
        bp_str_release(&got);
    }
}

static void escapes_in_texts_are_characters(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "Base_x000D_\nsalary", "Base\nsalary" },
        { "a_x000a_b", "a\nb" },
        { "a_x000D__x000A_b", "a\nb" },
        { "a\rb", "a\nb" },
        { "a\r\nb", "a\nb" },
        { "_x005F_x000D_", "_x000D_" },
        { "base_x_pay", "base_x_pay" },
        { "_x0041_", "_x0041_" },
        { "_x000", "_x000" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        bp_str_puts(&got, "left alone: _x000D_");
        const size_t from = got.n;
        bp_str_puts(&got, cases[i].text);
        bp_booktext_clean(&got, from);
        bp_str_putc(&got, '\0');
        assert_string_equal(got.at + from, cases[i].want);
        assert_memory_equal(got.at, "left alone: _x000D_", from);
        bp_str_release(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_tell_dates_and_percents),
        cmocka_unit_test(numbers_are_written_by_their_formats),
        cmocka_unit_test(what_is_no_number_is_not_written),
        cmocka_unit_test(escapes_in_texts_are_characters),
    };
    return cmocka_run_group_tests_name("shown", tests, NULL, NULL);
}
