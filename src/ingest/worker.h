/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worker.h - one worker's share of the rows: what the two paths work on.  Layer: ingest.
 *
 * rows.c opens files and hands on their records, to fastpath.c, which hands on to
 * fullpath.c what it cannot do.  Nothing is called the other way. */
#ifndef BP_INGEST_WORKER_H
#define BP_INGEST_WORKER_H

#include "data/fence.h"
#include "ingest/counts.h"
#include "ingest/distinct.h"
#include "ingest/fastpath.h"
#include "ingest/label.h"
#include "ingest/records.h"
#include "ingest/rowage.h"
#include "ingest/rows.h"
#include "ingest/store.h"

struct bp_rows {
    const bp_plan *plan;
    const bp_fences *within;
    bp_survey *survey;
    bp_counts counts;
    bp_store store;
    uint64_t tail; /* from this position on rows of the file may sum up all others */
    struct bp_late {
        bp_record record; /* owns its fields */
        bp_place place;
        bp_label_kind kind;
        size_t column; /* that says so */
        int64_t pay;
    } * late; /* [n_late] rows that are decided about at the end */
    size_t n_late;
    size_t cap_late;
    bp_distinct distinct;       /* rows that are yet to be one a person */
    size_t longest;             /* name of a band */
    bool listed[BP_WANTED_MAX]; /* pay that counts 0 where it is blank */
    size_t file;                /* that is being read; BP_NOT_WANTED: none yet */
    bp_csv *csv;                /* of the file, when libcsv alone reads it */
    bp_records *records;        /* of the file, else */
    bp_compare_rules *rules;    /* [conditions] in the file */
    bp_row_ages ages;           /* where pay is aged */
    bp_fast_file fast;          /* in the file */
    bp_fast_rows fast_rows;
    bp_text *field;   /* [BP_FIELDS_MAX] of a record that takes the full path */
    bp_text *recoded; /* [BP_FIELDS_MAX] of one with cells that are read as others */
};

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

#endif
