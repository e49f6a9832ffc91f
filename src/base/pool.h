/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - the same work on several threads.  Layer: base. */
#ifndef BP_BASE_POOL_H
#define BP_BASE_POOL_H

#include <stddef.h>

#include "benchpay/err.h"

/* What one worker does.  `worker` is its number, 0 <= worker < workers. */
typedef bp_status bp_work(void *arg, size_t worker, bp_err *err);

/* Runs `work` on `workers` threads (the caller's is one of them) and waits for
 * all.  Returns the failure of the lowest-numbered worker that failed, if any;
 * work that must report by place in the input settles that itself. */
bp_status bp_pool_run(size_t workers, bp_work *work, void *arg, bp_err *err);

/* One of several tasks.  i is its number. */
typedef bp_status bp_task(void *arg, size_t i, bp_err *err);

/* Runs tasks 0 to n - 1, each of which the next free one of `workers` threads takes, up to
 * the first that fails.  Returns the failure of the lowest-numbered task that failed, if
 * any. */
bp_status bp_pool_tasks(size_t workers, size_t n, bp_task *task, void *arg, bp_err *err);

/* Processors that this process may use, at least 1. */
size_t bp_pool_cores(void);

/* As many workers as were asked for; 0: as there are processors. */
size_t bp_pool_workers(size_t asked);

#endif
