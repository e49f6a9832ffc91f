/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tidy.h - the figures of a report as one table of a fact a row.  Layer: render.
 *
 * The columns are `table`, those that tell the rows of any of its tables apart (groups,
 * years, offers), `pay`, `figure`, `value` and `status`, and of approximate figures
 * `bound`, how far all of them are from exact ones at most.  The csv of a report and the
 * sheet of all data in a workbook are both this table. */
#ifndef BP_RENDER_TIDY_H
#define BP_RENDER_TIDY_H

#include "base/str.h"
#include "benchpay/report.h"
#include "render/renderer.h"

/* A cell: a text, a number, or yes and no. */
typedef struct bp_tidy_cell {
    bp_kind kind;     /* BP_KIND_TEXT, _NUMBER or _FLAG */
    const char *text; /* "" for none; until the next cell is asked for */
    bool known;       /* a number; else the cell is empty */
    double number;    /* a flag is 0 or 1 */
    bool given;       /* the text came with the data: it may be anything */
} bp_tidy_cell;

/* The table, and the fact that it is at.  Texts are the report's. */
typedef struct bp_tidy {
    const bp_report *r;
    const char **key; /* [n_keys] the columns after the first */
    size_t n_keys;
    size_t cap_keys;
    bp_table_place at;     /* behind the table of the fact */
    const bp_table *table; /* of the fact, as its row, column and part; NULL: none yet */
    const bp_row *row;
    bp_row made;     /* where the row is made, as are its values; and another row */
    bp_value *value; /* [2][n_values] */
    size_t n_values;
    size_t n_begun; /* rows of the table, with this one */
    size_t column;
    unsigned part;       /* the figure, its limits, its ends by other conventions */
    bp_tidy_cell *whose; /* [n_keys + 1] of the row: its keys and, last, its pay */
    bp_str text;         /* of the cell asked for last */
} bp_tidy;

/* A tidy table before its first fact.  Errors: BP_ELIMIT. */
bp_status bp_tidy_open(bp_tidy *out, const bp_report *r, bp_err *err);
void bp_tidy_release(bp_tidy *t);

/* The number of columns, and their names. */
size_t bp_tidy_columns(const bp_tidy *t);
const char *bp_tidy_heading(const bp_tidy *t, size_t column);

/* Goes on to the next fact; false after the last.  What is not there, and for no reason,
 * is none. */
bool bp_tidy_next(bp_tidy *t);

/* A cell of the fact.  Memory that runs out shows in t->text.failed. */
bp_tidy_cell bp_tidy_at(bp_tidy *t, size_t column);

#endif
