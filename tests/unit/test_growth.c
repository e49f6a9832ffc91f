/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "benchpay/growth.h"
#include "reading.h"

#define SEEDED(seed_, ...)                                                               \
    ((bp_growth_plan){ .level = .95, .seed = (seed_), __VA_ARGS__ })
#define MEDIAN(year_, pay_)                                                              \
    {                                                                                    \
        .year = (year_), .median = {                                                     \
            .value = (pay_),                                                             \
            .lo_state = BP_ABSENT,                                                       \
            .hi_state = BP_ABSENT                                                        \
        }                                                                                \
    }
#define PLAN(...) SEEDED(1, __VA_ARGS__)

/* Published CMO medians of datasets/cmo_median_by_year.csv; see test_trend.c. */
static bp_observed_year cmo[] = {
    MEDIAN(2001, 225000), MEDIAN(2009, 324750), MEDIAN(2011, 343334),
    MEDIAN(2013, 365000), MEDIAN(2016, 388000),
};
static const bp_observed published = { .year = cmo, .n = 5, .published = true };

static const char people[] = "employee_id,organization,year,currency,salary\n"
                             "a,North,2024,USD,300000\n"
                             "b,North,2024,USD,320000\n"
                             "c,South,2024,USD,350000\n"
                             "d,South,2024,USD,410000\n"
                             "a,North,2025,USD,312000\n"
                             "b,North,2025,USD,328000\n"
                             "c,South,2025,USD,371000\n"
                             "e,South,2025,USD,405000\n"
                             "a,North,2026,USD,330000\n"
                             "c,South,2026,USD,380000\n"
                             "e,South,2026,USD,430000\n"
                             "e,South,2026,EUR,999999\n";

static bp_observed *observe(const char *text, bp_matching matching, bp_survey **survey)
{
    bp_err err = { .text = "" };
    bp_observed *o = NULL;
    put("pay.csv", text);
    *survey = read_it();
    if (bp_observed_new(&o, *survey, matching, 7, &err) != BP_OK)
        fail_msg("%s", err.text);
    return o;
}

static void assert_no_growth(const bp_growth_plan *p, const bp_observed *o,
                             bp_status status, const char *text)
{
    bp_err err = { .text = "" };
    bp_growth *g = NULL;
    assert_int_equal(bp_growth_new(&g, p, o, &err), status);
    assert_string_equal(err.text, text);
    assert_null(g);
}

static bp_growth *grow(const bp_growth_plan *p, const bp_observed *o)
{
    bp_err err = { .text = "" };
    bp_growth *g = NULL;
    if (bp_growth_new(&g, p, o, &err) != BP_OK)
        fail_msg("%s", err.text);
    return g;
}

/* 425,000 at 7 %: by hand, to the cent. */
static void a_given_rate_compounds_from_an_amount(void **state)
{
    static const double want[] = { 454750, 486582.5, 520643.275, 557088.30425,
                                   596084.4855475 };
    const bp_growth_plan plan =
        PLAN(.has_rate = true, .rate = .07, .from = 425000, .years = 5);
    bp_growth *g = grow(&plan, NULL);
    (void)state;
    assert_int_equal(g->n_points, 5);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(g->point[i].year, i + 1);
        assert_near(g->point[i].pay.value, want[i], 1e-14);
        assert_int_equal(g->point[i].pay.lo_state, BP_ABSENT);
    }
    bp_growth_free(g);
}

/* R 4.2: predict(lm(log(v) ~ y), data.frame(y = 2026), interval = "prediction"). */
static void a_fitted_path_has_the_intervals_of_r(void **state)
{
    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_FITTED, .to = 2026);
    bp_growth *g = grow(&plan, &published);
    (void)state;
    assert_int_equal(g->n_points, 10);
    assert_int_equal(g->point[0].year, 2017);
    assert_int_equal(g->point[9].year, 2026);
    assert_near(g->point[9].pay.value, 588049.46, 1e-8);
    assert_near(g->point[9].pay.lo, 468549.59, 2e-8);
    assert_near(g->point[9].pay.hi, 738026.84, 1e-8);
    assert_near(g->rate.value, expm1(.03731616060467094), 1e-12);
    assert_near(g->rate.lo,
                expm1(.03731616060467094 - 3.1824463053 * .003527022541880337), 1e-8);
    assert_near(g->r2.value, .9738989654, 1e-9);
    assert_int_equal(g->n, 5);
    bp_growth_free(g);
}

