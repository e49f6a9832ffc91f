/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - the cells of a sheet.  Layer: ingest. */
#ifndef BP_INGEST_SHEET_H
#define BP_INGEST_SHEET_H

#include "ingest/book.h"
#include "ingest/booktext.h"
#include "ingest/merged.h"
#include "ingest/sheettext.h"
#include "ingest/shown.h"

/* What a sheet is, as far as it shows it soon. */
typedef enum bp_sheet_look {
    BP_SHEET_EMPTY,
    BP_SHEET_CELLS, /* some, but no two rows of several cells */
    BP_SHEET_TABLE
} bp_sheet_look;

/* Errors: those of reading it */
bp_status bp_sheet_look_at(bp_sheet_look *out, const bp_book *b, size_t sheet,
                           bp_err *err);

/* A row that is not empty. */
typedef struct bp_sheet_row {
    uint64_t row;
    bp_text line;  /* its cells, with a comma between two */
    size_t cells;  /* the column of the last */
    size_t filled; /* cells that are not empty */
} bp_sheet_row;

/* What is done with each.  *done, if it is not NULL: no more are needed. */
typedef struct bp_sheet_rows {
    bp_status (*add)(void *arg, const bp_sheet_row *row, bp_err *err);
    void *arg;
    const bool *done;
} bp_sheet_rows;

/* Reads all cells: texts as they are, numbers as bp_shown_write has them, TRUE
 * and FALSE, nothing for an error; of a formula its value.
 *   merged  gets the cells that reach over several rows, which come behind the rows; once
 *           they are sorted, the sheet is read again with them
 *   place   adds the rows that are not shown, and not empty, and the cells that have the
 *           text of a merged one
 * Errors: BP_EDATA   a cell is damaged, or a formula without a value, with its place;
 *                    rows and cells are not in their order
 *         BP_ELIMIT  beyond the limits of sheettext.h; a cell over 1 MiB; memory
 *         and those of bp_xml_read, rows->add */
bp_status bp_sheet_read(const bp_sheet_rows *rows, bp_merged *merged, bp_sheet *place,
                        const bp_book *b, size_t sheet, const bp_booktext *texts,
                        const bp_bookformat *formats, bp_err *err);

#endif
