/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.h - a temporary file without a name.  Layer: ingest. */
#ifndef BP_INGEST_SPOOL_H
#define BP_INGEST_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/err.h"

/* In the folder for temporary files; gone once *fd is closed.  Errors: BP_EIO */
bp_status bp_spool_open(int *fd, bp_err *err);

/* Writes all of it behind what there is.  Errors: BP_EIO */
bp_status bp_spool_write(int fd, const char *bytes, size_t n, bp_err *err);

/* Reads `room` bytes from `at` on, or less at the end: of any file.
 * Errors: BP_EIO, BP_ESTOPPED */
bp_status bp_spool_read(int fd, char *to, size_t room, uint64_t at, size_t *n,
                        bp_err *err);

#endif
