/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

#include "benchpay/offer.h"
#include "benchpay/percentiles.h"

static const bp_level levels[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };

static bp_percentiles *table_of(const bp_survey *s, bp_ci_method ci, uint64_t population)
{
    const bp_method method = {
        .level = levels,
        .n_levels = 3,
        .qtype = 7,
        .ci = { .method = ci, .level = .95, .population = population, .seed = 1 }
    };
    bp_percentiles *p = NULL;
    bp_err err = { .text = "" };
    if (bp_percentiles_new(&p, s, 0, NULL, 0, &method, &err) != BP_OK)
        fail_msg("%s", err.text);
    return p;
}

static const bp_shape shape = { .n_elements = 1,
                                .element = { "base" },
                                .has_org = true,
                                .n_files = 1,
                                .file = made_file };

static bp_survey *survey_of(const made_row row[], size_t n, bool backwards)
{
    bp_err err;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &row[backwards ? n - 1 - i : i], i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

/* Six, four, four, three and three people of five organisations. */
static const made_row five[] = {
    { .pay = 400, .org = "A" }, { .pay = 410, .org = "A" }, { .pay = 420, .org = "A" },
    { .pay = 430, .org = "A" }, { .pay = 440, .org = "A" }, { .pay = 450, .org = "A" },
    { .pay = 380, .org = "B" }, { .pay = 400, .org = "B" }, { .pay = 500, .org = "B" },
    { .pay = 520, .org = "B" }, { .pay = 520, .org = "C" }, { .pay = 540, .org = "C" },
    { .pay = 560, .org = "C" }, { .pay = 600, .org = "C" }, { .pay = 300, .org = "D" },
    { .pay = 350, .org = "D" }, { .pay = 380, .org = "D" }, { .pay = 450, .org = "E" },
    { .pay = 470, .org = "E" }, { .pay = 490, .org = "E" },
};

/* By hand: F = 1/2 of the median, z_o = (5 - 3, 2 - 2, 0 - 2, 3 - 3/2, 0 - 3/2) / 20, so
 * deff = 5/4 (2.25 + 2.25 + 4 + 4)/400 / (1/76) = 2.96875, and t SE is above 1/2.
 * Mean 450.5; sum over D = sum of pay - 450.5 n: -153, -2, 418, -321.5, 58.5. */
static void clusters_as_worked_by_hand(void **state)
{
    (void)state;
    bp_survey *s = survey_of(five, 20, false);
    bp_percentiles *p = table_of(s, BP_CI_AUTO, 0);
    const bp_group *g = &p->group[0];
    assert_int_equal(p->ci.method, BP_CI_CLUSTERED);
    assert_near(g->p[1].value, 445, 0);
    assert_int_equal(g->p[1].lo_state, BP_NOT_ESTIMABLE);
    assert_int_equal(g->p[1].hi_state, BP_NOT_ESTIMABLE);
    assert_near(g->precision[1].deff, 2.96875, 1e-12);
    assert_near(g->precision[1].n_eff, 20 / 2.96875, 1e-12);
    const double squares = 153. * 153 + 2. * 2 + 418. * 418 + 321.5 * 321.5 + 58.5 * 58.5;
    const double half = 2.776445105197793 * sqrt(5. / 4 * squares) / 20; /* qt(.975, 4) */
    assert_near(g->mean.lo, 450.5 - half, 1e-12);
    assert_near(g->mean.hi, 450.5 + half, 1e-12);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

/* Everybody an organisation of their own, or none at all: the same intervals. */
static void people_alone_are_units(void **state)
{
    (void)state;
    made_row alone[20], nobody[20];
    char name[20][8];
    for (size_t i = 0; i < 20; i++) {
        alone[i] = nobody[i] = five[i];
        snprintf(name[i], sizeof name[i], "%02zu", i);
        alone[i].org = name[i];
        nobody[i].org = "";
    }
    bp_survey *a = survey_of(alone, 20, false), *b = survey_of(nobody, 20, false);
    bp_percentiles *p = table_of(a, BP_CI_CLUSTERED, 0);
    bp_percentiles *q = table_of(b, BP_CI_WOODRUFF, 0);
    for (size_t k = 0; k < 3; k++) {
        assert_near(p->group[0].p[k].lo, q->group[0].p[k].lo, 1e-12);
        assert_near(p->group[0].p[k].hi, q->group[0].p[k].hi, 1e-12);
        assert_near(p->group[0].precision[k].deff, 1, 1e-12);
    }
    assert_near(p->group[0].mean.lo, q->group[0].mean.lo, 1e-12);
    bp_percentiles_free(p);
    bp_percentiles_free(q);
    bp_survey_free(a);
    bp_survey_free(b);
}

/* The 6th and the 15th of 20: ranks of test_interval.c. */
static void order_statistics_are_peoples_pay(void **state)
{
    (void)state;
    bp_survey *s = survey_of(five, 20, false);
    bp_percentiles *p = table_of(s, BP_CI_ORDER, 0);
    assert_near(p->group[0].p[1].lo, 400, 0);
    assert_near(p->group[0].p[1].hi, 500, 0);
    assert_near(p->group[0].precision[1].coverage, .958611, 1e-6);
    assert_near(p->group[0].precision[1].deff, 0, 0);
    bp_percentiles_free(p);
    bp_survey_free(s);
}

static bp_figure share_of(const bp_survey *s, int64_t amount, bp_ties ties, bp_ci ci)
{
    const bp_method method = { .level = levels, .n_levels = 3, .qtype = 7, .ci = ci };
    bp_market *m = NULL;
    bp_offer o;
    bp_err err = { .text = "" };
    if (bp_market_of_records(&m, s, 0, NULL, &method, &err) != BP_OK ||
        bp_offer_place(&o, m, (bp_decimal){ amount, 0 }, ties, &err) != BP_OK)
        fail_msg("%s", err.text);
    bp_market_free(m);
    return o.percentile;
}

/* By Python: Student's t by its beta function, the rest in fractions.  At 445 five of A,
 * two of B and all of D are at or below; at 400 one of A, two of B, all of D, of whom
 * one of A and one of B are paid it. */
static void the_share_below_an_offer_has_its_interval(void **state)
{
    static const struct {
        int64_t amount;
        bp_ties ties;
        bp_ci_method ci;
        uint64_t population;
        double share, lo, hi;
    } want[] = {
        { 445, BP_TIES_AT, BP_CI_AUTO, 0, 50, 10.020286216818672, 89.97971378318133 },
        { 400, BP_TIES_AT, BP_CI_AUTO, 0, 30, 5.06954261005253, 77.474455107391 },
        { 400, BP_TIES_MID, BP_CI_AUTO, 0, 25, 3.162863040657656, 77.2824360941966 },
        { 445, BP_TIES_AT, BP_CI_CLUSTERED, 25, 50, 12.311649150038989,
          87.68835084996102 },
        { 445, BP_TIES_AT, BP_CI_CLUSTERED, 5, 50, 50, 50 },
        { 445, BP_TIES_AT, BP_CI_WOODRUFF, 0, 50, 27.68090656094573, 72.31909343905427 },
        { 400, BP_TIES_MID, BP_CI_WOODRUFF, 0, 25, 10.612460481498778, 48.3438033296232 },
        { 400, BP_TIES_MID, BP_CI_CLOPPER, 0, 25, 8.657146910143446, 49.10458717079572 },
        { 480, BP_TIES_AT, BP_CI_CLOPPER, 0, 65, 40.78114655, 84.60907952 },
        { 480, BP_TIES_AT, BP_CI_ORDER, 0, 65, 40.78114655, 84.60907952 },
        { 480, BP_TIES_AT, BP_CI_WILSON, 0, 65, 43.28542767, 81.88081759 },
    };
    (void)state;
    bp_survey *s = survey_of(five, 20, false);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const bp_figure f = share_of(s, want[i].amount, want[i].ties,
                                     (bp_ci){ .method = want[i].ci,
                                              .level = .95,
                                              .population = want[i].population,
                                              .seed = 1 });
        assert_near(f.value, want[i].share, 1e-12);
        assert_int_equal(f.lo_state, BP_SHOWN);
        assert_int_equal(f.hi_state, BP_SHOWN);
        assert_near(f.lo, want[i].lo, 1e-9);
        assert_near(f.hi, want[i].hi, 1e-9);
    }
    const bp_figure none = share_of(
        s, 445, BP_TIES_AT, (bp_ci){ .method = BP_CI_NONE, .level = .95, .seed = 1 });
    assert_int_equal(none.lo_state, BP_ABSENT);
    const bp_figure all = share_of(
        s, 600, BP_TIES_AT, (bp_ci){ .method = BP_CI_AUTO, .level = .95, .seed = 1 });
    assert_int_equal(all.lo_state, BP_NOT_ESTIMABLE);
    assert_int_equal(all.hi_state, BP_NOT_ESTIMABLE);
    bp_survey_free(s);
}

static void assert_unsettled(const bp_survey *s, bp_ci ci, bp_status status)
{
    const bp_method method = { .level = levels, .n_levels = 3, .qtype = 7, .ci = ci };
    bp_percentiles *p = NULL;
    bp_err err = { .text = "" };
    assert_int_equal(bp_percentiles_new(&p, s, 0, NULL, 0, &method, &err), status);
    assert_true(err.text[0] != '\0');
    assert_null(p);
}

static void what_cannot_be_computed_is_refused(void **state)
{
    static const int64_t pay[] = { 1, 2, 3 };
    (void)state;
    bp_survey *s = survey_of(five, 20, false), *t = made_pays(pay, 3, 0);
    assert_unsettled(
        s, (bp_ci){ .method = BP_CI_CLUSTERED, .level = .95, .population = 4, .seed = 1 },
        BP_EUSAGE);
    assert_unsettled(
        s, (bp_ci){ .method = BP_CI_ORDER, .level = .95, .population = 100, .seed = 1 },
        BP_EUSAGE);
    assert_unsettled(s, (bp_ci){ .method = BP_CI_AUTO, .level = 1, .seed = 1 },
                     BP_EUSAGE);
    assert_unsettled(t, (bp_ci){ .method = BP_CI_CLUSTERED, .level = .95, .seed = 1 },
                     BP_EDATA);
    bp_survey_free(s);
    bp_survey_free(t);
}

/* Rows in another order give the same bits. */
static void the_order_of_rows_changes_no_bit(void **state)
{
    (void)state;
    bp_survey *s = survey_of(five, 20, false), *t = survey_of(five, 20, true);
    bp_percentiles *p = table_of(s, BP_CI_CLUSTERED, 0);
    bp_percentiles *q = table_of(t, BP_CI_CLUSTERED, 0);
    assert_memory_equal(p->group[0].p, q->group[0].p, 3 * sizeof(bp_figure));
    assert_memory_equal(p->group[0].precision, q->group[0].precision,
                        3 * sizeof(bp_precision));
    assert_memory_equal(&p->group[0].mean, &q->group[0].mean, sizeof(bp_figure));
    bp_percentiles_free(p);
    bp_percentiles_free(q);
    bp_survey_free(s);
    bp_survey_free(t);
}

/* ---- simulations, seeded ---- */

enum { ORGS = 20, EACH = 10, PEOPLE = ORGS * EACH, SURVEYS = 2000 };

/* exp of a normal with variance 1 about 12, of which `shared` is between organisations,
 * in cents. */
static void draw(made_row row[], char name[][8], gsl_rng *rng, double shared)
{
    for (size_t o = 0; o < ORGS; o++) {
        const double org = gsl_ran_gaussian(rng, sqrt(shared));
        snprintf(name[o], sizeof name[o], "o%zu", o);
        for (size_t i = 0; i < EACH; i++) {
            const double x = 12 + .25 * (org + gsl_ran_gaussian(rng, sqrt(1 - shared)));
            row[o * EACH + i] =
                (made_row){ .pay = (int64_t)(100 * exp(x)), .org = name[o] };
        }
    }
}

/* The share of surveys whose interval of each level holds the true percentile. */
static void coverage(double out[3], double *stated, bp_ci_method ci, double shared)
{
    static const double z[] = { -.6744897501960817, 0, .6744897501960817 };
    made_row row[PEOPLE];
    char name[ORGS][8];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(rng);
    gsl_rng_set(rng, 20261128);
    for (size_t k = 0; k < 3; k++)
        out[k] = 0;
    for (size_t i = 0; i < SURVEYS; i++) {
        draw(row, name, rng, shared);
        bp_survey *s = survey_of(row, PEOPLE, false);
        bp_percentiles *p = table_of(s, ci, 0);
        for (size_t k = 0; k < 3; k++) {
            const bp_figure *f = &p->group[0].p[k];
            const double truth = 100 * exp(12 + .25 * z[k]);
            out[k] += (f->lo <= truth && truth <= f->hi) / (double)SURVEYS;
        }
        *stated = p->group[0].precision[1].coverage;
        bp_percentiles_free(p);
        bp_survey_free(s);
    }
    gsl_rng_free(rng);
}

/* Intra-class correlation 0.3: who takes people for independent is too sure. */
static void clustered_intervals_cover(void **state)
{
    double clustered[3], naive[3], unused;
    (void)state;
    coverage(clustered, &unused, BP_CI_CLUSTERED, .3);
    coverage(naive, &unused, BP_CI_WOODRUFF, .3);
    for (size_t k = 0; k < 3; k++) {
        print_message("P%d: clustered %.4f, naive %.4f\n", 25 * ((int)k + 1),
                      clustered[k], naive[k]);
        assert_true(clustered[k] >= .93);
        assert_true(naive[k] < .85);
    }
}

/* Of people who are independent, order statistics cover as often as they say. */
static void stated_coverage_is_that_observed(void **state)
{
    double observed[3], stated = 0;
    (void)state;
    coverage(observed, &stated, BP_CI_ORDER, 0);
    print_message("P50: stated %.4f, observed %.4f\n", stated, observed[1]);
    assert_true(fabs(observed[1] - stated) <=
                3 * sqrt(stated * (1 - stated) / (double)SURVEYS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_as_worked_by_hand),
        cmocka_unit_test(people_alone_are_units),
        cmocka_unit_test(order_statistics_are_peoples_pay),
        cmocka_unit_test(the_share_below_an_offer_has_its_interval),
        cmocka_unit_test(what_cannot_be_computed_is_refused),
        cmocka_unit_test(the_order_of_rows_changes_no_bit),
        cmocka_unit_test(clustered_intervals_cover),
        cmocka_unit_test(stated_coverage_is_that_observed),
    };
    return cmocka_run_group_tests_name("intervals", tests, NULL, NULL);
}
