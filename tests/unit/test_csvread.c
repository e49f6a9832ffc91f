/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"
#include "records.h"

#include <stdlib.h>
#include <string.h>

static bp_status read_text(bp_str *records, const char *text, char delimiter, bp_err *err)
{
    return bp_csv_read("pay.csv", bp_text_of(text),
                       (bp_csv_rules){ .delimiter = delimiter }, 1, 0, add_record,
                       records, err);
}

/* Expected by RFC 4180 and the header, by hand. */
static void records_come_with_their_place(void **state)
{
    static const struct {
        const char *text, *want;
        char delimiter;
    } cases[] = {
        { "", "", ',' },
        { "a,b\n1,2\n", "1@0:a|b\n2@4:1|2\n", ',' },
        { "a,b\n1,2", "1@0:a|b\n2@4:1|2\n", ',' },
        { "a,b\r\n1,2\r\n", "1@0:a|b\n2@5:1|2\n", ',' },
        { "a,b\r1,2\r", "1@0:a|b\n2@4:1|2\n", ',' },
        { "a\rb\nc\r\nd", "1@0:a\n2@2:b\n3@4:c\n4@7:d\n", ',' },
        { "a\n\n  \n\r\n\rb\n", "1@0:a\n6@9:b\n", ',' },
        { "\n\n\na", "4@3:a\n", ',' },
        { "\"x\ny\",1\nz,2\n", "1@0:x\ny|1\n3@8:z|2\n", ',' },
        { "\"x\r\ny\r\n\",1\r\nz,2\r\n", "1@0:x\r\ny\r\n|1\n4@12:z|2\n", ',' },
        { "a,\"x\ry\"\rz,2", "1@0:a|x\ry\n3@8:z|2\n", ',' },
        { "\"\n\n\",\"\n\"\nz\n", "1@0:\n\n|\n\n5@9:z\n", ',' },
        { "\"5\"\" disk\",\"\"\"\"\n", "1@0:5\" disk|\"\n", ',' },
        { " a b ,\t1\t,\" c \" \n", "1@0:a b|1| c \n", ',' },
        { ",,\na,\n\"\"\n", "1@0:||\n2@3:a|\n3@6:\n", ',' },
        { "a;\"b;c\";1,5\n", "1@0:a|b;c|1,5\n", ';' },
        { "a\t\t b \t\"c\td\"\n\t\n", "1@0:a||b|c\td\n2@13:|\n", '\t' },
        { "a|b,c|\"d|e\"", "1@0:a|b,c|d|e\n", '|' },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        bp_str_puts(&got, "");
        assert_int_equal(read_text(&got, cases[i].text, cases[i].delimiter, NULL), BP_OK);
        assert_string_equal(got.at, cases[i].want);
        bp_str_release(&got);
    }
}

static void a_piece_counts_from_where_it_stands(void **state)
{
    (void)state;
    bp_str got = { 0 };
    assert_int_equal(bp_csv_read("pay.csv", bp_text_of("\na\n\"b\n\"\nc"),
                                 (bp_csv_rules){ .delimiter = ',' }, 1000000000000u, 70,
                                 add_record, &got, NULL),
                     BP_OK);
    assert_string_equal(got.at,
                        "1000000000001@71:a\n1000000000002@73:b\n\n1000000000004@78:c\n");
    bp_str_release(&got);
}

static void what_is_broken_is_named_with_its_place(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "a,b\n\"x\"y\",1\n",
          "pay.csv:2:1: text behind a closing quote (double the quotes that "
          "belong to the field's text)" },
        { "a,b\n1,\"x\" y\"\n",
          "pay.csv:2:2: text behind a closing quote (double the quotes "
          "that belong to the field's text)" },
        { "a,b\r\n1,2\r\n3,\"x\r\ny\r\nz", "pay.csv:3:2: quote is never closed" },
        { "\"", "pay.csv:1:1: quote is never closed" },
        { "a\n\"b\n", "pay.csv:2:1: quote is never closed" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        bp_err err;
        assert_int_equal(read_text(&got, cases[i].text, ',', &err), BP_EDATA);
        assert_string_equal(err.text, cases[i].want);
        assert_null(got.at == NULL ? NULL : strstr(got.at, "x"));
        bp_str_release(&got);
    }
}

