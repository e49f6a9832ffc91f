/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scope.c - the market of a question in words. */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include <stdlib.h>

#include "benchpay/benchpay.h"
#include "compose/scope.h"
#include "folder.h"
#include "report/build.h"

static int set_up(void **state)
{
    static const char pay[] =
        "job_title,country,region,tier,beds,years_experience,grade,teaching,date,"
        "base_salary\n"
        "Chief Medical Officer,United States,South,CMO,150,12,1,yes,2026-02-01,410000\n"
        "Chief Medical Officer,United States,West,CMO,400,15,2,no,2026-09-30,432000\n"
        "Medical Director,Canada,South,MD,90,7,1,no,2026-03-15,301000\n"
        "Medical Director,Canada,9,MD,90,7,1,no,2025-03-15,290000\n";
    int failed = enter_folder(state);
    put_file("pay.csv", pay, strlen(pay));
    return failed;
}

/* The question about the file, with these conditions and jobs; all are ended by NULL. */
static bp_answer *answer_of(bp_question *q, const char *const where[],
                            const char *const job[])
{
    bp_err err;
    bp_answer *a = NULL;
    bp_question_init(q);
    q->rules = BP_RULES_NONE;
    assert_int_equal(bp_question_add_file(q, "pay.csv", &err), BP_OK);
    q->subject = BP_ASK_PERCENTILES;
    q->choice.year = BP_YEAR_ALL;
    q->choice.where = where;
    q->choice.job = job;
    while (where[q->choice.n_where] != NULL)
        q->choice.n_where++;
    while (job[q->choice.n_job] != NULL)
        q->choice.n_job++;
    assert_int_equal(bp_answer_new(&a, q, &err), BP_OK);
    return a;
}

static void assert_market(const char *const where[], const char *const job[],
                          const char *market, const char *title)
{
    bp_err err;
    bp_question q;
    bp_report *r = NULL;
    bp_answer *a = answer_of(&q, where, job);
    assert_int_equal(bp_report_new(&r, "percentiles", &err), BP_OK);
    assert_string_equal(bp_scope_market(r, a), market);
    const char *got = bp_scope_title(r, a);
    assert_string_equal(got != NULL ? got : "", title);
    bp_report_free(r);
    bp_answer_free(a);
    bp_question_release(&q);
}

#define NONE ((const char *const[]){ NULL })
#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void assert_words(const char *condition, const char *words)
{
    assert_market(LIST(condition), NONE, words, "");
}

static void places_stand_alone(void **state)
{
    (void)state;
    assert_words("country = United States", "United States");
    assert_words("region=South", "South");
    assert_words("region != South", "not South");
    assert_words("region in South,West", "South or West");
    assert_words("country in Canada,'United States'", "Canada or United States");
}

static void what_does_not_speak_has_its_column(void **state)
{
    (void)state;
    assert_words("region = 9", "region 9");
    assert_words("grade = 1", "grade 1");
    assert_words("tier = CMO", "tier CMO");
    assert_words("teaching=yes", "teaching yes");
    assert_words("teaching != yes", "teaching not yes");
    assert_words("region in South,9", "region South or 9");
    assert_words("job_title ~ chief", "job title with 'chief'");
    assert_words("region != ''", "region not blank");
}

static void counts_have_their_noun(void **state)
{
    (void)state;
    assert_words("beds >= 150", "150 beds and more");
    assert_words("beds > 150", "more than 150 beds");
    assert_words("beds < 400", "fewer than 400 beds");
    assert_words("beds <= 400", "up to 400 beds");
    assert_words("beds = 150", "150 beds");
    assert_words("beds != 150", "not 150 beds");
    assert_words("experience >= 10", "10 years of experience and more");
    assert_words("grade >= 2", "grade 2 and more");
    assert_words("grade < 2", "grade below 2");
    assert_words("date >= 2026-03-01", "date from 2026-03-01");
    assert_words("date < 2026-03-01", "date before 2026-03-01");
    assert_words("#5 >= 150", "150 beds and more");
}

static void jobs_come_first_and_one_is_the_title(void **state)
{
    (void)state;
    assert_market(LIST("country = United States", "beds >= 150"),
                  LIST("chief medical officer"),
                  "chief medical officer, United States, 150 beds and more",
                  "Chief medical officer");
    assert_market(NONE, LIST("Chief Medical Officer", "Medical Director"),
                  "Chief Medical Officer or Medical Director", "");
    assert_market(NONE, NONE, "", "");
}

/* The dates by hand, of the rows that are used. */
static void machines_get_filters_and_dates(void **state)
{
    bp_err err;
    bp_question q;
    bp_report *r = NULL;
    (void)state;
    bp_answer *a = answer_of(&q, LIST("beds>=100"), LIST("Chief Medical Officer"));
    assert_int_equal(bp_report_of(&r, a, &err), BP_OK);
    assert_int_equal(r->market.n_filters, 3);
    assert_string_equal(r->market.filter[0], "job = Chief Medical Officer");
    assert_string_equal(r->market.filter[1], "beds>=100");
    assert_string_equal(r->market.filter[2], "year = all");
    assert_string_equal(r->market.first, "2026-02-01");
    assert_string_equal(r->market.last, "2026-09-30");
    bp_report_free(r);
    bp_answer_free(a);
    bp_question_release(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_stand_alone),
        cmocka_unit_test(what_does_not_speak_has_its_column),
        cmocka_unit_test(counts_have_their_noun),
        cmocka_unit_test(jobs_come_first_and_one_is_the_title),
        cmocka_unit_test(machines_get_filters_and_dates),
    };
    return cmocka_run_group_tests(tests, set_up, leave_folder);
}
