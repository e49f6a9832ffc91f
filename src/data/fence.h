/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fence.h - what pay of a group may be before it is an outlier.  Layer: data.
 *
 * Found by the statistics; a second reading holds rows against it, with other
 * ids, so the group is named by its texts. */
#ifndef BP_DATA_FENCE_H
#define BP_DATA_FENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Pay above 0 and outside [low, high], in units at the shape's scale, is an
 * outlier. */
typedef struct bp_fence {
    const bp_text *key; /* [n_keys] group values of the survey's first keys */
    int64_t low;
    int64_t high;
    uint64_t outside; /* how many */
} bp_fence;

typedef struct bp_fences {
    bp_fence *fence; /* [n] one per group that is large enough, by group values */
    size_t n;
    size_t n_keys;    /* of which the groups are made */
    uint64_t outside; /* in all */
} bp_fences;

static inline bool bp_fence_beyond(const bp_fence *f, int64_t pay)
{
    return pay > 0 && (pay < f->low || pay > f->high);
}

#endif
