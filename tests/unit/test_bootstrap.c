/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/replicates.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"

/* ---- what is drawn ---- */

/* The first numbers of the authors' splitmix64.c from seed 1234567. */
static void bits_are_those_of_splitmix64(void **state)
{
    static const uint64_t want[] = { UINT64_C(6457827717110365317),
                                     UINT64_C(3203168211198807973),
                                     UINT64_C(9817491932198370423) };
    uint64_t at = 1234567;
    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(bp_draw_bits(&at) == want[i]);
}

static void a_replicate_is_the_same_whenever_it_is_drawn(void **state)
{
    const uint64_t stream = bp_stream_of(bp_stream(1), bp_text_of("CMO"));
    uint32_t first[7], again[7];
    (void)state;
    bp_draw_units(first, 7, stream, 5);
    for (uint64_t b = 0; b < 5; b++)
        bp_draw_units(again, 7, stream, b);
    bp_draw_units(again, 7, stream, 5);
    assert_memory_equal(first, again, sizeof first);
    bp_draw_units(again, 7, stream, 6);
    assert_memory_not_equal(first, again, sizeof first);
    bp_draw_units(again, 7, bp_stream_of(bp_stream(2), bp_text_of("CMO")), 5);
    assert_memory_not_equal(first, again, sizeof first);
    assert_true(bp_stream_of(bp_stream_of(1, bp_text_of("ab")), bp_text_of("c")) !=
                bp_stream_of(bp_stream_of(1, bp_text_of("a")), bp_text_of("bc")));
}

/* Of 7 units each is drawn once a replicate on average: chi-square of 6 degrees of
 * freedom, whose 99.9 % is 22.5. */
static void no_unit_is_preferred(void **state)
{
    enum { UNITS = 7, TIMES = 10000 };
    double sum[UNITS] = { 0 }, chi = 0;
    (void)state;
    for (uint64_t b = 0; b < TIMES; b++) {
        uint32_t count[UNITS], all = 0;
        bp_draw_units(count, UNITS, bp_stream(1), b);
        for (size_t u = 0; u < UNITS; u++) {
            sum[u] += count[u];
            all += count[u];
        }
        assert_int_equal(all, UNITS);
    }
    for (size_t u = 0; u < UNITS; u++)
        chi += (sum[u] - TIMES) * (sum[u] - TIMES) / TIMES;
    assert_true(chi < 22.5);
}

/* Each of the 24 orders of 4 is drawn as often: chi-square of 23 degrees of freedom,
 * whose 99.9 % is 49.7. */
static void no_order_is_preferred(void **state)
{
    enum { ITEMS = 4, ORDERS = 24, TIMES = 24000 };
    double seen[256] = { 0 }, chi = 0;
    size_t orders = 0;
    (void)state;
    for (uint64_t b = 0; b < TIMES; b++) {
        uint32_t list[ITEMS] = { 0, 1, 2, 3 };
        unsigned all = 0, order = 0;
        bp_drawing d = bp_drawing_of(bp_stream(1), b);
        bp_draw_some(&d, list, ITEMS, ITEMS);
        for (size_t i = 0; i < ITEMS; i++) {
            all |= 1u << list[i];
            order = order << 2 | list[i];
        }
        assert_int_equal(all, 15);
        seen[order]++;
    }
    for (size_t i = 0; i < 256; i++)
        if (seen[i] > 0) {
            chi +=
                (seen[i] - TIMES / ORDERS) * (seen[i] - TIMES / ORDERS) * ORDERS / TIMES;
            orders++;
        }
    assert_int_equal(orders, ORDERS);
    assert_true(chi < 49.7);
}

/* ---- every sample that can be drawn ---- */

/* Six people; and five organizations of six, four, four, three and three. */
static const made_row people[] = { { .pay = 310 }, { .pay = 420 }, { .pay = 470 },
                                   { .pay = 580 }, { .pay = 900 }, { .pay = 455 } };
static const made_row five[] = {
    { .pay = 400, .org = "A" }, { .pay = 410, .org = "A" }, { .pay = 420, .org = "A" },
    { .pay = 430, .org = "A" }, { .pay = 440, .org = "A" }, { .pay = 450, .org = "A" },
    { .pay = 380, .org = "B" }, { .pay = 400, .org = "B" }, { .pay = 500, .org = "B" },
    { .pay = 520, .org = "B" }, { .pay = 520, .org = "C" }, { .pay = 540, .org = "C" },
    { .pay = 560, .org = "C" }, { .pay = 600, .org = "C" }, { .pay = 300, .org = "D" },
    { .pay = 350, .org = "D" }, { .pay = 380, .org = "D" }, { .pay = 450, .org = "E" },
    { .pay = 470, .org = "E" }, { .pay = 490, .org = "E" },
};

