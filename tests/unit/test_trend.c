/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "benchpay/trend.h"

/* Published CMO medians of datasets/cmo_median_by_year.csv.  Expected values by
 * R 4.2: fit <- lm(log(v) ~ y); confint(fit); predict(fit, ..., "prediction"). */
static const bp_year_pay cmo[] = {
    { 2011, 343334, 0 }, { 2001, 225000, 0 }, { 2009, 324750, 0 },
    { 2016, 388000, 0 }, { 2013, 365000, 0 },
};

static void trend_of_published_medians_agrees_with_r(void **state)
{
    bp_trend t;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, cmo, 5, BP_YEARS_EQUAL, .95, NULL), BP_OK);
    assert_near(t.b, .03731616060467094, 1e-12);
    assert_near(t.s / sqrt(t.sxx), .003527022541880337, 1e-11);
    assert_near(t.t, 3.1824463053, 1e-10);
    assert_near(t.r2, .9738989654, 1e-9);
    assert_near(t.rate, .0380, 1e-3);
    assert_near(t.rate_lo, .0264, 2e-3);
    assert_near(t.rate_hi, .0497, 2e-3);
}

static void projection_has_the_prediction_interval_of_r(void **state)
{
    bp_trend t;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, cmo, 5, BP_YEARS_EQUAL, .95, NULL), BP_OK);
    bp_projected p = bp_trend_at(&t, 2026, BP_ANCHOR_FIT);
    assert_near(p.value, 588049.46, 1e-8);
    assert_near(p.lo, 468549.59, 2e-8);
    assert_near(p.hi, 738026.84, 1e-8);
}

static void path_from_the_last_value_has_the_same_relative_width(void **state)
{
    bp_trend t;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, cmo, 5, BP_YEARS_EQUAL, .95, NULL), BP_OK);
    bp_projected a = bp_trend_at(&t, 2026, BP_ANCHOR_FIT);
    bp_projected b = bp_trend_at(&t, 2026, BP_ANCHOR_LAST);
    assert_near(b.value, 388000 * exp(10 * t.b), 1e-12);
    assert_near(b.hi / b.lo, a.hi / a.lo, 1e-12);
}

/* Python, by the sums of the header; t by tables, 2.7764451051977987 for 4 df. */
static void years_may_weigh_as_much_as_their_people(void **state)
{
    static const bp_year_pay year[] = { { 2026, 381000, 9 },   { 2019, 300000, 12 },
                                        { 2020, 309000, 40 },  { 2021, 322000, 200 },
                                        { 2023, 341000, 310 }, { 2024, 352000, 25 } };
    static const bp_year_pay unknown[] = { { 2020, 1, 5 }, { 2021, 2, 0 } };
    bp_trend t;
    bp_err err;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, year, 6, BP_YEARS_PEOPLE, .95, NULL), BP_OK);
    assert_near(t.rate, 0.03171643705895446, 1e-11);
    assert_near(t.rate_lo, 0.027836228305601503, 1e-10);
    assert_near(t.rate_hi, 0.03561129407975993, 1e-10);
    assert_near(t.mean_year, 2022.1342281879197, 1e-13);
    assert_near(t.s, 0.0043301993661303976, 1e-10);
    bp_projected p = bp_trend_at(&t, 2028, BP_ANCHOR_LAST);
    assert_near(p.value, 405551.1852755948, 1e-10);
    assert_near(p.lo, 395287.0684633938, 1e-10);
    assert_near(p.hi, 416081.8225544129, 1e-10);
    p = bp_trend_at(&t, 2028, BP_ANCHOR_FIT);
    assert_near(p.value, 399258.83022131445, 1e-10);
    assert_near(p.lo, 389153.9669624154, 1e-10);
    assert_int_equal(bp_trend_fit(&t, unknown, 2, BP_YEARS_PEOPLE, .95, &err), BP_EDATA);
}

static void growth_at_a_given_rate_compounds(void **state)
{
    static const double want[] = { 454750, 486582.5, 520643.275, 557088.30425, 596084.4855475 };
    (void)state;
    for (int year = 1; year <= 5; year++)
        assert_near(bp_grow(425000, .07, year), want[year - 1], 1e-12);
    assert_near(bp_cagr(225000, 343334, 10), .043166014, 1e-8);
    assert_near(bp_cagr(343334, 388000, 5), .024761929, 1e-8);
}

static void two_points_give_a_rate_and_no_interval(void **state)
{
    bp_trend t;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, cmo, 2, BP_YEARS_EQUAL, .95, NULL), BP_OK);
    assert_false(t.has_interval);
    assert_near(t.rate, .043166014, 1e-8);
    bp_projected p = bp_trend_at(&t, 2016, BP_ANCHOR_FIT);
    assert_near(p.lo, p.value, 0);
}

static void what_is_no_series_is_refused(void **state)
{
    static const bp_year_pay twice[] = { { 2001, 1, 0 }, { 2002, 2, 0 }, { 2001, 3, 0 } };
    static const bp_year_pay zero[] = { { 2001, 1, 0 }, { 2002, 0, 0 } };
    bp_trend t;
    bp_err err;
    (void)state;
    assert_int_equal(bp_trend_fit(&t, cmo, 1, BP_YEARS_EQUAL, .95, &err), BP_EDATA);
    assert_int_equal(bp_trend_fit(&t, twice, 3, BP_YEARS_EQUAL, .95, &err), BP_EDATA);
    assert_string_equal(err.text, "year 2001 appears twice");
    assert_int_equal(bp_trend_fit(&t, zero, 2, BP_YEARS_EQUAL, .95, &err), BP_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trend_of_published_medians_agrees_with_r),
        cmocka_unit_test(projection_has_the_prediction_interval_of_r),
        cmocka_unit_test(path_from_the_last_value_has_the_same_relative_width),
        cmocka_unit_test(years_may_weigh_as_much_as_their_people),
        cmocka_unit_test(growth_at_a_given_rate_compounds),
        cmocka_unit_test(two_points_give_a_rate_and_no_interval),
        cmocka_unit_test(what_is_no_series_is_refused),
    };
    return cmocka_run_group_tests_name("trend", tests, NULL, NULL);
}
