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

/* ---- sums across runs ---- */

/* Tiers A to C in two regions.  Half of those of tier C in the west are of one
 * organisation, so that their figures are withheld; of all others those of tiers B and C
 * in the east are the fewest, so that their means are withheld with these. */
static void put_tiles(void)
{
    static const int count[2][3] = { { 60, 50, 40 }, { 45, 42, 30 } };
    bp_str s = { 0 };
    int number = 0;
    bp_str_puts(&s, "employee_id,organization,tier,region,salary,bonus\n");
    for (int region = 0; region < 2; region++)
        for (int tier = 0; tier < 3; tier++)
            for (int i = 0; i < count[region][tier]; i++, number++)
                bp_str_printf(&s, "e%d,Org %d,%c,%s,%d,%d\n", number,
                              region == 0 && tier == 2 && i % 2 == 0 ? 0 : i % 20,
                              'A' + tier, region == 0 ? "West" : "East",
                              200000 + 1237 * i + 30000 * tier, 20000 + 301 * i);
    put_file("pay.csv", s.at, s.n);
    bp_str_release(&s);
}

static bp_answer *ask_of(const char *pay, const char *const *where, size_t n_by)
{
    static const char *const by[] = { "tier", "region" };
    bp_question q = question();
    bp_answer *a = NULL;
    bp_err err;
    q.choice.pay = pay;
    q.choice.where = where;
    q.choice.n_where = where != NULL;
    q.choice.by = by;
    q.choice.n_by = n_by;
    if (bp_answer_new(&a, &q, &err) != BP_OK)
        fail_msg("%s", err.text);
    return a;
}

static const char *const west[] = { "region = West" };

/* Of a tier in a region, or of everybody: is the mean shown? */
static bool shows_mean(const bp_answer *a, const char *tier, const char *region)
{
    const bp_percentiles *p = bp_answer_table(a, 0);
    for (size_t i = 0; i < p->n_groups; i++) {
        const char *const *by = p->group[i].by;
        if (tier == NULL
                ? i == 0
                : by != NULL && strcmp(by[0], tier) == 0 && strcmp(by[1], region) == 0)
            return p->group[i].mean.state == BP_SHOWN;
    }
    fail_msg("there is no such group");
    return false;
}

static void expect_tiles(const char *pay, const char *shown)
{
    static const char *const tier[] = { "A", "B", "C" };
    static const char *const region[] = { "West", "East" };
    bp_answer *a = ask_of(pay, NULL, 2);
    for (size_t r = 0; r < 2; r++)
        for (size_t t = 0; t < 3; t++)
            assert_int_equal(shows_mean(a, tier[t], region[r]), shown[3 * r + t] == '1');
    bp_answer_free(a);
}

static void expect_mean_of_west(const char *pay, bool shown)
{
    bp_answer *a = ask_of(pay, west, 0);
    assert_int_equal(shows_mean(a, NULL, NULL), shown);
    bp_answer_free(a);
}

/* Alone, the tiles withhold the two smallest means beside that of the tile that must be.
 * Once the mean of the west is known, the only one withheld there takes another with it:
 * the next smallest. */
static void a_total_of_yesterday_covers_its_parts_today(void **state)
{
    (void)state;
    put_tiles();
    expect_tiles("salary", "110100");
    remove("shown");
    expect_mean_of_west("salary", true);
    expect_tiles("salary", "100100");
}

/* West less two tiers that were shown is the third, which was not. */
static void parts_of_yesterday_withhold_their_total_today(void **state)
{
    (void)state;
    put_tiles();
    expect_mean_of_west("salary", true);
    remove("shown");
    expect_tiles("salary", "110100");
    expect_mean_of_west("salary", false);
    expect_mean_of_west("bonus", true); /* which is no sum of salaries */
}

/* What is shown once is told: the same question again has the same answer. */
static void the_same_question_has_the_same_answer(void **state)
{
    (void)state;
    bp_str first = { 0 }, second = { 0 };
    put_tiles();
    expect_tiles("salary", "110100");
    assert_int_equal(bp_file_read(&first, "shown", 1 << 20, NULL), BP_OK);
    expect_tiles("salary", "110100");
    assert_int_equal(bp_file_read(&second, "shown", 1 << 20, NULL), BP_OK);
    assert_string_equal(first.at, second.at);
    bp_str_release(&first);
    bp_str_release(&second);
}

/* Of an earlier version, which has groups alone. */
static void an_older_ledger_is_read(void **state)
{
    (void)state;
    static const char older[] =
        "benchpay ledger 1\n"
        "salt a508fbb7c866b2fb53c2b7e5f8c9b0819a36ad3e258955703cf7d21c2ae21d81\n"
        "end 555ea07b0a1343649b1efc3f27989c722c85bbad25c1d30e4bbcb53ad92e7bf0\n";
    bp_err err;
    put_tiles();
    put_file("shown", older, sizeof older - 1);
    assert_int_equal(ask_status(&err), BP_OK);
}

static void what_a_ledger_knows_nothing_of_is_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_question q = question();
    q.subject = BP_ASK_GROWTH;
    q.choice.n_by = 0;
    assert_int_equal(bp_question_check(&q, &err), BP_EUSAGE);
    assert_non_null(strstr(err.text, "growth is of the medians of several years"));
    q = question();
    q.subject = BP_ASK_REPORT;
    assert_int_equal(bp_question_check(&q, &err), BP_OK);
    q.growth.required = true;
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
        IN_FOLDER(a_total_of_yesterday_covers_its_parts_today),
        IN_FOLDER(parts_of_yesterday_withhold_their_total_today),
        IN_FOLDER(the_same_question_has_the_same_answer),
        IN_FOLDER(an_older_ledger_is_read),
        cmocka_unit_test(what_contradicts_a_ledger_is_refused),
        cmocka_unit_test(what_a_ledger_knows_nothing_of_is_refused),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
