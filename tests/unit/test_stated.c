/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers are those of tables that statistical offices and survey houses publish, or
 * made up in the same way; what each means was written down by hand. */
#include "near.h"

#include <string.h>

#include "ingest/stated.h"
#include "ingest/statedcell.h"
#include "ingest/statedset.h"

#define YEAR BP_PERIOD_ANNUAL
#define MONTH BP_PERIOD_MONTHLY
#define HOUR BP_PERIOD_HOURLY
#define ANY BP_PERIOD_AS_IS

static const struct {
    const char *header;
    double percent;
    bp_period period;
    const char *measure;
} percentiles[] = {
    { "P10", 10, ANY, "" },
    { "p97.5", 97.5, ANY, "" },
    { "P975", 97.5, ANY, "" },
    { "P25th", 25, ANY, "" },
    { "pct90", 90, ANY, "" },
    { "Percentile 75", 75, ANY, "" },
    { "10th percentile", 10, ANY, "" },
    { "90th Pct", 90, ANY, "" },
    { "q75", 75, ANY, "" },
    { "0.9 quantile", 90, ANY, "" },
    { "25%-Quantil", 25, ANY, "" },
    { "A_PCT10", 10, YEAR, "" },
    { "H_MEDIAN", 50, HOUR, "" },
    { "a_median", 50, YEAR, "" },
    { "Annual_10th_Percentile", 10, YEAR, "" },
    { "Hourly_Wage_Median", 50, HOUR, "" },
    { "Timel\xc3\xb8nn P25", 25, HOUR, "" },
    { "Uurloon mediaan", 50, HOUR, "" },
    { "M\xc3\xa5nadsl\xc3\xb6n median", 50, MONTH, "" },
    { "Stundenlohn Median", 50, HOUR, "" },
    { "Annual_Salary_Median", 50, YEAR, "" },
    { "10th percentile annual wage", 10, YEAR, "" },
    { "Median hourly wage (USD)", 50, HOUR, "" },
    { "Wages P90", 90, ANY, "" },
    { "tcc_p25", 25, ANY, "tcc" },
    { "p25_TCC", 25, ANY, "tcc" },
    { "TCC P25", 25, ANY, "tcc" },
    { "tccP25", 25, ANY, "tcc" },
    { "base_p50", 50, ANY, "base" },
    { "Base Salary 50th Percentile", 50, ANY, "base" },
    { "Total Compensation - Median", 50, ANY, "total" },
    { "Total Cash Compensation 75th %ile", 75, ANY, "total cash" },
    { "Grad_P25", 25, ANY, "grad" },
    { "Nongrad_median", 50, ANY, "nongrad" },
    { "LQ", 25, ANY, "" },
    { "UQ", 75, ANY, "" },
    { "Lower quartile", 25, ANY, "" },
    { "Upper Quartile Salary", 75, ANY, "" },
    { "1st quartile", 25, ANY, "" },
    { "Quartile 3", 75, ANY, "" },
    { "9th decile", 90, ANY, "" },
    { "1st decile", 10, ANY, "" },
    { "Unteres Quartil", 25, ANY, "" },
    { "3. Quartil", 75, ANY, "" },
    { "10. Perzentil", 10, ANY, "" },
    { "Zentralwert", 50, ANY, "" },
    { "Medianlohn", 50, ANY, "" },
    { "Bruttomonatslohn Median", 50, MONTH, "" },
    { "90e percentile", 90, ANY, "" },
    { "1er décile", 10, ANY, "" },
    { "9e DÉCILE", 90, ANY, "" },
    { "Premier quartile", 25, ANY, "" },
    { "Salaire mensuel médian", 50, MONTH, "" },
    { "Médiane", 50, ANY, "" },
    { "Homme Médiane", 50, ANY, "homme" },
    { "Percentil 25", 25, ANY, "" },
    { "Cuartil inferior", 25, ANY, "" },
    { "Mediana", 50, ANY, "" },
    { "Salario annuo mediana", 50, YEAR, "" },
    { "Primo decile", 10, ANY, "" },
    { "1º quartil", 25, ANY, "" },
    { "Nedre kvartil", 25, ANY, "" },
    { "Övre kvartil", 75, ANY, "" },
    { "Yläkvartiili", 75, ANY, "" },
    { "90e percentiel", 90, ANY, "" },
    { "МЕДИАНА", 50, ANY, "" },
    { "年薪中位数", 50, YEAR, "" },
};

