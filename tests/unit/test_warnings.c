/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "analysis/warnings.h"

static bp_warnings *look(const bp_survey *s)
{
    bp_err err;
    bp_warnings *q = NULL;
    assert_int_equal(
        bp_warnings_new(&q, s, &(bp_look_for){ true, true, true, bp_survey_keys(s) },
                        &err),
        BP_OK);
    return q;
}

/* The k-th warning of a kind, or NULL. */
static const bp_warning *find(const bp_warnings *q, bp_warning_kind c, size_t k)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->warning[i].kind == c && k-- == 0)
            return &q->warning[i];
    return NULL;
}

static size_t count(const bp_warnings *q, bp_warning_kind c)
{
    size_t n = 0;
    while (find(q, c, n) != NULL)
        n++;
    return n;
}

/* A survey in which the only differences are in the watched column. */
static bp_survey *named(const char *column, const char *const value[], size_t n)
{
    bp_err err;
    bp_shape shape = made_shape;
    shape.has_year = shape.has_currency = false;
    shape.watched[0] = column;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &(made_row){ .pay = 50000 + (int64_t)i, .tier = value[i] }, i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

static void nearly_equal_names_are_told(void **state)
{
    (void)state;
    static const char *const value[] = {
        "Medical Director",
        "Medical Director",
        "medical  director",
        "MEDICAL DIRECTOR",
        "Medical-Director",
        "Hôpital",
        "Hôpital",
        "Hopital",
        "Chief Medical Officer",
        "Chief Medical Officer",
        "Cheif Medical Officer",
        "Chief Medical Oficer",
    };
    bp_survey *s = named("job", value, 12);
    bp_warnings *q = look(s);
    assert_int_equal(count(q, BP_WARN_NAMES), 1);
    const bp_warning *w = find(q, BP_WARN_NAMES, 0);
    assert_string_equal(w->a, "job");
    assert_string_equal(w->b, "'medical director' and 'Medical Director', "
                              "'MEDICAL DIRECTOR' and 'Medical Director', "
                              "'Medical-Director' and 'Medical Director', "
                              "'Hopital' and 'H\u00f4pital', "
                              "'Cheif Medical Officer' and 'Chief Medical Officer', "
                              "'Chief Medical Oficer' and 'Chief Medical Officer'");
    assert_int_equal(w->rows, 6);
    assert_int_equal(w->line[0], 4);
    assert_int_equal(w->line[1], 5);
    assert_int_equal(w->line[2], 6);
    assert_string_equal(w->file, "pay.csv");
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void names_that_are_meant_to_differ_are_left_alone(void **state)
{
    (void)state;
    static const char *const value[] = {
        "Region 1",
        "Region 2",
        "Grade A",
        "Grade B",
        "A",
        "A-",
        "A+",
        "1-2",
        "12",
        "1.5",
        "15",
        "C",
        "C++",
        "C#",
        "Engineer II",
        "Engineer III",
        "Hospital A1",
        "Hospital A2",
        "-",
        "/",
        "",
        "2025",
        "2026",
        "North Carolina",
        "Male",
        "Female",
        "Austria",
        "South Carolina",
        "Paternal leave",
        "<5",
        "Australia",
        "5",
        "Maternal leave",
        "5+",
    };
    bp_survey *s = named("group", value, sizeof value / sizeof value[0]);
    bp_warnings *q = look(s);
    const bp_warning *w = find(q, BP_WARN_NAMES, 0);
    if (w != NULL)
        fail_msg("'%s' does not hold %s", w->a, w->b);
    assert_int_equal(count(q, BP_WARN_BANDS), 0);
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void bands_that_became_dates_are_told_with_their_repair(void **state)
{
    (void)state;
    static const char *const value[] = { "0-5",      "8-May",      "12-Aug", "5-Aug",
                                         "5/8/2026", "2026-08-12", "12+",    "8-May" };
    static const struct {
        const char *a, *b;
        uint64_t rows, line;
    } want[] = {
        { "8-May", "5-8", 2, 3 },       { "12-Aug", "8-12", 1, 4 },
        { "5-Aug", "5-8", 1, 5 },       { "5/8/2026", "5-8", 1, 6 },
        { "2026-08-12", "8-12", 1, 7 },
    };
    bp_survey *s = named("experience", value, 8);
    bp_warnings *q = look(s);
    assert_int_equal(count(q, BP_WARN_BANDS), 5);
    for (size_t i = 0; i < 5; i++) {
        const bp_warning *w = find(q, BP_WARN_BANDS, i);
        assert_string_equal(w->a, want[i].a);
        assert_string_equal(w->b, want[i].b);
        assert_int_equal(w->rows, want[i].rows);
        assert_int_equal(w->line[0], want[i].line);
    }
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void dates_that_are_dates_are_left_alone(void **state)
{
    (void)state;
    static const char *const value[] = { "2024-03-01", "2025-03-01", "5/8/2026",
                                         "May",        "2026-13-45", "8-Mayor",
                                         "1/2/3",      "20-30-40" };
    bp_survey *s = named("hired", value, 8);
    bp_warnings *q = look(s);
    assert_int_equal(count(q, BP_WARN_BANDS), 0);
    bp_warnings_free(q);
    bp_survey_free(s);
}

static bp_survey *paid(const int64_t pay[], size_t n)
{
    bp_err err;
    bp_shape shape = made_shape;
    shape.has_year = shape.has_currency = false;
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &(made_row){ .pay = pay[i], .tier = "" }, i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

/* 27 an hour and 61 (thousand) among pay of about 60,000 a year: nothing lies between 61
 * and 49,950, and 59,860 (the median of the others) is 27 to 61 some 1,000 to 2,200
 * times. */
static void two_groups_of_pay_far_apart_are_told(void **state)
{
    (void)state;
    static const int64_t pay[] = { 52100, 61300, 27,    58250, 63900, 61,   57700,
                                   49950, 66120, 70010, 55530, 59860, 62470 };
    bp_survey *s = paid(pay, 13);
    bp_warnings *q = look(s);
    const bp_warning *w = find(q, BP_WARN_PERIODS, 0);
    assert_non_null(w);
    assert_int_equal(w->rows, 2);
    assert_int_equal(w->line[0], 4);
    assert_int_equal(w->line[1], 7);
    assert_int_equal(w->line[2], 0);
    assert_true(w->low && w->between > 61 && w->between < 49950);
    assert_true(w->times >= 1000 && w->times <= 2200);
    assert_int_equal(count(q, BP_WARN_UNITS), 0);
    w = find(q, BP_WARN_OUTLIERS, 0);
    assert_non_null(w);
    assert_int_equal(w->rows, 2);
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void one_odd_row_is_told(void **state)
{
    (void)state;
    static const int64_t pay[] = { 52100, 61300, 58, 58250, 63900, 66120 };
    bp_survey *s = paid(pay, 6);
    bp_warnings *q = look(s);
    const bp_warning *w = find(q, BP_WARN_UNITS, 0);
    assert_non_null(w);
    assert_int_equal(w->rows, 1);
    assert_int_equal(w->line[0], 4);
    assert_int_equal(count(q, BP_WARN_PERIODS), 0);
    bp_warnings_free(q);
    bp_survey_free(s);
}

/* From 100 to 409,600, each twice the one before. */
static void a_wide_span_without_a_gap_is_not_told(void **state)
{
    (void)state;
    int64_t pay[13] = { 100 };
    for (size_t i = 1; i < 13; i++)
        pay[i] = 2 * pay[i - 1];
    bp_survey *s = paid(pay, 13);
    bp_warnings *q = look(s);
    assert_int_equal(count(q, BP_WARN_PERIODS) + count(q, BP_WARN_UNITS), 0);
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void ordinary_pay_gives_no_warning(void **state)
{
    (void)state;
    static const int64_t pay[] = { 52100, 61300, 27900, 58250, 63900,  61000, 57700,
                                   49950, 66120, 70010, 55530, 159860, 62470 };
    bp_survey *s = paid(pay, 13);
    bp_warnings *q = look(s);
    for (size_t i = 0; i < q->n; i++)
        assert_int_equal(q->warning[i].kind, BP_WARN_OUTLIERS);
    bp_warnings_free(q);
    bp_survey_free(s);
}

static void repeated_and_contradicting_rows_are_told(void **state)
{
    (void)state;
    bp_err err;
    bp_shape shape = { .n_elements = 2,
                       .element = { "base", "tcc" },
                       .n_files = 1,
                       .file = made_file,
                       .has_person = true,
                       .keep_records = true };
    int64_t base[] = { 50100, 60200, 50100, 60900, 70300, 50100, 81000 };
    int64_t tcc[] = { 50100, 60100, 52100, 61900, BP_NO_PAY, 50100, 80999 };
    uint64_t row[] = { 11, 12, 11, 13, 14, 11, 15 }, who[] = { 5, 6, 5, 6, 0, 5, 0 };
    uint64_t order[] = { 0, 1, 2, 3, 4, 5, 6 }, line[] = { 2, 3, 4, 5, 6, 7, 8 };
    bp_batch b = { .n = 7,
                   .pay = { base, tcc },
                   .row_hash = row,
                   .who_hash = who,
                   .payee_hash = who,
                   .order = order,
                   .line = line };
    bp_survey *s = made_survey(&shape);
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);

    static const struct {
        bp_warning_kind kind;
        uint64_t rows, line[3];
    } want[] = {
        { BP_WARN_CONFLICT, 2, { 3, 5 } },
        { BP_WARN_IDENTICAL, 2, { 4, 7 } },
        { BP_WARN_CASH, 2, { 3, 8 } },
    };
    bp_warnings *q = look(s);
    assert_int_equal(q->n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(q->warning[i].kind, want[i].kind);
        assert_int_equal(q->warning[i].rows, want[i].rows);
        assert_memory_equal(q->warning[i].line, want[i].line, sizeof want[i].line);
    }
    bp_warnings_free(q);
    bp_survey_free(s);
}

/* Records 1 and 3 are of one date with different pay; 0, 2 and 5 of one person and year
 * on two dates, of which 2 is all the same as 0. */
static void several_rows_a_person_are_told(void **state)
{
    (void)state;
    bp_err err;
    bp_shape shape = { .n_elements = 1,
                       .element = { "base" },
                       .n_files = 1,
                       .file = made_file,
                       .has_person = true,
                       .keep_records = true };
    int64_t base[] = { 50100, 60200, 50100, 60900, 70300, 50100 };
    uint64_t row[] = { 11, 12, 11, 13, 14, 15 }, who[] = { 5, 6, 5, 6, 0, 7 };
    uint64_t payee[] = { 1, 2, 1, 2, 0, 1 };
    uint64_t order[] = { 0, 1, 2, 3, 4, 5 }, line[] = { 2, 3, 4, 5, 6, 7 };
    bp_batch b = { .n = 6,
                   .pay = { base },
                   .row_hash = row,
                   .who_hash = who,
                   .payee_hash = payee,
                   .order = order,
                   .line = line };
    bp_survey *s = made_survey(&shape);
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    bp_warnings *q = look(s);
    assert_int_equal(find(q, BP_WARN_CONFLICT, 0)->rows, 2);
    assert_int_equal(find(q, BP_WARN_IDENTICAL, 0)->rows, 1);
    const bp_warning *w = find(q, BP_WARN_PERSONS, 0);
    assert_non_null(w);
    assert_int_equal(w->rows, 2);
    assert_int_equal(w->line[0], 4);
    assert_int_equal(w->line[1], 7);
    bp_warnings_free(q);
    bp_survey_free(s);
}

#define MANY 5000

/* Rows of which most repeat another one, in a survey that may take so much memory; NULL:
 * it takes more. */
static bp_survey *repeated(uint64_t memory, uint64_t *identical)
{
    bp_err err;
    bp_shape shape = made_shape;
    shape.has_org = shape.has_year = shape.has_currency = false;
    shape.has_person = true;
    shape.n_keys = shape.n_watched = shape.n_usual = 0;
    bp_survey *s = made_survey(&shape);
    bool met[700] = { false };
    uint64_t seen = 3;
    *identical = 0;
    for (uint64_t i = 0; i < MANY; i++) {
        const uint64_t r = made_random(&seen);
        uint64_t order = i, line = i + 2;
        uint64_t row = r % 700 * UINT64_C(0x9e3779b97f4a7c15) + 1;
        uint64_t payee = r / 700 % 900 * UINT64_C(0xd1342543de82ef95) + 1;
        uint64_t who = payee + r / 630000 % 3 * UINT64_C(0x632be59bd9b4e019);
        int64_t pay = (int64_t)(r / 1890000 % 20 + 50000);
        const bp_batch b = { .n = 1,
                             .pay = { &pay },
                             .row_hash = &row,
                             .who_hash = &who,
                             .payee_hash = &payee,
                             .order = &order,
                             .line = &line };
        assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
        *identical += met[r % 700];
        met[r % 700] = true;
    }
    const bp_status status =
        bp_survey_settle(s, &(bp_decision){ .memory = memory }, &err);
    if (status == BP_OK)
        return s;
    assert_int_equal(status, BP_ELIMIT);
    assert_int_equal(err.hint, BP_HINT_MEMORY);
    bp_survey_free(s);
    return NULL;
}

/* With so little memory that rows are put away, and repeated ones are looked at in turns,
 * the warnings are the same. */
static void memory_changes_no_warning(void **state)
{
    (void)state;
    uint64_t identical, memory = 1000;
    bp_survey *all = repeated(0, &identical), *few = NULL;
    while (few == NULL)
        few = repeated(memory += memory / 50, &identical);
    assert_in_range(memory, 2000, 49 * MANY); /* less than the rows alone take */
    bp_warnings *want = look(all), *got = look(few);
    assert_int_equal(got->n, want->n);
    for (size_t i = 0; i < want->n; i++) {
        assert_int_equal(got->warning[i].kind, want->warning[i].kind);
        assert_int_equal(got->warning[i].rows, want->warning[i].rows);
        assert_memory_equal(got->warning[i].line, want->warning[i].line,
                            sizeof want->warning[i].line);
    }
    assert_int_equal(find(got, BP_WARN_IDENTICAL, 0)->rows, identical);
    assert_non_null(find(got, BP_WARN_CONFLICT, 0));
    assert_non_null(find(got, BP_WARN_PERSONS, 0));
    bp_warnings_free(want);
    bp_warnings_free(got);
    bp_survey_free(all);
    bp_survey_free(few);
}

static void several_currencies_are_told(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_survey(&made_shape);
    made_add(s, &(made_row){ .pay = 5, .tier = "", .year = 2026, .currency = "USD" }, 0);
    made_add(s, &(made_row){ .pay = 6, .tier = "", .year = 2026, .currency = "EUR" }, 1);
    made_add(s, &(made_row){ .pay = 7, .tier = "", .year = 2026, .currency = "USD" }, 2);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .main_currency = true }, &err),
                     BP_OK);
    bp_warnings *q = look(s);
    const bp_warning *w = find(q, BP_WARN_CURRENCIES, 0);
    assert_non_null(w);
    assert_int_equal(w->rows, 1);
    assert_int_equal(w->line[0], 3);
    bp_warnings_free(q);
    bp_survey_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nearly_equal_names_are_told),
        cmocka_unit_test(names_that_are_meant_to_differ_are_left_alone),
        cmocka_unit_test(bands_that_became_dates_are_told_with_their_repair),
        cmocka_unit_test(dates_that_are_dates_are_left_alone),
        cmocka_unit_test(two_groups_of_pay_far_apart_are_told),
        cmocka_unit_test(one_odd_row_is_told),
        cmocka_unit_test(a_wide_span_without_a_gap_is_not_told),
        cmocka_unit_test(ordinary_pay_gives_no_warning),
        cmocka_unit_test(repeated_and_contradicting_rows_are_told),
        cmocka_unit_test(several_rows_a_person_are_told),
        cmocka_unit_test(memory_changes_no_warning),
        cmocka_unit_test(several_currencies_are_told),
    };
    return cmocka_run_group_tests_name("warnings", tests, NULL, NULL);
}
