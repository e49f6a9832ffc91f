/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdlib.h>

#include "report/format.h"

static void assert_written(bp_value v, bp_text_style style, const char *want)
{
    bp_str s = { 0 };
    bp_format_value(&s, &v, style);
    assert_string_equal(s.at != NULL ? s.at : "", want);
    bp_str_release(&s);
}

static void values_are_written_for_the_eye(void **state)
{
    (void)state;
    const bp_text_style usual = { 0 }, plain = { .ascii = true }, brief = { .brief = true };
    const struct {
        bp_value value;
        bp_text_style style;
        const char *want;
    } cases[] = {
        { bp_value_money(425000, "USD"), usual, "$425,000" },
        { bp_value_money(1234567.49, "USD"), usual, "$1,234,567" },
        { bp_value_money(302500.5, "USD"), usual, "$302,501" }, /* as Excel rounds */
        { bp_value_money(302501.5, "USD"), usual, "$302,502" },
        { bp_value_money(24.5, "USD"), usual, "$24.50" },
        { bp_value_money((32.50 + 32.51) / 2, "USD"), usual, "$32.51" },
        { bp_value_money(-(32.50 + 32.51) / 2, "USD"), usual, "−$32.51" },
        { bp_value_money(999.99, "USD"), usual, "$999.99" },
        { bp_value_money(1000, "USD"), usual, "$1,000" },
        { bp_value_money(1250.5, "USD"), { .decimals = 2 }, "$1,250.50" },
        { bp_value_money(-61330, "USD"), usual, "−$61,330" },
        { bp_value_money(-61330, "USD"), plain, "-$61,330" },
        { bp_value_money(-0.001, "USD"), usual, "$0.00" },
        { bp_value_money(80000, "EUR"), usual, "€80,000" },
        { bp_value_money(80000, "EUR"), plain, "EUR 80,000" },
        { bp_value_money(80000, "CHF"), usual, "CHF 80,000" },
        { bp_value_money(80000, NULL), usual, "80,000" },
        { bp_value_money(425000, "USD"), brief, "$425k" },
        { bp_value_money(1254000, "USD"), brief, "$1.25M" },
        { bp_value_money(999600, "USD"), brief, "$1M" },
        { bp_value_money(9540, "USD"), brief, "$9.54k" },
        { bp_value_money(24.5, "USD"), brief, "$24.5" },
        { bp_value_count(1500), usual, "1,500" },
        { bp_value_count(1500), { .decimals = 2 }, "1,500" },
        { bp_value_count(0), usual, "0" },
        { bp_value_number(2026), usual, "2026" },
        { bp_value_percent(.065), usual, "6.5%" },
        { bp_value_percent(.07), usual, "7%" },
        { bp_value_percent(-.125), usual, "−12.5%" },
        { bp_value_figure(BP_KIND_RATIO, bp_figure_of(1.0655), NULL), usual, "1.07" },
        { bp_value_text("plain"), usual, "plain" },
        { bp_value_text(NULL), usual, "" },
        { { .kind = BP_KIND_LIST, .list = { 17, 1203, 0 } }, usual, "17, 1203" },
        { bp_value_figure(BP_KIND_MONEY, bp_figure_without(BP_WITHHELD, 0), "USD"), usual,
          "withheld" },
        { bp_value_figure(BP_KIND_MONEY, bp_figure_without(BP_NOT_ESTIMABLE, 0), "USD"),
          usual, "n/a" },
        { bp_value_figure(BP_KIND_MONEY, bp_figure_without(BP_ABSENT, 0), "USD"), usual,
          "n/a" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_written(cases[i].value, cases[i].style, cases[i].want);
}

static void the_largest_double_is_written_whole(void **state)
{
    (void)state;
    bp_str s = { 0 };
    bp_value v = bp_value_money(1.7976931348623157e308, NULL);
    bp_format_value(&s, &v, (bp_text_style){ 0 });
    assert_int_equal(s.n, 309 + 102); /* digits and commas */
    assert_memory_equal(s.at, "179,769,313,486,231,570,", 24);
    bp_str_release(&s);
}

static void a_sentence_takes_its_values_in_order(void **state)
{
    (void)state;
    bp_str s = { 0 };
    const bp_value value[] = { bp_value_text("{}"), bp_value_money(287274, "USD") };
    bp_format_line(&s, &(bp_line){ "from {} to {}, {}", value, 2 }, (bp_text_style){ 0 });
    assert_string_equal(s.at, "from {} to $287,274, {}");
    bp_str_release(&s);
}

static void amounts_of_a_sentence_have_the_same_decimals(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        const char *want;
    } cases[] = {
        { 24, 61.5, "$24.00 to $61.50, 12 people" },       /* an hour */
        { 800.4, 135000, "$800 to $135,000, 12 people" },  /* a year */
        { 999.6, 1000, "$1,000 to $1,000, 12 people" },
        { .25, 430000, "$0.25 to $430,000.00, 12 people" },
        { 0, 430000, "$0 to $430,000, 12 people" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str s = { 0 };
        const bp_value value[] = { bp_value_money(cases[i].low, "USD"),
                                   bp_value_money(cases[i].high, "USD"),
                                   bp_value_count(12) };
        bp_format_line(&s, &(bp_line){ "{} to {}, {} people", value, 3 },
                       (bp_text_style){ 0 });
        assert_string_equal(s.at, cases[i].want);
        bp_str_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_for_the_eye),
        cmocka_unit_test(the_largest_double_is_written_whole),
        cmocka_unit_test(a_sentence_takes_its_values_in_order),
        cmocka_unit_test(amounts_of_a_sentence_have_the_same_decimals),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
