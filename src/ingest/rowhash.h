/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowhash.h - hashes of records, by which duplicates and people are found.  Layer:
 * ingest. */
#ifndef BP_INGEST_ROWHASH_H
#define BP_INGEST_ROWHASH_H

#include <stdint.h>

#include "ingest/csvread.h"
#include "ingest/plan.h"

/* Of all fields. */
uint64_t bp_rowhash_fields(const bp_record *r);

/* Of the person; 0: nobody. */
uint64_t bp_rowhash_person(const bp_plan *p, size_t file, const bp_record *r);

/* Of who was paid by whom, in which year and, in *who, when, as far as the person is
 * known; 0: nobody.
 *   year  of the record; BP_NO_YEAR */
void bp_rowhash_payee(const bp_plan *p, size_t file, const bp_record *r, int32_t year,
                      uint64_t *payee, uint64_t *who);

#endif