static int by_double(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A quantile of type 7; p below 0: the mean. */
static double statistic(double x[], size_t n, double p)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    if (p < 0)
        return sum / (double)n;
    qsort(x, n, sizeof *x, by_double);
    const double h = (double)(n - 1) * p;
    const size_t i = (size_t)h;
    return i + 1 < n ? x[i] + (h - (double)i) * (x[i + 1] - x[i]) : x[i];
}

/* Of the units in `drawn`; rows without a name are units alone. */
static double statistic_of(const made_row row[], size_t n, const size_t drawn[],
                           size_t n_drawn, double p)
{
    double x[64];
    size_t k = 0;
    for (size_t d = 0; d < n_drawn; d++)
        for (size_t i = 0; i < n; i++)
            if (row[i].org == NULL ? i == drawn[d]
                                   : (size_t)(row[i].org[0] - 'A') == drawn[d])
                x[k++] = (double)row[i].pay;
    return statistic(x, k, p);
}

/* The interval of all samples, each once. */
static bp_limits of_all(const made_row row[], size_t n, size_t units, double p, bool bca)
{
    size_t samples = 1, drawn[6], every[6];
    double without[6];
    for (size_t u = 0; u < units; u++)
        samples *= units;
    double *value = calloc(samples, sizeof *value);
    assert_non_null(value);
    for (size_t s = 0; s < samples; s++) {
        for (size_t u = 0, rest = s; u < units; u++, rest /= units)
            drawn[u] = rest % units;
        value[s] = statistic_of(row, n, drawn, units, p);
    }
    for (size_t u = 0; u < units; u++) {
        size_t k = 0;
        for (size_t v = 0; v < units; v++)
            if (v != u)
                drawn[k++] = v;
        without[u] = statistic_of(row, n, drawn, k, p);
        every[u] = u;
    }
    const bp_jackknife j = { without, units };
    const bp_limits l = bp_replicates_limits(
        value, samples, statistic_of(row, n, every, units, p), bca ? &j : NULL, .95);
    free(value);
    return l;
}

/* By Python: fractions, all 46,656 samples of the six people and all 3,125 of the five
 * organizations; the normal distribution of its module statistics. */
static const struct {
    const made_row *row;
    size_t n;
    size_t units;
    double p; /* -1: the mean */
    double se, lo, hi, bca_lo, bca_hi;
    double least[4], most[4]; /* those limits at three standard errors of their place */
} all[] = {
    { people,
      6,
      6,
      .5,
      82.34076516249253,
      365,
      740,
      365,
      740,
      { 365, 685, 365, 677.5 },
      { 382.5, 740, 382.5, 740 } },
    { people,
      6,
      6,
      -1,
      76.15626754988013,
      397.5,
      686.6666666666666,
      413.3333333333333,
      740,
      { 387.5, 674.166, 400, 692.5 },
      { 403.334, 700.834, 426.667, 772.5 } },
    { people,
      6,
      6,
      .75,
      148.19454640599014,
      446.25,
      900,
      446.25,
      900,
      { 420, 900, 430, 900 },
      { 446.25, 900, 455, 900 } },
    { five,
      20,
      5,
      .5,
      36.68524612116635,
      380,
      520,
      380,
      520,
      { 380, 520, 380, 520 },
      { 380, 530, 380, 530 } },
    { five,
      20,
      5,
      -1,
      28.458544214657554,
      393.75,
      505.7142857142857,
      407.27272727272725,
      519.4736842105264,
      { 391.666, 503.333, 391.666, 505.555 },
      { 404.584, 519.474, 411.579, 526.667 } },
    { five,
      20,
      5,
      .25,
      29.131722614428327,
      350,
      470,
      350,
      460,
      { 350, 467.5, 337.5, 450 },
      { 350, 490, 350, 470 } },
};

static void limits_of_all_samples_are_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bp_limits l = of_all(all[i].row, all[i].n, all[i].units, all[i].p, false);
        assert_near(l.precision.se, all[i].se, 1e-9);
        assert_near(l.lo, all[i].lo, 1e-12);
        assert_near(l.hi, all[i].hi, 1e-12);
        l = of_all(all[i].row, all[i].n, all[i].units, all[i].p, true);
        assert_near(l.lo, all[i].bca_lo, 1e-9);
        assert_near(l.hi, all[i].bca_hi, 1e-9);
    }
}

