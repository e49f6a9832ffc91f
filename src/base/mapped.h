/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapped.h - memory whose bytes are in temporary files.  Layer: base.
 *
 * It is read and written like any other.  What was used is let go of now and then: its
 * bytes are in the file only until somebody uses them again, who notices nothing. */
#ifndef BP_BASE_MAPPED_H
#define BP_BASE_MAPPED_H

#include <stddef.h>

#include "benchpay/err.h"

#define BP_MAPPED_PAGE ((size_t)4096) /* of most kernels */

typedef struct bp_mapped bp_mapped;

/* One without bytes, of which about `most` will be in memory at a time; or NULL. */
bp_mapped *bp_mapped_new(size_t most);
void bp_mapped_free(bp_mapped *m);

size_t bp_mapped_most(const bp_mapped *m);

/* n bytes, 0 and aligned for anything, that live as long as it does; NULL: there is a
 * failure, which is told from here on.  Failures: BP_EIO, BP_ELIMIT */
void *bp_mapped_take(bp_mapped *m, size_t n);
bp_status bp_mapped_failure(const bp_mapped *m, bp_err *err);

/* Bytes from `at` on, which it took, are about to be read; or n somewhere are about to be
 * used.  By any thread. */
void bp_mapped_read(bp_mapped *m, const void *at, size_t n);
void bp_mapped_use(bp_mapped *m, size_t n);

#endif
