/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do groups differ: against R, exact fractions, all permutations, and surveys of chance.
 */
#include "made.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/differ.h"

static const bp_shape shape = {
    .n_elements = 1,
    .element = { "base" },
    .n_keys = 1,
    .key = { "tier" },
    .has_org = true,
    .n_files = 1,
    .file = made_file,
};

/* A survey that is filled row by row, and settled. */
static bp_survey *settled(bp_survey *s)
{
    bp_err err;
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static bp_difference compared_with(const bp_survey *s, uint64_t seed)
{
    static const size_t key[] = { 0 };
    bp_err err;
    bp_ranks *ranks = NULL;
    bp_difference d = { 0 };
    assert_int_equal(bp_ranks_new(&ranks, s, 0, &err), BP_OK);
    assert_int_equal(bp_difference_find(&d, ranks, s, 0, key, 1, seed, &err), BP_OK);
    bp_ranks_free(ranks);
    return d;
}

/* Of a settled survey, which is freed. */
static bp_difference compared(bp_survey *s)
{
    const bp_difference d = compared_with(s, 1);
    bp_survey_free(s);
    return d;
}

static void add(bp_survey *s, int64_t pay, const char *group, const char *org, size_t i)
{
    made_add(s, &(made_row){ .pay = pay, .tier = group, .org = org }, i);
}

/* R: kruskal.test(count ~ spray, data = InsectSprays)
 *   Kruskal-Wallis chi-squared = 54.691, df = 5, p-value = 1.511e-10 */
static void ranks_of_people_agree_with_r(void **state)
{
    (void)state;
    static const int count[6][12] = {
        { 10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13 },
        { 11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13 },
        { 0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4 },
        { 3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4 },
        { 3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4 },
        { 11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13 },
    };
    static const char *const spray[] = { "A", "B", "C", "D", "E", "F" };
    for (int forward = 0; forward < 2; forward++) {
        bp_survey *s = made_survey(&shape);
        for (size_t i = 0; i < 72; i++) {
            const size_t k = forward ? i : 71 - i;
            add(s, count[k / 12][k % 12] + 1, spray[k / 12], "", i);
        }
        add(s, 1000, "G", "", 72); /* one is no group */
        const bp_difference d = compared(settled(s));
        assert_int_equal(d.test, BP_DIFFER_PEOPLE_RANKED);
        assert_int_equal(d.groups, 6);
        assert_int_equal(d.n, 72);
        assert_int_equal(d.orgs, 0);
        assert_true(fabs(d.p.value - 1.511e-10) < .0005e-10);
    }
}

static int by_amount(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* More amounts than are sorted at a time, of which some are there often: counted here. */
static void ranks_of_many_are_those_of_all_sorted(void **state)
{
    (void)state;
    enum { MANY = 300000 };
    static int64_t pay[MANY];
    uint64_t random = 88172645463325252u;
    for (size_t i = 0; i < MANY; i++)
        pay[i] = 1 + (int64_t)(made_random(&random) % (i % 3 == 0 ? 200 : 1000000000));
    bp_err err;
    bp_ranks *ranks = NULL;
    bp_survey *s = made_pays(pay, MANY, 0);
    assert_int_equal(bp_ranks_new(&ranks, s, 0, &err), BP_OK);
    qsort(pay, MANY, sizeof pay[0], by_amount);
    for (size_t i = 0, next; i < MANY; i = next) {
        for (next = i; next < MANY && pay[next] == pay[i]; next++)
            ;
        assert_int_equal(bp_ranks_of(ranks, pay[i]), i + next);
    }
    bp_ranks_free(ranks);
    bp_survey_free(s);
}

/* The group of row i: each organisation has people of all three. */
static const char *third(size_t i)
{
    static const char *const name[] = { "a", "b", "c" };
    return name[(i / 6 + i % 4) % 3];
}

static const char *org(size_t i)
{
    static char name[8];
    snprintf(name, sizeof name, "O%02u", (unsigned)i % 10000);
    return name;
}

/* In exact fractions (Python's fractions, the formulas of the header): chi^2
 * 3.9888318218473864 of rank 2, and exp(-chi^2 / 2). */
static void within_organisations_agrees_with_exact_fractions(void **state)
{
    (void)state;
    for (size_t turned = 0; turned < 2; turned++) {
        bp_survey *s = made_survey(&shape);
        for (size_t k = 0; k < 60; k++) {
            const size_t i = turned ? 59 - k : k;
            const int64_t more = 3 * (int64_t)((i / 6 + i % 4) % 3);
            add(s, 100 + (int64_t)((37 * i * i + 11 * i) % 41) + more, third(i),
                org(i % 6), k);
        }
        const bp_difference d = compared(settled(s));
        assert_int_equal(d.test, BP_DIFFER_WITHIN_ORGS);
        assert_int_equal(d.orgs, 6);
        assert_near(d.p.value, 0.1360931214622069, 1e-12);
    }
}

/* Groups a and b are in other organisations than c and d: nothing compares the pairs, so
 * two of four directions are left.  Exact fractions: chi^2 1.5157945778527415, rank 2. */
static void directions_that_nothing_compares_are_left_out(void **state)
{
    (void)state;
    static const char *const name[] = { "a", "b", "c", "d" };
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < 120; i++)
        add(s, 100 + (int64_t)((37 * i * i + 11 * i) % 41 + 2 * (i / 12 % 2)),
            name[(i % 12 >= 6 ? 2u : 0u) + i / 12 % 2], org(i % 12), i);
    const bp_difference d = compared(settled(s));
    assert_int_equal(d.test, BP_DIFFER_WITHIN_ORGS);
    assert_near(d.p.value, 0.46865082897850535, 1e-12);
}

/* 12 organisations of four people, six to a group: of all 924 ways to deal out the groups
 * 12 are as far apart, counted one by one (Python's itertools): p = 0.01299. */
static void whole_organisations_are_permuted(void **state)
{
    (void)state;
    double p[2];
    for (size_t turned = 0; turned < 2; turned++) {
        bp_survey *s = made_survey(&shape);
        for (size_t k = 0; k < 48; k++) {
            const size_t i = turned ? 47 - k : k;
            add(s, 200 + (int64_t)((53 * i * i + 17 * i) % 97 + (i % 12 < 6 ? 9 : 0)),
                i % 12 >= 6 ? "b" : "a", org(i % 12), k);
        }
        const bp_difference d = compared(settled(s));
        assert_int_equal(d.test, BP_DIFFER_ORGS_PERMUTED);
        assert_int_equal(d.orgs, 12);
        p[turned] = d.p.value;
        assert_true(fabs(p[turned] - 12. / 924) < 4 * sqrt(.013 / 1000));
    }
    assert_true(p[0] == p[1]);
}

/* So many that hands of them are dealt, of which a group of ten has one or two: p is as
 * right and as certain as if each were dealt by itself.  R, i <- 0:4999:
 *   g <- ifelse(i %% 500 == 3, "c", ifelse(i %% 7 < 3, "a", "b"))
 *   kruskal.test(200 + (53*i*i + 17*i) %% 1009 + 15*(g == "a"), factor(g))
 *   p-value = 0.1050228;  qchisq(.999, 59) = 98.32 */
static bp_survey *many_organisations(bool turned)
{
    enum { ORGS = 5000 };
    bp_survey *s = made_survey(&shape);
    for (size_t k = 0; k < ORGS; k++) {
        const size_t i = turned ? ORGS - 1 - k : k;
        const char *group = i % 500 == 3 ? "c" : i % 7 < 3 ? "a" : "b";
        add(s, 200 + (int64_t)((53 * i * i + 17 * i) % 1009 + (*group == 'a' ? 15 : 0)),
            group, org(i), k);
    }
    return settled(s);
}

static void many_organisations_are_permuted(void **state)
{
    (void)state;
    enum { SEEDS = 60 };
    const double p = .1050228, variance = p * (1 - p) / BP_DIFFER_PERMUTATIONS;
    double sum = 0, squares = 0;
    bp_survey *s = many_organisations(false);
    assert_true(compared(many_organisations(true)).p.value ==
                compared_with(s, 1).p.value);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        const bp_difference d = compared_with(s, seed);
        assert_int_equal(d.test, BP_DIFFER_ORGS_PERMUTED);
        sum += d.p.value;
        squares += (d.p.value - p) * (d.p.value - p);
    }
    bp_survey_free(s);
    print_message("mean p %.4f, squares %.1f\n", sum / SEEDS, squares / variance);
    assert_true(fabs(sum / SEEDS - p) < 4 * sqrt(variance / SEEDS) + .001);
    assert_true(squares / variance < 98.32);
}

