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

typedef struct bp_layout {
    char delimiter;
    bool delimiter_given;
    bool has_header;
    uint64_t header_line; /* 0 without a header */
    uint64_t data_line;   /* records that start before this line are no data */
    size_t n_columns;
    char **name; /* [n_columns] trimmed; "1", "2", ... without a header */
} bp_layout;

/* Recognises what the reading leaves open from the head of a file: `sep=`, the
 * delimiter that gives a constant number of fields above one, quotes respected
 * (a file of one column has ','); a preamble before the header row; a file of
 * numbers only has no header.
 * Errors: BP_EDATA  no header, header only, header_row beyond the head */
bp_status bp_layout_find(bp_layout *out, const char *file, bp_text head,
                         const bp_reading *reading, bp_err *err);
void bp_layout_release(bp_layout *l);

/* The column that `name` means: exact name, else case, blanks, `_`, `-` and
 * units ignored, else a number when there is no header; SIZE_MAX when there is
 * none.  *twice is set when the name appears twice. */
size_t bp_layout_column(const bp_layout *l, const char *name, bool *twice);

#endif
