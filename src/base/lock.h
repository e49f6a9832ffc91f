/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.h - one run at a time.  Layer: base. */
#ifndef BP_BASE_LOCK_H
#define BP_BASE_LOCK_H

#include "benchpay/err.h"

typedef struct bp_lock bp_lock;

/* Holds PATH.lock, which exists only while it is held, and goes with the process.
 * Errors: BP_EIO  somebody else holds it, or it cannot be made; BP_ELIMIT */
bp_status bp_lock_take(bp_lock **out, const char *path, bp_err *err);

/* NULL is not held. */
void bp_lock_free(bp_lock *l);

#endif
