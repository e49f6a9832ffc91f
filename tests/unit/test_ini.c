/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "near.h"

#include <string.h>

#include "base/ini.h"
#include "base/str.h"
#include "folder.h"

/* Writes every entry down; refuses the name "bad". */
static bp_status note(void *arg, const bp_loc *at, const char *section, const char *name,
                      const char *value, bp_err *err)
{
    if (strcmp(name, "bad") == 0)
        return bp_fail(err, at, BP_EUSAGE, "no such option");
    bp_str_printf(arg, "%d %s.%s=%s|", (int)at->line, section, name, value);
    return BP_OK;
}

static bp_status read_text(const char *text, size_t n, bp_str *seen, bp_err *err)
{
    put_file("p.ini", text, n);
    bp_str_puts(seen, "");
    bp_str_clear(seen);
    return bp_ini_read("p.ini", note, seen, err);
}

static void entries_come_in_order_with_their_line(void **state)
{
    static const char text[] =
        "\xef\xbb\xbf# pay\r\n[columns]\r\nbase = Base Salary\r\n"
        "\r\n  org: Hospital ; ours\n[options] # of all\nstrict =\nx=a=b\n"
        "\tc = ; \n  ; d = 1";
    bp_str seen = { 0 };
    (void)state;
    assert_int_equal(read_text(text, sizeof text - 1, &seen, NULL), BP_OK);
    assert_string_equal(seen.at,
                        "3 columns.base=Base Salary|5 columns.org=Hospital ; ours|"
                        "7 options.strict=|8 options.x=a=b|9 options.c=;|");
    bp_str_release(&seen);
}

static void the_first_bad_line_is_reported(void **state)
{
    static const struct {
        const char *text, *want;
        bp_status status;
    } cases[] = {
        { "a=1\nwhat\n", "p.ini:2: neither [section] nor name = value", BP_EDATA },
        { "what\nbad=1\n", "p.ini:1: neither [section] nor name = value", BP_EDATA },
        { "a=1\n\nbad=1\nwhat\n", "p.ini:3: no such option", BP_EUSAGE },
        { "[open\n", "p.ini:1: neither [section] nor name = value", BP_EDATA },
        { "[a] b=1\n", "p.ini:1: unexpected text after [section]", BP_EDATA },
    };
    bp_str seen = { 0 };
    bp_err err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        assert_int_equal(read_text(text, strlen(text), &seen, &err), cases[i].status);
        assert_string_equal(err.text, cases[i].want);
    }
    bp_str_release(&seen);
}

static void a_name_that_would_be_cut_is_refused(void **state)
{
    char text[210] = "a=1\n";
    bp_str seen = { 0 };
    bp_err err;
    (void)state;
    memset(text + 4, 'x', 198);
    memcpy(text + 4 + 197, "=2", 2);
    assert_int_equal(read_text(text, 4 + 199, &seen, &err), BP_OK);
    assert_int_equal(seen.n, strlen("1 .a=1|2 .=2|") + 197);
    memcpy(text + 4 + 197, "x=2", 3);
    assert_int_equal(read_text(text, 4 + 200, &seen, &err), BP_EDATA);
    assert_string_equal(err.text, "p.ini:2: the name is longer than 197 bytes");
    bp_str_release(&seen);
}

/* A file of 1 MiB that is one value: neither has another limit. */
static void a_value_is_as_long_as_its_file(void **state)
{
    const size_t most = (size_t)1 << 20;
    bp_str text = { 0 }, seen = { 0 };
    bp_err err;
    (void)state;
    bp_str_puts(&text, "a=");
    bp_str_fill(&text, 'x', most - 2);
    assert_int_equal(read_text(text.at, text.n, &seen, &err), BP_OK);
    assert_int_equal(seen.n, strlen("1 .a=|") + most - 2);
    bp_str_putc(&text, 'x');
    assert_int_equal(read_text(text.at, text.n, &seen, &err), BP_ELIMIT);
    assert_string_equal(err.text, "p.ini: is larger than 1048576 bytes");
    bp_str_release(&text);
    bp_str_release(&seen);
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    bp_str seen = { 0 };
    bp_err err;
    (void)state;
    assert_int_equal(read_text("a=1\nb\0=2\n", 9, &seen, &err), BP_EDATA);
    assert_string_equal(err.text, "p.ini:2: not a text file");
    bp_str_release(&seen);
}

static void an_empty_file_has_no_entries_and_a_missing_one_is_named(void **state)
{
    bp_str seen = { 0 };
    bp_err err;
    (void)state;
    assert_int_equal(read_text("", 0, &seen, NULL), BP_OK);
    assert_int_equal(seen.n, 0);
    bp_str_release(&seen);
    assert_int_equal(bp_ini_read("none.ini", note, &seen, &err), BP_EIO);
    assert_string_equal(err.text, "none.ini: cannot be read: No such file or directory");
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(entries_come_in_order_with_their_line),
        IN_FOLDER(the_first_bad_line_is_reported),
        IN_FOLDER(a_name_that_would_be_cut_is_refused),
        IN_FOLDER(a_value_is_as_long_as_its_file),
        IN_FOLDER(bytes_that_are_no_text_are_refused),
        IN_FOLDER(an_empty_file_has_no_entries_and_a_missing_one_is_named),
    };
    return cmocka_run_group_tests_name("ini", tests, NULL, NULL);
}
