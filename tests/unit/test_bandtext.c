/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "analysis/bandtext.h"

static bool all(const char *const names[])
{
    bp_text value[16];
    size_t n = 0;
    for (; names[n] != NULL; n++)
        value[n] = bp_text_of(names[n]);
    return bp_bandtext_all(value, n);
}

/* In the order that a reader puts them into. */
static const char *const bands[][9] = {
    { "<1", "1-5", "5-8", "8-12", "12+", NULL },
    { "Under 1 year", "1 to 2 years", "2 - 4 years", "5-7 years", "41 years or more",
      NULL },
    { "E1_4", "E5_9", "E10_49", "E250_999", "E1000", NULL },
    { "1-9", "10-49", "50-249", "250-999", "1,000-4,999", "5,000+", NULL },
    { "LT10", "E10_49", "GE250", NULL },
    { "0-1", "1", "2\u20133", "more than 3", NULL },
    { "$50k-75k", "$75k-100k", "$100k+", "$1.5m+", NULL },
    { "unter 5 Jahre", "5 bis 10 Jahre", "\u00fcber 10 Jahre", NULL },
    { "moins de 2 ans", "2 \u00e0 5 ans", "plus de 5 ans", NULL },
};

static void bands_are_ordered_by_their_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        if (!all(bands[i]))
            fail_msg("'%s' and the others are bands", bands[i][0]);
        for (size_t k = 1; bands[i][k] != NULL; k++)
            if (bp_bandtext_order(bp_text_of(bands[i][k - 1]), bp_text_of(bands[i][k])) >=
                0)
                fail_msg("'%s' is below '%s'", bands[i][k - 1], bands[i][k]);
    }
}

static void other_names_are_none(void **state)
{
    static const char *const none[][5] = {
        { "A1", "A2", "B1", NULL },
        { "1", "2", "3", NULL },
        { "Gold", "Silver", NULL },
        { "1-5", "senior", NULL },
        { "5-8", NULL },
        { "2024-01-01", "2024-02-01", NULL },
        { "8-May", "5-Aug", NULL },
        { "E10_49", "F50_99", NULL },
        { "9-5", "1-2", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (all(none[i]))
            fail_msg("'%s' and the others are no bands", none[i][0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_are_ordered_by_their_numbers),
        cmocka_unit_test(other_names_are_none),
    };
    return cmocka_run_group_tests_name("bandtext", tests, NULL, NULL);
}
