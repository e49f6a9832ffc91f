/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ledger.c - what a run has shown is known to later ones, and nothing else of it. */
#define _GNU_SOURCE
#include "near.h"

#include <fcntl.h>
#include <sys/file.h>

#include "answer/answer.h"
#include "base/file.h"
#include "base/str.h"
#include "benchpay/benchpay.h"
#include "folder.h"

/* 60 people of 20 organisations in each of two tiers, in an order of their own; those
 * from `from` on, but for `without` of the first tier. */
typedef struct people {
    bool named;  /* there is a column of persons */
    int without; /* people of tier A who are left out, one an organisation */
    int orgs;    /* organisations of tier A that are left out */
    bool turned; /* the last row comes first */
} people;

static void put_row(bp_str *s, const people *p, int i)
{
    const int tier = i / 60, org = i % 20;
    if (tier == 0 && (i < p->without || org < p->orgs))
        return;
    if (p->named)
        bp_str_printf(s, "e%d,", i);
    bp_str_printf(s, "Org %d,Tier %c,%d\n", org, 'A' + tier, 200000 + i * 1237);
}

static void put_survey(const people *p)
{
    bp_str s = { 0 };
    bp_str_puts(&s, p->named ? "employee_id," : "");
    bp_str_puts(&s, "organization,tier,salary\n");
    for (int i = 0; i < 120; i++)
        put_row(&s, p, p->turned ? 119 - i : i);
    put_file("pay.csv", s.at, s.n);
    bp_str_release(&s);
}

static bp_question question(void)
{
    static const char *file[] = { "pay.csv" };
    static const char *const by[] = { "tier" };
    bp_question q;
    bp_question_init(&q);
    q.subject = BP_ASK_PERCENTILES;
    q.reading.file = file;
    q.reading.n_files = 1;
    q.choice.by = by;
    q.choice.n_by = 1;
    q.rules = BP_RULES_SURVEY;
    q.ledger = "shown";
    return q;
}

static void ask(unsigned reasons[3])
{
    const bp_question q = question();
    bp_answer *a = NULL;
    bp_err err;
    if (bp_answer_new(&a, &q, &err) != BP_OK)
        fail_msg("%s", err.text);
    const bp_percentiles *p = bp_answer_table(a, 0);
    assert_int_equal(p->n_groups, 3);
    for (size_t i = 0; i < 3; i++)
        reasons[i] = p->group[i].reasons;
    bp_answer_free(a);
}

/* Everybody, tier A and tier B of a second survey. */
static void expect_second(const people *first, const people *second, unsigned all,
                          unsigned tier_a)
{
    unsigned reasons[3];
    remove("shown");
    put_survey(first);
    ask(reasons);
    assert_int_equal(reasons[0] | reasons[1] | reasons[2], 0);
    put_survey(second);
    ask(reasons);
    assert_int_equal(reasons[0], all);
    assert_int_equal(reasons[1], tier_a);
    assert_int_equal(reasons[2], 0);
    assert_int_equal(files_here(), 2); /* no lock, nothing temporary */
}

static void people_are_known_again_in_another_file(void **state)
{
    (void)state;
    const people all = { .named = true }, again = { .named = true, .turned = true };
    expect_second(&all, &again, 0, 0);
    for (int n = 1; n <= 6; n++) {
        const people fewer = { .named = true, .without = n, .turned = true };
        const unsigned why = n <= 4 ? BP_WHY_DIFFERENCE : 0;
        expect_second(&all, &fewer, why, why);
        expect_second(&fewer, &all, why, why);
    }
}

/* Three people each; 5 organisations are not few. */
static void so_are_organisations(void **state)
{
    (void)state;
    const people all = { .named = true };
    for (int n = 1; n <= 6; n++) {
        const people fewer = { .named = true, .orgs = n };
        const unsigned why = n <= 4 ? BP_WHY_DIFFERENCE : 0;
        expect_second(&all, &fewer, why, why);
    }
}

/* Without persons rows are those of a file with the same bytes. */
static void rows_of_another_file_are_others(void **state)
{
    (void)state;
    const people all = { .named = false }, fewer = { .without = 1 };
    expect_second(&all, &all, 0, 0);
    expect_second(&all, &fewer, 0, 0);
}

static void a_ledger_has_no_names(void **state)
{
    (void)state;
    const people all = { .named = true };
    bp_str bytes = { 0 };
    expect_second(&all, &all, 0, 0);
    assert_int_equal(bp_file_read(&bytes, "shown", 1 << 20, NULL), BP_OK);
    assert_null(strstr(bytes.at, "Org"));
    assert_null(strstr(bytes.at, "Tier"));
    assert_true(bytes.n < 3000); /* three groups, of whatever size */
    bp_str_release(&bytes);
}

static bp_status ask_status(bp_err *err)
{
    const bp_question q = question();
    bp_answer *a = NULL;
    const bp_status status = bp_answer_new(&a, &q, err);
    bp_answer_free(a);
    return status;
}

static void a_ledger_is_of_one_run_at_a_time(void **state)
{
    (void)state;
    bp_err err;
    const people all = { .named = true };
    expect_second(&all, &all, 0, 0);
    const int fd = open("shown.lock", O_RDWR | O_CREAT, 0600);
    assert_true(fd >= 0 && flock(fd, LOCK_EX) == 0);
    assert_int_equal(ask_status(&err), BP_EIO);
    assert_string_equal(err.text, "shown: another run is using it");
    close(fd); /* as a run that was killed: its lock is there and nobody's */
    assert_int_equal(ask_status(&err), BP_OK);
    assert_int_equal(files_here(), 2);
}

/* Cut at any place, or with any byte changed. */
static void a_damaged_ledger_is_refused(void **state)
{
    (void)state;
    const people all = { .named = true };
    bp_str bytes = { 0 };
    bp_err err;
    expect_second(&all, &all, 0, 0);
    assert_int_equal(bp_file_read(&bytes, "shown", 1 << 20, NULL), BP_OK);
    for (size_t n = 1; n < bytes.n; n += 13) {
        put_file("shown", bytes.at, n);
        assert_int_equal(ask_status(&err), BP_EDATA);
    }
    for (size_t n = 0; n < bytes.n; n += 13) {
        bytes.at[n] ^= 1;
        put_file("shown", bytes.at, bytes.n);
        assert_int_equal(ask_status(&err), BP_EDATA);
        bytes.at[n] ^= 1;
    }
    put_file("shown", "", 0); /* begun, and nothing written */
    assert_int_equal(ask_status(&err), BP_OK);
    bp_str_release(&bytes);
}

static void what_contradicts_a_ledger_is_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_question q = question();
    q.rules = BP_RULES_NONE;
    assert_int_equal(bp_question_check(&q, &err), BP_EUSAGE);
    q = question();
    q.ledger = "";
    assert_int_equal(bp_question_check(&q, &err), BP_EUSAGE);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(people_are_known_again_in_another_file),
        IN_FOLDER(so_are_organisations),
        IN_FOLDER(rows_of_another_file_are_others),
        IN_FOLDER(a_ledger_has_no_names),
        IN_FOLDER(a_ledger_is_of_one_run_at_a_time),
        IN_FOLDER(a_damaged_ledger_is_refused),
        cmocka_unit_test(what_contradicts_a_ledger_is_refused),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
