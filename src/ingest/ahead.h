/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ahead.h - bytes that a thread makes before they are read.  Layer: ingest. */
#ifndef BP_INGEST_AHEAD_H
#define BP_INGEST_AHEAD_H

#include <stddef.h>

#include "benchpay/err.h"

typedef struct bp_ahead bp_ahead;

/* Makes `room` bytes, or less at the end; on failure *n bytes came before it. */
typedef bp_status bp_make_bytes(void *arg, char *to, size_t room, size_t *n, bp_err *err);

/* Starts the thread; `arg` is its own until bp_ahead_free.  Errors: BP_ELIMIT */
bp_status bp_ahead_new(bp_ahead **out, bp_make_bytes *make, void *arg, bp_err *err);

/* Ends the thread, after the call of `make` that runs. */
void bp_ahead_free(bp_ahead *a);

/* As bp_make_bytes; a failure is for good. */
bp_status bp_ahead_read(bp_ahead *a, char *to, size_t room, size_t *n, bp_err *err);

#endif
