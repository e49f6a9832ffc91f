/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "ingest/plan.h"
#include "ingest/request.h"
#include "reading.h"

/* What is read when little is said; what must come out was counted by hand. */

static void pay_is_chosen_or_named(void **state)
{
    (void)state;
    put("pay.csv", "base,total,other\n1,2,4\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "total", 1, 2);
    assert_true(has_note(s, "pay is the total, 'total', not the base pay 'base'"));
    bp_survey_free(s);
    choice.pay = "Other";
    s = read_it();
    assert_pay(s, 0, "other", 1, 4);
    bp_survey_free(s);
    choice.pay = "lti";
    assert_refused_hint(BP_EDATA, "pay.csv: there is no lti column", BP_HINT_MAP, "lti");
    choice.pay = "tcc";
    assert_refused(BP_EDATA, "pay.csv: there is no bonus column, which 'tcc' needs; did "
                             "you mean 'total'?");
    choice.pay = "otter";
    assert_refused(BP_EUSAGE,
                   "pay.csv: there is no column 'otter'; did you mean 'other'?");
    choice.pay = NULL;
    put("pay.csv", "name,age\nx,3\n");
    assert_refused_hint(BP_EDATA, "pay.csv: no pay column among 'name', 'age'",
                        BP_HINT_PAY_COLUMN, "");
}

static void periods_come_from_the_cell_the_column_or_the_option(void **state)
{
    (void)state;
    put("pay.csv", "salary,pay_period,bonus\n25,Hour,100\n2000,Month,100\n700,,100\n"
                   "9 per week,Week,100\n5,often,100\n");
    choice.pay = "tcc";
    bp_survey *s = read_it();
    assert_pay(s, 0, "tcc", 3, 25 * 2080 + 2000 * 12 + 9 * 52 + 300);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_PERIOD], 2);
    assert_string_equal(bp_survey_period(s), "a year");
    bp_survey_free(s);

    reading.period = BP_PERIOD_WEEKLY;
    reading.hours = 1000;
    s = read_it();
    assert_pay(s, 0, "tcc", 4, 25 * 1000 + 2000 * 12 + 700 * 52 + 9 * 52 + 400);
    bp_survey_free(s);

    put("pay.csv", "salary,pay_period,bonus\n25,Hour,100\n9 per week,Year,100\n");
    assert_refused(BP_EDATA, "pay.csv: pay_period: 1 row names another period beside the "
                             "amount than in this column");

    bp_reading_init(&reading);
    reading.file = files;
    reading.n_files = 1;
    choice.pay = NULL;
    put("pay.csv", "Hourly Rate \n25\n");
    s = read_it();
    assert_pay(s, 0, "base", 1, 25);
    assert_string_equal(bp_survey_period(s), "an hour");
    bp_survey_free(s);
}

static void currencies_come_from_column_header_or_signs(void **state)
{
    static const char *const by[] = { "currency" };
    (void)state;
    put("pay.csv", "salary,currency\n1,usd\n2,EUR\n4,USD\n8,\n");
    assert_refused(BP_EDATA, "pay is in 2 currencies: USD (2), EUR (1)");
    choice.currency = "USD";
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 5);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_CURRENCY], 2);
    bp_survey_free(s);

    choice.currency = NULL;
    choice.by = by;
    choice.n_by = 1;
    s = read_it();
    assert_true(bp_survey_mixed(s));
    bp_survey_free(s);

    choice.n_by = 0;
    put("pay.csv", "salary (EUR)\n1\n");
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "EUR");
    bp_survey_free(s);

    put("pay.csv", "salary\n£1\n2\n");
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "GBP");
    assert_pay(s, 0, "base", 2, 3);
    bp_survey_free(s);

    put("pay.csv", "salary\n$1\n2\n");
    s = read_it();
    assert_null(bp_survey_currency(s));
    bp_survey_free(s);

    put("pay.csv", "salary\n£1\n€2\n€3\n4\n");
    choice.main_currency = true;
    s = read_it();
    assert_string_equal(bp_survey_currency(s), "EUR");
    assert_pay(s, 0, "base", 2, 5);
    bp_survey_free(s);
}

