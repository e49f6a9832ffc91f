/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.h - how one file is laid out: delimiter, header, columns.
 * Layer: ingest. */
#ifndef BP_INGEST_LAYOUT_H
#define BP_INGEST_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"
#include "benchpay/read.h"
#include "ingest/csvread.h"

typedef struct bp_layout {
    bp_csv_rules rules;
    bool delimiter_given;
    bool has_header;
    uint64_t header_line; /* 0 without a header */
    uint64_t data_line;   /* records that start before this line are no data */
    bool header_unsure;   /* there may be one, and there may be none */
    uint64_t labels_line; /* whose labels are in front of names; 0: there are none */
    bool header_below;    /* it was named, and other lines are above it */
    int title_unit;       /* bp_unit_in_title of those lines; 0: none, or two */
    bool unnamed;         /* its cells look like data, and are not taken for names */
    bool row_names;       /* the first column has no name in the header */
    size_t n_columns;
    char **name;  /* [n_columns] trimmed; "1", "2", ... without a header, or names */
    char **below; /* [n_columns] NULL: none is told apart by a label.  What is below the
                     label; NULL where the name has none */
} bp_layout;

/* Recognises what the reading leaves open from the head of a file: `sep=`, the
 * delimiter that gives a constant number of fields above one, quotes respected
 * (a file of one column has ','); a preamble before the header row; a file of
 * numbers only has no header.  A header whose cells look like those of a person gives
 * names, which every message may have, only where values may be shown.
 * Errors: BP_EDATA  no header, header only, header_row beyond the head */
bp_status bp_layout_find(bp_layout *out, const char *file, bp_text head,
                         const bp_reading *reading, bp_err *err);
void bp_layout_release(bp_layout *l);

/* The column that `name` means: exact name, else case, blanks, `_`, `-` and units
 * ignored, else what is below a label, else "#7" or "7", the seventh; SIZE_MAX when there
 * is none.  *twice is set when the name appears twice. */
size_t bp_layout_column(const bp_layout *l, const char *name, bool *twice);

/* The column of another file that is what `column` is in `first`: of the same name and,
 * where that appears several times, the one with as many before it. */
size_t bp_layout_match(const bp_layout *l, const bp_layout *first, size_t column);

/* BP_EDATA: a name appears twice, in which columns. */
bp_status bp_layout_twice(const bp_layout *l, const char *file, const char *name,
                          bp_err *err);

#endif
