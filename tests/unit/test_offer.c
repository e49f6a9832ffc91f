/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "benchpay/offer.h"

static const bp_level levels[] = { { 9, 10 }, { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 } };
static const bp_method method = { .level = levels, .n_levels = 5, .qtype = 7 };

/* Two tiers, in no order; one without an organization. */
static const made_row rows[] = {
    { .pay = 425000, .tier = "CMO", .org = "A", .currency = "USD" },
    { .pay = 380000, .tier = "CMO", .org = "A", .currency = "USD" },
    { .pay = 410000, .tier = "CMO", .org = "B", .currency = "USD" },
    { .pay = 290000, .tier = "Director", .org = "B", .currency = "USD" },
    { .pay = 510000, .tier = "CMO", .org = "", .currency = "USD" },
    { .pay = 410000, .tier = "CMO", .org = "B", .currency = "USD" },
};

static bp_survey *settled(const made_row row[], size_t n, bp_decision d)
{
    bp_err err;
    bp_survey *s = made_survey(&made_shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &row[i], i);
    assert_int_equal(bp_survey_settle(s, &d, &err), BP_OK);
    return s;
}

static bp_market *market(const bp_survey *s, const char *tier)
{
    bp_err err;
    bp_market *m = NULL;
    assert_int_equal(bp_market_of_records(&m, s, 0, &tier, &method, &err), BP_OK);
    return m;
}

static bp_offer place(const bp_market *m, int64_t units, int scale, bp_ties ties)
{
    bp_err err;
    bp_offer o;
    assert_int_equal(bp_offer_place(&o, m, (bp_decimal){ units, scale }, ties, &err),
                     BP_OK);
    return o;
}

/* By hand: 380 410 410 425 510 (thousand); type 7 P10 392, P25 410, P50 410, P75 425,
 * P90 476. */
static void an_offer_is_placed_among_records(void **state)
{
    (void)state;
    bp_survey *s = settled(rows, 6, (bp_decision){ 0 });
    bp_market *m = market(s, "CMO");
    assert_true(bp_market_of_people(m));
    assert_int_equal(bp_market_people(m), 5);
    assert_int_equal(bp_market_orgs(m), 2);
    assert_string_equal(bp_market_currency(m), "USD");
    assert_int_equal(bp_market_rungs(m), 5);
    assert_near(bp_level_percent(bp_market_rung(m, 0).level), 10, 0);
    assert_near(bp_market_rung(m, 0).value.value, 392000, 1e-15);
    assert_near(bp_market_rung(m, 4).value.value, 476000, 1e-15);

    bp_offer o = place(m, 410, 0, BP_TIES_AT);
    assert_int_equal(o.below, 0);
    assert_string_equal(o.band, "<P10");
    o = place(m, 410000, 0, BP_TIES_AT);
    assert_int_equal(o.below, 1);
    assert_int_equal(o.equal, 2);
    assert_near(o.percentile.value, 60, 0);
    assert_string_equal(o.band, "P50-P75");
    assert_string_equal(o.method, "at");
    assert_near(o.market_ratio.value, 1, 0);
    assert_near(o.to_p50.value, 0, 0);
    assert_false(o.extrapolated);
    assert_near(bp_offer_gap(&o, bp_market_quartile(m, 3)).value, -15000, 0);
    assert_near(bp_offer_ratio(&o, bp_market_quartile(m, 3)).value, 410.0 / 425, 1e-15);

    o = place(m, 410000, 0, BP_TIES_MID);
    assert_near(o.percentile.value, 40, 0);
    assert_string_equal(o.method, "mid");
    o = place(m, 476000, 0, BP_TIES_AT);
    assert_string_equal(o.band, ">P90");
    bp_market_free(m);
    m = market(s, NULL);
    assert_int_equal(bp_market_people(m), 6);
    bp_market_free(m);
    bp_survey_free(s);
}

/* A hundredth of a cent below a person's pay is below it; .1 + .2 is not .3 in doubles.
 */
static void shares_and_bands_are_exact(void **state)
{
    static const int64_t pay[] = { 10, 20, 30, 40 }; /* tenths */
    (void)state;
    bp_survey *s = made_pays(pay, 4, 1);
    bp_err err;
    bp_market *m = NULL;
    assert_int_equal(bp_market_of_records(&m, s, 0, NULL, &method, &err), BP_OK);
    bp_offer o = place(m, 29999, 4, BP_TIES_AT);
    assert_int_equal(o.below, 2);
    assert_int_equal(o.equal, 0);
    o = place(m, 3, 0, BP_TIES_AT);
    assert_int_equal(o.below, 2);
    assert_int_equal(o.equal, 1);
    /* type 7 P10 is 1.3 and P90 3.7 */
    assert_string_equal(place(m, 13, 1, BP_TIES_AT).band, "P10-P25");
    assert_string_equal(place(m, 1299999999, 9, BP_TIES_AT).band, "<P10");
    assert_string_equal(place(m, 37, 1, BP_TIES_AT).band, ">P90");
    o = place(m, 2505, 3, BP_TIES_AT); /* 2.505 - 2.5, where doubles leave .00499999... */
    assert_true(o.to_p50.value == .005);
    bp_market_free(m);
    bp_survey_free(s);
}