static void pay_in_one_currency_is_preferred(void **state)
{
    (void)state;
    put("pay.csv", "salary,salary_currency,salary_in_usd\n70,EUR,80\n90,USD,90\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 170);
    assert_string_equal(bp_survey_currency(s), "USD");
    bp_survey_free(s);
    choice.currency = "EUR";
    s = read_it();
    assert_pay(s, 0, "base", 1, 70);
    bp_survey_free(s);
}

static void years_come_from_a_year_or_a_date(void **state)
{
    static const char *const by[] = { "year" };
    (void)state;
    put("pay.csv", "survey_date,salary\n2023-12-31,1\n2024-01-01,2\n2024-06-01,4\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 6);
    bp_survey_free(s);
    choice.year = 2023;
    s = read_it();
    assert_pay(s, 0, "base", 1, 1);
    bp_survey_free(s);
    choice.year = BP_YEAR_LATEST;
    choice.by = by;
    choice.n_by = 1;
    s = read_it();
    assert_pay(s, 0, "base", 3, 7);
    assert_int_equal(bp_survey_key_values(s, 0), 2);
    assert_string_equal(bp_survey_key_text(s, 0, 0).at, "2023");
    bp_survey_free(s);
    put("pay.csv", "survey_date,salary\n03/04/2024,1\n");
    assert_refused(BP_EDATA,
                   "pay.csv: survey_date: its dates can be DD/MM/YYYY or MM/DD/YYYY");
    reading.date_format = "DD/MM/YYYY";
    s = read_it();
    assert_pay(s, 0, "base", 1, 1);
    bp_survey_free(s);
}

static void files_are_matched_by_name(void **state)
{
    (void)state;
    reading.n_files = 2;
    put("pay.csv", "salary,tier\n\"1,5\",A\n");
    put("more.csv", "tier;pad;Salary\nB;x;2.5\n");
    static const char *const by[] = { "tier" };
    choice.by = by;
    choice.n_by = 1;
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 4);
    assert_int_equal(bp_survey_input(s, 1)->used, 1);
    bp_survey_free(s);
    put("more.csv", "grade,salary\nB,2\n");
    assert_refused(BP_EDATA, "more.csv: there is no column 'tier', which 'pay.csv' has");
}

static void known_groups_that_make_no_table_are_left_out(void **state)
{
    static const char *const by[] = { "tier", "region", "seniority" };
    (void)state;
    put("pay.csv", "seniority,salary\nA,1\nB,2\n");
    choice.by = by;
    choice.n_by = 3;
    assert_refused_hint(BP_EUSAGE, "pay.csv: there is no region column", BP_HINT_MAP,
                        "region");
    choice.by_known = true;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_keys(s), 1);
    assert_string_equal(bp_survey_key(s, 0), "tier");
    bp_survey_free(s);
}

static void columns_are_described(void **state)
{
    static const struct {
        const char *name, *role, *kind, *style;
    } want[] = {
        { "when", NULL, "date", "YYYY-MM-DD" }, { "salary", "base", "money", "1,234.56" },
        { "note", NULL, "text", NULL },         { "band", "tier", "range", "1234.56" },
        { "pad", NULL, "empty", NULL },
    };
    (void)state;
    put("pay.csv", "when,salary,note,band,pad\n2024-01-02,\"1,250,000\",x,5-8,\n");
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_columns(s), 5);
    for (size_t i = 0; i < 5; i++) {
        const bp_column_info *c = bp_survey_column(s, i);
        assert_int_equal(c->index, i + 1);
        assert_string_equal(c->name, want[i].name);
        assert_string_equal(c->kind, want[i].kind);
        assert_int_equal(c->role == NULL, want[i].role == NULL);
        assert_true(c->role == NULL || strcmp(c->role, want[i].role) == 0);
        assert_int_equal(c->style == NULL, want[i].style == NULL);
        assert_true(c->style == NULL || strcmp(c->style, want[i].style) == 0);
    }
    bp_survey_free(s);
}

