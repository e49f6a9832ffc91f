/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"

#include <stdlib.h>

#include "data/order.h"
#include "data/paystore.h"

/* Few, that all have pages of their own; and many: shares, the last one not full. */
#define FEW 1000
#define CELLS 3000
#define PARTS 3
#define VALUES 60000

typedef struct noted {
    uint32_t cell;
    int64_t pay;
} noted;

static int by_cell_and_pay(const void *a, const void *b)
{
    const noted *x = a, *y = b;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return (x->pay > y->pay) - (x->pay < y->pay);
}

/* Steps, amounts between steps, below 0 and beyond 32 bits, and none. */
static int64_t draw(uint64_t *random, int64_t step)
{
    const uint64_t r = made_random(random);
    switch (r % 8) {
    case 0:
        return (int64_t)(r >> 8) % 100000 * step + 1;
    case 1:
        return -(int64_t)(r >> 60) * step;
    case 2:
        return ((int64_t)UINT32_MAX + (int64_t)(r / 8 % 3) - 1) * step;
    case 3:
        return r % 16 == 3 ? BP_NO_PAY : INT64_MAX - (int64_t)(r % 5);
    default:
        return (int64_t)(r >> 8) % 400000 * step;
    }
}

/* The last numbers of a block are free, and stand for its first cell. */
#define TAKEN 250

static uint32_t taken(uint32_t cell)
{
    const bool is_free = cell >= BP_CELLS_FIRST && cell % BP_CELL_BLOCK >= TAKEN;
    return is_free ? cell / BP_CELL_BLOCK * BP_CELL_BLOCK : cell;
}

/* Few cells get most of the values, so that there are long pages and short ones. */
static uint32_t draw_cell(uint64_t *random, uint32_t cells)
{
    const uint64_t r = made_random(random);
    return taken((uint32_t)(r % 4 > 0 ? (r >> 8) % 40 * (cells / 41) : (r >> 8) % cells));
}

/* Prefixes of the blocks, in no order; the last are of one kind. */
static bp_cell_id *make_ids(uint32_t cells)
{
    bp_cell_id *id = malloc(cells * sizeof *id);
    for (uint32_t c = 0; c < cells; c++)
        id[c] = (bp_cell_id){ .prefix = c / BP_CELL_BLOCK * 41 % 100, .org = c };
    return id;
}

static noted *read_all(const bp_pay_store *l, uint32_t cells, size_t *n)
{
    noted *all = malloc(VALUES * sizeof *all);
    *n = 0;
    for (uint32_t c = 0; c < cells; c++) {
        const size_t before = *n;
        for (size_t i = 0; i < bp_pay_store_runs(l, c); i++) {
            const bp_run run = bp_pay_store_run(l, c, i);
            for (size_t k = 0; k < run.n; k++)
                all[(*n)++] = (noted){ c, bp_run_value(&run, k) };
        }
        assert_int_equal(bp_pay_store_count(l, c), *n - before);
    }
    qsort(all, *n, sizeof *all, by_cell_and_pay);
    return all;
}

/* How much of what is put away may be in memory: little is let go of often. */
#define LITTLE 100000

/*   away  whether half of the amounts are put away
 *   each  so many of the buffers have pages for each cell */
