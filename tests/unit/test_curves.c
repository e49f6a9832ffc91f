/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "analysis/densities.h"
#include "analysis/ecdf.h"
#include "analysis/fan.h"

#define MEDIAN(year_, pay_)                                                              \
    {                                                                                    \
        .year = (year_), .median = {                                                     \
            .value = (pay_),                                                             \
            .lo_state = BP_ABSENT,                                                       \
            .hi_state = BP_ABSENT                                                        \
        }                                                                                \
    }

static const bp_level quartile[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
static const bp_method method = { .level = quartile, .n_levels = 3, .qtype = 7 };

static bp_curve ecdf(const bp_market *m)
{
    bp_err err;
    bp_curve c;
    assert_int_equal(bp_ecdf_find(&c, m, &err), BP_OK);
    return c;
}

static bp_curve ecdf_of(const int64_t pay[], size_t n)
{
    bp_err err;
    bp_survey *s = made_pays(pay, n, 1);
    bp_market *m = NULL;
    assert_int_equal(
        bp_market_of_records(&m, s, 0, (const char *const[]){ NULL }, &method, &err),
        BP_OK);
    bp_curve c = ecdf(m);
    bp_market_free(m);
    bp_survey_free(s);
    return c;
}

/* By hand: 2 of 5 are paid 10.0 at most, and so on. */
static void steps_rise_at_each_different_pay(void **state)
{
    (void)state;
    static const int64_t pay[] = { 300, 100, 200, 100, 200 };
    static const double x[] = { 10, 10, 20, 30 }, y[] = { 0, .4, .8, 1 };
    bp_curve c = ecdf_of(pay, 5);
    assert_int_equal(c.n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_near(c.x[i], x[i], 1e-15);
        assert_near(c.y[i], y[i], 1e-15);
    }
    bp_curve_release(&c);
}

/* Of 1 to 20,000, in tenths, x / 2,000 are paid x at most; P5 is about 100, P95 1,900. */
static void many_steps_are_thinned_and_stay_exact(void **state)
{
    (void)state;
    enum { N = 20000 };
    int64_t *pay = calloc(N, sizeof *pay);
    assert_non_null(pay);
    for (int64_t i = 0; i < N; i++)
        pay[i] = i + 1;
    bp_curve c = ecdf_of(pay, N);
    assert_in_range(c.n, 300, 700);
    assert_near(c.x[1], 100, 1e-12);
    assert_near(c.x[c.n - 1], 1900.1, 1e-12);
    for (size_t i = 1; i < c.n; i++)
        assert_near(c.y[i], c.x[i] / 2000, 1e-12);
    bp_curve_release(&c);
    free(pay);
}

static void published_percentiles_have_a_line_between_the_known(void **state)
{
    (void)state;
    static const bp_knot knot[] = { { { 1, 10 }, 100, false },
                                    { { 5, 10 }, 200, false },
                                    { { 9, 10 }, 300, true } };
    bp_err err;
    bp_market *m = NULL;
    assert_int_equal(bp_market_of_knots(&m, knot, 3, BP_LINEAR, NULL, &err), BP_OK);
    bp_curve c = ecdf(m);
    assert_int_equal(c.n, BP_CURVE_POINTS);
    for (size_t i = 0; i < c.n; i++)
        assert_near(c.y[i], .1 + .4 * (c.x[i] - 100) / 100, 1e-12);
    assert_near(c.x[0], 100, 1e-12);
    assert_near(c.x[c.n - 1], 200, 1e-12);
    bp_curve_release(&c);
    bp_market_free(m);
}

/* R 4.2.2: l <- log(p); q <- quantile(p, c(.05, .95)); h <- bw.nrd0(l)
 *          x <- exp(seq(log(q[1]), log(q[2]), length.out = 201))[c(1, 101, 201)]
 *          sapply(log(x), function(v) mean(dnorm(v, l, h))) / x
 * The other group has nine people: it has no curve. */
static void groups_of_ten_have_the_density_of_r(void **state)
{
    (void)state;
    static const int64_t pay[] = { 100, 100, 110, 120, 130, 140,
                                   150, 160, 170, 180, 190, 200 };
    static const double x[] = { 100, 139.4632568098136, 194.5 };
    static const double y[] = { .008382909434320447, .008456091053911183,
                                .005072824193781978 };
    const size_t key = 0;
    bp_err err;
    bp_percentiles *p = NULL;
    bp_densities *c = NULL;
    bp_survey *s = made_survey(&made_shape);
    for (size_t i = 0; i < 9; i++)
        made_add(s, &(made_row){ .pay = pay[i], .tier = "A", .currency = "USD" }, i);
    for (size_t i = 0; i < 12; i++)
        made_add(s, &(made_row){ .pay = pay[i], .tier = "B", .currency = "USD" }, 9 + i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    assert_int_equal(bp_percentiles_new(&p, s, 0, &key, 1, &method, &err), BP_OK);
    assert_int_equal(bp_densities_new(&c, s, 0, p, &(bp_method){ .qtype = 7 }, &err),
                     BP_OK);
    assert_int_equal(c->n, 3);
    assert_int_equal(c->curve[0].n, 0);
    assert_int_equal(c->curve[1].n, 0);
    assert_int_equal(c->curve[2].n, BP_CURVE_POINTS);
    for (size_t i = 0; i < 3; i++) {
        assert_near(c->curve[2].x[100 * i], x[i], 1e-13);
        assert_near(c->curve[2].y[100 * i], y[i], 5e-5);
    }
    bp_densities_free(c);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

/* R 4.2.2: x <- 2019:2023; y <- c(300000, 310000, 318000, 335000, 341000)
 *   exp(predict(lm(log(y) ~ x), data.frame(x = 2024:2025), "prediction", level = l)) */
static void bands_are_the_prediction_intervals_of_r(void **state)
{
    (void)state;
    static bp_observed_year year[] = { MEDIAN(2019, 300000), MEDIAN(2020, 310000),
                                       MEDIAN(2021, 318000), MEDIAN(2022, 335000),
                                       MEDIAN(2023, 341000) };
    static const double want[BP_FAN_BANDS][2][2] = {
        { { 341018.3652393767, 367854.0574635880 },
          { 350532.3077013660, 382573.7247067874 } },
        { { 347345.5688473527, 361153.2737820346 },
          { 358052.8830188276, 374538.1114005040 } },
        { { 350972.6001054933, 357421.0331097042 },
          { 362373.5987249817, 370072.3536682205 } },
    };
    const bp_observed o = { .year = year, .n = 5 };
    const bp_growth_plan plan = { .source = BP_GROWTH_FITTED, .years = 2, .level = .95 };
    bp_err err;
    bp_growth *g = NULL;
    bp_fan *f = NULL;
    assert_int_equal(bp_growth_new(&g, &plan, &o, &err), BP_OK);
    assert_int_equal(bp_fan_new(&f, g, &err), BP_OK);
    assert_int_equal(f->n, 2);
    for (size_t b = 0; b < BP_FAN_BANDS; b++)
        for (size_t i = 0; i < 2; i++) {
            assert_near(f->at[2 * b + i].lo, want[b][i][0], 1e-10);
            assert_near(f->at[2 * b + i].hi, want[b][i][1], 1e-10);
        }
    bp_fan_free(f);
    bp_growth_free(g);
}

static void a_given_rate_has_no_bands(void **state)
{
    (void)state;
    static bp_observed_year year[] = { MEDIAN(2019, 300000) };
    const bp_observed o = { .year = year, .n = 1 };
    const bp_growth_plan plan = {
        .has_rate = true, .rate = .03, .years = 2, .level = .95
    };
    bp_err err;
    bp_growth *g = NULL;
    bp_fan *f = NULL;
    assert_int_equal(bp_growth_new(&g, &plan, &o, &err), BP_OK);
    assert_int_equal(bp_fan_new(&f, g, &err), BP_OK);
    assert_int_equal(f->n, 0);
    bp_fan_free(f);
    bp_growth_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_rise_at_each_different_pay),
        cmocka_unit_test(many_steps_are_thinned_and_stay_exact),
        cmocka_unit_test(published_percentiles_have_a_line_between_the_known),
        cmocka_unit_test(groups_of_ten_have_the_density_of_r),
        cmocka_unit_test(bands_are_the_prediction_intervals_of_r),
        cmocka_unit_test(a_given_rate_has_no_bands),
    };
    return cmocka_run_group_tests_name("curves", tests, NULL, NULL);
}
