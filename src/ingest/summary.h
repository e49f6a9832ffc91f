/* SPDX-License-Identifier: GPL-3.0-or-later */
/* summary.h - rows of a file that are totals or statistics of others.  Layer: ingest. */
#ifndef BP_INGEST_SUMMARY_H
#define BP_INGEST_SUMMARY_H

#include "ingest/head.h"
#include "ingest/label.h"
#include "ingest/wanted.h"
#include "ingest/written.h"

/* A row of the head that is one, or may be one. */
typedef struct bp_summary {
    uint64_t position; /* of its record */
    bool sure;         /* a cell says so, and its pay is the sum or statistic */
    size_t column;     /* of the cell that says so; SIZE_MAX: none does */
    const char *what;  /* "the sum of others", ...; with `sure` */
} bp_summary;

/* So many columns are looked at. */
#define BP_SUMMARY_COLUMNS 24

/* {0}: there are none. */
typedef struct bp_summaries {
    bp_summary *at; /* [n] in the order of the file */
    size_t n;
    bool whole;   /* the file has no rows beyond its head */
    uint64_t end; /* position after the head */
    bool proven;  /* every row of the head that says so and lacks a cell is sure to be
                     one, and there are such: what looks so beyond the head is one, too */
    size_t n_columns;
    bool label[BP_SUMMARY_COLUMNS]; /* [n_columns] that rows say so in */
    bool usual[BP_SUMMARY_COLUMNS]; /* [n_columns] that nearly all rows fill in */
    bool is_pay[BP_SUMMARY_COLUMNS];
} bp_summaries;

/* Looks at the head, when its evidence gives a reason to.
 *   pay     of the wanted columns the one that decides
 *   scale   of the pay
 *   summed  an amount is the sum of all others
 * Errors: BP_ELIMIT. */
bp_status bp_summaries_find(bp_summaries *out, const bp_head *h, const bp_wanted *wanted,
                            const bp_written written[], const bp_reading *reading,
                            size_t pay, int scale, bool summed, bp_err *err);
void bp_summaries_release(bp_summaries *s);

/* What is known of the record at a position of the head; NULL: nothing. */
const bp_summary *bp_summaries_at(const bp_summaries *s, uint64_t position);

/* Does a record behind the head say that it sums up others, and lack what other rows
 * have?  The number of the field that says so; SIZE_MAX: it does not.
 *   last  it is near the end of a file whose head has none: any field may say so, and
 *         "Total" alone is enough; else one in which rows of the head said so
 *   kind  what it says */
size_t bp_summaries_said(const bp_summaries *s, const bp_record *r, bool last,
                         bp_label_kind *kind);

/* Is pay the sum of that of others, up to its rounding to whole units? */
bool bp_summaries_is_sum(double pay, double others, double one);

/* Is pay what its label says: the sum, mean or number of n people?
 *   one  the unit of pay */
bool bp_summaries_fit(bp_label_kind kind, double pay, double sum, double n, double one);

#endif
