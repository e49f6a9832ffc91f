/* hash.h - a 64-bit hash of texts, the same on every machine.  Layer: ingest. */
#ifndef BP_INGEST_HASH_H
#define BP_INGEST_HASH_H

#include <stdint.h>

#include "base/text.h"

/* Mixes t, with its length, into `hash`, which starts as 0. */
uint64_t bp_hash(uint64_t hash, bp_text t);

#endif
