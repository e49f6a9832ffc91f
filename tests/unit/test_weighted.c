/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "analysis/weighted.h"
#include "benchpay/quantile.h"
#include "data/pay.h"

#define ROWS_MAX 40

/* Some rows, and what they are asked. */
typedef struct sample {
    int64_t value[ROWS_MAX];
    bp_int128 weight[ROWS_MAX];
    size_t n;
} sample;

static const bp_level levels[] = { { 0, 1 },  { 1, 100 }, { 1, 10 },  { 1, 4 },
                                   { 3, 10 }, { 1, 3 },   { 1, 2 },   { 2, 3 },
                                   { 3, 4 },  { 9, 10 },  { 19, 20 }, { 975, 1000 },
                                   { 1, 1 } };
#define LEVELS (sizeof levels / sizeof levels[0])

static double quantile(const sample *s, bp_weighting meaning, bp_level p, int qtype)
{
    bp_weighted *w = bp_weighted_new(s->value, s->weight, s->n, meaning);
    assert_non_null(w);
    const double q = bp_weighted_quantile(w, p, qtype, 0).value;
    bp_weighted_free(w);
    return q;
}

/* ---- numbers from elsewhere ---- */

/* Pay in tenths.
 * freq: quantile(rep(x, w), c(.1, .25, .5, .75, .9), type = t) in R; analytic: the sum of
 * the definition in Python's fractions, n* = 144/22. */
static const sample eight = { { 2500, 3025, 3800, 4250, 4600, 5100, 5475, 6000 },
                              { 1, 2, 1, 3, 2, 1, 1, 1 },
                              8 };
static const bp_level five[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };

static void check_five(bp_weighting meaning, int qtype, const double want[5], double rel)
{
    for (size_t i = 0; i < 5; i++)
        assert_near(quantile(&eight, meaning, five[i], qtype) / 10, want[i], rel);
}

static void frequencies_agree_with_r(void **state)
{
    (void)state;
    static const double want[10][5] = {
        [1] = { 302.5, 302.5, 425, 460, 547.5 },
        [2] = { 302.5, 341.25, 425, 485, 547.5 },
        [6] = { 265.75, 321.875, 425, 497.5, 584.25 },
        [7] = { 302.5, 360.625, 425, 472.5, 543.75 },
        [8] = { 279.75, 334.791666666666667, 425, 489.166666666666667, 570.25 },
    };
    for (int t = 1; t <= 9; t++)
        if (want[t][0] > 0)
            check_five(BP_WEIGHTS_FREQ, t, want[t], 1e-14);
}

static void analytic_weights_agree_with_the_definition(void **state)
{
    (void)state;
    static const double want[] = { 302.5, 32545. / 88, 425, 472.5, 23325. / 44 };
    check_five(BP_WEIGHTS_ANALYTIC, 7, want, 1e-15);
}

/* By the definitions, by hand.  In doubles .1 + .1 + .1 is above .3, and .09 is less than
 * a tenth of the weight. */
static void ties_of_small_samples_are_exact(void **state)
{
    (void)state;
    static const sample three = { { 2, 3, 4 }, { 1, 2, 1 }, 3 };
    static const sample zeros = { { 1, 2, 3, 4, 5 }, { 0, 1, 2, 1, 0 }, 5 };
    static const double want[] = { 2, 2.75, 3, 3.25, 4 };
    for (uint32_t i = 0; i <= 4; i++) {
        const bp_level p = { i, 4 };
        assert_near(quantile(&three, BP_WEIGHTS_FREQ, p, 7), want[i], 0);
        assert_near(quantile(&zeros, BP_WEIGHTS_FREQ, p, 7), want[i], 0);
    }
    static const sample tenths = { { 1, 2, 3 }, { 1, 1, 1 }, 3 };
    static const sample heavy = { { 1, 2, 3 }, { 1, 1, 8 }, 3 };
    static const sample mixed = { { 10, 40, 30, 20, 25, 70 },
                                  { 10, 30, 5, 5, 20, 30 },
                                  6 };
    static const sample two = { { 1, 2 }, { 1, 3 }, 2 };
    static const sample counts = { { 1, 2, 3 }, { 10, 8, 7 }, 3 };
    static const sample ten = { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 },
                                { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 },
                                10 };
    const bp_level median = { 1, 2 };
    assert_near(quantile(&tenths, BP_WEIGHTS_SAMPLING, median, 2), 2, 0);
    assert_near(quantile(&heavy, BP_WEIGHTS_SAMPLING, (bp_level){ 9, 100 }, 1), 1, 0);
    assert_near(quantile(&mixed, BP_WEIGHTS_SAMPLING, median, 1), 40, 0);
    assert_near(quantile(&two, BP_WEIGHTS_FREQ, median, 7), 2, 0);
    assert_near(quantile(&counts, BP_WEIGHTS_FREQ, (bp_level){ 3, 4 }, 4), 2.75, 1e-15);
    assert_near(quantile(&ten, BP_WEIGHTS_SAMPLING, (bp_level){ 3, 10 }, 2), 3.5, 0);
}

