/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - rows that are kept to be compared with each other.  Layer: data. */
#ifndef BP_DATA_RECORDS_H
#define BP_DATA_RECORDS_H

#include <stdbool.h>

#include "benchpay/survey.h"
#include "data/place.h"

typedef struct bp_record_row {
    uint64_t row_hash;    /* of all fields */
    uint64_t payee_hash;  /* of organisation, person and year; 0: unknown */
    uint32_t who_hash;    /* of these and the date: tells the rows of one payee apart */
    bool cash_below_base; /* element "tcc" is below "base" */
    int64_t pay;          /* of element 0 */
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

/* How many they are. */
size_t bp_survey_records(const bp_survey *s);

#endif
