/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>

#include "ingest/headwords.h"
#include "ingest/paycolumn.h"

/* Headers as surveys, payrolls and job boards of many countries write them; what they are
 * is what a reader of the language says. */

static bp_evidence seen(const char *const cells[])
{
    bp_evidence e = { 0 };
    for (size_t i = 0; cells[i] != NULL; i++)
        bp_evidence_see(&e, bp_text_of(cells[i]), NULL, 0);
    return e;
}

static const char *const amounts[] = { "52000", "61500", "48250", NULL };

static int points(const char *header, const char *const cells[])
{
    const bp_evidence e = seen(cells);
    return bp_pay_points(BP_ROLE_BASE, bp_text_of(header), &e);
}

static void pay_is_known_in_many_languages(void **state)
{
    static const char *const headers[] = {
        "salary",
        "Base Salary (USD)",
        "base_salary_local",
        "salary_usd",
        "monthSalary",
        "Yearly_brutto_salary_EUR",
        "AnnualGross",
        "Gross Pay",
        "Regular Rate",
        "Comp Rate",
        "Annual Rt",
        "Hourly Rate ",
        "ANNUAL_SALARY",
        "Salary excl. bonus",
        "What is your annual salary?",
        "Base\u00a0Salary",
        "Jahresgehalt brutto",
        "Bruttomonatsgehalt",
        "Grundvergütung",
        "Jahresentgelt",
        "Stundenlohn",
        "Verdienst pro Monat",
        "Salaire brut annuel",
        "Rémunération annuelle brute",
        "Sueldo mensual bruto",
        "Salario bruto",
        "Retribución anual",
        "Remuneración mensual",
        "RAL",
        "Stipendio lordo",
        "Retribuzione annua lorda",
        "Salário mensal",
        "Vencimento base",
        "Remuneração bruta",
        "valor_bruto_mensal",
        "Brutosalaris",
        "Bruto maandloon",
        "Jaarsalaris",
        "Månadslön",
        "lön",
        "Årslønn",
        "Grundløn",
        "Kuukausipalkka",
        "palkka",
        "Wynagrodzenie brutto",
        "Płaca zasadnicza",
        "Pensja",
        "Hrubá mzda",
        "plat",
        "Fizetés",
        "Bruttó bér",
        "Salariu lunar",
        "Maaş",
        "Ücret",
        "Gaji pokok",
        "Lương",
        "Зарплата",
        "Заработная плата",
        "Оклад",
        "зарплатня",
        "Заплата",
        "年薪",
        "月薪(元)",
        "薪资",
        "工资",
        "給与",
        "年収",
        "연봉",
        "급여",
        "Μισθός",
        "שכר",
        "راتب",
        "वेतन",
        "เงินเดือน",
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        if (points(headers[i], amounts) < BP_PAY_SURE)
            fail_msg("'%s' has %d points", headers[i], points(headers[i], amounts));
}

static void what_is_no_pay_has_no_points(void **state)
{
    static const char *const headers[] = {
        "Median age",
        "Salary rank",
        "Salary level",
        "Salary grade",
        "Salary increase",
        "Pay gap",
        "Pay Frequency",
        "Bonus",
        "Target Bonus %",
        "Salary growth (%)",
        "% of salary",
        "Salary growth (in %)",
        "Salary (%)",
        "Number of employees",
        "Home office allowance",
        "Employee ID",
        "Phone",
        "Zip code",
        "Years of experience",
        "Std Hours",
        "FTE",
        "Income tax",
        "Deductions",
        "Annual budget",
        "Revenue",
        "Merit raise",
        "Annual_Salary_Median",
        "Overtime pay",
        "Wage growth",
        "logwage",
        "lsalary",
        "Urlaubsgeld Zulage",
        "Steuern",
        "Age",
        "Возраст",
        "Edad",
        "Stock options",
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        if (points(headers[i], amounts) != 0)
            fail_msg("'%s' has %d points", headers[i], points(headers[i], amounts));
}

static void some_columns_are_surer_than_others(void **state)
{
    static const struct {
        const char *more, *less;
    } cases[] = {
        { "Current salary", "Previous salary" },
        { "Salaire brut", "Salaire net" },
        { "salary", "avg_salary" },
        { "AnnualSalary", "GrossPay" },
        { "Wage", "Amount" },
        { "Income", "Rate" },
        { "Base pay", "Other pay" },
        { "Salary", "Expected salary" },
    };
    static const char *const ratings[] = { "4", "5", "3", "2", NULL };
    static const char *const money[] = { "$5", "$4", "$3", "$9", NULL };
    static const char *const regions[] = { "R1", "R2", "R3", "R2", NULL };
    static const char *const rows[] = { "1", "2", "3", "4", "5", "6", NULL };
    static const char *const years[] = { "2019", "2020", "2021", NULL };
    static const char *const months[] = { "2840", "2120", "2905", NULL };
    static const char *const texts[] = { "high", "low", NULL };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(points(cases[i].more, amounts) > points(cases[i].less, amounts));
    assert_true(points("Pay", amounts) > points("Pay", ratings));
    assert_true(points("Pay", money) > points("Pay", ratings));
    assert_true(points("Value", money) >= BP_PAY_SURE);
    assert_int_equal(points("Value", amounts), BP_PAY_UNKNOWN);
    assert_int_equal(points("Value", regions), BP_PAY_UNKNOWN); /* or rand */
    assert_int_equal(points("Value", rows), 0);
    assert_int_equal(points("Value", years), 0);
    assert_int_equal(points("Wage Year", years), 0);
    assert_int_equal(points("Salary Schedule", amounts), 0);
    assert_true(points("Monthly income", months) >= BP_PAY_SURE);
    assert_int_equal(points("salary", texts), 0);
}

static void a_total_says_so_and_names_pay(void **state)
{
    static const struct {
        const char *header;
        bool total;
    } cases[] = {
        { "Total compensation", true },
        { "Gesamtvergütung", true },
        { "Salary incl. bonus", true },
        { "TC", true },
        { "Total", true },
        { "Total employees", false },
        { "Total hours", false },
        { "salary", false },
        { "Total Annual Salary", true },
        { "Annual CTC (INR)", true },
        { "Fixed CTC", false },
        { "Total Base Pay Annualized - Amount", false },
        { "Total base pay and bonus", true },
        { "总薪酬", true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_evidence e = seen(amounts);
        const bp_text header = bp_text_of(cases[i].header);
        const int base = bp_pay_points(BP_ROLE_BASE, header, &e);
        const int total = bp_pay_points(BP_ROLE_TOTAL, header, &e);
        if ((total >= BP_PAY_SURE) != cases[i].total || (cases[i].total && base > total))
            fail_msg("'%s' has %d points, %d as base", cases[i].header, total, base);
    }
    assert_true(bp_pay_bare_total(bp_text_of("Total")));
    assert_false(bp_pay_bare_total(bp_text_of("Total pay")));
}

static void headers_say_periods(void **state)
{
    static const struct {
        const char *header, *period;
    } cases[] = {
        { "Annual Salary", "a year" },
        { "Monthly salary (gross)", "a month" },
        { "Salary (EUR/month)", "a month" },
        { "Hourly Rate", "an hour" },
        { "hourly_wage", "an hour" },
        { "Biweekly pay", "a fortnight" },
        { "Bi-weekly pay", "a fortnight" },
        { "Weekly wage", "a week" },
        { "Semi-monthly pay", "half a month" },
        { "Daily rate", "a day" },
        { "Jahresgehalt", "a year" },
        { "Monatsgehalt", "a month" },
        { "Stundenlohn", "an hour" },
        { "Lohn pro Std.", "an hour" },
        { "Std.-Lohn", "an hour" },
        { "Salaire brut par an", "a year" },
        { "Salaire mensuel", "a month" },
        { "Sueldo mensual", "a month" },
        { "Stipendio mensile", "a month" },
        { "Salário anual", "a year" },
        { "Wynagrodzenie miesięczne", "a month" },
        { "Зарплата в месяц", "a month" },
        { "Зарплата в год", "a year" },
        { "Kuukausipalkka", "a month" },
        { "Lohn stündlich", "an hour" },
        { "Salario horario", "an hour" },
        { "Retribuzione settimanale", "a week" },
        { "Почасовая оплата", "an hour" },
        { "Órabér", "an hour" },
        { "palkka (€/kk)", "a month" },
        { "Månadslön", "a month" },
        { "Årslønn", "a year" },
        { "月薪", "a month" },
        { "年収", "a year" },
        { "연봉", "a year" },
        { "salary", "" },
        { "What is your annual salary? (If you are hourly, annualize it.)", "a year" },
        { "Pay (If you are paid by the hour, please enter what a year gives)", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            bp_period_name(bp_headwords_period(bp_text_of(cases[i].header))),
            cases[i].period);
}

static void ends_of_a_range_are_pairs(void **state)
{
    static const struct {
        const char *low, *high;
        bool pair;
    } cases[] = {
        { "salary_min", "salary_max", true },
        { "Min Salary", "Max Salary", true },
        { "minimum", "maximum", true },
        { "Payscale Minimum (£)", "Payscale Maximum (£)", true },
        { "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO", true },
        { "Salary Range From", "Salary Range To", true },
        { "Gehalt von", "Gehalt bis", true },
        { "Salario desde", "Salario hasta", true },
        { "зарплата от", "зарплата до", true },
        { "最低月薪", "最高月薪", true },
        { "min_age", "max_age", false },
        { "salary_min", "bonus_max", false },
        { "salary", "salary_max", false },
        { "hours_min", "hours_max", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char low_name[60], high_name[60];
        char *names[] = { high_name, low_name }; /* in whatever order */
        const bp_evidence e[] = { seen(amounts), seen(amounts) };
        const bp_layout l = { .n_columns = 2, .name = names };
        size_t low = 9, high = 9;
        snprintf(low_name, sizeof low_name, "%s", cases[i].low);
        snprintf(high_name, sizeof high_name, "%s", cases[i].high);
        if (bp_pay_pair(&low, &high, &l, e) != cases[i].pair)
            fail_msg("'%s' and '%s'", cases[i].low, cases[i].high);
        assert_int_equal(low, cases[i].pair ? 1 : 9);
        assert_int_equal(high, cases[i].pair ? 0 : 9);
    }
}

static void shapes_show_no_values(void **state)
{
    static const char *const cells[] = { "$52,100", "61,500.50", "48,250", "7", NULL };
    const bp_evidence e = seen(cells);
    (void)state;
    assert_string_equal(bp_evidence_shape(&e), "99,999");
    assert_null(bp_evidence_shape(&(bp_evidence){ 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pay_is_known_in_many_languages),
        cmocka_unit_test(what_is_no_pay_has_no_points),
        cmocka_unit_test(some_columns_are_surer_than_others),
        cmocka_unit_test(a_total_says_so_and_names_pay),
        cmocka_unit_test(headers_say_periods),
        cmocka_unit_test(ends_of_a_range_are_pairs),
        cmocka_unit_test(shapes_show_no_values),
    };
    return cmocka_run_group_tests_name("paycolumn", tests, NULL, NULL);
}
