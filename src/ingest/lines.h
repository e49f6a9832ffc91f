/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - the physical lines of a text: LF, CRLF and CR each end one.
 * Layer: ingest. */
#ifndef BP_INGEST_LINES_H
#define BP_INGEST_LINES_H

#include <stdint.h>

#include "base/text.h"

typedef struct bp_lines {
    const char *at, *end;
    const char *lf, *cr; /* the next of each kind; `end` when there is none */
} bp_lines;

bp_lines bp_lines_of(bp_text t);

/* The next line with its line end; n is 0 when there is none left. */
bp_text bp_lines_next(bp_lines *l);

/* How many lines there are; the last one may lack its line end. */
uint64_t bp_lines_count(bp_text t);

#endif
