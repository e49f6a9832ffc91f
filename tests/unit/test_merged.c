/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "ingest/merged.h"

static void add(bp_merged *m, const char *reference)
{
    bp_err err;
    assert_int_equal(bp_merged_add(m, reference, &err), BP_OK);
}

static void keep(bp_merged *m, uint64_t row, size_t column, const char *text)
{
    bp_err err;
    assert_int_equal(bp_merged_keep(m, row, column, bp_text_of(text), &err), BP_OK);
}

static void assert_next(const bp_merged *m, size_t column, size_t before,
                        const char *text)
{
    const bp_merged_cell *c = bp_merged_between(m, column, before);
    if (text == NULL) {
        assert_null(c);
        return;
    }
    assert_non_null(c);
    assert_true(bp_text_is(c->text, text));
}

static void what_reaches_over_no_rows_is_none(void **state)
{
    static const char *const references[] = {
        "A1:D1", "A2", "A3:", "A9:A2", "", "1:3", "A:B", ":A3", "A0:A4", "$A$1:$A$3"
    };
    bp_merged m = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++)
        add(&m, references[i]);
    assert_int_equal(m.n, 0);
    bp_merged_release(&m);
}

static void texts_reach_down_to_the_last_row(void **state)
{
    bp_merged m = { 0 };
    (void)state;
    add(&m, "C5:C6");
    add(&m, "AA2:AB4"); /* of several columns: the first has the text */
    add(&m, "A2:A3");
    bp_merged_sort(&m);
    bp_merged_go_to(&m, 2);
    keep(&m, 2, 1, "north");
    keep(&m, 2, 2, "beside it");
    keep(&m, 2, 27, "nurses");
    assert_next(&m, 0, SIZE_MAX, NULL); /* the first row has its own */
    bp_merged_go_to(&m, 3);
    assert_next(&m, 0, 27, "north");
    assert_next(&m, 1, 27, NULL);
    assert_next(&m, 1, 28, "nurses");
    bp_merged_go_to(&m, 4);
    assert_next(&m, 0, SIZE_MAX, "nurses");
    bp_merged_go_to(&m, 5);
    assert_next(&m, 0, SIZE_MAX, NULL);
    bp_merged_release(&m);
}

static void amounts_and_blanks_do_not(void **state)
{
    bp_merged m = { 0 };
    (void)state;
    add(&m, "A2:A3");
    add(&m, "B2:B3");
    add(&m, "C2:C3");
    bp_merged_sort(&m);
    bp_merged_go_to(&m, 2);
    keep(&m, 2, 1, "$350,000");
    keep(&m, 2, 2, "");
    bp_merged_go_to(&m, 3);
    assert_next(&m, 0, SIZE_MAX, NULL);
    bp_merged_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_reaches_over_no_rows_is_none),
        cmocka_unit_test(texts_reach_down_to_the_last_row),
        cmocka_unit_test(amounts_and_blanks_do_not),
    };
    return cmocka_run_group_tests_name("merged", tests, NULL, NULL);
}