static void unknown_formats_are_refused(void **state)
{
    (void)state;
    put("pay.csv", "salary,date\n1,31.12.2024\n");
    reading.date_format = "DDMMYY";
    assert_refused(BP_EUSAGE, "the date format 'DDMMYY' is not known; write YYYY-MM-DD, "
                              "DD/MM/YYYY, MM/DD/YYYY, DD.MM.YYYY and the like");
    reading.number_format = "1_000";
    assert_refused(BP_EUSAGE,
                   "the number format '1_000' is not known; write 1,234.56 or 1.234,56 "
                   "or 1 234,56 or 1'234.56 or 1234.56 or 1234,56 or 1,23,456.78");
}

/* ---- limits: at the bound and one beyond ---- */

static char text[100][32];
static const char *list[100];

/* "c0 != 1", ...: conditions on n columns that hold for every row. */
static void choose_by(size_t n)
{
    for (size_t i = 0; i < n; i++) {
        snprintf(text[i], sizeof text[i], "c%zu != 1", i);
        list[i] = text[i];
    }
    choice.where = list;
    choice.n_where = n;
}

/* One row with the pay 5, then 70 columns c0 to c69 of 0. */
static void put_wide(const char *names, const char *cells)
{
    char line[2000];
    size_t n = (size_t)snprintf(line, sizeof line, "base%s", names);
    for (int i = 0; i < 70; i++)
        n += (size_t)snprintf(line + n, sizeof line - n, ",c%d", i);
    n += (size_t)snprintf(line + n, sizeof line - n, "\n5%s", cells);
    for (int i = 0; i < 70; i++)
        n += (size_t)snprintf(line + n, sizeof line - n, ",0");
    put("pay.csv", line);
}

static void a_request_is_about_64_columns_at_most(void **state)
{
    static const char *const columns[] = { ",currency", ",year", ",org" };
    static const char *const cells[] = { ",EUR", ",2024", ",A" };
    (void)state;
    put_wide("", "");
    choose_by(BP_WANTED_MAX - 1);
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 1, 5);
    bp_survey_free(s);
    choose_by(BP_WANTED_MAX);
    assert_refused(BP_ELIMIT, "the request is about more than 64 columns");

    for (size_t i = 0; i < 3; i++) {
        put_wide(columns[i], cells[i]);
        choose_by(BP_WANTED_MAX - 2);
        s = read_it();
        assert_int_equal(bp_survey_currency(s) != NULL, i == 0);
        assert_int_equal(bp_survey_shape(s)->has_year, i == 1);
        assert_int_equal(bp_survey_has_orgs(s), i == 2);
        bp_survey_free(s);
        choose_by(BP_WANTED_MAX - 1);
        assert_refused(BP_ELIMIT, "the request is about more than 64 columns");
    }
}

static void there_are_8_groups_at_most(void **state)
{
    (void)state;
    put_wide("", "");
    for (size_t i = 0; i < BP_KEYS_MAX + 1; i++) {
        snprintf(text[i], sizeof text[i], "c%zu", i);
        list[i] = text[i];
    }
    choice.by = list;
    choice.n_by = BP_KEYS_MAX;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_keys(s), BP_KEYS_MAX);
    bp_survey_free(s);
    choice.n_by++;
    assert_refused(BP_EUSAGE, "there can be at most 8 groups");
    choice.also = list;
    choice.n_also = choice.n_by--;
    assert_refused(BP_EUSAGE, "there can be at most 8 groups");
}

/* Ratios are of what is kept: a row's own bonus over its base, its total over its work.
 */
