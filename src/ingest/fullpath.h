/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fullpath.h - a record becomes a row of the survey, or is filtered or excluded.
 * Layer: ingest.
 *
 * Every record can take this path, and only it decides about a row that is not usual. */
#ifndef BP_INGEST_FULLPATH_H
#define BP_INGEST_FULLPATH_H

#include "ingest/csvread.h"
#include "ingest/worker.h"

/* Takes one record: `arg` is a bp_rows.  Errors: BP_ELIMIT;
 *   BP_EDATA  strict, and the row is malformed */
bp_on_record bp_full_take;

/* The same for one that was counted already and is chosen by the conditions. */
bp_status bp_full_take_chosen(bp_rows *r, const bp_record *record, bp_err *err);

/* Is an organization, or else its name, in the list of peers?  Of every row it is asked,
 * so that a peer which no row has is found. */
bool bp_full_peer(bp_rows *r, bp_text org, bp_text name);

/* What a row that was kept for the end has turned out to be. */
typedef enum bp_lateness {
    BP_LATE_PERSON,
    BP_LATE_DOUBTFUL, /* a person, who may sum up others */
    BP_LATE_SUMMARY
} bp_lateness;

/* Takes it.  Before, the tail of its file is over. */
bp_status bp_full_take_late(bp_rows *r, const struct bp_late *late, bp_lateness what,
                            bp_err *err);

#endif
