/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "base/band.h"
#include "reading.h"

/* Whole readings of small files; what must come out was counted by hand. */

static const char *const tier[] = { "tier" };
static const bp_band bands[] = { { "Low", { 5, 0 }, { 8, 0 }, false },
                                 { "Mid", { 8, 0 }, { 125, 1 }, false },
                                 { "High", { 15, 0 }, { 0, 0 }, true } };

static const char pay[] = "base,years_experience\n"
                          "1,4.9\n"
                          "2,5\n"
                          "4,7.999\n"
                          "8,8\n"
                          "16,12.4999\n"
                          "32,12.5\n"
                          "64,15\n"
                          "128,40\n"
                          "256,\n"
                          "512,many\n"
                          "1024,5-8\n";

static int bands_of(void **state)
{
    int made = make(state);
    choice.by = tier;
    choice.n_by = 1;
    choice.band = bands;
    choice.n_bands = 3;
    return made;
}

/* The sum of pay in the group of that name. */
static double sum_in(const bp_survey *s, const char *name)
{
    bp_err err;
    bp_pay_groups *g = NULL;
    const uint32_t value = bp_survey_key_id(s, 0, bp_text_of(name));
    if (value == BP_NO_ID)
        return 0;
    assert_int_equal(bp_pay_groups_where(&g, s, 0, &value, &err), BP_OK);
    const double sum = sum_of(s, &g->group[0].pay);
    bp_pay_groups_free(g);
    return sum;
}

static void a_band_holds_its_lower_bound_and_not_its_upper_one(void **state)
{
    (void)state;
    put("pay.csv", pay);
    bp_survey *s = read_it();
    assert_string_equal(bp_survey_key(s, 0), "tier");
    assert_near(sum_in(s, "Low"), 2 + 4, 0);
    assert_near(sum_in(s, "Mid"), 8 + 16, 0);
    assert_near(sum_in(s, "High"), 64 + 128, 0);
    assert_near(sum_in(s, ""), 1 + 32 + 256 + 512 + 1024, 0);
    assert_true(has_note(s, "no tier holds 'years_experience' of 12.5 to 15"));
    assert_true(has_note(s, "2 rows are in no tier: 'years_experience' is outside"));
    assert_true(has_note(s, "3 rows are in no tier: 'years_experience' holds no number"));
    bp_survey_free(s);
}

/* Rows of other years are not counted. */
static void notes_count_the_rows_of_the_chosen_year(void **state)
{
    (void)state;
    put("pay.csv", "base,experience,year\n1,2,2023\n2,3,2023\n4,4,2024\n8,6,2024\n");
    bp_survey *s = read_it();
    assert_true(has_note(s, "1 row is in no tier: 'experience' is outside of the bands"));
    bp_survey_free(s);
}

/* Events keep 64 bytes of a currency's name. */
static void rows_in_a_currency_of_any_name_are_counted(void **state)
{
    (void)state;
    for (int n = 63; n <= 66; n++) {
        char text[200];
        snprintf(text, sizeof text, "base,experience,currency\n1,2,%0*d x\n", n - 2, 7);
        put("pay.csv", text);
        bp_survey *s = read_it();
        assert_int_equal(strlen(bp_survey_currency(s)), n);
        assert_true(has_note(s, "1 row is in no tier: 'experience' is outside"));
        bp_survey_free(s);
    }
}

static void another_number_can_be_banded(void **state)
{
    (void)state;
    choice.bands_on = "beds";
    put("pay.csv", "base;beds\n1;6,5\n2;20\n");
    bp_survey *s = read_it();
    assert_near(sum_in(s, "Low"), 1, 0);
    assert_near(sum_in(s, "High"), 2, 0);
    bp_survey_free(s);
}

