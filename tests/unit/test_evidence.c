/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>

#include "ingest/evidence.h"

static void see(bp_evidence *e, const char *cell)
{
    bp_evidence_see(e, bp_text_of(cell), NULL, 0);
}

/* A column of so many names. */
static bp_evidence names(int n)
{
    bp_evidence e = { 0 };
    for (int i = 0; i < n; i++) {
        char name[32];
        snprintf(name, sizeof name, "Person number %dx", i);
        see(&e, name);
    }
    return e;
}

static void what_is_known_changes_no_count(void **state)
{
    static const char *const cell[] = { "EMEA", "APAC",    "12,345", "EMEA", "2024-03-01",
                                        "EUR",  "Nordics", "7",      "APAC" };
    (void)state;
    bp_evidence first = { 0 }, plain = { 0 }, knowing = names(3);
    see(&first, "APAC");
    see(&first, "EMEA");
    see(&first, "12,345");
    bp_evidence_know(&knowing, &first);
    for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++) {
        see(&plain, cell[i]);
        see(&knowing, cell[i]);
    }
    assert_int_equal(knowing.texts, 6);
    assert_int_equal(knowing.texts, plain.texts);
    assert_int_equal(knowing.numbers, plain.numbers);
    assert_int_equal(knowing.dates, plain.dates);
    assert_int_equal(bp_evidence_kind(&knowing), bp_evidence_kind(&plain));
    assert_false(knowing.labelled);
    see(&knowing, "Total");
    assert_true(knowing.labelled);
}

static void of_many_texts_few_are_looked_at(void **state)
{
    (void)state;
    const bp_evidence many = names(600), few = names(100);
    bp_evidence e = { 0 };
    for (int i = 0; i < 2; i++) {
        bp_evidence_know(&e, i == 0 ? &many : &few);
        see(&e, "Ann Lee");
        see(&e, "Total"); /* what sums up others is found in each of them */
        see(&e, "12,345");
        assert_int_equal(e.numbers, i);
        assert_true(e.labelled);
    }
}

/* What a column holds in another file is not taken for granted. */
static void numbers_among_known_texts_are_found(void **state)
{
    (void)state;
    const bp_evidence many = names(600);
    bp_evidence e;
    bp_evidence_know(&e, &many);
    for (int i = 0; i < 40; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", 50000 + i);
        see(&e, number);
    }
    assert_int_equal(e.numbers, 40);
    assert_int_equal(bp_evidence_kind(&e), BP_COLUMN_NUMBER);
}

/* What a spreadsheet keeps as text is taken apart, and the same without its quotes is
 * mostly seen at once: both must count alike, in a new column and in one of many values.
 */
static void what_is_seen_at_once_counts_as_what_is_taken_apart(void **state)
{
    static const char *const cell[] = {
        "8.7",         "12.35",   "1.191", "0.5",     "0.000", "0.750", "00.5",  "1234.5",
        "2024.0",      "12.2024", "7.",    ".5",      "..5",   ".20.4", "1.2.3", "1.2345",
        "123.456",     "61.000",  "70931", "0",       "7",     "24",    "99",    "2024",
        "201-1000",    "1-50",    "22-23", "2010-11", "--29",  "-29",   "29-",   "1-2-3",
        "10000-20000", "1,234",   "$5",    "5-",
    };
    (void)state;
    for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++) {
        bp_evidence at_once = { 0 }, apart = { 0 };
        char quoted[32];
        snprintf(quoted, sizeof quoted, "=\"%s\"", cell[i]);
        for (int k = 0; k < 100; k++) {
            char other[32];
            if (k % 2 == 0)
                snprintf(other, sizeof other, "%d", 100 + k);
            else
                snprintf(other, sizeof other, "2025-%02d-%02d", 1 + k / 28, 1 + k % 28);
            see(&at_once, k == 0 || k == 99 ? cell[i] : other);
            see(&apart, k == 0 || k == 99 ? quoted : other);
        }
        assert_int_equal(at_once.distinct, apart.distinct);
        memset(at_once.seen, 0, sizeof at_once.seen);
        memset(apart.seen, 0, sizeof apart.seen);
        assert_memory_equal(&at_once, &apart, sizeof apart);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_seen_at_once_counts_as_what_is_taken_apart),
        cmocka_unit_test(what_is_known_changes_no_count),
        cmocka_unit_test(of_many_texts_few_are_looked_at),
        cmocka_unit_test(numbers_among_known_texts_are_found),
    };
    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
