/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remarks.h - what was done to rows that are used, for notes.  Layer: ingest.
 *
 * Which year and currency count is decided once all rows were read, and only their rows
 * are to be spoken of: so remarks are kept apart by both. */
#ifndef BP_INGEST_REMARKS_H
#define BP_INGEST_REMARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "data/batch.h"

#define BP_CODE_MAX 64

typedef enum bp_remark_kind {
    BP_REMARK_CONVERTED,  /* pay was converted at `rate` */
    BP_REMARK_UNRATED,    /* its currency has no rate: the row is not used */
    BP_REMARK_OUTSIDE,    /* in none of the bands */
    BP_REMARK_UNNUMBERED, /* no number to be found in a band */
    BP_REMARK_REPAIRED    /* a date was made the band that it had been */
} bp_remark_kind;

typedef struct bp_remark {
    bp_remark_kind kind;
    size_t rate;            /* of BP_REMARK_CONVERTED; else 0 */
    char code[BP_CODE_MAX]; /* currency of the row; in which it was paid, where it has to
                               do with rates */
    size_t n_code;
    int32_t year;
    uint64_t rows;
    bp_place first;
} bp_remark;

/* {0} is empty. */
typedef struct bp_remarks {
    bp_remark *at; /* [n] */
    size_t n;
    size_t cap;
    size_t last; /* where the last row went */
    bool failed; /* memory ran out: a remark is missing */
} bp_remarks;

void bp_remarks_release(bp_remarks *r);

/* Counts one row, or the rows of another remark. */
void bp_remarks_row(bp_remarks *r, bp_remark_kind kind, size_t rate, bp_text code,
                    int32_t year, bp_place place);
void bp_remarks_add(bp_remarks *to, const bp_remarks *from);

#endif
