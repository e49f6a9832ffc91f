/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory in temporary files, of which little may be in memory: nothing is lost. */
#include "near.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/mapped.h"

#define PIECES 300
#define NUMBERS 4096 /* of a piece */

static void what_is_let_go_of_comes_back(void **state)
{
    (void)state;
    bp_mapped *m = bp_mapped_new(100000); /* which three pieces exceed */
    uint64_t *piece[PIECES];
    assert_non_null(m);
    assert_int_equal(bp_mapped_most(m), 100000);
    for (uint64_t i = 0; i < PIECES; i++) {
        piece[i] = bp_mapped_take(m, NUMBERS * sizeof(uint64_t) - i % 50);
        assert_non_null(piece[i]);
        assert_int_equal((uintptr_t)piece[i] % sizeof(max_align_t), 0);
        assert_true(piece[i][0] == 0 && piece[i][NUMBERS / 2] == 0);
        bp_mapped_use(m, NUMBERS * sizeof(uint64_t));
        for (uint64_t k = 0; k < NUMBERS - 7; k++)
            piece[i][k] = i * NUMBERS + k;
    }
    for (uint64_t i = PIECES; i-- > 0;) {
        bp_mapped_read(m, piece[i], NUMBERS * sizeof(uint64_t) - i % 50);
        for (uint64_t k = 0; k < NUMBERS - 7; k++)
            assert_true(piece[i][k] == i * NUMBERS + k);
    }
    bp_err err;
    assert_int_equal(bp_mapped_failure(m, &err), BP_OK);
    bp_mapped_free(m);
}

/* AddressSanitizer has a byte of its own for eight. */
#ifdef __SANITIZE_ADDRESS__
#define SHADOW(n) ((n) / 8)
#else
#define SHADOW(n) 0
#endif

/* Resident pages of this process. */
static long resident(void)
{
    long all, here = -1;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f == NULL)
        return -1;
    if (fscanf(f, "%ld %ld", &all, &here) != 2)
        here = -1;
    fclose(f);
    return here;
}

static void no_more_than_was_said_is_in_memory(void **state)
{
    (void)state;
    const size_t all = (size_t)64 << 20, most = (size_t)4 << 20, step = (size_t)1 << 18;
    bp_mapped *m = bp_mapped_new(most);
    const long before = resident();
    char *at = bp_mapped_take(m, all);
    long peak = 0;
    assert_non_null(at);
    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < all; i += step) {
            if (again)
                bp_mapped_read(m, at + i, step);
            else
                bp_mapped_use(m, step);
            memset(at + i, 'x', step);
            const long more = resident() - before;
            peak = more > peak ? more : peak;
        }
    }
    if (before > 0) /* and what the process itself takes meanwhile */
        assert_in_range(peak, 1, (2 * most + SHADOW(all)) / BP_MAPPED_PAGE);
    bp_mapped_free(m);
}

/* A file that may have no more than so many bytes stands for a full disk. */
static void a_full_disk_is_told(void **state)
{
    (void)state;
    bp_err err;
    struct rlimit was, little;
    bp_mapped *m = bp_mapped_new(100000);
    void *first = bp_mapped_take(m, 100);
    assert_non_null(first);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    little = was;
    little.rlim_cur = 10000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    const void *at = bp_mapped_take(m, (size_t)2 << 20);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, handler);
    assert_null(at);
    assert_int_equal(bp_mapped_failure(m, &err), BP_EIO);
    assert_non_null(strstr(err.text, "cannot be written to a temporary file in '"));
    assert_int_equal(err.hint, BP_HINT_FOLDER);
    memset(first, 1, 100); /* what was taken before is there still */
    bp_mapped_free(m);
}

static void more_than_there_can_be_is_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_mapped *m = bp_mapped_new(100000);
    assert_null(bp_mapped_take(m, SIZE_MAX / 2));
    assert_int_not_equal(bp_mapped_failure(m, &err), BP_OK);
    bp_mapped_free(m);
    bp_mapped_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_let_go_of_comes_back),
        cmocka_unit_test(no_more_than_was_said_is_in_memory),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(more_than_there_can_be_is_refused),
    };
    return cmocka_run_group_tests_name("mapped", tests, NULL, NULL);
}
