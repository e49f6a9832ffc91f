/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx.h - a workbook in the making.  Layer: render.
 *
 * The first failure is kept: write without looking, ask `error` once.  Bytes repeat:
 * nothing here asks a clock or a locale. */
#ifndef BP_RENDER_XLSX_H
#define BP_RENDER_XLSX_H

#include "benchpay/render.h"
#include "render/xlsx_sheet.h"

typedef struct bp_xlsx_style {
    unsigned look;
    bp_str number; /* number format; empty: general */
    lxw_format *format;
} bp_xlsx_style;

/* Where a table stands: its columns, and its first row of values. */
typedef struct bp_xlsx_standing {
    const bp_table *table;
    lxw_worksheet *at;
    lxw_row_t row;
} bp_xlsx_standing;

/* A cell that is computed. */
typedef struct bp_xlsx_live {
    const bp_table *table;
    size_t row; /* of the table */
    size_t column;
    bp_xlsx_sheet s; /* at its row */
    lxw_col_t col;
    unsigned look;
} bp_xlsx_live;

struct bp_xlsx {
    lxw_workbook *book;
    const bp_report *r;
    const bp_look *look;
    lxw_error error; /* the first */
    bp_xlsx_style *style;
    size_t n_styles;
    size_t cap_styles;
    bp_xlsx_standing *standing; /* [n_standing] tables that were put */
    size_t n_standing;
    size_t cap_standing;
    bp_xlsx_live *live; /* [n_live] */
    size_t n_live;
    size_t cap_live;
    bp_xlsx_sheet drawn; /* hidden: what charts draw; without a sheet until needed */
};

/* The workbook of a report as the file `path`; temporary files go into `folder`.  The
 * library prints some failures on standard error only, and goes through NULL when
 * memory is out: call it in a process that may die. */
lxw_error bp_xlsx_write(const char *path, char *folder, const bp_report *r,
                        const bp_look *look);

/* Does every part of the package end where its XML ends?  Cut parts are how the
 * library answers a full disk.
 * Errors: BP_EIO  a part was cut; BP_ELIMIT. */
bp_status bp_xlsx_whole(bp_text package, bp_err *err);

/* Keeps the first failure of the library's calls; that memory ran out is one. */
void bp_xlsx_keep(bp_xlsx *x, lxw_error error);
void bp_xlsx_no_memory(bp_xlsx *x);

/* Is the text whole?  Else memory ran out for it. */
bool bp_xlsx_has(bp_xlsx *x, const bp_str *text);

/* A table for people, and why cells are missing below it.  `only`: it is what the
 * sheet is for, its head stays in sight and on every page, and filters. */
void bp_xlsx_table(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, bool only);

/* The columns that a table has in a workbook; 0: it is for machines. */
size_t bp_xlsx_columns(const bp_table *t, const size_t **column);

/* Notes that the next row is the table's first; that a cell of it, in column `col`, is
 * computed by its formula.  Once all tables stand, their formulas are put in place of
 * their values: cells may be of tables that come later.  A formula with a cell that the
 * workbook lacks leaves its value. */
void bp_xlsx_stand(bp_xlsx *x, const bp_xlsx_sheet *s, const bp_table *t);
void bp_xlsx_note(bp_xlsx *x, const bp_xlsx_live *cell);
void bp_xlsx_live_cells(bp_xlsx *x);

/* What a row is about: "All", "CMO, Northeast", "Base salary". */
void bp_xlsx_label(bp_str *out, const bp_table *t, const bp_row *row);

/* Native charts at the next row, their numbers on the hidden sheet. */
void bp_xlsx_ranges(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t);
void bp_xlsx_bins(bp_xlsx *x, bp_xlsx_sheet *s, const bp_chart *c);
void bp_xlsx_lines(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section);

/* What these are made of: the hidden sheet (NULL after a failure); a chart (NULL
 * likewise); its looks, where `values` counts in units like that of `unit`; its place,
 * below what is there and in print on one page. */
bp_xlsx_sheet *bp_xlsx_drawn(bp_xlsx *x);
lxw_chart *bp_xlsx_add_chart(bp_xlsx *x, uint8_t type);
void bp_xlsx_style_chart(lxw_chart *chart, lxw_chart_axis *values, const bp_value *unit,
                         const char *title);
void bp_xlsx_place(bp_xlsx *x, bp_xlsx_sheet *s, lxw_chart *chart, double height);

/* Does a chart of ranges show the table? */
bool bp_xlsx_has_ranges(const bp_table *t);

/* The sheet that places an amount among the shown percentiles of every group; none
 * when no table has any. */
void bp_xlsx_offer(bp_xlsx *x);

/* The figures of every table whose place is in the sheet of all data. */
void bp_xlsx_data(bp_xlsx *x);

#endif
