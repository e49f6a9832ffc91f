/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells are read as, by a list.  Expected values by hand. */
#include "near.h"

#include <string.h>

#include "base/text.h"
#include "ingest/recode.h"

static bp_text text(const char *s)
{
    return bp_text_of(s);
}

static bp_recode_result put(bp_recode *r, const char *column, const char *from,
                            const char *to)
{
    return bp_recode_put(r, text(column), text(from), text(to), 2);
}

static void assert_reads(const bp_recode *r, size_t i, const char *cell, const char *want)
{
    const bp_text got = bp_recode_cell(r, i, text(cell));
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.at, want, got.n);
}

static void values_are_read_as_the_list_says(void **state)
{
    bp_recode *r = bp_recode_new("recode.csv");
    (void)state;
    assert_int_equal(put(r, "country", "USA", "United States"), BP_RECODE_DONE);
    assert_int_equal(put(r, "tier", "8-May", "5-8"), BP_RECODE_DONE);
    assert_int_equal(r->n, 2);
    assert_string_equal(r->column[1].name, "tier");
    assert_reads(r, 0, "USA", "United States");
    assert_reads(r, 0, " USA\t", "United States");
    assert_reads(r, 0, "usa", "usa");
    assert_reads(r, 0, "8-May", "8-May");
    assert_reads(r, 1, "8-May", "5-8");
    bp_recode_free(r);
}

static void runs_of_blanks_are_one(void **state)
{
    bp_recode *r = bp_recode_new("recode.csv");
    (void)state;
    assert_int_equal(put(r, "title", "Chief  Medical Oficer", "CMO"), BP_RECODE_DONE);
    assert_reads(r, 0, "Chief Medical   Oficer", "CMO");
    bp_recode_free(r);
}

static void a_value_becomes_no_two_others(void **state)
{
    bp_recode *r = bp_recode_new("recode.csv");
    (void)state;
    assert_int_equal(put(r, "country", "US", "USA"), BP_RECODE_DONE);
    assert_int_equal(put(r, "country", "US", "USA"), BP_RECODE_DONE);
    assert_int_equal(put(r, "country", "US", "America"), BP_RECODE_TWICE);
    assert_reads(r, 0, "US", "USA");
    assert_reads(r, 0, "USA", "USA");
    bp_recode_free(r);
}

static void a_value_can_become_a_blank(void **state)
{
    bp_recode *r = bp_recode_new("recode.csv");
    (void)state;
    assert_int_equal(put(r, "bonus", "none", ""), BP_RECODE_DONE);
    assert_reads(r, 0, "none", "");
    bp_recode_free(r);
}

static void columns_are_found_by_name_then_by_role(void **state)
{
    char *name[] = { "Offer", "country", "Job Title" };
    const bp_layout l = { .n_columns = 3, .name = name };
    size_t at[3];
    bp_recode *r = bp_recode_new("recode.csv");
    (void)state;
    put(r, "What country do you work in?", "US", "USA");
    put(r, "job title", "CMO ", "Chief Medical Officer");
    put(r, "gender", "M", "Man");
    bp_recode_bind(at, r, &l);
    assert_int_equal(at[0], 1);
    assert_int_equal(at[1], 2);
    assert_true(at[2] == SIZE_MAX);
    bp_recode_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_as_the_list_says),
        cmocka_unit_test(runs_of_blanks_are_one),
        cmocka_unit_test(a_value_becomes_no_two_others),
        cmocka_unit_test(a_value_can_become_a_blank),
        cmocka_unit_test(columns_are_found_by_name_then_by_role),
    };
    return cmocka_run_group_tests_name("recode", tests, NULL, NULL);
}
