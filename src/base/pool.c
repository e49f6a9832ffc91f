/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.c - the same work on several threads.
 *
 * The caller is worker 0, so that one worker needs no thread, and work for which no
 * thread could be made is done by the caller: limits on threads change the time and
 * nothing else. */
#define _GNU_SOURCE
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

typedef struct seat {
    bp_work *work;
    void *arg;
    size_t worker;
    pthread_t thread;
    bool running; /* on a thread of its own */
    bp_status status;
    bp_err err;
} seat;

static void *sit(void *arg)
{
    seat *s = arg;
    s->status = s->work(s->arg, s->worker, &s->err);
    return NULL;
}

bp_status bp_pool_run(size_t workers, bp_work *work, void *arg, bp_err *err)
{
    assert(workers > 0);
    seat *seats = bp_alloc(0, workers, sizeof *seats);
    if (seats == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "out of memory");
    for (size_t i = 0; i < workers; i++)
        seats[i] = (seat){ .work = work, .arg = arg, .worker = i };

    for (size_t i = 1; i < workers; i++)
        seats[i].running = pthread_create(&seats[i].thread, NULL, sit, &seats[i]) == 0;
    /* Work for which there was no thread is done here, after our own. */
    for (size_t i = 0; i < workers; i++)
        if (!seats[i].running)
            sit(&seats[i]);

    bp_status status = BP_OK;
    for (size_t i = 0; i < workers; i++) {
        if (seats[i].running)
            pthread_join(seats[i].thread, NULL);
        if (status == BP_OK && seats[i].status != BP_OK) {
            status = seats[i].status;
            if (err != NULL)
                *err = seats[i].err;
        }
    }
    free(seats);
    return status;
}

typedef struct tasks {
    bp_task *task;
    void *arg;
    size_t n;
    atomic_size_t next;
    pthread_mutex_t lock; /* of what follows */
    size_t failed;        /* the lowest task that did; n: none */
    bp_status status;
    bp_err err;
} tasks;

/* Tasks are taken in their order, so all before one that failed are taken, too. */
static bp_status take_tasks(void *arg, size_t worker, bp_err *err)
{
    tasks *t = arg;
    bp_status status = BP_OK;
    size_t i = 0;
    (void)worker;
    while (status == BP_OK && (i = atomic_fetch_add(&t->next, 1)) < t->n)
        status = t->task(t->arg, i, err);
    if (status == BP_OK)
        return BP_OK;
    atomic_store(&t->next, t->n);
    pthread_mutex_lock(&t->lock);
    if (i < t->failed) {
        t->failed = i;
        t->status = status;
        t->err = *err;
    }
    pthread_mutex_unlock(&t->lock);
    return BP_OK;
}

bp_status bp_pool_tasks(size_t workers, size_t n, bp_task *task, void *arg, bp_err *err)
{
    tasks t = {
        .task = task, .arg = arg, .n = n, .lock = PTHREAD_MUTEX_INITIALIZER, .failed = n
    };
    bp_status status =
        bp_pool_run(workers < n || n == 0 ? workers : n, take_tasks, &t, err);
    if (status == BP_OK && t.status != BP_OK) {
        status = t.status;
        if (err != NULL)
            *err = t.err;
    }
    pthread_mutex_destroy(&t.lock);
    return status;
}

size_t bp_pool_workers(size_t asked)
{
    return asked > 0 ? asked : bp_pool_cores();
}

size_t bp_pool_cores(void)
{
    cpu_set_t may;
    if (sched_getaffinity(0, sizeof may, &may) != 0)
        return 1;
    int n = CPU_COUNT(&may);
    return n > 0 ? (size_t)n : 1;
}