static void a_column_that_holds_bands_is_refused(void **state)
{
    (void)state;
    put("pay.csv", "base,experience\n1,5-7 years\n2,8-12 years\n");
    assert_refused_hint(BP_EDATA,
                        "pay.csv: experience: it holds bands or words, not numbers, and "
                        "cannot be cut into tiers",
                        BP_HINT_AS_TIERS, "experience");
    put("pay.csv", "base,size\n1,2\n");
    assert_refused_hint(BP_EDATA,
                        "pay.csv: there is no column of experience to make tiers of",
                        BP_HINT_TIERS_ON, "");
    choice.bands_on = "bets";
    put("pay.csv", "base,beds\n1,2\n");
    assert_refused(BP_EUSAGE, "pay.csv: there is no column 'bets'; did you mean 'beds'?");
}

static void bands_must_rise_and_not_overlap(void **state)
{
    static const struct {
        bp_band band[2];
        const char *want;
    } cases[] = {
        { { { "A", { 5, 0 }, { 8, 0 }, false }, { "B", { 79, 1 }, { 9, 0 }, false } },
          "the tiers 'A' and 'B' overlap: a tier includes its lower bound and not its "
          "upper one" },
        { { { "A", { 5, 0 }, { 0, 0 }, true }, { "B", { 8, 0 }, { 9, 0 }, false } },
          "the tiers 'A' and 'B' overlap: a tier includes its lower bound and not its "
          "upper one" },
        { { { "A", { 5, 0 }, { 8, 0 }, false }, { "B", { 1, 0 }, { 5, 0 }, false } },
          "the tier 'B' must start above 'A': write the lowest one first" },
        { { { "A", { 5, 0 }, { 50, 1 }, false }, { "B", { 8, 0 }, { 9, 0 }, false } },
          "the tier 'A' must end above its start" },
        { { { "A", { 5, 0 }, { 8, 0 }, false }, { "A", { 8, 0 }, { 9, 0 }, false } },
          "the tier 'A' appears twice" },
    };
    (void)state;
    put("pay.csv", pay);
    choice.n_bands = 2;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        choice.band = cases[i].band;
        assert_refused(BP_EUSAGE, cases[i].want);
    }
}

static void dates_are_bands_again_when_asked_to(void **state)
{
    (void)state;
    choice.n_bands = 0;
    put("pay.csv", "base,tier\n1,8-May\n2,5-Aug\n4,5/8/2026\n8,12-Aug\n16,12+\n32,5-8\n");
    bp_survey *s = read_it();
    assert_near(sum_in(s, "5-8"), 32, 0);
    assert_near(sum_in(s, "8-May"), 1, 0);
    bp_survey_free(s);

    choice.repair_bands = true;
    s = read_it();
    assert_near(sum_in(s, "5-8"), 1 + 2 + 4 + 32, 0);
    assert_near(sum_in(s, "8-12"), 8, 0);
    assert_near(sum_in(s, "12+"), 16, 0);
    assert_true(has_note(s,
                         "4 rows: a band that a spreadsheet had turned into a date was "
                         "repaired"));
    bp_survey_free(s);
}

static void experience_is_measured_beside_pay(void **state)
{
    uint64_t n;
    (void)state;
    choice.n_bands = choice.n_by = 0;
    choice.experience = true;
    put("pay.csv", "base,experience\n100,4.5\n200,\n300,8\n");
    bp_survey *s = read_it();
    assert_int_equal(bp_survey_elements(s), 1);
    assert_int_equal(bp_survey_experience(s), 1);
    assert_near(total(s, 1, &n), 12.5, 0);
    assert_int_equal(n, 2);
    bp_survey_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_band_holds_its_lower_bound_and_not_its_upper_one, bands_of, leave_folder),
        cmocka_unit_test_setup_teardown(notes_count_the_rows_of_the_chosen_year, bands_of,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(rows_in_a_currency_of_any_name_are_counted,
                                        bands_of, leave_folder),
        cmocka_unit_test_setup_teardown(another_number_can_be_banded, bands_of,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_column_that_holds_bands_is_refused, bands_of,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(bands_must_rise_and_not_overlap, bands_of,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(dates_are_bands_again_when_asked_to, bands_of,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(experience_is_measured_beside_pay, bands_of,
                                        leave_folder),
    };
    return cmocka_run_group_tests_name("bands", tests, NULL, NULL);
}
