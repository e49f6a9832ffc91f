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

/* Writes all cells to `to`: texts as they are, numbers as bp_shown_write has them, TRUE
 * and FALSE, nothing for an error; of a formula its value.
 *   merged  what is known of the cells that reach over several rows.  They come behind the
 *           rows: where there are any, and none was known, the sheet is to be read again
 *   place   gets the rows that are not shown, and not empty, and the cells that have the
 *           text of a merged one
 * Errors: BP_EDATA   a cell is damaged, or a formula without a value, with its place;
 *                    rows and cells are not in their order
 *         BP_ELIMIT  beyond the limits of sheettext.h; a cell over 1 MiB; memory
 *         and those of bp_xml_read, bp_sheettext_add */
bp_status bp_sheet_read(bp_sheettext *to, bp_merged *merged, bp_sheet *place,
                        const bp_book *b, size_t sheet, const bp_booktext *texts,
                        const bp_bookformat *formats, bp_err *err);

#endif