static void what_does_not_vary_has_no_interval(void **state)
{
    double same[] = { 5, 5, 5 }, above[] = { 6, 7, 8 }, few[] = { 1, 2, 3 };
    double flat[] = { 4, 4 }, steep[] = { 1, 2 };
    const bp_jackknife none = { flat, 2 }, some = { steep, 2 };
    (void)state;
    bp_limits l = bp_replicates_limits(same, 3, 5, NULL, .5);
    assert_int_equal(l.lo_state, BP_NOT_ESTIMABLE);
    assert_near(l.precision.se, 0, 0);
    l = bp_replicates_limits(above, 3, 5, &some, .5); /* z0 is -infinity */
    assert_int_equal(l.lo_state, BP_NOT_ESTIMABLE);
    assert_int_equal(l.hi_state, BP_NOT_ESTIMABLE);
    l = bp_replicates_limits(few, 3, 2, &none, .5); /* no unit makes a difference */
    assert_int_equal(l.lo_state, BP_NOT_ESTIMABLE);
    l = bp_replicates_limits(few, 3, 2, NULL, .5); /* ranks 1 and 3 */
    assert_near(l.lo, 1, 0);
    assert_near(l.hi, 3, 0);
    l = bp_replicates_limits(few, 3, 2, NULL, .51); /* before the first */
    assert_int_equal(l.lo_state, BP_NOT_ESTIMABLE);
    assert_near(l.lo, 0, 0);
}

/* ---- of a survey ---- */

static const bp_shape shape = { .n_elements = 1,
                                .element = { "base" },
                                .n_keys = 1,
                                .key = { "tier" },
                                .has_org = true,
                                .n_files = 1,
                                .file = made_file };

static bp_survey *survey_of(const made_row row[], size_t n, bool backwards)
{
    bp_err err;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++) {
        made_row r = row[backwards ? n - 1 - i : i];
        r.tier = r.tier != NULL ? r.tier : "";
        r.org = r.org != NULL ? r.org : "";
        made_add(s, &r, i);
    }
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static const bp_level levels[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };

static bp_percentiles *table_of(const bp_survey *s, bp_ci_method ci, size_t n_keys,
                                uint64_t seed)
{
    const size_t key = 0;
    const bp_method method = { .level = levels,
                               .n_levels = 3,
                               .qtype = 7,
                               .ci = { .method = ci, .level = .95, .seed = seed } };
    bp_percentiles *p = NULL;
    bp_err err = { .text = "" };
    if (bp_percentiles_new(&p, s, 0, &key, n_keys, &method, &err) != BP_OK)
        fail_msg("%s", err.text);
    return p;
}

static const bp_figure *figure_of(const bp_percentiles *p, double level)
{
    return level < 0 ? &p->group[0].mean : &p->group[0].p[(size_t)(4 * level) - 1];
}

static void assert_between(double x, double least, double most)
{
    if (!(x >= least && x <= most))
        fail_msg("%.17g is not from %.17g to %.17g", x, least, most);
}

/* 1,999 samples of the 46,656 and the 3,125 are near all of them. */
static void limits_of_drawn_samples_are_near(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bp_survey *s = survey_of(all[i].row, all[i].n, false);
        for (size_t bca = 0; bca < 2; bca++) {
            bp_percentiles *p = table_of(s, bca ? BP_CI_BCA : BP_CI_BOOTSTRAP, 0, 1);
            const bp_figure *f = figure_of(p, all[i].p);
            assert_int_equal(p->ci.by_org, all[i].row == five);
            assert_between(f->lo, all[i].least[2 * bca], all[i].most[2 * bca]);
            assert_between(f->hi, all[i].least[2 * bca + 1], all[i].most[2 * bca + 1]);
            if (all[i].p > 0)
                assert_near(p->group[0].precision[(size_t)(4 * all[i].p) - 1].se,
                            all[i].se, .06);
            bp_percentiles_free(p);
        }
        bp_survey_free(s);
    }
}

