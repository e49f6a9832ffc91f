/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "hashes.h"
#include "reading.h"

#include <stdatomic.h>

#include "base/str.h"
#include "data/cells.h"
#include "ingest/reader.h"

/* Whole readings of small files; what must come out was counted by hand. */

static const char hard[] = "salary,grade,year\n"
                           "50000,A,2024\n"
                           "5 beers,A,2024\n"     /* number */
                           "50001,A\n"            /* ragged */
                           "NA,A,2024\n"          /* missing */
                           "NA,B,2024\n"          /* filtered, though pay is missing */
                           "NA,A,2023\n"          /* of another year */
                           "$40K-$60K,A,2024\n"   /* range */
                           "20 per hour,A,2024\n" /* period */
                           "50002,A,soon\n"       /* date */
                           "0,A,2024\n"           /* limit */
                           "50003.5,A,2024\n"
                           "50004.5,A,2024\n";

static void every_row_has_one_outcome(void **state)
{
    static const char *const where[] = { "grade=A" };
    static const bp_rule rules[] = { BP_RULE_NUMBER, BP_RULE_RAGGED, BP_RULE_MISSING,
                                     BP_RULE_RANGE,  BP_RULE_PERIOD, BP_RULE_DATE,
                                     BP_RULE_LIMIT };
    (void)state;
    put("pay.csv", hard);
    choice.where = where;
    choice.n_where = 1;
    reading.max_malformed_permille = 200;
    bp_survey *s = read_it();
    const bp_tally *t = bp_survey_input(s, 0);
    assert_int_equal(t->rows, 12);
    assert_int_equal(t->used, 3);
    assert_int_equal(t->filtered, 2);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        assert_int_equal(t->excluded[rules[i]], 1);
    assert_pay(s, 0, "base", 3, 150008);
    assert_int_equal(bp_survey_year(s), 2024);
    assert_int_equal(bp_survey_exclusions(s), 7);

    bp_exclusion x = bp_survey_exclusion(s, 0);
    assert_int_equal(x.rule, BP_RULE_NUMBER);
    assert_int_equal(x.place.line, 3);
    assert_int_equal(x.field, 1);
    assert_string_equal(x.column, "salary");
    assert_string_equal(x.limit, "1234.56");
    assert_string_equal(bp_survey_exclusion(s, 1).limit, "3 fields");
    assert_string_equal(bp_survey_exclusion(s, 1).column, "");
    assert_string_equal(bp_survey_exclusion(s, 6).limit, "above 0");
    bp_survey_free(s);
}

static void malformed_rows_stop_the_reading(void **state)
{
    (void)state;
    put("pay.csv", hard);
    assert_refused(
        BP_EDATA,
        "pay.csv:3:1: salary: not a number (the first of 2 malformed rows of 12, "
        "more than the 10% allowed)");
    reading.strict = true;
    reading.show_values = true;
    assert_refused(BP_EDATA, "pay.csv:3:1: salary: not a number: '5 beers'");
    put("pay.csv", "salary,grade\n1,A\n2\n3,B\n");
    assert_refused(BP_EDATA, "pay.csv:3: 1 field instead of 2");
}

static void limits_are_inclusive_and_zero_may_stay(void **state)
{
    (void)state;
    put("pay.csv", "salary\n0\n10\n20\n20.01\n");
    choice.has_min_pay = choice.has_max_pay = true;
    choice.max_pay = (bp_decimal){ 200, 1 };
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 3, 30);
    assert_string_equal(bp_survey_exclusion(s, 0).limit, "at most 20.0");
    bp_survey_free(s);
}

static void elements_are_sums_of_a_persons_own_pay(void **state)
{
    (void)state;
    put("pay.csv", "base,bonus,lti\n100,10,1\n200,,2\n300,x,\n,50,5\n400,0,-\n");
    choice.every_element = true;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_elements(s), 5);
    assert_pay(s, 0, "base", 4, 1000);
    assert_pay(s, 1, "bonus", 1, 10);
    assert_pay(s, 2, "tcc", 3, 710);
    assert_pay(s, 3, "lti", 2, 3);
    assert_pay(s, 4, "tdc", 3, 713);
    assert_true(has_note(s, "'bonus' is blank in 1 of 4 rows with pay, and counts 0"));
    assert_true(has_note(s, "in 1 row a further pay element could not be read"));
    bp_survey_free(s);

    choice.every_element = false;
    choice.pay = "tcc";
    put("pay.csv", "base,bonus\n100,10\n200,\n,50\n");
    s = read_it();
    assert_pay(s, 0, "tcc", 2, 310);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_MISSING], 1);
    bp_survey_free(s);
}

