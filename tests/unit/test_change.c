/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_change.c - two reports, or two surveys, are compared by what both show. */
#define _GNU_SOURCE
#include "near.h"

#include "benchpay/benchpay.h"
#include "folder.h"

#define HEAD(currency)                                                                   \
    "{\"benchpay\":\"0.1.0\",\"command\":\"percentiles\",\"request\":[],"                \
    "\"method\":{\"pay\":\"base\",\"currency\":\"" currency "\",\"year\":2025},"         \
    "\"groups\":["
#define LEVEL(value, lo, hi)                                                             \
    "\"percentiles\":[{\"p\":50,\"value\":" value ",\"lo\":" lo ",\"hi\":" hi "}]"

static void put(const char *name, const char *text)
{
    put_file(name, text, strlen(text));
}

/* 94,500.01 of 90,000 is more than 5 %, 94,500 is not; intervals meet at 92,000. */
static const char last[] = HEAD("USD") "{\"by\":{},\"n\":310," LEVEL(
    "90000", "88000",
    "92000") ",\"status\":\"ok\"},"
             "{\"by\":{\"tier\":\"A\"},\"n\":60," LEVEL(
                 "90000", "88000",
                 "92000") "},"
                          "{\"by\":{\"tier\":\"Old\"},\"n\":8," LEVEL(
                              "70000", "null",
                              "null") "},"
                                      "{\"by\":{\"tier\":\"B\"},\"n\":7," LEVEL(
                                          "null", "null",
                                          "null") ",\"status\":\"few-people:p50\"}]}";
static const char this[] = HEAD("USD") "{\"by\":{},\"n\":326," LEVEL(
    "94500", "92000",
    "97000") ",\"status\":\"ok\"},"
             "{\"by\":{\"tier\":\"New\"},\"n\":9," LEVEL(
                 "50000", "null",
                 "null") "},"
                         "{\"by\":{\"tier\":\"A\"},\"n\":60," LEVEL(
                             "94500.01", "92000.5",
                             "97000") "},"
                                      "{\"by\":{\"tier\":\"B\"},\"n\":9," LEVEL(
                                          "81000", "null", "null") "}]}";
static const char euro[] = HEAD("EUR") "{\"by\":{},\"n\":3," LEVEL("1", "1", "1") "}]}";

static bp_change_question question(const char *old, const char *now)
{
    return (bp_change_question){ .old_report = old, .report = now, .threshold = .05 };
}

static const bp_change_figure *median(const bp_change *c, size_t group)
{
    return &c->group[group].figure[bp_change_find(c, "p50")];
}

static void groups_come_go_and_are_withheld(void **state)
{
    bp_err err = { .text = "" };
    bp_change *c = NULL;
    const bp_change_question q = question("last.json", "this.json");
    (void)state;
    put("last.json", last);
    put("this.json", this);
    assert_int_equal(bp_change_new(&c, &q, &err), BP_OK);

    /* In the order of the new report; what is gone behind what it stood behind. */
    static const char *const name[] = { NULL, "New", "A", "Old", "B" };
    static const bp_change_status status[] = { BP_CHANGE_OK, BP_CHANGE_NEW, BP_CHANGE_OK,
                                               BP_CHANGE_GONE, BP_CHANGE_OK };
    assert_int_equal(c->n_groups, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(c->group[i].status, status[i]);
        if (name[i] != NULL)
            assert_string_equal(c->group[i].by[0], name[i]);
    }
    assert_null(c->group[0].by);

    assert_int_equal(median(c, 0)->beyond, 0); /* exactly 5 % */
    assert_int_equal(median(c, 0)->apart, 0);  /* they just meet */
    assert_int_equal(median(c, 2)->beyond, 1);
    assert_int_equal(median(c, 2)->apart, 1);
    assert_near(median(c, 2)->change.value, 4500.01, 0);
    assert_near(median(c, 2)->rate.value, 4500.01 / 90000, 1e-15);
    assert_int_equal(median(c, 1)->status, BP_CHANGE_NEW);
    assert_int_equal(median(c, 3)->status, BP_CHANGE_GONE);
    assert_int_equal(median(c, 4)->status, BP_CHANGE_WITHHELD);
    assert_int_equal(median(c, 4)->now.state, BP_ABSENT); /* nor is the other shown */
    assert_int_equal(c->beyond, 1);
    bp_change_free(c);
}