static void pay_of_any_name_all_elements_ratios_and_experience_fit(void **state)
{
    static const char *const want[BP_ELEMENTS_MAX] = { "other",
                                                       "base",
                                                       "bonus",
                                                       "target_bonus",
                                                       "actual_bonus",
                                                       "tcc",
                                                       "tcc_target",
                                                       "tcc_actual",
                                                       "lti",
                                                       "tdc",
                                                       "total",
                                                       "benefits",
                                                       "bonus_pct",
                                                       "target_bonus_pct",
                                                       "actual_bonus_pct",
                                                       "per_wrvu",
                                                       "hourly",
                                                       "(whole)",
                                                       "(work)",
                                                       "experience" };
    size_t of;
    (void)state;
    put("pay.csv", "other,base,bonus,lti,total,benefits,experience,target bonus,"
                   "actual bonus,wrvu\n"
                   "1,2,4,8,4160,32,64,3,5,5\n,2,0,8,,,,,,\n,2,,8,,,,,,\n");
    choice.pay = "other";
    choice.every_element = choice.every_ratio = choice.hourly = choice.experience = true;
    reading.keep_records = true;
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_elements(s), BP_ELEMENTS_MAX - 3);
    assert_int_equal(bp_survey_whole(s, &of), BP_ELEMENTS_MAX - 3);
    assert_string_equal(want[of], "tcc");
    for (size_t e = 0; e < BP_ELEMENTS_MAX; e++)
        assert_string_equal(bp_survey_element(s, e), want[e]);
    assert_pay(s, 9, "tdc", 1, 14);
    assert_pay(s, 12, "bonus_pct", 1, 2);
    assert_pay(s, 13, "target_bonus_pct", 1, 1.5);
    assert_pay(s, 14, "actual_bonus_pct", 1, 2.5);
    assert_pay(s, 15, "per_wrvu", 1, 832);
    assert_pay(s, 16, "hourly", 1, 2);
    assert_int_equal(bp_survey_experience(s), BP_ELEMENTS_MAX - 1);
    bp_survey_free(s);
}

/* Values of a group that nobody named, so that only a table is made of it. */
static void put_groups(int n)
{
    static char lines[2000];
    size_t at = (size_t)snprintf(lines, sizeof lines, "base,region\n");
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(lines + at, sizeof lines - at, "5,R%d\n", i);
    put("pay.csv", lines);
}

static void a_table_has_63_groups_at_most(void **state)
{
    static const char *const by[] = { "region" };
    (void)state;
    choice.by = by;
    choice.n_by = 1;
    choice.by_known = true;
    for (int more = 0; more < 2; more++) {
        put_groups(BP_DISTINCT_MAX - 1 + more);
        bp_survey *s = read_it();
        assert_int_equal(bp_survey_keys(s), more == 0);
        bp_survey_free(s);
    }
}

static void signs_of_any_number_of_currencies_are_read(void **state)
{
    static const char *const by[] = { "salary" };
    (void)state;
    put("pay.csv", "salary\n£1\n€2\n¥3\n₹4\n₩5\n$6\n");
    choice.currency = "KRW";
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 1, 5);
    bp_survey_free(s);
    choice.by = by;
    choice.n_by = 1;
    s = read_it();
    assert_pay(s, 0, "base", 1, 5);
    bp_survey_free(s);
}

static void files_are_one_to_65535(void **state)
{
    (void)state;
    put("pay.csv", "salary\n1\n");
    reading.n_files = 0;
    assert_refused(BP_EUSAGE, "there is no file to read");
    const char **many = malloc((BP_FILES_MAX + 1) * sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < BP_FILES_MAX + 1; i++)
        many[i] = "missing.csv";
    reading.file = many;
    reading.n_files = BP_FILES_MAX;
    assert_refused(BP_EIO, "missing.csv: cannot be opened: No such file or directory");
    reading.n_files = BP_FILES_MAX + 1;
    assert_refused(BP_ELIMIT, "there are more than 65535 files");
    free(many);
}

static void any_number_of_threads_reads(void **state)
{
    (void)state;
    put("pay.csv", "salary\n1\n2\n");
    for (size_t n = 255; n < 259; n++) {
        reading.threads = n;
        bp_survey *s = read_it();
        assert_pay(s, 0, "base", 2, 3);
        bp_survey_free(s);
    }
}

static void so_much_of_a_value_is_shown(void **state)
{
    (void)state;
    reading.show_values = true;
    for (int n = 39; n <= 42; n++) {
        char cell[60], line[100], want[400];
        memset(cell, 'x', (size_t)n);
        cell[n] = '\0';
        snprintf(line, sizeof line, "salary\n1\n%s\n", cell);
        put("pay.csv", line);
        snprintf(
            want, sizeof want,
            "pay.csv:3:1: salary: not a number: '%.40s' (the first of 1 malformed rows "
            "of 2, more than the 10%% allowed)",
            cell);
        assert_refused_hint(BP_EDATA, want, BP_HINT_MALFORMED, "");
    }
}