static void part_time_is_scaled_only_when_mapped(void **state)
{
    static const bp_map map[] = { { "fte", "fte" } };
    (void)state;
    put("pay.csv", "salary,fte\n100,0.5\n100,1\n100,0\n100,0.3\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 4, 400);
    bp_survey_free(s);
    reading.map = map;
    reading.n_map = 1;
    reading.max_malformed_permille = 1000;
    s = read_it();
    assert_pay(s, 0, "base", 3, 200 + 100 + 333.333333333);
    assert_true(has_note(s, "pay of 2 part-time rows was scaled"));
    bp_survey_free(s);
}

static void a_choice_that_leaves_nothing_says_why(void **state)
{
    static const char *const where[] = { "salary>0", "tier=C" };
    static const char *const job[] = { "CMO" };
    (void)state;
    put("pay.csv", "salary,tier,title\n1,A,x\n2,B,y\n");
    choice.where = where;
    choice.n_where = 2;
    assert_refused(BP_EDATA, "pay.csv: no row is left by the condition 'tier=C'");
    choice.n_where = 0;
    choice.job = job;
    choice.n_job = 1;
    assert_refused(BP_EDATA, "pay.csv: no row has the job 'CMO'");
    choice.n_job = 0;
    put("pay.csv", "salary\n$1K-$2K\n$2K-$3K\n");
    assert_refused(BP_EDATA,
                   "pay.csv: salary: its cells hold ranges of pay: their middle, "
                   "low or high end can be meant");
    reading.range = BP_RANGE_MID;
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 4000);
    bp_survey_free(s);
    put("pay.csv", "salary\n0\n0\n");
    reading.allow_none = true;
    s = read_it();
    assert_int_equal(bp_survey_used(s), 0);
    bp_survey_free(s);
}

static void jobs_are_codes_or_titles(void **state)
{
    static const char *const job[] = { "11-1011", "cmo" };
    (void)state;
    put("pay.csv", "salary,job,title\n1,11-1011,CEO\n2,9,CMO\n4,9,CFO\n");
    choice.job = job;
    choice.n_job = 2;
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 3);
    assert_int_equal(bp_survey_input(s, 0)->filtered, 1);
    bp_survey_free(s);
}

/* Rows of one file, some of them excluded, more than one chunk of them. */
static void put_many(size_t rows)
{
    FILE *f = fopen("pay.csv", "wb");
    assert_non_null(f);
    fprintf(f, "salary,tier,org\n");
    for (size_t i = 0; i < rows; i++)
        fprintf(f, "%s%zu,T%zu,Organisation number %zu\n", i % 97 == 0 ? "?" : "",
                i * 37 % 5000, i % 5, i % 61);
    assert_int_equal(fclose(f), 0);
}

static void threads_change_nothing(void **state)
{
    static const char *const by[] = { "tier" };
    (void)state;
    put_many(200000);
    choice.by = by;
    choice.n_by = 1;
    reading.keep_places = true;
    bp_survey *one, *many;
    reading.threads = 1;
    one = read_it();
    reading.threads = 4;
    many = read_it();
    assert_int_equal(bp_survey_input(one, 0)->rows, 200000);
    assert_memory_equal(bp_survey_input(one, 0)->excluded,
                        bp_survey_input(many, 0)->excluded,
                        sizeof bp_survey_input(one, 0)->excluded);
    assert_int_equal(bp_survey_exclusions(one), bp_survey_exclusions(many));
    for (size_t i = 0; i < bp_survey_exclusions(one); i++)
        assert_int_equal(bp_survey_exclusion(one, i).place.line,
                         bp_survey_exclusion(many, i).place.line);
    assert_int_equal(bp_survey_cells(one), bp_survey_cells(many));
    for (size_t i = 0; i < bp_survey_cells(one); i++) {
        bp_cell a = bp_survey_cell(one, i), b = bp_survey_cell(many, i);
        assert_int_equal(bp_survey_count(one, 0, i), bp_survey_count(many, 0, i));
        assert_true(bp_survey_sum(one, 0, i) == bp_survey_sum(many, 0, i));
        assert_int_equal(a.first, b.first);
    }
    bp_survey_free(one);
    bp_survey_free(many);
}

