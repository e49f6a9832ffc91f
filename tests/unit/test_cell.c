/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "ingest/cell.h"

/* Expected values by hand, at two decimals. */
static bp_pay read_as(const char *cell, const char *style, bp_range range)
{
    static const char *const more[] = { "k.A.", "999" };
    bp_pay_rules rules = { .scale = 2, .range = range, .missing = more, .n_missing = 2 };
    assert_true(bp_number_style_parse(&rules.style, style));
    return bp_pay_read(bp_text_of(cell), &rules);
}

static void dressed_numbers_are_read(void **state)
{
    static const struct {
        const char *cell;
        int64_t want;
        const char *currency;
    } cases[] = {
        { "425000", 42500000, NULL },
        { "6245.77", 624577, NULL },
        { "$51,862.00 ", 5186200, "$" },
        { "\u00a0€ 55,000", 5500000, "EUR" },
        { "55,000 USD", 5500000, "USD" },
        { "CHF 55,000", 5500000, "CHF" },
        { "R$1,200", 120000, "BRL" },
        { "(1,200)", -120000, NULL },
        { "($1,200.50)", -120050, "$" },
        { "-$5", -500, "$" },
        { "$-5", -500, "$" },
        { "+7", 700, NULL },
        { "547.5k", 54750000, NULL },
        { "$1.5M", 150000000, "$" },
        { "90 K", 9000000, NULL },
        { "−3", -300, NULL },
        { "0", 0, NULL },
        { "-1", -100, NULL },
        { "55,000 (gross)", 5500000, NULL },
        { "Salary: £30,000", 3000000, "GBP" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_pay p = read_as(cases[i].cell, "1,234.56", BP_RANGE_NONE);
        assert_int_equal(p.found, BP_FOUND_NUMBER);
        assert_int_equal(p.units, cases[i].want);
        assert_int_equal(p.period, BP_PERIOD_AS_IS);
        if (cases[i].currency == NULL)
            assert_null(p.currency);
        else
            assert_string_equal(p.currency, cases[i].currency);
    }
}

static void what_is_no_number_is_unreadable(void **state)
{
    static const char *const cells[] = {
        "nan",
        "inf",
        "-inf",
        "0x1p3",
        "0x10",
        "1e309",
        "１２３",
        "12 34",
        "55,0",
        "1.2.3",
        "12%",
        "ca. 100",
        "1234567890123456",
        "99999999999999999",
        "1-2-3",
        "(5",
        "5 beers",
        "$",
        "k",
        "1.234,56",
        "2024-01-05",
    };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_int_equal(read_as(cells[i], "1,234.56", BP_RANGE_MID).found,
                         BP_FOUND_UNREADABLE);
}

static void markers_are_missing(void **state)
{
    static const char *const cells[] = { "",  " ",    "NA", "n/a", "-",    "null", "NULL",
                                         ".", "#N/A", "—",  "?",   "k.A.", "999" };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_int_equal(read_as(cells[i], "1,234.56", BP_RANGE_NONE).found,
                         BP_FOUND_MISSING);
}

static void exponents_are_exact_and_known(void **state)
{
    (void)state;
    bp_pay p = read_as("1.00E+05", "1,234.56", BP_RANGE_NONE);
    assert_int_equal(p.units, 10000000);
    assert_true(p.scientific);
    assert_false(read_as("100000", "1,234.56", BP_RANGE_NONE).scientific);
    assert_int_equal(read_as("1e5", "1,234.56", BP_RANGE_NONE).units, 10000000);
    assert_int_equal(read_as("125e-2", "1,234.56", BP_RANGE_NONE).units, 125);
}

static void lost_decimals_are_known(void **state)
{
    (void)state;
    bp_pay p = read_as("10.125", "1,234.56", BP_RANGE_NONE);
    assert_int_equal(p.units, 1012);
    assert_true(p.rounded);
    assert_false(read_as("10.120", "1,234.56", BP_RANGE_NONE).rounded);
}

static void ranges_are_read_as_asked(void **state)
{
    static const struct {
        const char *cell;
        int64_t low, mid, high;
        bp_period period;
    } cases[] = {
        { "$53K-$91K (Glassdoor est.)", 5300000, 7200000, 9100000, BP_PERIOD_AS_IS },
        { "Employer Provided Salary:$150K-$160K", 15000000, 15500000, 16000000,
          BP_PERIOD_AS_IS },
        { "$21-$34 Per Hour(Glassdoor est.)", 2100, 2750, 3400, BP_PERIOD_HOURLY },
        { "55,000 – 60,000 / year", 5500000, 5750000, 6000000, BP_PERIOD_ANNUAL },
        { "1 to 1.01", 100, 100, 101, BP_PERIOD_AS_IS },
        { "1.01 to 1.02", 101, 102, 102, BP_PERIOD_AS_IS },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *c = cases[i].cell;
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_NONE).found, BP_FOUND_RANGE);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_LOW).units, cases[i].low);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_MID).units, cases[i].mid);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_HIGH).units, cases[i].high);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_LOW).period, cases[i].period);
    }
    assert_int_equal(read_as("9-5", "1,234.56", BP_RANGE_LOW).found, BP_FOUND_UNREADABLE);
    assert_int_equal(read_as("$53-$91K", "1,234.56", BP_RANGE_LOW).units, 5300);
}

