/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hashset.h - a set of hashes of cells.  Layer: ingest. */
#ifndef BP_INGEST_HASHSET_H
#define BP_INGEST_HASHSET_H

#include "benchpay/err.h"
#include "data/slots.h"

/* {0} is empty. */
typedef struct bp_hashset {
    bp_slots slots;
    uint64_t *at; /* [n] in the order in which they came */
    size_t n, cap;
} bp_hashset;

/* Puts a hash in; one that is there already changes nothing.
 * Errors: those of memory, of which `what` is said to have run out */
bp_status bp_hashset_put(bp_hashset *s, uint64_t hash, const char *what, bp_err *err);

void bp_hashset_release(bp_hashset *s);

#endif
