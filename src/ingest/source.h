/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - the bytes of an input, out of the file that they are packed in.
 * Layer: ingest.
 *
 * A file that is gzip or zstd data, by its first bytes and whatever its name, is unpacked
 * while it is read; of a workbook a sheet is read as comma-separated text in UTF-8; any
 * other is read as it lies. */
#ifndef BP_INGEST_SOURCE_H
#define BP_INGEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/err.h"
#include "ingest/raw.h"

typedef struct bp_source bp_source;

/*   path    "-" is standard input
 *   sheet   of a workbook: its name or number; NULL: the only one with a table; nothing
 *           to others
 *   digest  take the SHA-256 of the file as it lies
 *   again   it will be rewound: a pipe is copied to a temporary file
 * Errors: BP_EIO, BP_ELIMIT, BP_EUSAGE for a sheet that is not there, and those of
 * bp_booksheet_new */
bp_status bp_source_open(bp_source **out, const char *path, const char *sheet,
                         bp_digesting digest, bool again, bp_err *err);
void bp_source_free(bp_source *s);

/* Reads `room` bytes, or less at the end.  On failure *n bytes came before it.
 * Errors: BP_EIO, BP_ESTOPPED
 *         BP_EDATA   what is packed is damaged or cut off
 *         BP_ELIMIT  it is far larger than what it was packed in, or needs much memory */
bp_status bp_source_read(bp_source *s, char *to, size_t room, size_t *n, bp_err *err);

/* After text that cannot be: is what is packed sound to its end?  Damage often shows in
 * the text before it shows in a checksum.  What is not packed is.
 * Errors: as reading */
bp_status bp_source_check(bp_source *s, bp_err *err);

/* That of a workbook, for messages; NULL: it is none.  Lives as long. */
const bp_sheet *bp_source_sheet(const bp_source *s);

/* Is it a regular file that is not packed?  Only that can be read anywhere, and has a
 * size; that of others is 0. */
bool bp_source_is_file(const bp_source *s);
uint64_t bp_source_size(const bp_source *s);

/* The bytes as they lie, packed or not: to read anywhere where it is such a file, and for
 * the digest. */
bp_raw *bp_source_raw(const bp_source *s);

/* Back to the start, after reading what was not read yet. */
bp_status bp_source_rewind(bp_source *s, bp_err *err);

#endif
