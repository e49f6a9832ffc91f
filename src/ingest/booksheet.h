/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booksheet.h - one sheet of a workbook as text.  Layer: ingest. */
#ifndef BP_INGEST_BOOKSHEET_H
#define BP_INGEST_BOOKSHEET_H

#include <stddef.h>

#include "ingest/raw.h"

typedef struct bp_booksheet bp_booksheet;

/* Reads the sheet whole.
 *   raw   an archive, settled; borrowed for the call
 *   wish  the sheet's name, or its number from 1; "*": those with the same header, as one
 *         table (bookjoin.h); NULL: the only one that is shown and has rows of several
 *         cells
 * Errors: BP_EUSAGE  no such sheet: "did you mean"
 *         BP_EDATA   several could be meant: lists them; and those of book.h, sheet.h
 *         BP_ELIMIT, BP_EIO, BP_ESTOPPED */
bp_status bp_booksheet_new(bp_booksheet **out, const bp_raw *raw, const char *wish,
                           bp_err *err);
void bp_booksheet_free(bp_booksheet *s);

/* For messages; lives as long. */
const bp_sheet *bp_booksheet_place(const bp_booksheet *s);

/* The next `room` bytes of its text, or less at the end.  Errors: BP_EIO, BP_ESTOPPED */
bp_status bp_booksheet_read(bp_booksheet *s, char *to, size_t room, size_t *n,
                            bp_err *err);
void bp_booksheet_rewind(bp_booksheet *s);

#endif