static void periods_are_words(void **state)
{
    static const struct {
        const char *words;
        bp_period want;
    } cases[] = {
        { "Hourly", BP_PERIOD_HOURLY },     { "per hour", BP_PERIOD_HOURLY },
        { "/hr", BP_PERIOD_HOURLY },        { "a week", BP_PERIOD_WEEKLY },
        { " MONTHLY ", BP_PERIOD_MONTHLY }, { "p.a.", BP_PERIOD_ANNUAL },
    };
    bp_period p = BP_PERIOD_AS_IS;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(bp_period_parse(&p, bp_text_of(cases[i].words)));
        assert_int_equal(p, cases[i].want);
    }
    assert_false(bp_period_parse(&p, bp_text_of("fortnight")));
    assert_int_equal(p, BP_PERIOD_ANNUAL);
}

static void a_currency_is_named_once(void **state)
{
    (void)state;
    assert_string_equal(bp_currency_in(bp_text_of("salary_in_usd")), "USD");
    assert_string_equal(bp_currency_in(bp_text_of("Payscale Minimum (£)")), "GBP");
    assert_null(bp_currency_in(bp_text_of("salary")));
    assert_null(bp_currency_in(bp_text_of("Pay ($)")));
    assert_null(bp_currency_in(bp_text_of("EUR or USD")));
    assert_null(bp_currency_in(bp_text_of("country")));
}

/* xorshift64* (Vigna 2016); a number below n. */
static size_t any(size_t n)
{
    static uint64_t seed = 20240607;
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (size_t)((seed * 2685821657736338717u) >> 33) % n;
}

/* A number of the style with all its groups marked or none; its length. */
static size_t put_price(char *to, size_t digits, size_t decimals, bool groups,
                        bp_number_style style)
{
    size_t n = 0;
    for (size_t left = digits; left > 0; left--) {
        if (groups && left < digits && left % 3 == 0)
            to[n++] = style.group;
        to[n++] = (char)('0' + any(10));
    }
    if (decimals > 0)
        to[n++] = style.decimal;
    for (size_t i = 0; i < decimals; i++)
        to[n++] = (char)('0' + any(10));
    return n;
}

/* A blank in front has bp_pay_read take the cell apart, mark by mark. */
static bp_pay read_in_full(bp_text cell, const bp_pay_rules *rules)
{
    char text[40] = " ";
    memcpy(text + 1, cell.at, cell.n);
    return bp_pay_read((bp_text){ text, cell.n + 1 }, rules);
}

static void agrees(bool read, int64_t units, bp_text cell, const bp_pay_rules *rules)
{
    const bp_pay want = read_in_full(cell, rules);
    if (!read)
        return;
    if (want.found != BP_FOUND_NUMBER || want.units != units || want.rounded ||
        want.scientific || want.currency != NULL || want.period != BP_PERIOD_AS_IS)
        fail_msg("'%.*s' was read as %lld", (int)cell.n, cell.at, (long long)units);
}

/* Well-formed or not, a cell that is read in one step is what it is in full.  Around it
 * stand digits and marks, which must not matter. */
static void one_step_reads_the_same(void **state)
{
    static const char *const styles[] = {
        "1,234.56", "1.234,56", "1 234,56", "1'234.56",
        "1234.56",  "1234,56",  "1 234.56", "1'234,56"
    };
    static const char pieces[] = "0123456789.,' -$ek(\0\xa0\xc2/";
    (void)state;
    for (size_t i = 0; i < 400000; i++) {
        bp_pay_rules rules = { .scale = 2 };
        assert_true(bp_number_style_parse(&rules.style, styles[i % 8]));
        char text[64];
        for (size_t k = 0; k < sizeof text; k++)
            text[k] = pieces[any(15)];
        const size_t digits = 1 + any(9), decimals = any(4);
        const bool groups = rules.style.group != 0 && any(2) == 0;
        bp_text cell = { text + 16,
                         put_price(text + 16, digits, decimals, groups, rules.style) };
        const bool formed = any(2) == 0;
        if (!formed)
            text[16 + any(cell.n)] = pieces[any(sizeof pieces - 1)];
        if (!formed && any(2) == 0)
            cell.n -= any(cell.n);

        int64_t whole = 0, hundredths = 0, units = 0;
        const bool is_whole = bp_pay_whole(&whole, cell);
        const bool is_price = bp_pay_price(&hundredths, cell, rules.style);
        const bool is_plain = bp_pay_plain(&units, cell, &rules);
        agrees(is_whole, whole * 100, cell, &rules);
        agrees(is_price, hundredths, cell, &rules);
        agrees(is_plain, units, cell, &rules);
        if (formed) {
            assert_int_equal(is_price, digits <= 8 && decimals <= 2);
            assert_int_equal(is_whole, cell.n == digits && digits <= 8);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dressed_numbers_are_read),
        cmocka_unit_test(what_is_no_number_is_unreadable),
        cmocka_unit_test(markers_are_missing),
        cmocka_unit_test(exponents_are_exact_and_known),
        cmocka_unit_test(lost_decimals_are_known),
        cmocka_unit_test(ranges_are_read_as_asked),
        cmocka_unit_test(periods_are_words),
        cmocka_unit_test(a_currency_is_named_once),
        cmocka_unit_test(one_step_reads_the_same),
    };
    return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
