/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worker.h - one worker's share of the rows, for the files of this layer that read them.
 * Layer: ingest. */
#ifndef BP_INGEST_WORKER_H
#define BP_INGEST_WORKER_H

#include "data/fence.h"
#include "ingest/counts.h"
#include "ingest/records.h"
#include "ingest/rows.h"
#include "ingest/store.h"
#include "ingest/usual.h"

struct bp_rows {
    const bp_plan *plan;
    const bp_fences *within;
    bp_survey *survey;
    bp_counts counts;
    bp_store store;
    size_t longest;             /* name of a band */
    bool listed[BP_WANTED_MAX]; /* pay that counts 0 where it is blank */
    size_t file;                /* that is being read; BP_NOT_WANTED: none yet */
    bp_csv *csv;                /* of the file; with --reader libcsv */
    bp_records *records;        /* of the file; else */
    bool *unread;            /* [BP_FIELDS_MAX] in it: no matter what such a field says */
    bp_compare_rules *rules; /* [conditions] in the file */
    bp_usual usual;          /* in the file */
    bp_usual_rows rows;
    bp_text *field; /* [BP_FIELDS_MAX] of a plain record that is not usual */
};

/* A record becomes a row, or its rejection: the judge of every one that is not usual. */
bp_on_record bp_rows_take;

/* The same for one that was counted and selected. */
bp_status bp_rows_judge(bp_rows *r, const bp_record *record, bp_err *err);

/* The order of a position in the file that is being read, and the place there. */
static inline uint64_t bp_rows_order(const bp_rows *r, uint64_t position)
{
    return (uint64_t)r->file << 48 | position;
}

static inline bp_place bp_rows_place(const bp_rows *r, uint64_t position, uint64_t line)
{
    return (bp_place){ .order = bp_rows_order(r, position),
                       .line = line,
                       .file = (uint32_t)r->file };
}

/* Takes usual rows many at a time, and has the others judged. */
bp_on_plain bp_usual_take;

#endif
