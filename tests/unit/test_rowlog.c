/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdlib.h>

#include "data/rowlog.h"

/* Rows of three slices in turn, more of each than any block holds; every 5,000th has pay
 * that takes 64 bits. */
#define SLICES 3
#define ROWS 120000

static const bp_shape shape = { .n_elements = 2, .step = 100, .has_org = true };

static bp_log_row row_of(uint32_t i)
{
    return (bp_log_row){ .place = { .order = 40 * (uint64_t)i, .line = 2 + i },
                         .slice = i % SLICES,
                         .prefix = i % 777,
                         .org = i % 1009,
                         .row_hash = i * UINT64_C(0x9e3779b97f4a7c15),
                         .pay = { i % 5000 == 7 ? INT64_C(1) << 50 : 100 * (int64_t)i,
                                  i % 3 == 0 ? BP_NO_PAY : 100 } };
}

static void fill(bp_row_log *l)
{
    for (uint32_t i = 0; i < ROWS; i++) {
        const bp_log_row row = row_of(i);
        assert_true(bp_row_log_add(l, &shape, &row));
    }
}

/* All rows of the slices that are kept are there, once each, as they were. */
static void check(const bp_row_log *l, const bool keep[])
{
    bool *seen = calloc(ROWS, sizeof *seen);
    bp_log_view view = { 0 };
    const bp_log_block *b;
    bp_err err;
    size_t n = 0;
    assert_non_null(seen);
    for (size_t k = 0; k < l->n_blocks; k++) {
        assert_int_equal(bp_log_block_at(&b, &view, l, k, &shape, &err), BP_OK);
        for (size_t i = 0; i < b->n; i++, n++) {
            bp_log_row got;
            bp_log_row_read(&got, &shape, b, i);
            const uint32_t at = (uint32_t)got.place.line - 2;
            const bp_log_row want = row_of(at);
            assert_true(keep[got.slice] && !seen[at]);
            seen[at] = true;
            assert_int_equal(got.place.order, want.place.order);
            assert_int_equal(got.slice, want.slice);
            assert_int_equal(got.prefix, want.prefix);
            assert_int_equal(got.org, want.org);
            assert_int_equal(got.row_hash, want.row_hash);
            assert_int_equal(got.pay[0], want.pay[0]);
            assert_int_equal(got.pay[1], want.pay[1]);
        }
    }
    for (uint32_t i = 0; i < ROWS; i++)
        assert_int_equal(seen[i], keep[i % SLICES]);
    bp_log_view_release(&view);
    free(seen);
}

static void rows_of_slices_that_are_kept_are_as_they_were(void **state)
{
    static const bool all[SLICES] = { true, true, true };
    static const bool some[SLICES] = { true, false, true },
                      one[SLICES] = { false, false, true };
    bp_row_log l = { 0 };
    (void)state;
    fill(&l);
    check(&l, all);
    bp_row_log_leave(&l, &shape, all);
    check(&l, all);
    bp_row_log_leave(&l, &shape, some);
    check(&l, some);
    bp_row_log_leave(&l, &shape, one);
    check(&l, one);
    bp_row_log_release(&l);
}

static void rows_that_were_put_away_come_back(void **state)
{
    static const bool some[SLICES] = { false, true, true };
    bp_row_log l = { 0 };
    bp_err err;
    (void)state;
    fill(&l);
    assert_int_equal(bp_row_log_put_away(&l, &shape, &err), BP_OK);
    assert_int_equal(bp_row_log_bytes(&l, &shape), l.cap_blocks * sizeof l.block[0]);
    bp_row_log_leave(&l, &shape, some);
    check(&l, some);
    bp_row_log_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_slices_that_are_kept_are_as_they_were),
        cmocka_unit_test(rows_that_were_put_away_come_back),
    };
    return cmocka_run_group_tests_name("rowlog", tests, NULL, NULL);
}
