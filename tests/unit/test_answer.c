/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_answer.c - a question gets its answer, as a program that embeds the library asks. */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include <pthread.h>

#include "benchpay/benchpay.h"
#include "folder.h"

/* Sixteen people in two tiers, one of them far above the others. */
static int set_up(void **state)
{
    static const char pay[] =
        "tier,base_salary\n"
        "CMO,410000\nCMO,421000\nCMO,432000\nCMO,443000\nCMO,454000\nCMO,465000\n"
        "CMO,476000\nCMO,487000\nCMO,498000\nCMO,501000\nCMO,512000\nCMO,523000\n"
        "CMO,9900000\n"
        "Director,301000\nDirector,312000\nDirector,323000\n";
    int failed = enter_folder(state);
    put_file("pay.csv", pay, strlen(pay));
    return failed;
}

static char *page(const bp_question *q, size_t *n)
{
    bp_err err;
    bp_answer *a = NULL;
    bp_report *r = NULL;
    bp_look look;
    char *bytes = NULL;
    bp_look_init(&look);
    if (bp_answer_new(&a, q, &err) == BP_OK && bp_report_of(&r, a, &err) == BP_OK)
        bp_render(&bytes, n, r, BP_FORMAT_HTML, &look, &err);
    bp_report_free(r);
    bp_answer_free(a);
    return bytes;
}

static void a_question_of_one_file_is_a_whole_report(void **state)
{
    bp_err err;
    bp_question q;
    size_t n = 0;
    (void)state;
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    assert_int_equal(bp_question_add_file(&q, "pay.csv", &err), BP_OK);
    char *html = page(&q, &n);
    assert_non_null(html);
    assert_non_null(strstr(html, "Median base salary"));
    assert_non_null(strstr(html, "By tier"));
    free(html);
    bp_question_release(&q);
}

static void a_question_is_not_changed_by_asking(void **state)
{
    static const bp_subject subjects[] = { BP_ASK_REPORT, BP_ASK_PERCENTILES,
                                           BP_ASK_TIERS, BP_ASK_CHECK };
    (void)state;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        bp_err err;
        bp_question q;
        bp_answer *a = NULL;
        bp_question_init(&q);
        q.rules = BP_RULES_NONE;
        bp_question_add_file(&q, "pay.csv", &err);
        q.subject = subjects[i];
        const bp_question before = q;
        assert_int_equal(bp_answer_new(&a, &q, &err), BP_OK);
        assert_memory_equal(&q, &before, sizeof q);
        bp_answer_free(a);
        bp_question_release(&q);
    }
}

/* By hand: with type 7 the median of 410, 421, ..., 523 (twelve values) is 470,500, and of
 * thirteen 476,000; 9,900,000 is beyond Tukey's outer fences of its tier. */
static void outliers_are_dropped_by_the_library(void **state)
{
    static const double want[] = { 476000, 470500 };
    static const char *const by[] = { "tier" };
    (void)state;
    for (int drop = 0; drop <= 1; drop++) {
        bp_err err;
        bp_question q;
        bp_answer *a = NULL;
        bp_question_init(&q);
        q.rules = BP_RULES_NONE;
        bp_question_add_file(&q, "pay.csv", &err);
        q.subject = BP_ASK_PERCENTILES;
        q.choice.by = by;
        q.choice.n_by = 1;
        q.choice.outliers = drop ? BP_OUTLIERS_DROP : BP_OUTLIERS_FLAG;
        assert_int_equal(bp_answer_new(&a, &q, &err), BP_OK);
        const bp_percentiles *p = bp_answer_table(a, 0);
        assert_string_equal(p->group[2].by[0], "CMO");
        assert_near(p->group[2].p[2].value, want[drop], 0);
        assert_int_equal(bp_survey_input(bp_answer_survey(a), 0)->excluded[BP_RULE_OUTLIER],
                         drop);
        assert_null(bp_answer_table(a, 1));
        bp_answer_free(a);
        bp_question_release(&q);
    }
}

