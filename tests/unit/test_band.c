/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "base/band.h"

static void dates_that_were_bands_give_them_back(void **state)
{
    static const struct {
        const char *text;
        bp_band_date want;
    } cases[] = {
        { "8-May", { 5, 8, 0 } },       { "5-Aug", { 5, 8, 0 } },
        { "August 5", { 5, 8, 0 } },    { "12-Aug", { 8, 12, 0 } },
        { "5/8/2026", { 5, 8, 2026 } }, { "2026-05-08", { 5, 8, 2026 } },
        { "8-May-26", { 5, 8, 26 } },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_band_date b;
        assert_true(bp_band_damaged(bp_text_of(cases[i].text), &b));
        assert_int_equal(b.low, cases[i].want.low);
        assert_int_equal(b.high, cases[i].want.high);
        assert_int_equal(b.year, cases[i].want.year);
    }
}

/* A date has two or three parts, a day at most two digits and a year at most four. */
static void anything_else_was_no_band(void **state)
{
    static const char *const texts[] = {
        "",          "5-8",        "May",     "1-2-3",    "8-May-26-1",
        "5/8/20261", "5/123/2026", "May-Aug", "5-8/2026", "13/40/2026",
        "8-Maybe",   "5--8",       "-5-8",    "5/8/",     "32/33/2026",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        bp_band_date b;
        assert_false(bp_band_damaged(bp_text_of(texts[i]), &b));
    }
}

static void columns_of_bands_are_known_by_their_names(void **state)
{
    (void)state;
    assert_true(bp_band_column(bp_text_of("Years of Experience")));
    assert_true(bp_band_column(bp_text_of("pay_band")));
    assert_false(bp_band_column(bp_text_of("region")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_that_were_bands_give_them_back),
        cmocka_unit_test(anything_else_was_no_band),
        cmocka_unit_test(columns_of_bands_are_known_by_their_names),
    };
    return cmocka_run_group_tests_name("band", tests, NULL, NULL);
}
