/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions of prices, employees and budgets that make no sense, as a program that embeds
 * the library could ask them: each is refused before a file is read. */
#define _XOPEN_SOURCE 700
#include "near.h"

#include "benchpay/compose.h"
#include "benchpay/merit.h"
#include "benchpay/pricing.h"
#include "folder.h"

static const bp_level levels[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };

static bp_pricing_question prices(void)
{
    bp_pricing_question q = { .jobs = "jobs.csv",
                              .to = 20270101,
                              .level = levels,
                              .n_levels = 3,
                              .target = { 1, 2 } };
    bp_reading_init(&q.reading);
    return q;
}

static void refuse_prices(const bp_pricing_question *q, const char *why)
{
    bp_pricing *p = NULL;
    bp_err err;
    assert_int_equal(bp_pricing_new(&p, q, &err), BP_EUSAGE);
    assert_string_equal(err.text, why);
    assert_null(p);
}

static void prices_need_levels_in_order_a_date_and_a_target(void **state)
{
    (void)state;
    static const bp_level falling[] = { { 1, 2 }, { 1, 4 } };
    static const char *const north[] = { "North" };
    bp_pricing_question q = prices();
    q.n_levels = 0;
    refuse_prices(&q, "prices have 1 to 200 levels");
    q = prices();
    q.level = falling;
    q.n_levels = 2;
    refuse_prices(&q, "the levels of prices ascend");
    q = prices();
    q.to = 0;
    refuse_prices(&q, "prices are of a date");
    q = prices();
    q.target = (bp_level){ 9, 10 };
    refuse_prices(&q, "the target is outside the levels");
    q = prices();
    q.location = north;
    q.n_locations = 1;
    refuse_prices(&q, "places need their differentials");
    q = prices();
    q.rates = "fx.csv";
    refuse_prices(&q, "there are rates, but no currency to convert into");
}

static bp_employees_question staff(void)
{
    static const char *const file[] = { "staff.csv" };
    bp_employees_question q = { .structure = "ranges.csv" };
    bp_question_init(&q.staff);
    q.staff.reading.file = file;
    q.staff.reading.n_files = 1;
    return q;
}

static void refuse_increases(const bp_merit_question *q, const char *why)
{
    bp_merit *m = NULL;
    bp_err err;
    assert_int_equal(bp_merit_new(&m, q, &err), BP_EUSAGE);
    assert_string_equal(err.text, why);
    assert_null(m);
}

static void increases_need_ranges_a_matrix_and_amounts_from_0_on(void **state)
{
    (void)state;
    static const char two[] = "increases need a structure and a matrix of percentages";
    const bp_merit_question good = { .employees = staff(), .matrix = "matrix.csv" };
    bp_merit_question q = good;
    q.matrix = NULL;
    refuse_increases(&q, two);
    q = good;
    q.employees.structure = NULL;
    refuse_increases(&q, two);
    q = good;
    q.lump = q.uncapped = true;
    refuse_increases(
        &q, "a lump sum is what passes the maximum: there is none without a cap");
    q = good;
    q.has_budget = true;
    q.budget.units = -1;
    refuse_increases(&q, "a budget or rounding below 0");
    q = good;
    q.round.units = -50;
    refuse_increases(&q, "a budget or rounding below 0");
}

static void people_are_held_against_something(void **state)
{
    (void)state;
    bp_compa_question q = { .employees = staff() };
    bp_compa *c = NULL;
    bp_err err;
    q.employees.structure = NULL;
    assert_int_equal(bp_compa_new(&c, &q, &err), BP_EUSAGE);
    assert_string_equal(err.text, "employees are held against a structure or a market: "
                                  "none is given");
    assert_null(c);
}

/* A market alone has no ends. */
static void without_ranges_there_are_no_zones_to_draw(void **state)
{
    (void)state;
    static const char people[] = "person,job,base\nP1,A,50000\n",
                      market[] = "job,market\nA,52000\n";
    bp_compa_question q = { .employees = staff() };
    bp_compa *c = NULL;
    bp_report *r = NULL;
    bp_err err;
    put_file("staff.csv", people, strlen(people));
    put_file("market.csv", market, strlen(market));
    q.employees.structure = NULL;
    q.employees.market = "market.csv";
    assert_int_equal(bp_compa_new(&c, &q, &err), BP_OK);
    assert_int_equal(bp_report_of_compa_chart(&r, c, NULL, NULL, &err), BP_EDATA);
    assert_string_equal(err.text, "nobody has a range, only a market: there are no zones "
                                  "to draw");
    assert_null(r);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_need_levels_in_order_a_date_and_a_target),
        cmocka_unit_test(increases_need_ranges_a_matrix_and_amounts_from_0_on),
        cmocka_unit_test(people_are_held_against_something),
        IN_FOLDER(without_ranges_there_are_no_zones_to_draw),
    };
    return cmocka_run_group_tests_name("pricing", tests, NULL, NULL);
}
