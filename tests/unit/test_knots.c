/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "benchpay/knots.h"

#define N 5

/* P10..P90 of a made-up market, in thousand. */
static const bp_knot market[N] = {
    { { 10, 100 }, 301000, false }, { { 25, 100 }, 355000, false },
    { { 50, 100 }, 425000, false }, { { 75, 100 }, 510000, false },
    { { 90, 100 }, 600000, false },
};

static bp_standing place(const bp_knot knot[], size_t n, double amount, bp_between method)
{
    bp_standing s;
    bp_err err;
    assert_int_equal(bp_knots_place(&s, knot, n, amount, method, &err), BP_OK);
    return s;
}

/* By R 4.2: coef(lm(log(x) ~ qnorm(p))). */
static void lognormal_over_all_knots_agrees_with_r(void **state)
{
    double mu = 0, sigma = 0;
    (void)state;
    assert_int_equal(bp_knots_lognormal(market, N, &mu, &sigma, NULL), BP_OK);
    assert_near(mu, 12.96028679979878, 1e-12);
    assert_near(sigma, .269011624617307, 1e-12);
}

/* The formulas of the header, evaluated with R's pnorm and qnorm. */
static void amounts_between_knots_by_every_method(void **state)
{
    static const struct {
        double amount, want[4];
    } cases[] = {
        { 480000, { 67.3721, 66.1765, 68.5198, 67.3912 } },
        { 330000, { 17.2802, 18.0556, 18.6976, 17.3068 } },
    };
    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int m = BP_LOGNORMAL; m <= BP_FIT; m++) {
            bp_standing s = place(market, N, cases[i].amount, (bp_between)m);
            assert_true(s.known);
            assert_false(s.extrapolated);
            assert_near(100 * s.p, cases[i].want[m], 3e-6);
        }
}

static void beyond_the_knots_the_band_comes_first(void **state)
{
    (void)state;
    bp_standing s = place(market, N, 650000, BP_LOGNORMAL);
    assert_int_equal(s.lower, 4);
    assert_int_equal(s.upper, 5);
    assert_true(s.extrapolated && s.known);
    assert_near(100 * s.p, 94.3008, 1e-6);
    assert_near(100 * place(market, N, 650000, BP_PARETO).p, 93.6319, 1e-6);

    s = place(market, N, 650000, BP_LINEAR);
    assert_true(s.extrapolated);
    assert_false(s.known);
    s = place(market, N, 200000, BP_LOGNORMAL);
    assert_int_equal(s.lower, -1);
    assert_int_equal(s.upper, 0);
    assert_true(s.extrapolated && s.known);
}

static void an_amount_at_a_knot_stands_at_its_percentile(void **state)
{
    (void)state;
    for (size_t i = 0; i < N; i++)
        for (int m = BP_LOGNORMAL; m < BP_FIT; m++) {
            bp_standing s = place(market, N, market[i].value, (bp_between)m);
            assert_near(s.p, bp_level_share(market[i].level), 0);
            assert_false(s.extrapolated);
        }
}

static void above_the_last_known_knot_of_a_top_coded_table_nothing_is_known(void **state)
{
    static const bp_knot coded[] = { { { 25, 100 }, 150000, false },
                                     { { 50, 100 }, 190000, false },
                                     { { 75, 100 }, 208000, true },
                                     { { 90, 100 }, 208000, true } };
    (void)state;
    bp_standing s = place(coded, 4, 200000, BP_LOGNORMAL);
    assert_false(s.known);
    assert_int_equal(s.lower, 1);
    s = place(coded, 4, 300000, BP_FIT);
    assert_false(s.known);
    assert_true(s.extrapolated);
    assert_true(place(coded, 4, 160000, BP_LOGNORMAL).known);
}

static void share_grows_with_the_amount(void **state)
{
    (void)state;
    for (int m = BP_LOGNORMAL; m <= BP_FIT; m++) {
        double before = 0;
        for (double v = 301000; v <= 600000; v += 500) {
            double p = place(market, N, v, (bp_between)m).p;
            assert_true(p >= before);
            before = p;
        }
    }
}

static void what_is_no_table_is_refused(void **state)
{
    static const bp_knot falling[] = { { { 25, 100 }, 2, false },
                                       { { 50, 100 }, 1, false } };
    static const bp_knot unknown[] = { { { 50, 100 }, 1, true } };
    bp_standing s;
    bp_err err;
    (void)state;
    assert_int_equal(bp_knots_place(&s, falling, 2, 1, BP_LINEAR, &err), BP_EDATA);
    assert_string_equal(err.text, "P50 is below P25");
    assert_int_equal(bp_knots_place(&s, unknown, 1, 1, BP_LINEAR, &err), BP_EDATA);
    assert_int_equal(bp_knots_place(&s, market, N, 0, BP_LINEAR, &err), BP_EDATA);
}

static void knots_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    bp_knot knot[BP_KNOTS_MAX + 1];
    bp_standing s;
    bp_err err;
    double mu, sigma;
    for (size_t i = 0; i <= BP_KNOTS_MAX; i++)
        knot[i] = (bp_knot){ { (uint32_t)i + 1, 40 }, (double)(i + 1), false };
    assert_int_equal(bp_knots_place(&s, knot, BP_KNOTS_MAX, 4.5, BP_FIT, &err), BP_OK);
    assert_int_equal(bp_knots_lognormal(knot, BP_KNOTS_MAX, &mu, &sigma, &err), BP_OK);
    assert_int_equal(bp_knots_place(&s, knot, BP_KNOTS_MAX + 1, 4.5, BP_FIT, &err),
                     BP_ELIMIT);
    assert_string_equal(err.text, "more than 32 percentiles");
    assert_int_equal(bp_knots_lognormal(knot, BP_KNOTS_MAX + 1, &mu, &sigma, &err),
                     BP_ELIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lognormal_over_all_knots_agrees_with_r),
        cmocka_unit_test(amounts_between_knots_by_every_method),
        cmocka_unit_test(beyond_the_knots_the_band_comes_first),
        cmocka_unit_test(an_amount_at_a_knot_stands_at_its_percentile),
        cmocka_unit_test(above_the_last_known_knot_of_a_top_coded_table_nothing_is_known),
        cmocka_unit_test(share_grows_with_the_amount),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(knots_beyond_the_limit_are_refused),
    };
    return cmocka_run_group_tests_name("knots", tests, NULL, NULL);
}
