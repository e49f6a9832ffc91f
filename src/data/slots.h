/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slots.h - a hash table of positions in an array that its user keeps.
 * Layer: data. */
#ifndef BP_DATA_SLOTS_H
#define BP_DATA_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/id.h"

typedef struct bp_slot {
    uint32_t hash;
    uint32_t after; /* the position + 1; 0: free */
} bp_slot;

/* {0} is empty. */
typedef struct bp_slots {
    bp_slot *slot; /* [cap] a power of two, at most three quarters full */
    size_t cap;
    size_t n;
} bp_slots;

/* Does the element at a position of the user's array equal the key? */
typedef bool bp_slot_same(const void *user, uint32_t at, const void *key);

uint64_t bp_hash(const void *bytes, size_t n);

/* The position of a key, or BP_NO_ID; inline, so that `same` is no call. */
static inline uint32_t bp_slots_find(const bp_slots *s, uint64_t hash, bp_slot_same *same,
                                     const void *user, const void *key)
{
    const size_t mask = s->cap - 1;
    for (size_t i = hash & mask; s->cap > 0 && s->slot[i].after != 0;
         i = (i + 1) & mask) {
        const uint32_t at = s->slot[i].after - 1;
        if (s->slot[i].hash == (uint32_t)hash && same(user, at, key))
            return at;
    }
    return BP_NO_ID;
}

/* Adds a position that is not there yet.  False when memory is out. */
bool bp_slots_add(bp_slots *s, uint64_t hash, uint32_t at);

void bp_slots_release(bp_slots *s);

#endif
