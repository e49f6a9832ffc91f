/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <jansson.h>
#include <stdlib.h>

#include "handmade.h"

static const double small[8] = { 3, 2, 101.1, 1e-7, 100, 101.25, 123456789012345, 9e15 };

static char *json_of(const bp_report *r)
{
    char *bytes = made_bytes(r, BP_FORMAT_JSON, NULL);
    assert_non_null(bytes);
    return bytes;
}

static json_t *parsed(const bp_report *r)
{
    json_error_t at;
    char *bytes = json_of(r);
    json_t *o = json_loads(bytes, JSON_REJECT_DUPLICATES, &at);
    free(bytes);
    assert_non_null(o);
    return o;
}

/* The keys of an object, in their order. */
static void assert_keys(const json_t *object, const char *const want[])
{
    size_t i = 0;
    for (void *at = json_object_iter((json_t *)(uintptr_t)object); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)object, at))
        assert_string_equal(json_object_iter_key(at), want[i++]);
    assert_null(want[i]);
}

static void percentiles_are_as_the_contract_says(void **state)
{
    (void)state;
    static const char *const top[] = { "benchpay", "command", "request",
                                       "scope",    "inputs",  "method",
                                       "groups",   "excluded", "notes", NULL };
    static const char *const method[] = { "pay",   "currency", "year",  "period",
                                          "qtype", "weights",  "basis", "ci",
                                          "rules", NULL };
    static const char *const group[] = { "by",          "n",      "orgs", "mean",
                                         "percentiles", "status", NULL };
    static const char *const level[] = { "p", "value", NULL };
    bp_report *r = made_new("percentiles");
    made_row(r, "System", small);
    made_row(r, "", small);
    json_t *o = parsed(r);
    assert_keys(o, top);
    assert_keys(json_object_get(o, "method"), method);
    assert_true(json_is_null(json_object_get(json_object_get(o, "method"), "ci")));

    json_t *groups = json_object_get(o, "groups");
    assert_int_equal(json_array_size(groups), 3);
    assert_keys(json_array_get(groups, 0), group);
    json_t *total = json_object_get(json_array_get(groups, 0), "by");
    assert_int_equal(json_object_size(total), 0);
    json_t *blank = json_object_get(json_array_get(groups, 2), "by");
    assert_true(json_is_null(json_object_get(blank, "tier")));
    json_t *levels = json_object_get(json_array_get(groups, 1), "percentiles");
    assert_int_equal(json_array_size(levels), 5);
    assert_keys(json_array_get(levels, 0), level);
    json_decref(o);
    bp_report_free(r);
}

static void numbers_are_short_and_whole_ones_have_no_point(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_row(r, "System", small);
    char *got = json_of(r);
    assert_non_null(strstr(got, "\"n\": 165,"));
    assert_non_null(strstr(got, "\"mean\": 427032.5,"));
    assert_non_null(strstr(got, "\"mean\": 101.1,"));
    assert_non_null(strstr(got, "\"value\": 275347\n"));
    assert_non_null(strstr(got, "\"value\": 123456789012345\n"));
    assert_non_null(strstr(got, "\"value\": 9000000000000000\n"));
    assert_non_null(strstr(got, "\"p\": 10,"));
    assert_null(strstr(got, ".0,"));
    assert_int_equal(got[strlen(got) - 1], '\n');
    free(got);
    bp_report_free(r);
}

static void what_is_not_shown_is_null_with_its_code(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_ORGS);
    json_t *o = parsed(r);
    json_t *g = json_array_get(json_object_get(o, "groups"), 1);
    assert_true(json_is_null(json_object_get(g, "mean")));
    json_t *p10 = json_array_get(json_object_get(g, "percentiles"), 0);
    assert_true(json_is_null(json_object_get(p10, "value")));
    assert_int_equal(json_integer_value(json_object_get(g, "n")), 4);
    assert_string_equal(json_string_value(json_object_get(g, "status")), "few-orgs");
    json_decref(o);
    bp_report_free(r);
}

static void hostile_names_come_back_as_they_were(void **state)
{
    (void)state;
    static const char *const name[] = {
        "=cmd|'/c calc'!A1",
        "\"; system(\"x\") #",
        "<img src=x onerror=…>",
        "]]></script>",
        "\x1b]0;x\x07",
        "a\rb\nc\td",
        "`touch PWN`",
        "%s%n",
        "病院",
    };
    bp_report *r = made_new("percentiles");
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++)
        made_row(r, name[i], small);
    json_t *o = parsed(r);
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        json_t *g = json_array_get(json_object_get(o, "groups"), i + 1);
        json_t *by = json_object_get(g, "by");
        assert_string_equal(json_string_value(json_object_get(by, "tier")), name[i]);
    }
    json_decref(o);
    bp_report_free(r);
}