/* Rows in another order give the same bits, another seed others. */
static void the_order_of_rows_changes_no_bit(void **state)
{
    static const bp_ci_method ci[] = { BP_CI_BOOTSTRAP, BP_CI_BCA };
    (void)state;
    bp_survey *s = survey_of(five, 20, false), *t = survey_of(five, 20, true);
    for (size_t i = 0; i < 2; i++) {
        bp_percentiles *p = table_of(s, ci[i], 0, 1), *q = table_of(t, ci[i], 0, 1);
        bp_percentiles *other = table_of(s, ci[i], 0, 2);
        assert_memory_equal(p->group[0].p, q->group[0].p, 3 * sizeof(bp_figure));
        assert_memory_equal(p->group[0].precision, q->group[0].precision,
                            3 * sizeof(bp_precision));
        assert_memory_equal(&p->group[0].mean, &q->group[0].mean, sizeof(bp_figure));
        assert_true(p->group[0].mean.lo != other->group[0].mean.lo);
        bp_percentiles_free(p);
        bp_percentiles_free(q);
        bp_percentiles_free(other);
    }
    bp_survey_free(s);
    bp_survey_free(t);
}

/* A group is drawn by its own name, whatever others there are; "b" has the lower median,
 * and is the first tier. */
static void other_groups_change_no_bit(void **state)
{
    static const made_row rows[] = {
        { .pay = 310, .tier = "b" }, { .pay = 420, .tier = "b" },
        { .pay = 470, .tier = "b" }, { .pay = 580, .tier = "b" },
        { .pay = 900, .tier = "a" }, { .pay = 455, .tier = "a" },
    };
    (void)state;
    bp_survey *s = survey_of(rows, 6, false), *t = survey_of(rows, 4, false);
    bp_percentiles *p = table_of(s, BP_CI_BCA, 1, 1), *q = table_of(t, BP_CI_BCA, 1, 1);
    assert_memory_equal(p->group[1].p, q->group[1].p, 3 * sizeof(bp_figure));
    bp_percentiles_free(p);
    bp_percentiles_free(q);
    bp_survey_free(s);
    bp_survey_free(t);
}

/* One organization in a group of a survey that has several; pay that is all the same. */
static void a_single_unit_has_no_interval(void **state)
{
    static const made_row rows[] = {
        { .pay = 310, .tier = "a", .org = "A" },
        { .pay = 420, .tier = "a", .org = "A" },
        { .pay = 470, .tier = "b", .org = "A" },
        { .pay = 470, .tier = "b", .org = "B" },
    };
    (void)state;
    bp_survey *s = survey_of(rows, 4, false);
    bp_percentiles *p = table_of(s, BP_CI_BCA, 1, 1);
    for (size_t g = 1; g < 3; g++) {
        assert_int_equal(p->group[g].p[1].lo_state, BP_NOT_ESTIMABLE);
        assert_int_equal(p->group[g].p[1].hi_state, BP_NOT_ESTIMABLE);
        assert_int_equal(p->group[g].mean.lo_state, BP_NOT_ESTIMABLE);
        assert_near(p->group[g].precision[1].se, 0, 0);
    }
    bp_percentiles_free(p);
    bp_survey_free(s);
}

static bp_figure share_of(const bp_survey *s, int64_t amount, bp_ties ties,
                          bp_ci_method ci)
{
    static const char *const any[] = { NULL };
    const bp_method method = { .level = levels,
                               .n_levels = 3,
                               .qtype = 7,
                               .ci = { .method = ci, .level = .95, .by_org = true } };
    bp_market *m = NULL;
    bp_offer o;
    bp_err err = { .text = "" };
    if (bp_market_of_records(&m, s, 0, any, &method, &err) != BP_OK ||
        bp_offer_place(&o, m, (bp_decimal){ amount, 0 }, ties, &err) != BP_OK)
        fail_msg("%s", err.text);
    bp_market_free(m);
    return o.percentile;
}

/* By Python, all 3,125 samples: at 445 counts 5 of 6, 2 of 4, 0 of 4, 3 of 3 and 0 of 3;
 * at 400 by mid-ranks 1/2, 3/2, 0, 3 and 0.  From three standard errors below to as many
 * above the place. */
static void shares_are_drawn_as_percentiles_are(void **state)
{
    static const struct {
        int64_t amount;
        bp_ties ties;
        bp_ci_method ci;
        double share, lo[2], hi[2];
    } want[] = {
        { 445, BP_TIES_AT, BP_CI_BOOTSTRAP, 50, { 10.526, 15.930 }, { 78.445, 84.211 } },
        { 445, BP_TIES_AT, BP_CI_BCA, 50, { 10, 18.75 }, { 76.190, 87.5 } },
        { 400, BP_TIES_MID, BP_CI_BOOTSTRAP, 25, { 2.380, 4.167 }, { 56.25, 65.625 } },
        { 400, BP_TIES_MID, BP_CI_BCA, 25, { 2.631, 9.091 }, { 61.764, 84.375 } },
    };
    (void)state;
    bp_survey *s = survey_of(five, 20, false);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const bp_figure f = share_of(s, want[i].amount, want[i].ties, want[i].ci);
        assert_near(f.value, want[i].share, 1e-12);
        assert_between(f.lo, want[i].lo[0], want[i].lo[1]);
        assert_between(f.hi, want[i].hi[0], want[i].hi[1]);
    }
    const bp_figure none = share_of(s, 600, BP_TIES_AT, BP_CI_BOOTSTRAP);
    assert_int_equal(none.lo_state, BP_NOT_ESTIMABLE);
    bp_survey_free(s);
}