/* By hand, of weights 3 and 1: n* = 16/10, and the window is 10/16 of the weight. */
static void a_rank_is_where_the_percentile_is_the_amount(void **state)
{
    (void)state;
    static const int64_t value[] = { 100, 200 };
    static const bp_int128 weight[] = { 3, 1 };
    bp_weighted *w = bp_weighted_new(value, weight, 2, BP_WEIGHTS_ANALYTIC);
    static const struct {
        bp_weighted_amount amount;
        double want, mid;
    } cases[] = {
        /* the window [6p, 6p + 10] of 16 holds 6p - 2 of the part of 200, from 12 on */
        { { 99, 1 }, 0, 0 },
        { { 100, 1 }, 100. / 3, 50. / 3 },
        { { 120, 1 }, 100 * 4. / 6, 100 * 4. / 6 },
        { { 2401, 20 }, 100 * 4.005 / 6, 100 * 4.005 / 6 },
        { { 140, 1 }, 100, 100 },
        { { 200, 1 }, 100, 100 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_near(bp_weighted_rank(w, cases[i].amount, 7, false), cases[i].want, 1e-15);
        assert_near(bp_weighted_rank(w, cases[i].amount, 7, true), cases[i].mid, 1e-15);
    }
    bp_weighted_free(w);
    w = bp_weighted_new(value, weight, 2, BP_WEIGHTS_SAMPLING);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 199, 2 }, 1, true), 0, 0);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 100, 1 }, 2, false), 75, 0);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 100, 1 }, 2, true), 37.5, 0);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 150, 1 }, 2, true), 75, 0);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 200, 1 }, 2, false), 100, 0);
    bp_weighted_free(w);
}

static void what_weighs_nothing_has_no_percentiles(void **state)
{
    (void)state;
    static const int64_t value[] = { 1, 2 };
    static const bp_int128 none[] = { 0, 0 };
    assert_null(bp_weighted_new(value, none, 2, BP_WEIGHTS_SAMPLING));
    assert_null(bp_weighted_new(value, none, 0, BP_WEIGHTS_FREQ));
}

static void types_belong_to_meanings(void **state)
{
    (void)state;
    for (int t = 1; t <= 9; t++) {
        assert_true(bp_weighting_has(BP_UNWEIGHTED, t));
        assert_true(bp_weighting_has(BP_WEIGHTS_FREQ, t));
        assert_int_equal(bp_weighting_has(BP_WEIGHTS_SAMPLING, t), t == 1 || t == 2);
        assert_int_equal(bp_weighting_has(BP_WEIGHTS_ANALYTIC, t), t == 7);
    }
}