static void check(uint32_t cells, int64_t step, bool away, size_t each)
{
    bp_err err;
    uint64_t random = 88172645463325252u;
    bp_pay_buffer buffer[PARTS] = { { .step = step },
                                    { .step = step },
                                    { .step = step } };
    uint32_t *now = malloc(PARTS * cells * sizeof *now);
    bp_cell_id *id = make_ids(cells);
    bp_pay_source source[PARTS];
    for (size_t p = 0; p < each; p++)
        buffer[p].each = true;
    for (uint32_t p = 0; p < PARTS; p++) { /* each has numbers of its own for the cells */
        source[p] = (bp_pay_source){ &buffer[p], now + p * cells, cells };
        for (uint32_t c = 0; c < cells; c++)
            now[p * cells + c] = (taken(c) * 7 + p * 1000) % cells;
    }
    noted *want = malloc(VALUES * sizeof *want);
    size_t n = 0;
    for (size_t i = 0; i < VALUES; i++) {
        const uint32_t cell = draw_cell(&random, cells);
        const int64_t pay = draw(&random, step);
        for (size_t p = 0; p < PARTS && away && i == VALUES / 2; p++)
            assert_true(bp_pay_buffer_put_away(&buffer[p], LITTLE));
        if (i / PARTS % 50 == 0) /* then there are more pages, of several lengths */
            bp_pay_buffer_expect(&buffer[i % PARTS], cell, i % 300);
        assert_true(bp_pay_buffer_add(&buffer[i % PARTS], id, &cell, &pay, 1));
        if (pay != BP_NO_PAY)
            want[n++] = (noted){ now[i % PARTS * cells + cell], pay };
    }
    qsort(want, n, sizeof *want, by_cell_and_pay);

    bp_int128 sum = 0;
    uint64_t summed;
    for (size_t p = 0; p < PARTS; p++)
        sum += bp_pay_buffer_sum(&buffer[p], &summed);
    bp_pay_store store = { 0 };
    assert_int_equal(
        bp_pay_store_build(&store, source, PARTS, cells, step, LITTLE, PARTS, &err),
        BP_OK);
    assert_int_equal(store.away != NULL, away);
    size_t got_n;
    noted *got = read_all(&store, cells, &got_n);
    assert_int_equal(got_n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(got[i].cell, want[i].cell);
        assert_true(got[i].pay == want[i].pay);
        sum -= want[i].pay;
    }
    assert_true(sum == 0);
    bp_pay_store_release(&store);
    free(got);
    free(want);
    free(id);
    free(now);
}

static void every_amount_gets_to_its_cell(void **state)
{
    (void)state;
    const int64_t step[] = { 1, 250, 1000000000 };
    for (size_t i = 0; i < sizeof step / sizeof step[0]; i++) {
        for (int away = 0; away < 2; away++) {
            for (size_t each = 0; each <= PARTS; each++) {
                check(FEW, step[i], away, each);
                check(CELLS, step[i], away, each);
            }
        }
    }
}

/* A page of what is expected has no room beyond, and goes back once it was moved. */
static void a_cell_of_a_part_takes_what_it_has(void **state)
{
    (void)state;
    enum { N = 3000, EACH = 200 };
    static uint32_t now[N];
    bp_err err;
    bp_pay_buffer buffer = { .step = 1, .each = true };
    const bp_pay_source source = { &buffer, now, N };
    bp_pay_store store = { 0 };
    for (uint32_t c = 0; c < N; c++) {
        now[c] = N - 1 - c;
        bp_pay_buffer_expect(&buffer, c, EACH);
        for (int64_t i = 0; i < EACH; i++)
            assert_true(bp_pay_buffer_add(&buffer, NULL, &c, &(int64_t){ c + i }, 1));
    }
    assert_int_equal(buffer.bytes, N * (sizeof(bp_page) + EACH * sizeof(uint32_t)));
    assert_int_equal(bp_pay_store_build(&store, &source, 1, N, 1, LITTLE, 1, &err),
                     BP_OK);
    assert_null(buffer.lent.last);
    for (uint32_t c = 0; c < N; c++) {
        assert_int_equal(bp_pay_store_runs(&store, c), 1);
        const bp_run run = bp_pay_store_run(&store, c, 0);
        assert_int_equal(run.n, EACH);
        assert_int_equal(bp_run_value(&run, EACH - 1), N - 1 - c + EACH - 1);
    }
    bp_pay_store_release(&store);
}