static void too_small_and_unnamed_groups_are_not_compared(void **state)
{
    (void)state;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < 60; i++)
        add(s, 100 + (int64_t)i,
            i < 20   ? "a"
            : i < 29 ? "nine"
            : i < 50 ? ""
                     : "four orgs",
            org(i < 50 ? i % 5 : i % 4), i);
    const bp_difference d = compared(settled(s));
    assert_int_equal(d.groups, 1);
    assert_int_equal(d.p.state, BP_ABSENT);
    assert_false(bp_difference_shows(&d));
}

static void equal_pay_does_not_differ(void **state)
{
    (void)state;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < 40; i++)
        add(s, 100, i % 2 ? "a" : "b", "", i);
    assert_near(compared(settled(s)).p.value, 1, 0);
    s = made_survey(&shape);
    for (size_t i = 0; i < 80; i++)
        add(s, 100, i / 20 % 2 ? "a" : "b", org(i % 20), i);
    const bp_difference d = compared(settled(s));
    assert_int_equal(d.test, BP_DIFFER_WITHIN_ORGS);
    assert_int_equal(d.p.state, BP_NOT_ESTIMABLE);
}

/* ---- surveys of chance ---- */

static double normal(uint64_t *random)
{
    const double u = ((double)(made_random(random) >> 11) + .5) / 9007199254740992.,
                 v = ((double)(made_random(random) >> 11) + .5) / 9007199254740992.;
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* 30 organisations of 10: ln pay has a standard deviation of .25, a fifth of its variance
 * between organisations.
 *   whole   groups are made of whole organisations, else cut across them
 *   effect  on ln pay, of one group */
static bool chance_differs(uint64_t *random, bool whole, double effect)
{
    static const char *const name[] = { "a", "b", "c" };
    bp_survey *s = made_survey(&shape);
    size_t row = 0;
    for (size_t o = 0; o < 30; o++) {
        const double level = .25 * sqrt(.2) * normal(random);
        for (size_t i = 0; i < 10; i++) {
            const size_t g = whole ? o % 3 : (o + i) % 3;
            const double ln =
                log(100000) + level + .25 * sqrt(.8) * normal(random) + (g == 0) * effect;
            add(s, (int64_t)exp(ln), name[g], org(o), row++);
        }
    }
    const bp_difference d = compared(settled(s));
    assert_int_equal(d.test, whole ? BP_DIFFER_ORGS_PERMUTED : BP_DIFFER_WITHIN_ORGS);
    return bp_difference_shows(&d);
}

static void chance_is_seldom_called_a_difference(void **state)
{
    (void)state;
    uint64_t random = 20261128;
    int found = 0;
    for (int i = 0; i < 500; i++)
        found += chance_differs(&random, i % 2 == 0, 0);
    print_message("without an effect %d of 500 surveys differ\n", found);
    assert_true(found <= 35);
}

static void ten_percent_across_organisations_is_mostly_found(void **state)
{
    (void)state;
    uint64_t random = 20261129;
    int found = 0;
    for (int i = 0; i < 500; i++)
        found += chance_differs(&random, false, log(1.1));
    print_message("with an effect %d of 500 surveys differ\n", found);
    assert_true(found >= 350);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_of_many_are_those_of_all_sorted),
        cmocka_unit_test(ranks_of_people_agree_with_r),
        cmocka_unit_test(within_organisations_agrees_with_exact_fractions),
        cmocka_unit_test(directions_that_nothing_compares_are_left_out),
        cmocka_unit_test(whole_organisations_are_permuted),
        cmocka_unit_test(many_organisations_are_permuted),
        cmocka_unit_test(too_small_and_unnamed_groups_are_not_compared),
        cmocka_unit_test(equal_pay_does_not_differ),
        cmocka_unit_test(chance_is_seldom_called_a_difference),
        cmocka_unit_test(ten_percent_across_organisations_is_mostly_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
