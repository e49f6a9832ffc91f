/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head.h - one input whose head was looked at.  Layer: ingest. */
#ifndef BP_INGEST_HEAD_H
#define BP_INGEST_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/doubt.h"
#include "benchpay/read.h"
#include "ingest/cell.h"
#include "ingest/csvread.h"
#include "ingest/evidence.h"
#include "ingest/index.h"
#include "ingest/input.h"
#include "ingest/layout.h"
#include "ingest/recode.h"

/* {0} is empty. */
typedef struct bp_head {
    bp_input *input; /* at its start */
    bp_layout layout;
    bp_text text;            /* borrowed from the input until its first chunk is taken */
    bp_index index;          /* of the text; {0} where it is not kept */
    bp_evidence *evidence;   /* [layout.n_columns] */
    size_t odd;              /* records with other than that many fields, or broken */
    const bp_recode *recode; /* what some cells are read as; NULL: all as they are */
    size_t *recoded;         /* [recode->n] their columns in the layout */
    bool like_first;         /* a brief look found it written as the first file is, whose
                                layout and evidence it borrows, and no totals near its end */
    bool bare;               /* ... and it has the header of the first, and no row */
    bool whole;              /* there is no more text */
    bool libcsv;             /* reads it alone */
    bool commas;             /* ';' separates fields, or some column has decimal commas */
} bp_head;

/* Opens reading->file[i]; `again` when it will be read twice. */
bp_status bp_head_open(bp_head *out, const bp_reading *reading, size_t i, bool again,
                       bp_err *err);
/* Only its input, with up to `most` records of its text: nothing is found in it yet. */
bp_status bp_head_open_text(bp_head *out, const bp_reading *reading, size_t i, bool again,
                            size_t most, bp_err *err);
/* Then, once the layout is there, what its columns hold.
 *   known  [layout.n_columns] of a file that may be alike (bp_evidence_know); or NULL */
bp_status bp_head_look(bp_head *h, const bp_reading *reading, const bp_evidence known[],
                       bp_err *err);
/* The first; but bytes that are no UTF-8 are read in the encoding that they are likely
 * in, which is a doubt.
 *   doubts  NULL: nobody is asked, and they are an error */
bp_status bp_head_open_likely(bp_head *out, const bp_reading *reading, size_t i,
                              bool again, bp_doubts *doubts, bp_err *err);
void bp_head_release(bp_head *h);

/* What a cell is read as. */
bp_text bp_head_cell(const bp_head *h, size_t column, bp_text cell);

/* The same for all cells of a row.
 *   cells  [recode->n] how many were others, is added to; NULL: nobody counts */
void bp_head_recode(const bp_head *h, bp_text field[], uint64_t cells[]);

/* The text is looked at no more, and may be let go of. */
void bp_head_forget(bp_head *h);

/* Do its columns, by their evidence, write decimal commas? */
bool bp_head_has_commas(const bp_head *h);

/* How a column writes its numbers. */
bp_number_style bp_head_style(const bp_head *h, size_t column, bool pay);

/* The records of the head, with the fields of the columns that are asked for; the others
 * may be empty.
 *   column  [n] as bp_records_read has it */
bp_status bp_head_read(const bp_head *h, const size_t column[], size_t n,
                       bp_on_record *on_record, void *arg, bp_err *err);

/* The same without the header and ragged ones. */
bp_status bp_head_rows(const bp_head *h, const size_t column[], size_t n,
                       bp_on_record *on_record, void *arg, bp_err *err);

/* Is it a row, with as many fields as there are columns? */
bool bp_head_is_data(const bp_head *h, const bp_record *r);

/* A cell of column[i] that is not missing, without the blanks around it. */
typedef void bp_on_cell(void *arg, size_t i, bp_text cell);

/* All cells of column[n], but those that the reading says are missing.
 * Errors: those of reading the head */
bp_status bp_head_cells(const bp_head *h, const bp_reading *reading,
                        const size_t column[], size_t n, bp_on_cell *on_cell, void *arg,
                        bp_err *err);

#endif