static void scenarios_start_at_the_last_observed_median(void **state)
{
    static const bp_scenario scenario[] = { { "low", .02 }, { "base", .035 } };
    const bp_growth_plan plan = PLAN(.years = 2, .scenario = scenario, .n_scenarios = 2);
    bp_growth *g = grow(&plan, &published);
    (void)state;
    assert_int_equal(g->rate.state, BP_ABSENT);
    assert_int_equal(g->point[0].pay.state, BP_ABSENT);
    assert_near(g->scenario[0].value, 395760, 1e-14);
    assert_near(g->scenario[3].value, 388000 * 1.071225, 1e-14);
    bp_growth_free(g);
}

/* R 4.2: predict(lm(log(v) ~ y), data.frame(y = 2026), interval = "prediction",
 * level = .8); 100,000 paths know its limits to about half a percent. */
static void simulated_quantiles_are_those_of_the_prediction_interval(void **state)
{
    const bp_growth_plan plan =
        SEEDED(3, .source = BP_GROWTH_FITTED, .to = 2026, .paths = BP_PATHS_MAX);
    bp_growth *g = grow(&plan, &published);
    (void)state;
    assert_near(g->point[9].sim[0].value, 523169.621, .005);
    assert_near(g->point[9].sim[1].value, 588049.464, .005);
    assert_near(g->point[9].sim[2].value, 660975.252, .005);
    bp_growth_free(g);
}

static void a_seed_draws_the_same_paths_and_another_does_not(void **state)
{
    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_FITTED, .years = 1, .paths = 50);
    bp_growth *a = grow(&plan, &published), *b = grow(&plan, &published);
    const bp_growth_plan other =
        SEEDED(2, .source = BP_GROWTH_FITTED, .years = 1, .paths = 50);
    bp_growth *c = grow(&other, &published);
    (void)state;
    assert_near(a->point[0].sim[0].value, b->point[0].sim[0].value, 0);
    assert_true(a->point[0].sim[0].value != c->point[0].sim[0].value);
    bp_growth_free(a);
    bp_growth_free(b);
    bp_growth_free(c);
}

static void two_years_give_a_rate_without_an_interval(void **state)
{
    const bp_observed two = { .year = cmo, .n = 2 };
    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_FITTED, .years = 1);
    const bp_growth_plan drawn = PLAN(.source = BP_GROWTH_FITTED, .years = 1, .paths = 9);
    bp_growth *g = grow(&plan, &two);
    (void)state;
    assert_near(g->rate.value, bp_cagr(225000, 324750, 8), 1e-12);
    assert_int_equal(g->rate.lo_state, BP_ABSENT);
    assert_int_equal(g->point[0].pay.lo_state, BP_ABSENT);
    bp_growth_free(g);
    assert_no_growth(&drawn, &two, BP_EDATA,
                     "a simulation needs three years: two have no residual to draw from");
}

/* The last year has two people: the trend is that of the others, and goes on from there.
 */
static void a_year_of_few_people_is_not_fitted(void **state)
{
    bp_observed_year year[] = { MEDIAN(2023, 300000), MEDIAN(2024, 309000),
                                MEDIAN(2025, 318270), MEDIAN(2026, 900000) };
    const bp_observed o = { .year = year, .n = 4 };
    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_FITTED, .years = 1,
                                     .anchor = BP_ANCHOR_LAST, .min_people = 3);
    const bp_growth_plan more =
        PLAN(.source = BP_GROWTH_FITTED, .years = 1, .min_people = 41);
    (void)state;
    for (size_t i = 0; i < 4; i++)
        year[i].n = i < 3 ? 40 - i : 2;
    bp_growth *g = grow(&plan, &o);
    assert_near(g->rate.value, .03, 1e-9);
    assert_int_equal(g->n, 3);
    assert_int_equal(g->first, 2023);
    assert_int_equal(g->last, 2025);
    assert_int_equal(g->fewest, 38);
    assert_int_equal(g->most, 40);
    assert_int_equal(g->point[0].year, 2026);
    assert_near(g->point[0].pay.value, 318270 * 1.03, 1e-9);
    assert_false(bp_growth_told(g)); /* three years */
    bp_growth_free(g);
    assert_no_growth(
        &more, &o, BP_EDATA,
        "a trend needs pay of at least two years, each of 41 people or more");
}

