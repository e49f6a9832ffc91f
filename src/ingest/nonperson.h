/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nonperson.h - records that are no people: totals, headers, footnotes.  Layer: ingest.
 */
#ifndef BP_INGEST_NONPERSON_H
#define BP_INGEST_NONPERSON_H

#include "ingest/pay.h"
#include "ingest/worker.h"

/* Does a row sum up others, by what is known of the head of its file or, beyond it, by
 * what proved true of all such rows of the head?
 *   column    of the cell that says so
 *   what      it is instead of a person
 *   doubtful  it may be one, and is a person until somebody decides */
bool bp_nonperson_sums_up(const bp_rows *r, const bp_record *record, size_t *column,
                          const char **what, bool *doubtful);

/* Is the name of a column where its pay should be? */
bool bp_nonperson_is_header(const bp_rows *r, const bp_record *record,
                            const bp_row_pay *pay);

/* Is it a record of too few fields that no row could be: a footnote, or one that says
 * that it is a total? */
bool bp_nonperson_is_remark(const bp_rows *r, const bp_record *record);

/* Copies a row that says that it sums up all others until they are there.
 * Errors: BP_ELIMIT */
bp_status bp_nonperson_wait(bp_rows *r, const struct bp_late *late, bp_err *err);

#endif
