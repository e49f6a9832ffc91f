/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slots.c - a hash table of positions.
 *
 * Open addressing with half of the hash in the slot: most comparisons are of one number,
 * and a table grows without hashing anything again. */
#include "data/slots.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Multiply and fold, eight bytes at a time; the multiplier is 2^64 divided by
 * the golden ratio (Knuth, The Art of Computer Programming 3, 6.4). */
static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ (h >> 32);
}

uint64_t bp_hash(const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    uint64_t h = mix(n, 0), word;
    for (; n >= sizeof word; n -= sizeof word, p += sizeof word) {
        memcpy(&word, p, sizeof word);
        h = mix(h, word);
    }
    word = 0;
    if (n > 0)
        memcpy(&word, p, n);
    return mix(h, word);
}

static void place(bp_slot *slot, size_t cap, bp_slot new)
{
    size_t i = new.hash &(cap - 1);
    while (slot[i].after != 0)
        i = (i + 1) & (cap - 1);
    slot[i] = new;
}

/* Room enough that a few positions do not collide: a second look costs most of all. */
#define LEAST 1024

static bool grow(bp_slots *s)
{
    size_t cap = s->cap > 0 ? s->cap * 2 : LEAST;
    bp_slot *slot = bp_alloc_table(cap, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < s->cap; i++)
        if (s->slot[i].after != 0)
            place(slot, cap, s->slot[i]);
    free(s->slot);
    s->slot = slot;
    s->cap = cap;
    return true;
}

bool bp_slots_add(bp_slots *s, uint64_t hash, uint32_t at)
{
    if (at == BP_NO_ID || ((s->n + 1) * 4 > s->cap * 3 && !grow(s)))
        return false;
    place(s->slot, s->cap, (bp_slot){ (uint32_t)hash, at + 1 });
    s->n++;
    return true;
}

void bp_slots_release(bp_slots *s)
{
    free(s->slot);
    *s = (bp_slots){ 0 };
}
