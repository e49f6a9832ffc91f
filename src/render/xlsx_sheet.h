/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet.h - the sheets of a workbook and their cells.  Layer: render.
 *
 * Cells are written into the sheet's row, from the front; whoever wrote the last one
 * counts the row on. */
#ifndef BP_RENDER_XLSX_SHEET_H
#define BP_RENDER_XLSX_SHEET_H

#include <stdbool.h>
#include <xlsxwriter.h>

#include "base/str.h"
#include "benchpay/report.h"

typedef struct bp_xlsx bp_xlsx;

/* How a cell looks; added up. */
enum bp_xlsx_look {
    BP_XLSX_PLAIN = 0,
    BP_XLSX_BOLD = 1 << 0,
    BP_XLSX_TITLE = 1 << 1,
    BP_XLSX_HEAD = 1 << 2,
    BP_XLSX_RIGHT = 1 << 3,  /* heads of numbers, and what is in their place */
    BP_XLSX_SMALL = 1 << 4,  /* small print */
    BP_XLSX_INPUT = 1 << 5,  /* a cell for the reader to fill in */
    BP_XLSX_INDENT = 1 << 6, /* text after a number */
    BP_XLSX_WRAP = 1 << 7,
    BP_XLSX_OVER = 1 << 8 /* runs over the empty cells to its right */
};

/* Columns of a sheet that are as wide as their cells, and its breaks between pages. */
enum { BP_XLSX_FITTED = 128, BP_XLSX_BREAKS = 8 };

/* A sheet, the row that is written next, and the size of its cells. */
typedef struct bp_xlsx_sheet {
    lxw_worksheet *at;
    lxw_row_t row;
    lxw_row_t high; /* the last row of several lines, and how many it has */
    size_t lines;
    unsigned char wide[BP_XLSX_FITTED];
    lxw_row_t page[BP_XLSX_BREAKS + 1]; /* [n_pages] first rows of pages, then a 0 */
    size_t n_pages;
} bp_xlsx_sheet;

/* A sheet with room for the name: characters that a name must not have become
 * blanks, and a name that was taken gets a number.  Fit its columns at the end. */
bp_xlsx_sheet bp_xlsx_add_sheet(bp_xlsx *x, const char *name);
void bp_xlsx_fit(bp_xlsx *x, bp_xlsx_sheet *s);

/* After that: its rows before `hidden` print on one page, the others, which are those of
 * x->drawn, are not seen. */
void bp_xlsx_one_page(bp_xlsx *x, bp_xlsx_sheet *s, lxw_row_t hidden);

/* Makes the head of a table that begins at `row` stay in sight, and filter. */
void bp_xlsx_hold(bp_xlsx *x, const bp_xlsx_sheet *s, lxw_row_t row, size_t n_columns);

/* The number format of a value: "\"$\"#,##0"; empty for a text. */
void bp_xlsx_number_format(bp_str *out, const bp_value *v, int decimals);

/* Text as text, whatever it looks like. */
void bp_xlsx_text(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const char *text,
                  unsigned look);
void bp_xlsx_number(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, double number);
void bp_xlsx_boolean(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, bool yes);

/* A shown figure as a number, anything else as text. */
void bp_xlsx_value(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const bp_value *v,
                   int decimals, unsigned look);

/* A formula and what it gives now: `text`, or `number` where that is NULL. */
void bp_xlsx_formula(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const bp_str *formula,
                     const char *text, double number, const char *format, unsigned look);

/* The title of a sheet, and prose in as many rows as it needs. */
void bp_xlsx_title(bp_xlsx *x, bp_xlsx_sheet *s, const char *text);
void bp_xlsx_prose(bp_xlsx *x, bp_xlsx_sheet *s, const char *text, unsigned look);
void bp_xlsx_line(bp_xlsx *x, bp_xlsx_sheet *s, const bp_line *line, unsigned look);

#endif
