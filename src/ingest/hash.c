#include "ingest/hash.h"

/* Multiplication by an odd constant near 2^64 / golden ratio carries low bits up;
 * the shift brings high bits down again. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

uint64_t bp_hash(uint64_t hash, bp_text t)
{
    hash = mix(hash, t.n + 1);
    for (size_t i = 0; i < t.n; i += 8) {
        uint64_t word = 0;
        for (size_t k = 0; k < 8 && i + k < t.n; k++)
            word |= (uint64_t)(unsigned char)t.at[i + k] << (8 * k);
        hash = mix(hash, word);
    }
    return mix(hash, 0);
}
