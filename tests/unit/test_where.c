/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>

#include "columns.h"
#include "ingest/where.h"

static columns file;
static bp_schema schema;
static bp_head head;
static const bp_choice choice;
static const bp_lookup lookup = {
    .file = "pay.csv", .head = &head, .schema = &schema, .choice = &choice
};

static int make(void **state)
{
    static char *const names[] = { "base", "base pay", "region", "grade", "note", NULL };
    static const char *const cells[] = { "1,250.5", "7", "West", "A", "x", NULL };
    (void)state;
    make_columns(&file, names, cells);
    head = (bp_head){ .layout = file.layout, .evidence = file.evidence };
    return bp_schema_find(&schema, "pay.csv", &file.layout, file.evidence, NULL, 0,
                          NULL) != BP_OK;
}

static bp_condition parse(const char *text)
{
    bp_condition c = { 0 };
    bp_err err;
    if (bp_condition_parse(&c, text, &lookup, &err) != BP_OK)
        fail_msg("%s: %s", text, err.text);
    return c;
}

static void conditions_are_taken_apart(void **state)
{
    static const struct {
        const char *text;
        size_t column;
        bp_compare compare;
        const char *value;
    } cases[] = {
        { "base>=5", 0, BP_AT_LEAST, "5" },
        { " base pay <= 7 ", 1, BP_AT_MOST, "7" },
        { "base_pay<7", 1, BP_LESS, "7" },
        { "region = New York ", 2, BP_EQUAL, "New York" },
        { "REGION!='x=y'", 2, BP_UNEQUAL, "x=y" },
        { "tier~senior", 3, BP_CONTAINS, "senior" },
        { "note=", 4, BP_EQUAL, "" },
        { "note>a<b", 4, BP_MORE, "a<b" },
        { "region IN West,East", 2, BP_IN, "West,East" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_condition c = parse(cases[i].text);
        assert_int_equal(c.column, cases[i].column);
        assert_int_equal(c.compare, cases[i].compare);
        assert_true(bp_text_equal(c.value, bp_text_of(cases[i].value)));
    }
}

static void wrong_conditions_are_answered(void **state)
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        { "region", "the condition 'region' is not a column, an operator (= != < <= > >= "
                    "~ in) and a "
                    "value" },
        { "=5",
          "the condition '=5' is not a column, an operator (= != < <= > >= ~ in) and "
          "a value" },
        { "regoin=West", "pay.csv: there is no column 'regoin'; did you mean 'region'?" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_condition c;
        bp_err err;
        assert_int_equal(bp_condition_parse(&c, cases[i].text, &lookup, &err), BP_EUSAGE);
        assert_string_equal(err.text, cases[i].message);
    }
}

static void cells_are_compared(void **state)
{
    static const char *const more[] = { "n.k." };
    static const struct {
        const char *text;
        const char *cell;
        bool want;
    } cases[] = {
        { "base=1250.50", "1,250.5", true },
        { "base=1,250.5", "$1250.50", true },
        { "base>1000", "1,250.5", true },
        { "base>1000", "999.999", false },
        { "base<=999.999", "999.999", true },
        { "base!=5", "5.0", false },
        { "base>1000", "NA", false },
        { "base!=1000", "NA", true },
        { "base<1000", "", false },
        { "base~25", "1,250.5", true },
        { "base>1000", "lots", false },
        { "base=NA", "NA", true },
        { "region=West", " West ", true },
        { "region=west", "West", true },
        { "region=New  York", "new\u00a0york", true },
        { "region=New York", "NewYork", false },
        { "region in East, west", "WEST", true },
        { "region in East,West", "North", false },
        { "region in East,", "", true },
        { "base in 7,1250.5", "1,250.50", true },
        { "base in 7,1250", "1,250.50", false },
        { "region~wes", "The West", true },
        { "region~wes", "East", false },
        { "region!=West", "", true },
        { "region=", "", true },
        { "region=NA", "NA", true },
        { "region!=NA", "NA", false },
        { "note>=2024-02-01", "2024-03-01", true },
        { "note<2024-02-01", "2024-03-01", false },
        { "note~k", "n.k.", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_condition c = parse(cases[i].text);
        bp_compare_rules rules = { .style = { .decimal = '.', .group = ',' },
                                   .missing = more,
                                   .n_missing = 1,
                                   .numbers = c.column == 0 };
        bp_condition_prepare(&c, &rules);
        assert_int_equal(bp_condition_holds(&c, bp_text_of(cases[i].cell), &rules),
                         cases[i].want);
    }
}

/* Every operator and value with every cell, with and without further markers. */
static void near_cells_are_compared_alike(void **state)
{
    static const char *const names[] = { "base", "region" };
    static const char *const compares[] = {
        "=", "!=", "<", "<=", ">", ">=", "~", " in 5,"
    };
    static const char *const values[] = { "",        "West", "1000", "1,000.50",
                                          "999.999", "-1",   "0",    "NA",
                                          "1e3",     "We",   "' x '" };
    static const char *const cells[] = {
        "",        "West",  "Wesf",    "west",    "1000", "1,000",   "1,000.5",
        "1000.50", "10,00", "1000.51", "999.999", "-1",   "0",       "0.00",
        "NA",      "1e3",   "n.k.",    "$1,000",  "x",    "1000000", "99,999,999.99",
    };
    static const char *const more[] = { "n.k.", "1000" };
    enum { NAMES = 2, COMPARES = 8, VALUES = 11, CELLS = 21 };
    size_t held = 0;
    (void)state;
    for (size_t i = 0; i < NAMES * COMPARES * VALUES * CELLS * 2; i++) {
        const size_t v = i / CELLS, o = v / VALUES, n = o / COMPARES;
        char text[40], cell[32] = "";
        snprintf(text, sizeof text, "%s%s%s", names[n % NAMES], compares[o % COMPARES],
                 values[v % VALUES]);
        snprintf(cell + 16, sizeof cell - 16, "%s", cells[i % CELLS]);
        bp_condition c = parse(text);
        bp_compare_rules rules = { .style = { .decimal = '.', .group = ',' },
                                   .missing = more,
                                   .n_missing = n / NAMES * 2,
                                   .numbers = c.column == 0 };
        bp_condition_prepare(&c, &rules);
        const bp_text near = bp_text_of(cell + 16);
        const bool want = bp_condition_holds(&c, near, &rules);
        held += want;
        if (bp_condition_holds_near(&c, near, &rules) != want)
            fail_msg("%s: '%s'", text, near.at);
    }
    assert_in_range(held, 1000, 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_are_taken_apart),
        cmocka_unit_test(wrong_conditions_are_answered),
        cmocka_unit_test(cells_are_compared),
        cmocka_unit_test(near_cells_are_compared_alike),
    };
    return cmocka_run_group_tests_name("where", tests, make, NULL);
}
