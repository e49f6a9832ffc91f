/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "benchpay/gate.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"

static const bp_level quarters[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };

/* Three tiers, two organisations beside a blank one, in no order. */
static const made_row rows[] = {
    { .pay = 148900, .tier = "Senior", .org = "A", .year = 2026, .currency = "USD" },
    { .pay = 61250, .tier = "Entry", .org = "B", .year = 2026, .currency = "USD" },
    { .pay = 93417, .tier = "Mid", .org = "A", .year = 2026, .currency = "USD" },
    { .pay = 72081, .tier = "Mid", .org = "B", .year = 2026, .currency = "USD" },
    { .pay = 110333, .tier = "Mid", .org = "", .year = 2026, .currency = "USD" },
    { .pay = 98765, .tier = "", .org = "A", .year = 2026, .currency = "USD" },
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

static bp_percentiles *table(const bp_survey *s, size_t n_keys, bp_sort sort)
{
    static const size_t key[] = { 0 };
    const bp_method m = { .level = quarters, .n_levels = 3, .qtype = 7, .sort = sort };
    bp_percentiles *p = NULL;
    bp_err err;
    assert_int_equal(bp_percentiles_new(&p, s, 0, key, n_keys, &m, &err), BP_OK);
    assert_int_equal(bp_gate_pass(&p, 1, BP_RULES_NONE, &err), BP_OK);
    return p;
}

/* R 4.2.2: p <- c(148900,61250,93417,72081,110333,98765); mean(p)
 *          quantile(p, c(.25,.5,.75));  for Mid: quantile(p[3:5], ...) */
static void figures_agree_with_r(void **state)
{
    (void)state;
    static const double all[] = { 77415, 96091, 107441 };
    static const double mid[] = { 82749, 93417, 101875 };
    bp_survey *s = settled(rows, 6, (bp_decision){ 0 });
    bp_percentiles *p = table(s, 1, BP_SORT_NAME);
    assert_int_equal(p->n_groups, 5);
    assert_null(p->group[0].by);
    assert_int_equal(p->group[0].n, 6);
    assert_int_equal(p->group[0].orgs, 2); /* a blank name is no organisation */
    assert_string_equal(p->group[0].currency, "USD");
    assert_near(p->group[0].mean.value, 97457.6666666666667, 1e-15);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(p->group[0].p[i].state, BP_SHOWN);
        assert_near(p->group[0].p[i].value, all[i], 1e-15);
        assert_near(p->group[2].p[i].value, mid[i], 1e-15);
    }
    assert_near(p->group[2].mean.value, 91943.6666666666667, 1e-15);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

static void assert_order(bp_survey *s, bp_sort sort, const char *const want[])
{
    bp_percentiles *p = table(s, 1, sort);
    for (size_t i = 1; i < p->n_groups; i++)
        assert_string_equal(p->group[i].by[0], want[i - 1]);
    bp_percentiles_free(p);
}

static void groups_are_sorted_as_asked(void **state)
{
    (void)state;
    static const char *const name[] = { "Entry", "Mid", "Senior", "" };
    static const char *const first[] = { "Senior", "Entry", "Mid", "" };
    static const char *const n[] = { "Mid", "Entry", "Senior", "" };
    static const char *const p50[] = { "Senior", "", "Mid", "Entry" };
    bp_survey *s = settled(rows, 6, (bp_decision){ 0 });
    assert_order(s, BP_SORT_NAME, name);
    assert_order(s, BP_SORT_FIRST, first);
    assert_order(s, BP_SORT_N, n);
    assert_order(s, BP_SORT_P50, p50);
    bp_survey_free(s);
}

static void assert_names(const char *const given[], size_t n, const char *const want[])
{
    made_row row[8];
    for (size_t i = 0; i < n; i++)
        row[i] = (made_row){ .pay = 1000 + (int64_t)(i * 37 % 11),
                             .tier = given[i],
                             .year = 2026,
                             .currency = "USD" };
    bp_survey *s = settled(row, n, (bp_decision){ 0 });
    assert_order(s, BP_SORT_NAME, want);
    bp_survey_free(s);
}

static void names_are_ordered_by_what_they_mean(void **state)
{
    (void)state;
    static const char *const cmo[] = { "CMO", "Associate CMO", "Medical Director" };
    static const char *const up[] = { "Medical Director", "Associate CMO", "CMO" };
    assert_names(cmo, 3, up);
    static const char *const code[] = { "SE", "EN", "EX", "MI" };
    static const char *const codes[] = { "EN", "MI", "SE", "EX" };
    assert_names(code, 4, codes);
    static const char *const prof[] = { "Prof", "AsstProf", "AssocProf" };
    static const char *const profs[] = { "AsstProf", "AssocProf", "Prof" };
    assert_names(prof, 3, profs);
    static const char *const year[] = { "12+", "other", "5-8", "8-12", "0-5", "-1" };
    static const char *const years[] = { "-1", "0-5", "5-8", "8-12", "12+", "other" };
    assert_names(year, 6, years);
    static const char *const grade[] = { "10", "9.5", "100", "2" };
    static const char *const grades[] = { "2", "9.5", "10", "100" };
    assert_names(grade, 4, grades);
}

/* No ladder knows them, so their medians do: 1000 + (0, 4, 8). */
static void unknown_tiers_rise_by_their_medians(void **state)
{
    (void)state;
    static const char *const stage[] = { "Seedling", "Tree", "Bush" };
    static const char *const stages[] = { "Seedling", "Tree", "Bush" };
    assert_names(stage, 3, stages);
}

static void currencies_are_never_mixed(void **state)
{
    (void)state;
    const made_row row[] = {
        { .pay = 90110, .tier = "Mid", .org = "A", .year = 2026, .currency = "USD" },
        { .pay = 91555, .tier = "Mid", .org = "C", .year = 2026, .currency = "USD" },
        { .pay = 68300, .tier = "Senior", .org = "B", .year = 2026, .currency = "EUR" },
    };
    bp_survey *s = settled(row, 3, (bp_decision){ .by_currency = true });
    bp_percentiles *p = table(s, 1, BP_SORT_NAME);
    assert_int_equal(p->group[0].reasons, BP_WHY_MIXED_CURRENCY);
    assert_int_equal(p->group[0].n, 3);
    assert_null(p->group[0].currency);
    assert_int_equal(p->group[0].mean.state, BP_NOT_ESTIMABLE);
    assert_int_equal(p->group[0].p[1].state, BP_NOT_ESTIMABLE);
    assert_int_equal(p->group[0].p[1].reasons, BP_WHY_MIXED_CURRENCY);
    assert_string_equal(p->group[1].currency, "USD");
    assert_near(p->group[1].p[1].value, 90832.5, 1e-15);
    assert_string_equal(p->group[2].currency, "EUR");
    assert_int_equal(p->group[2].reasons, 0);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

/* Element 1 is there for one person only. */
static void people_without_an_element_do_not_count(void **state)
{
    (void)state;
    bp_err err;
    bp_shape shape = { .n_elements = 3,
                       .element = { "base", "bonus", "lti" },
                       .n_files = 1,
                       .file = made_file };
    int64_t base[] = { 50000, 60000 }, bonus[] = { BP_NO_PAY, 7000 };
    int64_t lti[] = { BP_NO_PAY, BP_NO_PAY };
    uint64_t order[] = { 1, 2 }, line[] = { 2, 3 };
    bp_batch b = { .n = 2, .pay = { base, bonus, lti }, .order = order, .line = line };
    bp_survey *s = made_survey(&shape);
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    const bp_method m = { .level = quarters, .n_levels = 3, .qtype = 7 };
    bp_percentiles *p;
    assert_int_equal(bp_percentiles_new(&p, s, 1, NULL, 0, &m, &err), BP_OK);
    assert_int_equal(p->group[0].n, 1);
    assert_near(p->group[0].p[2].value, 7000, 0);
    bp_percentiles_free(p);
    assert_int_equal(bp_percentiles_new(&p, s, 2, NULL, 0, &m, &err), BP_OK);
    assert_int_equal(p->group[0].n, 0);
    assert_int_equal(p->group[0].mean.state, BP_ABSENT);
    assert_int_equal(p->group[0].p[0].state, BP_ABSENT);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

/* The same rows in any order, and cut in any two, give the same bits. */
static void no_order_of_rows_moves_a_bit(void **state)
{
    (void)state;
    enum { N = 2500 };
    static int64_t pay[N];
    uint64_t random = 99;
    bp_percentiles *want = NULL;
    bp_survey *first = NULL;
    for (size_t i = 0; i < N; i++)
        pay[i] = (int64_t)(30000 + made_random(&random) % 400000 * (i % 7));
    for (int round = 0; round < 5; round++) {
        bp_survey *s = made_pays(pay, N, 2);
        bp_percentiles *p = table(s, 0, BP_SORT_NAME);
        if (round > 0) {
            assert_memory_equal(&p->group[0].mean.value, &want->group[0].mean.value, 8);
            for (size_t k = 0; k < 3; k++)
                assert_memory_equal(&p->group[0].p[k].value, &want->group[0].p[k].value,
                                    8);
            bp_percentiles_free(p);
            bp_survey_free(s);
        } else {
            want = p;
            first = s;
        }
        for (size_t i = N - 1; i > 0; i--) {
            size_t j = made_random(&random) % (i + 1);
            int64_t t = pay[i];
            pay[i] = pay[j];
            pay[j] = t;
        }
    }
    bp_percentiles_free(want);
    bp_survey_free(first);
}

static void levels_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    bp_level level[BP_LEVELS_MAX + 1];
    for (uint32_t i = 0; i <= BP_LEVELS_MAX; i++)
        level[i] = (bp_level){ i, BP_LEVELS_MAX };
    bp_method m = { .level = level, .n_levels = BP_LEVELS_MAX, .qtype = 7 };
    bp_survey *s = settled(rows, 6, (bp_decision){ 0 });
    const char *const any[] = { NULL };
    bp_percentiles *p = NULL;
    bp_market *market = NULL;
    bp_err err;
    assert_int_equal(bp_percentiles_new(&p, s, 0, NULL, 0, &m, &err), BP_OK);
    assert_int_equal(p->n_levels, BP_LEVELS_MAX);
    bp_percentiles_free(p);
    assert_int_equal(bp_market_of_records(&market, s, 0, any, &m, &err), BP_OK);
    bp_market_free(market);
    p = NULL;
    market = NULL;
    m.n_levels++;
    assert_int_equal(bp_percentiles_new(&p, s, 0, NULL, 0, &m, &err), BP_ELIMIT);
    assert_string_equal(err.text, "more than 200 percentiles");
    assert_int_equal(bp_market_of_records(&market, s, 0, any, &m, &err), BP_ELIMIT);
    assert_null(p);
    assert_null(market);
    bp_survey_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_agree_with_r),
        cmocka_unit_test(groups_are_sorted_as_asked),
        cmocka_unit_test(names_are_ordered_by_what_they_mean),
        cmocka_unit_test(unknown_tiers_rise_by_their_medians),
        cmocka_unit_test(currencies_are_never_mixed),
        cmocka_unit_test(people_without_an_element_do_not_count),
        cmocka_unit_test(no_order_of_rows_moves_a_bit),
        cmocka_unit_test(levels_beyond_the_limit_are_refused),
    };
    return cmocka_run_group_tests_name("percentiles", tests, NULL, NULL);
}
