/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recode.h - which cells of a file are read as other values.  Layer: ingest. */
#ifndef BP_INGEST_RECODE_H
#define BP_INGEST_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/recode.h"
#include "data/slots.h"
#include "ingest/layout.h"

typedef struct bp_recode_change {
    bp_text from;
    bp_text to;
} bp_recode_change;

typedef struct bp_recode_column {
    const char *name;
    uint64_t line;            /* of the list, that names it first */
    bp_recode_change *change; /* [n] */
    size_t n, cap;
    bp_slots slots; /* of `change`, by `from` */
} bp_recode_column;

/* Constant once it was read. */
struct bp_recode {
    const char *file;
    bp_recode_column *column; /* [n] that have a line which is applied, in its order */
    size_t n, cap;
    size_t marked; /* lines that still have their mark */
    bp_arena text;
    char sha256[65]; /* of its bytes, in hex digits: filled in by who reads it */
};

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

/* at[i] becomes the place of column i in a layout, SIZE_MAX where it has none.  A name
 * that is no header there means the header of the same role, as in a list of offers that
 * calls the country "country". */
void bp_recode_bind(size_t at[], const bp_recode *r, const bp_layout *l);

/* What a cell of column i is read as; the cell itself where nothing is said of it. */
bp_text bp_recode_cell(const bp_recode *r, size_t i, bp_text cell);

#endif
