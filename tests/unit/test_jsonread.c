/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "base/jsonread.h"

/* Reads a copy, which starts empty. */
static bp_status read_text(bp_json *j, bp_str *copy, const char *text, size_t n,
                           bp_err *err)
{
    bp_str_clear(copy);
    bp_str_bytes(copy, text, n);
    return bp_json_read(j, copy, "r.json", err);
}

static void values_come_in_their_order(void **state)
{
    static const char text[] = " {\"a\": [1, -0.50, 2e+3, []], \"b\": {\"c\": null},\r\n"
                               "\t\"d\": true, \"e\": \"x\"} \n";
    bp_str copy = { 0 };
    bp_json j = { 0 };
    (void)state;
    assert_int_equal(read_text(&j, &copy, text, sizeof text - 1, NULL), BP_OK);

    const bp_json_value *whole = j.value, *a = bp_json_first(whole);
    assert_int_equal(whole->kind, BP_IS_OBJECT);
    assert_int_equal(whole->n, 4);
    assert_int_equal(whole->size, 10);
    assert_string_equal(a->key, "a");
    assert_int_equal(a->n, 4);
    const bp_json_value *second = bp_json_next(a, bp_json_first(a));
    assert_int_equal(second->kind, BP_IS_NUMBER);
    assert_int_equal(second->text.n, 5);
    assert_memory_equal(second->text.at, "-0.50", 5);

    assert_string_equal(bp_json_next(whole, a)->key, "b");
    size_t n = 0;
    BP_JSON_EACH (v, whole)
        n++;
    assert_int_equal(n, whole->n);
    assert_null(bp_json_first(second));
    assert_null(bp_json_first(NULL));
    assert_null(bp_json_next(whole, bp_json_find(whole, "e")));
    assert_null(bp_json_next(whole, NULL));
    const bp_json_value *c = bp_json_find(bp_json_find(whole, "b"), "c");
    assert_int_equal(c->kind, BP_IS_LITERAL);
    assert_string_equal(bp_json_find(whole, "e")->text.at, "x");
    assert_null(bp_json_find(whole, "c"));
    assert_null(bp_json_find(NULL, "c"));
    assert_string_equal(bp_json_text(whole, "e"), "x");
    assert_null(bp_json_text(whole, "b"));
    assert_null(bp_json_text(whole, "c"));
    assert_null(bp_json_find(a, "a"));
    bp_json_release(&j);
    bp_str_release(&copy);
}

static void escapes_become_what_they_mean(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "\"\"", "" },
        { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
        { "\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00z\"",
          "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z" },
        { "\"\xc3\xa9\"", "\xc3\xa9" },
    };
    bp_str copy = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        bp_json j = { 0 };
        assert_int_equal(read_text(&j, &copy, text, strlen(text), NULL), BP_OK);
        assert_string_equal(j.value->text.at, cases[i].want);
        assert_int_equal(j.value->text.n, strlen(cases[i].want));
        bp_json_release(&j);
    }
    bp_str_release(&copy);
}

static void what_is_no_json_is_refused_at_its_line(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "r.json: is empty" },
        { " ", "r.json:1: this is not json: it ends too early" },
        { "[1,\n2,", "r.json:2: this is not json: it ends too early" },
        { "[1,\n]", "r.json:2: this is not json: no value begins so" },
        { "\n\n[01]", "r.json:3: this is not json: no value begins so" },
        { "[1.]", "r.json:1: this is not json: no value begins so" },
        { "[1e]", "r.json:1: this is not json: no value begins so" },
        { "[-]", "r.json:1: this is not json: no value begins so" },
        { "nul", "r.json:1: this is not json: no value begins so" },
        { "nulll", "r.json:1: this is not json: something follows its end" },
        { "{\"a\":1,\n\"a\":2}",
          "r.json:2: this is not json: an object has a key twice" },
        { "{\"a\",1}", "r.json:1: this is not json: ':' is missing" },
        { "{a:1}", "r.json:1: this is not json: a key in quotes is missing" },
        { "{\"a\":1 \"b\"}", "r.json:1: this is not json: ',' or '}' is missing" },
        { "[1 2]", "r.json:1: this is not json: ',' or ']' is missing" },
        { "\"a",
          "r.json:1: this is not json: a string has no end, or a control character" },
        { "\"a\nb\"",
          "r.json:1: this is not json: a string has no end, or a control character" },
        { "\"\\",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\x\"",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\u00",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\u0000\"",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\ud83d\"",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\ud83d\\u0041\"",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\\ude00\"",
          "r.json:1: this is not json: a string has an escape that means nothing" },
        { "\"\xff\"", "r.json: this is not json: it is not UTF-8" },
    };
    bp_str copy = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        bp_json j = { 0 };
        bp_err err;
        assert_int_equal(read_text(&j, &copy, text, strlen(text), &err), BP_EDATA);
        assert_string_equal(err.text, cases[i].want);
        assert_null(j.value);
    }
    bp_str_release(&copy);
}

static void a_nul_is_no_end(void **state)
{
    bp_str copy = { 0 };
    bp_json j = { 0 };
    (void)state;
    assert_int_equal(read_text(&j, &copy, "[]\0[]", 5, NULL), BP_EDATA);
    assert_int_equal(read_text(&j, &copy, "\"a\0b\"", 5, NULL), BP_EDATA);
    bp_str_release(&copy);
}

static void depth_and_keys_have_limits(void **state)
{
    bp_str copy = { 0 }, text = { 0 };
    bp_json j = { 0 };
    (void)state;
    for (size_t deep = BP_JSON_DEPTH; deep <= BP_JSON_DEPTH + 1; deep++) {
        bp_str_clear(&text);
        bp_str_fill(&text, '[', deep);
        bp_str_fill(&text, ']', deep);
        assert_int_equal(read_text(&j, &copy, text.at, text.n, NULL),
                         deep == BP_JSON_DEPTH ? BP_OK : BP_EDATA);
        bp_json_release(&j);
    }
    for (size_t keys = BP_JSON_KEYS; keys <= BP_JSON_KEYS + 1; keys++) {
        bp_str_clear(&text);
        for (size_t i = 0; i < keys; i++)
            bp_str_printf(&text, "%s\"%zu\":[%zu]", i == 0 ? "{" : ",", i, i);
        bp_str_putc(&text, '}');
        assert_int_equal(read_text(&j, &copy, text.at, text.n, NULL),
                         keys == BP_JSON_KEYS ? BP_OK : BP_ELIMIT);
        bp_json_release(&j);
    }
    bp_str_release(&text);
    bp_str_release(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_in_their_order),
        cmocka_unit_test(escapes_become_what_they_mean),
        cmocka_unit_test(what_is_no_json_is_refused_at_its_line),
        cmocka_unit_test(a_nul_is_no_end),
        cmocka_unit_test(depth_and_keys_have_limits),
    };
    return cmocka_run_group_tests_name("jsonread", tests, NULL, NULL);
}