/* Who reads pay that is away lets go of some before the rest, so no run of it is long. */
static void a_long_cell_that_is_away_has_several_runs(void **state)
{
    (void)state;
    bp_err err;
    bp_pay_buffer buffer = { .step = 1 };
    const uint32_t now[] = { 0 }, cell = 0;
    const bp_pay_source source = { &buffer, now, 1 };
    bp_pay_store store = { 0 };
    const size_t n = 2 * BP_AWAY_VALUES + 1;
    assert_true(bp_pay_buffer_put_away(&buffer, LITTLE));
    for (size_t i = 0; i < n; i++)
        assert_true(bp_pay_buffer_add(&buffer, NULL, &cell, &(int64_t){ 0 }, 1));
    assert_int_equal(bp_pay_store_build(&store, &source, 1, 1, 1, LITTLE, 1, &err),
                     BP_OK);
    assert_int_equal(bp_pay_store_count(&store, 0), n);
    assert_int_equal(bp_pay_store_runs(&store, 0), 3);
    const bp_run last[] = { bp_pay_store_run(&store, 0, 1),
                            bp_pay_store_run(&store, 0, 2) };
    assert_int_equal(last[0].n, BP_AWAY_VALUES);
    assert_int_equal(last[1].n, 1);
    assert_ptr_equal(last[0].steps + last[0].n, last[1].steps);
    assert_false(bp_run_joins(&last[0], &last[1]));
    bp_pay_store_release(&store);
}

static void nothing_makes_an_empty_store(void **state)
{
    (void)state;
    bp_err err;
    bp_pay_buffer buffer = { .step = 1 };
    const uint32_t now[] = { 1, 0 };
    const bp_pay_source source = { &buffer, now, 2 };
    bp_pay_store store = { 0 };
    assert_int_equal(bp_pay_store_build(&store, &source, 1, 2, 1, 0, 1, &err), BP_OK);
    for (size_t c = 0; c < 2; c++) {
        assert_int_equal(bp_pay_store_count(&store, c), 0);
        for (size_t i = 0; i < bp_pay_store_runs(&store, c); i++)
            assert_int_equal(bp_pay_store_run(&store, c, i).n, 0);
    }
    bp_pay_store_release(&store);
}

static void rows_are_ordered_and_equal_ones_stay(void **state)
{
    (void)state;
    enum { N = 5000, WIDTH = 4 };
    static uint32_t row[N][WIDTH], list[N];
    uint64_t random = 362436069362436069u;
    for (uint32_t i = 0; i < N; i++) {
        row[i][0] = (uint32_t)(made_random(&random) % 3);
        row[i][1] = UINT32_MAX - (uint32_t)(made_random(&random) % 2);
        row[i][2] = (uint32_t)(made_random(&random) % 7) << 20;
        row[i][3] = (uint32_t)(made_random(&random) % 40) * 107374182;
        list[i] = i;
    }
    const size_t part[] = { 2, 3, 1, 0 };
    assert_true(bp_order_rows(list, N, row[0], WIDTH, part, 4));
    for (size_t i = 1; i < N; i++) {
        const uint32_t *a = row[list[i - 1]], *b = row[list[i]];
        size_t k = 0;
        while (k < 4 && a[part[k]] == b[part[k]])
            k++;
        assert_true(k < 4 ? a[part[k]] < b[part[k]] : list[i - 1] < list[i]);
    }
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Against the C library's sort: numbers that are near, far apart, below 0, equal. */
static void numbers_are_ordered(void **state)
{
    enum { N = 3000 };
    static const uint64_t span[] = { 1, 2, 2048, 5000, UINT64_C(1) << 40, UINT64_MAX };
    static const size_t many[] = { 0, 1, 2, 5, N };
    uint64_t random = 88172645463325252u;
    (void)state;
    for (size_t s = 0; s < sizeof span / sizeof span[0]; s++)
        for (size_t k = 0; k < sizeof many / sizeof many[0]; k++) {
            int64_t got[N], want[N];
            for (size_t i = 0; i < many[k]; i++)
                got[i] = want[i] = (int64_t)(made_random(&random) % span[s]) - 1000;
            qsort(want, many[k], sizeof want[0], by_value);
            assert_true(bp_order_numbers(got, many[k]));
            assert_memory_equal(got, want, many[k] * sizeof want[0]);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_amount_gets_to_its_cell),
        cmocka_unit_test(a_cell_of_a_part_takes_what_it_has),
        cmocka_unit_test(a_long_cell_that_is_away_has_several_runs),
        cmocka_unit_test(nothing_makes_an_empty_store),
        cmocka_unit_test(rows_are_ordered_and_equal_ones_stay),
        cmocka_unit_test(numbers_are_ordered),
    };
    return cmocka_run_group_tests_name("paystore", tests, NULL, NULL);
}
