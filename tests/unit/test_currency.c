/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "ingest/currency.h"
#include "reading.h"

/* Whole readings of small files in several currencies; converted by hand. */

static int rated(void **state)
{
    int made = make(state);
    choice.currency = "USD";
    choice.rates = "fx.csv";
    put("fx.csv", "currency,rate,date\nEUR,1.25,2024-01-01\nEUR,1.5,2025-03-01\n"
                  "CAD,0.5,2024-01-01\n");
    return made;
}

static void pay_is_converted_at_the_rate_of_its_date(void **state)
{
    (void)state;
    put("pay.csv", "base,currency,year,effective_date\n"
                   "100,USD,2025,2025-01-01\n"
                   "100,eur,2025,2025-02-28\n"  /* 125 */
                   "100,EUR,2025,2025-03-01\n"  /* 150 */
                   "0.03,EUR,2025,2025-03-01\n" /* .045, to the even cent .04 */
                   "100,,2025,2025-03-01\n"     /* no currency: excluded */
                   "100,EUR,2024,2024-05-01\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 4, 375.04);
    assert_string_equal(bp_survey_currency(s), "USD");
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_CURRENCY], 1);
    assert_true(has_note(s, "pay is converted to USD by 'fx.csv': EUR (3 rows) at 1.25 "
                            "(2024-01-01) to 1.5 (2025-03-01)"));
    bp_survey_free(s);
}