/* Rates by hand: 3 % a year exactly; and steps up and down that cancel. */
static void growth_that_may_be_none_is_not_told(void **state)
{
    bp_observed_year up[5], flat[6];
    const bp_observed rising = { .year = up, .n = 5 }, still = { .year = flat, .n = 6 };
    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_FITTED, .years = 1);
    (void)state;
    for (int i = 0; i < 6; i++) {
        const bp_observed_year y = { .year = 2020 + i,
                                     .median = bp_figure_of(i % 2 ? 310000 : 300000),
                                     .n = i == 0 ? 10 : 101 };
        flat[i] = y;
        if (i < 5)
            up[i] = (bp_observed_year){ .year = 2020 + i,
                                        .median = bp_figure_of(bp_grow(300000, .03, i)),
                                        .n = 100 };
    }
    bp_growth *g = grow(&plan, &rising);
    assert_true(bp_growth_told(g));
    assert_false(bp_growth_uneven(g));
    bp_growth_free(g);
    g = grow(&plan, &still);
    assert_true(g->rate.lo < 0 && g->rate.hi > 0);
    assert_false(bp_growth_told(g));
    assert_true(bp_growth_uneven(g)); /* 101 > 10 times 10 */
    bp_growth_free(g);
    flat[0].n = 11;
    g = grow(&plan, &still);
    assert_false(bp_growth_uneven(g));
    bp_growth_free(g);
}

static void what_cannot_grow_is_refused(void **state)
{
    const bp_observed one = { .year = cmo, .n = 1 };
    bp_observed_year unknown[] = { MEDIAN(0, 425000) };
    const bp_observed timeless = { .year = unknown, .n = 1 };
    const bp_growth_plan fit = PLAN(.source = BP_GROWTH_FITTED, .years = 1);
    const bp_growth_plan past = PLAN(.source = BP_GROWTH_FITTED, .to = 2016);
    const bp_growth_plan far = PLAN(.source = BP_GROWTH_FITTED, .to = 2117);
    const bp_growth_plan when = PLAN(.has_rate = true, .to = 2031);
    const bp_growth_plan huge =
        PLAN(.has_rate = true, .rate = 1e9, .from = 1, .years = 100);
    (void)state;
    assert_no_growth(&fit, &one, BP_EDATA, "a trend needs pay of at least two years");
    assert_no_growth(&fit, &timeless, BP_EDATA,
                     "there is no year or survey date column, which a trend needs");
    assert_no_growth(&past, &published, BP_EUSAGE,
                     "growth to 2016: it must be after 2016, the last year observed");
    assert_no_growth(&far, &published, BP_EUSAGE,
                     "growth to 2117: it is more than 100 years after 2016");
    assert_no_growth(&when, &timeless, BP_EUSAGE,
                     "growth to 2031: the year it starts from is unknown");
    assert_no_growth(
        &huge, NULL, BP_EDATA,
        "at this growth pay leaves the range of numbers; choose a nearer horizon");
}

/* By hand: 4 %, 2.5 % and 6 % to 2025; 18/312, 9/371 and 25/405 to 2026. */
static void people_are_matched_from_year_to_year(void **state)
{
    bp_survey *s;
    (void)state;
    reading.keep_people = true;
    choice.year = BP_YEAR_EACH;
    choice.currency = "USD";
    bp_observed *o = observe(people, BP_MATCH_PERSON, &s);
    assert_int_equal(o->n, 3);
    assert_int_equal(o->year[2].n, 3);
    assert_near(o->year[0].median.value, 335000, 0);
    assert_int_equal(o->n_steps, 2);
    assert_int_equal(o->step[0].n, 3);
    assert_near(o->step[0].median.value, .04, 1e-15);
    assert_near(o->step[0].mean.value, .125 / 3, 1e-14);
    assert_near(o->step[1].median.value, 18. / 312, 1e-15);
    assert_near(o->step[1].mean.value, (18. / 312 + 9. / 371 + 25. / 405) / 3, 1e-14);
    assert_near(o->step[1].incumbents.value, 30500. / 349500, 1e-15);
    assert_near(o->step[1].mix.value, 30500. / 349500 - 18. / 312, 1e-14);
    bp_observed_free(o);
    bp_survey_free(s);
}

