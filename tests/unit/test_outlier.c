/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "analysis/outlier.h"
#include "data/pay.h"

static bp_fences *fences(const bp_survey *s)
{
    bp_err err;
    bp_fences *f = NULL;
    assert_int_equal(bp_fences_new(&f, s, bp_survey_keys(s), &err), BP_OK);
    return f;
}

/* R 4.2.2: l <- log(o); q <- quantile(l, c(.25, .5, .75)); iqr <- q[3] - q[1]
 * exp(c(q[1] - 3 * iqr, q[3] + 3 * iqr))                  298267.58, 589651.87
 * m <- 3.5 * 1.4826 * median(abs(l - q[2])); exp(q[2] + c(-m, m))
 *                                                         320195.58, 558322.59 */
static void the_narrower_fence_holds(void **state)
{
    (void)state;
    static const int64_t o[] = {
        412000, 398500, 455250, 430000, 387900, 441600, 402300,
        425750, 419900, 436400, 395200, 447800, 41200,  4300000
    };
    bp_survey *s = made_pays(o, 14, 0);
    bp_fences *f = fences(s);
    assert_int_equal(f->n, 1);
    assert_int_equal(f->outside, 2);
    assert_int_equal(f->fence[0].low, 320196);
    assert_int_equal(f->fence[0].high, 558322);
    assert_true(bp_fence_beyond(&f->fence[0], 320195));
    assert_false(bp_fence_beyond(&f->fence[0], 320196));
    assert_true(bp_fence_beyond(&f->fence[0], 558323));
    assert_false(bp_fence_beyond(&f->fence[0], 0)); /* the limit's business */
    bp_fences_free(f);
    bp_survey_free(s);
}

/* More than half are equal, so MAD is 0 and Tukey's fence alone holds; R as
 * above gives 57606.96, 2708005.93 for the pay above 0. */
static void a_spread_of_zero_gives_no_fence(void **state)
{
    (void)state;
    static const int64_t mad[] = { 300000, 300000, 300000, 300000, 300000,
                                   300000, 300000, 420000, 520000, 640000,
                                   710000, 800000, 100,    0,      -4 };
    bp_survey *s = made_pays(mad, 15, 0);
    bp_fences *f = fences(s);
    assert_int_equal(f->fence[0].low, 57607);
    assert_int_equal(f->fence[0].high, 2708005);
    assert_int_equal(f->outside, 1);
    bp_fences_free(f);
    bp_survey_free(s);

    static const int64_t both[] = { 400000, 400000, 400000, 400000, 400000,
                                    400000, 400000, 400000, 400000, 400000,
                                    405000, 410000, 900000, 90000 };
    s = made_pays(both, 14, 0);
    f = fences(s);
    assert_int_equal(f->n, 0);
    bp_fences_free(f);
    bp_survey_free(s);
}

static void each_group_has_its_own_fence_from_12_people_on(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_survey(&made_shape);
    uint64_t at = 0;
    for (int64_t i = 0; i < 12; i++) {
        made_row low = { .pay = 50000 + 731 * i, .tier = "Entry", .year = 2026 };
        made_row high = { .pay = 900000 + 731 * i, .tier = "Lead", .year = 2026 };
        made_add(s, &low, at++);
        if (i < 11)
            made_add(s, &high, at++);
    }
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    bp_fences *f = fences(s);
    assert_int_equal(f->n, 1);
    assert_true(bp_text_equal(f->fence[0].key[0], bp_text_of("Entry")));
    assert_int_equal(f->outside, 0);
    bp_fences_free(f);
    bp_survey_free(s);
}

/* So many people that threads share the groups, and each adds part of them. */
static bp_survey *crowd(size_t parts)
{
    static const char *const tier[] = { "Entry", "Mid", "Senior", "Lead", "Head" };
    bp_err err;
    uint64_t random = 412;
    bp_survey *part[2] = { NULL };
    for (size_t i = 0; i < parts; i++)
        part[i] = made_survey(&made_shape);
    for (uint64_t i = 0; i < 120000; i++) {
        const uint64_t spread = made_random(&random) >> 44 >> (i % 20);
        const made_row r = { .pay = 30000 + (int64_t)spread,
                             .tier = tier[i * i % 7 % 5],
                             .year = 2026 };
        made_add(part[i % parts], &r, i);
    }
    if (parts == 2)
        assert_int_equal(bp_survey_merge(part[0], part[1], &err), BP_OK);
    assert_int_equal(bp_survey_settle(part[0], &(bp_decision){ 0 }, &err), BP_OK);
    return part[0];
}

static void threads_find_the_same_fences(void **state)
{
    (void)state;
    bp_survey *one = crowd(1), *two = crowd(2);
    bp_fences *f = fences(one), *g = fences(two);
    assert_int_equal(bp_survey_threads(one), 1);
    assert_int_equal(bp_survey_threads(two), 2);
    assert_true(f->outside > 0);
    assert_int_equal(f->outside, g->outside);
    assert_int_equal(f->n, 4); /* squares leave 0, 1, 2 and 4 of 7 */
    assert_int_equal(g->n, f->n);
    for (size_t i = 0; i < f->n; i++) {
        assert_true(bp_text_equal(f->fence[i].key[0], g->fence[i].key[0]));
        assert_int_equal(f->fence[i].low, g->fence[i].low);
        assert_int_equal(f->fence[i].high, g->fence[i].high);
        assert_int_equal(f->fence[i].outside, g->fence[i].outside);
    }
    bp_fences_free(f);
    bp_fences_free(g);
    bp_survey_free(one);
    bp_survey_free(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_narrower_fence_holds),
        cmocka_unit_test(a_spread_of_zero_gives_no_fence),
        cmocka_unit_test(each_group_has_its_own_fence_from_12_people_on),
        cmocka_unit_test(threads_find_the_same_fences),
    };
    return cmocka_run_group_tests_name("outlier", tests, NULL, NULL);
}
