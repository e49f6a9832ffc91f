/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "ingest/fastpath.h"
#include "reading.h"

/* Which requests may take the fast path.  That both paths give the same survey is what
 * tests/property/reader.sh holds. */

static const char table[] =
    "org,base,bonus,tier,experience,year,date,currency,period,fte,title,id,when\n"
    "A,50000,1,Low,3,2024,2024-01-02,USD,year,1,CMO,p1,2024-01-02\n"
    "B,60000,2,High,4,2024,2024-01-02,USD,year,1,CMO,p2,2024-01-02\n";

/* Without a period column, which makes all pay annual. */
static const char plain_table[] = "org,base,bonus,tier,experience,year,currency\n"
                                  "A,50000,1,Low,3,2024,USD\n"
                                  "B,60000,2,High,4,2024,USD\n";

static bp_plan *plan_it(void)
{
    bp_err err = { .text = "" };
    bp_plan *p = NULL;
    if (bp_plan_new(&p, &reading, &choice, false, NULL, &err) != BP_OK)
        fail_msg("%s", err.text);
    return p;
}

static bool is_fast(const bp_fences *within)
{
    bp_plan *p = plan_it();
    static bp_fast_file f;
    bp_fast_open(&f, p, 0, within);
    bp_plan_free(p);
    return !f.off;
}

static void a_need_that_nobody_listed_takes_the_full_path(void **state)
{
    (void)state;
    put("pay.csv", plain_table);
    bp_plan *p = plan_it();
    static bp_fast_file f;
    bp_fast_open(&f, p, 0, NULL);
    assert_false(f.off);
    for (bp_need made_up = BP_NEED_UNKNOWN; made_up != 0; made_up <<= 1) {
        assert_false(bp_fast_can(made_up));
        const bp_need needs = p->needs;
        p->needs |= made_up;
        bp_fast_open(&f, p, 0, NULL);
        assert_true(f.off);
        p->needs = needs;
    }
    bp_plan_free(p);
}

/* What was padding until a field is added there. */
static void set_byte(void *value, size_t at)
{
    ((unsigned char *)value)[at] = 1;
}

static void a_field_that_nobody_listed_takes_the_full_path(void **state)
{
    (void)state;
    _Static_assert(
        offsetof(bp_choice, year) - offsetof(bp_choice, experience) > 1 &&
            offsetof(bp_reading, number_format) - offsetof(bp_reading, no_header) > 1 &&
            offsetof(bp_shape, n_keys) - offsetof(bp_shape, has_experience) > 1,
        "there is padding before these fields");
    put("pay.csv", plain_table);
    assert_true(is_fast(NULL));
    set_byte(&choice, offsetof(bp_choice, year) - 1);
    assert_false(is_fast(NULL));
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 110000);
    bp_survey_free(s);
    bp_choice_init(&choice);
    assert_true(is_fast(NULL));

    set_byte(&reading, offsetof(bp_reading, number_format) - 1);
    assert_false(is_fast(NULL));

    bp_shape shape;
    memset(&shape, 0, sizeof shape);
    bp_reading_init(&reading);
    assert_int_equal(bp_needs_of(&reading, &choice, &shape), 0);
    set_byte(&shape, offsetof(bp_shape, n_keys) - 1);
    assert_int_equal(bp_needs_of(&reading, &choice, &shape), BP_NEED_UNKNOWN);
}

static const char *const by[] = { "tier", "year", "currency" };
static const char *const where[] = { "experience >= 3", "tier != X" };
static const char *const missing[] = { "none at all" };
static const char *const job[] = { "CMO" };

static void ordinary_requests_take_the_fast_path(void **state)
{
    (void)state;
    put("pay.csv", plain_table);
    choice.by = by;
    choice.n_by = 3;
    choice.where = where;
    choice.n_where = 2;
    choice.every_element = choice.experience = true;
    choice.has_min_pay = choice.has_max_pay = true;
    choice.min_pay = (bp_decimal){ 1, 0 };
    choice.max_pay = (bp_decimal){ 100000, 0 };
    choice.currency = "USD";
    choice.year = 2024;
    choice.guard = BP_GUARD_GROUPS;
    reading.missing = missing;
    reading.n_missing = 1;
    reading.range = BP_RANGE_MID;
    reading.period = BP_PERIOD_MONTHLY;
    reading.strict = reading.show_values = reading.keep_places = reading.digest = true;
    reading.memory = 1 << 30;
    reading.threads = 3;
    reading.number_format = "1,234.56";
    reading.keep_records = reading.keep_people = reading.keep_rows = true;
    assert_true(is_fast(NULL));

    static const bp_map no_period[] = { { "period", "" } };
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = files;
    reading.n_files = 1;
    put("pay.csv", table);
    reading.map = no_period;
    reading.n_map = 1;
    reading.keep_records = reading.keep_people = true;
    choice.job = job;
    choice.n_job = 1;
    assert_true(is_fast(NULL));
}