/* North: 310,000, 320,000, 330,000; South: 380,000, 388,000, 405,000. */
static void organizations_are_matched_by_their_means(void **state)
{
    bp_survey *s;
    (void)state;
    choice.year = 2026; /* growth reads every year whatever the other sections do */
    choice.currency = "USD";
    bp_observed *o = observe(people, BP_MATCH_ORG, &s);
    assert_int_equal(o->step[1].n, 2);
    assert_near(o->step[1].median.value, (10. / 320 + 17. / 388) / 2, 1e-15);

    const bp_growth_plan plan = PLAN(.source = BP_GROWTH_MATCHED, .years = 1);
    bp_growth *g = grow(&plan, o);
    assert_near(g->rate.value, o->step[1].median.value, 0);
    assert_near(g->point[0].pay.value, 380000 * (1 + g->rate.value), 1e-14);
    assert_near(g->mix.value, o->step[1].mix.value, 0);
    assert_int_equal(g->n, 2);
    bp_growth_free(g);
    bp_observed_free(o);
    bp_survey_free(s);
}

/* A person's two rows of a year are its mean there: (90 + 110) / 2 to 105, and 50 to 60.
 */
static void several_rows_of_a_year_count_with_their_mean(void **state)
{
    bp_survey *s;
    (void)state;
    reading.keep_people = true;
    choice.year = BP_YEAR_EACH;
    bp_observed *o = observe("person,year,salary\nx,2020,90\nx,2020,110\ny,2020,50\n"
                             "x,2022,105\ny,2022,60\n",
                             BP_MATCH_PERSON, &s);
    assert_int_equal(o->step[0].n, 2);
    assert_near(o->step[0].median.value, .125, 1e-15);

    /* two years lie between: a year grows by the root */
    const bp_growth_plan plan =
        PLAN(.source = BP_GROWTH_MATCHED, .from = 1000, .years = 2);
    bp_growth *g = grow(&plan, o);
    assert_near(g->point[1].pay.value, 1125, 1e-14);
    bp_growth_free(g);
    bp_observed_free(o);
    bp_survey_free(s);
}

/* Rows 1, 2 and 5 have both: 10 %, 5 % and 5 %; medians of all are 130 and 136.5. */
static void pay_of_two_years_in_one_row_is_matched_by_row(void **state)
{
    bp_survey *s;
    (void)state;
    choice.pay_from = "Sal94";
    choice.pay_to = "Sal95";
    bp_observed *o = observe("ID,Sal94,Sal95\n1,100,110\n2,120,126\n3,150,\n4,,160\n"
                             "5,140,147\n6,,\n7,-1,0\n",
                             BP_MATCH_ROW, &s);
    assert_int_equal(bp_survey_used(s), 5);
    assert_int_equal(o->n, 2);
    assert_int_equal(o->step[0].n, 3);
    assert_near(o->step[0].median.value, .05, 1e-15);
    assert_near(o->step[0].mean.value, .2 / 3, 1e-14);
    assert_near(o->step[0].incumbents.value, .05, 1e-15);
    bp_observed_free(o);
    bp_survey_free(s);
}

static void one_figure_a_year_is_a_series(void **state)
{
    bp_survey *s;
    (void)state;
    choice.year = BP_YEAR_EACH;
    choice.series = true;
    bp_observed *o = observe("year,source,figure\n2003,b,3\n2001,a,1.5\n2002,a,2\n",
                             BP_MATCH_NONE, &s);
    assert_true(o->published);
    assert_int_equal(o->n, 3);
    assert_near(o->year[0].year, 2001, 0);
    assert_near(o->year[0].median.value, 1.5, 0);
    assert_int_equal(o->twice, 0);
    bp_observed_free(o);
    bp_survey_free(s);

    o = observe("year,figure\n2003,3\n2001,1.5\n2002,2\n2003,4\n", BP_MATCH_NONE, &s);
    assert_false(o->published);
    assert_int_equal(o->twice, 2003);
    bp_observed_free(o);
    bp_survey_free(s);
}

