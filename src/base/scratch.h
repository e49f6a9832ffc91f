/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.h - a temporary file without a name.  Layer: base. */
#ifndef BP_BASE_SCRATCH_H
#define BP_BASE_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/err.h"

/* A new one in a folder, gone once it is closed; -1 with errno set. */
int bp_scratch_in(const char *folder);

/* Where temporary files go: TMPDIR, or /tmp. */
const char *bp_scratch_folder(void);

/* The same there.  Errors: BP_EIO names the folder. */
bp_status bp_scratch_open(int *fd, bp_err *err);

/* Writes all of it behind what there is.  Errors: BP_EIO, BP_ESTOPPED */
bp_status bp_scratch_write(int fd, const void *bytes, size_t n, bp_err *err);

/* Claims room on the disk for an empty file of n bytes.  Errors: BP_EIO */
bp_status bp_scratch_claim(int fd, uint64_t n, bp_err *err);

/* Reads `room` bytes from `at` on, or less at the end: of any file.
 * Errors: BP_EIO, BP_ESTOPPED */
bp_status bp_scratch_read(int fd, void *to, size_t room, uint64_t at, size_t *n,
                          bp_err *err);

#endif
