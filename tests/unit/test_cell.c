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
        { "85,000*", 8500000, NULL },
        { "$85,000 **", 8500000, "$" },
        { "*85,000†", 8500000, NULL },
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
        "nano",
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
        "85 mil", /* a thousand in Lisbon, a million in London */
        "£95 USD",
        "€50k - $60k",
        "2,500-",
        "up to 90k-100k+",
        "100+ k",
        "95k lakh",
        "100k plus bonus",
        "$-5-",
        "1,20,000",
        "60,000 net",
        "85,000*net",
        "***",
    };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        if (read_as(cells[i], "1,234.56", BP_RANGE_MID).found != BP_FOUND_UNREADABLE)
            fail_msg("'%s' was read", cells[i]);
}

/* The same amount as people of several countries and programs write it. */
static void amounts_of_many_hands_are_read(void **state)
{
    static const struct {
        const char *style;
        const char *cell;
        int64_t want; /* hundredths */
        const char *currency;
        bp_period period;
    } cases[] = {
        { "1,234.56", "$95,000 USD", 9500000, "USD", 0 },
        { "1,234.56", "AUD $95,000", 9500000, "AUD", 0 },
        { "1,234.56", "CAD$95,000", 9500000, "CAD", 0 },
        { "1,234.56", "$95,000 CAD", 9500000, "CAD", 0 },
        { "1,234.56", "US$ 95,000", 9500000, "USD", 0 },
        { "1,234.56", "US $95,000", 9500000, "USD", 0 },
        { "1,234.56", "USD95,000", 9500000, "USD", 0 },
        { "1,234.56", "$ (1,000.00)", -100000, "$", 0 },
        { "1,234.56", "(1,000.00) $", -100000, "$", 0 },
        { "1,234.56", "$-", 0, "$", 0 },
        { "1,234.56", " $ -   ", 0, "$", 0 },
        { "1.234,56", "- €", 0, "EUR", 0 },
        { "1,234.56", "=\"85000\"", 8500000, NULL, 0 },
        { "1,234.56", "=\"$85,000\"", 8500000, "$", 0 },
        { "1,234.56", "Rs. 45,000", 4500000, "Rs", 0 },
        { "1,234.56", "Rs 45,000/month", 4500000, "Rs", BP_PERIOD_MONTHLY },
        { "1 234,56", "R 45 000", 4500000, "ZAR", 0 },
        { "1 234,56", "45 000 kr", 4500000, "kr", 0 },
        { "1 234,56", "45 000 kr SEK", 4500000, "SEK", 0 },
        { "1 234,56", "45 000 Kč", 4500000, "CZK", 0 },
        { "1 234,56", "7 500,50 zł", 750050, "PLN", 0 },
        { "1 234,56", "45 000 KČ", 4500000, "CZK", 0 },
        { "1 234,56", "7 500,50 ZŁ", 750050, "PLN", 0 },
        { "1 234,56", "45 000 РУБ.", 4500000, "RUB", 0 },
        { "1'234.56", "CHF 85'000.-", 8500000, "CHF", 0 },
        { "1'234.56", "CHF 85’000.—", 8500000, "CHF", 0 },
        { "1.234,56", "85.000,- €", 8500000, "EUR", 0 },
        { "1.234,56", "85.000,-- EUR brutto", 8500000, "EUR", 0 },
        { "1.234,56", "45.000 € pro Jahr", 4500000, "EUR", BP_PERIOD_ANNUAL },
        { "1.234,56", "45 T€", 4500000, "EUR", 0 },
        { "1.234,56", "TEUR 45", 4500000, "EUR", 0 },
        { "1.234,56", "45,5 Tsd. €", 4550000, "EUR", 0 },
        { "1.234,56", "2.400 € al mese", 240000, "EUR", BP_PERIOD_MONTHLY },
        { "1 234,56", "38 000 € par an", 3800000, "EUR", BP_PERIOD_ANNUAL },
        { "1 234,56", "120 тыс. руб.", 12000000, "RUB", 0 },
        { "1,234.56", "95k a year", 9500000, NULL, BP_PERIOD_ANNUAL },
        { "1,234.56", "$95,000 per annum", 9500000, "$", BP_PERIOD_ANNUAL },
        { "1,234.56", "£95,000 p.a.", 9500000, "GBP", BP_PERIOD_ANNUAL },
        { "1,234.56", "$45.50 / hour", 4550, "$", BP_PERIOD_HOURLY },
        { "1,234.56", "$400/day", 40000, "$", BP_PERIOD_DAILY },
        { "1,234.56", "$3,800 biweekly", 380000, "$", BP_PERIOD_BIWEEKLY },
        { "1,234.56", "95,000 est.", 9500000, NULL, 0 },
        { "1,234.56", "$95K est. per year", 9500000, "$", BP_PERIOD_ANNUAL },
        { "1,234.56", "12 LPA", 120000000, NULL, BP_PERIOD_ANNUAL },
        { "1,234.56", "8.5 L", 85000000, NULL, 0 },
        { "1,234.56", "₹1.2 crore", 1200000000, "INR", 0 },
        { "1,234.56", "15 lakhs", 150000000, NULL, 0 },
        { "1,234.56", "500万円", 500000000, "JPY", 0 },
        { "1,234.56", "¥15万 CNY", 15000000, "CNY", 0 },
        { "1,23,456.78", "1,20,000", 12000000, NULL, 0 },
        { "1,23,456.78", "₹12,34,567.50", 123456750, "INR", 0 },
        { "1,23,456.78", "Rs.1,20,000/-", 12000000, "Rs", 0 },
        { "1.234,56", "3.500 € mtl.", 350000, "EUR", BP_PERIOD_MONTHLY },
        { "1 234,56", "38 000 € par an brut", 3800000, "EUR", BP_PERIOD_ANNUAL },
        { "1,234.56", "時薪1,500円", 150000, "JPY", BP_PERIOD_HOURLY },
        { "1,234.56", "年500万円", 500000000, "JPY", BP_PERIOD_ANNUAL },
        { "1,234.56", "RAL 35k", 3500000, NULL, BP_PERIOD_ANNUAL },
        { "1,23,456.78", "120,000", 12000000, NULL, 0 },
        { "1,23,456.78", "55,000", 5500000, NULL, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_pay p = read_as(cases[i].cell, cases[i].style, BP_RANGE_NONE);
        const char *none = "", *currency = cases[i].currency;
        if (p.found != BP_FOUND_NUMBER || p.units != cases[i].want ||
            p.period != cases[i].period ||
            strcmp(p.currency != NULL ? p.currency : none,
                   currency != NULL ? currency : none) != 0)
            fail_msg("'%s' was read as %lld %s %d", cases[i].cell, (long long)p.units,
                     p.currency, (int)p.period);
    }
}

static void a_unit_of_its_own_is_known(void **state)
{
    (void)state;
    assert_true(read_as("95k", "1,234.56", BP_RANGE_NONE).own_unit);
    assert_true(read_as("T€ 95", "1,234.56", BP_RANGE_NONE).own_unit);
    assert_false(read_as("95,000", "1,234.56", BP_RANGE_NONE).own_unit);
    assert_false(read_as("9.5e4", "1,234.56", BP_RANGE_NONE).own_unit);
}

static void markers_are_missing(void **state)
{
    static const char *const cells[] = { "",     " ",     "NA",  "n/a",  "-",
                                         "null", "NULL",  ".",   "#N/A", "—",
                                         "?",    "k.A.",  "999", "NaN",  "nan",
                                         "\\N",  "=\"\"", "nil", "n.a." };
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
}

/* A k that is written once is that of both ends, where they are a range then. */
static void one_k_may_be_that_of_both_ends(void **state)
{
    static const struct {
        const char *cell;
        int64_t low, high; /* -1: unreadable */
    } cases[] = {
        { "$120-150k", 12000000, 15000000 },
        { "$53-$91K", 5300000, 9100000 },
        { "120k-150", 12000000, 15000000 },
        { "$90-130k", 9000000, 13000000 },
        { "$95,000 - 120k", 9500000, 12000000 },
        { "95k - 120,000", 9500000, 12000000 },
        { "$950 - 1.2k", 95000, 120000 },
        { "2-1.5k", -1, -1 },
        { "$1-90k", -1, -1 },
        { "10-12 LPA", 100000000, 120000000 },
        { "80-95 T€", 8000000, 9500000 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_pay low = read_as(cases[i].cell, "1,234.56", BP_RANGE_LOW);
        const bp_pay high = read_as(cases[i].cell, "1,234.56", BP_RANGE_HIGH);
        const bool none = cases[i].low < 0;
        if (none ? low.found != BP_FOUND_UNREADABLE
                 : low.units != cases[i].low || high.units != cases[i].high)
            fail_msg("'%s' was read as %lld to %lld", cases[i].cell, (long long)low.units,
                     (long long)high.units);
    }
}

static void ranges_are_written_in_many_ways(void **state)
{
    static const struct {
        const char *cell;
        int64_t low, high;
        const char *currency;
        bp_period period;
    } cases[] = {
        { "$123,684—$254,644 USD", 12368400, 25464400, "USD", 0 },
        { "USD 100,000 – 140,000", 10000000, 14000000, "USD", 0 },
        { "$88,000 to $99,000", 8800000, 9900000, "$", 0 },
        { "from 90,000 to 110,000", 9000000, 11000000, NULL, 0 },
        { "between £90k and £110k", 9000000, 11000000, "GBP", 0 },
        { "$21.00/hr - $34.00/hr", 2100, 3400, "$", BP_PERIOD_HOURLY },
        { "$21 per hour to $34 per hour", 2100, 3400, "$", BP_PERIOD_HOURLY },
        { "45,000 bis 60,000 € brutto", 4500000, 6000000, "EUR", 0 },
        { "von 45,000 bis 60,000 €", 4500000, 6000000, "EUR", 0 },
        { "30,000 a 40,000 €", 3000000, 4000000, "EUR", 0 },
        { "5,000~7,000", 500000, 700000, NULL, 0 },
        { "CHF 85,000.- - 95,000.-", 8500000, 9500000, "CHF", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_pay low = read_as(cases[i].cell, "1,234.56", BP_RANGE_LOW);
        const bp_pay high = read_as(cases[i].cell, "1,234.56", BP_RANGE_HIGH);
        if (low.units != cases[i].low || high.units != cases[i].high ||
            low.period != cases[i].period ||
            (cases[i].currency == NULL) != (low.currency == NULL) ||
            (low.currency != NULL && strcmp(low.currency, cases[i].currency) != 0))
            fail_msg("'%s' was read as %lld to %lld", cases[i].cell, (long long)low.units,
                     (long long)high.units);
    }
}

static void a_range_may_tell_one_end(void **state)
{
    static const struct {
        const char *cell;
        bp_range end;
        int64_t want;
    } cases[] = {
        { "$100k+", BP_RANGE_LOW, 10000000 },
        { "100,000+ USD", BP_RANGE_LOW, 10000000 },
        { "from 90,000", BP_RANGE_LOW, 9000000 },
        { "ab 60,000 €", BP_RANGE_LOW, 6000000 },
        { "> $200,000", BP_RANGE_LOW, 20000000 },
        { "200,000 or more", BP_RANGE_LOW, 20000000 },
        { "à partir de 40,000 €", BP_RANGE_LOW, 4000000 },
        { "up to 120k", BP_RANGE_HIGH, 12000000 },
        { "<50,000", BP_RANGE_HIGH, 5000000 },
        { "bis 60,000 €", BP_RANGE_HIGH, 6000000 },
        { "max. 60,000", BP_RANGE_HIGH, 6000000 },
        { "50,000 or less", BP_RANGE_HIGH, 5000000 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *c = cases[i].cell;
        const bool low = cases[i].end == BP_RANGE_LOW;
        const bp_pay told = read_as(c, "1,234.56", cases[i].end);
        const bp_range other = low ? BP_RANGE_HIGH : BP_RANGE_LOW;
        if (told.found != BP_FOUND_NUMBER || told.units != cases[i].want)
            fail_msg("'%s' was read as %lld", c, (long long)told.units);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_NONE).found, BP_FOUND_RANGE);
        assert_int_equal(read_as(c, "1,234.56", BP_RANGE_MID).found, BP_FOUND_END);
        assert_int_equal(read_as(c, "1,234.56", other).found, BP_FOUND_END);
    }
}

static void periods_are_words(void **state)
{
    static const struct {
        const char *words;
        bp_period want;
    } cases[] = {
        { "Hourly", BP_PERIOD_HOURLY },
        { "per hour", BP_PERIOD_HOURLY },
        { "/hr", BP_PERIOD_HOURLY },
        { "a week", BP_PERIOD_WEEKLY },
        { " MONTHLY ", BP_PERIOD_MONTHLY },
        { "p.a.", BP_PERIOD_ANNUAL },
        { "fortnight", BP_PERIOD_BIWEEKLY },
        { "Bi-Weekly", BP_PERIOD_BIWEEKLY },
        { "every two weeks", BP_PERIOD_BIWEEKLY },
        { "BW", BP_PERIOD_BIWEEKLY },
        { "Semi-monthly", BP_PERIOD_SEMIMONTHLY },
        { "twice a month", BP_PERIOD_SEMIMONTHLY },
        { "SM", BP_PERIOD_SEMIMONTHLY },
        { "Daily Rate", BP_PERIOD_DAILY },
        { "per diem", BP_PERIOD_DAILY },
        { "Annual Salary", BP_PERIOD_ANNUAL },
        { "Hourly (Non-Exempt)", BP_PERIOD_HOURLY },
        { "Salaried", BP_PERIOD_ANNUAL },
        { "Exempt", BP_PERIOD_ANNUAL },
        { "pro Jahr", BP_PERIOD_ANNUAL },
        { "JÄHRLICH", BP_PERIOD_ANNUAL },
        { "Stunde", BP_PERIOD_HOURLY },
        { "de l'heure", BP_PERIOD_HOURLY },
        { "par mois", BP_PERIOD_MONTHLY },
        { "al año", BP_PERIOD_ANNUAL },
        { "Mensual", BP_PERIOD_MONTHLY },
        { "quincenal", BP_PERIOD_SEMIMONTHLY },
        { "por mês", BP_PERIOD_MONTHLY },
        { "all'ora", BP_PERIOD_HOURLY },
        { "per maand", BP_PERIOD_MONTHLY },
        { "per timme", BP_PERIOD_HOURLY },
        { "na godzinę", BP_PERIOD_HOURLY },
        { "MIESIĘCZNIE", BP_PERIOD_MONTHLY },
        { "в месяц", BP_PERIOD_MONTHLY },
        { "ГОД", BP_PERIOD_ANNUAL },
        { "Час", BP_PERIOD_HOURLY },
        { "年薪", BP_PERIOD_ANNUAL },
        { "月収", BP_PERIOD_MONTHLY },
        { "時薪", BP_PERIOD_HOURLY },
    };
    bp_period p = BP_PERIOD_AS_IS;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (!bp_period_parse(&p, bp_text_of(cases[i].words)) || p != cases[i].want)
            fail_msg("'%s' is %d", cases[i].words, (int)p);
    }
    assert_int_equal(bp_period_read(&p, bp_text_of("Non-exempt")), BP_PERIOD_STATUS);
    assert_int_equal(p, BP_PERIOD_HOURLY);
    static const char *const others[] = { "bimonthly", "Alan", "delay", "Full time",
                                          "",          "per",  "12" };
    p = BP_PERIOD_ANNUAL;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(bp_period_parse(&p, bp_text_of(others[i])));
    assert_int_equal(p, BP_PERIOD_ANNUAL);
}

static void a_currency_is_named_once(void **state)
{
    (void)state;
    assert_string_equal(bp_currency_in(bp_text_of("salary_in_usd")), "USD");
    assert_string_equal(bp_currency_in(bp_text_of("Payscale Minimum (£)")), "GBP");
    assert_string_equal(bp_currency_in(bp_text_of("Gehalt TEUR")), "EUR");
    assert_string_equal(bp_currency_in(bp_text_of("PŁACA (ZŁ)")), "PLN");
    assert_string_equal(bp_currency_in(bp_text_of("ЗАРПЛАТА (РУБ.)")), "RUB");
    assert_null(bp_currency_in(bp_text_of("mars")));
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
        "1,234.56", "1.234,56", "1 234,56", "1'234.56",    "1234.56",
        "1234,56",  "1 234.56", "1'234,56", "1,23,456.78",
    };
    static const char pieces[] = "0123456789.,' -$ek(\0\xa0\xc2/";
    (void)state;
    for (size_t i = 0; i < 400000; i++) {
        bp_pay_rules rules = { .scale = 2 };
        assert_true(bp_number_style_parse(&rules.style, styles[i % 9]));
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
            const bool zero_group = groups && digits > 3 && cell.at[0] == '0';
            assert_int_equal(is_price, digits <= 8 && decimals <= 2 && !zero_group);
            assert_int_equal(is_whole, cell.n == digits && digits <= 8);
        }
    }
}