/* ---- nothing that was asked for is ignored ---- */

static void what_would_be_ignored_is_refused(void **state)
{
    static const bp_band band = { .name = "A", .high = { 4, 0 } };
    static const char *const by[] = { "tier" };
    const bp_reading fresh = reading;
    (void)state;
    put("pay.csv", "salary,experience\n1,2\n");
    choice.outliers = BP_OUTLIERS_DROP;
    assert_refused(BP_EUSAGE, "outliers are left out by a second reading, which "
                              "bp_survey_read does not do: use bp_answer_new");
    bp_choice_init(&choice);
    choice.pay_from = "salary";
    assert_refused(BP_EUSAGE, "pay of two years needs two columns");
    choice.pay_to = "salary";
    choice.every_element = true;
    assert_refused(BP_EUSAGE, "pay of two years cannot be read beside other pay");
    bp_choice_init(&choice);
    choice.rates = "fx.csv";
    assert_refused(BP_EUSAGE, "there are rates, but no currency to convert into");
    bp_choice_init(&choice);
    choice.bands_on = "experience";
    assert_refused(BP_EUSAGE, "there are no bands to cut 'experience' into");
    choice.band = &band;
    choice.n_bands = 1;
    assert_refused(BP_EUSAGE, "there are bands, but 'tier' is no group");
    choice.by = by;
    choice.n_by = 1;
    bp_survey_free(read_it());
    reading.hours = 0;
    assert_refused(BP_EUSAGE, "a year has more than 0 hours of work");
    reading = fresh;
    reading.no_header = true;
    reading.header_row = 1;
    assert_refused(BP_EUSAGE, "there cannot be a header row and no header");
    reading = fresh;
    reading.delimiter = '"';
    assert_refused(BP_EUSAGE, "fields cannot be separated by quotes or line ends");
}

static void a_role_that_nothing_uses_cannot_be_mapped(void **state)
{
    static bp_map map[] = { { "status", "salary" } };
    (void)state;
    put("pay.csv", "salary,x\n1,2\n");
    reading.map = map;
    reading.n_map = 1;
    assert_refused(BP_EUSAGE, "the role 'status' cannot be given to 'salary': nothing is "
                              "computed with it");
    map[0].column = ""; /* there is none: true */
    bp_survey_free(read_it());
}

/* What a request gives of "pay,x\n10,X\n20,X\n" when x has the role. */
typedef struct effect {
    const char *role;
    const char *cell; /* in the column x */
    const char *pay;  /* element that is read; NULL: recognised */
    const char *by;   /* NULL: no groups */
    const char *job;
    bool people;
    double sum; /* of pay */
} effect;

