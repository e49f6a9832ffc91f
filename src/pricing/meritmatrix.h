/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meritmatrix.h - increases in percent by rating and zone.  Layer: pricing. */
#ifndef BP_PRICING_MERITMATRIX_H
#define BP_PRICING_MERITMATRIX_H

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/employees.h"

#define BP_MATRIX_SCALE 6

typedef struct bp_matrix_line {
    bp_text rating;
    int64_t percent[BP_ZONES]; /* in 10^-BP_MATRIX_SCALE */
} bp_matrix_line;

/* {0} is empty. */
typedef struct bp_merit_matrix {
    bp_matrix_line *line; /* [n] in the order of the file */
    size_t n;
    bp_arena text;
} bp_merit_matrix;

/* Columns rating, Q1 to Q4 ("1st quartile"), and below (else Q1's) and above (else Q4's);
 * a blank is 0.
 * Errors: BP_EDATA  a column that is missing, a percentage that is none or not from 0 to
 *                   1000, none of half a percent and no percent sign, a rating twice or
 *                   blank; those of reading; what was read is released by the caller in
 *                   any case */
bp_status bp_merit_matrix_read(bp_merit_matrix *out, const char *path, bp_err *err);
void bp_merit_matrix_release(bp_merit_matrix *m);

/* The line of a rating, as typed values are compared; NULL: there is none. */
const bp_matrix_line *bp_merit_matrix_find(const bp_merit_matrix *m, bp_text rating);

#endif
