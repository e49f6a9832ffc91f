/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "base/str.h"
#include "ingest/layout.h"

/* "D header_line data_line name|name|..." */
static void describe(bp_str *s, const bp_layout *l)
{
    bp_str_printf(s, "%c %d %d ", l->rules.delimiter == '\t' ? 'T' : l->rules.delimiter,
                  (int)l->header_line, (int)l->data_line);
    for (size_t i = 0; i < l->n_columns; i++) {
        if (i > 0)
            bp_str_putc(s, '|');
        bp_str_puts(s, l->name[i]);
    }
}

struct layout_case {
    const char *head, *want;
    bp_reading reading;
};

static void expect(const struct layout_case cases[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bp_layout l;
        bp_err err = { 0 };
        bp_str got = { 0 };
        if (bp_layout_find(&l, "pay.csv", bp_text_of(cases[i].head), &cases[i].reading,
                           &err) != BP_OK)
            fail_msg("%s", err.text);
        describe(&got, &l);
        assert_string_equal(got.at, cases[i].want);
        assert_int_equal(l.has_header, l.header_line > 0);
        assert_int_equal(l.delimiter_given, cases[i].reading.delimiter != 0);
        bp_str_release(&got);
        bp_layout_release(&l);
    }
}

static void delimiters_are_recognised(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "name,pay\nAnn,1\n", .want = ", 1 2 name|pay" },
        { .head = "name;pay\nAnn;1\n", .want = "; 1 2 name|pay" },
        { .head = "name\tpay\rAnn\t1\r", .want = "T 1 2 name|pay" },
        { .head = "name|pay\r\nAnn|1", .want = "| 1 2 name|pay" },
        { .head = "pay\n1\n2\n", .want = ", 1 2 pay" },
        /* commas inside the cells of every row, and inside ragged rows */
        { .head = "name;city;pay\nA;X, WA;1\nB;Y, WA;2\nC;Z, WA;3\n",
          .want = "; 1 2 name|city|pay" },
        { .head = "name;city;pay\nA;X, WA;1\nB;Y, WA\nC;Z, WA;3\nD;Z, WA;3\n",
          .want = "; 1 2 name|city|pay" },
        { .head = "name;pay\nA;1,5\nB;2,5\n", .want = "; 1 2 name|pay" },
        /* quotes hide delimiters */
        { .head = "\"name;title;unit\",pay\n\"A;b;c\",1\n",
          .want = ", 1 2 name;title;unit|pay" },
        { .head = "a;b\n\"1,5\";\"2,5\"\n", .want = "; 1 2 a|b" },
        { .head = "name,pay\nA|B,1\nC|D,2\nE|F,3\n", .want = ", 1 2 name|pay" },
        { .head = "1,5;2,5\n2,5;3,5\n", .want = "; 0 1 1|2" },
        { .head = "name;x,y;pay\nA;1,2;3\n",
          .want = ", 1 2 name;x|y;pay",
          .reading = { .delimiter = ',' } },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void a_sep_line_is_honoured_and_skipped(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "sep=;\na,b;c\n1,2;3\n", .want = "; 2 3 a,b|c" },
        { .head = "SEP=\t\r\na\tb\r\n1\t2\r\n", .want = "T 2 3 a|b" },
        { .head = "\"sep=|\"\na|b\n1|2\n", .want = "| 2 3 a|b" },
        { .head = "sep=^\na^b\n1^2\n", .want = "^ 2 3 a|b" },
        { .head = "sep=;\na,b\n1,2\n",
          .want = ", 2 3 a|b",
          .reading = { .delimiter = ',' } },
        { .head = "sep=;\n1;2\n", .want = "; 0 2 1|2", .reading = { .no_header = true } },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void titles_and_notes_are_no_header(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "\"Salaries\n2024\"\n\n\"year\";\"region\"\n1;2\n",
          .want = "; 4 5 year|region" },
        { .head = "Pay 2024,,,\n,,,\nid,name,unit,pay\n1,A,x,2\n",
          .want = ", 3 4 id|name|unit|pay" },
        { .head = "Pay,\nname,pay\nA,1\nB,2\n", .want = ", 2 3 name|pay" },
        { .head = "Source: BFS, 2010\nid,name,unit,pay\n1,A,x,2\n2,B,y,3\n",
          .want = ", 2 3 id|name|unit|pay" },
        /* a short header is no note: its rows are ragged */
        { .head = "title,base\nCMO,400000,x\nCMO,410000,x\nCMO,420000\n",
          .want = ", 1 2 title|base" },
        { .head = ",salary\n1,2\n3,4\n", .want = ", 1 2 1|salary" },
        { .head = "t,u\n", .want = ", 0 1 1|2", .reading = { .no_header = true } },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void the_header_row_can_be_said(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "a,b\nc,d\n1,2\n",
          .want = ", 2 3 c|d",
          .reading = { .header_row = 2 } },
        /* physical lines, whatever the lines before it hold */
        { .head = "5\" disk\n\na,b\r\n1,2\r\n",
          .want = ", 3 4 a|b",
          .reading = { .header_row = 3 } },
        /* cells that look like those below them name nothing unasked */
        { .head = "7,8\n1,2\n", .want = ", 1 2 1|2", .reading = { .header_row = 1 } },
        { .head = "7,8\n1,2\n",
          .want = ", 1 2 7|8",
          .reading = { .header_row = 1, .show_values = true } },
        { .head = "a,b\n1,2\n", .want = ", 0 1 1|2", .reading = { .no_header = true } },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void names_are_tidy(void **state)
{
    static const struct layout_case cases[] = {
        { .head = " Hourly Rate ,\"base\r\n  pay\",\"\",\" \",\"x\"\"y\"\n1,2,3,4,5\n",
          .want = ", 1 3 Hourly Rate|base pay|3|4|x\"y" },
        { .head = "a,b,,\n1,2\n3,4\n", .want = ", 1 2 a|b" },
        { .head = "a,b,,c,\n1,2,3\n4,5,6\n", .want = ", 1 2 a|b|3|c" },
        { .head = "a,a\n1,2\n", .want = ", 1 2 a|a" },
        { .head = "1964,2.50\n1965,2.51\n1966,NA\n", .want = ", 0 1 1|2" },
        { .head = "2024-01-31;\xe2\x82\xac 1\xe2\x80\x99"
                  "000\n2024-02-29;5\n",
          .want = "; 0 1 1|2" },
        { .head = "2019,2020\nAnn,1\nBob,2\n", .want = ", 1 2 2019|2020" },
        { .head = "\xc3\xa9t\xc3\xa9 1,b\n1,2\n", .want = ", 1 2 \xc3\xa9t\xc3\xa9 1|b" },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

/* Labels of several columns stand above names that are not unique. */
static void two_rows_make_a_header(void **state)
{
    static const struct layout_case cases[] = {
        { .head = ",,2023,,2024,\nCo,Job,Pay,Bonus,Pay,Bonus\nA,d,1,2,3,4\nB,d,1,2,3,4\n",
          .want = ", 2 3 Co|Job|2023 Pay|2023 Bonus|2024 Pay|2024 Bonus" },
        /* cells that span both rows have their text in the upper one */
        { .head = "Co;Job;2023;;2024;\n;;Pay;Bonus;Pay;Bonus\nA;d;1;2;3;4\nB;d;1;2;3;4\n",
          .want = "; 2 3 Co|Job|2023 Pay|2023 Bonus|2024 Pay|2024 Bonus" },
        /* a label stays away from names that are unique */
        { .head = "x,,Year,,Month,,\nid,who,Pay,Bonus,Pay,Note,More\n1,a,2,3,4,n,m\n"
                  "2,b,3,4,5,n,m\n",
          .want = ", 2 3 id|who|Year Pay|Bonus|Month Pay|Note|More" },
        { .head = "Report\n,,2023,2024\nCo,Job,Pay,Pay\nA,d,1,2\nB,d,1,2\n",
          .want = ", 3 4 Co|Job|2023 Pay|2024 Pay" },
        { .head = ",2023,2024\nCo,Pay,Pay\nA,1,2\n",
          .want = ", 2 3 Co|2023 Pay|2024 Pay",
          .reading = { .header_row = 2 } },
        /* names that are unique need no labels */
        { .head = ",2023,2024\nCo,Pay,Bonus\nA,1,2\n",
          .want = ", 2 3 Co|Pay|Bonus",
          .reading = { .header_row = 2 } },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void row_names_have_no_header(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "\"who\" \"pay\"\n\"1\" \"a\" 5\n\"2\" \"b\" 6\n",
          .want = "  1 2 (row names)|who|pay",
          .reading = { .delimiter = ' ' } },
        { .head = "who,pay\n1,a,5\n2,b,6\n3,c,7\n", .want = ", 1 2 (row names)|who|pay" },
        /* the last field is always blank: rows end in a delimiter */
        { .head = "who,pay\na,5,\nb,6,\n", .want = ", 1 2 who|pay" },
        /* what repeats is nobody's own name */
        { .head = "who,pay\na,5,x\na,6,x\n", .want = ", 1 2 who|pay" },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
}

static bool is_unsure(const char *head)
{
    const bp_reading reading = { 0 };
    bp_layout l;
    bp_err err;
    assert_int_equal(bp_layout_find(&l, "pay.csv", bp_text_of(head), &reading, &err),
                     BP_OK);
    const bool unsure = l.header_unsure;
    bp_layout_release(&l);
    return unsure;
}

static void data_are_no_header(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "Bob,Dev,50000\nAnn,Dev,60000\nEve,Ops,55000\n",
          .want = ", 0 1 1|2|3" },
        { .head = "Bob,50000,n.a.\nAnn,60000,12\nEve,55000,13\n", .want = ", 0 1 1|2|3" },
        { .head = "Bob,50000\nAnn,60000\n", .want = ", 0 1 1|2" },
        { .head = "Job,2021,2022\nDev,2100,2200\nOps,2050,1950\n",
          .want = ", 1 2 Job|2021|2022" },
        { .head = "Job,10,50,90\nDev,21000,22000,23000\n", .want = ", 1 2 Job|10|50|90" },
        { .head = "Dev,pay\nDev,1\nOps,2\n", .want = ", 1 2 Dev|pay" },
    };
    (void)state;
    expect(cases, sizeof cases / sizeof cases[0]);
    assert_true(is_unsure("Bob,50000,new\nAnn,60000,12\nEve,55000,13\n"));
    assert_true(is_unsure("Bob,Dev,n.a.\nAnn,Dev,12\nEve,Ops,13\n"));
    assert_false(is_unsure("who,what,pay\nAnn,Dev,12\nwho,what,pay\nEve,Ops,13\n"));
    assert_false(is_unsure("who,pay,years\nAnn,60000,12\nEve,55000,13\n"));
    assert_false(is_unsure("Bob,50000\nAnn,60000\n"));
}

static void a_file_without_layout_is_refused(void **state)
{
    static const struct layout_case cases[] = {
        { .head = "name,pay\n", .want = "pay.csv:1: no rows below the header" },
        { .head = "\n\nname,pay", .want = "pay.csv:3: no rows below the header" },
        { .head = "sep=;\n", .want = "pay.csv: no header and no rows" },
        { .head = "a,b\n1,2\n",
          .reading = { .header_row = 3 },
          .want = "pay.csv: the header row, line 3, is not among the first records" },
        { .head = "a,b\n\n1,2\n",
          .reading = { .header_row = 2 },
          .want = "pay.csv: the header row, line 2, is blank" },
        { .head = "a,b\n1,2\n3,\"x\n", .want = "pay.csv:3:2: quote is never closed" },
        { .head = "a;b\n1;2\n\"3\"x\";y\n",
          .want = "pay.csv:3:1: text behind a closing quote (double the quotes that "
                  "belong to the field's text)" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_layout l = { .n_columns = 77 };
        bp_err err;
        assert_int_equal(bp_layout_find(&l, "pay.csv", bp_text_of(cases[i].head),
                                        &cases[i].reading, &err),
                         BP_EDATA);
        assert_string_equal(err.text, cases[i].want);
        assert_int_equal(l.n_columns, 77);
    }
}

static void columns_are_found_by_name(void **state)
{
    static char *names[] = {
        "Base Salary (USD)",  "base_salary",   "Pay", "PAY",  "Pay",
        "\xc2\xa3 Total-Pay", "Bonus %",       "(x)", "Unit", "unit [a]",
        "GEH\xc3\x84LTER",    "\xc3\xb6rtlich"
    };
    static const struct {
        const char *name;
        size_t want;
        bool twice;
    } cases[] = {
        { "Base Salary (USD)", 0, false },
        { "base_salary", 1, false },
        { "BASE-SALARY", 0, true },
        { "Pay", 2, true },
        { "PAY", 3, false },
        { "pay", 2, true },
        { "totalpay", 5, false },
        { "Total Pay ($)", 5, false },
        { "bonus", SIZE_MAX, false },
        { "BONUS%", 6, false },
        { "(x)", 7, false },
        { "(y)", SIZE_MAX, false },
        { "", SIZE_MAX, false },
        { "Unit", 8, false },
        { "UNIT", 8, true },
        { "Uni", SIZE_MAX, false },
        { "#7", 6, false },
        { "7", 6, false },
        { "#13", SIZE_MAX, false },
        { "0", SIZE_MAX, false },
        { "#", SIZE_MAX, false },
        { "7x", SIZE_MAX, false },
        { "Geh\xc3\xa4lter", 10, false },
        { "geh\xc3\xa4lter (EUR)", 10, false },
        { "\xc3\x96RTLICH", 11, false },
        { "Gehalter", SIZE_MAX, false },
        { "geha\xcc\x88lter", 10, false }, /* the accent as a letter of its own */
    };
    const bp_layout l = { .has_header = true, .n_columns = 12, .name = names };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool twice = !cases[i].twice;
        assert_int_equal(bp_layout_column(&l, cases[i].name, &twice), cases[i].want);
        assert_int_equal(twice, cases[i].twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delimiters_are_recognised),
        cmocka_unit_test(a_sep_line_is_honoured_and_skipped),
        cmocka_unit_test(titles_and_notes_are_no_header),
        cmocka_unit_test(the_header_row_can_be_said),
        cmocka_unit_test(names_are_tidy),
        cmocka_unit_test(two_rows_make_a_header),
        cmocka_unit_test(row_names_have_no_header),
        cmocka_unit_test(data_are_no_header),
        cmocka_unit_test(a_file_without_layout_is_refused),
        cmocka_unit_test(columns_are_found_by_name),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
