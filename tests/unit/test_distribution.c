/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <string.h>

#include "analysis/distribution.h"

/* R 4.2.2: set.seed(7); p <- round(exp(rnorm(60, 12.9, .3))) */
static const int64_t pay[] = {
    795061, 279559, 325043, 353738, 299179, 301286, 501040, 386510, 419072, 772196,
    445564, 904399, 793680, 441179, 707024, 460609, 306159, 365054, 399733, 538450,
    515002, 494648, 592312, 263973, 586469, 423055, 501663, 478075, 298070, 368494,
    308274, 496636, 413824, 390999, 352869, 338190, 539962, 287351, 383584, 439986,
    576981, 324553, 367460, 270096, 356004, 354882, 600282, 477996, 412569, 529306,
    369970, 399392, 446925, 668070, 497386, 462458, 250106, 440416, 420751, 305599,
};

static bp_distribution *distribution(const bp_survey *s)
{
    bp_err err;
    bp_distribution *d = NULL;
    assert_int_equal(bp_distribution_new(&d, s, 0, &(bp_method){ .qtype = 7 }, &err),
                     BP_OK);
    return d;
}

/* 2 IQR n^-1/3 is 75443, so bins are 100,000 wide.
 * R: hist(p, breaks = seq(2e5, 1e6, 1e5), right = FALSE)$counts */
static void bins_agree_with_r(void **state)
{
    (void)state;
    static const uint64_t want[] = { 7, 20, 17, 9, 2, 4, 0, 1 };
    bp_survey *s = made_pays(pay, 60, 0);
    bp_distribution *d = distribution(s);
    assert_near(d->low, 200000, 0);
    assert_near(d->width, 100000, 0);
    assert_int_equal(d->n_bins, 8);
    assert_memory_equal(d->count, want, sizeof want);
    assert_near(d->p25, 353520.75, 1e-15);
    assert_near(d->p50, 419911.5, 1e-15);
    assert_near(d->p75, 501195.75, 1e-15);
    bp_distribution_free(d);
    bp_survey_free(s);
}

/* R: q <- quantile(p, c(.05, .95)); l <- log(p); bw <- bw.nrd0(l)
 *    x <- exp(seq(log(q[1]), log(q[2]), length.out = 201))
 *    60 * 1e5 * mean(dnorm(log(x), l, bw)) / x    at 1, 51, 101, 151, 201 */
static void the_curve_agrees_with_r(void **state)
{
    (void)state;
    static const double x[] = { 279085.85, 360069.372444083, 464552.226392974,
                                599353.312340343, 773270.2 };
    static const double y[] = { 13.80141660763207, 19.09689822714312, 15.93550185897863,
                                5.30245224389525, 2.21780756943600 };
    bp_survey *s = made_pays(pay, 60, 0);
    bp_distribution *d = distribution(s);
    assert_int_equal(d->curve.n, BP_CURVE_POINTS);
    for (size_t i = 0; i < 5; i++) {
        assert_near(d->curve.x[50 * i], x[i], 1e-13);
        assert_near(d->curve.y[50 * i], y[i], 5e-5);
    }
    bp_distribution_free(d);
    bp_survey_free(s);
}

static void the_scale_of_pay_changes_nothing(void **state)
{
    (void)state;
    int64_t cents[60];
    for (size_t i = 0; i < 60; i++)
        cents[i] = 100 * pay[i];
    bp_survey *s = made_pays(pay, 60, 0), *t = made_pays(cents, 60, 2);
    bp_distribution *d = distribution(s), *e = distribution(t);
    assert_near(e->width, d->width, 0);
    assert_near(e->low, d->low, 0);
    assert_memory_equal(d->count, e->count, d->n_bins * sizeof d->count[0]);
    for (size_t i = 0; i < BP_CURVE_POINTS; i++)
        assert_near(e->curve.y[i], d->curve.y[i], 1e-9);
    bp_distribution_free(d);
    bp_distribution_free(e);
    bp_survey_free(s);
    bp_survey_free(t);
}

static void pay_far_away_is_counted_and_does_not_stretch_the_bins(void **state)
{
    (void)state;
    int64_t more[62] = { 1000000000000, -7 };
    memcpy(more + 2, pay, sizeof pay);
    bp_survey *s = made_pays(more, 62, 0);
    bp_distribution *d = distribution(s);
    uint64_t sum = d->below + d->above;
    for (size_t i = 0; i < d->n_bins; i++)
        sum += d->count[i];
    assert_int_equal(sum, 62);
    assert_int_equal(d->above, 1);
    assert_true(d->n_bins <= 40);
    bp_distribution_free(d);
    bp_survey_free(s);
}

