/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "data/warned.h"
#include "reading.h"

/* The n-th warning of the rule; NULL: there is none. */
static const char *warned(const bp_survey *s, size_t n)
{
    for (size_t i = 0; i < bp_survey_warnings(s); i++)
        if (strcmp(bp_survey_warning(s, i)->rule, "weight") == 0 && n-- == 0)
            return bp_survey_warning(s, i)->text;
    return NULL;
}

static void assert_warned(const char *text, const char *want)
{
    put("pay.csv", text);
    bp_survey *s = read_it();
    if (want == NULL)
        assert_null(warned(s, 0));
    else
        assert_string_equal(warned(s, 0), want);
    assert_null(warned(s, 1));
    bp_survey_free(s);
}

static void rows_that_stand_for_several_are_said(void **state)
{
    (void)state;
    assert_warned("Job Title,Company,Salary,Salaries Reported\nx,A,4,3\ny,B,5,1\n",
                  "rows stand for several people each, whom 'Salaries Reported' counts; "
                  "in the figures every row counts once");
    assert_warned("Grade,Salary,Number of Posts in FTE\nx,4,3.5\ny,5,1\n",
                  "rows stand for several people each, whom 'Number of Posts in FTE' "
                  "counts; in the figures every row counts once");
    assert_warned("agency,salary,n_employees\nx,4,3\ny,5,1\n",
                  "rows stand for several people each, whom 'n_employees' counts; in the "
                  "figures every row counts once");
    assert_warned("poste;salaire;Effectifs\nx;4;3\ny;5;1\n",
                  "rows stand for several people each, whom 'Effectifs' counts; in the "
                  "figures every row counts once");
}

static void people_with_a_number_beside_them_stay_people(void **state)
{
    (void)state;
    assert_warned("Employee ID,Salary,Employees\n1,4,3\n2,5,1\n", NULL);
    assert_warned("title,salary,posts\nx,4,many\ny,5,few\n", NULL);
}

static void weights_of_a_sample_are_said(void **state)
{
    (void)state;
    assert_warned("AGEP,Salary,PWGTP\n40,4,30\n41,5,17\n",
                  "'PWGTP' looks like the weights of a sample; they are not used, every "
                  "row counts once");
    assert_warned(
        "title,salary,survey weight\nx,4,1.5\ny,5,0.9\n",
        "'survey weight' looks like the weights of a sample; they are not used, "
        "every row counts once");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_that_stand_for_several_are_said),
        TEST(people_with_a_number_beside_them_stay_people),
        TEST(weights_of_a_sample_are_said),
    };
    return cmocka_run_group_tests_name("weights", tests, NULL, NULL);
}
