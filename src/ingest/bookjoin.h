/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookjoin.h - the sheets of a workbook that are parts of one table.  Layer: ingest. */
#ifndef BP_INGEST_BOOKJOIN_H
#define BP_INGEST_BOOKJOIN_H

#include "ingest/sheet.h"

/* How many rows of a sheet are looked at. */
#define BP_BOOKJOIN_ROWS 200

typedef struct bp_bookjoin_sheet {
    bool in;               /* it is one of those with the same header */
    uint64_t header, last; /* the rows of its header, which may be several */
    size_t rows;           /* that were looked at, and have several cells */
} bp_bookjoin_sheet;

/* {0} is empty. */
typedef struct bp_bookjoin {
    bp_bookjoin_sheet *sheet; /* [n_sheets] of the book */
    size_t n;                 /* sheets that are in; 0, or at least two */
    bool unread;              /* the first rows of one cannot all be read: see err */
} bp_bookjoin;

/* Looks at all sheets that are shown.
 * Errors: those of bp_sheet_read, but BP_EDATA: what is wrong with one sheet says nothing of
 *         the others, and is in *err */
bp_status bp_bookjoin_find(bp_bookjoin *out, const bp_book *b, const bp_booktext *texts,
                           const bp_bookformat *formats, bp_err *err);

/* Adds the rows of a sheet to those of the sheets before it: in front of each the sheet's
 * name, in a column called "Sheet", of the first one what is above the header, and the
 * header once.
 *   name   of the sheet; as long as the text
 *   first  it is the first
 * Errors: those of bp_sheet_read, bp_sheettext_add */
bp_status bp_bookjoin_add(bp_sheettext *to, bp_sheet *place, const bp_bookjoin_sheet *how,
                          const char *name, bool first, const bp_book *b, size_t sheet,
                          const bp_booktext *texts, const bp_bookformat *formats,
                          bp_err *err);

void bp_bookjoin_release(bp_bookjoin *j);

#endif
