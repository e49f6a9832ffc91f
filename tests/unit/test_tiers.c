/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include "benchpay/tiers.h"

/* A table of tiers, each with an own median; the survey knows experience when asked to.
 */
typedef struct fixture {
    bp_survey *survey;
    bp_percentiles *table;
    bp_tiers *tiers;
} fixture;

typedef struct row {
    const char *tier;
    int64_t pay;
    int64_t years; /* BP_NO_PAY: unknown */
} row;

static void add(bp_survey *s, const row *r, uint64_t order)
{
    bp_err err;
    int64_t pay = r->pay, years = r->years;
    char room[2][MADE_ROOM];
    bp_text tier = made_text(room[0], r->tier), none = made_text(room[1], "");
    int32_t year = BP_NO_YEAR;
    uint64_t hash = order;
    uint64_t line = order + 2;
    bp_batch b = { .n = 1,
                   .pay = { &pay, &years },
                   .key = { &tier },
                   .org = &none,
                   .year = &year,
                   .currency = &none,
                   .row_hash = &hash,
                   .who_hash = &hash,
                   .payee_hash = &hash,
                   .order = &order,
                   .line = &line };
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
}

static fixture make_tiers(const row r[], size_t n, bool experience,
                          const char *const name[], size_t n_names)
{
    static const bp_level level[] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    static const bp_method method = { .level = level, .n_levels = 3, .qtype = 7 };
    const bp_shape shape = { .n_elements = experience ? 2 : 1,
                             .element = { "base", "experience" },
                             .has_experience = experience,
                             .n_keys = 1,
                             .key = { "grade" },
                             .n_files = 1,
                             .file = made_file };
    const size_t key = 0;
    bp_err err;
    fixture f = { made_survey(&shape), NULL, NULL };
    for (size_t i = 0; i < n; i++)
        add(f.survey, &r[i], i);
    assert_int_equal(bp_survey_settle(f.survey, &(bp_decision){ 0 }, &err), BP_OK);
    assert_int_equal(bp_percentiles_new(&f.table, f.survey, 0, &key, 1, &method, &err),
                     BP_OK);
    assert_int_equal(bp_tiers_new(&f.tiers, f.table, f.survey, true, name, n_names, &err),
                     BP_OK);
    bp_tiers_compare(f.tiers, f.table);
    return f;
}

static void drop(fixture *f)
{
    bp_tiers_free(f->tiers);
    bp_percentiles_free(f->table);
    bp_survey_free(f->survey);
}

static void assert_order(const fixture *f, const char *a, const char *b, const char *c)
{
    assert_string_equal(f->table->group[1].by[0], a);
    assert_string_equal(f->table->group[2].by[0], b);
    assert_string_equal(f->table->group[3].by[0], c);
}

static const row plain[] = { { "rook", 300, 9 },
                             { "bishop", 100, 12 },
                             { "pawn", 200, 2 } };

static void listed_tiers_keep_their_order(void **state)
{
    static const char *const names[] = { "bishop", "rook", "pawn" };
    (void)state;
    fixture f = make_tiers(plain, 3, true, names, 3);
    assert_int_equal(f.tiers->order, BP_TIERS_LISTED);
    assert_order(&f, "bishop", "rook", "pawn");
    assert_int_equal(f.tiers->tier[1].previous, 0);
    assert_int_equal(f.tiers->tier[1].ratio.state, BP_ABSENT);
    assert_near(f.tiers->tier[2].ratio.value, 3, 1e-15);
    assert_false(f.tiers->tier[2].less);
    assert_near(f.tiers->tier[3].ratio.value, 2. / 3, 1e-15);
    assert_true(f.tiers->tier[3].less);
    drop(&f);
}

static void experience_orders_tiers_that_are_on_no_ladder(void **state)
{
    (void)state;
    fixture f = make_tiers(plain, 3, true, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_EXPERIENCE);
    assert_order(&f, "pawn", "rook", "bishop");
    assert_true(f.tiers->tier[3].less);
    drop(&f);
}