static void the_first_failure_in_the_input_is_told(void **state)
{
    (void)state;
    put_many(200000);
    reading.strict = true;
    for (reading.threads = 1; reading.threads <= 4; reading.threads++)
        assert_refused(BP_EDATA, "pay.csv:2:1: salary: not a number");
}

static void a_second_reading_keeps_to_the_fences(void **state)
{
    static const char *const by[] = { "tier" };
    const bp_text b = bp_text_of("B");
    bp_reader *r = NULL;
    bp_survey *s = NULL;
    bp_err err;
    (void)state;
    put("pay.csv", "salary,tier\n10,A\n1000,A\n10,B\n1000,B\n");
    choice.by = by;
    choice.n_by = 1;
    assert_int_equal(bp_reader_open(&r, &reading, &choice, true, NULL, &err), BP_OK);
    assert_int_equal(bp_reader_read(r, NULL, &s, &err), BP_OK);
    assert_pay(s, 0, "base", 4, 2020);
    int64_t high = 500 * bp_pow10(bp_survey_shape(s)->scale);
    bp_survey_free(s);
    bp_fence fence = { .key = &b, .low = 0, .high = high, .outside = 1 };
    const bp_fences fences = { .fence = &fence, .n = 1, .n_keys = 1 };
    assert_int_equal(bp_reader_read(r, &fences, &s, &err), BP_OK);
    assert_pay(s, 0, "base", 3, 1020);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_OUTLIER], 1);
    bp_survey_free(s);
    bp_reader_free(r);
}

/* The hashes of all records, by line. */
static void get_hashes(const bp_survey *s, bp_record_hash of, uint64_t hash[])
{
    bp_records_reader reader = { .survey = s };
    bp_record_row r;
    for (bp_record_at at = { 0 }; bp_records_next(&reader, &at, &r); at.row++)
        hash[r.place.line - 2] = hash_at(s, at, of);
    assert_int_equal(bp_records_end(&reader, NULL), BP_OK);
}

static void records_are_told_apart(void **state)
{
    uint64_t row[5], payee[5];
    uint32_t who[5];
    bp_record_row r;
    (void)state;
    put("pay.csv", "org,person,salary\nA,p,1\nA,p,1\nA,p,2\nB,p,1\nA,,1\n");
    reading.keep_records = true;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_records(s), 5);
    bp_records_reader reader = { .survey = s };
    for (bp_record_at at = { 0 }; bp_records_next(&reader, &at, &r); at.row++)
        who[r.place.line - 2] = r.who_hash;
    assert_int_equal(bp_records_end(&reader, NULL), BP_OK);
    get_hashes(s, BP_HASH_ROW, row);
    get_hashes(s, BP_HASH_PAYEE, payee);
    assert_true(row[0] == row[1]);
    assert_true(payee[0] == payee[1]);
    assert_true(who[0] == who[1]);
    assert_true(row[0] != row[2]);
    assert_true(who[0] == who[2]);
    assert_true(payee[0] != payee[3]);
    assert_true(payee[4] == 0);
    bp_survey_free(s);
}

/* Fields that change their places, or move a character to the next, are another row, and
 * so are long texts whose parts change theirs. */
static void places_of_fields_are_told_apart(void **state)
{
#define A "aaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbb"
    uint64_t row[11];
    (void)state;
    put("pay.csv", "x,y,salary\nab,c,1\na,bc,1\nc,ab,1\nabc,,1\n,abc,1\n"
                   "\"ab\",c,1\nabcdefghijklmnopq,c,1\n" A B A A A A ",c,1\n" A A B A A A
                   ",c,1\n" A A A A B A ",c,1\n" B A A A A A ",c,1\n");
    reading.keep_records = true;
    bp_survey *s = read_it();
    get_hashes(s, BP_HASH_ROW, row);
    for (size_t i = 0; i < 11; i++)
        for (size_t k = 0; k < i; k++)
            assert_true((row[i] == row[k]) == (i == 5 && k == 0));
#undef A
#undef B
    bp_survey_free(s);
}

