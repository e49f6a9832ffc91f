/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "base/kept.h"
#include "benchpay/err.h"

static void a_failure_carries_its_place(void **state)
{
    (void)state;
    const bp_loc at = {
        .file = "pay.csv", .line = 12, .field = 3, .name = "base_salary"
    };
    bp_err err;
    assert_int_equal(bp_fail(&err, &at, BP_EDATA, "%d of %s", 7, "x"), BP_EDATA);
    assert_int_equal(err.status, BP_EDATA);
    assert_string_equal(err.text, "pay.csv:12:3: base_salary: 7 of x");
}

static void memory_that_ran_out_says_for_what(void **state)
{
    (void)state;
    bp_err err;
    assert_int_equal(bp_no_memory(&err, "%zu of the %s", (size_t)12, "groups"),
                     BP_ELIMIT);
    assert_int_equal(err.status, BP_ELIMIT);
    assert_string_equal(err.text, "no memory for 12 of the groups");
    assert_int_equal(bp_no_memory(NULL, "a name"), BP_ELIMIT);
}

/* Row 3 has a line break in a cell: from line 5 on rows are one line further down. */
static void a_place_in_a_workbook_is_a_cell(void **state)
{
    static const bp_sheet_shift shift[] = { { 5, 1, NULL }, { 9, 3, NULL } };
    static const bp_sheet pay = { .name = "Pay", .shift = shift, .n_shift = 2 };
    static const bp_sheet blank = { .name = "Base pay" };
    /* after nine lines another sheet, of which the first twelve rows are left out, and
     * whose row 14 has a break; a column in front */
    static const bp_sheet_shift parts[] = { { 1, 0, "CMO" },
                                            { 10, (uint64_t)9 - 12, "Staff" },
                                            { 12, (uint64_t)10 - 12, NULL } };
    static const bp_sheet both = {
        .name = "CMO", .shift = parts, .n_shift = 3, .before = 1
    };
    static const struct {
        bp_loc at;
        const char *want;
    } cases[] = {
        { { .file = "a.xlsx", .sheet = &pay }, "a.xlsx: gone" },
        { { .file = "a.xlsx", .sheet = &pay, .line = 3 }, "a.xlsx: Pay!3: gone" },
        { { .sheet = &pay, .line = 5, .field = 26, .name = "x" }, "Pay!Z4: x: gone" },
        { { .sheet = &pay, .line = 9, .field = 27 }, "Pay!AA6: gone" },
        { { .sheet = &both, .line = 9, .field = 2 }, "CMO!A9: gone" },
        { { .sheet = &both, .line = 10, .field = 3 }, "Staff!B13: gone" },
        { { .sheet = &both, .line = 12, .field = 3 }, "Staff!B14: gone" },
        { { .sheet = &blank, .line = 9, .field = 16384 }, "'Base pay'!XFD9: gone" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        bp_fail(&err, &cases[i].at, BP_EIO, "gone");
        assert_string_equal(err.text, cases[i].want);
    }
}

static void what_is_not_known_is_left_out(void **state)
{
    static const struct {
        bp_loc at;
        const char *want;
    } cases[] = {
        { { 0 }, "gone" },
        { { .file = "a.csv" }, "a.csv: gone" },
        { { .file = "a.csv", .line = 9 }, "a.csv:9: gone" },
        { { .file = "a.csv", .field = 2 }, "a.csv: gone" },
        { { .name = "tier" }, "tier: gone" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        bp_fail(&err, &cases[i].at, BP_EIO, "gone");
        assert_string_equal(err.text, cases[i].want);
    }
}

static void a_name_cannot_move_the_cursor(void **state)
{
    (void)state;
    const bp_loc at = {
        .file = "a\x1b[2J.csv", .line = 1, .field = 1, .name = "pay\nbase\xe2\x80\xae"
    };
    bp_err err;
    bp_fail(&err, &at, BP_EDATA, "gone");
    assert_string_equal(err.text, "a\\x1b[2J.csv:1:1: pay\\nbase\\u202e: gone");
}

static void a_long_name_leaves_room_for_the_message(void **state)
{
    (void)state;
    char name[2000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const bp_loc at = { .file = name, .line = 1, .field = 1, .name = name };
    bp_err err;
    bp_fail(&err, &at, BP_EDATA, "not a number");
    assert_non_null(strstr(err.text, "not a number"));
}

static void without_err_the_status_remains(void **state)
{
    (void)state;
    assert_int_equal(bp_fail(NULL, NULL, BP_ELIMIT, "gone"), BP_ELIMIT);
}

/* What was kept is told as often as it is asked for; a later failure replaces it. */
static void a_failure_can_be_kept(void **state)
{
    (void)state;
    bp_kept_err kept = { 0 };
    bp_err err = { .status = BP_OK }, told;
    bp_kept_set(&kept, &err);
    assert_false(bp_kept_is(&kept));
    assert_int_equal(bp_kept_tell(&kept, &told), BP_OK);
    bp_fail_hint(&err, NULL, BP_EDATA, (bp_hint){ BP_HINT_ENCODING, "UTF-16" }, "a NUL");
    bp_kept_set(&kept, &err);
    bp_fail(&err, NULL, BP_EIO, "gone");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(bp_kept_tell(&kept, &told), BP_EDATA);
        assert_string_equal(told.text, "a NUL");
        assert_int_equal(told.hint, BP_HINT_ENCODING);
        assert_string_equal(told.hint_about, "UTF-16");
    }
    bp_kept_set(&kept, &err);
    assert_int_equal(bp_kept_tell(&kept, NULL), BP_EIO);
    bp_kept_release(&kept);
    assert_false(bp_kept_is(&kept));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_can_be_kept),
        cmocka_unit_test(a_failure_carries_its_place),
        cmocka_unit_test(memory_that_ran_out_says_for_what),
        cmocka_unit_test(a_place_in_a_workbook_is_a_cell),
        cmocka_unit_test(what_is_not_known_is_left_out),
        cmocka_unit_test(a_name_cannot_move_the_cursor),
        cmocka_unit_test(a_long_name_leaves_room_for_the_message),
        cmocka_unit_test(without_err_the_status_remains),
    };
    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
