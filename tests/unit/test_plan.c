/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "reading.h"

/* What is read when little is said; what must come out was counted by hand. */

static void pay_is_chosen_or_named(void **state)
{
    (void)state;
    put("pay.csv", "base,total,other\n1,2,4\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "total", 1, 2);
    assert_true(has_note(s, "--pay base"));
    bp_survey_free(s);
    choice.pay = "Other";
    s = read_it();
    assert_pay(s, 0, "other", 1, 4);
    bp_survey_free(s);
    choice.pay = "lti";
    assert_refused(
        BP_EDATA,
        "pay.csv: --pay lti: there is no lti column; name it with --map lti=COLUMN");
    choice.pay = "otter";
    assert_refused(BP_EUSAGE,
                   "pay.csv: --pay: there is no column 'otter'; did you mean 'other'?");
    choice.pay = NULL;
    put("pay.csv", "name,age\nx,3\n");
    assert_refused(BP_EDATA,
                   "pay.csv: no pay column among 'name', 'age'; name it with --map "
                   "base=COLUMN or --pay COLUMN");
}

static void periods_come_from_the_cell_the_column_or_the_option(void **state)
{
    (void)state;
    put("pay.csv", "salary,pay_period,bonus\n25,Hour,100\n2000,Month,100\n700,,100\n"
                   "9 per week,Year,100\n5,often,100\n");
    choice.pay = "tcc";
    bp_survey *s = read_it();
    assert_pay(s, 0, "tcc", 3, 25 * 2080 + 2000 * 12 + 9 * 52 + 300);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_PERIOD], 2);
    assert_string_equal(bp_survey_period(s), "a year");
    bp_survey_free(s);

    reading.period = BP_PERIOD_WEEKLY;
    reading.hours = 1000;
    s = read_it();
    assert_pay(s, 0, "tcc", 4, 25 * 1000 + 2000 * 12 + 700 * 52 + 9 * 52 + 400);
    bp_survey_free(s);

    bp_reading_init(&reading);
    reading.file = files;
    reading.n_files = 1;
    choice.pay = NULL;
    put("pay.csv", "Hourly Rate \n25\n");
    s = read_it();
    assert_pay(s, 0, "base", 1, 25);
    assert_string_equal(bp_survey_period(s), "an hour");
    bp_survey_free(s);
}

static void currencies_come_from_column_header_or_signs(void **state)
{
    static const char *const by[] = { "currency" };
    (void)state;
    put("pay.csv", "salary,currency\n1,usd\n2,EUR\n4,USD\n8,\n");
    assert_refused(BP_EDATA, "pay is in 2 currencies: USD (2), EUR (1)");
    choice.currency = "USD";
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 5);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_CURRENCY], 2);
    bp_survey_free(s);

    choice.currency = NULL;
    choice.by = by;
    choice.n_by = 1;
    s = read_it();
    assert_true(bp_survey_mixed(s));
    bp_survey_free(s);

    choice.n_by = 0;
    put("pay.csv", "salary (EUR)\n1\n");
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "EUR");
    bp_survey_free(s);

    put("pay.csv", "salary\n£1\n2\n");
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "GBP");
    assert_pay(s, 0, "base", 2, 3);
    bp_survey_free(s);

    put("pay.csv", "salary\n$1\n2\n");
    s = read_it();
    assert_null(bp_survey_currency(s));
    bp_survey_free(s);

    put("pay.csv", "salary\n£1\n€2\n€3\n4\n");
    choice.main_currency = true;
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "EUR");
    assert_pay(s, 0, "base", 2, 5);
    bp_survey_free(s);
}