/* The largest weights, levels and pay that there are. */
static void nothing_overflows(void **state)
{
    (void)state;
    const bp_int128 heavy = (bp_int128)1 << 120;
    const bp_level fine = { 99999999, 100000000 };
    const sample s = { { INT64_MIN + 1, 0, INT64_MAX }, { heavy, 1, heavy - 7 }, 3 };
    const double top = (double)INT64_MAX;
    for (size_t i = 0; i < LEVELS; i++) {
        const double q = quantile(&s, BP_WEIGHTS_ANALYTIC, levels[i], 7);
        assert_true(q >= -top && q <= top);
    }
    assert_near(quantile(&s, BP_WEIGHTS_ANALYTIC, fine, 7), top, 1e-7);
    assert_near(quantile(&s, BP_WEIGHTS_SAMPLING, fine, 2), top, 0);
    const sample people = { { 1, 2 }, { (bp_int128)1 << 61, (bp_int128)1 << 61 }, 2 };
    assert_near(quantile(&people, BP_WEIGHTS_FREQ, (bp_level){ 1, 2 }, 7), 1.5, 0);
    bp_weighted *w = bp_weighted_new(people.value, people.weight, 2, BP_WEIGHTS_FREQ);
    assert_near(bp_weighted_rank(w, (bp_weighted_amount){ 3, 2 }, 7, false), 50, 1e-15);
    bp_weighted_free(w);
}

/* ---- what must hold for any rows ---- */

#define CASES 4000

static uint64_t below(uint64_t *random, uint64_t n)
{
    return made_random(random) % n;
}

/* Few different values and weights, so that ties are many. */
static sample draw(uint64_t *random, bool zeros)
{
    sample s = { .n = 1 + below(random, 12) };
    const uint64_t spread = 1 + below(random, 30), heavy = 1 + below(random, 9);
    for (size_t i = 0; i < s.n; i++) {
        s.value[i] = (int64_t)(400 + below(random, spread));
        s.weight[i] = (int64_t)(below(random, heavy) + !zeros);
    }
    s.weight[0] += s.weight[0] == 0;
    return s;
}

static const struct {
    bp_weighting meaning;
    int qtype;
} kinds[] = {
    { BP_WEIGHTS_FREQ, 1 },     { BP_WEIGHTS_FREQ, 2 },     { BP_WEIGHTS_FREQ, 3 },
    { BP_WEIGHTS_FREQ, 4 },     { BP_WEIGHTS_FREQ, 5 },     { BP_WEIGHTS_FREQ, 6 },
    { BP_WEIGHTS_FREQ, 7 },     { BP_WEIGHTS_FREQ, 8 },     { BP_WEIGHTS_FREQ, 9 },
    { BP_WEIGHTS_SAMPLING, 1 }, { BP_WEIGHTS_SAMPLING, 2 }, { BP_WEIGHTS_ANALYTIC, 7 },
};
#define KINDS (sizeof kinds / sizeof kinds[0])

/* Both have the same percentiles under the meanings from kind `from` up to `to`. */
static void assert_same(const sample *a, const sample *b, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++)
        for (size_t i = 0; i < LEVELS; i++)
            assert_near(quantile(b, kinds[k].meaning, levels[i], kinds[k].qtype),
                        quantile(a, kinds[k].meaning, levels[i], kinds[k].qtype), 0);
}

static void swap_rows(sample *s, size_t i, size_t j)
{
    const int64_t value = s->value[i];
    const bp_int128 weight = s->weight[i];
    s->value[i] = s->value[j];
    s->weight[i] = s->weight[j];
    s->value[j] = value;
    s->weight[j] = weight;
}

static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        sample other = s;
        for (size_t i = s.n; i > 1; i--)
            swap_rows(&other, i - 1, below(&random, i));
        assert_same(&s, &other, 0, KINDS);
    }
}

static void splitting_a_row_of_people_changes_nothing(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, false);
        sample other = s;
        const size_t i = below(&random, s.n);
        const bp_int128 part = (int64_t)below(&random, (uint64_t)s.weight[i] + 1);
        other.value[other.n] = s.value[i];
        other.weight[other.n++] = part;
        other.weight[i] -= part;
        assert_same(&s, &other, 0, 11); /* by steps, too; not what counts rows */
    }
}

static void rows_that_weigh_nothing_change_nothing(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, false);
        sample other = s;
        while (other.n < s.n + 3) {
            other.value[other.n] = (int64_t)below(&random, 1000);
            other.weight[other.n++] = 0;
            swap_rows(&other, other.n - 1, below(&random, other.n));
        }
        assert_same(&s, &other, 0, KINDS);
    }
}