static void by_bands(void)
{
    static const bp_band bands[] = { { .name = "Low", .high = { 4, 0 } },
                                     { .name = "High", .low = { 4, 0 }, .open = true } };
    choice.band = bands;
    choice.n_bands = 2;
    choice.by = by;
    choice.n_by = 1;
}

static void by_peers(void)
{
    static const char *const peers[] = { "peers" };
    put("peers.txt", "A\n");
    choice.peers = "peers.txt";
    choice.by = peers;
    choice.n_by = 1;
}

static void between_two_columns(void)
{
    put("range.csv", "org,low,high\nA,50000,60000\nB,60000,70000\n");
    static const char *range[] = { "range.csv" };
    reading.file = range;
    reading.n_map = 0;
    reading.range = BP_RANGE_MID;
}

static void by_repaired_bands(void)
{
    choice.repair_bands = true;
    choice.by = by;
    choice.n_by = 1;
}

static void of_two_years(void)
{
    choice.pay_from = "base";
    choice.pay_to = "bonus";
}

static void converted(void)
{
    put("fx.csv", "currency,rate\nUSD,0.5\n");
    choice.rates = "fx.csv";
    choice.currency = "EUR";
}

static void also_as_it_was_paid(void)
{
    converted();
    choice.local = true;
    choice.by = by;
    choice.n_by = 1;
}

static void one_a_person(void)
{
    choice.distinct = BP_DISTINCT_LATEST;
}

/* Requests of the first table, that do or do not take the fast path. */
static void assert_paths(void (*const requests[])(void), size_t n, bool fast)
{
    static const bp_map no_period[] = { { "period", "" } };
    const bp_reading fresh = reading;
    put("pay.csv", table);
    for (size_t i = 0; i < n; i++) {
        reading = fresh;
        bp_choice_init(&choice);
        reading.map = no_period;
        reading.n_map = 1;
        assert_true(is_fast(NULL));
        requests[i]();
        assert_int_equal(is_fast(NULL), fast);
        bp_survey_free(read_it());
    }
}

static void other_requests_take_the_full_path(void **state)
{
    void (*const requests[])(void) = { by_repaired_bands, of_two_years,
                                       also_as_it_was_paid, one_a_person };
    (void)state;
    assert_paths(requests, sizeof requests / sizeof requests[0], false);
}

static void bands_rates_peers_and_ranges_take_the_fast_path(void **state)
{
    void (*const requests[])(void) = { by_bands, converted, by_peers,
                                       between_two_columns };
    (void)state;
    assert_paths(requests, sizeof requests / sizeof requests[0], true);
}

static void periods_shares_weights_and_fences_take_the_fast_path(void **state)
{
    static const bp_map fte[] = { { "fte", "fte" } };
    const bp_fences none = { .n = 0 };
    (void)state;
    put("pay.csv", table);
    reading.map = fte;
    reading.n_map = 1;
    assert_true(is_fast(&none));
    reading.n_map = 0;
    put("pay.csv", "base,w\n50000,1.5\n60000,2\n");
    choice.weight = "w";
    choice.weights = BP_WEIGHTS_SAMPLING;
    assert_true(is_fast(NULL));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_need_that_nobody_listed_takes_the_full_path),
        TEST(a_field_that_nobody_listed_takes_the_full_path),
        TEST(ordinary_requests_take_the_fast_path),
        TEST(other_requests_take_the_full_path),
        TEST(bands_rates_peers_and_ranges_take_the_fast_path),
        TEST(periods_shares_weights_and_fences_take_the_fast_path),
    };
    return cmocka_run_group_tests_name("fastpath", tests, NULL, NULL);
}
