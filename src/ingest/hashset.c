/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of hashes of cells.
 *
 * Whether rows are of people shows in how often the same cells come again, and that needs
 * no text of them: two texts with one hash of 64 bits do not meet in a head. */
#include "ingest/hashset.h"

#include <stdlib.h>

#include "base/mem.h"

static bool is_same(const void *user, uint32_t at, const void *key)
{
    return ((const bp_hashset *)user)->at[at] == *(const uint64_t *)key;
}

bp_status bp_hashset_put(bp_hashset *s, uint64_t hash, const char *what, bp_err *err)
{
    if (bp_slots_find(&s->slots, hash, is_same, s, &hash) != BP_NO_ID)
        return BP_OK;
    if (!bp_reserve(&s->at, &s->cap, s->n + 1, sizeof hash) ||
        !bp_slots_add(&s->slots, hash, (uint32_t)s->n))
        return bp_no_memory(err, "%s", what);
    s->at[s->n++] = hash;
    return BP_OK;
}

void bp_hashset_release(bp_hashset *s)
{
    bp_slots_release(&s->slots);
    free(s->at);
}
