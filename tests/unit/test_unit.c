/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "ingest/unit.h"

static void headers_name_units(void **state)
{
    static const struct {
        const char *header;
        int exponent;
    } cases[] = {
        { "salary (in thousands)", 3 },
        { "Salary in Thousands of Dollars", 3 },
        { "Compensation ($000)", 3 },
        { "Comp $000s", 3 },
        { "Salary (£'000)", 3 },
        { "Total pay (000s)", 3 },
        { "Gehalt in Tsd. EUR", 3 },
        { "Gehalt TEUR", 3 },
        { "Gehalt (T€)", 3 },
        { "Salaire k€", 3 },
        { "Salary €k", 3 },
        { "base_K_USD", 3 },
        { "salaryInThousands", 3 },
        { "KUSD salary", 3 },
        { "lön tkr", 3 },
        { "wynagrodzenie (tys. zł)", 3 },
        { "зарплата, тыс. руб.", 3 },
        { "Total compensation ($M)", 6 },
        { "CEO pay, in millions", 6 },
        { "pay (€m)", 6 },
        { "Vergütung Mio. EUR", 6 },
        { "CTC (LPA)", 5 },
        { "salary in lakhs", 5 },
        { "Salary (Rs. Lac)", 5 },
        { "package in crores", 7 },
        { "年收入(万元)", 4 },
        { "salary", 0 },
        { "401k match", 0 },
        { "bank salary", 0 },
        { "Salary M", 0 },
        { "Salary between 10,000 and 20,000", 0 },
        { "thousands or millions", 0 },
        { "market pay", 0 },
        { "", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_unit_in(bp_text_of(cases[i].header)) != cases[i].exponent)
            fail_msg("'%s' is 10^%d", cases[i].header,
                     bp_unit_in(bp_text_of(cases[i].header)));
}

static void titles_name_units(void **state)
{
    static const struct {
        const char *line;
        int exponent;
    } cases[] = {
        { "Amounts in USD (000s)", 3 },
        { "All figures in thousands of dollars", 3 },
        { "Base Salary ($000s)", 3 },
        { "Angaben in Tsd. EUR", 3 },
        { "Werte in T€", 3 },
        { "Angaben in TEUR,,,", 3 },
        { "Montants en milliers d'euros", 3 },
        { "CTC in lakhs", 5 },
        { "2026年 平均年収（単位：万円）", 4 },
        { "(단위: 천원)", 3 },
        { "Organizations with revenue of $500 million", 0 },
        { "Net revenue ($000s)", 0 },
        { "Effective March 1, 2026", 0 },
        { "120 thousand people in 3,000 hospitals", 0 },
        { "Thousands of incumbents answered", 0 },
        { "401k plans", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bp_unit_in_title(bp_text_of(cases[i].line)) != cases[i].exponent)
            fail_msg("'%s' is 10^%d", cases[i].line,
                     bp_unit_in_title(bp_text_of(cases[i].line)));
}

static void headers_say_logarithms(void **state)
{
    static const char *const logs[] = { "lwage",       "log_wage", "LogSalary",
                                        "ln(pay)",     "lnwage",   "Log Earnings",
                                        "log10 income" };
    static const char *const others[] = { "wage", "catalog", "login",
                                          "lag",  "salary",  "learning" };
    (void)state;
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++)
        assert_true(bp_unit_is_log(bp_text_of(logs[i])));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(bp_unit_is_log(bp_text_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_name_units),
        cmocka_unit_test(titles_name_units),
        cmocka_unit_test(headers_say_logarithms),
    };
    return cmocka_run_group_tests_name("unit", tests, NULL, NULL);
}
