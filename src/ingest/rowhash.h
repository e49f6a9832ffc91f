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

/* Puts the hashes that the shape keeps of row i, whose year is there:
 *   person      of the person; 0: nobody
 *   row_hash    of all fields; equal fields have the same in all files of a plan
 *   payee_hash  of who was paid by whom in which year, as far as the person is known
 *   who_hash    the same, and when */
void bp_rowhash_record(bp_batch *b, size_t i, const bp_plan *p, size_t file,
                       const bp_record *r);

/* The same of all rows.
 *   row  [b->n] their records */
void bp_rowhash_batch(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                      const uint32_t row[]);

#endif