/* Rows are equal when their fields are, in whichever file, with whichever quotes, blanks
 * and delimiters; a delimiter in a field is none between two. */
static void rows_are_one_however_they_are_written(void **state)
{
    enum { LONG = 3000, ROWS = 11 };
    /* which of these rows are equal, by letters */
    static const char same[ROWS + 1] = "AABCDDAABCD";
    static const bp_reader_kind readers[] = { BP_READER_AUTO, BP_READER_LIBCSV };
    char much[LONG + 1];
    (void)state;
    for (size_t i = 0; i < LONG; i++)
        much[i] = (char)('a' + i % 23 + i / 1000);
    much[LONG] = '\0';
    bp_str text = { 0 };
    bp_str_printf(&text,
                  "x,y,salary\nab,\"c,d\",1\n \"ab\" ,\"c,d\" , \"1\"\r\n\"ab,c\",d,1\n"
                  "ab,c;d,1\n%s,c,1\n\"%s\",c,1\n",
                  much, much);
    put("pay.csv", text.at);
    bp_str_clear(&text);
    bp_str_printf(&text,
                  "x;y;salary\nab;c,d;1\n\"ab\";\"c,d\";1\nab,c;d;1\nab;\"c;d\";1\n"
                  "%s;c;1\n",
                  much);
    put("more.csv", text.at);
    bp_str_release(&text);
    reading.keep_records = true;
    reading.n_files = 2;
    for (size_t reader = 0; reader < 2; reader++) {
        uint64_t row[ROWS] = { 0 };
        bp_records_reader records = { 0 };
        bp_record_row r;
        reading.reader = readers[reader];
        bp_survey *s = read_it();
        assert_int_equal(bp_survey_records(s), ROWS);
        records.survey = s;
        for (bp_record_at at = { 0 }; bp_records_next(&records, &at, &r); at.row++)
            row[r.place.line - 2 + 6 * r.place.file] = hash_at(s, at, BP_HASH_ROW);
        assert_int_equal(bp_records_end(&records, NULL), BP_OK);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t k = 0; k < i; k++)
                assert_true((row[i] == row[k]) == (same[i] == same[k]));
        bp_survey_free(s);
    }
}

/* Once the first rows are read, the end of the file becomes a row that is cut off. */
static void cut_off(void *arg, uint64_t bytes)
{
    atomic_int *times = arg;
    (void)bytes;
    if (atomic_fetch_add(times, 1) == 0)
        assert_int_equal(truncate("pay.csv", 1200005), 0);
}

static void a_file_that_changes_is_refused(void **state)
{
    bp_str text = { 0 };
    (void)state;
    bp_str_puts(&text, "salary,grade\n");
    for (int i = 0; i < 200000; i++)
        bp_str_printf(&text, "%d,A\n", 30000 + i % 60000);
    for (int k = 0; k < 6; k++) {
        static const size_t threads[] = { 1, 2, 5 };
        atomic_int times = 0;
        put_file("pay.csv", text.at, text.n);
        reading.threads = threads[k / 2];
        reading.strict = k % 2 > 0;
        reading.progress = cut_off;
        reading.progress_arg = &times;
        assert_refused(BP_EIO, "pay.csv: changed while it was read");
    }
    bp_str_release(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_row_has_one_outcome),
        TEST(malformed_rows_stop_the_reading),
        TEST(limits_are_inclusive_and_zero_may_stay),
        TEST(elements_are_sums_of_a_persons_own_pay),
        TEST(part_time_is_scaled_only_when_mapped),
        TEST(a_choice_that_leaves_nothing_says_why),
        TEST(jobs_are_codes_or_titles),
        TEST(threads_change_nothing),
        TEST(the_first_failure_in_the_input_is_told),
        TEST(a_second_reading_keeps_to_the_fences),
        TEST(records_are_told_apart),
        TEST(places_of_fields_are_told_apart),
        TEST(rows_are_one_however_they_are_written),
        TEST(a_file_that_changes_is_refused),
    };
    return cmocka_run_group_tests_name("read", tests, NULL, NULL);
}
