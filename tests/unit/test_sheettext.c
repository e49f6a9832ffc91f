/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include <stdlib.h>

#include "ingest/sheettext.h"

#define ROOM 4096

/* Reads all, `step` bytes at a time. */
static void read_all(bp_sheettext *t, size_t step, char out[ROOM])
{
    size_t used = 0, n = step;
    bp_err err;
    while (n == step) {
        assert_true(used + step < ROOM);
        assert_int_equal(bp_sheettext_read(t, out + used, step, &n, &err), BP_OK);
        used += n;
    }
    out[used] = '\0';
}

static void rows_are_as_wide_as_the_widest(void **state)
{
    static const char want[] = ",,\nTitle,\"Base\npay\",\n,,\n,,\nA,1,x\nB,,\n";
    bp_sheettext *t = NULL;
    bp_err err;
    char got[ROOM];
    (void)state;
    assert_int_equal(bp_sheettext_new(&t, 1000, &err), BP_OK);
    bp_str line = { 0 };
    bp_sheettext_cell(&line, bp_text_of("Title"));
    bp_str_putc(&line, ',');
    bp_sheettext_cell(&line, bp_text_of("Base\npay"));
    assert_int_equal(bp_sheettext_add(t, 2, bp_str_text(&line), 2, &err), BP_OK);
    assert_int_equal(bp_sheettext_add(t, 5, bp_text_of("A,1,x"), 3, &err), BP_OK);
    assert_int_equal(bp_sheettext_add(t, 6, bp_text_of("B"), 1, &err), BP_OK);
    assert_int_equal(bp_sheettext_end(t, &err), BP_OK);
    for (size_t step = 1; step < 60; step++) {
        read_all(t, step, got);
        assert_string_equal(got, want);
        bp_sheettext_rewind(t);
    }
    size_t n = 0;
    const bp_sheet_shift *shift = bp_sheettext_shifts(t, &n);
    assert_int_equal(n, 1);
    assert_int_equal(shift[0].line, 4); /* of row 3 */
    assert_int_equal(shift[0].lines, 1);
    bp_str_release(&line);
    bp_sheettext_free(t);
}

static void cells_are_quoted_where_they_must_be(void **state)
{
    static const struct {
        const char *cell, *want;
    } cases[] = {
        { "", "" },
        { "a b;c", "a b;c" },
        { "a,b", "\"a,b\"" },
        { "\"", "\"\"\"\"" },
        { "5\" x \"y\"", "\"5\"\" x \"\"y\"\"\"" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str line = { 0 };
        bp_sheettext_cell(&line, bp_text_of(cases[i].cell));
        bp_str_putc(&line, '\0');
        assert_string_equal(line.at, cases[i].want);
        bp_str_release(&line);
    }
}

static void text_beyond_its_limit_is_refused(void **state)
{
    bp_sheettext *t = NULL;
    bp_err err;
    (void)state;
    assert_int_equal(bp_sheettext_new(&t, 100, &err), BP_OK);
    assert_int_equal(bp_sheettext_add(t, 90, bp_text_of("a,b"), 2, &err), BP_OK);
    assert_int_equal(bp_sheettext_end(t, &err), BP_ELIMIT); /* with its commas */
    bp_sheettext_free(t);
    assert_int_equal(bp_sheettext_new(&t, 100, &err), BP_OK);
    assert_int_equal(bp_sheettext_add(t, 1000000, bp_text_of("a"), 1, &err), BP_ELIMIT);
    bp_sheettext_free(t);
}

static void no_folder_for_temporary_files_is_an_error(void **state)
{
    bp_sheettext *t = NULL;
    bp_err err;
    (void)state;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_int_equal(bp_sheettext_new(&t, 100, &err), BP_EIO);
    unsetenv("TMPDIR");
    assert_null(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_as_wide_as_the_widest),
        cmocka_unit_test(cells_are_quoted_where_they_must_be),
        cmocka_unit_test(text_beyond_its_limit_is_refused),
        cmocka_unit_test(no_folder_for_temporary_files_is_an_error),
    };
    return cmocka_run_group_tests_name("sheettext", tests, NULL, NULL);
}
