/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - rows that are kept to be compared with each other.  Layer: data. */
#ifndef BP_DATA_RECORDS_H
#define BP_DATA_RECORDS_H

#include <stdbool.h>

#include "benchpay/survey.h"
#include "data/batch.h"

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

/* The record at a place, or the next one that there is, whose place is *at then; false
 * when there is none.  They are those of the used rows, in no order; none unless records
 * are kept:
 *   for (bp_record_at at = { 0 }; bp_survey_record(s, &at, &row); at.row++) ... row */
bool bp_survey_record(const bp_survey *s, bp_record_at *at, bp_record_row *out);

/* What records have in common where they are of the same row, or of the same payee. */
typedef enum bp_record_hash {
    BP_HASH_ROW,  /* of all fields */
    BP_HASH_PAYEE /* of organisation, person and year; 0: unknown */
} bp_record_hash;

/* The hashes of some records that are one behind the other.  {0} is before the first. */
#define BP_HASHES 256

typedef struct bp_record_hashes {
    size_t n;
    bp_record_at at; /* of the first */
    uint64_t hash[BP_HASHES];
} bp_record_hashes;

/* The next of them; false when there is none left. */
bool bp_survey_record_hashes(const bp_survey *s, bp_record_hashes *h, bp_record_hash of);

/* How many they are. */
size_t bp_survey_records(const bp_survey *s);

#endif
