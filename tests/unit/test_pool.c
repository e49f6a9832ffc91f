/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "base/pool.h"

#define WORKERS 7

static bp_status mark(void *arg, size_t worker, bp_err *err)
{
    int *seen = arg;
    seen[worker]++;
    if (worker == 3 || worker == 5)
        return bp_fail(err, NULL, BP_EDATA, "worker %zu failed", worker);
    return BP_OK;
}

static bp_status refuse(void *arg, size_t worker, bp_err *err)
{
    (void)arg;
    return bp_fail(err, NULL, BP_ELIMIT, "worker %zu", worker);
}

static void every_worker_works_once_and_the_first_failure_is_told(void **state)
{
    int seen[WORKERS] = { 0 };
    bp_err err;
    (void)state;
    assert_int_equal(bp_pool_run(WORKERS, mark, seen, &err), BP_EDATA);
    assert_string_equal(err.text, "worker 3 failed");
    for (size_t i = 0; i < WORKERS; i++)
        assert_int_equal(seen[i], 1);
}

static void one_worker_is_the_caller(void **state)
{
    int seen[1] = { 0 };
    (void)state;
    assert_int_equal(bp_pool_run(1, mark, seen, NULL), BP_OK);
    assert_int_equal(seen[0], 1);
    assert_int_equal(bp_pool_run(1, refuse, NULL, NULL), BP_ELIMIT);
}

#define TASKS 50

static bp_status mark_task(void *arg, size_t i, bp_err *err)
{
    int *seen = arg;
    seen[i]++;
    return i == 20 || i == 33 ? bp_fail(err, NULL, BP_EDATA, "task %zu failed", i)
                              : BP_OK;
}

static void tasks_are_done_up_to_the_first_that_fails(void **state)
{
    (void)state;
    for (size_t workers = 1; workers <= WORKERS; workers++) {
        int seen[TASKS] = { 0 };
        bp_err err;
        assert_int_equal(bp_pool_tasks(workers, 20, mark_task, seen, &err), BP_OK);
        assert_int_equal(bp_pool_tasks(workers, TASKS, mark_task, seen, &err), BP_EDATA);
        assert_string_equal(err.text, "task 20 failed");
        for (size_t i = 0; i < TASKS; i++)
            assert_true(i < 20 ? seen[i] == 2 : seen[i] <= 1);
        assert_int_equal(bp_pool_tasks(workers, TASKS, mark_task, seen, NULL), BP_EDATA);
        assert_int_equal(bp_pool_tasks(workers, 0, mark_task, seen, NULL), BP_OK);
    }
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(bp_pool_cores() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_worker_works_once_and_the_first_failure_is_told),
        cmocka_unit_test(one_worker_is_the_caller),
        cmocka_unit_test(tasks_are_done_up_to_the_first_that_fails),
        cmocka_unit_test(there_is_a_processor),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