static void pay_that_is_not_told_is_known_in_capitals(void **state)
{
    static const char *const untold[] = {
        "Keine Angabe",         "KEINE ANGABE",
        "N\xc3\x83O INFORMADO", "\xc3\x80 N\xc3\x89GOCIER",
        "Не указана",           "ДОГОВОРНАЯ"
    };
    (void)state;
    for (size_t i = 0; i < sizeof untold / sizeof untold[0]; i++)
        if (!bp_cell_untold(bp_text_of(untold[i])))
            fail_msg("'%s' is read as something", untold[i]);
    assert_false(bp_cell_untold(bp_text_of("N\xc3\x83O")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dressed_numbers_are_read),
        cmocka_unit_test(what_is_no_number_is_unreadable),
        cmocka_unit_test(markers_are_missing),
        cmocka_unit_test(exponents_are_exact_and_known),
        cmocka_unit_test(lost_decimals_are_known),
        cmocka_unit_test(amounts_of_many_hands_are_read),
        cmocka_unit_test(a_unit_of_its_own_is_known),
        cmocka_unit_test(ranges_are_read_as_asked),
        cmocka_unit_test(one_k_may_be_that_of_both_ends),
        cmocka_unit_test(ranges_are_written_in_many_ways),
        cmocka_unit_test(a_range_may_tell_one_end),
        cmocka_unit_test(periods_are_words),
        cmocka_unit_test(a_currency_is_named_once),
        cmocka_unit_test(one_step_reads_the_same),
        cmocka_unit_test(pay_that_is_not_told_is_known_in_capitals),
    };
    return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