static void each_pay_element_is_a_section_of_a_report(void **state)
{
    (void)state;
    static const bp_column column[] = {
        { "pay", "Pay", BP_KIND_TEXT, BP_COL_PAY, 0 },
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    };
    static const char *const keys[] = { "name", "pay", "method", "groups", NULL };
    bp_report *r = made_new("report");
    r->sectioned = true;
    bp_report_add_section(r,
                          &(bp_section){ .name = "benchmark", .heading = "Benchmark" });
    bp_report_add_table(r, &(bp_table){ .machine = { .json = "groups", .by = true },
                                        .column = column,
                                        .n_columns = 2 });
    const char *const code[] = { "base", "tcc" };
    for (size_t i = 0; i < 2; i++) {
        bp_value v[] = { bp_value_text("in words"), bp_value_count(i + 1) };
        v[0].code = code[i];
        bp_report_add_row(r, v, 2, 0, true);
    }
    json_t *o = parsed(r);
    json_t *sections = json_object_get(o, "sections");
    assert_null(json_object_get(o, "groups"));
    assert_int_equal(json_array_size(sections), 3);
    json_t *last = json_array_get(sections, 2);
    assert_keys(last, keys);
    assert_string_equal(json_string_value(json_object_get(last, "pay")), "tcc");
    json_t *pay = json_object_get(json_object_get(last, "method"), "pay");
    assert_string_equal(json_string_value(pay), "tcc");
    json_t *row = json_array_get(json_object_get(last, "groups"), 0);
    assert_int_equal(json_object_size(json_object_get(row, "by")), 0);
    assert_int_equal(json_integer_value(json_object_get(row, "n")), 2);
    json_decref(o);
    bp_report_free(r);
}

static void tables_have_their_turn(void **state)
{
    (void)state;
    static const bp_column column[] = {
        { "rule", "Warning", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "lines", "Lines", BP_KIND_LIST, BP_COL_FIELD, 0 },
    };
    static const char *const top[] = { "benchpay", "command", "request",
                                       "scope",    "columns", "inputs",
                                       "excluded", "warnings", "notes", NULL };
    bp_report *r = made_new("check");
    r->has_method = false;
    r->section[0].item[0].u.table.machine.json = NULL;
    bp_report_add_table(
        r, &(bp_table){ .machine = { .json = "warnings", .turn = BP_JSON_LAST },
                        .column = column,
                        .n_columns = 2 });
    const bp_value v[] = { bp_value_text("names"),
                           { .kind = BP_KIND_LIST, .list = { 17, 1203, 0 } } };
    bp_report_add_row(r, v, 2, 0, false);
    bp_report_add_table(
        r, &(bp_table){ .machine = { .json = "columns", .turn = BP_JSON_FIRST } });
    json_t *o = parsed(r);
    assert_keys(o, top);
    assert_int_equal(json_array_size(json_object_get(o, "columns")), 0);
    json_t *lines =
        json_object_get(json_array_get(json_object_get(o, "warnings"), 0), "lines");
    assert_int_equal(json_array_size(lines), 2);
    assert_int_equal(json_integer_value(json_array_get(lines, 1)), 1203);
    json_decref(o);
    bp_report_free(r);
}

static void assert_dumped(json_t *o, const char *want)
{
    char *got = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(15));
    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
}

