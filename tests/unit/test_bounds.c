/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bounds.c - what sums tell of their parts, against other ways to find it: ranks
 * modulo a prime, and all solutions of small systems one by one. */
#include "near.h"

#include <string.h>

#include "analysis/bounds.h"

static uint64_t seed = 20261129;

static uint64_t drawn(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (seed >> 11) % below;
}

enum { X = 6, R = 5 };

typedef struct relations {
    bp_int128 value[X];
    int64_t times[R][X];
    bp_term term[R][X];
    bp_relation r[R];
    size_t n;
    size_t x;
} relations;

static void finish(relations *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->r[i] = (bp_relation){ .term = s->term[i] };
        for (size_t x = 0; x < s->x; x++) {
            if (s->times[i][x] == 0)
                continue;
            s->term[i][s->r[i].n++] = (bp_term){ x, s->times[i][x] };
            s->r[i].value += s->times[i][x] * s->value[x];
        }
    }
}

static void draw(relations *to)
{
    relations s = { .n = 1 + drawn(R), .x = 2 + drawn(X - 1) };
    for (size_t x = 0; x < s.x; x++)
        s.value[x] = (int64_t)drawn(4);
    for (size_t i = 0; i < s.n; i++)
        for (size_t x = 0; x < s.x; x++)
            s.times[i][x] =
                (int64_t)(drawn(2) * (1 + drawn(8) / 7)) * (drawn(5) ? 1 : -1);
    *to = s;
    finish(to);
}

/* ---- ranks modulo a prime ---- */

#define PRIME 2147483647

static int64_t power(int64_t a, int64_t k)
{
    int64_t out = 1;
    for (a = (a % PRIME + PRIME) % PRIME; k > 0; k /= 2, a = a * a % PRIME)
        out = k % 2 ? out * a % PRIME : out;
    return out;
}

static size_t rank_of(int64_t m[R + 1][X], size_t rows, size_t columns)
{
    size_t rank = 0;
    for (size_t c = 0; c < columns && rank < rows; c++) {
        size_t at = rank;
        while (at < rows && m[at][c] % PRIME == 0)
            at++;
        if (at == rows)
            continue;
        for (size_t k = 0; k < columns; k++) {
            const int64_t swap = m[at][k];
            m[at][k] = m[rank][k];
            m[rank][k] = swap;
        }
        const int64_t by = power(m[rank][c], PRIME - 2);
        for (size_t i = rank + 1; i < rows; i++) {
            const int64_t f = (m[i][c] % PRIME + PRIME) % PRIME * by % PRIME;
            for (size_t k = 0; k < columns; k++)
                m[i][k] = ((m[i][k] - f * (m[rank][k] % PRIME)) % PRIME + PRIME) % PRIME;
        }
        rank++;
    }
    return rank;
}

static bool is_determined(const relations *s, size_t x)
{
    int64_t m[R + 1][X] = { { 0 } };
    memcpy(m, s->times, sizeof s->times);
    const size_t without = rank_of(m, s->n, s->x);
    memcpy(m, s->times, sizeof s->times);
    memset(m[s->n], 0, sizeof m[0]);
    m[s->n][x] = 1;
    return rank_of(m, s->n + 1, s->x) == without;
}

static void elimination_finds_what_is_determined_and_no_more(void **state)
{
    (void)state;
    size_t determined = 0;
    for (int k = 0; k < 20000; k++) {
        relations s;
        draw(&s);
        bp_echelon e;
        assert_int_equal(bp_echelon_new(&e, s.r, s.n, s.x, NULL), BP_OK);
        assert_true(e.exact);
        for (size_t x = 0; x < s.x; x++) {
            bool alone = false;
            for (size_t i = 0; i < e.n; i++)
                if (e.relation[i].n == 1 && e.relation[i].term[0].x == x) {
                    alone = true;
                    assert_true(e.relation[i].term[0].times * s.value[x] ==
                                e.relation[i].value);
                }
            assert_int_equal(alone, is_determined(&s, x));
            determined += alone;
        }
        bp_echelon_release(&e);
    }
    assert_true(determined > 10000);
}

/* ---- all solutions of values from 0 to 3 ---- */

static bool holds(const relations *s, const int v[])
{
    for (size_t i = 0; i < s->n; i++) {
        bp_int128 sum = 0;
        for (size_t x = 0; x < s->x; x++)
            sum += s->times[i][x] * v[x];
        if (sum != s->r[i].value)
            return false;
    }
    return true;
}

