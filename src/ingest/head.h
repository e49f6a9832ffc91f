/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head.h - one input whose head was looked at.  Layer: ingest. */
#ifndef BP_INGEST_HEAD_H
#define BP_INGEST_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/read.h"
#include "ingest/cell.h"
#include "ingest/csvread.h"
#include "ingest/evidence.h"
#include "ingest/input.h"
#include "ingest/layout.h"

/* {0} is empty. */
typedef struct bp_head {
    bp_input *input; /* at its start */
    bp_layout layout;
    bp_text text;          /* borrowed from the input until its first chunk is taken */
    bp_evidence *evidence; /* [layout.n_columns] */
    bool whole;            /* there is no more text */
    bool libcsv;           /* reads it alone */
    bool commas;           /* ';' separates fields, or some column has decimal commas */
} bp_head;

/* Opens reading->file[i]; `again` when it will be read twice. */
bp_status bp_head_open(bp_head *out, const bp_reading *reading, size_t i, bool again,
                       bp_err *err);
void bp_head_release(bp_head *h);

/* How a column writes its numbers. */
bp_number_style bp_head_style(const bp_head *h, size_t column, bool pay);

/* Hands the records of the head over, the header and ragged ones apart. */
bp_status bp_head_rows(const bp_head *h, bp_on_record *on_record, void *arg, bp_err *err);

/* The records of the head. */
bp_status bp_head_read(const bp_head *h, bp_on_record *on_record, void *arg, bp_err *err);

/* Is it a row, with as many fields as there are columns? */
bool bp_head_is_data(const bp_head *h, const bp_record *r);

/* An amount is the sum of all others by chance, when these are few. */
#define BP_SUMMED_MIN 3

/* The largest whole amount, signs ignored, in any of some columns of the head
 * in their styles: column[n], style[n], n <= BP_WANTED_MAX.  *summed: in some column
 * it is the sum of the others, and these are at least BP_SUMMED_MIN. */
bp_status bp_head_largest(const bp_head *h, const size_t column[],
                          const bp_number_style style[], size_t n, bp_int128 *out,
                          bool *summed, bp_err *err);

#endif