static void tables_are_objects_lists_and_lists_in_objects(void **state)
{
    (void)state;
    static const bp_column column[] = {
        { "name", NULL, BP_KIND_TEXT, BP_COL_OUTER, 0 },
        { "rate", NULL, BP_KIND_PERCENT, BP_COL_OUTER, 0 },
        { "year", NULL, BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    };
    static const struct {
        const char *name;
        double rate, year;
    } rows[] = {
        { "low", .02, 1 }, { "low", .02, 2 }, { "low", .03, 1 }, { "b", .03, 1 }
    };
    static const bp_machine_place place[] = {
        { .json = "growth", .shape = BP_JSON_OBJECT },
        { .json = "growth.own.points" },
        { .json = "scenarios", .shape = BP_JSON_NESTED, .inner = "points" },
    };
    bp_report *r = made_new("project");
    for (size_t i = 0; i < 3; i++) {
        bp_report_add_table(
            r, &(bp_table){ .machine = place[i], .column = column, .n_columns = 3 });
        for (size_t k = 0; k < (i == 0 ? 1 : 4); k++) {
            const bp_value v[] = { bp_value_text(rows[k].name),
                                   bp_value_percent(rows[k].rate),
                                   bp_value_number(rows[k].year) };
            bp_report_add_row(r, v, 3, 0, false);
        }
    }
    json_t *o = parsed(r);
    assert_dumped(json_object_get(o, "growth"),
                  "{\"year\":1,\"own\":{\"points\":"
                  "[{\"year\":1},{\"year\":2},{\"year\":1},{\"year\":1}]}}");
    assert_dumped(
        json_object_get(o, "scenarios"),
        "[{\"name\":\"low\",\"rate\":0.02,\"points\":[{\"year\":1},{\"year\":2}]},"
        "{\"name\":\"low\",\"rate\":0.03,\"points\":[{\"year\":1}]},"
        "{\"name\":\"b\",\"rate\":0.03,\"points\":[{\"year\":1}]}]");
    json_decref(o);
    bp_report_free(r);
}

static void sections_about_the_report_are_in_no_list(void **state)
{
    (void)state;
    bp_report *r = made_new("report");
    r->sectioned = true;
    bp_report_add_section(r, &(bp_section){ .name = "warnings", .about = true });
    bp_report_add_table(r, &(bp_table){ .machine = { .json = "warnings" } });
    bp_report_add_section(r, &(bp_section){ .name = "range", .given = true });
    bp_report_add_table(r, &(bp_table){ .machine = { .json = "points" } });
    json_t *o = parsed(r), *sections = json_object_get(o, "sections");
    assert_null(json_object_get(o, "groups"));
    assert_null(json_object_get(o, "warnings"));
    assert_int_equal(json_array_size(sections), 2);
    assert_dumped(json_array_get(sections, 1),
                  "{\"name\":\"range\",\"pay\":null,\"method\":{\"pay\":null,"
                  "\"currency\":\"USD\",\"year\":null,\"period\":null,\"qtype\":null,"
                  "\"weights\":null,"
                  "\"basis\":null,\"ci\":null,\"rules\":null},\"points\":[]}");
    json_decref(o);
    bp_report_free(r);
}

/* Programs would take its few figures for all. */
static void a_report_of_one_page_has_neither_json_nor_csv(void **state)
{
    (void)state;
    static const bp_format formats[] = { BP_FORMAT_JSON, BP_FORMAT_CSV };
    for (size_t i = 0; i < 2; i++) {
        bp_report *r = made_new("report");
        bp_look look;
        bp_err err;
        char *bytes = NULL;
        size_t n = 7;
        r->brief = true;
        bp_look_init(&look);
        assert_int_equal(bp_render(&bytes, &n, r, formats[i], &look, &err), BP_EUSAGE);
        assert_null(bytes);
        assert_int_equal(n, 7);
        bp_report_free(r);
    }
}

static void a_number_that_json_cannot_hold_is_our_mistake(void **state)
{
    (void)state;
    bp_look look;
    bp_look_init(&look);
    double x[8] = { 3, 2, NAN, 1, 1, 1, 1, 1 };
    bp_report *r = made_new("percentiles");
    made_row(r, "System", x);
    char *bytes = NULL;
    size_t n = 7;
    assert_int_equal(bp_render(&bytes, &n, r, BP_FORMAT_JSON, &look, NULL), BP_EINTERNAL);
    assert_null(bytes);
    assert_int_equal(n, 7);
    bp_report_free(r);
}

/* File names and arguments may be any bytes; data are UTF-8 once read. */
static void bytes_that_are_no_text_become_escapes(void **state)
{
    (void)state;
    bp_look look;
    bp_look_init(&look);
    double x[8] = { 3, 2, 1, 1, 1, 1, 1, 1 };
    bp_report *r = made_new("percentiles");
    made_row(r, "a\xff", x);
    char *bytes = NULL;
    size_t n = 0;
    assert_int_equal(bp_render(&bytes, &n, r, BP_FORMAT_JSON, &look, NULL), BP_OK);
    assert_non_null(strstr(bytes, "\"tier\": \"a\\\\xff\""));
    free(bytes);
    bp_report_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_are_as_the_contract_says),
        cmocka_unit_test(numbers_are_short_and_whole_ones_have_no_point),
        cmocka_unit_test(what_is_not_shown_is_null_with_its_code),
        cmocka_unit_test(hostile_names_come_back_as_they_were),
        cmocka_unit_test(each_pay_element_is_a_section_of_a_report),
        cmocka_unit_test(tables_have_their_turn),
        cmocka_unit_test(tables_are_objects_lists_and_lists_in_objects),
        cmocka_unit_test(sections_about_the_report_are_in_no_list),
        cmocka_unit_test(a_report_of_one_page_has_neither_json_nor_csv),
        cmocka_unit_test(a_number_that_json_cannot_hold_is_our_mistake),
        cmocka_unit_test(bytes_that_are_no_text_become_escapes),
    };
    return cmocka_run_group_tests_name("render_json", tests, NULL, NULL);
}