/* ---- simulations, seeded ---- */

/* The share of surveys whose interval of the median holds that of the population: orgs
 * times `each` people, whose logarithms have a normal distribution about 12, `shared` of
 * their variance between organizations. */
static double coverage(size_t surveys, size_t orgs, size_t each, double shared,
                       bool by_org, bp_ci_method ci)
{
    made_row *row = calloc(orgs * each, sizeof *row);
    char(*name)[24] = calloc(orgs, sizeof *name);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double held = 0;
    assert_true(row != NULL && name != NULL && rng != NULL);
    gsl_rng_set(rng, 20261128);
    for (size_t i = 0; i < surveys; i++) {
        for (size_t o = 0; o < orgs; o++) {
            const double org = gsl_ran_gaussian(rng, sqrt(shared));
            snprintf(name[o], sizeof name[o], "o%zu", o);
            for (size_t k = 0; k < each; k++) {
                const double own = gsl_ran_gaussian(rng, sqrt(1 - shared));
                row[o * each + k] =
                    (made_row){ .pay = (int64_t)(100 * exp(12 + .25 * (org + own))),
                                .org = by_org ? name[o] : "" };
            }
        }
        bp_survey *s = survey_of(row, orgs * each, false);
        bp_percentiles *p = table_of(s, ci, 0, i);
        const bp_figure *f = &p->group[0].p[1];
        held += f->lo <= 100 * exp(12) && 100 * exp(12) <= f->hi;
        bp_percentiles_free(p);
        bp_survey_free(s);
    }
    gsl_rng_free(rng);
    free(name);
    free(row);
    return held / (double)surveys;
}

/* All samples of 101 people have their median between the 41st and the 61st with a chance
 * of 95 % or just more; those two hold the population's in .9540 of surveys, by binomial
 * sums, and one rank less or more at one end in .9406 to .9629. */
static void medians_of_samples_cover_as_binomial_sums_say(void **state)
{
    enum { SURVEYS = 500 };
    (void)state;
    const double got = coverage(SURVEYS, 101, 1, 0, false, BP_CI_BOOTSTRAP);
    const double error = 3 * sqrt(.954 * .046 / SURVEYS);
    print_message("bootstrap of people: %.4f\n", got);
    assert_between(got, .9406 - error, .9629 + error);
}

/* Intra-class correlation .3, 20 organizations of 10. */
static void organizations_that_are_drawn_cover(void **state)
{
    enum { SURVEYS = 250 };
    const double error = 3 * sqrt(.95 * .05 / SURVEYS);
    (void)state;
    const double got = coverage(SURVEYS, 20, 10, .3, true, BP_CI_BOOTSTRAP);
    const double bca = coverage(SURVEYS, 20, 10, .3, true, BP_CI_BCA);
    const double naive = coverage(SURVEYS, 20, 10, .3, false, BP_CI_BOOTSTRAP);
    print_message("organizations: %.4f, bca %.4f; people: %.4f\n", got, bca, naive);
    assert_true(got >= .95 - error);
    assert_true(bca >= .95 - error);
    assert_true(naive < .85);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_are_those_of_splitmix64),
        cmocka_unit_test(a_replicate_is_the_same_whenever_it_is_drawn),
        cmocka_unit_test(no_unit_is_preferred),
        cmocka_unit_test(no_order_is_preferred),
        cmocka_unit_test(limits_of_all_samples_are_exact),
        cmocka_unit_test(what_does_not_vary_has_no_interval),
        cmocka_unit_test(limits_of_drawn_samples_are_near),
        cmocka_unit_test(the_order_of_rows_changes_no_bit),
        cmocka_unit_test(other_groups_change_no_bit),
        cmocka_unit_test(a_single_unit_has_no_interval),
        cmocka_unit_test(shares_are_drawn_as_percentiles_are),
        cmocka_unit_test(medians_of_samples_cover_as_binomial_sums_say),
        cmocka_unit_test(organizations_that_are_drawn_cover),
    };
    return cmocka_run_group_tests_name("bootstrap", tests, NULL, NULL);
}
