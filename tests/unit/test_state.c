/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program and the library share is left as it was: signals, limits, folder,
 * locale, file mode mask, environment and GSL's error handler. */
#define _GNU_SOURCE
#include "near.h"

#include <gsl/gsl_errno.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "benchpay/benchpay.h"
#include "folder.h"

#define SIGNALS 32

typedef struct shared {
    void (*handler[SIGNALS])(int);
    sigset_t blocked;
    struct rlimit limit[RLIM_NLIMITS];
    char folder[PATH_MAX];
    char locale[200];
    mode_t mask;
    bp_str environment;
    gsl_error_handler_t *gsl;
} shared;

static void own_handler(const char *reason, const char *file, int line, int code)
{
    (void)reason, (void)file, (void)line, (void)code;
}

static void look_at(shared *s)
{
    *s = (shared){ 0 };
    for (int i = 1; i < SIGNALS; i++) {
        struct sigaction now;
        sigaction(i, NULL, &now);
        s->handler[i] = now.sa_handler;
    }
    sigprocmask(SIG_SETMASK, NULL, &s->blocked);
    for (unsigned i = 0; i < RLIM_NLIMITS; i++)
        getrlimit(i, &s->limit[i]);
    assert_non_null(getcwd(s->folder, sizeof s->folder));
    snprintf(s->locale, sizeof s->locale, "%s", setlocale(LC_ALL, NULL));
    s->mask = umask(0);
    umask(s->mask);
    for (char **e = environ; *e != NULL; e++)
        bp_str_puts(&s->environment, *e);
    s->gsl = gsl_set_error_handler(own_handler);
    gsl_set_error_handler(s->gsl);
}

static void assert_same(const shared *a, const shared *b)
{
    for (int i = 1; i < SIGNALS; i++)
        assert_true(a->handler[i] == b->handler[i]);
    for (int i = 1; i < SIGNALS; i++)
        assert_int_equal(sigismember(&a->blocked, i), sigismember(&b->blocked, i));
    assert_memory_equal(a->limit, b->limit, sizeof a->limit);
    assert_string_equal(a->folder, b->folder);
    assert_string_equal(a->locale, b->locale);
    assert_int_equal(a->mask, b->mask);
    assert_string_equal(a->environment.at, b->environment.at);
    assert_true(a->gsl == b->gsl);
}

static void read_and_compute(void)
{
    static const char pay[] = "tier,base\nA,100\nA,200\nB,300\nB,410\n";
    const char *const file = "pay.csv", *const by = "tier";
    put_file(file, pay, sizeof pay - 1);
    bp_reading reading;
    bp_choice choice;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = &file;
    reading.n_files = 1;
    reading.threads = 2;
    choice.by = &by;
    choice.n_by = 1;
    const bp_level half = { 1, 2 };
    const bp_method method = { .level = &half, .n_levels = 1, .qtype = 7 };
    const size_t key = 0;
    bp_survey *survey = NULL;
    bp_percentiles *p = NULL;
    bp_err err;
    assert_int_equal(bp_survey_read(&survey, &reading, &choice, &err), BP_OK);
    assert_int_equal(bp_percentiles_new(&p, survey, 0, &key, 1, &method, &err), BP_OK);
    assert_int_equal(p->n_groups, 3);
    bp_percentiles_free(p);
    bp_survey_free(survey);
}

/* Where there is no gnuplot it fails, and changes nothing either. */
static void draw(void)
{
    static const double count[] = { 3, 8, 5 };
    bp_chart chart = { .kind = BP_CHART_DISTRIBUTION,
                       .id = "pay",
                       .title = { .text = "Pay" },
                       .currency = "USD",
                       .u.bins = { .low = 50000,
                                   .width = 20000,
                                   .count = count,
                                   .n = 3,
                                   .p25 = 70000,
                                   .p50 = 75000,
                                   .p75 = 90000 } };
    const bp_chart_options options = { 0 };
    bp_err err;
    (void)bp_chart_draw(&chart, &options, &err);
    free(chart.picture);
}

static void no_call_changes_what_the_process_shares(void **state)
{
    shared before, after;
    (void)state;
    signal(SIGPIPE, SIG_DFL);
    umask(027);
    gsl_set_error_handler(own_handler);
    look_at(&before);
    read_and_compute();
    draw();
    look_at(&after);
    assert_same(&before, &after);
    bp_str_release(&before.environment);
    bp_str_release(&after.environment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_call_changes_what_the_process_shares,
                                        enter_folder, leave_folder),
    };
    return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
