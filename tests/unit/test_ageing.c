/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked numbers of the trade's handbooks (52,000 and 425,000), and spans counted by hand
 * on a calendar. */
#include "near.h"

#include "base/ageing.h"

static double aged(double pay, const char *movement, bp_ageing_form form,
                   bp_day_count count, int32_t from, int32_t to)
{
    bp_movement m;
    bp_err err;
    double factor = 0;
    assert_int_equal(bp_movement_parse(&m, movement, NULL, &err), BP_OK);
    assert_int_equal(bp_ageing_factor(&factor, &m, form, count, from, to, &err), BP_OK);
    return pay * factor;
}

static void worked_numbers_agree(void **state)
{
    static const struct {
        double pay;
        const char *movement;
        bp_ageing_form form;
        bp_day_count count;
        int32_t from;
        int32_t to;
        double want;
    } cases[] = {
        { 52000, "3%", BP_AGEING_SIMPLE, 0, 20250401, 20260101, 53170 },
        { 52000, "3%", BP_AGEING_STEPPED, 0, 20250101, 20260701, 54363.40 },
        { 52000, "3%", BP_AGEING_COMPOUND, 0, 20250101, 20260701, 54357.46 },
        { 52000, "3%", BP_AGEING_SIMPLE, 0, 20250101, 20260701, 54340 },
        { 425000, "7%", BP_AGEING_COMPOUND, 0, 20250101, 20251001, 447122.75 },
        { 425000, "7%", BP_AGEING_SIMPLE, 0, 20250101, 20251001, 447312.50 },
        { 425000, "7%", BP_AGEING_COMPOUND, 0, 20250101, 20260701, 470397.06 },
        { 425000, "7%", BP_AGEING_SIMPLE, 0, 20250101, 20260701, 469625 },
        { 425000, "7%", BP_AGEING_STEPPED, 0, 20250101, 20260701, 470666.25 },
        { 425000, "3.5%", BP_AGEING_COMPOUND, 0, 20250301, 20260701, 444948.14 },
        { 425000, "3.5%", BP_AGEING_COMPOUND, BP_COUNT_ACT365, 20250301, 20260701,
          444962.12 },
        { 425000, "2025: 3.5%, 2026: 4%", BP_AGEING_COMPOUND, 0, 20250301, 20260701,
          446021.60 },
        { 425000, "4%", BP_AGEING_COMPOUND, 0, 20260701, 20270101, 433416.66 },
        { 425000, "4%", BP_AGEING_COMPOUND, 0, 20260701, 20270701, 442000 },
        { 425000, "4%", BP_AGEING_COMPOUND, 0, 20260701, 20280101, 450753.33 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double got = aged(cases[i].pay, cases[i].movement, cases[i].form,
                                cases[i].count, cases[i].from, cases[i].to);
        assert_true(fabs(got - cases[i].want) <= .005 + 1e-9);
    }
}

static void years_are_counted_by_the_calendar(void **state)
{
    static const struct {
        int32_t from;
        int32_t to;
        bp_day_count count;
        double want;
    } cases[] = {
        { 20250131, 20250228, BP_COUNT_MONTHS, 1. / 12 },
        { 20250131, 20250227, BP_COUNT_MONTHS, 0 },
        { 20240229, 20250228, BP_COUNT_MONTHS, 1 },
        { 20250228, 20250131, BP_COUNT_MONTHS, -1. / 12 },
        { 20240228, 20240301, BP_COUNT_ACT365, 2. / 365 },
        { 20240101, 20250101, BP_COUNT_ACT36525, 366 / 365.25 },
        { 20240229, 20250228, BP_COUNT_30360, 1 },
        { 20250228, 20250331, BP_COUNT_30360, 30. / 360 },
        { 20250131, 20250331, BP_COUNT_30360, 60. / 360 },
        { 20250115, 20250331, BP_COUNT_30360, 76. / 360 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_near(bp_ageing_years(cases[i].from, cases[i].to, cases[i].count),
                    cases[i].want, 1e-15);
}

static void what_is_no_movement_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "3.5",
        "3.5%%",
        "x%",
        "2025: 3%, 2025: 4%",
        "-100%",
        "1001%",
        "25:3%",
        "3%, 2025:3%",
        "2025: 3%,, 4%",
        "99999999999999999999%",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_movement m = { .n = 42 };
        bp_err err;
        assert_int_equal(bp_movement_parse(&m, bad[i], NULL, &err), BP_EUSAGE);
        assert_int_equal(m.n, 42);
    }
}

static void a_year_without_a_rate_is_an_error_only_where_it_matters(void **state)
{
    bp_movement m;
    bp_err err;
    double factor = 42;
    (void)state;
    assert_int_equal(bp_movement_parse(&m, "2026: 4%", NULL, &err), BP_OK);
    assert_int_equal(bp_ageing_factor(&factor, &m, BP_AGEING_COMPOUND, BP_COUNT_MONTHS,
                                      20260101, 20270101, &err),
                     BP_OK);
    assert_near(factor, 1.04, 1e-15);
    factor = 42;
    assert_int_equal(bp_ageing_factor(&factor, &m, BP_AGEING_COMPOUND, BP_COUNT_MONTHS,
                                      20251201, 20270101, &err),
                     BP_EDATA);
    assert_string_equal(err.text, "no movement of pay is known for 2025; add it, as 2025: 3.5%");
    assert_near(factor, 42, 0);
    m.n = 0;
    assert_int_equal(bp_ageing_factor(&factor, &m, BP_AGEING_STEPPED, BP_COUNT_MONTHS,
                                      20260101, 20260101, &err),
                     BP_OK);
    assert_near(factor, 1, 0);
}

static void a_date_is_one_of_the_calendar(void **state)
{
    int32_t d = 42;
    char text[16];
    (void)state;
    assert_false(bp_day_parse(&d, bp_text_of("2025-02-29")));
    assert_false(bp_day_parse(&d, bp_text_of("2025-13-01")));
    assert_false(bp_day_parse(&d, bp_text_of("2025")));
    assert_int_equal(d, 42);
    assert_true(bp_day_parse(&d, bp_text_of("2024-02-29")));
    bp_day_text(text, sizeof text, bp_day_plus_months(d, 12));
    assert_string_equal(text, "2025-02-28");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_numbers_agree),
        cmocka_unit_test(years_are_counted_by_the_calendar),
        cmocka_unit_test(what_is_no_movement_is_refused),
        cmocka_unit_test(a_year_without_a_rate_is_an_error_only_where_it_matters),
        cmocka_unit_test(a_date_is_one_of_the_calendar),
    };
    return cmocka_run_group_tests_name("ageing", tests, NULL, NULL);
}
