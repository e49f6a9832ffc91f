/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "handmade.h"

#define HEAD "tier,n,orgs,mean,p10,p25,p50,p75,p90,status\n"
#define TOTAL "(all),165,149,427032.5,275347,326914,403568,491330,597070,ok\n"

static const double small[8] = { 3, 2, 101.25, 100, 100, 101, 102, 103 };

static void assert_csv(bp_report *r, const bp_look *look, const char *want)
{
    char *got = made_bytes(r, BP_FORMAT_CSV, look);
    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
    bp_report_free(r);
}

static void numbers_are_plain_and_groups_are_named(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_row(r, "System", small);
    made_row(r, "", small);
    assert_csv(r, NULL, HEAD TOTAL "System,3,2,101.25,100,100,101,102,103,ok\n"
                                   "(blank),3,2,101.25,100,100,101,102,103,ok\n");
}

static void what_is_not_shown_is_empty_and_has_its_code(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_PEOPLE | BP_WHY_FEW_ORGS);
    bp_value v[MADE_COLUMNS] = { bp_value_text("Two"), bp_value_count(2),
                                 bp_value_figure(BP_KIND_COUNT,
                                                 bp_figure_without(BP_ABSENT, 0), NULL) };
    for (size_t i = 3; i < 9; i++)
        v[i] = bp_value_money(5, "USD");
    v[3].figure = bp_figure_without(BP_WITHHELD, BP_WHY_COMPLEMENT);
    v[8].figure = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    bp_report_add_row(r, v, MADE_COLUMNS, 0, false);
    assert_csv(r, NULL, HEAD TOTAL "Federal,4,3,,,,,,,few-people;few-orgs\n"
                                   "Two,2,,,5,5,5,5,,complement:mean;not-estimable:p90\n");
}

static void limits_stand_behind_levels(void **state)
{
    (void)state;
    static const bp_column column[] = {
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "mean", "Mean", BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "p90", "P90", BP_KIND_MONEY, BP_COL_LEVEL, 90 },
        { "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 },
    };
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "percentiles", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = "base" });
    bp_report_add_table(r, &(bp_table){ .machine = { .csv = true }, .column = column,
                                        .n_columns = 4, .intervals = true });
    bp_value mean = bp_value_money(70, "USD"), p90 = bp_value_money(90, "USD");
    mean.figure.lo = 60.5;
    mean.figure.hi = 80;
    mean.figure.lo_state = mean.figure.hi_state = BP_SHOWN;
    p90.figure.lo_state = BP_WITHHELD;
    p90.figure.hi_state = BP_NOT_ESTIMABLE;
    const bp_value v[] = { bp_value_count(12), mean, p90, bp_value_text(NULL) };
    bp_report_add_row(r, v, 4, 0, true);
    assert_csv(r, NULL, "n,mean,p90,p90_lo,p90_hi,status\n"
                        "12,70,90,,,interval:p90_lo;not-estimable:p90_hi\n");
}

