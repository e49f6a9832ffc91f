/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.h - a small table read whole: rates, offers, published percentiles.
 * Layer: ingest. */
#ifndef BP_INGEST_GRID_H
#define BP_INGEST_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"
#include "benchpay/read.h"
#include "ingest/cell.h"
#include "ingest/head.h"

#define BP_GRID_ROWS_MAX 100000
#define BP_GRID_BYTES_MAX ((uint64_t)32 << 20)

/* Made whole and constant; owns its texts. */
typedef struct bp_grid bp_grid;

/* Reads a file as surveys are read: encodings, delimiters, a preamble, line ends.
 *   reading  how (its files are not looked at); NULL: all of it is recognised
 *   doubts   about its encoding; NULL: nobody is asked
 * Errors: those of bp_reading_check; BP_EIO, BP_EDATA (no header, no rows, a row with too
 * few or too many fields; with the place), BP_ELIMIT (BP_GRID_ROWS_MAX,
 * BP_GRID_BYTES_MAX, memory), BP_ESTOPPED.
 */
bp_status bp_grid_read(bp_grid **out, const char *path, const bp_reading *reading,
                       bp_doubts *doubts, bp_err *err);
void bp_grid_free(bp_grid *g);

const char *bp_grid_file(const bp_grid *g); /* as messages name it */
size_t bp_grid_columns(const bp_grid *g);
size_t bp_grid_rows(const bp_grid *g);
const char *bp_grid_name(const bp_grid *g, size_t column);

/* How it was read. */
const bp_reading *bp_grid_reading(const bp_grid *g);

/* What its head says of its columns.  The text of the head is gone. */
const bp_head *bp_grid_head(const bp_grid *g);

/* Trimmed; empty where nothing is. */
bp_text bp_grid_cell(const bp_grid *g, size_t row, size_t column);

/* Cells of a column that are read as others, by the recoding of its reading. */
uint64_t bp_grid_recoded(const bp_grid *g, size_t column);

/* The place of a cell, for messages. */
bp_loc bp_grid_place(const bp_grid *g, size_t row, size_t column);

/* The column of that name (case, blanks, `_` and units ignored); SIZE_MAX: none. */
size_t bp_grid_find(const bp_grid *g, const char *name);

/* The same where the column must be there.
 * Errors: BP_EDATA  no such column: "did you mean"; its header appears twice */
bp_status bp_grid_column(size_t *out, const bp_grid *g, const char *name, bp_err *err);

/* A cell as a number of 10^-scale units, in the style of its column.
 *   pay  the column holds money: a mark before three digits groups */
bp_pay bp_grid_number(const bp_grid *g, size_t row, size_t column, int scale, bool pay);

/* A text that is no cell by itself, in a style, unless the reading names another. */
bp_pay bp_grid_number_in(const bp_grid *g, bp_text text, bp_number_style style,
                         int scale);

#endif