static void equal_pay_is_one_bin_without_a_curve(void **state)
{
    (void)state;
    static const int64_t equal[12] = { 51250, 51250, 51250, 51250, 51250, 51250,
                                       51250, 51250, 51250, 51250, 51250, 51250 };
    bp_survey *s = made_pays(equal, 12, 0);
    bp_distribution *d = distribution(s);
    assert_int_equal(d->n_bins, 1);
    assert_int_equal(d->count[0], 12);
    assert_true(d->low <= 51250 && 51250 < d->low + d->width);
    assert_int_equal(d->curve.n, 0);
    bp_distribution_free(d);
    bp_survey_free(s);
}

static void extreme_pay_does_not_overflow(void **state)
{
    (void)state;
    static const int64_t wide[] = { INT64_MIN + 1, 0, 5, INT64_MAX };
    bp_survey *s = made_pays(wide, 4, 9);
    bp_distribution *d = distribution(s);
    assert_true(d->n_bins <= 41);
    bp_distribution_free(d);
    bp_survey_free(s);
}

static void no_pay_and_mixed_pay_are_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_distribution *d = NULL;
    bp_survey *s = made_survey(&made_shape);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .allow_none = true }, &err),
                     BP_OK);
    assert_int_equal(bp_distribution_new(&d, s, 0, &(bp_method){ .qtype = 7 }, &err),
                     BP_EDATA);
    bp_survey_free(s);

    s = made_survey(&made_shape);
    made_add(s, &(made_row){ .pay = 5, .tier = "", .year = 2026, .currency = "USD" }, 0);
    made_add(s, &(made_row){ .pay = 6, .tier = "", .year = 2026, .currency = "EUR" }, 1);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .by_currency = true }, &err),
                     BP_OK);
    assert_int_equal(bp_distribution_new(&d, s, 0, &(bp_method){ .qtype = 7 }, &err),
                     BP_EDATA);
    assert_string_equal(err.text, "pay is in several currencies");
    assert_null(d);
    bp_survey_free(s);
}

/* By hand: 2 people of 60 are between the ends, so bins become 200,000 wide: 27, 26, 6
 * and 1, of which the last two are one. */
static void merged_bins_hold_five(void **state)
{
    (void)state;
    static const uint64_t want[] = { 27, 26, 7 };
    bp_survey *s = made_pays(pay, 60, 0);
    bp_distribution *d = distribution(s);
    const double before = d->curve.y[100];
    bp_distribution_merge(d, 5);
    assert_near(d->low, 200000, 0);
    assert_near(d->width, 200000, 0);
    assert_int_equal(d->n_bins, 3);
    assert_memory_equal(d->count, want, sizeof want);
    assert_false(d->open_low);
    assert_true(d->open_high);
    assert_near(d->curve.y[100], 2 * before, 1e-15);
    bp_distribution_free(d);
    bp_survey_free(s);
}

/* Nobody is lost, and no bar has fewer: of random samples, of which some are one bar. */
static void every_merged_bar_has_enough(void **state)
{
    (void)state;
    uint64_t random = 20261128;
    for (size_t round = 0; round < 3000; round++) {
        int64_t some[80];
        const size_t n = 5 + made_random(&random) % 75;
        for (size_t i = 0; i < n; i++)
            some[i] = (int64_t)(made_random(&random) >> (40 + round % 20)) - 50;
        bp_survey *s = made_pays(some, n, 0);
        bp_distribution *d = distribution(s);
        bp_distribution_merge(d, 5);
        uint64_t people = 0;
        for (size_t i = 0; i < d->n_bins; i++) {
            people += d->count[i];
            assert_true(d->count[i] >= 5 ||
                        (d->count[i] == 0 && i > 0 && i + 1 < d->n_bins));
        }
        assert_int_equal(people, n);
        bp_distribution_free(d);
        bp_survey_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_agree_with_r),
        cmocka_unit_test(the_curve_agrees_with_r),
        cmocka_unit_test(the_scale_of_pay_changes_nothing),
        cmocka_unit_test(pay_far_away_is_counted_and_does_not_stretch_the_bins),
        cmocka_unit_test(equal_pay_is_one_bin_without_a_curve),
        cmocka_unit_test(extreme_pay_does_not_overflow),
        cmocka_unit_test(no_pay_and_mixed_pay_are_refused),
        cmocka_unit_test(merged_bins_hold_five),
        cmocka_unit_test(every_merged_bar_has_enough),
    };
    return cmocka_run_group_tests_name("distribution", tests, NULL, NULL);
}