static void headers_of_percentiles_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof percentiles / sizeof percentiles[0]; i++) {
        bp_stated_header h;
        bp_stated_header_read(&h, bp_text_of(percentiles[i].header));
        if (h.what != BP_HEADER_PERCENTILE || !h.pay ||
            bp_level_percent(h.level) != percentiles[i].percent ||
            h.period != percentiles[i].period ||
            strcmp(h.measure, percentiles[i].measure) != 0)
            print_error("'%s': what %d, pay %d, P%g, period %d, measure '%s'\n",
                        percentiles[i].header, h.what, h.pay, bp_level_percent(h.level),
                        h.period, h.measure);
        assert_int_equal(h.what, BP_HEADER_PERCENTILE);
        assert_true(h.pay);
        assert_near(bp_level_percent(h.level), percentiles[i].percent, 0);
        assert_int_equal(h.period, percentiles[i].period);
        assert_string_equal(h.measure, percentiles[i].measure);
    }
}

static void what_is_not_pay_is_never_taken_for_it(void **state)
{
    static const char *const headers[] = {
        "Median age",
        "wrvu_p50",
        "P50 RVUs",
        "Medianalter",
        "Edad mediana",
        "Median gap %",
        "Median hours",
        "P90 experience",
        "Median % change",
        "p50_lo",
        "p50_hi",
        "Median tenure (yrs)",
        "Median number of",
        "Growth P50",
        "bonus share P50",
        "Âge médian",
        "Median unemployment",
        "median absolute deviation",
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        bp_stated_header h;
        bp_stated_header_read(&h, bp_text_of(headers[i]));
        if (h.what != BP_HEADER_PERCENTILE || h.pay)
            print_error("'%s'\n", headers[i]);
        assert_int_equal(h.what, BP_HEADER_PERCENTILE);
        assert_false(h.pay);
    }
}

static void other_headers_are_no_percentiles(void **state)
{
    static const char *const headers[] = {
        "salary",     "P2P team",        "Step P", "Comedian",   "annual salary",
        "Percentile", "percentile rank", "2019",   "Grade 10",   "bonus 10%",
        "Q4",         "Quartile",        "10",     "Department", "mediante",
        "p",          "Top 10",          "sal94",  "total",      "P100",
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        bp_stated_header h;
        bp_stated_header_read(&h, bp_text_of(headers[i]));
        if (h.what == BP_HEADER_PERCENTILE)
            print_error("'%s'\n", headers[i]);
        assert_int_not_equal(h.what, BP_HEADER_PERCENTILE);
        assert_false(bp_stated_is_figure(bp_text_of(headers[i])));
    }
}

