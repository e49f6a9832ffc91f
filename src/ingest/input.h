/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.h - one file as decoded text, cut at record boundaries.  Layer: ingest.
 *
 * Bytes come from a file, a pipe or standard input, or out of a workbook, are decoded to
 * UTF-8 (BOM stripped, UTF-16 by its BOM, anything else by name through iconv) and are
 * cut into chunks that end with a record.  The head is looked at before the first chunk
 * is handed out and is then handed out with the rest. */
#ifndef BP_INGEST_INPUT_H
#define BP_INGEST_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/text.h"
#include "benchpay/err.h"
#include "ingest/index.h"
#include "ingest/raw.h"

typedef struct bp_input bp_input;

/* What can be read before and after the text of a chunk. */
#define BP_BEFORE 16
#define BP_BEHIND 32

/* A piece of the file that holds whole records (the last may lack its line
 * end).  Owns its text; is released before its input. */
typedef struct bp_chunk {
    const char *text;
    char *writable; /* the same, where its reader may change it; else NULL */
    size_t n;
    size_t ahead;           /* bytes of the input after it, BP_AHEAD or what is left */
    uint64_t position;      /* of its first byte in the decoded text */
    uint64_t line;          /* physical line of its first byte, from 1 */
    size_t index;           /* 0, 1, ... */
    const bp_index *fields; /* of its first lines, or NULL */
    size_t from;            /* the line in `fields` that starts with `text` */
    char delimiter;         /* of `fields` */
    void *memory;           /* that it is in */
    struct bp_blocks *home; /* that wants it back; NULL: it is freed */
} bp_chunk;

/* What the head of the input is looked at for: at most this much of it. */
#define BP_HEAD_RECORDS 10000
#define BP_HEAD_BYTES ((size_t)16 << 20)

typedef struct bp_input_options {
    const char *path;     /* "-" is standard input */
    const char *encoding; /* NULL: recognised */
    const char *sheet;    /* of a workbook: its name or number; NULL: its only table */
    bp_digesting digest;  /* of the raw bytes */
    bool backslash;       /* quotes in quoted fields are written with one */
    bool again;           /* it will be read twice: a pipe is spooled */
    size_t chunk_bytes;   /* 0: the default; tests cut smaller */
    const bp_index_form *form; /* NULL: the fastest; tests take each */
} bp_input_options;

/* Errors: BP_EIO (missing, directory, unreadable), BP_EDATA (xls or PDF
 * by its first bytes: says what it is), BP_EUSAGE (unknown encoding), BP_ELIMIT, and
 * those of bp_source_open. */
bp_status bp_input_open(bp_input **out, const bp_input_options *o, bp_err *err);
void bp_input_free(bp_input *in);

/* The head, up to `most` whole records, borrowed until the next call, bp_input_forget or
 * the first bp_input_next.  `whole` says that it is all of the input.  Errors: BP_EDATA
 * when all of it is blank, and those of bp_input_next when they lie in the head. */
bp_status bp_input_head(bp_input *in, size_t most, bp_text *head, bool *whole,
                        bp_err *err);

/* Appends what is after the first line end in the last `most` bytes of a regular file in
 * UTF-8, whose bytes are known (bp_input_bytes), as they are.  False: they cannot be read,
 * or memory is out. */
bool bp_input_tail(const bp_input *in, size_t most, bp_str *tail);

/* Where the text is read in blocks: lets go of what looking at the head took, but the
 * head, which may be somewhere else then. */
void bp_input_rest(bp_input *in, bp_text *head);

/* Lets go of the head itself, too, where it can be read again: it is looked at no more.
 */
void bp_input_forget(bp_input *in);

/* By each thread that came to the end of an input: the memory of its chunks is for those
 * of another, also of those that other threads still have. */
void bp_input_pass_on(bp_input *from, bp_input *to);

/* Chunks of a regular file come with their index: said once the delimiter is known,
 * before the first of them. */
void bp_input_set_delimiter(bp_input *in, char delimiter);

/* The next chunk; chunk->text is NULL at the end, which one thread may meet while others
 * still read what is before it.  The caller releases it.
 * Threads take turns.  The records before an error are handed out before it.  A
 * record far over 4 MiB ends the text, so that memory stays bounded: the last
 * chunk holds its beginning, which bp_csv_read refuses by its line.
 * Errors: BP_EDATA with the line of the record for text that is not valid in its
 * encoding (names the byte; the hint, a likely encoding); BP_EIO (also for a file that
 * changed, which is asked at its end), BP_ESTOPPED. */
bp_status bp_input_next(bp_input *in, bp_chunk *chunk, bp_err *err);
void bp_chunk_release(bp_chunk *chunk);

/* Is a file still what it was when it was opened?  Errors: BP_EIO. */
bp_status bp_input_unchanged(const bp_input *in, bp_err *err);

/* Back to the start, for an input opened with `again`. */
bp_status bp_input_rewind(bp_input *in, bp_err *err);

/* The bytes of a regular file in UTF-8, as chunks count them; 0: they are not known. */
uint64_t bp_input_bytes(const bp_input *in);

const char *bp_input_name(const bp_input *in); /* as given; "-" is "(standard input)" */
const bp_sheet *bp_input_sheet(const bp_input *in); /* for messages; NULL: no workbook */
const char *bp_input_encoding(const bp_input *in);  /* "UTF-8", "UTF-16LE", ... */

/* Once everything was read: 64 hex digits and a NUL. */
void bp_input_digest(bp_input *in, char hex[65]);

#endif
