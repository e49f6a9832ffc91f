/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "data/pay.h"
#include "reading.h"

/* What blocks say of each organisation of a group: sums and counts, by id; the last is of
 * those without a name. */
typedef struct tally {
    uint64_t n[4];
    int64_t sum[4];
} tally;

static tally tally_of(const bp_pay_groups *g, size_t group)
{
    int64_t one = 1; /* in units */
    for (int i = 0; i < bp_survey_shape(g->survey)->scale; i++)
        one *= 10;
    tally t = { { 0 }, { 0 } };
    bp_org_block b;
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, &g->group[group]);) {
        const size_t at = b.org == BP_NO_ID ? 3 : b.org;
        assert_in_range(b.n, 1, BP_BLOCK_VALUES);
        assert_true(b.org == BP_NO_ID || b.org < g->org_ids);
        t.n[at] += b.n;
        for (size_t i = 0; i < b.n; i++)
            t.sum[at] += b.value[i] / one;
    }
    return t;
}

/* Counted by hand. */
static void blocks_say_whose_pay_it_is(void **state)
{
    static const char *const by[] = { "tier" };
    (void)state;
    put("pay.csv", "organisation,tier,salary\n"
                   "Beta,CMO,500\nAlpha,CMO,400\nBeta,Director,300\n,CMO,450\n"
                   "Alpha,CMO,410\nAlpha,Director,310\n,Director,320\n");
    choice.by = by;
    choice.n_by = 1;
    bp_survey *s = read_it();
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_pay_groups_new(&g, s, 0, (size_t[]){ 0 }, 1, &err), BP_OK);
    assert_int_equal(g->n, 3);
    const tally all = tally_of(g, 0), cmo = tally_of(g, 1), director = tally_of(g, 2);
    /* ids are in the order of names, of which the empty one is the first */
    assert_memory_equal(all.n, ((uint64_t[]){ 0, 3, 2, 2 }), sizeof all.n);
    assert_memory_equal(all.sum, ((int64_t[]){ 0, 1120, 800, 770 }), sizeof all.sum);
    assert_memory_equal(cmo.sum, ((int64_t[]){ 0, 810, 500, 450 }), sizeof all.sum);
    assert_memory_equal(director.sum, ((int64_t[]){ 0, 310, 300, 320 }), sizeof all.sum);
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

/* More values than a block has, of one organisation; none is lost at its edge. */
static void large_organisations_have_several_blocks(void **state)
{
    enum { ROWS = 3 * BP_BLOCK_VALUES + 1 };
    (void)state;
    FILE *f = fopen("pay.csv", "w");
    assert_non_null(f);
    fputs("organisation,salary\n", f);
    for (int i = 1; i <= ROWS; i++)
        fprintf(f, "Alpha,%d\n", i);
    assert_int_equal(fclose(f), 0);
    bp_survey *s = read_it();
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_pay_groups_new(&g, s, 0, NULL, 0, &err), BP_OK);
    const tally all = tally_of(g, 0);
    assert_int_equal(all.n[0], ROWS);
    assert_int_equal(all.sum[0], (int64_t)ROWS * (ROWS + 1) / 2);
    bp_pay_groups_free(g);
    bp_survey_free(s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(blocks_say_whose_pay_it_is),
        TEST(large_organisations_have_several_blocks),
    };
    return cmocka_run_group_tests_name("orgpay", tests, NULL, NULL);
}
