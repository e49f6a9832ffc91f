/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kept.h - a failure that is told later.  Layer: base.
 *
 * An error has room for a long message; of thousands of files few have one. */
#ifndef BP_BASE_KEPT_H
#define BP_BASE_KEPT_H

#include <stdbool.h>

#include "benchpay/err.h"

/* {0} is no failure. */
typedef struct bp_kept_err {
    bp_err *at; /* owned; or NULL: there was none, or no memory for it */
    bool lost;
} bp_kept_err;

static inline bool bp_kept_is(const bp_kept_err *k)
{
    return k->at != NULL || k->lost;
}

/* Keeps it instead of what was kept before; of status BP_OK it is none.  Where memory is
 * out, that is the failure from here on. */
void bp_kept_set(bp_kept_err *k, const bp_err *err);

/* The failure, in *err, which may be NULL, and its status; BP_OK: there is none. */
bp_status bp_kept_tell(const bp_kept_err *k, bp_err *err);

void bp_kept_release(bp_kept_err *k);

#endif
