/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - where a record is in the input.  Layer: data. */
#ifndef BP_DATA_PLACE_H
#define BP_DATA_PLACE_H

#include <stddef.h>
#include <stdint.h>

/* `order` grows along the input: the file's number in the top 16 bits, the byte position
 * in the rest. */
typedef struct bp_place {
    uint64_t order;
    uint64_t line;
    uint32_t file;
} bp_place;

/* So many places are named where there are many. */
#define BP_PLACES 3

/* Puts a place among the first ones, which are in order; so many were put before. */
static inline void bp_place_put(bp_place first[BP_PLACES], uint64_t before,
                                const bp_place *place)
{
    size_t i = before < BP_PLACES ? (size_t)before : BP_PLACES;
    for (; i > 0 && first[i - 1].order > place->order; i--)
        if (i < BP_PLACES)
            first[i] = first[i - 1];
    if (i < BP_PLACES)
        first[i] = *place;
}

#endif
