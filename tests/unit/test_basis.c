/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "analysis/weighted.h"
#include "data/cells.h"
#include "data/pay.h"

/* Pay of people in thousands: 20 of them in five organisations, and one in none. */
static const struct {
    const char *org;
    int64_t pay;
} five[] = {
    { "A", 400 }, { "A", 410 }, { "A", 420 }, { "A", 430 }, { "A", 440 }, { "A", 450 },
    { "B", 380 }, { "B", 400 }, { "B", 500 }, { "B", 520 }, { "C", 520 }, { "C", 540 },
    { "C", 560 }, { "C", 600 }, { "D", 300 }, { "D", 350 }, { "D", 380 }, { "E", 450 },
    { "E", 470 }, { "E", 490 }, { "", 999 },
};

static bp_survey *survey_of_five(void)
{
    bp_err err;
    bp_shape shape = made_shape;
    shape.has_year = shape.has_currency = false;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < sizeof five / sizeof five[0]; i++)
        made_add(s, &(made_row){ .pay = five[i].pay, .tier = "", .org = five[i].org }, i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static bp_pay_groups *groups_on(const bp_survey *s, bp_basis basis, int qtype)
{
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_pay_groups_new(&g, s, 0, NULL, 0, &err), BP_OK);
    assert_int_equal(bp_pay_groups_on(g, basis, qtype, &err), BP_OK);
    return g;
}

/* By hand: 2550/6, 1800/4, 2220/4, 1030/3, 1410/3. */
static void an_organisation_is_the_mean_of_its_people(void **state)
{
    (void)state;
    static const double want[] = { 1030. / 3, 425, 450, 470, 555 };
    bp_survey *s = survey_of_five();
    bp_pay_groups *g = groups_on(s, BP_BASIS_ORG, 7);
    const bp_pay_group *all = &g->group[0];
    int64_t mean[5];
    assert_int_equal(all->pay.n, 5);
    assert_int_equal(all->pay.weight, 5);
    assert_int_equal(all->pay.people, 20);
    assert_int_equal(all->orgs, 5);
    assert_int_equal(all->lone, 1);
    assert_int_equal(g->weighting, BP_UNWEIGHTED);
    bp_sample_sort(&all->pay, mean);
    for (size_t i = 0; i < 5; i++)
        assert_near(bp_money_double(mean[i], g->scale), want[i], 1e-15);
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

/* 12 = lcm(6, 4, 4, 3, 3): of 60 parts each organisation has 12. */
static void people_of_an_organisation_have_equal_parts_of_it(void **state)
{
    (void)state;
    bp_survey *s = survey_of_five();
    bp_pay_groups *g = groups_on(s, BP_BASIS_ORG_EQUAL, 1);
    const bp_pay_group *all = &g->group[0];
    uint64_t weight[5] = { 0 };
    bp_org_block b;
    assert_int_equal(all->pay.n, 20);
    assert_int_equal(all->pay.people, 20);
    assert_int_equal(all->pay.weight, 60);
    assert_int_equal(g->weighting, BP_WEIGHTS_SAMPLING);
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, all);) {
        const bp_text org = bp_survey_org_text(s, b.org);
        for (size_t i = 0; i < b.n; i++)
            weight[org.at[0] - 'A'] += (uint64_t)b.weight[i];
    }
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(weight[i], 12);
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

/* ---- against sums over a common denominator, for any people ---- */

#define PEOPLE_MAX 60
#define ORGS_MAX 6

typedef struct people {
    int64_t pay[PEOPLE_MAX];
    size_t org[PEOPLE_MAX];
    size_t n;
    size_t size[ORGS_MAX];
} people;

static people draw(uint64_t *random)
{
    people p = { .n = 1 + made_random(random) % PEOPLE_MAX };
    const uint64_t orgs = 1 + made_random(random) % ORGS_MAX,
                   spread = 1 + made_random(random) % 40;
    for (size_t i = 0; i < p.n; i++) {
        p.pay[i] = (int64_t)(1000 + made_random(random) % spread);
        p.org[i] = made_random(random) % orgs;
        p.size[p.org[i]]++;
    }
    return p;
}