static void means_are_of_several_people_too(void **state)
{
    static const char *const headers[] = {
        "A_MEAN",        "Average Annual Salary", "Durchschnittslohn",
        "Salaire moyen", "Salario medio",         "Gemiddeld loon"
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        assert_true(bp_stated_is_figure(bp_text_of(headers[i])));
    assert_false(bp_stated_is_figure(bp_text_of("Media company")));
}

static void what_a_country_has_is_nobodys(void **state)
{
    static const struct {
        const char *header;
        bool general;
    } cases[] = {
        { "min_wage_eur_hr", true }, { "Minimum Wage", true },
        { "Mindestlohn", true },     { "SMIC horaire", true },
        { "SMI €", true },           { "real wages", true },
        { "nominal_wage", true },    { "реальная зп, всего", true },
        { "最低工资", true },        { "Minimum Salary", false },
        { "salary_min", false },     { "wage", false },
        { "real estate", false },    { "salario real", false },
        { "smith", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_stated_is_general(bp_text_of(cases[i].header)) != cases[i].general)
            fail_msg("'%s'", cases[i].header);
}

static void steps_of_a_scale_are_numbered(void **state)
{
    static const struct {
        const char *header;
        bool steps;
    } cases[] = {
        { "Step", true },         { "Current Step", true },
        { "scalePoint", true },   { "Scale Point", true },
        { "Stufe", true },        { "Spine point", true },
        { "Pay step no.", true }, { "Point", false },
        { "Step date", false },   { "Salary", false },
        { "Scale", false },       { "Next Step Increase", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_stated_lists_steps(bp_text_of(cases[i].header)) != cases[i].steps)
            fail_msg("'%s'", cases[i].header);
}

/* What is short is a percentile beside a median, and only there. */
static void short_headers_need_company(void **state)
{
    static const struct {
        const char *name[6];
        size_t n;
        size_t found;
    } cases[] = {
        { { "Q1", "Median", "Q3" }, 3, 3 },
        { { "Q1", "Q2", "Q3", "Q4" }, 4, 0 },
        { { "Q1", "Median", "Q3", "Q4" }, 4, 1 },
        { { "D1", "Médiane", "D9" }, 3, 3 },
        { { "Code", "Median", "Mean", "10", "25", "90" }, 6, 4 },
        { { "25%", "Median", "75%" }, 3, 3 },
        { { "10", "25", "90" }, 3, 0 },
        { { "P1", "P2", "P3", "P4", "P5" }, 5, 0 }, /* grades */
        { { "tcc_p50", "wrvu_p50" }, 2, 1 },
        { { "Median age", "Number employed" }, 2, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *name[6];
        bp_stated_header header[6];
        for (size_t k = 0; k < cases[i].n; k++)
            name[k] = (char *)(size_t)cases[i].name[k];
        if (bp_stated_headers(header, name, cases[i].n) != cases[i].found)
            print_error("case %zu\n", i);
        assert_int_equal(bp_stated_headers(header, name, cases[i].n), cases[i].found);
    }
}

static void years_are_found_in_headers(void **state)
{
    static const struct {
        const char *header;
        int year;
        bool median;
        const char *measure;
    } cases[] = {
        { "2019", 2019, false, "" },
        { "Median 2019", 2019, true, "" },
        { "2021 Medianlohn", 2021, true, "" },
        { "Public sector 2020", 2020, false, "public sector" },
        { "Median age 2020", 0, true, "age" },
        { "2019 to 2020", 0, false, "to" },
        { "Salary", 0, false, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char measure[BP_MEASURE_SIZE];
        bool of_median;
        assert_int_equal(bp_stated_year(measure, &of_median, bp_text_of(cases[i].header)),
                         cases[i].year);
        assert_int_equal(of_median, cases[i].median);
        assert_string_equal(measure, cases[i].measure);
    }
}

static void codes_are_cut_off_their_numbers(void **state)
{
    static const struct {
        const char *cell;
        bp_coded code;
        const char *rest;
    } cases[] = {
        { "#", BP_CODED_TOP, "#" },
        { "239,200+", BP_CODED_AT_LEAST, "239,200" },
        { "\u2265239,200", BP_CODED_AT_LEAST, "239,200" },
        { "> 239,200", BP_CODED_AT_LEAST, "239,200" },
        { ">=$239,200", BP_CODED_AT_LEAST, "$239,200" },
        { "100,000 or more", BP_CODED_AT_LEAST, "100,000" },
        { "Over 100,000", BP_CODED_AT_LEAST, "100,000" },
        { "2,500-", BP_CODED_AT_MOST, "2,500" },
        { "2,500\u2212", BP_CODED_AT_MOST, "2,500" },
        { "<2,500", BP_CODED_AT_MOST, "2,500" },
        { "\u2264 2 500", BP_CODED_AT_MOST, "2 500" },
        { "under 2,500", BP_CODED_AT_MOST, "2,500" },
        { "66,800", BP_CODED_NOT, "66,800" },
        { "-", BP_CODED_NOT, "-" },
        { "2,500-3,000", BP_CODED_NOT, "2,500-3,000" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_text t = bp_text_of(cases[i].cell);
        assert_int_equal(bp_stated_code(&t), cases[i].code);
        assert_true(bp_text_equal(t, bp_text_of(cases[i].rest)));
    }
}

/* The columns of the set that is chosen, by their numbers in a text. */
static bp_status choose(char taken[], const char *const name[], size_t n, const char *pay,
                        bp_period period, bp_err *err)
{
    bp_stated_header header[8];
    bool in[8] = { false };
    char *copy[8];
    bp_stated_set set;
    for (size_t i = 0; i < n; i++)
        copy[i] = (char *)(size_t)name[i];
    bp_stated_headers(header, copy, n);
    bp_status status = bp_stated_choose(
        &set, in, header, n,
        &(bp_set_wish){
            .file = "t.csv", .pay = pay, .key = BP_SET_PAY, .period = period },
        err);
    size_t k = 0;
    for (size_t i = 0; status == BP_OK && i < n; i++)
        if (in[i])
            taken[k++] = (char)('0' + i);
    taken[k] = '\0';
    return status;
}

static void one_set_is_chosen_or_named(void **state)
{
    static const struct {
        const char *name[8];
        size_t n;
        const char *pay;
        bp_period period;
        const char *taken; /* or why not */
    } cases[] = {
        { { "tcc_p25", "tcc_p50", "wrvu_p25", "wrvu_p50" }, 4, NULL, ANY, "01" },
        { { "H_PCT10", "H_MEDIAN", "A_PCT10", "A_MEDIAN" }, 4, NULL, ANY, "23" },
        { { "H_PCT10", "H_MEDIAN", "A_PCT10", "A_MEDIAN" }, 4, NULL, HOUR, "01" },
        { { "A_PCT10", "A_MEDIAN" },
          2,
          NULL,
          HOUR,
          "t.csv: has no percentiles of that period" },
        { { "Median total pay", "P25", "P75" }, 3, NULL, ANY, "012" },
        { { "Median", "P25", "Median male", "P25 male" }, 4, NULL, ANY, "01" },
        { { "base_p50", "tcc_p50" },
          2,
          NULL,
          ANY,
          "t.csv: has percentiles of 'base' and 'tcc'" },
        { { "base_p50", "tcc_p50" }, 2, "tcc", ANY, "1" },
        { { "Base salary P50", "Total cash P50" }, 2, "tcc", ANY, "1" },
        { { "Base salary P50", "Total cash P50" }, 2, "Base Salary", ANY, "0" },
        { { "base_p50", "tcc_p50" },
          2,
          "lti",
          ANY,
          "t.csv: has no percentiles of 'lti'; there are those of 'base' and 'tcc'" },
        { { "tcc_p50", "tcc_p90" },
          2,
          "base",
          ANY,
          "t.csv: has no percentiles of 'base'; there are those of 'tcc'" },
        { { "P25", "P50" }, 2, "base", ANY, "01" },
        { { "Grad_P25", "Nongrad_P25" }, 2, "grad", ANY, "0" },
        { { "Monthly P50", "Weekly P50" }, 2, NULL, ANY, "0" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char taken[9];
        bp_err err = { .status = BP_OK };
        bp_status status =
            choose(taken, cases[i].name, cases[i].n, cases[i].pay, cases[i].period, &err);
        assert_string_equal(status == BP_OK ? taken : err.text, cases[i].taken);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_of_percentiles_are_read),
        cmocka_unit_test(what_is_not_pay_is_never_taken_for_it),
        cmocka_unit_test(other_headers_are_no_percentiles),
        cmocka_unit_test(means_are_of_several_people_too),
        cmocka_unit_test(what_a_country_has_is_nobodys),
        cmocka_unit_test(steps_of_a_scale_are_numbered),
        cmocka_unit_test(short_headers_need_company),
        cmocka_unit_test(years_are_found_in_headers),
        cmocka_unit_test(codes_are_cut_off_their_numbers),
        cmocka_unit_test(one_set_is_chosen_or_named),
    };
    return cmocka_run_group_tests_name("stated", tests, NULL, NULL);
}
