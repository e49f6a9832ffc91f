/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode.h - raw bytes become UTF-8 text.  Layer: ingest. */
#ifndef BP_INGEST_DECODE_H
#define BP_INGEST_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "benchpay/err.h"
#include "ingest/source.h"

typedef struct bp_decode bp_decode;

/* Looks at the first bytes of the source, which it borrows.
 *   encoding  an iconv name; NULL: UTF-16 by its byte order mark, else UTF-8
 * Errors: BP_EDATA  the bytes are those of xlsx, PDF and the like
 *         BP_EUSAGE unknown encoding
 *         BP_ELIMIT, and those of bp_source_read */
bp_status bp_decode_new(bp_decode **out, bp_source *s, const char *encoding, bp_err *err);
void bp_decode_free(bp_decode *d);

/* Appends the next piece to `text`; *end says that it was the last.  On failure
 * the text in front of the cause was appended.
 * Errors: BP_EDATA  not text in this encoding, a NUL, or cut off in a character
 *         BP_ELIMIT, and those of bp_source_read */
bp_status bp_decode_more(bp_decode *d, bp_str *text, bool *end, bp_err *err);

/* Back to the start. */
bp_status bp_decode_rewind(bp_decode *d, bp_err *err);

/* Before the first piece was taken: is the text the bytes of a regular file from
 * *begin on, which is after a byte order mark? */
bool bp_decode_is_file(const bp_decode *d, uint64_t *begin);

/* The next piece of such a file starts at this byte, not at its mark. */
bp_status bp_decode_seek(bp_decode *d, uint64_t at, bp_err *err);

const char *bp_decode_encoding(const bp_decode *d);

#endif
