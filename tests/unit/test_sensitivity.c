/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "analysis/concentration.h"
#include "analysis/outlier.h"
#include "analysis/sensitivity.h"
#include "analysis/withhold.h"

static const bp_level levels[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };
static const bp_method method = {
    .level = levels, .n_levels = 5, .qtype = 7, .facts = true
};

static bp_percentiles *varied(const bp_survey *s, size_t n_keys)
{
    static const size_t key[] = { 0 };
    bp_percentiles *p = NULL;
    bp_fences *fences = NULL;
    bp_err err = { .text = "" };
    if (bp_percentiles_new(&p, s, 0, key, n_keys, &method, &err) != BP_OK ||
        bp_fences_new(&fences, s, n_keys, &err) != BP_OK ||
        bp_percentiles_vary(p, s, 0, fences, &method, &err) != BP_OK)
        fail_msg("%s", err.text);
    bp_fences_free(fences);
    return p;
}

static void assert_ranges(const bp_group *g, const double want[5][2])
{
    for (size_t k = 0; k < 5; k++) {
        assert_int_equal(g->sensitivity[k].min.state, BP_SHOWN);
        assert_int_equal(g->sensitivity[k].max.state, BP_SHOWN);
        assert_near(g->sensitivity[k].min.value, want[k][0], 1e-12);
        assert_near(g->sensitivity[k].max.value, want[k][1], 1e-12);
    }
}

/* By R 4.2, quantile(1:10, c(.1, .25, .5, .75, .9), type = 1..9): P10 is 1 1.5 1
 * 1 1.5 1.1 1.9 1.366667 1.4, and so on. */
static void ranges_are_those_of_the_nine_definitions(void **state)
{
    static const int64_t pay[] = { 3, 9, 1, 7, 10, 4, 6, 2, 8, 5 };
    static const double want[5][2] = {
        { 1, 1.9 }, { 2, 3.25 }, { 5, 5.5 }, { 7.5, 8.25 }, { 9, 9.9 }
    };
    (void)state;
    bp_survey *s = made_pays(pay, 10, 0);
    bp_percentiles *p = varied(s, 0);
    assert_ranges(&p->group[0], want);
    /* Below 2 is one, above 3.25 are seven, below 5 four, above 5.5 five. */
    assert_int_equal(p->group[0].around[2].people, 1);
    assert_int_equal(p->group[0].around[3].people, 7);
    assert_int_equal(p->group[0].around[4].people, 4);
    assert_int_equal(p->group[0].around[5].people, 5);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

/* The fourteenth is the outlier of its tier.  By Python in fractions, all definitions
 * with it and without. */
static void outliers_are_dropped_by_group(void **state)
{
    static const int64_t a[] = { 100, 104, 107, 111, 115, 118, 122,
                                 126, 131, 135, 140, 146, 9000 };
    static const int64_t b[] = {
        80, 83, 86, 91, 92, 95, 99, 103, 105, 110, 112, 118, 121
    };
    static const double want_a[5][2] = {
        { 100, 104.6 }, { 107, 111 }, { 118, 122 }, { 131, 137.5 }, { 139, 5458.4 }
    };
    static const double want_b[5][2] = {
        { 80, 83.6 }, { 86, 91 }, { 95, 99 }, { 108.75, 111 }, { 116.2, 119.8 }
    };
    (void)state;
    for (size_t backwards = 0; backwards < 2; backwards++) {
        bp_err err;
        bp_survey *s = made_survey(&made_shape);
        for (size_t i = 0; i < 26; i++) {
            const size_t k = backwards ? 25 - i : i;
            made_add(s,
                     &(made_row){ .pay = k < 13 ? a[k] : b[k - 13],
                                  .tier = k < 13 ? "A" : "B",
                                  .org = "",
                                  .currency = "USD" },
                     i);
        }
        assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
        bp_percentiles *p = varied(s, 1);
        const bool first = strcmp(p->group[1].by[0], "A") == 0;
        assert_ranges(&p->group[first ? 1 : 2], want_a);
        assert_ranges(&p->group[first ? 2 : 1], want_b);
        bp_percentiles_withhold(p, 1, BP_WHY_FEW_ORGS);
        assert_int_equal(p->group[1].sensitivity[0].min.state, BP_WITHHELD);
        assert_near(p->group[1].sensitivity[0].max.value, 0, 0);
        bp_percentiles_free(p);
        bp_survey_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_those_of_the_nine_definitions),
        cmocka_unit_test(outliers_are_dropped_by_group),
    };
    return cmocka_run_group_tests_name("sensitivity", tests, NULL, NULL);
}
