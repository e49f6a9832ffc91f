/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stop.c - the one flag that long work looks at.
 *
 * It is atomic and not a mere sig_atomic_t, since a handler may run on one thread while
 * the readers look on others; lock-free, since a handler must not wait. */
#include "benchpay/stop.h"

#include <stdatomic.h>

static atomic_int asked;

_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler must not take a lock");

void bp_stop_ask(int signal)
{
    atomic_store_explicit(&asked, signal, memory_order_relaxed);
}

int bp_stop_asked(void)
{
    return atomic_load_explicit(&asked, memory_order_relaxed);
}

bp_status bp_stop_check(bp_err *err)
{
    return bp_stop_asked() == 0 ? BP_OK : bp_fail(err, NULL, BP_ESTOPPED, "interrupted");
}
