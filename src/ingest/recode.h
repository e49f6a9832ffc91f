/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recode.h - which cells of a file are read as other values.  Layer: ingest. */
#ifndef BP_INGEST_RECODE_H
#define BP_INGEST_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/recode.h"
#include "ingest/layout.h"

/* An empty list.  The name is borrowed.  NULL: memory is out. */
bp_recode *bp_recode_new(const char *file);

/* What became of a value that was added. */
typedef enum bp_recode_result {
    BP_RECODE_DONE,
    BP_RECODE_TWICE, /* it is to be read as another already */
    BP_RECODE_FULL,  /* more columns than a file can have */
    BP_RECODE_NO_MEMORY
} bp_recode_result;

/* Adds a value of a column; all is copied.  line  of the list */
bp_recode_result bp_recode_put(bp_recode *r, bp_text column, bp_text from, bp_text to,
                               uint64_t line);

/* Counts a line that still has its mark. */
void bp_recode_mark(bp_recode *r);

/* The columns that have a line which is applied, in the order of the file. */
size_t bp_recode_columns(const bp_recode *r);
const char *bp_recode_column(const bp_recode *r, size_t i);

/* The line that names it first. */
bp_loc bp_recode_place(const bp_recode *r, size_t i);

const char *bp_recode_file(const bp_recode *r);

/* Of its bytes, as 64 hex digits: filled in by who reads it. */
char *bp_recode_digest(bp_recode *r);
const char *bp_recode_sha256(const bp_recode *r);

/* at[i] becomes the place of column i in a layout, SIZE_MAX where it has none.  A name
 * that is no header there means the header of the same role, as in a list of offers that
 * calls the country "country". */
void bp_recode_bind(size_t at[], const bp_recode *r, const bp_layout *l);

/* What a cell of column i is read as; the cell itself where nothing is said of it. */
bp_text bp_recode_cell(const bp_recode *r, size_t i, bp_text cell);

#endif