static void refused(const bp_change_question *q, bp_status status, const char *text)
{
    bp_err err = { .text = "" };
    bp_change *c = NULL;
    assert_int_equal(bp_change_new(&c, q, &err), status);
    assert_string_equal(err.text, text);
    assert_null(c);
}

static void two_currencies_are_refused_unless_forced(void **state)
{
    bp_err err = { .text = "" };
    bp_change *c = NULL;
    bp_change_question q = question("last.json", "euro.json");
    (void)state;
    put("last.json", HEAD("USD") "{\"by\":{},\"n\":3," LEVEL("1", "1", "1") "}]}");
    put("euro.json", euro);
    refused(&q, BP_EDATA, "euro.json: they are of two currencies: USD then, EUR now");
    q.force = true;
    assert_int_equal(bp_change_new(&c, &q, &err), BP_OK);
    assert_int_equal(c->n_differences, 1);
    assert_string_equal(c->difference[0].what, "currency");
    assert_null(c->group[0].currency);
    bp_change_free(c);
}

static void a_question_must_be_about_two(void **state)
{
    bp_change_question q = question("last.json", NULL);
    (void)state;
    refused(&q, BP_EUSAGE, "two reports, or two surveys, are compared");
    q = question("last.json", "this.json");
    q.threshold = -.01;
    refused(&q, BP_EUSAGE, "the threshold is below 0");
    q.threshold = NAN;
    refused(&q, BP_EUSAGE, "the threshold is below 0");
    q.threshold = 0;
    q.matching = BP_MATCH_ORG;
    refused(&q, BP_EUSAGE,
            "reports have no people who can be matched: compare the surveys");
}

/* Worked by hand: Ann moves to B, Cay is new, Dan is gone; Bob and Eve stay in A.  All in
 * both: raises of 10, 4 and 20 %; in A: 4 and 10 %. */
static void people_who_moved_are_matched_for_everybody_alone(void **state)
{
    static const char *files[] = { "old.csv", "now.csv" }, *const by[] = { "tier" };
    bp_err err = { .text = "" };
    bp_change *c = NULL;
    bp_question old;
    (void)state;
    put("old.csv",
        "person,tier,base\nAnn,A,50000\nBob,A,60000.5\nEve,A,70000\nDan,B,90000\n");
    put("now.csv",
        "person,tier,base\nAnn,B,60000\nBob,A,62400.52\nEve,A,77000\nCay,B,80000\n");
    bp_question_init(&old);
    old.subject = BP_ASK_PERCENTILES;
    old.rules = BP_RULES_NONE;
    old.method.ci.method = BP_CI_NONE;
    old.choice.by = by;
    old.choice.n_by = 1;
    old.growth.matching = BP_MATCH_PERSON;
    old.reading.file = files;
    old.reading.n_files = 1;
    bp_question now = old;
    now.reading.file = files + 1;
    const bp_change_question q = {
        .old = &old, .now = &now, .matching = BP_MATCH_PERSON, .threshold = .05
    };
    if (bp_change_new(&c, &q, &err) != BP_OK)
        fail_msg("%s", err.text);
    const size_t n = bp_change_find(c, "matched_n"), rate = bp_change_find(c, "matched");
    assert_near(c->group[0].figure[n].now.value, 3, 0);
    assert_near(c->group[0].figure[rate].rate.value, .1, 1e-12);
    assert_string_equal(c->group[1].by[0], "A");
    assert_near(c->group[1].figure[n].now.value, 2, 0);
    assert_near(c->group[1].figure[rate].rate.value, .07, 1e-12);
    assert_near(c->group[2].figure[n].now.value, 0, 0);
    assert_int_equal(c->group[2].figure[rate].status, BP_CHANGE_NONE);
    bp_change_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(groups_come_go_and_are_withheld, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(two_currencies_are_refused_unless_forced,
                                        enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_question_must_be_about_two, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(people_who_moved_are_matched_for_everybody_alone,
                                        enter_folder, leave_folder),
    };
    return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
