/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twin.h - hashes by which rows that belong together are found.  Layer: ingest. */
#ifndef BP_INGEST_TWIN_H
#define BP_INGEST_TWIN_H

#include <stdint.h>

#include "ingest/csvread.h"
#include "ingest/plan.h"

/* Of all fields. */
uint64_t bp_twin_row(const bp_record *r);

/* Of the person; 0: nobody. */
uint64_t bp_twin_person(const bp_plan *p, size_t file, const bp_record *r);

/* Of who was paid and when, as far as a person is known; 0: nobody. */
uint64_t bp_twin_who(const bp_plan *p, size_t file, const bp_record *r);

#endif
