/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdlib.h>

#include "handmade.h"

static const bp_table *table_of(const bp_report *r)
{
    return &r->section[0].item[0].u.table;
}

static void a_report_owns_what_is_put_into_it(void **state)
{
    (void)state;
    char name[] = "System", note[] = "read as pay", argument[] = "report";
    const char *const request[] = { argument };
    bp_report *r = made_new("percentiles");
    made_row(r, name, made_total);
    bp_report_add_note(r, note, BP_NO_HINT);
    bp_report_set_request(r, request, 1);
    memset(name, 'x', 6);
    memset(note, 'x', 6);
    memset(argument, 'x', 6);

    assert_int_equal(bp_report_done(r, NULL), BP_OK);
    assert_string_equal(table_of(r)->row[1].value[0].text, "System");
    assert_string_equal(r->note[0].text, "read as pay");
    assert_string_equal(r->request[0], "report");
    bp_report_free(r);
}

static void forty_rows_stay_in_their_order(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    for (size_t i = 0; i < 40; i++) {
        double x[8] = { (double)i + 1, 1, 1000, 1000, 1000, 1000, 1000, 1000 };
        made_row(r, "tier", x);
    }
    assert_int_equal(table_of(r)->n_rows, 41);
    for (size_t i = 1; i <= 40; i++)
        assert_near(table_of(r)->row[i].value[1].figure.value, (double)i, 0);
    bp_report_free(r);
}

static void a_column_shows_the_decimals_of_its_largest_amount(void **state)
{
    (void)state;
    static const double hourly[8] = { 9, 7, 24.5, 980, 1020, .25, 1200, 1300 };
    bp_report *r = made_new("percentiles"); /* its total is of a year */
    made_row(r, "hourly", hourly);
    const int *decimals = table_of(r)->decimals;
    assert_int_equal(decimals[1], 0); /* people */
    assert_int_equal(decimals[3], 0); /* mean: 427,033 and 25 */
    assert_int_equal(decimals[6], 2); /* P50: 403,568.00 and 0.25, which is not nothing */
    bp_report_free(r);
    r = made_new("percentiles");
    made_table(r, made_display, 9);
    made_row(r, "hourly", hourly);
    decimals = r->section[1].item[0].u.table.decimals;
    assert_int_equal(decimals[3], 2); /* mean, 24.50 */
    assert_int_equal(decimals[4], 2); /* P10, 980.00 */
    assert_int_equal(decimals[5], 0); /* P25, 1,020 */
    bp_report_free(r);
}

/* In cells, in the values of a sentence and in notes; without words they are left out. */
static void hints_are_spelt_behind_their_texts(void **state)
{
    (void)state;
    static const bp_column column[] = { { "why", "Why", BP_KIND_TEXT, BP_COL_FIELD, 0 } };
    static const char *const words[BP_HINTS] = { [BP_HINT_YEAR] = "choose a year",
                                                 [BP_HINT_MAP] = "name {}" };
    static const char *const want[] = {
        "Why\nold\n\nIt is late.\n\nNotes\n  many\n",
        "Why\nold; name age\n\nIt is late; choose a year.\n\nNotes\n  many; choose a year\n",
    };
    bp_look look;
    bp_look_init(&look);
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "check", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "rows" });
    bp_report_add_table(r, &(bp_table){ .column = column, .n_columns = 1,
                                        .display = (size_t[]){ 0 }, .n_display = 1,
                                        .machine = { .csv = true } });
    char about[] = "age";
    bp_report_add_row(r,
                      (bp_value[]){ bp_value_hinted("old", (bp_hint){ BP_HINT_MAP, about }) },
                      1, 0, false);
    about[0] = '?'; /* copied */
    bp_report_say(r, BP_SAY("It is {}."),
                       (bp_value[]){ bp_value_hinted("late", (bp_hint){ BP_HINT_YEAR, NULL }) },
                       1);
    bp_report_add_note(r, "many", (bp_hint){ BP_HINT_YEAR, NULL });
    for (size_t i = 0; i < 2; i++) {
        look.hints = i == 0 ? NULL : words;
        char *got = made_bytes(r, BP_FORMAT_TEXT, &look);
        assert_non_null(got);
        assert_string_equal(got, want[i]);
        free(got);
        got = made_bytes(r, BP_FORMAT_CSV, &look);
        assert_string_equal(got, i == 0 ? "why\nold\n" : "why\nold; name age\n");
        free(got);
    }
    bp_report_free(r);
}

static void without_an_order_people_see_the_first_columns(void **state)
{
    (void)state;
    static const bp_column column[3];
    bp_report *r = made_new("check");
    bp_report_add_section(r, &(bp_section){ .name = "rows" });
    const bp_table *t = bp_report_add_table(
        r, &(bp_table){ .column = column, .n_columns = 3, .n_display = 2,
                        .sheet = (size_t[]){ 2, 0 }, .n_sheet = 2 });
    assert_non_null(t);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(t->display[i], i);
        assert_int_equal(t->sheet[i], i == 0 ? 2 : 0);
    }
    bp_report_free(r);
}

static void charts_are_counted_over_all_sections(void **state)
{
    (void)state;
    bp_report *r = made_new("report");
    assert_null(bp_report_chart(r, 0));
    bp_report_add_chart(r, &(bp_chart){ .id = "one" });
    bp_report_add_section(r, &(bp_section){ .name = "more" });
    bp_report_add_chart(r, &(bp_chart){ .id = "two" });
    assert_string_equal(bp_report_chart(r, 0)->id, "one");
    assert_string_equal(bp_report_chart(r, 1)->id, "two");
    assert_null(bp_report_chart(r, 2));
    bp_report_free(r);
}

static void texts_are_put_together_like_printf(void **state)
{
    (void)state;
    bp_report *r = made_new("report");
    assert_string_equal(bp_report_text(r, "%s and %d", "one", 2), "one and 2");
    assert_string_equal(bp_report_text(r, "%s", ""), "");
    bp_report_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_owns_what_is_put_into_it),
        cmocka_unit_test(forty_rows_stay_in_their_order),
        cmocka_unit_test(a_column_shows_the_decimals_of_its_largest_amount),
        cmocka_unit_test(hints_are_spelt_behind_their_texts),
        cmocka_unit_test(without_an_order_people_see_the_first_columns),
        cmocka_unit_test(charts_are_counted_over_all_sections),
        cmocka_unit_test(texts_are_put_together_like_printf),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