static bp_survey *survey_of(const people *p)
{
    static const char *const name[ORGS_MAX] = { "A", "B", "C", "D", "E", "F" };
    bp_err err;
    bp_shape shape = made_shape;
    shape.has_year = shape.has_currency = false;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < p->n; i++)
        made_add(s, &(made_row){ .pay = p->pay[i], .tier = "", .org = name[p->org[i]] },
                 i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

/* lcm of all numbers up to 60 is below 2^90: every share is a whole number of it. */
static bp_int128 parts(void)
{
    bp_int128 all = 1;
    for (int i = 2; i <= PEOPLE_MAX; i++) {
        bp_int128 a = all, b = i;
        while (b != 0) {
            const bp_int128 rest = a % b;
            a = b;
            b = rest;
        }
        all = all / a * i;
    }
    return all;
}

static size_t count_orgs(const people *p)
{
    size_t n = 0;
    for (size_t o = 0; o < ORGS_MAX; o++)
        n += p->size[o] > 0;
    return n;
}

/* The weight of those who are paid at most x. */
static bp_int128 up_to(const people *p, int64_t x, bp_int128 one)
{
    bp_int128 sum = 0;
    for (size_t i = 0; i < p->n; i++)
        sum += p->pay[i] <= x ? one / (int64_t)p->size[p->org[i]] : 0;
    return sum;
}

/* Twice the percentile of type 1 or 2. */
static int64_t twice(const people *p, int64_t percent, int qtype, bp_int128 one)
{
    const bp_int128 all = one * (int64_t)count_orgs(p);
    int64_t x = 1000, next;
    while (up_to(p, x, one) * 100 < all * percent)
        x++;
    if (qtype == 1 || up_to(p, x, one) * 100 != all * percent)
        return 2 * x;
    for (next = x + 1; next < 1040 && up_to(p, next, one) == up_to(p, x, one);)
        next++;
    return next < 1040 ? x + next : 2 * x;
}

static void percentiles_of_equal_organisations_have_exact_ties(void **state)
{
    (void)state;
    uint64_t random = 5;
    const bp_int128 one = parts();
    for (int c = 0; c < 600; c++) {
        const people p = draw(&random);
        bp_survey *s = survey_of(&p);
        for (int qtype = 1; qtype <= 2; qtype++) {
            bp_pay_groups *g = groups_on(s, BP_BASIS_ORG_EQUAL, qtype);
            bp_weighted *w = bp_weighted_of(&g->group[0].pay, g->weighting);
            for (uint32_t k = 5; k < 100; k += 5)
                assert_near(
                    2 * bp_weighted_quantile(w, (bp_level){ k, 100 }, qtype, 0).value,
                    (double)twice(&p, k, qtype, one), 0);
            bp_weighted_free(w);
            bp_pay_groups_free(g);
        }
        bp_survey_free(s);
    }
}

/* Sizes without common factors, whose multiple is beyond 62 bits and below 2^70. */
static const size_t primes[] = { 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73 };
#define PRIMES (sizeof primes / sizeof primes[0])

typedef struct market {
    int64_t low[PRIMES]; /* what the first people of each organisation are paid */
    int64_t high[PRIMES];
    size_t lower[PRIMES]; /* how many that are */
} market;

static bp_survey *survey_of_market(const market *m)
{
    bp_err err;
    bp_shape shape = made_shape;
    size_t order = 0;
    shape.has_year = shape.has_currency = false;
    bp_survey *s = made_survey(&shape);
    for (size_t o = 0; o < PRIMES; o++)
        for (size_t i = 0; i < primes[o]; i++) {
            const char name[] = { (char)('A' + o), '\0' };
            made_add(s,
                     &(made_row){ .pay = i < m->lower[o] ? m->low[o] : m->high[o],
                                  .tier = "",
                                  .org = name },
                     order++);
        }
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static bp_int128 market_up_to(const market *m, int64_t x, bp_int128 one)
{
    bp_int128 sum = 0;
    for (size_t o = 0; o < PRIMES; o++) {
        const size_t n = (m->low[o] <= x ? m->lower[o] : 0) +
                         (m->high[o] <= x ? primes[o] - m->lower[o] : 0);
        sum += one / (int64_t)primes[o] * (int64_t)n;
    }
    return sum;
}

static int64_t market_twice(const market *m, int64_t k, bp_int128 one)
{
    const bp_int128 want = one * k; /* of PRIMES organisations */
    int64_t x = 1000, next;
    while (market_up_to(m, x, one) < want)
        x++;
    if (market_up_to(m, x, one) != want)
        return 2 * x;
    for (next = x + 1; next < 1010 && market_up_to(m, next, one) == want;)
        next++;
    return next < 1010 ? x + next : 2 * x;
}

static void ties_are_exact_where_weights_are_rounded(void **state)
{
    (void)state;
    uint64_t random = 11;
    bp_int128 one = 1;
    for (size_t o = 0; o < PRIMES; o++)
        one *= (int64_t)primes[o];
    for (int c = 0; c < 60; c++) {
        market m;
        for (size_t o = 0; o < PRIMES; o++) {
            m.low[o] = (int64_t)(1000 + made_random(&random) % 10);
            m.high[o] = (int64_t)(1000 + made_random(&random) % 10);
            m.lower[o] = made_random(&random) % 3 == 0 ? primes[o] / 3 : 0;
        }
        bp_survey *s = survey_of_market(&m);
        bp_pay_groups *g = groups_on(s, BP_BASIS_ORG_EQUAL, 2);
        assert_true(g->group[0].parts > 0);
        bp_weighted *w = bp_weighted_of_group(g, &g->group[0]);
        for (uint32_t k = 1; k < PRIMES; k++)
            assert_near(2 * bp_weighted_quantile(w, (bp_level){ k, PRIMES }, 2, 0).value,
                        (double)market_twice(&m, k, one), 0);
        bp_weighted_free(w);
        bp_pay_groups_free(g);
        bp_survey_free(s);
    }
}

static int by_number(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void means_of_organisations_are_those_of_any_people(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int c = 0; c < 600; c++) {
        const people p = draw(&random);
        bp_survey *s = survey_of(&p);
        bp_pay_groups *g = groups_on(s, BP_BASIS_ORG, 7);
        double want[ORGS_MAX];
        int64_t mean[ORGS_MAX], sum[ORGS_MAX] = { 0 };
        size_t n = 0;
        for (size_t i = 0; i < p.n; i++)
            sum[p.org[i]] += p.pay[i];
        for (size_t o = 0; o < ORGS_MAX; o++)
            if (p.size[o] > 0)
                want[n++] = (double)sum[o] / (double)p.size[o];
        qsort(want, n, sizeof want[0], by_number);
        assert_int_equal(g->group[0].pay.n, n);
        bp_sample_sort(&g->group[0].pay, mean);
        for (size_t i = 0; i < n; i++)
            assert_near(bp_money_double(mean[i], g->scale), want[i], 3e-16);
        bp_pay_groups_free(g);
        bp_survey_free(s);
    }
}

static void organisations_must_be_known(void **state)
{
    (void)state;
    static const int64_t pay[] = { 1, 2, 3 };
    bp_err err;
    bp_pay_groups *g = NULL;
    bp_survey *s = made_pays(pay, 3, 0);
    assert_int_equal(bp_pay_groups_new(&g, s, 0, NULL, 0, &err), BP_OK);
    assert_int_equal(bp_pay_groups_on(g, BP_BASIS_ORG, 7, &err), BP_EDATA);
    assert_string_equal(err.text, "there is no column of organizations, which the basis "
                                  "'org' counts");
    assert_int_equal(bp_pay_groups_on(g, BP_BASIS_INCUMBENT, 7, &err), BP_OK);
    assert_int_equal(g->group[0].pay.n, 3);
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

static void weights_have_a_meaning_on_every_basis(void **state)
{
    (void)state;
    for (int t = 1; t <= 9; t++) {
        assert_int_equal(bp_basis_weighting(BP_BASIS_ORG, t, BP_WEIGHTS_SAMPLING),
                         BP_UNWEIGHTED);
        assert_int_equal(bp_basis_weighting(BP_BASIS_INCUMBENT, t, BP_WEIGHTS_FREQ),
                         BP_WEIGHTS_FREQ);
        assert_int_equal(bp_basis_weighting(BP_BASIS_ORG_EQUAL, t, BP_UNWEIGHTED),
                         t <= 2 ? BP_WEIGHTS_SAMPLING : BP_WEIGHTS_ANALYTIC);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organisation_is_the_mean_of_its_people),
        cmocka_unit_test(people_of_an_organisation_have_equal_parts_of_it),
        cmocka_unit_test(percentiles_of_equal_organisations_have_exact_ties),
        cmocka_unit_test(ties_are_exact_where_weights_are_rounded),
        cmocka_unit_test(means_of_organisations_are_those_of_any_people),
        cmocka_unit_test(organisations_must_be_known),
        cmocka_unit_test(weights_have_a_meaning_on_every_basis),
    };
    return cmocka_run_group_tests_name("basis", tests, NULL, NULL);
}
