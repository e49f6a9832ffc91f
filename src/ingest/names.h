/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.h - the names of the columns of a file.  Layer: ingest. */
#ifndef BP_INGEST_NAMES_H
#define BP_INGEST_NAMES_H

#include "ingest/layout.h"

/* Where they are. */
typedef struct bp_names_from {
    const char *file;
    bp_text text;    /* holds the header */
    uint64_t line;   /* of its first byte */
    bp_text above;   /* the line above it */
    uint64_t labels; /* the line that may hold labels, of the text or above it; 0: none */
} bp_names_from;

/* Makes the names of l->n_columns columns from the record on l->header_line, by number
 * where it has none; those that appear twice, or say only that they are a name, get the
 * labels above them.
 * Errors: BP_ELIMIT */
bp_status bp_names_read(bp_layout *l, const bp_names_from *from, bp_err *err);

/* "1", "2", ...  Errors: BP_ELIMIT */
bp_status bp_names_number(bp_layout *l, bp_err *err);

#endif
