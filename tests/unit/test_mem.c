#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_never_of_size_zero),
        cmocka_unit_test(a_size_that_overflows_is_refused),
        cmocka_unit_test(an_array_grows_and_keeps_its_elements),
        cmocka_unit_test(texts_of_an_arena_stay_where_they_are),
    };
    return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