static void pay_in_one_currency_is_preferred(void **state)
{
    (void)state;
    put("pay.csv", "salary,salary_currency,salary_in_usd\n70,EUR,80\n90,USD,90\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 170);
    assert_string_equal(bp_survey_currency(s), "USD");
    bp_survey_free(s);
    choice.currency = "EUR";
    s = read_it();
    assert_pay(s, 0, "base", 1, 70);
    bp_survey_free(s);
}

static void years_come_from_a_year_or_a_date(void **state)
{
    static const char *const by[] = { "year" };
    (void)state;
    put("pay.csv", "survey_date,salary\n2023-12-31,1\n2024-01-01,2\n2024-06-01,4\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 6);
    bp_survey_free(s);
    choice.year = 2023;
    s = read_it();
    assert_pay(s, 0, "base", 1, 1);
    bp_survey_free(s);
    choice.year = BP_YEAR_LATEST;
    choice.by = by;
    choice.n_by = 1;
    s = read_it();
    assert_pay(s, 0, "base", 3, 7);
    assert_int_equal(bp_survey_key_values(s, 0), 2);
    assert_string_equal(bp_survey_key_text(s, 0, 0).at, "2023");
    bp_survey_free(s);
    put("pay.csv", "survey_date,salary\n03/04/2024,1\n");
    assert_refused(BP_EDATA,
                   "pay.csv: survey_date: its dates can be DD/MM/YYYY or MM/DD/YYYY; "
                   "say which with --date-format");
    reading.date_format = "DD/MM/YYYY";
    s = read_it();
    assert_pay(s, 0, "base", 1, 1);
    bp_survey_free(s);
}

static void files_are_matched_by_name(void **state)
{
    (void)state;
    reading.n_files = 2;
    put("pay.csv", "salary,tier\n\"1,5\",A\n");
    put("more.csv", "tier;pad;Salary\nB;x;2.5\n");
    static const char *const by[] = { "tier" };
    choice.by = by;
    choice.n_by = 1;
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 4);
    assert_int_equal(bp_survey_input(s, 1)->used, 1);
    bp_survey_free(s);
    put("more.csv", "grade,salary\nB,2\n");
    assert_refused(BP_EDATA, "more.csv: there is no column 'tier', which 'pay.csv' has");
}

static void known_groups_that_make_no_table_are_left_out(void **state)
{
    static const char *const by[] = { "tier", "region", "seniority" };
    (void)state;
    put("pay.csv", "seniority,salary\nA,1\nB,2\n");
    choice.by = by;
    choice.n_by = 3;
    assert_refused(
        BP_EUSAGE,
        "pay.csv: --by: there is no region column; name it with --map region=COLUMN");
    choice.by_known = true;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_keys(s), 1);
    assert_string_equal(bp_survey_key(s, 0), "tier");
    bp_survey_free(s);
}

static void columns_are_described(void **state)
{
    static const struct {
        const char *name, *role, *kind, *style;
    } want[] = {
        { "when", NULL, "date", "YYYY-MM-DD" }, { "salary", "base", "money", "1,234.56" },
        { "note", NULL, "text", NULL },         { "band", "tier", "range", "1234.56" },
        { "pad", NULL, "empty", NULL },
    };
    (void)state;
    put("pay.csv", "when,salary,note,band,pad\n2024-01-02,\"1,250,000\",x,5-8,\n");
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_columns(s), 5);
    for (size_t i = 0; i < 5; i++) {
        const bp_column_info *c = bp_survey_column(s, i);
        assert_int_equal(c->index, i + 1);
        assert_string_equal(c->name, want[i].name);
        assert_string_equal(c->kind, want[i].kind);
        assert_int_equal(c->role == NULL, want[i].role == NULL);
        assert_true(c->role == NULL || strcmp(c->role, want[i].role) == 0);
        assert_int_equal(c->style == NULL, want[i].style == NULL);
        assert_true(c->style == NULL || strcmp(c->style, want[i].style) == 0);
    }
    bp_survey_free(s);
}

static void unknown_formats_are_refused(void **state)
{
    (void)state;
    put("pay.csv", "salary,date\n1,31.12.2024\n");
    reading.date_format = "DDMMYY";
    assert_refused(BP_EUSAGE, "--date-format 'DDMMYY' is not known; write YYYY-MM-DD, "
                              "DD/MM/YYYY, MM/DD/YYYY, DD.MM.YYYY and the like");
    reading.number_format = "1_000";
    assert_refused(BP_EUSAGE,
                   "--number-format '1_000' is not known; write 1,234.56 or 1.234,56 "
                   "or 1 234,56 or 1'234.56 or 1234.56 or 1234,56");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pay_is_chosen_or_named),
        TEST(periods_come_from_the_cell_the_column_or_the_option),
        TEST(currencies_come_from_column_header_or_signs),
        TEST(pay_in_one_currency_is_preferred),
        TEST(years_come_from_a_year_or_a_date),
        TEST(files_are_matched_by_name),
        TEST(known_groups_that_make_no_table_are_left_out),
        TEST(columns_are_described),
        TEST(unknown_formats_are_refused),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
