/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowhash.h - hashes of records, by which duplicates and people are found.  Layer:
 * ingest.
 *
 * Of one record at a time, or of many as they stand in the text: both are the same. */
#ifndef BP_INGEST_ROWHASH_H
#define BP_INGEST_ROWHASH_H

#include <stdint.h>

#include "data/batch.h"
#include "ingest/csvread.h"
#include "ingest/plan.h"
#include "ingest/records.h"

/* Of all fields: that of records with equal fields is the same in all files of a plan. */
uint64_t bp_rowhash_fields(const bp_plan *p, const bp_record *r);

/* Of the person; 0: nobody. */
uint64_t bp_rowhash_person(const bp_plan *p, size_t file, const bp_record *r);

/* Of who was paid by whom, in which year and, in *who, when, as far as the person is
 * known; 0: nobody.
 *   year  of the record; BP_NO_YEAR */
void bp_rowhash_payee(const bp_plan *p, size_t file, const bp_record *r, int32_t year,
                      uint64_t *payee, uint64_t *who);

/* All of these that the shape keeps, of the rows of a batch, whose years are there.
 *   row  [b->n] their records */
void bp_rowhash_batch(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                      const uint32_t row[]);

#endif