static void scaling_weights_changes_no_bit(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        sample other = s;
        const bp_int128 factor = (int64_t)(1 + below(&random, 1000000007));
        for (size_t i = 0; i < s.n; i++)
            other.weight[i] *= factor;
        assert_same(&s, &other, 9, KINDS);
    }
}

static void percentiles_rise_within_the_values(void **state)
{
    (void)state;
    uint64_t random = 13;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        double lowest = INFINITY, highest = 0;
        for (size_t i = 0; i < s.n; i++)
            if (s.weight[i] > 0) {
                lowest = fmin(lowest, (double)s.value[i]);
                highest = fmax(highest, (double)s.value[i]);
            }
        for (size_t k = 0; k < KINDS; k++) {
            double last = lowest;
            for (uint32_t i = 0; i <= 60; i++) {
                const double q =
                    quantile(&s, kinds[k].meaning, (bp_level){ i, 60 }, kinds[k].qtype);
                assert_true(q >= last && q <= highest);
                last = q;
            }
        }
    }
}

static int by_number(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Every row as often as it weighs, in order; returns how many. */
static size_t repeat(const sample *s, int64_t out[])
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        for (bp_int128 k = 0; k < s->weight[i]; k++)
            out[n++] = s->value[i];
    qsort(out, n, sizeof out[0], by_number);
    return n;
}

static double unweighted(const int64_t x[], size_t n, bp_level p, int qtype)
{
    const bp_position at = bp_quantile_position(n, p, qtype);
    return bp_quantile_between(&at, x[at.lo], x[at.hi], 0);
}

static void frequencies_are_repetitions(void **state)
{
    (void)state;
    uint64_t random = 17;
    int64_t x[9 * ROWS_MAX];
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        const size_t n = repeat(&s, x);
        for (int t = 1; t <= 9; t++)
            for (size_t i = 0; i < LEVELS; i++)
                assert_near(quantile(&s, BP_WEIGHTS_FREQ, levels[i], t),
                            unweighted(x, n, levels[i], t), 0);
    }
}

static void equal_weights_are_none(void **state)
{
    (void)state;
    uint64_t random = 19;
    int64_t x[ROWS_MAX];
    for (int c = 0; c < CASES; c++) {
        sample s = draw(&random, false);
        for (size_t i = 0; i < s.n; i++)
            s.weight[i] = 1;
        repeat(&s, x);
        const bp_int128 each = (int64_t)(1 + below(&random, 1000));
        for (size_t i = 0; i < s.n; i++)
            s.weight[i] = each;
        for (size_t i = 0; i < LEVELS; i++)
            for (size_t k = 9; k < KINDS; k++)
                assert_near(quantile(&s, kinds[k].meaning, levels[i], kinds[k].qtype),
                            unweighted(x, s.n, levels[i], kinds[k].qtype), 0);
    }
}

/* Twice the same, by a sum over small parts of weight: what is C W lies between whole
 * numbers, and so do both ends of the window at p = k / 20 when all is times 20. */
static void analytic_percentiles_are_means_of_windows(void **state)
{
    (void)state;
    uint64_t random = 23;
    for (int c = 0; c < CASES / 10; c++) {
        const sample s = draw(&random, false);
        bp_int128 all = 0, squares = 0;
        for (size_t i = 0; i < s.n; i++) {
            all += s.weight[i];
            squares += s.weight[i] * s.weight[i];
        }
        int64_t x[9 * ROWS_MAX];
        repeat(&s, x); /* value j has the weight from j to j + 1 */
        for (uint32_t k = 0; k <= 20; k++) {
            const bp_int128 from = k * (all * all - squares), to = from + 20 * squares;
            double sum = 0;
            for (bp_int128 at = from; at < to; at++)
                sum += (double)x[at / (20 * all)];
            assert_near(quantile(&s, BP_WEIGHTS_ANALYTIC, (bp_level){ k, 20 }, 7),
                        sum / (double)(20 * squares), 1e-12);
        }
    }
}