static void bounds_leave_no_solution_out(void **state)
{
    (void)state;
    for (int k = 0; k < 2000; k++) {
        relations s;
        draw(&s);
        bp_bounds b[X];
        bp_echelon e;
        for (size_t x = 0; x < s.x; x++)
            b[x] = (bp_bounds){ 0, BP_UNBOUNDED };
        bp_bounds_narrow(b, s.r, s.n);
        assert_int_equal(bp_echelon_new(&e, s.r, s.n, s.x, NULL), BP_OK);
        bp_bounds_narrow(b, e.relation, e.n);
        bp_echelon_release(&e);
        for (unsigned all = 0; all < 1u << 2 * s.x; all++) {
            int v[X];
            for (size_t x = 0; x < s.x; x++)
                v[x] = all >> 2 * x & 3;
            if (!holds(&s, v))
                continue;
            for (size_t x = 0; x < s.x; x++)
                assert_true(b[x].lo <= v[x] && v[x] <= b[x].hi);
        }
    }
}

/* By hand: of 70 = a + b + c with a, b, c >= 10, 20, 5: a <= 45, b <= 55, c <= 40. */
static void one_sum_bounds_its_parts(void **state)
{
    (void)state;
    const bp_term term[] = { { 0, 1 }, { 1, 1 }, { 2, 1 } };
    const bp_relation r = { term, 3, 70 };
    bp_bounds b[] = { { 10, BP_UNBOUNDED }, { 20, BP_UNBOUNDED }, { 5, BP_UNBOUNDED } };
    bp_bounds_narrow(b, &r, 1);
    assert_true(b[0].hi == 45 && b[1].hi == 55 && b[2].hi == 40);
    assert_true(b[0].lo == 10 && b[1].lo == 20 && b[2].lo == 5);
}

/* Two rows and three columns: a + b = 30, c + d + e = 77, a + c = 40, b + d = 60 and
 * e + f = 107.  No sum has one unknown alone; the first two less the next two say that e
 * is 7. */
static void sums_tell_together_what_none_tells_alone(void **state)
{
    (void)state;
    const bp_term term[][3] = { { { 0, 1 }, { 1, 1 } },
                                { { 2, 1 }, { 3, 1 }, { 4, 1 } },
                                { { 0, 1 }, { 2, 1 } },
                                { { 1, 1 }, { 3, 1 } },
                                { { 4, 1 }, { 5, 1 } } };
    const bp_relation r[] = { { term[0], 2, 30 },
                              { term[1], 3, 77 },
                              { term[2], 2, 40 },
                              { term[3], 2, 60 },
                              { term[4], 2, 107 } };
    bp_bounds b[6];
    for (size_t x = 0; x < 6; x++)
        b[x] = (bp_bounds){ 0, BP_UNBOUNDED };
    bp_bounds_narrow(b, r, 5);
    assert_true(b[4].lo < 7 && b[4].hi > 7);
    bp_echelon e;
    assert_int_equal(bp_echelon_new(&e, r, 5, 6, NULL), BP_OK);
    bp_bounds_narrow(b, e.relation, e.n);
    assert_true(b[4].lo == 7 && b[4].hi == 7 && b[5].lo == 100 && b[5].hi == 100);
    assert_true(b[0].lo < b[0].hi);
    bp_echelon_release(&e);
}

/* Each multiplies by a million more than the last: no longer exact, and said so. */
static void coefficients_that_grow_too_large_are_said(void **state)
{
    (void)state;
    const bp_term term[][2] = { { { 0, 999983 }, { 1, 1 } },
                                { { 0, 1 }, { 1, 999979 } } };
    const bp_relation r[] = { { term[0], 2, 7 }, { term[1], 2, 9 } };
    bp_echelon e;
    assert_int_equal(bp_echelon_new(&e, r, 2, 2, NULL), BP_OK);
    assert_true(e.exact); /* one unknown is left, of which any multiple is one */
    bp_echelon_release(&e);
    const bp_term more[][3] = { { { 0, 999983 }, { 1, 1 }, { 2, 1 } },
                                { { 0, 1 }, { 1, 999979 }, { 2, 3 } } };
    const bp_relation m[] = { { more[0], 3, 7 }, { more[1], 3, 9 } };
    assert_int_equal(bp_echelon_new(&e, m, 2, 3, NULL), BP_OK);
    assert_false(e.exact);
    bp_echelon_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elimination_finds_what_is_determined_and_no_more),
        cmocka_unit_test(bounds_leave_no_solution_out),
        cmocka_unit_test(one_sum_bounds_its_parts),
        cmocka_unit_test(sums_tell_together_what_none_tells_alone),
        cmocka_unit_test(coefficients_that_grow_too_large_are_said),
    };
    return cmocka_run_group_tests_name("bounds", tests, NULL, NULL);
}
