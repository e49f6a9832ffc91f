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

/* A regular file that is not packed can also be read anywhere: by many threads at once,
 * or on from there.  Its size is what there was of it when it was opened; 0 for what is
 * no such file.  No byte beyond it is read, and one that is no longer there is a failure:
 * so all threads see the same end. */
bool bp_source_is_file(const bp_source *s);
uint64_t bp_source_size(const bp_source *s);
bp_status bp_source_read_at(const bp_source *s, char *to, size_t room, uint64_t at,
                            size_t *n, bp_err *err);
bp_status bp_source_seek(bp_source *s, uint64_t at, bp_err *err);

/* Is a regular file, packed or not, still what it was when it was opened?  What is none
 * cannot be asked.  Errors: BP_EIO, "changed while it was read" */
bp_status bp_source_unchanged(const bp_source *s, bp_err *err);

/* For the digest: so many bytes were read at `at` of such a file.  They come in their
 * order, by one thread at a time; those that it has already do no harm. */
void bp_source_note(bp_source *s, const char *bytes, size_t n, uint64_t at);

/* Back to the start, after reading what was not read yet. */
bp_status bp_source_rewind(bp_source *s, bp_err *err);

/* For a source opened with `digest`, once all of it was read. */
void bp_source_digest(bp_source *s, char hex[65]);

#endif
