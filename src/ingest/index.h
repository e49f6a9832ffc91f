/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.h - where the fields and lines of a text end.  Layer: ingest.
 *
 * One pass looks at 64 bytes at a time, finds delimiters, line ends and quotes
 * in them and writes their places down.  What it says of a text agrees with
 * csvread wherever nothing is odd; what is odd it lists and leaves to csvread. */
#ifndef BP_INGEST_INDEX_H
#define BP_INGEST_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ingest/quotes.h"

/* What a quote is, is said in quotes.h, without backslashes.
 *
 * {0} is empty.  A mark is a delimiter or line end outside quotes.  mark[0] is one
 * before the text, so field i reaches from mark[i] + 1 to mark[i + 1]; all in
 * 32 bits, in which UINT32_MAX + 1 is 0.  Of a CRLF the LF is the mark. */
typedef struct bp_index {
    uint32_t *mark;
    uint32_t *last; /* [n + 1] in `mark`, where each line ends; last[0] is 0 */
    uint32_t *odd;  /* places where only csvread can decide, ascending, then UINT32_MAX */
    size_t n;       /* lines */
    size_t broken;  /* line ends inside quotes */
    bp_quotes end;  /* what is so at the end of the text */
    bool ascii;     /* its bytes are all from 0x01 to 0x7f */
    bool nul;       /* one of them is a NUL */
    size_t room;    /* bytes of text there is room for */
} bp_index;

/* A way to look at 64 bytes; all give the same. */
typedef struct bp_index_form bp_index_form;

/* The i-th form that this processor can run, the fastest first; NULL after the
 * last. */
const bp_index_form *bp_index_form_at(size_t i);
const char *bp_index_form_name(const bp_index_form *form);

#define BP_INDEX_STEP 64
#define BP_INDEX_MAX ((size_t)1 << 30)

/* Indexes a text of up to BP_INDEX_MAX bytes.  One that starts within a record has
 * the rest of it as its first line, of which `odd` is not to be trusted.
 *   start   what is so before it
 *   last    it has bytes, and its end ends the last line (and spoils `broken` and
 *           `end`); else the byte after the text can be read, and only lines
 *           that end in the text count
 * False, with the index empty, when memory is out: not when there was room. */
bool bp_index_make(bp_index *x, const bp_index_form *form, bp_text text, char delimiter,
                   bp_quotes start, bool last);
void bp_index_release(bp_index *x);

#endif
