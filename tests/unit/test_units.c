/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdio.h>

#include "analysis/units.h"

#define LIMITS 6
#define MOST 40 /* organisations */

static const bp_shape shape = { .n_elements = 1,
                                .element = { "bonus" },
                                .has_org = true,
                                .n_files = 1,
                                .file = made_file };

/* A row of a drawn survey. */
typedef struct drawn {
    int64_t pay;
    size_t org; /* 0: it has none */
} drawn;

static bp_survey *survey_of(const drawn row[], size_t n)
{
    bp_err err;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++) {
        char org[24] = "";
        if (row[i].org > 0)
            snprintf(org, sizeof org, "O%02zu", row[i].org);
        made_add(s, &(made_row){ .pay = row[i].pay, .org = org }, i);
    }
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static bp_pay_groups *groups_of(const bp_survey *s)
{
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_pay_groups_new(&g, s, 0, NULL, 0, &err), BP_OK);
    return g;
}

/* What is beyond a limit, counted row by row. */
static bp_beyond beyond(const drawn row[], size_t n, int64_t limit, bool above)
{
    bp_beyond b = { 0 };
    bool seen[MOST + 1] = { false };
    for (size_t i = 0; i < n; i++) {
        if (above ? row[i].pay <= limit : row[i].pay > limit)
            continue;
        b.people++;
        b.orgs += row[i].org > 0 && !seen[row[i].org];
        seen[row[i].org] = true;
    }
    return b;
}

static void check(const bp_units *u, const drawn row[], size_t n, const int64_t limit[])
{
    for (size_t k = 0; k < LIMITS; k++) {
        const bp_beyond low = beyond(row, n, limit[k], false),
                        high = beyond(row, n, limit[k], true);
        const bp_beyond below = bp_units_below(u, k), above = bp_units_above(u, k);
        assert_int_equal(below.people, low.people);
        assert_int_equal(below.orgs, low.orgs);
        assert_int_equal(above.people, high.people);
        assert_int_equal(above.orgs, high.orgs);
    }
}

/* Surveys of a few and of thousands of rows, of which some are paid nothing: limits may
 * be below 0, and beyond all pay. */
static void people_are_counted_at_limits_and_again(void **state)
{
    static const size_t size[] = { 1, 2, 7, 300, 512, 513, 3000 };
    static const int64_t first[LIMITS] = { -1, 0, 1, 50, 99, INT64_MAX - 1 },
                         second[LIMITS] = { INT64_MIN, 98, 7, -1, 0, 100 };
    static drawn row[3000];
    uint64_t random = 14;
    (void)state;
    for (size_t i = 0; i < sizeof size / sizeof size[0]; i++) {
        const size_t n = size[i];
        for (size_t k = 0; k < n; k++)
            row[k] = (drawn){ (int64_t)(made_random(&random) % 100),
                              made_random(&random) % (MOST + 1) };
        bp_survey *s = survey_of(row, n);
        bp_pay_groups *g = groups_of(s);
        const bp_total total = bp_sample_total(&g->group[0].pay);
        bp_units u = { .n = 0 };
        assert_true(bp_units_prepare(&u, g, LIMITS));
        assert_true(bp_units_count(&u, g, &g->group[0], first, LIMITS, &total,
                                   BP_COUNT_PEOPLE, true));
        check(&u, row, n, first);
        for (size_t again = 0; again < 2; again++) {
            assert_true(bp_units_recount(&u, g, &g->group[0], second, LIMITS));
            check(&u, row, n, second);
            assert_true(bp_units_recount(&u, g, &g->group[0], first, LIMITS));
            check(&u, row, n, first);
        }
        bp_units_release(&u);
        bp_pay_groups_free(g);
        bp_survey_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_counted_at_limits_and_again),
    };
    return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
