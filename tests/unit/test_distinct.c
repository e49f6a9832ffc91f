/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "reading.h"

/* Worked out by hand. */
static const char jobs[] = "id,title,survey date,salary,bonus\n"
                           "1,Coach,2024-01-31,5000,500\n"
                           "1,Teacher,2024-01-31,40000,\n"
                           "2,Teacher,2024-01-31,42000,1000\n"
                           "3,Clerk,2024-03-31,33000,0\n"
                           "3,Clerk,2024-09-30,30000,0\n"
                           "NA,Temp,2024-01-31,20000,0\n"
                           "NA,Temp,2024-01-31,21000,0\n"
                           "4,Head,2023-01-31,90000,0\n"
                           "4,Head,2024-01-31,95000,0\n";

static void choose(bp_distinct_rule rule)
{
    static const bp_map map[] = { { "person", "id" } };
    put("pay.csv", jobs);
    reading.map = map;
    reading.n_map = 1;
    choice.distinct = rule;
}

static void rows_of_a_person_are_added_up(void **state)
{
    (void)state;
    choose(BP_DISTINCT_SUM);
    choice.pay = "tcc";
    bp_survey *s = read_it();
    assert_pay(s, 0, "tcc", 6, 45500 + 43000 + 63000 + 20000 + 21000 + 95000);
    assert_int_equal(bp_survey_input(s, 0)->used, 8);
    assert_int_equal(bp_survey_input(s, 0)->filtered, 1); /* of another year */
    assert_true(has_note(s, "one row a person by 'id': 2 people had several rows, 4 in "
                            "all of any year; their pay is added up"));
    bp_survey_free(s);
    choice.year = BP_YEAR_ALL; /* people of two years are two */
    s = read_it();
    assert_pay(s, 0, "tcc", 7, 45500 + 43000 + 63000 + 20000 + 21000 + 95000 + 90000);
    bp_survey_free(s);
}

static void the_latest_row_of_a_person_counts(void **state)
{
    (void)state;
    choose(BP_DISTINCT_LATEST);
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 6, 40000 + 42000 + 30000 + 20000 + 21000 + 95000);
    assert_int_equal(bp_survey_input(s, 0)->used, 6);
    assert_int_equal(bp_survey_input(s, 0)->filtered, 3);
    bp_survey_free(s);
}

static void groups_are_those_of_the_best_paid_row(void **state)
{
    static const char *const by[] = { "title" };
    (void)state;
    choose(BP_DISTINCT_SUM);
    choice.by = by;
    choice.n_by = 1;
    bp_survey *s = read_it();
    bp_err err;
    bp_pay_groups *g = NULL;
    const size_t keys[] = { 0 };
    assert_int_equal(bp_pay_groups_new(&g, s, 0, keys, 1, &err), BP_OK);
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += g->group[i].pay.n;
    assert_int_equal(n, 12); /* the total, and each person in one title */
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

static void what_is_needed_must_be_there(void **state)
{
    (void)state;
    put("pay.csv", "name,salary\na,1\n");
    choice.distinct = BP_DISTINCT_SUM;
    reading.n_map = 0;
    put("pay.csv", "grade,salary\na,1\n");
    assert_refused_hint(BP_EDATA, "pay.csv: there is no person column", BP_HINT_MAP,
                        "person");
    choose(BP_DISTINCT_LATEST);
    put("pay.csv", "id,salary\na,1\n");
    assert_refused_hint(BP_EDATA,
                        "pay.csv: there is no date column to tell the latest row of a "
                        "person",
                        BP_HINT_MAP, "date");
}

/* 50,000 rows of 10,000 people, theirs far from each other: any number of threads has
 * some of each. */
static void any_number_of_workers_agrees(void **state)
{
    (void)state;
    choose(BP_DISTINCT_SUM);
    FILE *f = fopen("pay.csv", "w");
    assert_non_null(f);
    fprintf(f, "id,salary\n");
    double sum = 0;
    for (int i = 0; i < 50000; i++) {
        fprintf(f, "p%d,%d\n", i * 7919 % 10000, 1000 + i % 977);
        sum += 1000 + i % 977;
    }
    fclose(f);
    for (reading.threads = 1; reading.threads <= 3; reading.threads++) {
        bp_survey *s = read_it();
        assert_pay(s, 0, "base", 10000, sum);
        assert_int_equal(bp_survey_input(s, 0)->used, 50000);
        bp_survey_free(s);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_of_a_person_are_added_up),
        TEST(the_latest_row_of_a_person_counts),
        TEST(groups_are_those_of_the_best_paid_row),
        TEST(what_is_needed_must_be_there),
        TEST(any_number_of_workers_agrees),
    };
    return cmocka_run_group_tests_name("distinct", tests, NULL, NULL);
}
