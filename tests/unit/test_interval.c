/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "benchpay/interval.h"
#include "benchpay/quantile.h"

/* By R 4.2: qbinom and pbinom. */
static void ranks_of_order_statistics_agree_with_r(void **state)
{
    static const struct {
        uint64_t n;
        bp_level p;
        uint64_t lo, hi;
        double coverage;
    } want[] = {
        { 6, { 1, 2 }, 1, 6, .96875 },      { 9, { 1, 2 }, 2, 8, .960938 },
        { 10, { 1, 2 }, 2, 9, .978516 },    { 20, { 1, 2 }, 6, 15, .958611 },
        { 40, { 9, 10 }, 32, 40, .969724 }, { 100, { 9, 10 }, 84, 96, .955690 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        bp_order_interval got;
        assert_true(bp_interval_order(&got, want[i].n, want[i].p, .95));
        assert_int_equal(got.lo, want[i].lo);
        assert_int_equal(got.hi, want[i].hi);
        assert_near(got.coverage, want[i].coverage, 1e-6);
    }
}

/* The smallest samples that have one at 95 %: 2 * .5^n, .75^n, .9^n and .95^n at most
 * .025 (.05 for both tails of the median). */
static void small_samples_have_no_interval(void **state)
{
    static const struct {
        bp_level p;
        uint64_t least;
    } want[] = { { { 1, 2 }, 6 },  { { 1, 4 }, 13 },  { { 3, 4 }, 13 }, { { 1, 5 }, 17 },
                 { { 4, 5 }, 17 }, { { 9, 10 }, 36 }, { { 1, 20 }, 72 } };
    bp_order_interval unused;
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        for (uint64_t n = 0; n < 100; n++)
            assert_int_equal(bp_interval_order(&unused, n, want[i].p, .95),
                             n >= want[i].least);
    assert_false(bp_interval_order(&unused, 30, (bp_level){ 9, 10 }, .95));
    assert_false(bp_interval_order(&unused, 100, (bp_level){ 0, 1 }, .95));
    assert_false(bp_interval_order(&unused, 100, (bp_level){ 1, 1 }, .95));
}

/* Binomial probabilities summed one by one. */
static double chance_between(uint64_t n, double p, uint64_t from, uint64_t to)
{
    double sum = 0;
    for (uint64_t k = from; k <= to; k++)
        sum += exp(lgamma((double)n + 1) - lgamma((double)k + 1) -
                   lgamma((double)(n - k) + 1) + (double)k * log(p) +
                   (double)(n - k) * log1p(-p));
    return sum;
}

/* No narrower interval with these tails exists, and the coverage is the sum. */
static void intervals_are_the_narrowest(void **state)
{
    static const bp_level level[] = {
        { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 }
    };
    (void)state;
    for (size_t i = 0; i < 5; i++)
        for (uint64_t n = 6; n < 1200; n = n * 3 / 2) {
            const double p = bp_level_share(level[i]);
            bp_order_interval got;
            if (!bp_interval_order(&got, n, level[i], .95))
                continue;
            assert_near(got.coverage, chance_between(n, p, got.lo, got.hi - 1), 1e-9);
            assert_true(chance_between(n, p, 0, got.lo - 1) <= .025);
            assert_true(chance_between(n, p, 0, got.lo) > .025);
            assert_true(chance_between(n, p, got.hi, n) <= .025);
            assert_true(chance_between(n, p, got.hi - 1, n) > .025);
        }
}

/* A billion people: mean 5e8, standard deviation sqrt(n / 4). */
static void large_samples_have_one(void **state)
{
    bp_order_interval got;
    (void)state;
    assert_true(bp_interval_order(&got, 1000000000, (bp_level){ 1, 2 }, .95));
    assert_near((double)got.lo, 5e8 - 1.959964 * 15811.388, 1e-8);
    assert_near((double)got.hi, 5e8 + 1.959964 * 15811.388, 1e-8);
    assert_near(got.coverage, .95, 1e-4);
}

/* Five organisations of 6, 4, 4, 3, 3 people, of whom 5, 2, 0, 3, 0 are at or below the
 * median: by hand in fractions. */
static void clusters_widen_the_error_of_a_share(void **state)
{
    static const double n_of[] = { 6, 4, 4, 3, 3 }, at_most[] = { 5, 2, 0, 3, 0 };
    double squares = 0;
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        const double z = (at_most[i] - .5 * n_of[i]) / 20;
        squares += z * z;
    }
    const bp_share_error e = bp_share_error_of(20, 5, .5, squares, 1);
    assert_near(e.se, .1976423538, 1e-9);
    assert_near(e.deff, 2.96875, 1e-12);
    assert_near(e.n_eff, 20 / 2.96875, 1e-12);
    assert_near(e.df, 4, 0);
    const bp_share_error single = bp_share_error_of(20, 20, .5, 20 * .025 * .025, 1);
    assert_near(single.se, .1147078669, 1e-9);
    assert_near(single.deff, 1, 1e-15);
    assert_near(bp_share_error_of(20, 5, .5, squares, .36).se, .6 * .1976423538, 1e-9);
}