/* By hand: of 16 people the three directors, 410,000 and 421,000 are below 430,000. */
static void an_offer_is_placed(void **state)
{
    bp_err err;
    bp_question q;
    bp_answer *a = NULL;
    (void)state;
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    bp_question_add_file(&q, "pay.csv", &err);
    q.subject = BP_ASK_OFFER;
    q.offers.has_amount = true;
    q.offers.amount = (bp_decimal){ 430000, 0 };
    assert_int_equal(bp_answer_new(&a, &q, &err), BP_OK);
    const bp_offer *o = bp_answer_offer(a, 0, 0);
    assert_int_equal(o->below, 5);
    assert_near(o->percentile.value, 100 * 5 / 16., 1e-15);
    assert_null(bp_answer_offer(a, 0, 1));
    assert_null(bp_answer_offer(a, 1, 0));
    assert_null(bp_answer_growth(a));
    bp_answer_free(a);
    bp_question_release(&q);
}

static void a_check_of_what_cannot_be_read_is_an_answer(void **state)
{
    bp_err err;
    bp_question q;
    bp_answer *a = NULL;
    (void)state;
    put_file("none.csv", "name,place\na,b\n", 15);
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    bp_question_add_file(&q, "none.csv", &err);
    assert_int_equal(bp_answer_new(&a, &q, &err), BP_EDATA);
    assert_null(a);
    q.subject = BP_ASK_CHECK;
    assert_int_equal(bp_answer_new(&a, &q, &err), BP_OK);
    assert_null(bp_answer_survey(a));
    assert_int_equal(bp_answer_failure(a)->status, BP_EDATA);
    assert_int_equal(bp_answer_failure(a)->hint, BP_HINT_PAY_COLUMN);
    bp_answer_free(a);
    bp_question_release(&q);
}

/* ---- nonsense ---- */

static const char *const no_text[] = { NULL };
static const bp_level beyond[] = { { 3, 2 } }, none[] = { { 1, 0 } };

static void no_file(bp_question *q) { q->reading.n_files = 0; }
static void no_path(bp_question *q) { q->reading.file = no_text; }
static void bad_subject(bp_question *q) { q->subject = (bp_subject)99; }
static void bad_chart(bp_question *q) { q->chart = (bp_chart_kind)-1; }
static void bad_rules(bp_question *q) { q->rules = (bp_rules)7; }
static void bad_period(bp_question *q) { q->reading.period = (bp_period)9; }
static void qtype_below(bp_question *q) { q->method.qtype = -1; }
static void qtype_7_sampling(bp_question *q)
{
    q->choice.weights = BP_WEIGHTS_SAMPLING;
    q->method.qtype = 7;
}
static void qtype_6_analytic(bp_question *q)
{
    q->choice.weights = BP_WEIGHTS_ANALYTIC;
    q->method.qtype = 6;
}
static void no_meaning(bp_question *q) { q->choice.weight = "w"; }
static void qtype_10(bp_question *q) { q->method.qtype = 10; }
static void level_beyond(bp_question *q) { q->method.level = beyond; q->method.n_levels = 1; }
static void level_of_none(bp_question *q) { q->method.level = none; q->method.n_levels = 1; }
static void levels_missing(bp_question *q) { q->method.level = NULL; }
static void group_missing(bp_question *q) { q->choice.by = no_text; q->choice.n_by = 1; }
static void tiers_missing(bp_question *q) { q->tiers.n_names = 2; }
static void no_offer(bp_question *q) { q->subject = BP_ASK_OFFER; }
static void big_scale(bp_question *q) { q->offers.amount.scale = 99; }
static void no_range(bp_question *q) { q->subject = BP_ASK_RANGE; }
static void nobody_matched(bp_question *q) { q->growth.plan.source = BP_GROWTH_MATCHED; }
static void flat_tiles(bp_question *q)
{
    q->subject = BP_ASK_CHART;
    q->chart = BP_CHART_HEATMAP;
}