/* RFC 4180 quoting, and a guard for what a spreadsheet would run. */
static void texts_are_quoted_and_guarded(void **state)
{
    (void)state;
    static const struct {
        const char *tier;
        const char *want;
    } cases[] = {
        { "a,b", "\"a,b\"" },
        { "say \"x\"", "\"say \"\"x\"\"\"" },
        { "two\nlines", "\"two\nlines\"" },
        { "=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1" },
        { "=a,\"b\"", "\"'=a,\"\"b\"\"\"" },
        { "+1", "'+1" },
        { "-5 to 8", "'-5 to 8" },
        { "@x", "'@x" },
        { "\tx", "'\tx" },
        { "＝1+1", "'＝1+1" },
        { "＠x", "'＠x" },
        { "a=b", "a=b" },
        { "5-8", "5-8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[400];
        bp_report *r = made_new("percentiles");
        made_row(r, cases[i].tier, small);
        snprintf(want, sizeof want, "%s%s,3,2,101.25,100,100,101,102,103,ok\n", HEAD TOTAL,
                 cases[i].want);
        assert_csv(r, NULL, want);
    }
}

static void negative_numbers_are_never_guarded(void **state)
{
    (void)state;
    static const double loss[8] = { 3, 2, -5, -5, -5, -5, -5, -0.25 };
    bp_report *r = made_new("percentiles");
    made_row(r, "x", loss);
    assert_csv(r, NULL, HEAD TOTAL "x,3,2,-5,-5,-5,-5,-5,-0.25,ok\n");
}

static void machines_can_have_the_text_as_it_is(void **state)
{
    (void)state;
    bp_look look;
    bp_look_init(&look);
    look.csv_guard = false;
    bp_report *r = made_new("percentiles");
    made_row(r, "=1+1", small);
    assert_csv(r, &look, HEAD TOTAL "=1+1,3,2,101.25,100,100,101,102,103,ok\n");
}

/* Without a table that is the csv, and where several would answer. */
static void a_report_can_have_no_csv(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        bp_report *r = made_new("report");
        bp_look look;
        r->has_csv = i == 0;
        r->section[0].item[0].u.table.machine.csv = i == 1;
        bp_look_init(&look);
        char *bytes = NULL;
        size_t n = 7;
        bp_err err;
        assert_int_equal(bp_render(&bytes, &n, r, BP_FORMAT_CSV, &look, &err), BP_EUSAGE);
        assert_null(bytes);
        assert_int_equal(n, 7);
        assert_non_null(strstr(err.text, "'report' has no csv"));
        bp_report_free(r);
    }
}

/* Of several tables the first, and one with a prefix at its right. */
static void a_second_table_stands_to_the_right(void **state)
{
    (void)state;
    static const bp_column column[] = { { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 } };
    static const struct {
        bool csv;
        const char *prefix;
    } tables[] = { { false, NULL }, { true, NULL }, { true, "more_" }, { true, NULL } };
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "offer", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "offer" });
    for (size_t i = 0; i < 4; i++) {
        bp_report_add_table(r, &(bp_table){ .machine = { .csv = tables[i].csv,
                                                         .csv_prefix = tables[i].prefix },
                                            .column = column, .n_columns = 1 });
        for (size_t k = 0; k < 2; k++)
            bp_report_add_row(r, (bp_value[]){ bp_value_count(10 * i + k) }, 1, 0, false);
    }
    assert_csv(r, NULL, "n,more_n\n10,20\n11,21\n");
}

/* Of a report with sections: every table's keys are columns, limits are facts of their
 * own, and what was never there is none. */
