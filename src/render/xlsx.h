/* xlsx.h - a workbook in the making.  Layer: render.
 *
 * The first failure is kept: write without looking, ask `error` once.  Bytes repeat:
 * nothing here asks a clock or a locale. */
#ifndef BP_RENDER_XLSX_H
#define BP_RENDER_XLSX_H

#include <stdbool.h>
#include <xlsxwriter.h>

#include "base/str.h"
#include "benchpay/report.h"

/* How a cell looks; added up. */
enum bp_xlsx_look {
    BP_XLSX_PLAIN = 0,
    BP_XLSX_BOLD = 1 << 0,
    BP_XLSX_TITLE = 1 << 1,
    BP_XLSX_HEAD = 1 << 2,
    BP_XLSX_RIGHT = 1 << 3, /* heads of numbers, and what stands in their place */
    BP_XLSX_SMALL = 1 << 4, /* small print */
    BP_XLSX_INPUT = 1 << 5, /* a cell for the reader to fill in */
    BP_XLSX_INDENT = 1 << 6 /* text behind a number */
};

typedef struct bp_xlsx_style {
    unsigned look;
    bp_str number; /* number format; empty: general */
    lxw_format *format;
} bp_xlsx_style;

typedef struct bp_xlsx {
    lxw_workbook *book;
    const bp_report *r;
    lxw_error error; /* the first */
    bp_xlsx_style *style;
    size_t n_styles;
    size_t cap_styles;
    lxw_worksheet *drawn; /* the hidden sheet of what charts draw; NULL until needed */
    lxw_row_t n_drawn;    /* its rows */
} bp_xlsx;

/* A sheet and the next free row. */
typedef struct bp_xlsx_sheet {
    lxw_worksheet *at;
    lxw_row_t row;
} bp_xlsx_sheet;

/* The workbook of a report as the file `path`; temporary files go into `folder`.  The
 * library prints some failures on standard error only, and goes through NULL when
 * memory is out: call it in a process that may die. */
lxw_error bp_xlsx_write(const char *path, char *folder, const bp_report *r);

/* Does every part of the package end where its XML ends?  Cut parts are how the
 * library answers a full disk.
 * Errors: BP_EIO  a part was cut; BP_ELIMIT. */
bp_status bp_xlsx_whole(bp_text package, bp_err *err);

/* Keeps the first failure of the library's calls. */
void bp_xlsx_keep(bp_xlsx *x, lxw_error error);

/* A sheet with room for the name: characters that a name must not have become
 * blanks, and a name that was taken gets a number. */
bp_xlsx_sheet bp_xlsx_add_sheet(bp_xlsx *x, const char *name);

/* NULL after a failure; a NULL format draws a cell plainly. */
lxw_format *bp_xlsx_format(bp_xlsx *x, unsigned look, const char *number);

/* The number format of a value: "\"$\"#,##0"; empty for a text. */
void bp_xlsx_number_format(bp_str *out, const bp_value *v, int decimals);

/* Text as text, whatever it looks like. */
void bp_xlsx_text(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                  const char *text, unsigned look);
void bp_xlsx_number(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                    double number, const char *format, unsigned look);

/* A shown figure as a number, anything else as text. */
void bp_xlsx_value(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                   const bp_value *v, int decimals, unsigned look);

/* The title of a sheet or a line of it at the next row. */
void bp_xlsx_title(bp_xlsx *x, bp_xlsx_sheet *s, const char *text);
void bp_xlsx_line(bp_xlsx *x, bp_xlsx_sheet *s, const bp_line *line, unsigned look);

/* A table for people at the next row, and why cells are missing below it.  `only`: it
 * is what the sheet is for, its head stays in sight and on every page, and filters. */
void bp_xlsx_table(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, bool only);

/* What a row is about: "All", "CMO, Northeast", "Base salary". */
void bp_xlsx_label(bp_str *out, const bp_table *t, const bp_row *row);

/* Makes the head of a table that begins at `row` stay in sight, and filter. */
void bp_xlsx_hold(bp_xlsx *x, const bp_xlsx_sheet *s, lxw_row_t row, size_t n_columns);

/* Native charts at the next row, their numbers on the hidden sheet. */
void bp_xlsx_ranges(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t);
void bp_xlsx_bins(bp_xlsx *x, bp_xlsx_sheet *s, const bp_chart *c);

/* The sheet that places an amount among the shown percentiles of every group; none
 * when no table has any. */
void bp_xlsx_offer(bp_xlsx *x);

/* Every figure of every table as a row. */
void bp_xlsx_data(bp_xlsx *x);

/* Is the section about the report (its files, method, command), not about pay?  Those
 * share one sheet. */
bool bp_xlsx_about(const bp_section *section);

#endif