static void a_year_counts_as_its_last_day(void **state)
{
    (void)state;
    put("pay.csv", "base,currency,year\n100,EUR,2025\n100,USD,2025\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 250);
    bp_survey_free(s);
}

static void limits_are_held_against_converted_pay(void **state)
{
    (void)state;
    choice.has_min_pay = true;
    choice.min_pay = (bp_decimal){ 100, 0 };
    put("pay.csv", "base,currency\n150,CAD\n200,CAD\n99,EUR\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 248.5);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_LIMIT], 1);
    bp_survey_free(s);
}

static void every_element_is_converted(void **state)
{
    (void)state;
    choice.every_element = true;
    choice.experience = true;
    put("pay.csv", "base,bonus,experience,currency\n100,10,8,EUR\n200,,9,USD\n");
    bp_survey *s = read_it();
    uint64_t n;
    assert_pay(s, 0, "base", 2, 350);
    assert_pay(s, 1, "bonus", 1, 15);
    assert_pay(s, 2, "tcc", 2, 365);
    assert_near(total(s, bp_survey_experience(s), &n), 17, 0);
    bp_survey_free(s);
}

static void groups_by_currency_keep_their_own(void **state)
{
    static const char *const by[] = { "currency" };
    (void)state;
    choice.by = by;
    choice.n_by = 1;
    put("pay.csv", "base,currency\n100,EUR\n200,USD\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 350);
    assert_false(bp_survey_mixed(s));
    assert_int_equal(bp_survey_key_values(s, 0), 2);
    assert_string_equal(bp_survey_key_text(s, 0, 0).at, "EUR");
    bp_survey_free(s);
}

static void a_currency_without_a_rate_stops_the_reading(void **state)
{
    (void)state;
    put("pay.csv", "base,currency\n100,USD\n100,CHF\n100,CHF\n");
    assert_refused(BP_EDATA, "pay.csv:3: 'fx.csv' has no rate for 'CHF' (2 rows)");
    put("pay.csv", "base,currency\n100,CHF\n");
    assert_refused(BP_EDATA, "pay.csv:2: 'fx.csv' has no rate for 'CHF' (1 row)");
}

static void only_rows_that_count_need_a_rate(void **state)
{
    static const char *const where[] = { "currency != CHF" };
    (void)state;
    put("pay.csv", "base,currency,year\n100,CHF,2024\n100,USD,2025\nNA,CHF,2025\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 1, 100);
    bp_survey_free(s);

    put("pay.csv", "base,currency\n100,CHF\n100,USD\n");
    choice.where = where;
    choice.n_where = 1;
    s = read_it();
    assert_pay(s, 0, "base", 1, 100);
    bp_survey_free(s);
}

static void pay_in_an_unknown_currency_is_not_converted(void **state)
{
    (void)state;
    put("pay.csv", "base,region\n100,North\n");
    assert_refused_hint(
        BP_EDATA,
        "pay.csv: the currency of its pay is not known, so it cannot be converted",
        BP_HINT_PAID_IN, "");
}

/* 300,000,000 EUR are beyond what fits at nine decimals once they are dong. */
static void room_is_made_for_large_rates(void **state)
{
    (void)state;
    choice.currency = "VND";
    put("fx.csv", "currency,rate\nEUR,29000.5\n");
    put("pay.csv", "base,currency\n300000000,EUR\n1000000,VND\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 8700150000000. + 1000000);
    bp_survey_free(s);
}

static void a_sign_is_taken_off(void **state)
{
    static const char *const cases[][3] = {
        { "$50", "50", "USD" },
        { "50 €", "50", "EUR" },
        { "£ 1,000", "1,000", "GBP" },
        { "1,5\u00a0€", "1,5", "EUR" },
        { "50", "50", "" },
        { "US$50", "US$50", "" },
        { "kr 50", "kr 50", "" },
        { "$", "", "USD" },
        { "", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_text amount = bp_text_of(cases[i][0]);
        const bp_text code = bp_currency_take_sign(&amount);
        assert_true(bp_text_equal(amount, bp_text_of(cases[i][1])));
        assert_true(bp_text_equal(code, bp_text_of(cases[i][2])));
    }
}

static void names_of_currencies_are_codes(void **state)
{
    static const char *const cases[][2] = {
        { "usd", "USD" },
        { "EUR European Euro", "EUR" },
        { "GBP\tPound sterling", "GBP" },
        { "USD ($)", "USD" },
        { "US dollar", "USD" },
        { "United States Dollar (USD)", "USD" },
        { "euro", "EUR" },
        { "£", "GBP" },
        { "US$", "USD" },
        { "$", "USD" },
        { "kr", "kr" },
        { "Other", "Other" },
        { "AUD/NZD", "AUD/NZD" },
        { "", "" },
    };
    char iso[3];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(bp_text_equal(bp_currency_fold(bp_text_of(cases[i][0]), iso),
                                  bp_text_of(cases[i][1])));
}

static void signs_of_one_amount_agree(void **state)
{
    const char *known = NULL;
    (void)state;
    assert_true(bp_currency_join(&known, "$"));
    assert_true(bp_currency_join(&known, "CAD"));
    assert_string_equal(known, "CAD");
    assert_true(bp_currency_join(&known, "$"));
    assert_string_equal(known, "CAD");
    assert_false(bp_currency_join(&known, "EUR"));
    assert_true(bp_currency_join(&known, NULL));
    assert_string_equal(known, "CAD");
    known = "JPY";
    assert_true(bp_currency_join(&known, "CNY"));
    assert_string_equal(known, "CNY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pay_is_converted_at_the_rate_of_its_date, rated,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_year_counts_as_its_last_day, rated,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(limits_are_held_against_converted_pay, rated,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(every_element_is_converted, rated, leave_folder),
        cmocka_unit_test_setup_teardown(groups_by_currency_keep_their_own, rated,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_currency_without_a_rate_stops_the_reading,
                                        rated, leave_folder),
        cmocka_unit_test_setup_teardown(only_rows_that_count_need_a_rate, rated,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(pay_in_an_unknown_currency_is_not_converted,
                                        rated, leave_folder),
        cmocka_unit_test_setup_teardown(room_is_made_for_large_rates, rated,
                                        leave_folder),
        cmocka_unit_test(a_sign_is_taken_off),
        cmocka_unit_test(names_of_currencies_are_codes),
        cmocka_unit_test(signs_of_one_amount_agree),
    };
    return cmocka_run_group_tests_name("currency", tests, NULL, NULL);
}
