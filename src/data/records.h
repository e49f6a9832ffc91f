/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - rows that are kept to be compared with each other.  Layer: data. */
#ifndef BP_DATA_RECORDS_H
#define BP_DATA_RECORDS_H

#include <stdbool.h>

#include "base/kept.h"
#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/rowlog.h"

typedef struct bp_record_row {
    uint32_t who_hash;            /* of organisation, person, year and date; 0: unknown */
    int64_t pay[BP_ELEMENTS_MAX]; /* of each element, or BP_NO_PAY */
    bp_place place;
} bp_record_row;

/* Where a record is kept.  {0} is before all of them. */
typedef struct bp_record_at {
    uint32_t worker;
    uint32_t block;
    uint32_t row;
} bp_record_at;

/* Who looks at records, of which some may be in a file: {0} but for the survey.  A
 * failure ends what it reads, and is told at the end. */
typedef struct bp_records_reader {
    const bp_survey *survey;
    bp_log_view view;
    bp_kept_err failure;
} bp_records_reader;

/* The record at a place, or the next one that there is, whose place is *at then; false
 * when there is none.  They are those of the used rows, in no order; none unless records
 * are kept:
 *   for (bp_record_at at = { 0 }; bp_records_next(&r, &at, &row); at.row++) ... row
 * Those that follow each other are near each other in the file, too. */
bool bp_records_next(bp_records_reader *r, bp_record_at *at, bp_record_row *out);

/* The hashes of some records that are one behind the other.  {0} is before the first. */
#define BP_HASHES 256

typedef struct bp_record_hashes {
    size_t n;
    bp_record_at at; /* of the first */
    uint64_t hash[BP_HASHES];
} bp_record_hashes;

/* The next of them; false when there is none left. */
bool bp_records_hashes(bp_records_reader *r, bp_record_hashes *h, bp_record_hash of);

/* Lets go of what reading took.  Errors: the failure; those of bp_log_block_at */
bp_status bp_records_end(bp_records_reader *r, bp_err *err);

/* How many they are. */
size_t bp_survey_records(const bp_survey *s);

/* Bytes of each record that comparing them takes where all are compared at once, for bits
 * that are kept of its hashes and for those that may be repeated; and at least, in
 * turns. */
#define BP_LOOKS_ROW 12
#define BP_LOOKS_LEAST 2

/* The memory for it, of all records; UINT64_MAX: any. */
uint64_t bp_survey_spare(const bp_survey *s);

#endif
