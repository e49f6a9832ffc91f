/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "folder.h"
#include "ingest/rates.h"

static bp_rates *read_text(const char *text)
{
    bp_rates *r = NULL;
    bp_err err;
    put_file("fx.csv", text, strlen(text));
    if (bp_rates_read(&r, "fx.csv", NULL, false, &err) != BP_OK)
        fail_msg("%s", err.text);
    return r;
}

/* Units of the rate that is found, or 0. */
static int64_t found(const bp_rates *r, const char *code, int year, int month, int day)
{
    size_t i = bp_rates_find(r, bp_text_of(code), (bp_date){ year, month, day });
    return i == BP_NO_RATE ? 0 : r->rate[i].units;
}

#define UNIT 1000000000000

static void the_latest_rate_that_is_not_after_the_day_counts(void **state)
{
    (void)state;
    bp_rates *r = read_text("currency,rate,date\n"
                            "eur,3,2025-07-01\nEUR,1,2024-01-01\nGBP,5,2024-01-01\n"
                            "EUR,2,2025-01-01\n");
    assert_int_equal(found(r, "EUR", 2024, 12, 31), 1 * UNIT);
    assert_int_equal(found(r, "EUR", 2025, 1, 1), 2 * UNIT);
    assert_int_equal(found(r, "EUR", 2025, 6, 30), 2 * UNIT);
    assert_int_equal(found(r, "EUR", 2025, 6, 0), 2 * UNIT);
    assert_int_equal(found(r, "EUR", 2025, 7, 0), 3 * UNIT);
    assert_int_equal(found(r, "EUR", 2025, 0, 0), 3 * UNIT);
    assert_int_equal(found(r, "EUR", 2030, 1, 1), 3 * UNIT);
    assert_int_equal(found(r, "EUR", 0, 0, 0), 3 * UNIT);
    assert_int_equal(found(r, "EUR", 2023, 1, 1),
                     3 * UNIT); /* all are later: the latest */
    assert_int_equal(found(r, "GBP", 2020, 1, 1), 5 * UNIT);
    assert_int_equal(found(r, "CHF", 2025, 1, 1), 0);
    bp_rates_free(r);
}

static void a_table_needs_no_dates(void **state)
{
    (void)state;
    bp_rates *r = read_text("Currency;Rate\nCAD;0,72\nVND;0,00003937\n");
    assert_int_equal(found(r, "CAD", 2020, 1, 1), 720000000000);
    assert_int_equal(found(r, "VND", 2020, 1, 1), 39370000);
    bp_rates_free(r);
}

/* By hand: 100.01 x 1.5 = 150.015, to the even cent 150.02; 100.03 x 1.5 = 150.045, to
 * 150.04; 33333.33 x 1.0853 = 36176.663049; 0.01 x 0.4 rounds to nothing. */
static void products_are_exact_and_round_half_to_even(void **state)
{
    static const struct {
        int64_t units, rate, want;
        int scale;
    } cases[] = {
        { 10001, 1500000000000, 15002, 2 },
        { 10003, 1500000000000, 15004, 2 },
        { -10001, 1500000000000, -15002, 2 },
        { 3333333, 1085300000000, 3617666, 2 },
        { 1, 400000000000, 0, 2 },
        { 10001000, 1500000000000, 15002000, 5 },
        { 10001499, 1000000000000, 10001000, 5 },
        { 100000000000, 1130000000000, 113000000000, 9 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t units = cases[i].units;
        assert_true(bp_rate_convert(&units, cases[i].rate, false, cases[i].scale));
        assert_int_equal(units, cases[i].want);
    }
    int64_t huge = INT64_MAX / 2;
    assert_false(bp_rate_convert(&huge, 3 * UNIT, false, 2));
}

/* By hand: 150 / 1.5 = 100; 1 / 3 = .3333..., to the cent .33; 0.05 / 2 = .025, to the
 * even cent .02; 29,000,000 / 29,000.5 = 999.98275..., 999.98. */
static void quotients_are_exact_and_round_half_to_even(void **state)
{
    static const struct {
        int64_t units, rate, want;
        int scale;
    } cases[] = {
        { 15000, 1500000000000, 10000, 2 },
        { 100, 3000000000000, 33, 2 },
        { 5, 2000000000000, 2, 2 },
        { 15, 2000000000000, 8, 2 },
        { -15, 2000000000000, -8, 2 },
        { 2900000000, 29000500000000000, 99998, 2 },
        { 2900000000000, 29000500000000000, 99998000, 5 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t units = cases[i].units;
        assert_true(bp_rate_convert(&units, cases[i].rate, true, cases[i].scale));
        assert_int_equal(units, cases[i].want);
    }
}

static void bad_rates_are_named_with_their_place(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "currency,rates\nEUR,1\n",
          "fx.csv: there is no column 'rate'; did you mean 'rates'?" },
        { "land,rate\nEUR,1\n", "fx.csv: there is no column 'currency'" },
        { "currency,rate\nEUR,0\n", "fx.csv:2:2: rate: not a rate above 0" },
        { "currency,rate\nEUR,\n", "fx.csv:2:2: rate: not a rate above 0" },
        { "currency,rate\nEUR,1\nGBP,x\n", "fx.csv:3:2: rate: not a rate above 0" },
        { "currency,rate\nEUR,1.0000000000001\n",
          "fx.csv:2:2: rate: has more than 12 decimals" },
        { "currency,rate\n,1\n", "fx.csv:2:1: currency: no currency" },
        { "currency,rate,date\nEUR,1,2024-01-01\nEUR,2,soon\n",
          "fx.csv:3:3: date: not a date as its column writes them" },
        { "currency,rate,date\nEUR,1,03/04/2024\n",
          "fx.csv: date: its dates can be DD/MM or MM/DD; write them as YYYY-MM-DD" },
        { "currency,rate,date\nEUR,1,2024-01-01\neur,2,2024-01-01\n",
          "fx.csv: the rate of 'EUR' appears twice for one date" },
    };
    bp_rates *r = NULL;
    bp_err err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        put_file("fx.csv", cases[i].text, strlen(cases[i].text));
        assert_int_equal(bp_rates_read(&r, "fx.csv", NULL, false, &err), BP_EDATA);
        assert_string_equal(err.text, cases[i].want);
        assert_null(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_latest_rate_that_is_not_after_the_day_counts,
                                        enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_table_needs_no_dates, enter_folder,
                                        leave_folder),
        cmocka_unit_test(products_are_exact_and_round_half_to_even),
        cmocka_unit_test(quotients_are_exact_and_round_half_to_even),
        cmocka_unit_test_setup_teardown(bad_rates_are_named_with_their_place,
                                        enter_folder, leave_folder),
    };
    return cmocka_run_group_tests_name("rates", tests, NULL, NULL);
}
