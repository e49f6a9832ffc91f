/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_threads.c - two threads ask the library at once.  For ThreadSanitizer:
 *   make unit MODE=debug CFLAGS=-fsanitize=thread LDFLAGS=-fsanitize=thread */
#include "made.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "analysis/gsl.h"
#include "benchpay/growth.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"

#define ROWS 2000
#define ROUNDS 60

static const bp_level levels[] = { { 1, 10 }, { 1, 2 }, { 9, 10 } };
static const bp_method method = { .level = levels, .n_levels = 3, .qtype = 7 };

/* What one thread finds. */
typedef struct found {
    double median;
    double percentile;
    double rate_hi;
    double simulated;
    double share;
} found;

static bp_survey *survey_of(uint64_t seed)
{
    static int64_t pay[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        pay[i] = (int64_t)(40000 + made_random(&seed) % 90001);
    return made_pays(pay, ROWS, 2);
}

/* False: something failed. */
static bool ask_survey(found *f, const bp_survey *s)
{
    bp_err err;
    bp_percentiles *p = NULL;
    bp_market *m = NULL;
    bp_offer o;
    bool ok = bp_percentiles_new(&p, s, 0, NULL, 0, &method, &err) == BP_OK &&
              bp_market_of_records(&m, s, 0, NULL, &method, &err) == BP_OK &&
              bp_offer_place(&o, m, (bp_decimal){ 71250, 2 }, BP_TIES_AT, &err) == BP_OK;
    if (ok) {
        f->median = p->group[0].p[1].value;
        f->percentile = o.percentile.value;
    }
    bp_market_free(m);
    bp_percentiles_free(p);
    return ok;
}

static bool ask_growth(found *f, double slope)
{
    bp_err err;
    bp_observed_year year[] = { { .year = 2021, .median = bp_figure_of(100) },
                                { .year = 2022, .median = bp_figure_of(100 + slope) },
                                { .year = 2023, .median = bp_figure_of(103 + 2 * slope) },
                                { .year = 2024,
                                  .median = bp_figure_of(101 + 3 * slope) } };
    const bp_observed observed = { .year = year, .n = 4 };
    const bp_growth_plan plan = {
        .source = BP_GROWTH_FITTED, .years = 3, .level = .9, .paths = 200, .seed = 5
    };
    static const bp_knot knot[] = { { { 25, 100 }, 60, false },
                                    { { 5, 10 }, 80, false } };
    bp_growth *g = NULL;
    bp_standing at;
    bool ok = bp_growth_new(&g, &plan, &observed, &err) == BP_OK &&
              bp_knots_place(&at, knot, 2, 70 + slope, BP_LOGNORMAL, &err) == BP_OK;
    if (ok) {
        f->rate_hi = g->rate.hi;
        f->simulated = g->point[2].sim[1].value;
        f->share = at.p;
    }
    bp_growth_free(g);
    return ok;
}

typedef struct job {
    const bp_survey *survey;
    double slope;
    found want;
    bool complains; /* GSL has something to complain about on this thread */
    bool ok;
} job;

static bool same(const found *a, const found *b)
{
    return a->median == b->median && a->percentile == b->percentile &&
           a->rate_hi == b->rate_hi && a->simulated == b->simulated &&
           a->share == b->share;
}

static void *ask(void *arg)
{
    job *j = arg;
    bp_err err;
    j->ok = true;
    for (int i = 0; i < ROUNDS && j->ok; i++) {
        found f;
        j->ok =
            ask_survey(&f, j->survey) && ask_growth(&f, j->slope) && same(&f, &j->want);
        bp_gsl_begin();
        if (j->complains)
            gsl_error("made up", "test", 1, GSL_EDOM);
        const bp_status want = j->complains ? BP_EINTERNAL : BP_OK;
        j->ok = j->ok && bp_gsl_end(BP_OK, &err) == want;
    }
    return NULL;
}

static void two_threads_get_the_answers_of_one(void **state)
{
    (void)state;
    job of[2] = { { .slope = 4 }, { .slope = 7, .complains = true } };
    pthread_t thread[2];
    bp_survey *survey[2];
    for (size_t i = 0; i < 2; i++) {
        survey[i] = survey_of(88172645463325252u + i);
        of[i].survey = survey[i];
        assert_true(ask_survey(&of[i].want, survey[i]));
        assert_true(ask_growth(&of[i].want, of[i].slope));
    }
    assert_false(same(&of[0].want, &of[1].want));
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, ask, &of[i]), 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_true(of[i].ok);
        bp_survey_free(survey[i]);
    }
}

/* The handler belongs to the program: no call of the library sets another. */
static void the_programs_handler_stays(void **state)
{
    (void)state;
    bp_survey *s = survey_of(362436069362436069u);
    found f;
    assert_true(ask_survey(&f, s) && ask_growth(&f, 3));
    gsl_error_handler_t *was = gsl_set_error_handler(NULL);
    assert_null(was);
    bp_survey_free(s);
}

static int record(void **state)
{
    (void)state;
    bp_gsl_record_errors();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_programs_handler_stays),
        cmocka_unit_test_setup(two_threads_get_the_answers_of_one, record),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
