/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sizes.h - what stands in the heads of the files: how large amounts are, and cells that
 * cannot be read.  Layer: ingest. */
#ifndef BP_INGEST_SIZES_H
#define BP_INGEST_SIZES_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/money.h"
#include "ingest/head.h"
#include "ingest/oddwords.h"
#include "ingest/written.h"

/* Sizes are in thousandths, so that logarithms can be told from pay. */
#define BP_SIZE_ONE 1000

/* An amount is the sum of all others by chance, when these are few. */
#define BP_SUMMED_MIN 3

typedef struct bp_sizes {
    size_t n;          /* amounts without a unit of their own; low ends of ranges */
    size_t own;        /* amounts with a unit of their own */
    size_t negative;   /* of those without */
    int64_t median;    /* of those above 0, the lower of two; 0: none */
    int64_t furthest;  /* the largest, signs ignored */
    bp_int128 largest; /* in whole units, those with a unit of their own among them */
    int64_t code;      /* a number like 999999999, 9999.99 or 99 that several cells hold,
                          far from all others; 0: none */
    bool above;        /* it is above all others, else below */
    size_t codes;      /* cells that hold it */
} bp_sizes;

/* "999999", "9999.99": the code, as a cell without marks of groups has it. */
void bp_sizes_code(char out[], size_t cap, const bp_sizes *s);

/* Looks at the columns of pay and years among those that are wanted; the files are at
 * their starts.
 *   out     [wanted->n]; {0} for columns without pay
 *   odd     [wanted->n] cells that cannot be read, which the caller frees; NULL: none
 *   summed  [n_files] in some column one amount is the sum of the others, which are at
 *           least BP_SUMMED_MIN
 * Errors: BP_ELIMIT memory; those of reading the heads.  Then, too, odd is to be freed.
 */
bp_status bp_sizes_find(bp_sizes out[], bp_odd_words *odd[], const bp_wanted *wanted,
                        const bp_fields *fields, const bp_reading *reading,
                        const bp_head head[], bp_written (*const written)[BP_WANTED_MAX],
                        size_t n_files, bool summed[], bp_err *err);

#endif
