/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wide.h - a published table with a column a year, of which a line is a series.
 * Layer: ingest. */
#ifndef BP_INGEST_WIDE_H
#define BP_INGEST_WIDE_H

#include "base/doubt.h"
#include "base/mem.h"
#include "benchpay/read.h"

#define BP_WIDE_YEARS_MAX 200

/* One line of it.  Owns its texts. */
typedef struct bp_wide {
    const char *file;
    const char *name;  /* what the line is about; NULL: nothing says it */
    const char *first; /* the headers of its first and last year */
    const char *last;
    size_t rows;                 /* of the table */
    int year[BP_WIDE_YEARS_MAX]; /* [n] ascending */
    double value[BP_WIDE_YEARS_MAX];
    size_t n;
    bp_arena text;
} bp_wide;

/* Reads the line that a choice takes, where the file is such a table: two columns or more
 * with a year in their headers and the same words beside it, and numbers.
 *   out     NULL where it is not
 *   doubts  asked which line is meant, where several are left
 * Errors: those of bp_grid_read and bp_grid_choose
 *         BP_EDATA  fewer than two years of the line have a figure */
bp_status bp_wide_read(bp_wide **out, const char *path, const bp_reading *reading,
                       const bp_choice *choice, bp_doubts *doubts, bp_err *err);
void bp_wide_free(bp_wide *w);

#endif
