/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lent.h"
#include "base/mem.h"

static void memory_is_zeroed_and_never_of_size_zero(void **state)
{
    (void)state;
    unsigned char *p = bp_alloc(2, 3, 4);
    assert_non_null(p);
    for (size_t i = 0; i < 14; i++)
        assert_int_equal(p[i], 0);
    free(p);
    p = bp_alloc(0, 0, 8);
    assert_non_null(p);
    free(p);
    p = bp_alloc_buffered(14, 100);
    assert_non_null(p);
    for (size_t i = 0; i < 14; i++)
        assert_int_equal(p[i], 0);
    memset(p + 14, 1, 86);
    free(p);
}

static void a_size_that_overflows_is_refused(void **state)
{
    (void)state;
    assert_null(bp_alloc(0, SIZE_MAX / 2, 4));
    assert_null(bp_alloc(SIZE_MAX, 1, 1));
}

static void an_array_grows_and_keeps_its_elements(void **state)
{
    int *a = NULL;
    size_t cap = 0;
    (void)state;
    for (size_t n = 0; n < 1000; n++) {
        assert_true(bp_reserve(&a, &cap, n + 1, sizeof a[0]));
        a[n] = (int)(n * n);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(a[i], i * i);
    assert_true(cap < 2000);

    int *before = a;
    size_t cap_before = cap;
    assert_false(bp_reserve(&a, &cap, SIZE_MAX / 2, sizeof a[0]));
    assert_ptr_equal(a, before);
    assert_int_equal(cap, cap_before);
    free(a);
}

static void texts_of_an_arena_stay_where_they_are(void **state)
{
    static char large[40000];
    bp_arena arena = { 0 };
    const char *kept[3000];
    char text[32];
    (void)state;
    memset(large, 'x', sizeof large);
    for (int i = 0; i < 3000; i++) {
        int n = snprintf(text, sizeof text, "name %d", i);
        kept[i] = bp_arena_copy(&arena, text, (size_t)n);
        assert_non_null(kept[i]);
    }
    const char *big = bp_arena_copy(&arena, large, sizeof large);
    assert_memory_equal(big, large, sizeof large);
    assert_int_equal(big[sizeof large], 0);
    for (int i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "name %d", i);
        assert_string_equal(kept[i], text);
    }
    bp_arena_release(&arena);
    assert_null(arena.last);
}

/* Whatever was taken before, in small blocks and large ones, and joined. */
static void things_of_an_arena_are_aligned_for_anything(void **state)
{
    bp_arena arena = { 0 }, other = { 0 };
    unsigned char *kept[2000];
    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        const size_t n = i % 500 == 7 ? 3000000 : 1 + i * 37 % 5000;
        assert_non_null(bp_arena_copy(&other, "abc", i % 3));
        kept[i] = bp_arena_take(&other, n);
        assert_non_null(kept[i]);
        assert_int_equal((uintptr_t)kept[i] % _Alignof(max_align_t), 0);
        memset(kept[i], (int)(i % 256), n);
        if (i % 700 == 0) {
            bp_arena_join(&arena, &other);
            assert_null(other.last);
        }
    }
    bp_arena_join(&arena, &other);
    bp_arena_join(&arena, &other);
    for (size_t i = 0; i < 2000; i++)
        assert_int_equal(kept[i][0], i % 256);
    bp_arena_release(&arena);
}

/* The memory of this program that is there, in KiB. */
static long resident(void)
{
    char line[128];
    long kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        sscanf(line, "VmRSS: %ld", &kib);
    if (f != NULL)
        fclose(f);
    return kib;
}

/* Of three things one stays, until most are gone. */
static void what_was_lent_goes_back_bit_by_bit(void **state)
{
    enum { N = 30000, BYTES = 3001 };
    static unsigned char *at[N];
    bp_lent lent = { 0 };
    (void)state;
    for (size_t i = 0; i < N; i++) {
        at[i] = bp_lent_take(&lent, BYTES);
        assert_non_null(at[i]);
        assert_int_equal((uintptr_t)at[i] % _Alignof(max_align_t), 0);
        memset(at[i], (int)(i % 251), BYTES);
    }
    const long most = resident();
    for (size_t i = 0; i < N - 1000; i++)
        if (i % 3 > 0)
            bp_lent_back(&lent, at[i], BYTES);
    assert_true(resident() > most - 4000);
    for (size_t i = 0; i < N - 1000; i += 3) {
        assert_int_equal(at[i][0], i % 251);
        assert_int_equal(at[i][BYTES - 1], i % 251);
        bp_lent_back(&lent, at[i], BYTES);
    }
    assert_true(resident() < most - (N - 2000) * (BYTES / 1024));
    for (size_t i = N - 1000; i < N; i++)
        assert_int_equal(at[i][BYTES - 1], i % 251);
    assert_non_null(bp_lent_take(&lent, BP_LENT_MOST));
    bp_lent_release(&lent);
    assert_null(lent.last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_never_of_size_zero),
        cmocka_unit_test(a_size_that_overflows_is_refused),
        cmocka_unit_test(an_array_grows_and_keeps_its_elements),
        cmocka_unit_test(texts_of_an_arena_stay_where_they_are),
        cmocka_unit_test(what_was_lent_goes_back_bit_by_bit),
        cmocka_unit_test(things_of_an_arena_are_aligned_for_anything),
    };
    return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
