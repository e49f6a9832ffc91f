/* SPDX-License-Identifier: GPL-3.0-or-later */
/* raw.h - the bytes of a file, a pipe or standard input as they lie.  Layer: ingest.
 *
 * Failures here, in source.h and in decode.h say what is wrong but not where: input.c
 * adds the file and the line. */
#ifndef BP_INGEST_RAW_H
#define BP_INGEST_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"

typedef struct bp_raw bp_raw;

/* Is the SHA-256 of the bytes taken?  Ahead of what is read of a large file a thread
 * takes it, until the first bp_raw_note: so it need not wait for a look at the beginning.
 */
typedef enum bp_digesting {
    BP_DIGEST_NO,
    BP_DIGEST_READ,
    BP_DIGEST_AHEAD,
} bp_digesting;

/*   path    "-" is standard input
 *   again   it will be rewound: a pipe is copied to a temporary file
 * Errors: BP_EIO, BP_ELIMIT */
bp_status bp_raw_open(bp_raw **out, const char *path, bp_digesting digest, bool again,
                      bp_err *err);
void bp_raw_free(bp_raw *s);

/* The first bytes, at most BP_RAW_HEAD of them, which are still read after that.  Asked
 * for before anything is read.  Errors: as reading */
#define BP_RAW_HEAD 16
bp_status bp_raw_head(bp_raw *s, bp_text *head, bp_err *err);

/* After that: a pipe is read whole into a temporary file, which takes its place.
 * Errors: as reading */
bp_status bp_raw_settle(bp_raw *s, bp_err *err);

/* Reads `room` bytes, or less at the end.  Errors: BP_EIO, BP_ESTOPPED. */
bp_status bp_raw_read(bp_raw *s, char *to, size_t room, size_t *n, bp_err *err);

/* A regular file can also be read anywhere: by many threads at once, or on from
 * there.  Its size is what there was of it when it was opened; 0 for what is no file.
 * No byte beyond it is read, and one that is no longer there is a failure: so all threads
 * see the same end. */
bool bp_raw_is_file(const bp_raw *s);
uint64_t bp_raw_size(const bp_raw *s);
bp_status bp_raw_read_at(const bp_raw *s, char *to, size_t room, uint64_t at, size_t *n,
                         bp_err *err);
bp_status bp_raw_seek(bp_raw *s, uint64_t at, bp_err *err);

/* Is a regular file still what it was when it was opened?  What is none cannot be asked.
 * Errors: BP_EIO, "changed while it was read" */
bp_status bp_raw_unchanged(const bp_raw *s, bp_err *err);

/* For the digest: so many bytes were read at `at`.  They come in their order, by one
 * thread at a time; those that it has already do no harm. */
void bp_raw_note(bp_raw *s, const char *bytes, size_t n, uint64_t at);

/* From any thread: a read that waits ends with BP_ESTOPPED, and so does every other
 * until the start is gone back to. */
void bp_raw_cancel(bp_raw *s);

/* What was not read yet is read, for the digest and the copy. */
bp_status bp_raw_finish(bp_raw *s, bp_err *err);

/* Back to the start, after reading what was not read yet. */
bp_status bp_raw_rewind(bp_raw *s, bp_err *err);

/* For a source opened with `digest`, once all of it was read. */
void bp_raw_digest(bp_raw *s, char hex[65]);

#endif
