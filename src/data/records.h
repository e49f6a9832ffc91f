/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - rows that are kept to be compared with each other.  Layer: data. */
#ifndef BP_DATA_RECORDS_H
#define BP_DATA_RECORDS_H

#include <stdbool.h>

#include "benchpay/survey.h"
#include "data/place.h"

/* Without padding: there is one for each row. */
typedef struct bp_record_row {
    uint64_t row_hash;   /* of all fields */
    uint64_t who_hash;   /* of organisation, person and date; 0: unknown */
    uint64_t payee_hash; /* of organisation, person and year; 0: unknown */
    int64_t pay;         /* of element 0 */
    uint64_t order;      /* its place, in parts */
    uint64_t line;
    uint32_t file;
    bool cash_below_base; /* element "tcc" is below "base" */
} bp_record_row;

static inline bp_place bp_record_place(const bp_record_row *r)
{
    return (bp_place){ .order = r->order, .line = r->line, .file = r->file };
}

/* The used rows in input order; none unless records are kept. */
size_t bp_survey_records(const bp_survey *s);
const bp_record_row *bp_survey_record(const bp_survey *s, size_t i);

#endif