static void nothing_is_known_of_a_share_without_variance(void **state)
{
    (void)state;
    assert_near(bp_share_error_of(20, 20, 1, 0, 1).df, 0, 0);
    assert_near(bp_share_error_of(1, 1, .5, 0, 1).df, 0, 0);
    assert_near(bp_share_error_of(20, 1, .5, 0, 1).df, 0, 0);
}

static void assert_limits(bp_share_limits got, double lo, double hi)
{
    assert_int_equal(got.lo_state, BP_SHOWN);
    assert_int_equal(got.hi_state, BP_SHOWN);
    assert_near(got.lo, lo, 1e-9);
    assert_near(got.hi, hi, 1e-9);
}

/* By R 4.2: qt, and binom.test(13, 20) and prop.test without correction.  Half a person
 * by Python: the regularized beta function's continued fraction, bisected. */
static void shares_and_t_agree_with_r(void **state)
{
    (void)state;
    assert_near(bp_interval_t(.95, 4), 2.776445105197793, 1e-12);
    assert_limits(bp_interval_clopper(13, 20, .95), .4078114655, .8460907952);
    assert_limits(bp_interval_wilson(13, 20, .95), .4328542767, .8188081759);
    assert_limits(bp_interval_clopper(12.5, 20, .95), .38392031634, .82772378637);
    assert_limits(bp_interval_clopper(0, 20, .95), 0, 1 - pow(.025, .05));
    assert_limits(bp_interval_clopper(20, 20, .95), pow(.025, .05), 1);
    assert_near(bp_interval_wilson(0, 20, .95).lo, 0, 0);
    assert_near(bp_interval_wilson(20, 20, .95).hi, 1, 0);
}

static void assert_unknown(bp_share_limits got)
{
    assert_int_equal(got.lo_state, BP_NOT_ESTIMABLE);
    assert_int_equal(got.hi_state, BP_NOT_ESTIMABLE);
    assert_near(got.lo, 0, 0);
    assert_near(got.hi, 0, 0);
}

/* Half of five organizations, as above: the log odds are 0, and their error
 * .1976423538 / .25. */
static void limits_on_the_log_odds_stay_within_0_and_1(void **state)
{
    const bp_share_error e = { .se = .19764235376052372, .df = 4 };
    const double half = 2.776445105197793 * e.se / .25;
    (void)state;
    assert_limits(bp_interval_logit(.5, &e, .95), 1 / (1 + exp(half)),
                  1 / (1 + exp(-half)));
    assert_unknown(bp_interval_logit(0, &e, .95));
    assert_unknown(bp_interval_logit(1, &e, .95));
    assert_unknown(bp_interval_logit(.5, &(bp_share_error){ .se = 0 }, .95));
}

/* .75 of 40 people in 31 organizations, and of 20 in five with deff 2.96875, whose high
 * limit would be 1.213: by Python. */
static void a_place_among_percentiles_has_their_precision(void **state)
{
    (void)state;
    assert_limits(bp_interval_placed(.75, 40, 30, .95), .6101751633890, .8898248366110);
    const bp_share_limits high = bp_interval_placed(.75, 20 / 2.96875, 4, .95);
    assert_int_equal(high.lo_state, BP_SHOWN);
    assert_near(high.lo, .28680747420834, 1e-9);
    assert_int_equal(high.hi_state, BP_NOT_ESTIMABLE);
    const bp_share_limits low = bp_interval_placed(.25, 20 / 2.96875, 4, .95);
    assert_int_equal(low.lo_state, BP_NOT_ESTIMABLE);
    assert_near(low.hi, 1 - .28680747420834, 1e-9);
    assert_unknown(bp_interval_placed(.75, 0, 30, .95));
    assert_unknown(bp_interval_placed(.75, 40, 0, .95));
}

/* A share that is an exact level is at the place of that level, in every definition. */
static void shares_are_at_the_place_of_levels(void **state)
{
    (void)state;
    for (int qtype = 1; qtype <= 9; qtype++)
        for (uint64_t n = 1; n < 40; n++)
            for (uint32_t eighth = 0; eighth <= 8; eighth++) {
                const bp_position a =
                    bp_quantile_position(n, (bp_level){ eighth, 8 }, qtype);
                const bp_position b = bp_quantile_position_share(n, eighth / 8., qtype);
                assert_true(a.lo == b.lo && a.hi == b.hi);
                assert_near((double)b.num / (double)b.den, (double)a.num / (double)a.den,
                            1e-15);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_of_order_statistics_agree_with_r),
        cmocka_unit_test(small_samples_have_no_interval),
        cmocka_unit_test(intervals_are_the_narrowest),
        cmocka_unit_test(large_samples_have_one),
        cmocka_unit_test(clusters_widen_the_error_of_a_share),
        cmocka_unit_test(nothing_is_known_of_a_share_without_variance),
        cmocka_unit_test(shares_and_t_agree_with_r),
        cmocka_unit_test(limits_on_the_log_odds_stay_within_0_and_1),
        cmocka_unit_test(a_place_among_percentiles_has_their_precision),
        cmocka_unit_test(shares_are_at_the_place_of_levels),
    };
    return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
