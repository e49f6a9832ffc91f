/* SPDX-License-Identifier: GPL-3.0-or-later */
/* joining.h - sections of several files become that of one.  Layer: data.
 *
 * All of them are in one order, so a piece of each is enough to write the next piece of
 * the whole.  What is least among several is found in a heap of the files. */
#ifndef BP_DATA_JOINING_H
#define BP_DATA_JOINING_H

#include "base/spool.h"
#include "data/parts.h"

/* The section of a file, whose numbers have become those of the whole in `to`. */
typedef struct bp_joined {
    bp_loading *to;
    bp_unpack from;
} bp_joined;

/* Of the parts before it, the survey has what all files have. */
typedef struct bp_joining {
    bp_survey *survey;
    bp_joined *file; /* [n] those that have the section */
    size_t n;
    bp_spool *out; /* the section of the whole */
} bp_joining;

/* A text of so many bytes goes into its spool. */
#define BP_JOINED_TEXT ((size_t)64 << 10)

/* Something of a file, by what decides its place: `first`, then `second`. */
typedef struct bp_next {
    uint64_t first;
    uint64_t second;
    uint32_t file;
} bp_next;

/* at[0] is before all others, or there is none. */
typedef struct bp_heap {
    bp_next *at; /* [n] */
    size_t n;
} bp_heap;

static inline bool bp_next_before(const bp_next *a, const bp_next *b)
{
    return a->first != b->first ? a->first < b->first : a->second < b->second;
}

static inline bool bp_next_same(const bp_next *a, const bp_next *b)
{
    return a->first == b->first && a->second == b->second;
}

/* There is room for it. */
static inline void bp_heap_add(bp_heap *h, bp_next next)
{
    size_t i = h->n++;
    for (; i > 0 && bp_next_before(&next, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = next;
}

/* Puts another in the place of at[0]. */
static inline void bp_heap_change(bp_heap *h, bp_next next)
{
    size_t i = 0;
    for (size_t below; (below = 2 * i + 1) < h->n; i = below) {
        if (below + 1 < h->n && bp_next_before(&h->at[below + 1], &h->at[below]))
            below++;
        if (!bp_next_before(&h->at[below], &next))
            break;
        h->at[i] = h->at[below];
    }
    h->at[i] = next;
}

/* Takes at[0] off. */
static inline void bp_heap_drop(bp_heap *h)
{
    const bp_next last = h->at[--h->n];
    if (h->n > 0)
        bp_heap_change(h, last);
}

/* A number below zero is before one above it. */
static inline uint64_t bp_next_signed(int64_t number)
{
    return (uint64_t)number ^ (uint64_t)1 << 63;
}

#endif
