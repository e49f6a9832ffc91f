/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.h - the files inside a zip archive; alone knows minizip.  Layer: ingest. */
#ifndef BP_INGEST_ARCHIVE_H
#define BP_INGEST_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"
#include "ingest/raw.h"

/* Do a file's first bytes say that it is one? */
bool bp_is_archive(bp_text head);

typedef struct bp_archive bp_archive;

/* What may be unpacked of an archive at a time: BP_ARCHIVE_TIMES as many bytes as the
 * file has, and BP_ARCHIVE_FREE more.  Real sheets shrink to a tenth. */
#define BP_ARCHIVE_TIMES 100
#define BP_ARCHIVE_FREE ((uint64_t)16 << 20)

/*   raw  a regular file; borrowed
 * Errors: BP_EDATA  it is damaged or cut off
 *         BP_ELIMIT, and those of bp_raw_read_at */
bp_status bp_archive_open(bp_archive **out, const bp_raw *raw, bp_err *err);
void bp_archive_free(bp_archive *a);

/* Is there a file of this name, ASCII case ignored? */
bool bp_archive_has(const bp_archive *a, const char *name);

/* What it may unpack to, as above. */
uint64_t bp_archive_limit(const bp_archive *a);

/* One file in it, from its start. */
typedef struct bp_entry bp_entry;

/* Any number may be open at a time.
 * Errors: BP_EDATA  no such file or two of them, a damaged one, one with a password, or
 *                   one that is packed as those of workbooks are not
 *         BP_ELIMIT, and those of bp_raw_read_at */
bp_status bp_entry_open(bp_entry **out, const bp_archive *a, const char *name,
                        bp_err *err);
void bp_entry_free(bp_entry *e);

/* Reads `room` bytes, or less at the end.
 * Errors: BP_EDATA  it is damaged, or not what the archive says of it
 *         BP_ELIMIT  it is larger than the limit; and those of bp_raw_read_at */
bp_status bp_entry_read(bp_entry *e, char *to, size_t room, size_t *n, bp_err *err);

#endif