static void a_market_without_records_is_refused(void **state)
{
    static const char *const nobody[] = { "VP" };
    (void)state;
    bp_survey *s = settled(rows, 6, (bp_decision){ 0 });
    bp_market *m = NULL;
    bp_err err;
    assert_int_equal(bp_market_of_records(&m, s, 0, nobody, &method, &err), BP_EDATA);
    assert_null(m);
    assert_string_equal(err.text, "no row of the survey is in its market");
    bp_survey_free(s);
}

static void a_market_in_two_currencies_is_refused(void **state)
{
    static const made_row two[] = {
        { .pay = 425000, .tier = "CMO", .org = "A", .currency = "USD" },
        { .pay = 380000, .tier = "CMO", .org = "A", .currency = "EUR" },
    };
    static const char *const any[] = { NULL };
    (void)state;
    bp_survey *s = settled(two, 2, (bp_decision){ .by_currency = true });
    bp_market *m = NULL;
    bp_err err;
    assert_int_equal(bp_market_of_records(&m, s, 0, any, &method, &err), BP_EDATA);
    assert_null(m);
    assert_string_equal(err.text, "its market is in several currencies");
    bp_survey_free(s);
}

/* Published P10..P90 of 301 355 425 510 600 thousand: 480 stands at 66.1765 by lines,
 * 67.3721 by piecewise lognormals, 68.5198 by Pareto pieces, 67.3912 by one lognormal;
 * 650 is above P90, extrapolated 94.3008.  Worked with R's qnorm and lm. */
static const bp_knot knots[] = { { { 1, 10 }, 301000, false },
                                 { { 25, 100 }, 355000, false },
                                 { { 5, 10 }, 425000, false },
                                 { { 75, 100 }, 510000, false },
                                 { { 9, 10 }, 600000, false } };

static void an_offer_is_placed_among_published_percentiles(void **state)
{
    static const struct {
        bp_between between;
        double want;
    } cases[] = { { BP_LINEAR, 66.1765 },
                  { BP_LOGNORMAL, 67.3721 },
                  { BP_PARETO, 68.5198 },
                  { BP_FIT, 67.3912 } };
    (void)state;
    bp_err err;
    for (size_t i = 0; i < 4; i++) {
        bp_market *m = NULL;
        assert_int_equal(bp_market_of_knots(&m, knots, 5, cases[i].between, NULL, &err), BP_OK);
        assert_false(bp_market_of_people(m));
        bp_offer o = place(m, 480000, 0, BP_TIES_AT);
        assert_near(o.percentile.value, cases[i].want, 1e-6);
        assert_string_equal(o.band, "P50-P75");
        assert_near(o.to_p50.value, 55000, 0);
        o = place(m, 650000, 0, BP_TIES_AT);
        assert_true(o.extrapolated);
        assert_string_equal(o.band, ">P90");
        if (cases[i].between == BP_LOGNORMAL)
            assert_near(o.percentile.value, 94.3008, 1e-6);
        if (cases[i].between == BP_LINEAR)
            assert_int_equal(o.percentile.state, BP_NOT_ESTIMABLE);
        bp_market_free(m);
    }
}

static void above_the_last_known_percentile_a_top_code_leaves_the_band_alone(void **state)
{
    static const bp_knot coded[] = { { { 25, 100 }, 110610, false },
                                     { { 5, 10 }, 171610, false },
                                     { { 75, 100 }, 187200, true } };
    (void)state;
    bp_err err;
    bp_market *m = NULL;
    assert_int_equal(bp_market_of_knots(&m, coded, 3, BP_LOGNORMAL, NULL, &err), BP_OK);
    assert_int_equal(bp_market_quartile(m, 3).state, BP_NOT_ESTIMABLE);
    bp_offer o = place(m, 220000, 0, BP_TIES_AT);
    assert_int_equal(o.percentile.state, BP_NOT_ESTIMABLE);
    assert_string_equal(o.band, ">P50");
    assert_int_equal(bp_offer_gap(&o, bp_market_quartile(m, 3)).state, BP_NOT_ESTIMABLE);
    bp_market_free(m);
}

static void percentiles_out_of_order_make_no_market(void **state)
{
    static const bp_knot wrong[] = { { { 25, 100 }, 300000, false },
                                     { { 5, 10 }, 290000, false } };
    (void)state;
    bp_err err;
    bp_market *m = NULL;
    assert_int_equal(bp_market_of_knots(&m, wrong, 2, BP_LOGNORMAL, NULL, &err), BP_EDATA);
    assert_null(m);
    assert_string_equal(err.text, "P50 is below P25");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_offer_is_placed_among_records),
        cmocka_unit_test(shares_and_bands_are_exact),
        cmocka_unit_test(a_market_without_records_is_refused),
        cmocka_unit_test(a_market_in_two_currencies_is_refused),
        cmocka_unit_test(an_offer_is_placed_among_published_percentiles),
        cmocka_unit_test(
            above_the_last_known_percentile_a_top_code_leaves_the_band_alone),
        cmocka_unit_test(percentiles_out_of_order_make_no_market),
    };
    return cmocka_run_group_tests_name("offer", tests, NULL, NULL);
}