static void every_other_role_has_an_effect(void **state)
{
    static const effect effects[] = {
        { .role = "base", .cell = "7", .pay = "base", .sum = 14 },
        { .role = "bonus", .cell = "7", .pay = "bonus", .sum = 14 },
        { .role = "target_bonus", .cell = "7", .pay = "target_bonus", .sum = 14 },
        { .role = "actual_bonus", .cell = "7", .pay = "actual_bonus", .sum = 14 },
        { .role = "lti", .cell = "7", .pay = "lti", .sum = 14 },
        { .role = "benefits", .cell = "7", .pay = "benefits", .sum = 14 },
        { .role = "total", .cell = "7", .pay = "total", .sum = 14 },
        { .role = "org", .cell = "A", .sum = 30 },
        { .role = "person", .cell = "p", .people = true, .sum = 30 },
        { .role = "tier", .cell = "A", .by = "tier", .sum = 30 },
        { .role = "job", .cell = "CMO", .job = "CMO", .sum = 30 },
        { .role = "title", .cell = "CMO", .job = "CMO", .sum = 30 },
        { .role = "region", .cell = "A", .by = "region", .sum = 30 },
        { .role = "country", .cell = "A", .by = "country", .sum = 30 },
        { .role = "size", .cell = "A", .by = "size", .sum = 30 },
        { .role = "experience", .cell = "3", .by = "experience", .sum = 30 },
        { .role = "fte", .cell = "0.5", .sum = 60 },
        { .role = "wrvu", .cell = "4", .pay = "per_wrvu", .sum = 7.5 },
        { .role = "period", .cell = "month", .sum = 360 },
        { .role = "currency", .cell = "EUR", .sum = 30 },
        { .role = "date", .cell = "2024-01-02", .by = "year", .sum = 30 },
        { .role = "year", .cell = "2024", .by = "year", .sum = 30 },
    };
    (void)state;
    /* but weight, what is of employees alone (hired, status, grade, rating, prorate), and
     * the two that are mapped together */
    assert_int_equal(sizeof effects / sizeof effects[0] + 8, BP_ROLES);
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++) {
        const effect *e = &effects[i];
        char lines[100];
        snprintf(lines, sizeof lines, "pay,x\n10,%s\n20,%s\n", e->cell, e->cell);
        put("pay.csv", lines);
        bp_map map = { e->role, "x" };
        bp_reading_init(&reading);
        bp_choice_init(&choice);
        reading.file = files;
        reading.n_files = 1;
        reading.keep_people = e->people;
        reading.map = &map;
        reading.n_map = 1;
        choice.pay = e->pay;
        choice.by = &e->by;
        choice.n_by = e->by != NULL;
        choice.job = &e->job;
        choice.n_job = e->job != NULL;
        bp_survey *s = read_it();
        uint64_t n;
        assert_near(total(s, 0, &n), e->sum, 0);
        assert_int_equal(bp_survey_keys(s), e->by != NULL);
        assert_int_equal(bp_survey_has_orgs(s), strcmp(e->role, "org") == 0);
        assert_int_equal(bp_survey_shape(s)->has_person, e->people);
        assert_int_equal(bp_survey_currency(s) != NULL, strcmp(e->role, "currency") == 0);
        bp_survey_free(s);
    }
}

static void the_ends_of_a_range_are_mapped_together(void **state)
{
    static const bp_map map[] = { { "low", "x" }, { "high", "y" } };
    (void)state;
    put("pay.csv", "pay,x,y\n10,20,40\n10,30,\n10,7,10\n");
    reading.map = map;
    reading.n_map = 2;
    reading.range = BP_RANGE_MID;
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 2, 30 + 8.5);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_RANGE], 1);
    bp_survey_free(s);
    reading.range = BP_RANGE_HIGH;
    s = read_it();
    assert_pay(s, 0, "base", 2, 40 + 10);
    bp_survey_free(s);
    reading.range = BP_RANGE_NONE;
    assert_refused(BP_EDATA, "pay.csv: 'x' and 'y' are the ends of a range of pay: its "
                             "middle, its low or its high end could be meant");
    reading.n_map = 1;
    assert_refused_hint(BP_EDATA, "pay.csv: there is no high column, which 'low' needs",
                        BP_HINT_MAP, "high");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pay_is_chosen_or_named),
        TEST(periods_come_from_the_cell_the_column_or_the_option),
        TEST(currencies_come_from_column_header_or_signs),
        TEST(pay_in_one_currency_is_preferred),
        TEST(years_come_from_a_year_or_a_date),
        TEST(files_are_matched_by_name),
        TEST(known_groups_that_make_no_table_are_left_out),
        TEST(columns_are_described),
        TEST(unknown_formats_are_refused),
        TEST(a_request_is_about_64_columns_at_most),
        TEST(there_are_8_groups_at_most),
        TEST(pay_of_any_name_all_elements_ratios_and_experience_fit),
        TEST(a_table_has_63_groups_at_most),
        TEST(signs_of_any_number_of_currencies_are_read),
        TEST(files_are_one_to_65535),
        TEST(any_number_of_threads_reads),
        TEST(so_much_of_a_value_is_shown),
        TEST(what_would_be_ignored_is_refused),
        TEST(a_role_that_nothing_uses_cannot_be_mapped),
        TEST(every_other_role_has_an_effect),
        TEST(the_ends_of_a_range_are_mapped_together),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