static void plans_beyond_the_limits_are_refused(void **state)
{
    (void)state;
    bp_scenario scenario[BP_SCENARIOS_MAX + 1];
    for (size_t i = 0; i <= BP_SCENARIOS_MAX; i++)
        scenario[i] = (bp_scenario){ "some", .01 };
    bp_growth_plan p = PLAN(.from = 1, .years = BP_HORIZON_MAX, .scenario = scenario,
                            .n_scenarios = BP_SCENARIOS_MAX);
    bp_growth *g = grow(&p, NULL);
    assert_int_equal(g->n_points, BP_HORIZON_MAX);
    bp_growth_free(g);
    p.n_scenarios++;
    assert_no_growth(&p, NULL, BP_ELIMIT, "more than 12 scenarios");
    p.n_scenarios = 0;
    p.years++;
    assert_no_growth(&p, NULL, BP_EUSAGE, "growth over 101 years: at most 100");
    p = PLAN(.source = BP_GROWTH_FITTED, .to = 2016 + BP_HORIZON_MAX);
    g = grow(&p, &published);
    assert_int_equal(g->n_points, BP_HORIZON_MAX);
    bp_growth_free(g);
    p.to = 2026;
    p.paths = BP_PATHS_MAX + 1;
    assert_no_growth(&p, &published, BP_ELIMIT, "more than 100000 simulated paths");
}

static void assert_unobserved(bp_matching matching, const char *text)
{
    bp_err err = { .text = "" };
    bp_observed *o = NULL;
    bp_survey *s = read_it();
    assert_int_equal(bp_observed_new(&o, s, matching, 7, &err), BP_EDATA);
    assert_string_equal(err.text, text);
    assert_null(o);
    bp_survey_free(s);
}

static void what_cannot_be_matched_is_refused(void **state)
{
    (void)state;
    choice.year = BP_YEAR_EACH;
    reading.keep_people = true;
    put("pay.csv", "year,salary\n2020,90\n2021,110\n");
    assert_unobserved(BP_MATCH_PERSON,
                      "pay.csv: there is no person column, which matching needs");
    assert_unobserved(BP_MATCH_ORG,
                      "pay.csv: there is no org column, which matching needs");
    put("pay.csv", "person,salary\nx,90\ny,110\n");
    assert_unobserved(BP_MATCH_PERSON,
                      "pay.csv: there is no year column, which matching needs");
    put("pay.csv", "person,year,salary\nx,2020,90\ny,2021,110\n");
    assert_unobserved(BP_MATCH_PERSON,
                      "nobody is found in two years that follow each other");
    choice.has_min_pay = true;
    put("pay.csv", "person,year,salary\nx,2020,0\nx,2021,110\n");
    assert_unobserved(BP_MATCH_NONE,
                      "the median of year 2020 is not above 0: from there nothing grows");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_given_rate_compounds_from_an_amount),
        TEST(a_fitted_path_has_the_intervals_of_r),
        TEST(scenarios_start_at_the_last_observed_median),
        TEST(simulated_quantiles_are_those_of_the_prediction_interval),
        TEST(a_seed_draws_the_same_paths_and_another_does_not),
        TEST(two_years_give_a_rate_without_an_interval),
        TEST(a_year_of_few_people_is_not_fitted),
        TEST(growth_that_may_be_none_is_not_told),
        TEST(what_cannot_grow_is_refused),
        TEST(plans_beyond_the_limits_are_refused),
        TEST(people_are_matched_from_year_to_year),
        TEST(organizations_are_matched_by_their_means),
        TEST(several_rows_of_a_year_count_with_their_mean),
        TEST(pay_of_two_years_in_one_row_is_matched_by_row),
        TEST(one_figure_a_year_is_a_series),
        TEST(what_cannot_be_matched_is_refused),
    };
    return cmocka_run_group_tests_name("growth", tests, NULL, NULL);
}