static void without_experience_pay_does_and_nothing_pays_less(void **state)
{
    (void)state;
    fixture f = make_tiers(plain, 3, false, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_PAY);
    assert_order(&f, "bishop", "pawn", "rook");
    for (size_t i = 0; i < f.tiers->n; i++)
        assert_false(f.tiers->tier[i].less);
    drop(&f);
}

static void experience_must_be_known_of_every_tier(void **state)
{
    static const row some[] = { { "rook", 300, 9 },
                                { "bishop", 100, BP_NO_PAY },
                                { "pawn", 200, 2 } };
    (void)state;
    fixture f = make_tiers(some, 3, true, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_PAY);
    drop(&f);
}

static void ladders_and_numbers_go_before_experience(void **state)
{
    static const row ladder[] = { { "Senior", 1, 1 },
                                  { "Entry", 2, 3 },
                                  { "Mid", 3, 2 } };
    static const row number[] = { { "12+", 1, 1 }, { "8-12", 2, 3 }, { "5-8", 3, 2 } };
    (void)state;
    fixture f = make_tiers(ladder, 3, true, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_LADDER);
    assert_order(&f, "Entry", "Mid", "Senior");
    drop(&f);
    f = make_tiers(number, 3, true, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_LADDER);
    assert_order(&f, "5-8", "8-12", "12+");
    drop(&f);
}

/* "5-Aug" was 5-8, and is no fifth. */
static void bands_that_became_dates_are_no_numbers(void **state)
{
    static const row dates[] = { { "5-Aug", 3, 7 },
                                 { "12-Aug", 2, 9 },
                                 { "12+", 1, 20 } };
    (void)state;
    fixture f = make_tiers(dates, 3, true, NULL, 0);
    assert_int_equal(f.tiers->order, BP_TIERS_EXPERIENCE);
    drop(&f);
}

/* Overlap of 80-120 and 92-138: 28/46, the worked example of a grade structure. */
static void overlap_is_the_share_of_the_upper_middle_half(void **state)
{
    static const row halves[] = { { "1", 80, 1 },  { "1", 80, 1 },  { "1", 100, 1 },
                                  { "1", 120, 1 }, { "1", 120, 1 }, { "2", 92, 1 },
                                  { "2", 92, 1 },  { "2", 115, 1 }, { "2", 138, 1 },
                                  { "2", 138, 1 }, { "3", 140, 1 } };
    (void)state;
    fixture f = make_tiers(halves, 11, false, NULL, 0);
    assert_near(f.tiers->tier[2].overlap.value, 28. / 46, 1e-15);
    assert_near(f.tiers->tier[2].ratio.value, 1.15, 1e-15);
    assert_int_equal(f.tiers->tier[3].overlap.state, BP_ABSENT); /* no width */
    drop(&f);
}

static void a_blank_tier_is_last_and_beside_no_other(void **state)
{
    static const row blank[] = { { "", 50, 1 }, { "2", 200, 2 }, { "1", 100, 3 } };
    (void)state;
    fixture f = make_tiers(blank, 3, false, NULL, 0);
    assert_order(&f, "1", "2", "");
    assert_int_equal(f.tiers->tier[2].previous, 1);
    assert_int_equal(f.tiers->tier[3].previous, 0);
    drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_tiers_keep_their_order),
        cmocka_unit_test(experience_orders_tiers_that_are_on_no_ladder),
        cmocka_unit_test(without_experience_pay_does_and_nothing_pays_less),
        cmocka_unit_test(experience_must_be_known_of_every_tier),
        cmocka_unit_test(ladders_and_numbers_go_before_experience),
        cmocka_unit_test(bands_that_became_dates_are_no_numbers),
        cmocka_unit_test(overlap_is_the_share_of_the_upper_middle_half),
        cmocka_unit_test(a_blank_tier_is_last_and_beside_no_other),
    };
    return cmocka_run_group_tests_name("tiers", tests, NULL, NULL);
}