/* Q(rank) is the amount, and beyond the rank Q is above it. */
static void ranks_are_percentiles_backwards(void **state)
{
    (void)state;
    uint64_t random = 29;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        for (size_t k = 0; k < KINDS; k++) {
            const bp_weighting meaning = kinds[k].meaning;
            const int qtype = kinds[k].qtype;
            bp_weighted *w = bp_weighted_new(s.value, s.weight, s.n, meaning);
            const int64_t tenths = (int64_t)(3950 + below(&random, 350));
            const double amount = (double)tenths / 10;
            const double rank =
                bp_weighted_rank(w, (bp_weighted_amount){ tenths, 10 }, qtype, false);
            const double before = fmax(rank / 100 - 1e-9, 0), after = rank / 100 + 1e-9;
            assert_true(rank >= 0 && rank <= 100);
            if (rank > 0)
                assert_true(bp_weighted_quantile_share(w, before, qtype, 0).value <=
                            amount);
            if (rank < 100)
                assert_true(bp_weighted_quantile_share(w, after, qtype, 0).value >
                            amount);
            bp_weighted_free(w);
        }
    }
}

/* Values at or below a percentile are those at or below its whole units. */
static void whole_units_below_a_percentile(void **state)
{
    (void)state;
    uint64_t random = 31;
    for (int c = 0; c < CASES; c++) {
        const sample s = draw(&random, true);
        for (size_t k = 0; k < KINDS; k++) {
            bp_weighted *w = bp_weighted_new(s.value, s.weight, s.n, kinds[k].meaning);
            for (size_t i = 0; i < LEVELS; i++) {
                const bp_weighted_point q =
                    bp_weighted_quantile(w, levels[i], kinds[k].qtype, 0);
                assert_true(q.value > (double)q.at_most - 1e-12 &&
                            q.value < (double)q.at_most + 1 + 1e-12);
            }
            bp_weighted_free(w);
        }
    }
}

static void a_sample_is_its_rows(void **state)
{
    (void)state;
    uint64_t random = 37;
    for (int c = 0; c < 50; c++) {
        sample s = draw(&random, false);
        for (size_t i = 0; i < s.n; i++)
            s.weight[i] = 1;
        bp_err err;
        bp_pay_groups *g = NULL;
        bp_survey *survey = made_pays(s.value, s.n, 0);
        assert_int_equal(bp_pay_groups_new(&g, survey, 0, NULL, 0, &err), BP_OK);
        bp_weighted *w = bp_weighted_of(&g->group[0].pay, BP_UNWEIGHTED);
        assert_true(bp_weighted_all(w) == (bp_int128)s.n);
        assert_true(bp_weighted_up_to(w, 1000) == (bp_int128)s.n);
        for (size_t i = 0; i < LEVELS; i++)
            assert_near(bp_weighted_quantile(w, levels[i], 7, 0).value,
                        quantile(&s, BP_WEIGHTS_ANALYTIC, levels[i], 7), 0);
        bp_weighted_free(w);
        bp_pay_groups_free(g);
        bp_survey_free(survey);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frequencies_agree_with_r),
        cmocka_unit_test(analytic_weights_agree_with_the_definition),
        cmocka_unit_test(ties_of_small_samples_are_exact),
        cmocka_unit_test(a_rank_is_where_the_percentile_is_the_amount),
        cmocka_unit_test(what_weighs_nothing_has_no_percentiles),
        cmocka_unit_test(types_belong_to_meanings),
        cmocka_unit_test(nothing_overflows),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
        cmocka_unit_test(splitting_a_row_of_people_changes_nothing),
        cmocka_unit_test(rows_that_weigh_nothing_change_nothing),
        cmocka_unit_test(scaling_weights_changes_no_bit),
        cmocka_unit_test(percentiles_rise_within_the_values),
        cmocka_unit_test(frequencies_are_repetitions),
        cmocka_unit_test(equal_weights_are_none),
        cmocka_unit_test(analytic_percentiles_are_means_of_windows),
        cmocka_unit_test(ranks_are_percentiles_backwards),
        cmocka_unit_test(whole_units_below_a_percentile),
        cmocka_unit_test(a_sample_is_its_rows),
    };
    return cmocka_run_group_tests_name("weighted", tests, NULL, NULL);
}
