/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700
#include "near.h"

#include "benchpay/structure.h"
#include "folder.h"

static bp_structure_question asks(void)
{
    static const double half[] = { .5 };
    bp_structure_question q = { .file = "jobs.csv", .spread = half, .n_spreads = 1 };
    bp_reading_init(&q.reading);
    return q;
}

static bp_structure *make(const bp_structure_question *q, const char *jobs)
{
    bp_structure *s = NULL;
    bp_err err;
    put_file("jobs.csv", jobs, strlen(jobs));
    assert_int_equal(bp_structure_new(&s, q, &err), BP_OK);
    return s;
}

/* Ranges of 80-120 and 92-138: (120 - 92) / (138 - 92) = .6086957. */
static void overlap_is_the_share_of_the_upper_range(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.from = 100;
    q.progression = .15;
    q.grades = 2;
    bp_structure *s = make(&q, "job,market\nA,100\n");
    assert_near(s->grade[1].min, 92, 1e-14);
    assert_near(s->grade[1].overlap.value, .6086956521739131, 1e-14);
    assert_near(s->grade[1].progression.value, .15, 1e-14);
    assert_int_equal(s->grade[0].overlap.state, BP_ABSENT);
    bp_structure_free(s);
}

/* g = 4^(1/2) - 1 */
static void midpoints_between_two_rise_by_the_same_share(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.from = 40000;
    q.to = 160000;
    q.grades = 3;
    bp_structure *s = make(&q, "job,market\nA,50000\n");
    assert_near(s->grade[1].midpoint, 80000, 1e-14);
    assert_near(s->grade[2].midpoint, 160000, 1e-14);
    bp_structure_free(s);
}

/* 100 and 121 meet at 110, their geometric middle: it is of the lower. */
static void job_in_the_middle_of_two_is_in_the_lower(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.from = 100000;
    q.progression = .21;
    q.grades = 3;
    bp_structure *s = make(
        &q, "job,market\nA,110000\nB,110000.01\nC,109999.99\nD,133100\nE,133100.01\n");
    assert_true(s->job[0].grade == 0 && s->job[1].grade == 1 && s->job[2].grade == 0);
    assert_true(s->job[3].grade == 1 && s->job[4].grade == 2);
    assert_int_equal(s->grade[1].jobs, 2);
    assert_near(s->grade[1].market.value, (110000.01 + 133100) / 2, 1e-14);
    bp_structure_free(s);
}

/* Python, by the sums of least squares; t(.975, 2) = 4.302652729749464. */
static void line_is_that_of_least_squares(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.fit = true;
    bp_structure *s =
        make(&q, "job,grade,market\nA,G1,40000\nB,G1,44000\nC,G2,51000\nD,G4,80000\n");
    assert_true(s->has_fit && s->fit.has_interval && s->fit.n == 4);
    assert_near(s->fit.a, 10.424157557401218, 1e-12);
    assert_near(s->fit.b, .21516403021926087, 1e-12);
    assert_near(s->fit.r2, .9828803348150458, 1e-12);
    assert_near(s->fit.lo, .13742745729374167, 1e-11);
    assert_near(s->fit.hi, .35196483063282485, 1e-11);
    assert_int_equal(s->n_grades, 4);
    assert_string_equal(s->grade[2].name, "G3");
    assert_near(s->grade[2].midpoint, exp(s->fit.a + 3 * s->fit.b), 1e-14);
    bp_structure_free(s);
}

static void two_jobs_have_a_line_without_an_interval(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.fit = true;
    bp_structure *s = make(&q, "job,grade,market\nA,1,40000\nB,3,90000\n");
    assert_false(s->fit.has_interval);
    assert_near(s->fit.progression, .5, 1e-13);
    assert_near(s->grade[1].midpoint, 60000, 1e-13);
    bp_structure_free(s);
}

static void job_without_a_market_is_counted_and_left_out(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    q.from = 40000;
    q.grades = 1;
    bp_structure *s = make(&q, "job,market\nA,\nB,40000\nC,n/a\n");
    assert_true(s->n_jobs == 1 && s->n_without == 2);
    assert_string_equal(s->job[0].job, "B");
    assert_int_equal(s->job[0].line, 3);
    bp_structure_free(s);
}

static void failure_leaves_nothing(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    bp_structure *s = NULL;
    bp_err err;
    put_file("jobs.csv", "job,market\nA,0\n", 15);
    assert_int_equal(bp_structure_new(&s, &q, &err), BP_EUSAGE);
    q.from = 40000;
    q.grades = 1;
    assert_int_equal(bp_structure_new(&s, &q, &err), BP_EDATA);
    q.n_spreads = 0;
    assert_int_equal(bp_structure_new(&s, &q, &err), BP_EUSAGE);
    assert_null(s);
}

static void refuse(const bp_structure_question *q, const char *why)
{
    bp_structure *s = NULL;
    bp_err err;
    assert_int_equal(bp_structure_new(&s, q, &err), BP_EUSAGE);
    assert_string_equal(err.text, why);
    assert_null(s);
}

static void questions_without_sense_are_refused_before_reading(void **state)
{
    (void)state;
    bp_structure_question q = asks();
    refuse(&q, "given midpoints need the first of them and 1 to 1000 grades");
    q.from = 40000;
    q.grades = 2;
    q.progression = -1;
    refuse(&q, "the progression, spreads or rounding of a structure make no sense");
    q.progression = .1;
    q.file = NULL;
    refuse(&q, "no file of priced jobs");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(overlap_is_the_share_of_the_upper_range),
        IN_FOLDER(midpoints_between_two_rise_by_the_same_share),
        IN_FOLDER(job_in_the_middle_of_two_is_in_the_lower),
        IN_FOLDER(line_is_that_of_least_squares),
        IN_FOLDER(two_jobs_have_a_line_without_an_interval),
        IN_FOLDER(job_without_a_market_is_counted_and_left_out),
        IN_FOLDER(failure_leaves_nothing),
        cmocka_unit_test(questions_without_sense_are_refused_before_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