/* Each is refused with its reason: none may index a table or follow a null pointer. */
static void nonsense_is_refused(void **state)
{
    static const struct {
        void (*spoil)(bp_question *q);
        const char *why;
    } cases[] = {
        { no_file, "the question names no file" },
        { no_path, "a file of the question has no name" },
        { bad_subject, "the subject of the question is unknown" },
        { bad_chart, "the kind of chart is unknown" },
        { bad_rules, "the disclosure rules are unknown" },
        { bad_period, "the period of pay is unknown" },
        { qtype_below, "the percentile definition is not one of 1 to 9" },
        { qtype_10, "the percentile definition is not one of 1 to 9" },
        { qtype_7_sampling, "percentiles of type 7 are positions among people; sampling "
                            "weights are shares of a population, where there are the "
                            "types 1 and 2" },
        { qtype_6_analytic, "percentiles of type 6 are not defined with analytic "
                            "weights, which have type 7" },
        { no_meaning, "the question does not say what its weights mean" },
        { level_beyond, "a percentile is not between 0 and 100" },
        { level_of_none, "a percentile is not between 0 and 100" },
        { levels_missing, "a percentile is not between 0 and 100" },
        { group_missing, "a group of the question is not there" },
        { tiers_missing, "a tier has no name" },
        { no_offer, "the question names no offer" },
        { big_scale, "an amount of money has too many decimals" },
        { no_range, "the question gives no range" },
        { nobody_matched, "matched growth needs to know who is matched" },
        { flat_tiles, "a heatmap has two group columns" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err = { .text = "" };
        bp_question q;
        bp_answer *a = NULL;
        bp_question_init(&q);
        q.rules = BP_RULES_NONE;
        bp_question_add_file(&q, "pay.csv", &err);
        cases[i].spoil(&q);
        assert_int_equal(bp_answer_new(&a, &q, &err), BP_EUSAGE);
        assert_string_equal(err.text, cases[i].why);
        assert_null(a);
        bp_question_release(&q);
    }
}

/* A list of the caller's own stays in front of what is added. */
static void files_are_added_behind_those_that_are_there(void **state)
{
    static const char *const own[] = { "a.csv", "b.csv" };
    bp_err err;
    bp_question q;
    (void)state;
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    q.reading.file = own;
    q.reading.n_files = 2;
    assert_int_equal(bp_question_add_file(&q, "c.csv", &err), BP_OK);
    assert_int_equal(q.reading.n_files, 3);
    assert_string_equal(q.reading.file[0], "a.csv");
    assert_string_equal(q.reading.file[2], "c.csv");
    bp_question_release(&q);
}

typedef struct asker {
    pthread_t thread;
    char *html;
    size_t n;
} asker;

static void *ask(void *arg)
{
    asker *me = arg;
    bp_err err;
    bp_question q;
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    if (bp_question_add_file(&q, "pay.csv", &err) == BP_OK)
        me->html = page(&q, &me->n);
    bp_question_release(&q);
    return NULL;
}

static void two_threads_ask_at_once(void **state)
{
    asker two[2] = { { .html = NULL }, { .html = NULL } };
    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&two[i].thread, NULL, ask, &two[i]), 0);
    for (size_t i = 0; i < 2; i++)
        pthread_join(two[i].thread, NULL);
    assert_non_null(two[0].html);
    assert_int_equal(two[0].n, two[1].n);
    assert_memory_equal(two[0].html, two[1].html, two[0].n);
    free(two[0].html);
    free(two[1].html);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_question_of_one_file_is_a_whole_report),
        IN_FOLDER(a_question_is_not_changed_by_asking),
        IN_FOLDER(outliers_are_dropped_by_the_library),
        IN_FOLDER(an_offer_is_placed),
        IN_FOLDER(a_check_of_what_cannot_be_read_is_an_answer),
        IN_FOLDER(nonsense_is_refused),
        cmocka_unit_test(files_are_added_behind_those_that_are_there),
        IN_FOLDER(two_threads_ask_at_once),
    };
    return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