static void figures_of_sections_are_facts_a_row_each(void **state)
{
    (void)state;
    static const bp_column groups[] = {
        { "tier", "Tier", BP_KIND_TEXT, BP_COL_BY, 0 },
        { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "p50", "P50", BP_KIND_MONEY, BP_COL_LEVEL, 50 },
        { "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 },
    };
    static const bp_column years[] = {
        { "year", "Year", BP_KIND_NUMBER, BP_COL_KEY, 0 },
        { "value", "Median", BP_KIND_MONEY, BP_COL_FIELD, 0 },
        { "source", "Source", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "sure", "Sure", BP_KIND_FLAG, BP_COL_MORE, 0 },
        { "", "Change", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
    };
    const bp_value none =
        bp_value_figure(BP_KIND_COUNT, bp_figure_without(BP_ABSENT, 0), NULL);
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "report", NULL), BP_OK);
    r->sectioned = true;
    bp_report_add_section(r, &(bp_section){ .name = "tier", .pay = "base" });
    bp_report_add_table(r, &(bp_table){ .name = "tier", .machine = { .data = true },
                                        .column = groups, .n_columns = 5,
                                        .intervals = true });
    bp_value sure = bp_value_money(70, "USD"), few = sure, half = sure;
    sure.figure.lo = 60.5;
    sure.figure.hi = 80;
    sure.figure.lo_state = sure.figure.hi_state = BP_SHOWN;
    half.figure.lo_state = half.figure.hi_state = BP_WITHHELD;
    few.figure = bp_figure_without(BP_WITHHELD, BP_WHY_FEW_ORGS);
    const bp_value all[] = { bp_value_text(NULL), bp_value_count(12), none, sure,
                             bp_value_text(NULL) };
    const bp_value blank[] = { bp_value_text(""), bp_value_count(4), none, few,
                               bp_value_text(NULL) };
    const bp_value cmo[] = { bp_value_text("=CMO"), bp_value_count(8), none, half,
                             bp_value_text(NULL) };
    bp_report_add_row(r, all, 5, 0, true);
    bp_report_add_row(r, blank, 5, BP_WHY_FEW_PEOPLE, false);
    bp_report_add_row(r, cmo, 5, 0, false);
    bp_report_add_section(r, &(bp_section){ .name = "growth" });
    bp_report_add_table(r, &(bp_table){ .name = "growth.observed",
                                        .machine = { .data = true }, .column = years,
                                        .n_columns = 5 });
    const bp_value year[] = { bp_value_number(2026), bp_value_money(5.5, "USD"),
                              bp_value_text("fitted"),
                              bp_value_figure(BP_KIND_FLAG, bp_figure_of(1), NULL),
                              bp_value_percent(.1) };
    bp_report_add_row(r, year, 5, 0, false);
    assert_csv(r, NULL,
               "table,tier,year,pay,figure,value,status\n"
               "tier,(all),(all),base,n,12,ok\n"
               "tier,(all),(all),base,p50,70,ok\n"
               "tier,(all),(all),base,p50_lo,60.5,ok\n"
               "tier,(all),(all),base,p50_hi,80,ok\n"
               "tier,(blank),(all),base,n,4,few-people\n"
               "tier,(blank),(all),base,p50,,few-people;few-orgs\n"
               "tier,'=CMO,(all),base,n,8,ok\n"
               "tier,'=CMO,(all),base,p50,70,ok\n"
               "tier,'=CMO,(all),base,p50_lo,,interval\n"
               "tier,'=CMO,(all),base,p50_hi,,interval\n"
               "growth.observed,(all),2026,,value,5.5,ok\n"
               "growth.observed,(all),2026,,source,fitted,ok\n"
               "growth.observed,(all),2026,,sure,true,ok\n");
}

static void formats_are_found_by_name_and_by_file(void **state)
{
    (void)state;
    bp_format f = BP_FORMATS;
    assert_true(bp_format_find(&f, "json"));
    assert_int_equal(f, BP_FORMAT_JSON);
    assert_false(bp_format_find(&f, "pdf"));
    assert_true(bp_format_of_file(&f, "out.d/report.HTML"));
    assert_int_equal(f, BP_FORMAT_HTML);
    assert_true(bp_format_of_file(&f, "report.txt"));
    assert_int_equal(f, BP_FORMAT_TEXT);
    assert_false(bp_format_of_file(&f, "out.csv/report"));
    assert_false(bp_format_of_file(&f, "report"));
    assert_int_equal(f, BP_FORMAT_TEXT);
    assert_string_equal(bp_format_name(BP_FORMAT_MD), "md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_plain_and_groups_are_named),
        cmocka_unit_test(what_is_not_shown_is_empty_and_has_its_code),
        cmocka_unit_test(limits_stand_behind_levels),
        cmocka_unit_test(texts_are_quoted_and_guarded),
        cmocka_unit_test(negative_numbers_are_never_guarded),
        cmocka_unit_test(machines_can_have_the_text_as_it_is),
        cmocka_unit_test(a_report_can_have_no_csv),
        cmocka_unit_test(a_second_table_stands_to_the_right),
        cmocka_unit_test(figures_of_sections_are_facts_a_row_each),
        cmocka_unit_test(formats_are_found_by_name_and_by_file),
    };
    return cmocka_run_group_tests_name("render_csv", tests, NULL, NULL);
}
