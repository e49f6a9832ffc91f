/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book.h - an xlsx workbook and its sheets.  Layer: ingest. */
#ifndef BP_INGEST_BOOK_H
#define BP_INGEST_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "ingest/archive.h"

/* One of its sheets. */
typedef struct bp_book_sheet {
    const char *name;
    const char *part; /* of the archive */
    bool hidden;
} bp_book_sheet;

typedef struct bp_book {
    bp_archive *archive;
    bp_arena arena;       /* of the names */
    bp_book_sheet *sheet; /* [n_sheets] of cells, in their order; at least one */
    size_t n_sheets, cap_sheets;
    const char *texts;   /* the part with the texts that cells share, or NULL */
    const char *formats; /* ... with their formats, or NULL */
    bool since_1904;     /* days are counted from then */
    bool stale;          /* formulas are to be calculated when it is opened */
} bp_book;

/* Looks at what the archive says of itself, and lists its sheets.  {0} is empty.
 *   raw  a regular file; borrowed
 * Errors: BP_EDATA   no workbook, or one of another kind: says what it is; macros; a
 *                    password; damage
 *         BP_ELIMIT, and those of bp_xml_read */
bp_status bp_book_open(bp_book *out, const bp_raw *raw, bp_err *err);
void bp_book_release(bp_book *b);

#endif
