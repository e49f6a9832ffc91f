/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack.h - gzip and zstd data, unpacked as they are read.  Layer: ingest. */
#ifndef BP_INGEST_UNPACK_H
#define BP_INGEST_UNPACK_H

#include <stddef.h>

#include "base/text.h"
#include "benchpay/err.h"
#include "ingest/raw.h"

typedef enum bp_packing { BP_PACKING_NONE, BP_PACKING_GZIP, BP_PACKING_ZSTD } bp_packing;

/* By the first bytes of a file. */
bp_packing bp_packing_of(bp_text head);

typedef struct bp_unpacker bp_unpacker;

/* What may be unpacked: BP_UNPACK_TIMES as many bytes as were read, and
 * BP_UNPACK_FREE more.  Real tables shrink to a tenth, hardly ever to a hundredth. */
#define BP_UNPACK_TIMES 200
#define BP_UNPACK_FREE ((uint64_t)16 << 20)

/*   raw  at its start; borrowed
 * Errors: BP_ELIMIT */
bp_status bp_unpacker_new(bp_unpacker **out, bp_raw *raw, bp_packing packing,
                          bp_err *err);
void bp_unpacker_free(bp_unpacker *u);

/* A bp_make_bytes (ahead.h): the next bytes.  All members of a gzip file and all frames
 * of a zstd file are read, one behind the other, to the end of the file.
 * Errors: BP_EDATA   they are damaged or cut off, with the place in the file
 *         BP_ELIMIT  beyond the limits above; zstd data that need more than 128 MiB of
 *                    memory; memory
 *         and those of bp_raw_read */
bp_status bp_unpacker_more(void *unpack, char *to, size_t room, size_t *n, bp_err *err);

/* After `raw` went back to its start. */
bp_status bp_unpacker_restart(bp_unpacker *u, bp_err *err);

#endif