static bp_status add_whole(void *arg, const bp_record *r, bp_err *err)
{
    bp_status status = add_record(arg, r, err);
    if (r->broken)
        bp_str_puts(arg, "broken\n");
    return status;
}

static bp_status read_as(bp_str *got, const char *text, bp_csv_rules rules, bp_err *err)
{
    return bp_csv_read("pay.csv", bp_text_of(text), rules, 1, 0, add_whole, got, err);
}

static void quotes_inside_unquoted_fields_are_characters(void **state)
{
    bp_str got = { 0 };
    bp_err err;
    (void)state;
    assert_int_equal(read_as(&got, "a,b\n5\" disk,1\n \"x\"\"y\" , z\"\n\"\",7\"\r\n",
                             (bp_csv_rules){ .delimiter = ',', .columns = 2 }, &err),
                     BP_OK);
    assert_string_equal(got.at, "1@0:a|b\n2@4:5\" disk|1\n3@14:x\"y|z\"\n4@27:|7\"\n");
    bp_str_release(&got);
}

static void records_whose_end_is_certain_are_left_out(void **state)
{
    static const struct {
        const char *text, *want; /* NULL: it is refused */
    } cases[] = {
        { "\"x\"y,1\n2,3\n", "1@0:\nbroken\n2@7:2|3\n" },
        { "2,3\n\"a\" b,\"c\"\n", "1@0:2|3\n2@4:\nbroken\n" },
        { "\"a\" \"b\",1\r\n\r\n2,3\n", "1@0:\nbroken\n3@13:2|3\n" },
        { "\"x\"y,1\n2,3,4\n", NULL },
        { "\"x\"y,\"1\n2,3\n", NULL },
        { "\"x\"y\"z\n,1\"\n", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        bp_err err;
        bp_status status = read_as(
            &got, cases[i].text, (bp_csv_rules){ .delimiter = ',', .columns = 2 }, &err);
        assert_int_equal(status, cases[i].want != NULL ? BP_OK : BP_EDATA);
        if (cases[i].want != NULL)
            assert_string_equal(got.at, cases[i].want);
        bp_str_release(&got);
    }
}

/* As MySQL writes them: a quote, a backslash and a line end follow a backslash. */
static void quotes_may_follow_a_backslash(void **state)
{
    bp_str got = { 0 };
    bp_err err;
    (void)state;
    assert_int_equal(
        read_as(
            &got, "\"5\\\" disk\",1\n\"a\\\\\",\\N\n\n\"b\\\nc\", \"d\\e\" \nf,\"\"\n",
            (bp_csv_rules){ .delimiter = ',', .backslash = true, .columns = 2 }, &err),
        BP_OK);
    assert_string_equal(got.at,
                        "1@0:5\" disk|1\n2@13:a\\|\\N\n4@23:b\nc|d\\e\n6@38:f|\n");
    bp_str_release(&got);
    assert_int_equal(read_as(&got, "a,\"b\\\"\n",
                             (bp_csv_rules){ .delimiter = ',', .backslash = true }, &err),
                     BP_EDATA);
    assert_string_equal(err.text, "pay.csv:1:1: quote is never closed");
    bp_str_release(&got);
}

static bp_status refuse_second(void *arg, const bp_record *r, bp_err *err)
{
    size_t *seen = arg;
    bp_loc at = { .file = "pay.csv", .line = r->line };
    return ++*seen == 2 ? bp_fail(err, &at, BP_ENONE, "enough") : BP_OK;
}

static void a_failure_of_the_caller_ends_the_reading(void **state)
{
    (void)state;
    size_t seen = 0;
    bp_err err;
    assert_int_equal(bp_csv_read("pay.csv", bp_text_of("a\nb\nc\nd\"\n"),
                                 (bp_csv_rules){ .delimiter = ',' }, 1, 0, refuse_second,
                                 &seen, &err),
                     BP_ENONE);
    assert_int_equal(seen, 2);
    assert_string_equal(err.text, "pay.csv:2: enough");
}

struct sizes {
    size_t records, fields, longest;
};

static bp_status measure(void *arg, const bp_record *r, bp_err *err)
{
    struct sizes *s = arg;
    (void)err;
    s->records++;
    s->fields = r->n;
    for (size_t i = 0; i < r->n; i++)
        if (r->field[i].n > s->longest)
            s->longest = r->field[i].n;
    return BP_OK;
}

/* front, n times c, back. */
static bp_status read_long(struct sizes *s, const char *front, size_t n, char c,
                           const char *back, bp_err *err)
{
    bp_str text = { 0 };
    *s = (struct sizes){ 0 };
    bp_str_puts(&text, front);
    bp_str_fill(&text, c, n);
    bp_str_puts(&text, back);
    assert_false(text.failed);
    bp_status status =
        bp_csv_read("pay.csv", (bp_text){ text.at, text.n },
                    (bp_csv_rules){ .delimiter = ',' }, 1, 0, measure, s, err);
    bp_str_release(&text);
    return status;
}

static void limits_hold_to_the_byte(void **state)
{
    static const struct {
        const char *front, *back;
        size_t n;
        char c;
        const char *want; /* NULL: it is read */
    } cases[] = {
        { "a\n", "\n", BP_FIELD_MAX, 'x', NULL },
        { "a\n1,\"", "\"\n", BP_FIELD_MAX, 'x', NULL },
        { "a\n", "\n", BP_FIELD_MAX + 1, 'x', "pay.csv:2:1: field is over 1 MiB" },
        { "a\n1,\"", "\"\n", BP_FIELD_MAX + 1, 'x', "pay.csv:2:2: field is over 1 MiB" },
        { "a\n1,\"\n", "\n", BP_FIELD_MAX + 100, 'x',
          "pay.csv:2:2: field is over 1 MiB (is its quote never closed?)" },
        { "a\n", "\n", BP_FIELDS_MAX - 1, ',', NULL },
        { "a\n", "\n", BP_FIELDS_MAX, ',',
          "pay.csv:2:4097: record has over 4096 fields" },
        { "a\n", "", 1000000, ',', "pay.csv:2:4097: record has over 4096 fields" },
        { "a\n", "\n", BP_RECORD_MAX, 'x', "pay.csv:2:1: record is over 4 MiB" },
        { "a\n", "b\n", 3 * BP_RECORD_MAX, ' ', "pay.csv:2:1: record is over 4 MiB" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sizes s;
        bp_err err = { 0 };
        bp_status status =
            read_long(&s, cases[i].front, cases[i].n, cases[i].c, cases[i].back, &err);
        assert_int_equal(status, cases[i].want == NULL ? BP_OK : BP_ELIMIT);
        assert_string_equal(err.text, cases[i].want == NULL ? "" : cases[i].want);
        assert_int_equal(s.records, cases[i].want == NULL ? 2 : 1);
        if (cases[i].want == NULL)
            assert_true(s.longest == BP_FIELD_MAX || s.fields == BP_FIELDS_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_come_with_their_place),
        cmocka_unit_test(a_piece_counts_from_where_it_stands),
        cmocka_unit_test(what_is_broken_is_named_with_its_place),
        cmocka_unit_test(quotes_inside_unquoted_fields_are_characters),
        cmocka_unit_test(records_whose_end_is_certain_are_left_out),
        cmocka_unit_test(quotes_may_follow_a_backslash),
        cmocka_unit_test(a_failure_of_the_caller_ends_the_reading),
        cmocka_unit_test(limits_hold_to_the_byte),
    };
    return cmocka_run_group_tests_name("csvread", tests, NULL, NULL);
}
