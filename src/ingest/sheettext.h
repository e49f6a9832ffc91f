/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheettext.h - the rows of a sheet, as lines of comma-separated text.  Layer: ingest.
 *
 * All lines are as wide as the widest row and start at the first row and column, as a
 * spreadsheet program saves a sheet; what is empty behind the last cell is not there. */
#ifndef BP_INGEST_SHEETTEXT_H
#define BP_INGEST_SHEETTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/text.h"
#include "benchpay/err.h"

#define BP_SHEET_ROWS_MAX 1048576
#define BP_SHEET_COLUMNS_MAX 16384

typedef struct bp_sheettext bp_sheettext;

/*   limit  what the text may take
 * Errors: BP_EIO, BP_ELIMIT */
bp_status bp_sheettext_new(bp_sheettext **out, uint64_t limit, bp_err *err);
void bp_sheettext_free(bp_sheettext *t);

/* Appends a cell to a line, quoted where it must be.  The line breaks in it are \n. */
void bp_sheettext_cell(bp_str *line, bp_text cell);

/* Adds a row that is not empty; those between the row before and it are.
 *   row   from 1, and beyond the row before
 *   line  its cells, with a comma between two
 * Errors: BP_EIO, BP_ELIMIT */
bp_status bp_sheettext_add(bp_sheettext *t, uint64_t row, bp_text line, size_t cells,
                           bp_err *err);

/* The rows that are added next are those of another sheet.
 *   row  the first of them
 * Errors: BP_ELIMIT */
bp_status bp_sheettext_begin(bp_sheettext *t, const char *sheet, uint64_t row,
                             bp_err *err);

/* After the last row, before the first is read.  Errors: BP_EIO, BP_ELIMIT */
bp_status bp_sheettext_end(bp_sheettext *t, bp_err *err);

/* Reads `room` bytes, or less at the end.  Errors: BP_EIO, BP_ESTOPPED */
bp_status bp_sheettext_read(bp_sheettext *t, char *to, size_t room, size_t *n,
                            bp_err *err);
void bp_sheettext_rewind(bp_sheettext *t);

/* Rows whose cells hold line breaks, as bp_sheet has them. */
const bp_sheet_shift *bp_sheettext_shifts(const bp_sheettext *t, size_t *n);

#endif
