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

/* Processors that this process may use, at least 1. */
size_t bp_pool_cores(void);

/* As many workers as were asked for; 0: as there are processors. */
size_t bp_pool_workers(size_t asked);

#endif
